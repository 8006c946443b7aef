"""Pages of feedback: the letters, one letter with its points, an answer, its paper and its file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.assessment.feedback import operations, queries
from lokmin.cycle.assessment.feedback.forms import ActionForm, AnswerForm, CorrectionForm, LetterForm, coded, lines
from lokmin.cycle.assessment.models import AssessmentFile, Feedback, FeedbackPoint
from lokmin.cycle.assessment.pkp import queries as pkp
from lokmin.cycle.assessment.pkp.bundles import bundle_of
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.proofs import read_proof
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.monitoring.register.papers import office, written
from lokmin.cycle.reporting import serving
from lokmin.documents.forms.pkpfeedback import FeedbackPaper, FeedbackRow, feedback_followup


def _page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    status = 422 if refused else 200
    return render(request, f"assessment/feedback/{template}", context, status=status, using="jinja2")


def _to(request: Request, route: str, **kwargs: object) -> HttpResponse:
    return redirect(reverse(f"assessment:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs}))


def _letter(request: Request, pk: int) -> Feedback:
    found: Feedback = get_object_or_404(Feedback.objects.of(request.puskesmas), pk=pk)
    return found


@requires("lihat_pkp")
@require_GET
def letters(request: Request) -> HttpResponse:
    """All letters, with what is still open."""
    return _page(request, "letters.html", {"letters": queries.letters(request.puskesmas)})


@requires("umpan_balik")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Note a letter with its points."""
    year = whole(request.GET.get("pkp")) or clock.today().year - 1
    initial = {
        "about": "pkp", "year": year, "date": clock.today(), "sender": "Dinas Kesehatan",
        "points": _from_verification(request, year),
    }  # fmt: skip
    form = LetterForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        given, points = data.pop("file"), _coded(request, data["year"], data.pop("points"))
        try:
            file = read_proof(given, operations.LARGEST) if given else None
        except ValidationError as error:
            form.add_error("file", error.messages[0])
            return _page(request, "new.html", {"form": form}, refused=True)
        try:
            letter = operations.write(puskesmas=request.puskesmas, by=request.user, points=points, file=file, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Surat dicatat. Tindak lanjuti tiap butirnya di bawah."), extra_tags="good")
            return _to(request, "feedback_letter", pk=letter.pk)
    return _page(request, "new.html", {"form": form}, refused=request.method == "POST")


def _from_verification(request: Request, year: int) -> str:
    """What the Dinkes noted while verifying, a line a row: most letters say just that."""
    found = pkp.find(request.puskesmas, year)
    if found is None or found.feedback.exists():
        return ""
    differences = pkp.of(found).differences
    return "\n".join(f"{d.own.sub.code} {d.own.sub.name}: {d.note}" for d in differences if d.note)


def _coded(request: Request, year: int, text: str) -> list[tuple[str, str]]:
    """The points of a text, each with the row of that year's PKP it names."""
    found = pkp.find(request.puskesmas, year)
    codes = bundle_of(found).subs if found is not None else {}
    return [coded(line[:2000], codes) for line in lines(text)]


@requires("umpan_balik")
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Put right the number, the day, the sender or the words of a letter."""
    found = _letter(request, pk)
    initial = {name: getattr(found, name) for name in CorrectionForm.base_fields}
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(letter=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Surat dibetulkan."), extra_tags="good")
            return _to(request, "feedback_letter", pk=pk)
    return _page(request, "correct.html", {"letter": found, "form": form}, refused=request.method == "POST")


@requires("umpan_balik")
@require_POST
def reword(request: Request, pk: int, point: int) -> HttpResponse:
    """Put right a point, or take it away."""
    row: FeedbackPoint = get_object_or_404(_letter(request, pk).points, pk=point)
    try:
        operations.reword(point=row, by=request.user, text=request.POST.get("text", "")[:2000])
    except ValidationError as error:
        messages.error(request, error.messages[0], extra_tags="bad")
    else:
        messages.success(request, _("Butir dibetulkan."), extra_tags="good")
    return _to(request, "feedback_letter", pk=pk)


@requires("lihat_pkp")
@require_GET
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter, point by point."""
    return _one(request, _letter(request, pk))


def _one(request: Request, found: Feedback, refused: dict[int, dict[str, Any]] | None = None) -> HttpResponse:
    people = staff(request.puskesmas)
    rows = []
    for point in queries.points(found):
        forms: dict[str, Any] = {
            "answer": AnswerForm(initial={"state": point.state, "response": point.response}),
            "action": ActionForm(people=people, initial={"activity": ""}),
        }
        rows.append((point, forms | (refused or {}).get(point.pk, {})))
    codes = bundle_of(found.pkp).subs if found.pkp is not None else {}
    context = {"letter": found, "points": rows, "files": list(found.files.filter(removed_at=None)), "codes": codes}
    return _page(request, "letter.html", context, refused=bool(refused))


@requires("umpan_balik")
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """More points."""
    found = _letter(request, pk)
    wanted = _coded(request, found.year, request.POST.get("points", "")[:40_000])
    if not wanted:
        messages.error(request, _("Tulis sedikitnya satu butir."), extra_tags="bad")
    try:
        operations.add_points(letter=found, by=request.user, points=wanted)
    except ValidationError as error:
        messages.error(request, error.messages[0], extra_tags="bad")
    return _to(request, "feedback_letter", pk=pk)


@requires("isi_pkp")
@require_POST
def point(request: Request, pk: int, point: int) -> HttpResponse:
    """Answer a point: words, an RTL, or the problem register."""
    found = _letter(request, pk)
    row: FeedbackPoint = get_object_or_404(found.points, pk=point)
    what = request.POST.get("apa", "")
    try:
        if what == "masalah":
            operations.to_problem(point=row, by=request.user)
        elif what == "rtl":
            action = ActionForm(request.POST, people=staff(request.puskesmas))
            if not action.is_valid():
                return _one(request, found, {row.pk: {"action": action}})
            operations.to_action(point=row, by=request.user, **action.cleaned_data)
        else:
            answer = AnswerForm(request.POST)
            if not answer.is_valid():
                return _one(request, found, {row.pk: {"answer": answer}})
            operations.answer(point=row, by=request.user, **answer.cleaned_data)
    except ValidationError as error:
        form = AnswerForm(request.POST) if what not in ("rtl", "masalah") else None
        if form is None:
            messages.error(request, " ".join(error.messages), extra_tags="bad")
            return _to(request, "feedback_letter", pk=pk)
        form.is_valid()
        form.add_error(None, " ".join(error.messages))
        return _one(request, found, {row.pk: {"answer": form}})
    messages.success(request, _("Tindak lanjut disimpan."), extra_tags="good")
    return _to(request, "feedback_letter", pk=pk)


@requires("lihat_pkp")
@require_GET
def paper(request: Request, pk: int, ending: str) -> HttpResponse:
    """The follow-up of a letter, to be sent back."""
    found = _letter(request, pk)
    rows = [_row(point) for point in queries.points(found)]
    about = f"{found.about.upper()} {found.year}"
    made = FeedbackPaper(office(request.puskesmas), about, found.number, found.date, found.sender, found.text, rows)
    return written(feedback_followup(made), ending)


def _row(point: FeedbackPoint) -> FeedbackRow:
    action = point.action
    words = [point.response, f"RTL: {action.activity} ({action.status})" if action else ""]
    words.append(f"Register masalah: {point.problem}" if point.problem else "")
    owner = action.owner.full_name if action and action.owner else action.owner_text if action else ""
    return FeedbackRow(
        point.text, point.code, "; ".join(filter(None, words)), owner, action.due if action else None, point.state
    )


@requires("lihat_pkp")
@require_GET
def file(request: Request, pk: int, file: int) -> HttpResponse:
    """The scan of a letter, as a download."""
    row: AssessmentFile = get_object_or_404(_letter(request, pk).files.filter(removed_at=None), pk=file)
    return serving.as_sent(row.sha256, row.name)
