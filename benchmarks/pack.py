"""The whole pack of a lokmin, cold and warm, against a bare one-page PDF and a bare Word file in the same run.

Run: ``python benchmarks/pack.py``. Prints seconds, ratios and sizes as one JSON object; asserts nothing about seconds.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROUNDS = 7
#: As many indicators as the demo has, half of them with a target, in its blocks of klaster and programme.
BLOCKS = (("KIA", 2, 27, 12), ("Imunisasi", 2, 9, 3), ("Gizi", 2, 5, 3), ("PTM", 3, 4, 4), ("P2", 4, 1, 1))


def aimless(row):
    """The same row where the office has set no target."""
    from lokmin.core.pws.rows import Status

    status = row.status if row.status is Status.NONE else Status.NO_TARGET
    return replace(row, target_bp=None, running_target=None, gap_people=None, status=status)


def sheets_of_the_demo():
    """46 indicators of twelve villages, 23 of them judged by a target."""
    from tests.documents import cast

    found = []
    for programme, klaster, count, aimed in BLOCKS:
        for number in range(count):
            code = f"{programme} {number + 1}"
            scale = cast.scaled(1 - len(found) / 90)
            sheet = cast.sheet(code, scale, f"Indikator {code}", programme=programme, klaster=klaster)
            if number >= aimed:
                sheet = replace(sheet, rows=tuple(aimless(r) for r in sheet.rows), total=aimless(sheet.total))
            found.append(sheet)
    return tuple(found)


def input_of_a_month(salt: int):
    """The pack of a month; ``salt`` changes text on every page, so that nothing is remembered from another round."""
    from tests.documents import cast

    made = dt.datetime(2026, 5, 5, 12, 0, tzinfo=dt.UTC)
    name = f"Puskesmas Banyuwening {salt}"
    names = {code: f"{village} {salt}" for code, village in cast.NAMES.items()}
    return cast.pack(
        sheets_of_the_demo(), snapshot=f"2026-04/{salt}", made_at=made, puskesmas=name, names=names, hidden_problems=214
    )


def bare(salt: int) -> None:
    """The baseline: typst sets one page, python-docx saves one paragraph."""
    import docx
    import typst

    typst.compile(f"= Satu halaman {salt}\nSatu alinea.".encode(), format="pdf")
    document = docx.Document()
    document.add_paragraph(f"Satu alinea {salt}")
    document.save(io.BytesIO())


def whole(given) -> dict[str, int]:
    from lokmin.documents.pack import build_pack
    from lokmin.documents.writers import MemoryWriter

    return {file.name: file.size for file in build_pack(given, MemoryWriter())}


def closed(given) -> dict[str, int]:
    """Everything a closed meeting gets: with the papers of the room, the summary, the bundle for the accreditation."""
    from tests.documents import roomcast

    from lokmin.documents.pack import build_pack
    from lokmin.documents.plan import ACCREDITATION, AFTER, BASIC
    from lokmin.documents.writers import MemoryWriter

    room, photos = roomcast.ROOM, roomcast.pack().meeting.photos
    after = replace(given, room=room, meeting=replace(given.meeting, photos=photos))
    made = build_pack(after, MemoryWriter(), frozenset({BASIC, AFTER, ACCREDITATION}))
    return {file.name: file.size for file in made}


def timed(work, given) -> tuple[float, float]:
    """Seconds on the wall and of the processor (all threads together)."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(given)
    return time.perf_counter() - wall, time.process_time() - cpu


def cold(name: str) -> tuple[float, float]:
    """A fresh process that imports everything and does the work once: seconds on the wall and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--once", name], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> dict[str, object]:
    """Medians, and the least: on a machine that others use too, the least is nearest to what the work costs."""
    found: dict[str, object] = {}
    for index, clock in enumerate(("wall_s", "cpu_s")):
        base, full = [b[index] for b, _ in pairs], [w[index] for _, w in pairs]
        found[clock] = {
            "bare": round(statistics.median(base), 3), "pack": round(statistics.median(full), 3),
            "pack_least": round(min(full), 3), "pack_most": round(max(full), 3),
            "ratio": round(statistics.median(w / b for b, w in zip(base, full, strict=True)), 1),
        }  # fmt: skip
    return found


def main() -> None:
    if "--once" in sys.argv:
        bare(0) if sys.argv[-1] == "bare" else whole(input_of_a_month(0))
        return
    cold_pairs = [(cold("bare"), cold("whole")) for _ in range(3)]
    bare(0)
    sizes = whole(input_of_a_month(0))
    inputs = {n: input_of_a_month(n) for n in range(1, ROUNDS + 1)}
    pairs = [(timed(bare, n), timed(whole, inputs[n])) for n in range(1, ROUNDS + 1)]
    closed(input_of_a_month(0))
    after = [timed(closed, inputs[n]) for n in range(1, ROUNDS + 1)]
    result = {
        "indicators": sum(count for *_, count, _ in BLOCKS),
        "villages": 12,
        "cold": told(cold_pairs),
        "warm": told(pairs),
        "closed_s": {
            "wall": round(statistics.median(w for w, _ in after), 3),
            "wall_least": round(min(w for w, _ in after), 3),
            "cpu": round(statistics.median(c for _, c in after), 3),
        },
        "load": os.getloadavg()[0],
        "files": len(sizes),
        "bytes": sizes,
        "goal": "wall: warm <= 1 s, cold <= 2 s",
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
