"""Pages of the staff register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lokmin.core.language import spoken
from lokmin.core.periods import short_date
from lokmin.core.workload.licences import State
from lokmin.core.workload.pasted import Refused, Table, read
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.division import queries as division
from lokmin.cycle.workforce.models import Leave, Staff
from lokmin.cycle.workforce.staff import operations, queries
from lokmin.cycle.workforce.staff.forms import BackForm, LeaveForm, LeavingForm, PasteForm, StaffForm, initial
from lokmin.cycle.workforce.staff.matching import Match, matches


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the register; 422 when the form on it was refused."""
    return render(request, f"workforce/staff/{template}", context, status=422 if refused else 200, using="jinja2")


def _staff(request: Request, pk: int) -> Staff:
    found: Staff = get_object_or_404(Staff.objects.of(request.puskesmas).select_related("person"), pk=pk)
    return found


@requires("lihat_tenaga")
def home(request: Request) -> HttpResponse:
    """Everybody in service, narrowed by kind, klaster, state of licences or a name."""
    today = clock.today()
    everybody = queries.staff(request.puskesmas, left=request.GET.get("keluar") == "1")
    present = [s for s in everybody if s.left_on is None or s.left_on >= today]
    asked = {name: request.GET.get(name, "") for name in ("jenis", "klaster", "status", "cari")}
    rows = [s for s in everybody if _fits(s, asked)]
    away = queries.away(request.puskesmas, today, today)
    with spoken(_):
        lines = [(s, s.licences(today), away.get(s.pk, ())) for s in rows]
    counted = queries.by_profession(present)
    context = {
        "lines": lines, "count": len(present), "asked": asked, "left": request.GET.get("keluar") == "1",
        "counted": [(queries.profession_name(code), n) for code, n in counted],
        "professions": [(code, queries.profession_name(code)) for code, _n in counted],
        "statuses": sorted({(s.status, s.status_name) for s in present}),
        "waiting": len(queries.without_row(request.puskesmas)), "away": len(away),
        "pressing": len(queries.expiring(request.puskesmas, today)), "query": request.GET.urlencode(),
    }  # fmt: skip
    return page(request, "home.html", context)


def _fits(row: queries.StaffRow, asked: dict[str, str]) -> bool:
    wanted = asked["cari"].casefold()
    words = f"{row.name} {row.job} {row.unit} {row.village} {row.nip}".casefold()
    return (
        (not asked["jenis"] or row.profession == asked["jenis"])
        and (not asked["klaster"] or str(row.klaster) == asked["klaster"])
        and (not asked["status"] or row.status == asked["status"])
        and wanted in words
    )


@requires("atur_tenaga")
@require_POST
def begin(request: Request) -> HttpResponse:
    """Take the accounts of the office into the register."""
    n = len(operations.begin(puskesmas=request.puskesmas, by=request.user))
    done = ngettext("%(n)s orang masuk daftar staf.", "%(n)s orang masuk daftar staf.", n) % {"n": n}
    messages.success(request, done, extra_tags="good")
    return redirect("workforce:staff", pkm=request.puskesmas.code)


@requires("atur_tenaga")
def add(request: Request) -> HttpResponse:
    """Somebody new."""
    form = StaffForm(request.POST or None, puskesmas=request.puskesmas)
    if request.method == "POST" and form.is_valid():
        try:
            staff = operations.add(puskesmas=request.puskesmas, by=request.user, **form.written())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("%(name)s masuk daftar staf.") % {"name": staff.name}, extra_tags="good")
            return redirect("workforce:staff_one", pkm=request.puskesmas.code, staff=staff.pk)
    return page(request, "edit.html", {"form": form, "row": None}, refused=request.method == "POST")


@requires("lihat_tenaga")
def one(request: Request, staff: int) -> HttpResponse:
    """What is known of one person: work, licences, days away."""
    record = _staff(request, staff)
    row = queries.one(request.puskesmas, record.pk)
    today = clock.today()
    with spoken(_):
        licences = row.licences(today) if row else ()
    context = {
        "row": row, "licences": licences, "leaves": record.leaves.filter(removed_at__isnull=True).order_by("-start"),
        "leave": LeaveForm(), "leaving": LeavingForm(initial={"on": today}), "today": today,
        "back": BackForm(initial={"back": today}),
        "sheet": record.duty_sheets.first(), "own": record.person_id == request.user.pk,
        "held": division.of_staff(request.puskesmas, record.pk, today),
    }  # fmt: skip
    return page(request, "one.html", context)


@requires("atur_tenaga")
def edit(request: Request, staff: int) -> HttpResponse:
    """Correct what is known of one person."""
    record = _staff(request, staff)
    row = queries.one(request.puskesmas, record.pk)
    form = StaffForm(
        request.POST or None, puskesmas=request.puskesmas, row=row, initial=initial(row) if row else {}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(staff=record, by=request.user, **form.written())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return redirect("workforce:staff_one", pkm=request.puskesmas.code, staff=record.pk)
    return page(request, "edit.html", {"form": form, "row": row}, refused=request.method == "POST")


@requires("atur_tenaga")
@require_POST
def leave(request: Request, staff: int) -> HttpResponse:
    """Days away: one more, or one taken back."""
    record = _staff(request, staff)
    going = request.POST.get("hapus", "")
    if going.isdecimal() and len(going) < 19:
        found = get_object_or_404(Leave, staff=record, pk=int(going), removed_at__isnull=True)
        operations.remove_leave(leave=found, by=request.user)
        return _to_one(request, record)
    form = LeaveForm(request.POST)
    if form.is_valid():
        try:
            operations.add_leave(staff=record, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return _to_one(request, record)
    return _refused(request, record, leave=form)


@requires("atur_tenaga")
@require_POST
def leaving(request: Request, staff: int) -> HttpResponse:
    """The last day here, or back again."""
    record = _staff(request, staff)
    if request.POST.get("apa") == "kembali":
        back = BackForm(request.POST)
        asked = "back" in request.POST
        if not asked or back.is_valid():
            try:
                operations.come_back(staff=record, by=request.user, on=back.cleaned_data["back"] if asked else None)
            except ValidationError as error:
                if not asked:
                    messages.error(request, " ".join(error.messages), extra_tags="bad")
                    return _to_one(request, record)
                put_errors(back, error)
            else:
                return _to_one(request, record)
        return _refused(request, record, back=back)
    form = LeavingForm(request.POST)
    if form.is_valid():
        held = division.of_staff(request.puskesmas, record.pk, form.cleaned_data["on"])
        try:
            operations.leave_office(staff=record, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            free = ", ".join([*held.leads, *(_("Desa %(name)s") % {"name": name} for name in held.villages)])
            if free:
                words = _("Mulai %(day)s tanpa PJ: %(what)s. Tetapkan gantinya di Pembagian tugas dan Daerah binaan.")
                day = short_date(form.cleaned_data["on"] + dt.timedelta(days=1))
                messages.warning(request, words % {"day": day, "what": free}, extra_tags="ask")
            return _to_one(request, record)
    return _refused(request, record, leaving=form)


def _to_one(request: Request, staff: Staff) -> HttpResponse:
    return redirect("workforce:staff_one", pkm=request.puskesmas.code, staff=staff.pk)


def _refused(request: Request, staff: Staff, **given: forms.Form) -> HttpResponse:
    row = queries.one(request.puskesmas, staff.pk)
    with spoken(_):
        licences = row.licences(clock.today()) if row else ()
    context = {
        "row": row, "licences": licences, "leaves": staff.leaves.filter(removed_at__isnull=True).order_by("-start"),
        "leave": LeaveForm(), "leaving": LeavingForm(initial={"on": clock.today()}), "today": clock.today(),
        "back": BackForm(initial={"back": clock.today()}),
        "sheet": staff.duty_sheets.first(), "own": staff.person_id == request.user.pk,
        "held": division.of_staff(request.puskesmas, staff.pk, clock.today()), **given,
    }  # fmt: skip
    return page(request, "one.html", context, refused=True)


@requires("lihat_tenaga")
def licences(request: Request) -> HttpResponse:
    """STR and SIP that ended or end soon, and what was never written down."""
    today = clock.today()
    with spoken(_):
        pressing = queries.expiring(request.puskesmas, today)
        rows = queries.staff(request.puskesmas, today)
        missing = [
            (row, held) for row in rows for held in row.licences(today) if held.state.needs_work and held.days is None
        ]
    context = {"pressing": pressing, "missing": missing, "rule": queries.licence_rule(today), "count": len(rows)}
    context["undated"] = sum(h.licence.kind == "STR" and h.state is State.UNDATED for _row, h in missing)
    return page(request, "licences.html", context)


@requires("atur_tenaga")
@require_POST
def for_life(request: Request) -> HttpResponse:
    """STR with a number and no day hold for life."""
    n = operations.str_for_life(puskesmas=request.puskesmas, by=request.user)
    messages.success(request, _("%(n)s STR ditandai seumur hidup.") % {"n": n}, extra_tags="good")
    return redirect("workforce:staff_licences", pkm=request.puskesmas.code)


@requires("atur_tenaga")
def paste(request: Request) -> HttpResponse:
    """A table out of Excel: first what was understood, then it is kept."""
    form = PasteForm(request.POST or None)
    found: Table | None = None
    matched: list[Match] = []
    if request.method == "POST" and form.is_valid():
        with spoken(_):
            found = read(form.cleaned_data["table"], queries.known_professions())
        rows = _placed(request.puskesmas, found)
        matched = matches(request.puskesmas, rows)
        found.refused += [Refused(0, f"{m.row['name']}: {m.doubt}") for m in matched if m.doubt]
        matched = [m for m in matched if not m.doubt]
        rows = [dict(m.row) for m in matched]
        if request.POST.get("apa") == "simpan" and rows:
            try:
                added, changed = operations.take_in(puskesmas=request.puskesmas, by=request.user, rows=rows)
            except ValidationError as error:
                put_errors(form, error)
            else:
                done = _("%(added)s orang ditambahkan, %(changed)s dilengkapi.") % {"added": added, "changed": changed}
                messages.success(request, done, extra_tags="good")
                if found.refused:
                    left = _("%(n)s hal tidak terbaca dan dilewati: %(first)s.")
                    told_ = {"n": len(found.refused), "first": found.refused[0].words.rstrip(".")}
                    messages.warning(request, left % told_, extra_tags="ask")
                return redirect("workforce:staff", pkm=request.puskesmas.code)
    context = {
        "form": form,
        "found": found,
        "matched": matched,
        "profession_name": queries.profession_name,
        "statuses": queries.STATUS_NAMES,
    }
    return page(request, "paste.html", context, refused=bool(form.errors))


def _placed(puskesmas: Puskesmas, found: Table) -> list[dict[str, Any]]:
    """The rows with villages of the office; a name nobody knows is told and left out."""
    known = {v.name.casefold(): v for v in villages(puskesmas)}
    rows = []
    for row in found.rows:
        name = str(row.get("village", "")).casefold().removeprefix("desa ").strip()
        if name and name not in known:
            words = _("desa “%(text)s” tidak ada di wilayah kerja") % {"text": row["village"]}
            found.refused.append(Refused(0, f"{row['name']}: {words}"))
        rows.append({**row, "village": known.get(name)})
    return rows
