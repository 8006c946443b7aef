"""The situation pack on paper, and its parts inside the documents of plans."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.planning.situation.queries import situation as known
from lokmin.documents.forms.situation import (
    SituationPaper,
    gap_blocks,
    part_blocks,
    problem_blocks,
    problem_statements,
    situation,
)
from lokmin.documents.model import Block, Document

#: How the register orders its problems, as papers say it.
METHOD = "daftar masalah: besar kekurangan, lama merah, dan arah"


def paper(puskesmas: Puskesmas, year: int) -> SituationPaper:
    """The pack of a year as papers take it."""
    with override("id"):
        page = known(puskesmas, year)
        return SituationPaper(year, page.states, page.gaps, page.years, page.problems, office(puskesmas), METHOD)


def pack(puskesmas: Puskesmas, year: int) -> Document:
    """The whole pack."""
    return situation(paper(puskesmas, year))


def statements(puskesmas: Puskesmas, year: int) -> Document:
    """Problem statements and priorities as a paper of their own."""
    given = paper(puskesmas, year)
    return problem_statements(given.problems, given.method, given.by)


def general_part(given: SituationPaper) -> Sequence[Block]:
    """The general data inside a document of chapters."""
    return [
        block for state in given.states if state.part.kind == "umum" and state.there for block in part_blocks(state)
    ]


def situation_part(given: SituationPaper) -> Sequence[Block]:
    """General and special data, as far as they are there."""
    return [block for state in given.states if state.there for block in part_blocks(state)]


def gap_part(given: SituationPaper) -> Sequence[Block]:
    """Three years, gaps and trends."""
    return gap_blocks(given)


def problem_part(given: SituationPaper) -> Sequence[Block]:
    """Problems in their order."""
    return problem_blocks(given)
