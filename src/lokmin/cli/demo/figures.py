"""The year of figures of Puskesmas Banyuwening: made up, seeded, and the same story on every page.

Watubelah falls behind since its kader changed in January; Sendangayu leads; Lebakharjo has not sent K1 of April and
Ngadisana not IDL. What each number is derived from is written as a rule below, the rest is drawn from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from lokmin.cli.demo.cast import VILLAGES
from lokmin.core.periods import Month

SEED = 20260505
YEAR = 2026
LAST = Month(2026, 4)
Key = tuple[str, str, str]

#: Live births expected a year, per village; the other sasaran follow by the formulas of domain.md 4.3.
BIRTHS: dict[str, int] = {
    "Banyuwening": 96, "Watubelah": 84, "Tlogomulyo": 58, "Wonolelo": 55, "Pringgodani": 72, "Ngadisana": 38,
    "Gondangrejo": 68, "Lebakharjo": 31, "Karangtuwi": 44, "Rejosari": 49, "Kalisari": 63, "Sendangayu": 101,
}  # fmt: skip

#: K1 month by month, January to April; None is "not reported".
K1: dict[str, tuple[int | None, ...]] = {
    "Banyuwening": (9, 10, 8, 12), "Watubelah": (6, 5, 4, 1), "Tlogomulyo": (4, 3, 5, 3), "Wonolelo": (3, 4, 2, 6),
    "Pringgodani": (7, 6, 5, 4), "Ngadisana": (3, 2, 2, 3), "Gondangrejo": (5, 6, 4, 7), "Lebakharjo": (3, 3, 2, None),
    "Karangtuwi": (4, 4, 5, 4), "Rejosari": (5, 5, 4, 6), "Kalisari": (8, 7, 6, 5), "Sendangayu": (23, 6, 6, 19),
}  # fmt: skip

#: Sum January to April and whether April rose (+), fell (-) or stayed (=) against March.
STORY: dict[str, dict[str, tuple[int, str] | None]] = {
    "kia.k4": {
        "Watubelah": (15, "-"), "Tlogomulyo": (14, "-"), "Wonolelo": (12, "+"), "Pringgodani": (20, "-"),
        "Ngadisana": (9, "+"), "Gondangrejo": (20, "+"), "Lebakharjo": (10, "+"), "Karangtuwi": (16, "="),
        "Banyuwening": (35, "+"), "Rejosari": (18, "+"), "Kalisari": (22, "+"), "Sendangayu": (42, "-"),
    },
    "kia.k6": {
        "Watubelah": (14, "-"), "Tlogomulyo": (13, "-"), "Wonolelo": (11, "+"), "Pringgodani": (18, "-"),
        "Ngadisana": (8, "+"), "Gondangrejo": (17, "-"), "Lebakharjo": (8, "="), "Karangtuwi": (15, "-"),
        "Banyuwening": (31, "-"), "Rejosari": (16, "="), "Kalisari": (20, "-"), "Sendangayu": (37, "+"),
    },
    "kia.pn_faskes": {
        "Watubelah": (16, "="), "Tlogomulyo": (18, "-"), "Wonolelo": (16, "+"), "Pringgodani": (21, "-"),
        "Ngadisana": (13, "-"), "Gondangrejo": (24, "+"), "Lebakharjo": (10, "-"), "Karangtuwi": (21, "+"),
        "Banyuwening": (46, "+"), "Rejosari": (19, "="), "Kalisari": (29, "+"), "Sendangayu": (43, "+"),
    },
    "kia.kn_lengkap": {
        "Watubelah": (19, "-"), "Tlogomulyo": (16, "="), "Wonolelo": (17, "-"), "Pringgodani": (21, "+"),
        "Ngadisana": (12, "-"), "Gondangrejo": (23, "-"), "Lebakharjo": (10, "-"), "Karangtuwi": (17, "+"),
        "Banyuwening": (31, "-"), "Rejosari": (21, "+"), "Kalisari": (23, "+"), "Sendangayu": (40, "-"),
    },
    "imunisasi.idl": {
        "Watubelah": (18, "+"), "Tlogomulyo": (17, "-"), "Wonolelo": (18, "+"), "Pringgodani": (22, "-"),
        "Ngadisana": None, "Gondangrejo": (20, "+"), "Lebakharjo": (12, "+"), "Karangtuwi": (15, "-"),
        "Banyuwening": (37, "-"), "Rejosari": (19, "+"), "Kalisari": (26, "+"), "Sendangayu": (48, "+"),
    },
    "gizi.ttd90": {
        "Watubelah": (22, "+"), "Tlogomulyo": (17, "+"), "Wonolelo": (18, "="), "Pringgodani": (24, "-"),
        "Ngadisana": (13, "+"), "Gondangrejo": (22, "+"), "Lebakharjo": (11, "-"), "Karangtuwi": (19, "+"),
        "Banyuwening": (42, "-"), "Rejosari": (19, "+"), "Kalisari": (28, "+"), "Sendangayu": (37, "+"),
    },
}  # fmt: skip

#: Weighed in April as a share of all balita, permil (D/S of the home page), and the direction against March.
WEIGHED: dict[str, tuple[int, str]] = {
    "Watubelah": (635, "+"), "Tlogomulyo": (729, "-"), "Wonolelo": (795, "+"), "Pringgodani": (716, "-"),
    "Ngadisana": (788, "-"), "Gondangrejo": (756, "-"), "Lebakharjo": (747, "-"), "Karangtuwi": (836, "-"),
    "Banyuwening": (785, "+"), "Rejosari": (857, "-"), "Kalisari": (895, "+"), "Sendangayu": (802, "-"),
}  # fmt: skip

NAMES: tuple[str, ...] = tuple(name for _, name in VILLAGES)


def sasaran() -> dict[tuple[str, str], float]:
    """(village, sasaran element) -> people a year, by the usual formulas over expected births."""
    rows: dict[tuple[str, str], float] = {}
    for name, births in BIRTHS.items():
        people = births * 62
        rows |= {
            (name, "sasaran.penduduk"): people,
            (name, "sasaran.bumil"): round(births * 1.1, 2),
            (name, "sasaran.bulin"): round(births * 1.05, 2),
            (name, "sasaran.bufas"): round(births * 1.05, 2),
            (name, "sasaran.lahir_hidup"): births,
            (name, "sasaran.bayi"): births,
            (name, "sasaran.si"): births,
            (name, "sasaran.balita"): births * 47 // 10 + 1,
            (name, "sasaran.produktif"): people * 63 // 100,
            (name, "sasaran.lansia"): people * 11 // 100,
            (name, "sasaran.hipertensi"): people * 23 // 100,
            (name, "sasaran.dm"): people * 16 // 1000,
            (name, "sasaran.odgj"): max(people * 2 // 1000, 1),
        }
    return rows


def figures() -> dict[Key, int]:
    """(village, month code, element) -> count; absent means not reported. 2025 whole, 2026 up to April."""
    draw = random.Random(SEED)  # noqa: S311 - a story, not a secret
    facts: dict[Key, int] = {}
    for name in NAMES:
        _story(facts, name, draw)
        for month in Month(YEAR, 1).until(LAST):
            _derived(facts, name, month, draw)
        for month in Month(YEAR - 1, 1).until(Month(YEAR - 1, 12)):
            _last_year(facts, name, month, draw)
            _derived(facts, name, month, draw)
    return facts


def _story(facts: dict[Key, int], name: str, draw: random.Random) -> None:
    months = [m.code for m in Month(YEAR, 1).until(LAST)]
    for code, value in zip(months, K1[name], strict=True):
        if value is not None:
            facts[name, code, "kia.k1"] = value
    for element, rows in STORY.items():
        told = rows[name]
        values = _split(12, "+", draw)[:3] if told is None else _split(*told, draw)
        for code, value in zip(months, values, strict=False):
            facts[name, code, element] = value
    permil, way = WEIGHED[name]
    balita = BIRTHS[name] * 47 // 10 + 1
    last = round(permil * balita / 1000)
    before = last - 6 if way == "+" else last + 5
    for code, value in zip(months, (before + 3, before + 1, before, last), strict=True):
        facts[name, code, "gizi.d"] = value


def _split(total: int, way: str, draw: random.Random) -> list[int]:
    """Four months that add up to ``total`` with the last one above (+), below (-) or equal to (=) the third."""
    if way == "=":
        pair = max(total // 4 + draw.choice((0, 0, -1)), 1)
        rest = total - 2 * pair
        return [(rest + 1) // 2, rest // 2, pair, pair]
    quarter = total / 4
    step = max(1, round(quarter * 0.15))
    third = max(0, round(quarter) - (step if way == "+" else -step))
    fourth = third + step * 2 if way == "+" else max(0, third - step * 2)
    rest = total - third - fourth
    if rest < 0:
        third, fourth, rest = total, 0, 0
    first = (rest + 1) // 2
    return [first, rest - first, third, fourth]


def _last_year(facts: dict[Key, int], name: str, month: Month, draw: random.Random) -> None:
    births = BIRTHS[name]
    slump = 0.75 if name == "Watubelah" and month.month >= 10 else 1.0
    for element, yearly in (
        ("kia.k1", births * 1.06), ("kia.k4", births * 1.02), ("kia.k6", births * 0.96),
        ("kia.pn_faskes", births * 1.0), ("kia.kn_lengkap", births * 0.95), ("imunisasi.idl", births * 0.96),
        ("gizi.ttd90", births * 0.98),
    ):  # fmt: skip
        mean = yearly / 12 * slump
        facts[name, month.code, element] = max(0, round(mean + draw.uniform(-0.18, 0.18) * mean))
    balita = births * 47 // 10
    facts[name, month.code, "gizi.d"] = round(balita * (WEIGHED[name][0] / 1000 + draw.uniform(-0.03, 0.03)))


def _derived(facts: dict[Key, int], name: str, month: Month, draw: random.Random) -> None:
    """The numbers that follow from others by a rule a midwife would recognise."""

    def put(element: str, value: float) -> None:
        facts[name, month.code, element] = max(0, round(value))

    def get(element: str) -> int | None:
        return facts.get((name, month.code, element))

    births = BIRTHS[name]
    k1, k4, k6 = get("kia.k1"), get("kia.k4") or 0, get("kia.k6") or 0
    if k1 is not None:
        doctor = max(0, k1 - draw.choice((0, 0, 0, 1)))
        for element, value in (
            ("kia.bumil_4t", k1 // 6), ("kia.k1_dokter", doctor), ("kia.k1_usg", doctor), ("kia.tm1_riil", k1 * 0.8),
            ("kia.tt4", k1 // 3), ("kia.tt5", k1 // 4), ("kia.fe1", k1), ("kia.risti_nakes", k1 // 5),
            ("kia.risti_masyarakat", k1 // 8),
        ):  # fmt: skip
            put(element, value)
    for element, value in (
        ("kia.k5_dokter", k4), ("kia.k5_usg", k4), ("kia.k8", max(k6 - 1, 0)), ("kia.anc_12t", k6), ("kia.fe3", k4)
    ):  # fmt: skip
        put(element, value)
    born = get("kia.pn_faskes") or 0
    complete = get("kia.kn_lengkap") or 0
    lively = max(born, complete)
    put("kia.pn", born)
    put("kia.lahir_hidup", lively)
    put("kia.kn1", lively)
    for index in (1, 2, 3, 4):
        put(f"kia.kf{index}", max(born - (index - 1) // 2, 0))
    put("kia.vita_nifas", born)
    idl = get("imunisasi.idl")
    put("imunisasi.hb0", lively - (lively > 4))
    put("imunisasi.bcg", lively)
    for element, more in (("dpt1", 2), ("dpt3", 1), ("mr1", 1)):
        put(f"imunisasi.{element}", (births / 12 if idl is None else idl) + more)
    weighed = get("gizi.d") or 0
    balita = births * 47 // 10 + 1
    put("gizi.s", balita)
    put("gizi.k", balita * 0.95)
    put("gizi.n", weighed * draw.uniform(0.6, 0.72))
    put("gizi.bgm", weighed * 0.01)
    people = births * 62
    for element, yearly in (
        ("ptm.hipertensi", people * 0.23), ("ptm.dm", people * 0.016), ("ptm.produktif", people * 0.63),
        ("ptm.lansia", people * 0.11), ("ptm.odgj", people * 0.002),
    ):  # fmt: skip
        put(element, yearly / 12 * draw.uniform(0.75, 1.1))
    suspects = max(1, people // 1500)
    put("p2.terduga_tb", suspects)
    put("p2.terduga_tb_dilayani", suspects - draw.choice((0, 0, 1)))
    put("p2.pneumonia", births / 30 * draw.uniform(0.4, 1.4))
    put("p2.diare", births / 9 * draw.uniform(0.5, 1.3))
    put("p2.dbd", draw.choice((0, 0, 0, 1, 2)))


def coming(last: Month, better: Mapping[tuple[str, str], int]) -> dict[Key, int]:
    """The months after April up to ``last``, as they may come: everybody at last year's pace.

    ``better``: (village, element) -> people a month where something was done that helps.
    """
    draw = random.Random(SEED + last.month)  # noqa: S311 - a story, not a secret
    facts: dict[Key, int] = {}
    for month in LAST.next.until(last):
        for name in NAMES:
            _last_year(facts, name, month, draw)
            for (village, element), count in better.items():
                if village == name:
                    facts[name, month.code, element] = count + draw.choice((-1, 0, 1))
            _derived(facts, name, month, draw)
    return facts


def of_year(facts: Mapping[Key, int], year: int) -> dict[Key, int]:
    """Only the figures of one year."""
    return {key: value for key, value in facts.items() if key[1].startswith(str(year))}


def up_to(facts: Mapping[Key, int], last: Month) -> dict[Key, int]:
    """What was known when ``last`` was the newest month."""
    return {key: value for key, value in facts.items() if key[1] <= last.code}
