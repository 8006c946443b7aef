"""Ways to solve a problem: written down, scored by Reinke or CARL, chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.scoring.methods import Method
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.monitoring.models import Alternative, Cause, Problem
from lokmin.cycle.monitoring.register import ledger
from lokmin.cycle.monitoring.register.queries import ways


@transaction.atomic
def add_alternative(
    *, problem: Problem, by: Person, text: str, cause: Cause | None = None, note: str = ""
) -> Alternative:
    """Write one way to solve it down, under the cause it answers.

    Raises:
        ValidationError: without a text, with a cause of another problem, or when the problem is not open.
    """
    fresh = ledger.locked(problem)
    ledger.must_be_open(fresh)
    if cause is not None and (cause.removed_at is not None or cause.problem_id not in ledger.family_ids(fresh)):
        raise ValidationError({"cause": _("Penyebab itu sudah tidak ada. Pilih yang lain.")})
    way = Alternative.objects.create(
        problem=fresh, cause=cause, text=ledger.needs(text, _("Tulis cara pemecahannya."), "text")[:300],
        note=" ".join(note.split())[:300], at=clock.now(), by=by,
        order=Alternative.objects.filter(problem=fresh).count(),
    )  # fmt: skip
    ledger.log(
        fresh, by, _("Alternatif: %(text)s") % {"text": way.text}, kind="alternatif",
        sentence=f"menulis alternatif untuk {fresh}: {audit.short(way.text)}.",
    )  # fmt: skip
    return way


@transaction.atomic
def change_alternative(*, alternative: Alternative, by: Person, **columns: Any) -> Alternative:
    """Reword a way, or change its cause or its remark.

    Raises:
        ValidationError: as ``add_alternative``.
    """
    if unknown := set(columns) - {"text", "cause", "note"}:
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")
    problem, way = _held(alternative)
    if "text" in columns:
        columns["text"] = ledger.needs(columns["text"], _("Tulis cara pemecahannya."), "text")[:300]
    changed = {name: value for name, value in columns.items() if getattr(way, name) != value}
    if not changed:
        return way
    for name, value in changed.items():
        setattr(way, name, value)
    way.save()
    ledger.log(
        problem, by, _("Alternatif diubah: %(text)s") % {"text": way.text}, kind="alternatif_ubah",
        sentence=f"mengubah alternatif {problem}: {audit.short(way.text)}.",
    )  # fmt: skip
    return way


@transaction.atomic
def score_alternative(*, alternative: Alternative, by: Person, method: str, scores: Mapping[str, int]) -> Alternative:
    """Give one way its numbers by a method; the method's version is kept beside them.

    ``method`` is a code of ``rules/scoring.toml`` that chooses solutions (``reinke``, ``carl``); ``scores`` has a whole
    number on the method's scale for each criterion letter.

    Raises:
        ValidationError: for another method, a missing criterion or a number off the scale.
    """
    problem, way = _held(alternative)
    known = ways.methods(clock.today().year)
    if method not in known:
        raise ValidationError({"method": _("Cara menilai “%(code)s” tidak dipakai di sini.") % {"code": method}})
    chosen = known[method]
    _on_scale(chosen, scores)
    way.scores = {**way.scores, method: {c.letter: int(scores[c.letter]) for c in chosen.criteria}}
    way.formula = chosen.stamp[:40]
    way.save(update_fields=["scores", "formula"])
    told = ", ".join(f"{letter} {value}" for letter, value in way.scores[method].items())
    ledger.log(
        problem, by, _("Dinilai %(method)s: %(text)s (%(scores)s)")
        % {"method": chosen.name, "text": way.text, "scores": told},
        kind="nilai", sentence=f"menilai alternatif {problem}: {audit.short(way.text)} ({told}).",
    )  # fmt: skip
    return way


@transaction.atomic
def choose_alternative(*, alternative: Alternative, by: Person, chosen: bool = True) -> Alternative:
    """Choose a way, or take the choice back; several of one problem may be chosen."""
    problem, way = _held(alternative)
    if way.chosen == chosen:
        return way
    way.chosen = chosen
    way.save(update_fields=["chosen"])
    note = _("Terpilih: %(text)s") if chosen else _("Tidak jadi dipilih: %(text)s")
    verb = "memilih" if chosen else "batal memilih"
    ledger.log(
        problem, by, note % {"text": way.text}, kind="pilih",
        sentence=f"{verb} pemecahan {problem}: {audit.short(way.text)}.",
    )  # fmt: skip
    return way


@transaction.atomic
def remove_alternative(*, alternative: Alternative, by: Person) -> None:
    """Take a way off the list; it stays in the store."""
    problem, way = _held(alternative)
    way.removed_at, way.chosen = clock.now(), False
    way.save(update_fields=["removed_at", "chosen"])
    ledger.log(
        problem, by, _("Alternatif dihapus: %(text)s") % {"text": way.text}, kind="alternatif_hapus",
        sentence=f"menghapus alternatif {problem}: {audit.short(way.text)}.",
    )  # fmt: skip


def _held(alternative: Alternative) -> tuple[Problem, Alternative]:
    problem = ledger.survivor(ledger.locked(alternative.problem))
    ledger.must_be_open(problem)
    return problem, Alternative.objects.select_for_update().get(pk=alternative.pk, removed_at=None)


def _on_scale(method: Method, scores: Mapping[str, int]) -> None:
    wrong = [
        criterion.name
        for criterion in method.criteria
        if not isinstance(scores.get(criterion.letter), int)
        or not criterion.low <= scores[criterion.letter] <= criterion.high
    ]
    if wrong:
        raise ValidationError({"scores": _("Isi dari daftar angka: %(names)s.") % {"names": ", ".join(wrong)}})
