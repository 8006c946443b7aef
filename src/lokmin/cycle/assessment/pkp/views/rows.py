"""Filling in: the table of a programme with several rows at once, one row with its words, the notes of months."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lokmin.core.assessment.definitions import Rule
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.assessment.models import PkpRow
from lokmin.cycle.assessment.pkp import operations, queries
from lokmin.cycle.assessment.pkp.forms import MonthForm, Typed, WordsForm, pasted, read_row, shown
from lokmin.cycle.assessment.pkp.queries import Year
from lokmin.cycle.assessment.pkp.views.common import page, pkp_or_404, to
from lokmin.cycle.centre.access import Request, requires
from lokmin.documents.forms.pkprecords import RowWords, target_words


@requires("isi_pkp")
@require_http_methods(["GET", "POST"])
def fill(request: Request, year: int, node: str) -> HttpResponse:
    """The rows under an upaya, program or variabel as one table; typed, or pasted from a spreadsheet."""
    found = queries.present(pkp_or_404(request, year))
    about = found.node(node)
    if about is None:
        raise Http404(node)
    rows = list(about.subs())
    before = {row.sub.code: shown(row, found.cells[row.sub.code], _target(found, row.sub.code)) for row in rows}
    typed: dict[str, Typed] = {}
    strange: list[str] = []
    if request.method == "POST" and not found.editable:
        return _closed(request, found)
    if request.method == "POST" and "tempel" in request.POST:
        # Pasted numbers are put into the fields; nothing is kept before somebody looked at them.
        got, strange = pasted(found.bundle, [row.sub for row in rows], request.POST.get("teks", ""))
        typed = {code: Typed(found.bundle.subs[code], {**before[code], **texts}) for code, texts in got.items()}
        if got:
            sentence = ngettext("%(n)s baris tertempel. Periksa, lalu simpan.",
                                "%(n)s baris tertempel. Periksa, lalu simpan.", len(got))  # fmt: skip
            messages.info(request, sentence % {"n": len(got)})
        elif not strange:
            strange = [_("Tempelannya kosong.")]
    elif request.method == "POST":
        typed = {
            row.sub.code: read_row(row.sub, request.POST, found.cells[row.sub.code], before[row.sub.code])
            for row in rows
        }
        if not any(one.wrong for one in typed.values()) and _save(found, request, typed):
            return to(request, "pkp_fill", year=year, node=node)
    errors = [
        (f"{key}-{code}", f"{one.sub.name}: {text}") for code, one in typed.items() for key, text in one.wrong.items()
    ]
    context = {
        "year": found, "pkp": found.pkp, "about": about, "rows": rows, "before": before, "typed": typed,
        "errors": errors, "strange": strange, "scale": all(row.sub.rule is Rule.SCALE for row in rows),
        "pasted_text": request.POST.get("teks", "") if strange else "", "around": _around(found, node),
        "heads": {next(part.subs()).sub.code: part.node.name for part in about.nodes("program")}
        if about.node.level == "upaya" else {},
    }  # fmt: skip
    return page(request, "fill.html", context, refused=bool(errors or strange))


def _save(year: Year, request: Request, typed: Mapping[str, Typed]) -> bool:
    """Keep what differs; False when something was refused, which then stands in ``wrong``."""
    changes = {code: one.columns for code, one in typed.items() if one.columns}
    try:
        count = operations.save_rows(pkp=year.pkp, by=request.user, changes=changes) if changes else 0
    except ValidationError as error:
        for code, sentences in getattr(error, "message_dict", {"": error.messages}).items():
            if code in typed:
                typed[code].wrong["l" if typed[code].sub.rule is Rule.SCALE else "p"] = " ".join(sentences)
        return False
    sentence = ngettext("%(n)s baris disimpan.", "%(n)s baris disimpan.", count) % {"n": count}
    messages.success(request, sentence if count else _("Tidak ada yang berubah."), extra_tags="good")
    return True


def _target(year: Year, code: str) -> str:
    cell = year.cells[code]
    words = RowWords(target=cell.row.target_text) if cell.row is not None else RowWords()
    found = target_words(year.result.sub(code), words)
    return "" if found == "–" else found


def _around(year: Year, node: str) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The programmes before and after: (code, name)."""
    listed = [(p.node.code, p.node.name) for p in year.result.nodes("program")]
    here = next((i for i, (code, _name) in enumerate(listed) if code == node), None)
    if here is None:
        return None, None
    return listed[here - 1] if here else None, listed[here + 1] if here + 1 < len(listed) else None


def _closed(request: Request, year: Year) -> HttpResponse:
    messages.error(request, _("PKP ini sudah dikirim. Tarik kembali dahulu bila perlu diperbaiki."), extra_tags="bad")
    return to(request, "pkp_year", year=year.pkp.year)


@requires("lihat_pkp")
@require_http_methods(["GET"])
def row(request: Request, year: int, code: str) -> HttpResponse:
    """One sub variabel: how its score was made, its proof, its words, its months."""
    return _row(request, queries.present(pkp_or_404(request, year)), code)


def _row(request: Request, year: Year, code: str, *, words: WordsForm | None = None, month: MonthForm | None = None,
         refused: bool = False) -> HttpResponse:  # fmt: skip
    if code not in year.bundle.subs:
        raise Http404(code)
    cell = year.cells[code]
    kept = cell.row
    initial = {name: getattr(kept, name) for name in WordsForm.base_fields} if kept else {}
    months = [(number, name) for number, name in enumerate(MONTH_NAMES, 1)]
    noted = list(kept.months.all()) if kept else []
    context = {
        "year": year, "pkp": year.pkp, "score": year.result.sub(code), "cell": cell, "row": kept,
        "branch": year.bundle.path(code), "target": _target(year, code), "noted": noted,
        "words": words or WordsForm(initial=initial),
        "month": month or MonthForm(months=months, initial={"month": queries.this_month(year.pkp)}),
        "checked": year.verified.sub(code) if year.verified else None,
    }  # fmt: skip
    return page(request, "row.html", context, refused=refused)


@requires("isi_pkp")
@require_POST
def words(request: Request, year: int, code: str) -> HttpResponse:
    """The words of one row."""
    found = queries.of(pkp_or_404(request, year))
    form = WordsForm(request.POST)
    if code not in found.bundle.subs:
        raise Http404(code)
    if form.is_valid():
        try:
            operations.save_rows(pkp=found.pkp, by=request.user, changes={code: form.cleaned_data})
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("Disimpan."), extra_tags="good")
            return to(request, "pkp_row", year=year, code=code)
    return _row(request, found, code, words=form, refused=True)


@requires("isi_pkp")
@require_POST
def month(request: Request, year: int, code: str) -> HttpResponse:
    """A note of what was reached up to a month."""
    found = queries.of(pkp_or_404(request, year))
    if code not in found.bundle.subs or found.bundle.subs[code].rule is Rule.SCALE:
        raise Http404(code)
    form = MonthForm(request.POST, months=[(number, name) for number, name in enumerate(MONTH_NAMES, 1)])
    if form.is_valid():
        try:
            operations.save_month(pkp=found.pkp, by=request.user, code=code, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("achieved", error.messages[0])
        else:
            messages.success(request, _("Disimpan."), extra_tags="good")
            return to(request, "pkp_row", "#bulan", year=year, code=code)
    return _row(request, found, code, month=form, refused=True)


def row_words(row: PkpRow | None) -> RowWords:
    """The words of a row for papers."""
    if row is None:
        return RowWords()
    return RowWords(row.target_text, row.proof, row.note, row.verified_note, row.cause, row.followup)
