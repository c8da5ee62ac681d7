"""Registering the letters of a file at the command line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.office.tabular.importing import ImportResult

_IMPORTED = Text.of(
    en="{registered} of {rows} rows registered{numbers}{known}; {refused} not registered",
    th="ลงทะเบียน {registered} จาก {rows} แถว{numbers}{known} ไม่ได้ลง {refused} แถว",
)
_KNOWN = Text.of(en="; {known} registered before", th=" ลงไว้แล้ว {known} แถว")
_AS = Text.of(en=" as no. {numbers}", th=" เป็นเลขที่ {numbers}")
_READ = Text.of(en="{rows} rows read …", th="อ่านแล้ว {rows} แถว …")
_REJECTS = Text.of(
    en="Rows not registered, to mend and import again: {path}", th="แถวที่ไม่ได้ลงทะเบียน ให้แก้ไขแล้วนำเข้าอีกครั้ง: {path}"
)
_BROKEN_OFF = Text.of(
    en="The import broke off after {rows} rows. What is registered of them stays; import the file again to go on.",
    th="การนำเข้าหยุดหลังแถวที่ {rows} หนังสือที่ลงทะเบียนแล้วยังคงอยู่ ให้นำเข้าแฟ้มเดิมอีกครั้งเพื่อทำต่อ",
)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_name", help="Format of the file, e.g. csv; by default told by its ending.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="CSV for the rows not registered.")
@common_options
def import_letters(settings: Settings, file: Path, format_name: str | None, rejects: Path | None) -> None:
    """Register every letter of FILE; rows that cannot be are told, and the others get numbers.

    A letter that is registered already is not registered again, so a file can be mended and imported anew. Exit code
    2 where a row was not registered.
    """
    from orqa.office.importing import import_received

    with settings.open_office() as office, _how_far(settings) as progress:
        result = import_received(
            office,
            file,
            format_name=format_name,
            rejects=rejects,
            language=settings.language,
            progress=progress,
        )
    print_import(result, settings)
    if result.refused:
        if rejects and not settings.as_json:
            click.echo(settings.say(_REJECTS.fill(path=rejects)))
        sys.exit(2)


@contextmanager
def _how_far(settings: Settings) -> Iterator[Callable[[int], None]]:
    """Tell after each batch how far an import is, and where it broke off if it did."""
    from orqa.office.tabular.importing import BATCH

    done = 0

    def progress(rows: int) -> None:
        nonlocal done
        done = rows
        if rows >= BATCH:
            click.echo(settings.say(_READ.fill(rows=f"{rows:,}")), err=True)

    try:
        yield progress
    except (OrqaError, OSError, KeyboardInterrupt):
        if done:
            click.echo(settings.say(_BROKEN_OFF.fill(rows=f"{done:,}")), err=True)
        raise


def print_import(result: "ImportResult", settings: Settings) -> None:
    """Tell what became of a file."""
    from orqa.office.runs import written

    if settings.as_json:
        print_json(
            {
                "rows": result.rows,
                "registered": result.registered,
                "numbers": result.numbers,
                "known": result.known,
                "refused": result.refused,
                "findings": [finding_data(finding) for finding in result.findings],
            }
        )
        return
    print_findings(result.findings, settings)
    told = _IMPORTED.fill(
        registered=f"{result.registered:,}",
        rows=f"{result.rows:,}",
        numbers=_AS.fill(numbers=written(result.numbers)) if result.numbers else "",
        known=_KNOWN.fill(known=f"{result.known:,}") if result.known else "",
        refused=f"{result.refused:,}",
    )
    click.echo(settings.say(told))
