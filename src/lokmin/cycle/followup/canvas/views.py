"""The register as a list a head can read, and the page of one problem with its causes, ways and old actions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.forecasts.records import Peer
from lokmin.core.forecasts.words import improvement, luck
from lokmin.core.language import spoken
from lokmin.core.problems.causes import Side
from lokmin.core.problems.entering import EntryRule, left_out, left_out_sentence
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup.canvas import papers, queries, words
from lokmin.cycle.followup.canvas.history import suggestions
from lokmin.cycle.followup.canvas.pictures import PICTURES, picture
from lokmin.cycle.followup.canvas.queries import RegisterLine
from lokmin.cycle.followup.queries import for_indicator
from lokmin.cycle.monitoring import words as figures
from lokmin.cycle.monitoring.charts import trend
from lokmin.cycle.monitoring.forecasts.queries import solved_by
from lokmin.cycle.monitoring.queries import default_month, indicator_page, month_table
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.monitoring.register.queries import ProblemPage

#: Where a refused text of the canvas waits (``monitoring.register.views.common.KEPT``).
KEPT = "kanvas"
FILTERS = ("klaster", "program", "desa", "kategori")


@requires("lihat_masalah")
def register_page(request: Request) -> HttpResponse:
    """All problems: number first, state, actions, last judgement, what comes next."""
    chosen = request.GET.get("saring", "")
    given = {name: request.GET.get(name, "") for name in FILTERS}
    month = default_month(request.puskesmas)
    with spoken(_):
        every = _lines(request, given)
        tabs = _tabs(every)
        keep = {key: fits for key, _text, _n, fits in tabs}
        chosen = chosen if chosen in keep else ""
        followed = register.newest_month(request.puskesmas)
        out = ""
        if month is not None:
            rule = EntryRule.load(rules("problems"), month.year)
            judged = month_table(request.puskesmas, month).judged()
            out = left_out_sentence(left_out(judged, register.keys(request.puskesmas)), rule)
        steps = {line.entry.pk: words.next_step(line) for line in every}
        title = words.register_title(queries.numbers(every))
    context = {
        "lines": [line for line in every if line.entry.pk in keep[chosen]],
        "tabs": [(key, text, n) for key, text, n, _fits in tabs],
        "chosen": chosen, "given": given, "any": bool(every), "title": title, "steps": steps, "words": words,
        "figures": figures, "followed": followed, "month": month, "left_out": out,
        "behind": month is not None and (followed is None or followed < month),
        "choices": _choices(every), "query": urlencode({k: v for k, v in given.items() if v}),
    }  # fmt: skip
    return render(request, "followup/canvas/register.html", context, using="jinja2")


def _lines(request: Request, given: dict[str, str]) -> tuple[RegisterLine, ...]:
    found = register.register(
        request.puskesmas, state="", klaster=given["klaster"], programme=given["program"], village=given["desa"],
        category=given["kategori"],
    )  # fmt: skip
    return queries.register_lines(request.puskesmas, found)


def _tabs(lines: tuple[RegisterLine, ...]) -> list[tuple[str, str, int, set[int]]]:
    """Code, words, how many, and which problems stand behind each tab."""

    def of(test: Any) -> set[int]:
        return {line.entry.pk for line in lines if test(line.entry)}

    named = [
        ("", _("Terbuka"), of(lambda e: e.open)),
        ("akar", _("Menunggu akar masalah"), of(lambda e: e.open and e.due and not e.roots)),
        ("angka", _("Dari angka"), of(lambda e: e.open and e.found)),
        ("usulan", _("Usulan orang"), of(lambda e: e.open and not e.found)),
        ("teratasi", _("Teratasi"), of(lambda e: e.status == "teratasi")),
        ("semua", _("Semua"), of(lambda _e: True)),
    ]
    return [(key, text, len(pks), pks) for key, text, pks in named]


def _choices(lines: tuple[RegisterLine, ...]) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed to, each as pairs of value and words."""
    entries = [line.entry for line in lines]
    return {
        "klaster": [
            ("", _("Semua klaster")),
            *((str(n), figures.klaster(n)) for n in sorted({e.klaster for e in entries if e.klaster})),
        ],
        "desa": [
            ("", _("Semua desa")),
            *sorted({(e.village_code, e.village) for e in entries if e.village_code}, key=lambda pair: pair[1]),
        ],
        "kategori": [
            ("", _("Semua kategori")),
            *((c, str(words.CATEGORIES.get(c, c))) for c in sorted({e.category for e in entries if e.category})),
        ],
    }


@requires("unduh_berkas")
def register_file(request: Request, ending: str) -> HttpResponse:
    """The open problems as PDF, Word or Excel."""
    lines = _lines(request, {name: request.GET.get(name, "") for name in FILTERS})
    return papers.register_file(request.puskesmas, [line for line in lines if line.entry.open], ending)


@requires("lihat_masalah")
def problem(request: Request, problem: int) -> HttpResponse:
    """One problem: its months, what was tried, its causes in four pictures, the ways to solve it, its history."""
    method = request.GET.get("cara", "")
    with spoken(_):
        shown = register.problem(request.puskesmas, problem, method=method)
        if shown is None:
            raise Http404(str(problem))
        context = _problem_context(request, shown)
    return render(request, "followup/canvas/problem.html", context, using="jinja2")


def _problem_context(request: Request, shown: ProblemPage) -> dict[str, Any]:
    entry, puskesmas = shown.entry, request.puskesmas
    tried = queries.tried(puskesmas, shown.family)
    origin = queries.tried(puskesmas, (shown.origin.pk,)) if shown.origin else ()
    line = RegisterLine(entry, tried)
    drawn = request.GET.get("gambar", "")
    drawn = drawn if drawn in PICTURES else ""
    chart = ""
    if shown.month is not None and entry.found:
        page = indicator_page(puskesmas, entry.indicator, shown.month)
        chart = trend(page, entry.village_code) if page is not None else ""
    ribs = shown.rules.of_set(shown.tree.rib_set)
    edits = {"ubah": request.GET.get("ubah", ""), "nilai": request.GET.get("nilai", "")}
    return {
        "page": shown, "entry": entry, "title": words.problem_title(entry), "step": words.next_step(line),
        "banner": words.banner(line),
        "tried": tried, "origin_tried": origin, "chart": chart, "words": words, "figures": figures,
        "drawn": drawn, "pictures": {code: text for code, (text, _draw) in PICTURES.items()},
        "picture": picture(shown, drawn), "suggested": suggestions(puskesmas, shown) if entry.open else (),
        "promises": queries.promises(puskesmas, shown), "kept": request.session.pop(KEPT, {}), "edits": edits,
        "proposed": register.proposals(puskesmas, entry.pk), "methods": register.methods(shown.record.year),
        "ribs": ribs, "sides": [(Side.CAUSE, ""), (Side.EFFECT, _("Akibat"))],
        "made": {t.line.activity: t.line for t in reversed(tried)},
        "rib_choices": [("", _("ikut yang di atasnya")), *((r.code, _(r.name)) for r in ribs)],
        "determinant_choices": [("", _("menurut tulangnya")), *((d.code, _(d.name)) for d in shown.rules.determinants)],
        "act_on": _act_address(request, shown), "cause_choices": _cause_choices(shown),
        "cause_first": (roots := shown.tree.roots()) and roots[0].id, "solved": _solved(request, shown),
    }  # fmt: skip


def _solved(request: Request, shown: ProblemPage) -> list[tuple[Peer, str, list[str]]]:
    """Villages alike that got better by more than luck: who, by how much, and what was done there."""
    entry = shown.entry
    if shown.month is None or not entry.found:
        return []
    found = solved_by(request.puskesmas, shown.month, entry.indicator, entry.village_code)
    return [
        (
            peer,
            f"{improvement(peer)}; {luck(peer)}.",
            [a.activity for a in for_indicator(request.puskesmas, peer.place, entry.indicator)][:3],
        )
        for peer in found
    ]


def _cause_choices(shown: ProblemPage) -> list[tuple[str, str]]:
    """The causes a way may answer: roots first."""
    below = [node for _depth, node in shown.tree.walk("", Side.CAUSE)]
    ordered = sorted(below, key=lambda node: not node.root)
    named = [(node.id, f"◆ {node.text}" if node.root else node.text) for node in ordered]
    return [
        ("", _("tanpa penyebab tertentu")),
        *((pk, text if len(text) < 70 else f"{text[:69]}…") for pk, text in named),
    ]


def _act_address(request: Request, shown: ProblemPage) -> Any:
    """Where a chosen way becomes an action, with everything known of it filled in."""
    entry = shown.entry
    roots = shown.tree.roots()

    def address(way: Any) -> str:
        root = way.cause_pk or (int(roots[0].id) if len(roots) == 1 else None)
        text = next((node.text for node in shown.tree.nodes if root is not None and node.id == str(root)), "")
        given = {
            "problem": entry.statement, "cause": text or way.cause, "activity": way.text, "register": entry.pk,
            "root": root or "", "indicator": entry.indicator, "village": entry.village_code,
            "kembali": reverse("followup:problem", kwargs={"pkm": request.puskesmas.code, "problem": entry.pk}),
        }  # fmt: skip
        add = reverse("followup:add", kwargs={"pkm": request.puskesmas.code})
        return f"{add}?{urlencode({k: v for k, v in given.items() if v})}"

    return address


@requires("unduh_berkas")
def paper(request: Request, problem: int, paper: str, ending: str) -> HttpResponse:
    """The cause sheet (``penyebab``) or the table of solutions (``pemecahan``) of one problem."""
    shown = register.problem(request.puskesmas, problem)
    if shown is None or paper not in ("penyebab", "pemecahan"):
        raise Http404(paper)
    if paper == "penyebab":
        return papers.cause_sheet(request.puskesmas, shown, queries.tried(request.puskesmas, shown.family), ending)
    return papers.solutions(request.puskesmas, shown, ending)
