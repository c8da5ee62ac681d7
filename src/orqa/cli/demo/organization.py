"""The invented university of the demonstration: its units, posts and people, as files that an office may take in."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.tabular.importing import ImportResult

ROSTERS = ("units", "positions", "people")
"""What is taken in, each from the file of that name, in this order."""


def copy_rosters(folder: Path) -> tuple[Path, ...]:
    """Copy the files into a folder, for people to look at."""
    with as_file(files("orqa.cli.demo")) as packaged:
        return tuple(Path(shutil.copyfile(packaged / f"{name}.csv", folder / f"{name}.csv")) for name in ROSTERS)


def load_rosters(office: "Office", folder: Path | None = None) -> dict[str, "ImportResult"]:
    """Take the files in, from a folder or as they are packaged; what the office holds already stays as it is."""
    with as_file(files("orqa.cli.demo")) as packaged:
        place = folder or packaged
        return {name: import_table(office, place / f"{name}.csv", import_kind(name)) for name in ROSTERS}
