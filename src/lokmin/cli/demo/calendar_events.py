"""The joint calendar of the demo: two cars, two rooms, days for most rows of May, and clashes as they happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.planning.calendar import operations, queries
from lokmin.cycle.planning.calendar.operations import Dated
from lokmin.cycle.planning.models import Event, MonthRow, Plan, Resource, RpkItem
from lokmin.cycle.planning.optimise import operations as optimise
from lokmin.cycle.planning.optimise.problem import Chosen
from lokmin.cycle.planning.plans.queries import plan as plan_of
from lokmin.cycle.workforce.staff.queries import staff

At = Callable[[str], AbstractContextManager[None]]

MAY = Month(2026, 5)
RESOURCES = (
    ("kendaraan", "Pusling", "roda empat, 6 orang"),
    ("kendaraan", "Ambulans", "tidak untuk kegiatan rutin"),
    ("ruang", "Aula", "60 kursi"),
    ("ruang", "Ruang rapat lantai 2", "14 kursi"),
)
#: Start of an activity's name -> the car or room it takes.
NEEDS = {"Puskesmas keliling": "Pusling", "Kampanye": "Ruang rapat lantai 2", "Pelatihan dan kalakarya": "Aula"}
#: Start of an activity's name -> day of May, hours. The 14th is a holiday.
DAYS: dict[str, tuple[int, int, int]] = {
    "Kelas ibu hamil": (12, 8, 11),
    "Kunjungan rumah ibu hamil": (19, 8, 12),
    "Pelayanan KB": (20, 8, 12),
    "Pemantauan pertumbuhan balita": (6, 8, 11),
    "Pemberian makanan tambahan": (13, 9, 12),
    "Aksi bergizi": (8, 9, 11),
    "Konseling menyusui": (21, 9, 11),
    "Imunisasi rutin": (6, 8, 12),
    "Sweeping bayi": (14, 8, 12),
    "Pengambilan vaksin": (4, 8, 10),
    "Penyuluhan kelompok": (18, 13, 15),
    "Pembinaan kader": (22, 9, 12),
    "Inspeksi kesehatan": (20, 8, 12),
    "Pemicuan STBM": (26, 8, 12),
    "Pengambilan sampel": (12, 8, 11),
    "Penemuan aktif TB": (19, 8, 12),
    "Kunjungan pendampingan": (19, 9, 11),
    "Posbindu": (23, 8, 11),
    "Posyandu lansia": (28, 8, 11),
    "Prolanis": (29, 7, 9),
    "Puskesmas keliling": (13, 8, 13),
    "Pelatihan dan kalakarya": (26, 9, 12),
    "Pemeliharaan alat": (25, 8, 14),
}
#: Written by hand beside the plan: title, day, hours, place, resource.
OTHERS = (
    ("Bimbingan teknis Dinas Kesehatan", 20, (9, 12), "Aula Puskesmas", "Ruang rapat lantai 2", ("Yusuf", "Ratna")),
    ("Pendampingan rujukan keluarga TB", 11, (10, 12), "RSUD Argamulya", "Pusling", ("Lukman",)),
)


def fill_calendar(cast: Cast, at: At) -> None:
    """Write the calendar once; playing it again changes nothing."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    if Resource.objects.of(puskesmas).exists():
        return
    with at("2026-05-04T14:05"):
        kept = {
            name: operations.keep_resource(puskesmas=puskesmas, by=by, kind=kind, name=name, note=note)
            for kind, name, note in RESOURCES
        }
        year = plan_of(puskesmas, Plan.RPK, MAY.year)
        for start, name in NEEDS.items():
            RpkItem.objects.filter(plan=year, activity__startswith=start).update(resource=kept[name])
            Event.objects.of(puskesmas).filter(title__startswith=start, date__gte=MAY.first_day).update(
                resource=kept[name]
            )
        operations.date_rows(puskesmas=puskesmas, by=by, given=_given(cast))
        people = {row.short_name: row.pk for row in staff(puskesmas)}
        for title, day, (start_hour, end_hour), place, resource, names in OTHERS:
            operations.add(
                puskesmas=puskesmas, by=by, title=title, date=dt.date(MAY.year, MAY.month, day),
                start=dt.time(start_hour), end=dt.time(end_hour), place=place, resource=kept[resource],
                staff=[pk for name, pk in people.items() if name.startswith(names)],
            )  # fmt: skip
    with at("2026-05-04T14:25"):
        if year is not None:
            optimise.run(plan=year, by=by, chosen=Chosen.usual(MAY.year))


def _given(cast: Cast) -> list[Dated]:
    """Days of the rows of May that have one."""
    found = []
    for row in queries.undated(cast.puskesmas, MAY):
        match = next((days for start, days in DAYS.items() if row.activity.startswith(start)), None)
        if match is not None and row.state == MonthRow.PLANNED:
            day, start, end = match
            found.append(Dated(row, dt.date(MAY.year, MAY.month, day), dt.time(start), dt.time(end)))
    return found
