"""The letters of a meeting: to whom, numbered, sent, answered; each as a file and as a chat text."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import Invitation, LetterNumber, Meeting
from lokmin.cycle.meetings.pack import PackError
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import papers, queries
from lokmin.cycle.meetings.preparing.forms import AnswerForm, LettersForm, SendForm, VoidForm
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("siapkan_lokmin")
def letters(request: Request, pk: int) -> HttpResponse:
    """The table of letters and answers, with what can be done to them."""
    meeting = meeting_or_404(request, pk)
    what = request.POST.get("apa", "")
    making = LettersForm(request.POST if what == "buat" else None, meeting=meeting)
    sending = SendForm(request.POST if what in {"kirim", "nomor"} else None, initial={"numbering": "satu"})
    bad = False
    if request.method == "POST":
        try:
            if what == "tarik":
                prep.withdraw(invitation=_one(meeting, request.POST.get("surat")), by=request.user)
                return to(request, "letters", pk)
            if what == "buat" and making.is_valid():
                made = prep.make_letters(
                    meeting=meeting, by=request.user, partners=making.chosen(),
                    addressees=making.cleaned_data["addressees"],
                )  # fmt: skip
                messages.success(request, _("%(n)s surat baru disiapkan.") % {"n": made}, extra_tags="good")
                return to(request, "letters", pk)
            if what in {"kirim", "nomor"} and sending.is_valid():
                act = prep.send_letters if what == "kirim" else prep.number_letters
                act(
                    meeting=meeting, by=request.user, numbering=sending.cleaned_data["numbering"],
                    day=sending.cleaned_data["day"],
                )  # fmt: skip
                messages.success(request, _("Tersimpan."), extra_tags="good")
                return to(request, "letters", pk)
            if what not in {"buat", "kirim", "nomor"}:
                return to(request, "letters", pk)
            bad = True
        except ValidationError as error:
            refused(request, error)
            return to(request, "letters", pk)
    context = {
        "meeting": meeting, "answers": queries.answers(meeting), "lead": queries.lead(meeting), "making": making,
        "sending": sending, "voids": list(meeting.letters.exclude(void_reason="")),
    }  # fmt: skip
    return page(request, "preparing/letters.html", context, refused=bad)


@requires("siapkan_lokmin")
def letter(request: Request, pk: int, letter: int) -> HttpResponse:
    """One letter: its files, the text for a chat, and an answer that came by word of mouth."""
    meeting = meeting_or_404(request, pk)
    one = _one(meeting, str(letter))
    form = AnswerForm(request.POST or None, puskesmas=request.puskesmas, initial=answer_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            prep.answer(invitation=one, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Jawaban tersimpan."), extra_tags="good")
            return to(request, "letters", pk)
    link = link_of(request, one)
    context = {
        "meeting": meeting, "one": one, "form": form, "link": link,
        "chat": papers.chat_text(meeting, one.addressee, link),
    }  # fmt: skip
    return page(request, "preparing/letter.html", context, refused=request.method == "POST")


@requires("siapkan_lokmin")
def word_file(request: Request, pk: int, letter: int) -> HttpResponse:
    """The letter as Word."""
    meeting = meeting_or_404(request, pk)
    one = _one(meeting, str(letter))
    try:
        content = papers.letter_docx(papers.letter_input(meeting, one, link_of(request, one)))
    except PackError as error:
        messages.error(request, str(error), extra_tags="bad")
        return to(request, "letter", pk, letter=letter)
    return _file(content, DOCX, f"undangan-{papers.file_name(one.addressee)}.docx")


@requires("siapkan_lokmin")
def pdf_file(request: Request, pk: int, letter: int) -> HttpResponse:
    """The letter as PDF."""
    meeting = meeting_or_404(request, pk)
    one = _one(meeting, str(letter))
    content = papers.letter_pdf(papers.letter_input(meeting, one, link_of(request, one)))
    return _file(content, "application/pdf", f"undangan-{papers.file_name(one.addressee)}.pdf")


@requires("siapkan_lokmin")
def staff_file(request: Request, pk: int) -> HttpResponse:
    """The one letter for all the staff, as Word."""
    meeting = meeting_or_404(request, pk)
    try:
        content = papers.letter_docx(papers.staff_input(meeting))
    except PackError as error:
        messages.error(request, str(error), extra_tags="bad")
        return to(request, "letters", pk)
    return _file(content, DOCX, "undangan-staf.docx")


@requires("siapkan_lokmin")
def everything(request: Request, pk: int) -> HttpResponse:
    """All letters in one ZIP."""
    meeting = meeting_or_404(request, pk)
    links = {one.pk: link_of(request, one) for one in meeting.invitations.all()}
    try:
        content = papers.all_letters(meeting, links)
    except PackError as error:
        messages.error(request, str(error), extra_tags="bad")
        return to(request, "letters", pk)
    return _file(content, "application/zip", "surat-undangan.zip")


@requires("siapkan_lokmin")
def void(request: Request, number: int) -> HttpResponse:
    """Mark a number as not used; it stays in the book and is not given again."""
    found = get_object_or_404(LetterNumber.objects.of(request.puskesmas), pk=number)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            op.void_number(letter=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            return redirect("meetings:forms", pkm=request.puskesmas.code)
    return page(request, "preparing/void.html", {"form": form, "number": found}, refused=request.method == "POST")


def answer_of(one: Invitation) -> dict[str, str]:
    """An answer as the form shows it."""
    return {
        "answer": one.answer, "delegate": str(one.delegate_id or ""), "delegate_name": one.delegate_name,
        "delegate_job": one.delegate_job, "reason": one.reason,
    }  # fmt: skip


def link_of(request: HttpRequest, one: Invitation) -> str:
    """The whole address of the answer page."""
    return request.build_absolute_uri(reverse("invitation", kwargs={"token": one.token}))


def _one(meeting: Meeting, pk: str | None) -> Invitation:
    rows = meeting.invitations.select_related("meeting__puskesmas__place", "attendance__person", "number", "delegate")
    found: Invitation = get_object_or_404(rows, pk=whole(pk))
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
