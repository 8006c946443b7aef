"""What commands share: Django set up, the database brought up to date, the Puskesmas and person they work for."""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from lokmin.cli import CommandError
from lokmin.core.periods import Month

if TYPE_CHECKING:
    from lokmin.cycle.centre.models import Person, Puskesmas


def setup(*, migrate: bool = True) -> None:
    """Make Django ready; create or update the tables when they are behind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
    # Rows and pages make many small things and few cycles: the collector may look for those more seldom. Costs 13 MB.
    gc.set_threshold(50_000, 20, 50)
    import django

    django.setup()
    if migrate:
        ensure_tables()


def ensure_tables() -> None:
    """Apply missing migrations. A newer database than the program is refused with a sentence."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CommandError(f"Basis data tidak terbuka: {error}. Periksa DATABASE_URL atau map LOKMIN_DATA.") from error
    known = set(executor.loader.disk_migrations)
    newer = [f"{a}.{n}" for a, n in executor.loader.applied_migrations if (a, n) not in known]
    if newer:
        raise CommandError(
            f"Basis data ini dari Lokmin yang lebih baru ({newer[0]}). Pasang versi yang sama atau lebih baru."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def puskesmas(code: str | None) -> Puskesmas:
    """The Puskesmas of ``--puskesmas``; without a code the only one there is."""
    from lokmin.cycle.centre.models import Place, Puskesmas

    everyone = list(Puskesmas.objects.select_related("place").order_by("place__code"))
    if code is None:
        if len(everyone) == 1:
            return everyone[0]
        if not everyone:
            raise CommandError("Belum ada Puskesmas. Muat daftar tempat dahulu: lokmin places BERKAS.csv")
        names = ", ".join(f"{p.code} ({p.place.name})" for p in everyone[:5])
        raise CommandError(f"Ada {len(everyone)} Puskesmas; sebut yang mana dengan --puskesmas KODE: {names}")
    for one in everyone:
        if code in (one.code, one.place.name):
            return one
    if Place.objects.filter(code=code, level="puskesmas").exists():
        from lokmin.cycle.centre.operations import ensure_puskesmas

        return ensure_puskesmas(code=code)
    raise CommandError(f"Puskesmas “{code}” tidak dikenal. Muat dahulu dengan: lokmin places BERKAS.csv")


def operator(username: str | None = None) -> Person:
    """The person commands act for: ``--oleh NAMA``, else the account of the command line itself."""
    from lokmin.cycle.centre.models import Membership, Person
    from lokmin.cycle.centre.roles import Role

    if username:
        found = Person.objects.filter(username=username).first()
        if found is None:
            raise CommandError(f"Orang dengan nama pengguna “{username}” tidak ada.")
        return found
    person, made = Person.objects.get_or_create(
        username="baris-perintah", defaults={"full_name": "Baris perintah", "job": "Komputer Puskesmas"}
    )
    if made:
        person.set_unusable_password()
        person.save()
    # Who sits at the computer that holds the data is its administrator; without a role nothing could be accepted.
    Membership.objects.get_or_create(person=person, role=Role.ADMIN.value, puskesmas=None, district=None)
    return person


def month(code: str) -> Month:
    """``2026-04`` or a sentence."""
    try:
        return Month.parse(code)
    except ValueError as error:
        raise CommandError(str(error)) from error


def print_json(value: Any) -> None:
    """One JSON object on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
