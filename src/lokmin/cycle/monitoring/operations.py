"""Writes of the stage: freezing a month."""

from __future__ import annotations

from django.db import transaction

from lokmin.core.periods import Month, short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.monitoring.models import Snapshot, SnapshotRow
from lokmin.cycle.monitoring.queries.snapshots import bodies, fingerprint, verify
from lokmin.cycle.reporting import operations as reporting

__all__ = ["freeze", "verify"]


@transaction.atomic
def freeze(*, puskesmas: Puskesmas, month: Month, by: Person) -> Snapshot:
    """Freeze a month: every row of its table with the cells it came from, and a hash over all of it.

    The same state of the data frozen twice gives two snapshots with the same hash. From then on a change of the month
    is told to the person who accepts it.
    """
    frozen = bodies(puskesmas, month)
    snapshot: Snapshot = Snapshot.objects.create(
        puskesmas=puskesmas, period=month.code, taken_at=clock.now(), by=by, sha256=fingerprint(month.code, frozen)
    )
    places = dict(Place.objects.filter(code__in={body["place"] for body in frozen}).values_list("code", "pk"))
    SnapshotRow.objects.bulk_create(
        [
            SnapshotRow(
                snapshot=snapshot, number=number, place_id=places[body["place"]], indicator=body["indicator"], body=body
            )
            for number, body in enumerate(frozen, 1)
        ],
        batch_size=500,
    )
    day = short_date(clock.today())
    # What is kept is Indonesian, whoever opened the meeting.
    note = f"sudah dibekukan untuk lokmin {day}"
    reporting.note_period(puskesmas=puskesmas, period=month.code, text=note)
    audit.record(
        puskesmas=puskesmas,
        by=by,
        action="bekukan_bulan",
        sentence=f"{by} membekukan angka {month.label}: {len(frozen)} baris, sidik jari {snapshot.sha256[:12]}.",
        about=snapshot,
    )
    return snapshot
