"""Import + validate + store of a 50,000-row workbook against the bare calamine parse plus the bare bulk insert.

Both in this run, on the same file and the same database. The import is the real path: receive (kept by hash, fsync),
read by the general reader, packed into the row, previewed against the facts in force, accepted in one transaction.
Run: ``.venv/bin/python benchmarks/import_50k.py [figures per row]``. The target is a ratio of at most 2.5.
"""

from __future__ import annotations

import io
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROWS, YEARS, ROUNDS = 50_000, range(2019, 2026), 3
HEADS = ("K1", "K4", "K6", "KF1")
CODES = ("kia.k1", "kia.k4", "kia.k6", "kia.kf1")


def workbook(places: list[str], figures: int) -> bytes:
    """One row per village and month; whole numbers, a few empty cells."""
    import xlsxwriter

    from lokmin.core.periods import MONTH_NAMES

    chance, out, row = random.Random(50), io.BytesIO(), 5
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("REKAP")
    sheet.write_row(0, 0, ["LAPORAN KESEHATAN IBU"])
    sheet.write_row(1, 0, ["PUSKESMAS : BANYUWENING"])
    sheet.write_row(4, 0, ["NO", "DESA", "TAHUN", "BULAN", *HEADS[:figures]])
    for year in YEARS:
        for month in MONTH_NAMES:
            for place in places:
                if row - 5 == ROWS:
                    break
                values = [chance.randrange(40) for _ in range(figures)]
                sheet.write_row(row, 0, [row - 4, place, year, month.upper(), *values])
                row += 1
    book.close()
    return out.getvalue()


def main() -> None:
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    os.environ["LOKMIN_DATA"] = tempfile.mkdtemp(prefix="lokmin-ukur-")
    os.environ["LOKMIN_INLINE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    from lokmin.cli.demo.people import create_cast
    from lokmin.cycle.centre.models import Place
    from lokmin.cycle.reporting import operations, reading
    from lokmin.cycle.reporting.models import Fact

    cast = create_cast()
    by, puskesmas = cast.people["ratna"], cast.puskesmas
    number = -(-ROWS // (len(YEARS) * 12))
    home = cast.villages[0].parent
    Place.objects.filter(pk__in=[v.pk for v in cast.villages]).update(served_by=None)
    names = [f"Desa Contoh {i:04d}" for i in range(number)]
    Place.objects.bulk_create(
        Place(code=f"99.01.01.5{i:04d}", name=name, level="desa", parent=home, served_by=puskesmas.place, order=i)
        for i, name in enumerate(names)
    )
    data = workbook(names, figures)
    path = Path(os.environ["LOKMIN_DATA"]) / "rekap.xlsx"
    path.write_bytes(data)

    from python_calamine import CalamineWorkbook

    from lokmin.cycle.reporting.models import Upload

    def fresh() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {Fact._meta.db_table}")  # noqa: SLF001

    parses, inserts, wholes = [], [], []
    busy = [0.0, 0.0]
    for _ in range(ROUNDS):
        began, cpu = time.perf_counter(), time.process_time()
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        parses.append(time.perf_counter() - began)
        busy[0] += time.process_time() - cpu
    empty = operations.receive(puskesmas=puskesmas, by=by, name="rekap.xlsx", data=data)

    ids = {place.name: place.pk for place in Place.objects.filter(served_by=puskesmas.place)}
    months = {name.upper(): n for n, name in enumerate(_months(), 1)}
    facts = [
        (
            *(
                puskesmas.pk,
                ids[row[1]],
                f"{int(row[2])}-{months[row[3]]:02d}",
                code,
                "",
                int(value) * 1_000_000,
                empty.pk,
            ),
            *("REKAP", f"E{number}", by.pk, "2026-05-02 00:00:00+00:00", "", None),
        )
        for number, row in enumerate(rows[5:], 6)
        for code, value in zip(CODES, row[4 : 4 + figures], strict=False)
    ]
    sql = (
        f"INSERT INTO {Fact._meta.db_table} (puskesmas_id, place_id, period, element, variant, micro, upload_id, sheet,"  # noqa: SLF001
        f" cell, by_id, at, note, supersedes_id) VALUES ({', '.join(['%s'] * 13)})"
    )
    for _ in range(ROUNDS):
        fresh()
        began, cpu = time.perf_counter(), time.process_time()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, facts)
        inserts.append(time.perf_counter() - began)
        busy[0] += time.process_time() - cpu

    steps: dict[str, float] = {}
    for _ in range(ROUNDS):
        fresh()
        Upload.objects.all().delete()
        reading._KEPT.clear()  # noqa: SLF001 - a new process knows nothing
        began = start = time.perf_counter()
        cpu = time.process_time()
        upload = operations.receive(puskesmas=puskesmas, by=by, name="rekap.xlsx", data=data)
        steps["receive"] = time.perf_counter() - start
        start = time.perf_counter()
        operations.read(upload)
        steps["read"] = time.perf_counter() - start
        start = time.perf_counter()
        counts = operations.accept(upload=upload, by=by)
        steps["accept"] = time.perf_counter() - start
        wholes.append(time.perf_counter() - began)
        busy[1] += time.process_time() - cpu
    parse, insert, whole = (statistics.median(times) for times in (parses, inserts, wholes))
    if counts.new != len(facts) or Fact.objects.count() != len(facts):
        raise SystemExit(f"stored {counts}, expected {len(facts)}; {upload.state} {upload.error}")
    start = time.perf_counter()
    operations.preview(upload)
    steps["preview_again"] = time.perf_counter() - start
    print(
        json.dumps(
            {
                "rows": ROWS,
                "facts": len(facts),
                "bytes": len(data),
                "database": connection.vendor,
                "calamine_parse_s": round(parse, 3),
                "bare_insert_s": round(insert, 3),
                "import_s": round(whole, 3),
                "last_steps_s": {name: round(value, 3) for name, value in steps.items()},
                "ratio": round(whole / (parse + insert), 2),
                "ratio_of_processor_time": round(busy[1] / busy[0], 2),
                "target": 2.5,
            },
            indent=1,
        )
    )


def _months() -> tuple[str, ...]:
    from lokmin.core.periods import MONTH_NAMES

    return MONTH_NAMES


if __name__ == "__main__":
    main()
