"""Small months of Puskesmas Banyuwening for the quality tests."""

from lokmin.catalog.loading import load, rules
from lokmin.core.findings import Finding
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.review import review
from lokmin.core.quality.rules import QualityRules

NAMES = {"1": "Watubelah", "2": "Tlogomulyo"}
RULES = QualityRules.load(rules("quality"), rules("consistency"), 2026)


def facts(place: str = "1", year: int = 2026, **elements: list[float | None] | float):
    """``kia__k1=[6, 5, 4, 1]`` are the months from January on, a plain number a yearly count."""
    found = {}
    for name, values in elements.items():
        code = name.replace("__", ".")
        if isinstance(values, list):
            for month, value in enumerate(values, 1):
                if value is not None:
                    found[place, f"{year}-{month:02d}", code] = round(value * MICRO)
        else:
            found[place, str(year), code] = round(values * MICRO)
    return found


def look(numbers, month: str = "2026-04", **more) -> list[Finding]:
    """Findings about what was reported; a village that did not report is told elsewhere."""
    more.setdefault("names", {"1": "Watubelah"})
    names = more.pop("names")
    return review(numbers, load(), names, Month.parse(month), rules=RULES, **more)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]
