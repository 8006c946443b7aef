"""Files: short, finished, without anything of one machine or somebody else's."""

from __future__ import annotations

import re
import statistics
import subprocess
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEDIAN, WARN, FAIL = 120, 400, 600
#: What lies in the project: by git where there is one, else by looking.
_SKIP = {".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout:
        return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not _SKIP & set(p.relative_to(ROOT).parts)]


def texts(*endings: str) -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        if not endings or path.suffix in endings:
            try:
                found.append((path.relative_to(ROOT), path.read_text("utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def test_files_are_short():
    lengths = {
        path: text.count("\n")
        for path, text in texts(".py")
        if "migrations" not in path.parts and path.parts[0] in ("src", "tests")
    }
    too_long = {str(p): n for p, n in lengths.items() if n > FAIL}
    long = {str(p): n for p, n in lengths.items() if WARN < n <= FAIL}
    if long:
        warnings.warn(f"over {WARN} lines: {long}", stacklevel=1)
    assert too_long == {}
    assert statistics.median(n for n in lengths.values() if n > 1) <= MEDIAN


def test_every_module_says_what_it_is_for():
    silent = [
        str(path)
        for path, text in texts(".py")
        if path.parts[0] == "src" and "migrations" not in path.parts and not text.lstrip().startswith(('"""', "#"))
    ]
    assert silent == []


def test_nothing_is_left_to_do():
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    sources = texts(".py", ".html", ".css", ".js", ".toml")
    left = [f"{path}: …{text[m.start() : m.start() + 40]}" for path, text in sources for m in mark.finditer(text)]
    assert left == []


def test_no_path_of_one_machine_and_no_registry():
    machine = re.compile(r"(?<![\w.])/(?:ho" r"me|ro" r"ot|wo" r"rk|Us" r"ers)/\w+")
    registry = re.compile(r"--(?:extra-)?index-url|art" r"ifactory|//[^\s/]*(?:nexus|proxy)[^\s/]*/", re.IGNORECASE)
    wrong = [
        f"{path}: {match[0]}"
        for path, text in texts(".py", ".html", ".md", ".toml", ".txt", ".cfg", ".yml", ".sh", ".json", "")
        for pattern in (machine, registry)
        for match in pattern.finditer(text)
    ]
    assert wrong == []


def test_no_workbook_no_database_and_nothing_generated_is_kept():
    kinds = {".xlsx", ".xlsm", ".xls", ".ods", ".sqlite3", ".db", ".mo", ".pyc", ".zip", ".docx", ".pptx", ".parquet"}
    wrong = [str(p.relative_to(ROOT)) for p in tracked() if p.suffix.lower() in kinds]
    assert wrong == []


def test_pictures_and_data_are_small():
    wrong = [f"{p.relative_to(ROOT)}: {p.stat().st_size}" for p in tracked() if p.stat().st_size > 1024 * 1024]
    assert wrong == []
