"""Words and pictures of the pages of effects, in the reader's language."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lokmin.core.effects import Outcome, Verdict, sentences
from lokmin.core.effects.pdsa import Decision, Stage
from lokmin.core.effects.promises import Kept
from lokmin.core.effects.promises import sentence as kept_sentence
from lokmin.core.language import spoken
from lokmin.documents.figures.beforeafter import before_after

#: The class that gives shape and colour to a verdict.
SHAPES = {Outcome.HELPED: "baik", Outcome.NOT_YET: "cukup", Outcome.UNKNOWN: "nihil"}


def outcome(word: str) -> str:
    """The verdict in one or a few words."""
    return {
        Outcome.HELPED: pgettext("dampak", "berhasil"),
        Outcome.NOT_YET: pgettext("dampak", "belum"),
        Outcome.UNKNOWN: pgettext("dampak", "belum bisa dinilai"),
    }[Outcome(word)]


def heading(word: str) -> str:
    """The name of a group of verdicts."""
    return {
        Outcome.HELPED: _("Berhasil"),
        Outcome.NOT_YET: _("Belum berhasil"),
        Outcome.UNKNOWN: _("Belum bisa dinilai"),
    }[Outcome(word)]


def shape(word: str) -> str:
    return SHAPES[Outcome(word)]


def headline(verdict: Verdict) -> str:
    """The whole sentence with its word, where no word stands beside it."""
    with spoken(_):
        return sentences.headline(verdict)


def explained(verdict: Verdict) -> str:
    """The sentence that follows the word of a verdict, its n included."""
    with spoken(_):
        text = sentences.explained(verdict)
    return f"{text[:1].upper()}{text[1:]}"


def why(verdict: Verdict) -> str:
    """Why it cannot be judged, with n, and from which month it can, as one or two sentences."""
    with spoken(_):
        then = sentences.when(verdict)
    return " ".join(filter(None, (explained(verdict), then)))


def facts(verdict: Verdict) -> list[tuple[str, str]]:
    """Everything else that is known, as label and sentence; empty ones are left away."""
    with spoken(_):
        found = [
            (_("Sebelum dan sesudah"), sentences.levels(verdict)),
            (_("Besar dampak"), sentences.interval(verdict)),
            (_("Dalam orang"), sentences.people(verdict)),
            (_("Harapan"), sentences.expected(verdict)),
            ("n", n(verdict)),
            (_("Yang dapat terlihat"), sentences.too_small(verdict)),
            (_("Cara menilai"), sentences.method(verdict)),
        ]
    return [(label, text) for label, text in found if text]


def n(verdict: Verdict) -> str:
    """``12 bulan sebelum, 3 bulan sesudah, 11 desa pembanding``."""
    with spoken(_):
        months = sentences.sides(verdict)
    return (
        _("%(months)s, %(others)s desa pembanding") % {"months": months, "others": verdict.others}
        if (verdict.others)
        else months
    )


def cautions(verdict: Verdict) -> tuple[str, ...]:
    with spoken(_):
        return sentences.cautions(verdict)


def picture(verdict: Verdict, ident: str = "dampak") -> SafeString:
    """The figure, wide and for phones; empty when there is nothing to draw."""
    with spoken(_):
        drawn = [
            before_after(verdict, narrow=narrow, ident=f"{ident}-hp" if narrow else ident) for narrow in (False, True)
        ]
    return mark_safe("".join(drawn))  # noqa: S308 - our own SVG, every text in it escaped


def kept(line: Kept) -> str:
    with spoken(_):
        words = kept_sentence(line)
    return f"{words[:1].upper()}{words[1:]}."


def decision(code: str) -> str:
    """How a turn ended."""
    return {
        Decision.GO_ON: _("lanjutkan"), Decision.CHANGE: _("ubah"), Decision.STOP: _("hentikan"),
    }[Decision(code)] if code else _("belum diputuskan")  # fmt: skip


def stage(value: Stage) -> str:
    """The part of a turn that is to be written next."""
    return {
        Stage.PLAN: _("merencanakan"),
        Stage.DO: _("sedang dikerjakan"),
        Stage.STUDY: _("dipelajari"),
        Stage.ACT: _("diputuskan"),
        Stage.ENDED: _("selesai"),
    }[value]
