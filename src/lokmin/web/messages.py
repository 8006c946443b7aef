"""The English catalogue: gather the Indonesian texts from the source, keep the translations, compile. Babel only."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Babel is heavy and only wanted when something is to be gathered or compiled
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[1]
PO = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
#: Which extractor reads which files of the package.
METHODS = [
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "said": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS = {"**/jinja2/**": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}


def _tables() -> Iterator[tuple[str, str, str | None]]:
    """Texts that stand in tables and are translated where they are shown: the file they stand in, text, context."""
    from lokmin.catalog import loading
    from lokmin.core.meetings.kinds import FUNCTIONS, SPANS
    from lokmin.core.meetings.overrides import FIELDS
    from lokmin.core.periods import DAY_NAMES
    from lokmin.cycle import STAGES

    for stage in STAGES:
        if stage.title:
            yield "cycle/__init__.py", stage.title, None
    source = (ROOT / "cycle" / "centre" / "roles.py").read_text("utf-8")
    names = source.partition("ROLE_NAMES")[2].partition("}")[0]
    for line in names.splitlines():
        if '"' in line:
            yield "cycle/centre/roles.py", line.split('"')[1], None
    # Models are not imported here: the names of the kinds stand as literals in the table of the meetings.
    kinds = (ROOT / "cycle" / "meetings" / "models" / "meeting.py").read_text("utf-8")
    for line in kinds.partition("KIND_NAMES = {")[2].partition("}")[0].splitlines():
        if '"' in line:
            yield "cycle/meetings/models/meeting.py", line.split('"')[3].capitalize(), None
    catalogue = loading.load()
    units = {e.unit for e in catalogue.elements.values()} | {i.people for i in catalogue.indicators.values()}
    for unit in sorted(units - {""}):
        yield "catalog/elements", unit, None
        yield "catalog/elements", unit, "satu"
    for rule in loading.rules("pws")["rule"]:
        for meaning in (*rule["words"].values(), *rule["words_down"].values()):
            yield "catalog/rules/pws.toml", meaning, None
        for text in (rule["name"], rule["source"]):
            yield "catalog/rules/pws.toml", text, None
    for rule in loading.rules("jadwal")["rule"]:
        for text in rule["rhythms"].values():
            yield "catalog/rules/jadwal.toml", text[0].upper() + text[1:], None
    for text in (*FUNCTIONS.values(), *FIELDS.values(), *SPANS.values(), *DAY_NAMES):
        yield "core/meetings/kinds.py", text, None
    scoring = loading.rules("scoring")
    for method in scoring["method"]:
        asked = [c[name] for c in method["criteria"] for name in ("question", "low", "high") if name in c]
        named = (formula["name"] for formula in method["formulas"])
        for text in dict.fromkeys([method["name"], method["about"], *asked, *named]):
            yield "catalog/rules/scoring.toml", text, None
    for rule in scoring["majority"]:
        yield "catalog/rules/scoring.toml", rule["name"], None
    yield from _of_problems()


def _of_problems() -> Iterator[tuple[str, str, str | None]]:
    """Ribs, determinants, grades of risk, groups of reports and cells of a SWOT, as the rules name them."""
    from lokmin.catalog.loading import rules
    from lokmin.core.problems.swot import CROSS_NAMES, QUADRANT_NAMES
    from lokmin.core.workload.staffing import Verdict

    causes, risks = rules("causes"), rules("risks")
    for entry in (*causes["rib"], *causes["determinant"]):
        for text in (entry["name"], entry["question"]):
            yield "catalog/rules/causes.toml", text, None
    for rule in risks["rule"]:
        for text in (*rule["likelihood"], *rule["impact"]):
            yield "catalog/rules/risks.toml", text, None
        for grade in rule["grade"]:
            for name in ("name", "action"):
                yield "catalog/rules/risks.toml", grade[name], None
    for group in rules("reports")["group"]:
        yield "catalog/rules/reports.toml", group["title"], None
    for text in (*QUADRANT_NAMES.values(), *CROSS_NAMES.values()):
        yield "core/problems/swot.py", text, "swot"
    for verdict in Verdict:
        yield "core/workload/staffing.py", verdict.value, None


def gather() -> Catalog:
    """All texts of the source as a Babel catalogue."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    found = Catalog(project="lokmin", charset="utf-8")
    for file, line, message, _comments, context in extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS):
        found.add(message, None, [(f"src/lokmin/{file}", line)], context=context)
    for file, text, context in _tables():
        found.add(text, None, [(f"src/lokmin/{file}", 1)], context=context)
    return found


def read() -> Catalog:
    """The English catalogue as it is kept."""
    from babel.messages.pofile import read_po

    with PO.open("rb") as file:
        return read_po(file, locale="en")


def update() -> None:
    """Gather again; new texts come in empty, translations stay, texts that are gone leave."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    kept = read() if PO.exists() else Catalog(locale="en")
    kept.update(gather(), no_fuzzy_matching=True)
    kept.fuzzy = False
    kept.header_comment = "# English texts of Lokmin; the keys are the Indonesian texts of the source. See bin/pesan."
    kept.project, kept.version, kept.msgid_bugs_address = "lokmin", "", ""
    kept.last_translator, kept.language_team = "", ""
    # No dates: the file changes only when a text changes.
    kept.creation_date = kept.revision_date = EPOCH
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, kept, width=120, ignore_obsolete=True, sort_output=True, no_location=True)


def untranslated() -> list[str]:
    """Texts of the source without an English translation (or with other placeholders), as the catalogue stands."""
    kept = read()
    missing = []
    for message in gather():
        if not message.id:
            continue
        found = kept.get(message.id, message.context)
        string = found.string if found is not None else ""
        if not all(string if isinstance(string, tuple | list) else [string]):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def compile_catalogues() -> list[Path]:
    """Write each ``.mo`` that is missing or older than its ``.po``. Returns those written."""
    written = []
    for po in sorted((Path(__file__).resolve().parent / "locale").glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with po.open("rb") as file:
            catalogue = read_po(file)
        part = mo.with_suffix(".mo.baru")
        with part.open("wb") as out:
            write_mo(out, catalogue)
        part.replace(mo)
        written.append(mo)
    return written


def main(arguments: list[str]) -> int:
    """``update`` gathers and compiles; ``compile`` only compiles; ``missing`` lists what has no translation yet."""
    wanted = arguments[0] if arguments else "compile"
    if wanted == "update":
        update()
    if wanted == "missing":
        texts = untranslated()
        sys.stdout.writelines(f"{text}\n" for text in texts)
        return 1 if texts else 0
    compile_catalogues()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
