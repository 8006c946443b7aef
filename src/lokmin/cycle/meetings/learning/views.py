"""Pages of the desk for points that teach and bind; the file of a material for the office and for phones."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre import filekinds
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.learning import files, library, operations, queries, teams
from lokmin.cycle.meetings.learning.forms import KnowledgeForm, QuestionRow, TeamForm, read_rows, start_of
from lokmin.cycle.meetings.models import AgendaItem, Knowledge, Meeting, TeamBuilding
from lokmin.cycle.meetings.room.doors import HandRequest, in_room
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to
from lokmin.cycle.reporting import originals


def _item(request: Request, pk: int, item: int) -> tuple[Meeting, AgendaItem]:
    meeting = meeting_or_404(request, pk)
    return meeting, get_object_or_404(meeting.agenda.select_related("presenter"), pk=item)


@requires("tulis_notulen")
def knowledge(request: Request, pk: int, item: int) -> HttpResponse:
    """Topic, material, three questions; below them the test and what it brought."""
    meeting, point = _item(request, pk, item)
    made = Knowledge.objects.filter(item=point).select_related("item__meeting").first()
    values, rows = start_of(made, library.topic(request.GET.get("contoh", "")))
    form = KnowledgeForm(request.POST or None, initial=values or {"topic": "", "speaker": point.speaker})
    problems: list[str] = []
    if request.method == "POST":
        rows = read_rows(request.POST)
        questions = [q for row in rows if (q := row.question()) is not None]
        problems = [row.error for row in rows if row.error]
        if form.is_valid() and not problems:
            try:
                operations.save_knowledge(
                    item=point, by=request.user, topic=form.cleaned_data["topic"], speaker=form.cleaned_data["speaker"],
                    material=form.cleaned_data["material"], jpl_tenths=form.cleaned_data["jpl"], questions=questions,
                )  # fmt: skip
            except ValidationError as error:
                told(form, error)
            else:
                return to(request, "knowledge", pk, item=item)
    return _knowledge(request, meeting, point, made, form, rows, problems)


def _knowledge(
    request: Request, meeting: Meeting, point: AgendaItem, made: Knowledge | None, form: KnowledgeForm,
    rows: list[QuestionRow], problems: list[str],
) -> HttpResponse:  # fmt: skip
    context = {
        "meeting": meeting, "item": point, "made": made, "form": form, "rows": rows, "problems": problems,
        "topics": library.topics(), "taught": queries.taught_of(made) if made else None,
        "most": files.LARGEST // 1024 // 1024,
    }  # fmt: skip
    return page(request, "learning/knowledge.html", context, refused=bool(problems or form.errors))


@requires("tulis_notulen")
@require_POST
def phase(request: Request, pk: int, item: int) -> HttpResponse:
    """Open the test before, the test after, or close it."""
    _meeting, point = _item(request, pk, item)
    made = get_object_or_404(Knowledge.objects.select_related("item__meeting"), item=point)
    wanted = request.POST.get("tahap", "")
    if wanted not in {"", *operations.PHASES}:
        raise Http404(wanted)
    try:
        operations.set_phase(knowledge=made, by=request.user, phase=wanted)
    except ValidationError as error:
        refused(request, error)
    if request.POST.get("kembali") == "meja":
        return to(request, "desk", pk)
    if request.POST.get("kembali") == "kursi":
        return to(request, "chair", pk, "tes")
    return to(request, "knowledge", pk, "tes", item=item)


@requires("tulis_notulen")
@require_POST
def put_file(request: Request, pk: int, item: int) -> HttpResponse:
    """The file of the material: a new one, or none."""
    _meeting, point = _item(request, pk, item)
    made = get_object_or_404(Knowledge.objects.select_related("item__meeting"), item=point)
    try:
        if request.POST.get("hapus"):
            operations.drop_file(knowledge=made, by=request.user)
        else:
            name, content = files.read(request.FILES.get("berkas"))
            operations.keep_file(knowledge=made, by=request.user, name=name, content=content)
    except ValidationError as error:
        refused(request, error)
    return to(request, "knowledge", pk, "berkas", item=item)


@requires("lihat_lokmin")
@require_GET
def get_file(request: Request, pk: int, item: int) -> HttpResponseBase:
    """The file of the material for those who are signed in."""
    _meeting, point = _item(request, pk, item)
    return _file(Knowledge.objects.filter(item=point).first())


@in_room
@require_GET
def file_for_phone(request: HandRequest, item: int) -> HttpResponseBase:
    """The same for phones in the room."""
    return _file(Knowledge.objects.filter(item=item, item__meeting=request.present.meeting).first())


def _file(made: Knowledge | None) -> HttpResponseBase:
    path = originals.path_of(made.file_sha256) if made and made.file_sha256 else None
    if made is None or path is None or not path.is_file():
        raise Http404(_("Materi ini tidak punya berkas."))
    return FileResponse(
        path.open("rb"), filename=made.file_name, content_type=filekinds.content_type(made.file_name),
        as_attachment=made.file_name.endswith(".pptx"),
    )  # fmt: skip


@requires("tulis_notulen")
def team(request: Request, pk: int, item: int) -> HttpResponse:
    """The activity, the groups, what they brought."""
    meeting, point = _item(request, pk, item)
    made = TeamBuilding.objects.filter(item=point).select_related("item__meeting").first()
    ready = library.activity(request.GET.get("contoh", ""))
    form = TeamForm(request.POST or None, initial=TeamForm.start(made, ready))
    if request.method == "POST" and form.is_valid():
        try:
            teams.save_team(item=point, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "team", pk, item=item)
    context = {
        "meeting": meeting, "item": point, "made": made, "form": form, "activities": library.activities(),
        "team": queries.team_of(made) if made else None, "seed": secrets.randbelow(9000) + 1000,
        "here": len(teams.members(meeting)), "size": ready.size if ready else 6, "digest": teams.digest,
    }  # fmt: skip
    return page(request, "learning/team.html", context, refused=bool(form.errors))


@requires("tulis_notulen")
@require_POST
def divide(request: Request, pk: int, item: int) -> HttpResponse:
    """Groups by chance from those present; the same seed and people give the same groups."""
    _meeting, point = _item(request, pk, item)
    made = get_object_or_404(TeamBuilding.objects.select_related("item__meeting"), item=point)
    size = request.POST.get("besar", "")
    try:
        teams.divide_room(
            team=made, by=request.user, size=int(size) if size.isdecimal() and len(size) < 4 else 0,
            seed=request.POST.get("benih", "")[:20],
        )  # fmt: skip
    except ValidationError as error:
        refused(request, error)
    return to(request, "team", pk, "kelompok", item=item)


@requires("tulis_notulen")
@require_POST
def result(request: Request, pk: int, item: int, group: int) -> HttpResponse:
    """What a group brought, typed at the desk."""
    _meeting, point = _item(request, pk, item)
    made = get_object_or_404(TeamBuilding.objects.select_related("item__meeting"), item=point)
    found = get_object_or_404(made.groups.select_related("team__item__meeting"), pk=group)
    try:
        teams.save_result(
            group=found, by=request.user, text=request.POST.get("hasil", ""), seen=request.POST.get("seen", ""),
            name=request.POST.get("nama", found.name)[:60], task=request.POST.get("tugas", found.task)[:1000],
        )  # fmt: skip
    except ValidationError as error:
        refused(request, error)
    return to(request, "team", pk, f"kelompok-{found.number}", item=item)
