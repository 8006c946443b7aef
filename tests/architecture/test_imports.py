"""Who may import whom: the contracts of pyproject.toml, and that the core is the standard library alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "lokmin"

#: Refuses Django and everything of the web, then uses the core for a real sum.
ALONE = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth", "jinja2", "numpy", "babel"}:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
import importlib, pkgutil
import lokmin.core
for module in pkgutil.walk_packages(lokmin.core.__path__, "lokmin.core."):
    importlib.import_module(module.name)
from lokmin.core.numbers import MICRO, indonesian, to_micro
from lokmin.core.ratios import Ratio
ratio = Ratio(to_micro(54), to_micro(111.1), 100)
print(indonesian(ratio.value, 1))
"""


def test_every_contract_is_kept():
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "0 broken" in done.stdout, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_contracts_name_every_stage():
    """A stage without its place in the layers and its own contract would pass silently."""
    import tomllib

    from lokmin.cycle import STAGES

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    side_by_side = [part.strip() for layer in layers for part in layer.split("|")]
    named = [layer.removeprefix("lokmin.cycle.") for layer in side_by_side if layer.startswith("lokmin.cycle.")]
    assert named == [s.name for s in reversed(STAGES)]
    guarded = {m for c in contracts if c["type"] == "protected" for m in c["protected_modules"]}
    with_tables = {s.name for s in STAGES if s.name != "centre"}
    assert guarded == {f"lokmin.cycle.{name}.models" for name in with_tables}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_the_core_imports_the_standard_library_and_itself_only():
    strangers = {
        f"{path.relative_to(SRC)}: {name}"
        for path in (SRC / "core").rglob("*.py")
        for name in imported(path) - sys.stdlib_module_names - {"lokmin"}
    }
    assert strangers == set()


CLOCK_AND_FILES = {"now", "today", "utcnow", "read_text", "read_bytes"}


def test_the_core_reads_no_file_no_database_and_no_clock():
    wrong = []
    for path in (SRC / "core").rglob("*.py"):
        where = path.relative_to(SRC)
        outside = imported(path) & {"sqlite3", "socket", "urllib", "random", "time", "os"}
        wrong += [f"{where}: {name}" for name in outside]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                wrong.append(f"{where}:{node.lineno} open()")
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in CLOCK_AND_FILES:
                wrong.append(f"{where}:{node.lineno} .{called.attr}()")
    assert wrong == []


def test_the_core_works_without_the_web():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "48,6", done.stderr


def test_help_of_the_command_line_loads_no_heavy_library():
    code = (
        "import sys, lokmin.cli as cli\n"
        "cli.parser()\n"
        "print([m for m in ('django', 'numpy', 'openpyxl', 'typst', 'docx', 'pptx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
