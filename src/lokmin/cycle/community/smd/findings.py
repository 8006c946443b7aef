"""Problems and potentials of a village: from the tabulation or said by people, put in order, sent to the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.community.problems import VillageProblem, by_scores, by_votes
from lokmin.core.meetings.scoring import methods
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.community.limits import own
from lokmin.cycle.community.models import Smd, VillageFinding
from lokmin.cycle.monitoring.register import operations as register

PROBLEM, POTENTIAL = "masalah", "potensi"
#: More is no list of priorities.
MOST = 60
USG = ("U", "S", "G")


def standing(smd: Smd) -> Any:
    """Findings that were not taken out."""
    return smd.findings.filter(removed_at=None)


def record_of(row: VillageFinding, threshold: int = 0, where: str = "") -> VillageProblem:
    """A finding as the domain knows it; a problem has no place until it was ranked."""
    votes = row.scores.get("suara")
    return VillageProblem(
        row.question, row.text, row.households or 0, row.asked or 0, threshold, where, row.rank,
        votes if isinstance(votes, int) else None,
    )  # fmt: skip


@transaction.atomic
def take(*, smd: Smd, by: Person, problems: Collection[VillageProblem]) -> int:
    """Take problems of the tabulation into the list, or renew their figures; how many are new.

    Raises:
        PermissionDenied: not a village of this person.
    """
    own(by, smd.puskesmas, smd.village)
    present = {f.question: f for f in standing(smd).filter(kind=PROBLEM).exclude(question="")}
    new = 0
    for problem in problems:
        row = present.get(problem.code)
        if row is None:
            row = VillageFinding(smd=smd, kind=PROBLEM, question=problem.code, text=problem.words[:300], by=by)
            new += 1
        row.households, row.asked, row.at = problem.bad, problem.answered, clock.now()
        row.save()
    if problems:
        audit.record(
            puskesmas=smd.puskesmas, by=by, action="smd.masalah", about=smd,
            sentence=f"{by} memilih {len(problems)} masalah dari tabulasi {smd}.",
        )  # fmt: skip
    return new


@transaction.atomic
def add(*, smd: Smd, by: Person, kind: str, text: str, group: str = "") -> VillageFinding:
    """Write down a problem that people named, or a potential (``group``: its kind by ``smd.toml``).

    Raises:
        ValidationError: no words, the same words again, too many.
        PermissionDenied: not a village of this person.
    """
    own(by, smd.puskesmas, smd.village)
    words = " ".join(text.split())[:300]
    if kind not in (PROBLEM, POTENTIAL):
        raise ValidationError(_("Pilih masalah atau potensi."))
    if not words:
        raise ValidationError(_("Tulis masalahnya.") if kind == PROBLEM else _("Tulis potensinya."))
    if standing(smd).filter(kind=kind, text__iexact=words).exists():
        raise ValidationError(_("“%(text)s” sudah ada di daftar.") % {"text": words})
    if standing(smd).count() >= MOST:
        raise ValidationError(_("Daftarnya sudah %(n)s baris. Gabungkan yang serupa.") % {"n": MOST})
    made = VillageFinding.objects.create(
        smd=smd, kind=kind, text=words, scores={"golongan": group} if group else {}, at=clock.now(), by=by
    )
    audit.record(
        puskesmas=smd.puskesmas, by=by, action=f"smd.{kind}", about=smd,
        sentence=f"{by} mencatat {kind} {smd.village}: {short(words)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def remove(*, finding: VillageFinding, by: Person) -> None:
    """Take a line out of the list; one that stands in the register or in an agreed activity stays.

    Raises:
        ValidationError: it is used.
        PermissionDenied: not a village of this person.
    """
    smd = finding.smd
    own(by, smd.puskesmas, smd.village)
    if finding.problem_id or finding.activities.filter(removed_at=None).exists():
        raise ValidationError(_("Baris ini sudah dipakai di daftar masalah atau di kesepakatan MMD."))
    if finding.removed_at is None:
        finding.removed_at = clock.now()
        finding.save(update_fields=["removed_at"])
        audit.record(
            puskesmas=smd.puskesmas, by=by, action="smd.hapus", about=smd,
            sentence=f"{by} menghapus “{short(finding.text)}” dari daftar {smd.village}.",
        )  # fmt: skip


@transaction.atomic
def vote(*, smd: Smd, by: Person, votes: Mapping[int, int]) -> None:
    """Put the problems in the order of the villagers' votes (``votes`` by pk); without votes no place.

    Raises:
        ValidationError: an odd number.
        PermissionDenied: not a village of this person.
    """
    own(by, smd.puskesmas, smd.village)
    rows = list(standing(smd).filter(kind=PROBLEM).order_by("pk"))
    if any(not 0 <= n <= 100_000 for n in votes.values()):
        raise ValidationError(_("Suara ditulis sebagai bilangan 0 atau lebih."))
    told = {str(row.pk): votes[row.pk] for row in rows if votes.get(row.pk)}
    listed = [VillageProblem(str(row.pk), row.text, row.households or 0, row.asked or 0) for row in rows]
    _placed(rows, {p.code: p.place for p in by_votes(listed, told)},
            {key: {"suara": n} for key, n in told.items()}, smd, by, "suara warga")  # fmt: skip


@transaction.atomic
def score(*, smd: Smd, by: Person, scores: Mapping[int, tuple[int, int, int]]) -> None:
    """Put the problems in the order of the USG scores the musyawarah agreed on (U, S, G by pk).

    Raises:
        ValidationError: a score off its scale, with the question.
        PermissionDenied: not a village of this person.
    """
    own(by, smd.puskesmas, smd.village)
    rows = list(standing(smd).filter(kind=PROBLEM).order_by("pk"))
    usg = methods.load(rules("scoring"), clock.today().year)["usg"]
    apart = methods.far_apart_rule(rules("scoring"), clock.today().year)
    listed = [VillageProblem(str(row.pk), row.text, row.households or 0, row.asked or 0) for row in rows]
    paper = {str(row.pk): scores[row.pk] for row in rows if row.pk in scores}
    try:
        placed, _ranking = by_scores(listed, usg, [paper], apart)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    _placed(rows, {p.code: p.place for p in placed},
            {key: dict(zip(USG, value, strict=True)) for key, value in paper.items()}, smd, by, "USG")  # fmt: skip


def _placed(
    rows: list[VillageFinding], places: Mapping[str, int | None], scores: Mapping[str, Mapping[str, int]], smd: Smd,
    by: Person, how: str,
) -> None:  # fmt: skip
    for row in rows:
        row.rank, row.scores = places.get(str(row.pk)), dict(scores.get(str(row.pk), {}))
        row.save(update_fields=["rank", "scores"])
    audit.record(
        puskesmas=smd.puskesmas, by=by, action="smd.urutan", about=smd,
        sentence=f"{by} mengurutkan {len(rows)} masalah {smd.village} menurut {how}.",
    )  # fmt: skip


@transaction.atomic
def to_register(*, finding: VillageFinding, by: Person) -> VillageFinding:
    """Write a problem of the village into the register of problems, once.

    Raises:
        ValidationError: a potential, or words the register refuses.
        PermissionDenied: not a village of this person.
    """
    smd = finding.smd
    own(by, smd.puskesmas, smd.village)
    if finding.kind != PROBLEM:
        raise ValidationError(_("Hanya masalah yang masuk daftar masalah."))
    if finding.problem_id:
        return finding
    known = record_of(finding)
    finding.problem = register.record_problem(
        puskesmas=smd.puskesmas, by=by, source="masyarakat", what=finding.text[:1].upper() + finding.text[1:200],
        who=_("rumah tangga"), where=f"Desa {smd.village.name}", when=f"SMD {smd.year}", how_big=known.figure[:200],
        village=smd.village, category="masyarakat", evidence=f"SMD {smd.year}, {smd.village.name}",
        origin_kind="smd", origin_id=str(finding.pk),
    )  # fmt: skip
    finding.save(update_fields=["problem"])
    return finding
