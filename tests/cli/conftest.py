"""The command line is tested as a process, with data folders of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import lokmin

from lokmin.cli.demo import books
from lokmin.cli.demo.cast import HOME, PLACES, VILLAGES
from lokmin.cli.demo.figures import LAST, figures


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's files by the first word of their names."""
    folder = tmp_path_factory.mktemp("buku")
    paths = [*books.write_yearly(folder, figures()), *books.write_monthly(folder, figures(), LAST)]
    return {path.name.split("_")[0].split(" ")[0].lower(): path for path in paths}


@pytest.fixture(scope="session")
def places_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Banyuwening as a ``kode;nama;jenis;induk`` file."""
    path = tmp_path_factory.mktemp("tempat") / "tempat.csv"
    rows = ["kode;nama;jenis;induk"]
    rows += [f"{code};{name};{level};{parent}" for code, name, level, parent in PLACES if code != "P9901020201"]
    rows += [f"{code};{name};desa;{HOME}" for code, name in VILLAGES]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, places_file: Path, workbooks: dict[str, Path]) -> Path:
    """A data folder into which the command line loaded the places and accepted two workbooks."""
    data = tmp_path_factory.mktemp("terisi") / "data"
    lokmin(data, "places", str(places_file))
    for name in ("sasaran", "banyuwening"):
        lokmin(data, "import", str(workbooks[name]), "--puskesmas", HOME, "--accept")
    return data
