"""The whole pack of a lokmin, cold and warm, against a bare one-page PDF and a bare Word file in the same run.

Run: ``python benchmarks/pack.py``. Prints seconds, ratios and sizes as one JSON object; asserts nothing about seconds.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROUNDS = 7
INDICATORS = ("K1", "K4", "K6", "PN", "KF1", "KF LENGKAP", "KN1", "KN LENGKAP")


def input_of_a_month(salt: int):
    """Twelve villages, eight indicators, two programmes; ``salt`` changes the text so that nothing is remembered."""
    from tests.documents import cast

    sheets = tuple(
        cast.sheet(name, cast.scaled(1 - index / 30), f"Indikator {name}", programme="KIA" if index < 6 else "Bayi")
        for index, name in enumerate(INDICATORS)
    )
    made = dt.datetime(2026, 5, 5, 12, 0, tzinfo=dt.UTC)
    return cast.pack(sheets, snapshot=f"2026-04/{salt}", made_at=made, puskesmas=f"Puskesmas Banyuwening {salt}")


def bare(salt: int) -> None:
    """The baseline: typst sets one page, python-docx saves one paragraph."""
    import docx
    import typst

    typst.compile(f"= Satu halaman {salt}\nSatu alinea.".encode(), format="pdf")
    document = docx.Document()
    document.add_paragraph(f"Satu alinea {salt}")
    document.save(io.BytesIO())


def whole(salt: int) -> dict[str, int]:
    from lokmin.documents.pack import build_pack
    from lokmin.documents.writers import MemoryWriter

    return {file.name: file.size for file in build_pack(input_of_a_month(salt), MemoryWriter())}


def timed(work, salt: int) -> tuple[float, float]:
    """Seconds on the wall and of the processor (both cores together)."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(salt)
    return time.perf_counter() - wall, time.process_time() - cpu


def cold(name: str) -> float:
    """A fresh process that imports everything and does the work once."""
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--once", name], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    if "--once" in sys.argv:
        {"bare": bare, "whole": whole}[sys.argv[-1]](0)
        return
    cold_pairs = [(cold("bare"), cold("whole")) for _ in range(3)]
    bare(0)
    sizes = whole(0)
    pairs = [(timed(bare, n), timed(whole, n)) for n in range(1, ROUNDS + 1)]
    ratios = [full[0] / base[0] for base, full in pairs]
    result = {
        "cold_s": {
            "bare": statistics.median(b for b, _ in cold_pairs),
            "pack": statistics.median(w for _, w in cold_pairs),
        },
        "cold_ratio": statistics.median(w / b for b, w in cold_pairs),
        "warm_s": {
            "bare": statistics.median(b[0] for b, _ in pairs),
            "pack": statistics.median(w[0] for _, w in pairs),
            "pack_min_max": [min(w[0] for _, w in pairs), max(w[0] for _, w in pairs)],
            "pack_cpu": statistics.median(w[1] for _, w in pairs),
        },
        "warm_ratio": statistics.median(ratios),
        "files": len(sizes),
        "bytes": sizes,
        "goal": "warm <= 1 s, cold <= 2 s",
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
