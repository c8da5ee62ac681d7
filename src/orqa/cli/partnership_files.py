"""Files of visits, activities, trips and agreements at the command line (เอกสารแนบ): alike in each group."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orqa.base.refs import RecordRef
from orqa.cli.budgets_files import print_files, print_saved
from orqa.cli.options import Settings, common_options

if TYPE_CHECKING:
    from orqa.office.office import Office

Find = Callable[["Office", str], RecordRef]


def file_commands(group: click.Group, kind: str, find: Find | None = None) -> None:
    """Give a group the commands ``attach`` and ``files``.

    Args:
        group: of the records that the files lie with.
        kind: of these records.
        find: the record that a text names; by default the one of that id.
    """
    which = find or (lambda _office, text: RecordRef(kind, text))

    @group.command("attach", help=f"Attach FILES to the {group.name} WHICH (แนบเอกสาร).")
    @click.argument("named", metavar="WHICH")
    @click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @common_options
    def _attach(settings: Settings, named: str, files: tuple[Path, ...]) -> None:
        with settings.open_office() as office, office.work("orqa attach") as work:
            made = [work.partnerships.files.attach(which(office, named), path) for path in files]
        print_files(settings, made)

    @group.command("files", help=f"List the files of the {group.name} WHICH, or write them (เอกสารแนบ).")
    @click.argument("named", metavar="WHICH")
    @click.option(
        "--save", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Write them there."
    )
    @common_options
    def _files(settings: Settings, named: str, folder: Path | None) -> None:
        with settings.open_office(read_only=True) as office:
            kept = office.partnerships.files
            found = kept.of(which(office, named))
            saved = [kept.save(one, folder) for one in found] if folder else []
        print_files(settings, found)
        print_saved(settings, saved)
