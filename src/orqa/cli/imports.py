"""Taking in the rows of a file at the command line: letters, and whatever else tables are imported as."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.cli.collecting import no_collecting
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.office.tabular.kinds import KINDS, import_kind

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.tabular.importing import ImportResult
    from orqa.office.tabular.mapping import Mapping
    from orqa.office.tabular.preview import Preview
    from orqa.office.tabular.tables import ColumnTable

_IMPORTED = Text.of(
    en="{registered} of {rows} rows taken in{numbers}{known}; {refused} not taken in",
    th="นำเข้า {registered} จาก {rows} แถว{numbers}{known} ไม่ได้นำเข้า {refused} แถว",
)
_KNOWN = Text.of(en="; {known} there before", th=" มีอยู่แล้ว {known} แถว")
_REGISTERED_BEFORE = Text.of(en="; {known} registered before", th=" ลงไว้แล้ว {known} แถว")
_AS = Text.of(en=" as no. {numbers}", th=" เป็นเลขที่ {numbers}")
_READ = Text.of(en="{rows} rows read …", th="อ่านแล้ว {rows} แถว …")
_REJECTS = Text.of(
    en="Rows not taken in, to mend and import again: {path}", th="แถวที่ไม่ได้นำเข้า ให้แก้ไขแล้วนำเข้าอีกครั้ง: {path}"
)
_BROKEN_OFF = Text.of(
    en="The import broke off after {rows} rows. What was taken in of them stays; import the file again to go on.",
    th="การนำเข้าหยุดหลังแถวที่ {rows} รายการที่นำเข้าแล้วยังคงอยู่ ให้นำเข้าแฟ้มเดิมอีกครั้งเพื่อทำต่อ",
)
_NOT_WRITTEN = Text.of(en="Nothing was written.", th="ยังไม่มีการบันทึก")
_MAPPING = Text.of(
    en="How the columns were read, to change and to use with --mapping: {path}",
    th="การจับคู่คอลัมน์ แก้ไขได้ และใช้กับ --mapping: {path}",
)

_FILE = click.Path(dir_okay=False, path_type=Path)
_OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every import takes."""
    for option in reversed(
        (
            click.argument("file", type=_OLD_FILE),
            click.option("--format", "format_name", help="Format, e.g. csv; by default told by the ending."),
            click.option("--sheet", default="", help="Sheet of a workbook; by default the first that is recognised."),
            click.option("--mapping", "mapping_file", type=_OLD_FILE, help="TOML file: which column is what."),
            click.option("--save-mapping", type=_FILE, help="Write how the columns were read to a TOML file."),
            click.option("--preview", is_flag=True, help="Show the first rows as they would be read; write nothing."),
            click.option("--rejects", type=_FILE, help="CSV for the rows not taken in."),
        )
    ):
        command = option(command)
    return command


class _Imports(click.Group):
    """One command for each kind of table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return _command(cmd_name, cmd_name, import_kind(cmd_name).table.title) if cmd_name in KINDS else None


@click.group("import", cls=_Imports)
def imports() -> None:
    """Take in the rows of a file: a table in CSV, XLSX, JSON or JSON lines.

    Rows that cannot be taken in are told, and the others are written; what is there already stays as it is, so a file
    can be mended and imported anew. Exit code 2 where a row was not taken in.
    """


def _command(kind: str, name: str, title: Text) -> click.Command:
    """The command that imports tables of ``title`` as ``kind``."""

    @_options
    @common_options
    def run(settings: Settings, **options: Any) -> None:
        told = {name.removeprefix("told_"): options.pop(name) for name in [*options] if name.startswith("told_")}
        _import(settings, kind, told={name: text for name, text in told.items() if text}, **options)

    help_text = f"""Take in a table of {title} ({title.in_language("th")}) from FILE.

    Rows that cannot be taken in are told, and the others are written; what is there already stays as it is, so a file
    can be mended and imported anew. Exit code 2 where a row was not taken in."""
    command = click.command(name, help=help_text)(run)
    for asked, meaning in import_kind(kind).asks.items():
        command = click.option("--" + asked.replace("_", "-"), f"told_{asked}", help=meaning.in_language("en"))(command)
    return command


def _import(  # noqa: PLR0913 - the options of the command
    settings: Settings,
    kind_name: str,
    *,
    file: Path,
    format_name: str | None,
    sheet: str,
    mapping_file: Path | None,
    save_mapping: Path | None,
    preview: bool,
    rejects: Path | None,
    told: dict[str, str],
) -> None:
    from orqa.office.tabular.importing import import_table
    from orqa.office.tabular.preview import preview_table

    kind = import_kind(kind_name)
    mapping = _mapping(mapping_file, sheet, told, kind.table)
    with settings.open_office(read_only=preview) as office:
        if preview or save_mapping:
            look = preview_table(office, file, kind, format_name=format_name, mapping=mapping)
            if save_mapping:
                look.mapping.save(save_mapping, kind.table, file)
        if preview:
            _print_preview(look, office, settings)
        else:
            with _how_far(settings) as progress, no_collecting():
                result = import_table(
                    office,
                    file,
                    kind,
                    format_name=format_name,
                    mapping=mapping,
                    rejects=rejects,
                    language=settings.language,
                    progress=progress,
                )
            print_import(result, settings, kind.table)
    if save_mapping and not settings.as_json:
        click.echo(settings.say(_MAPPING.fill(path=save_mapping)))
    if not preview and result.refused:
        if rejects and not settings.as_json:
            click.echo(settings.say(_REJECTS.fill(path=rejects)))
        sys.exit(2)


def _mapping(path: Path | None, sheet: str, told: dict[str, str], table: "ColumnTable") -> "Mapping":
    from attrs import evolve

    from orqa.office.tabular.mapping import Mapping

    mapping = Mapping.load(path, table) if path else Mapping()
    return evolve(mapping, sheet=sheet or mapping.sheet, values={**mapping.values, **told})


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


def _print_preview(preview: "Preview", office: "Office", settings: Settings) -> None:
    from orqa.reporting.formatting import Style

    table = preview.table
    if settings.as_json:
        rows = list(table.records(personal=True))
        print_json({"rows": rows, "findings": [finding_data(finding) for finding in preview.findings]})
        return
    print_findings(preview.findings, settings, to_stderr=True)
    print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))
    click.echo(settings.say(_NOT_WRITTEN))


def print_import(result: "ImportResult", settings: Settings, table: "ColumnTable") -> None:
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
    before = _REGISTERED_BEFORE if table.done else _KNOWN
    told = (table.done or _IMPORTED).fill(
        registered=f"{result.registered:,}",
        rows=f"{result.rows:,}",
        numbers=_AS.fill(numbers=written(result.numbers)) if result.numbers else "",
        known=before.fill(known=f"{result.known:,}") if result.known else "",
        refused=f"{result.refused:,}",
    )
    click.echo(settings.say(told))


import_letters = _command("letters", "import", Text.of(en="received letters", th="หนังสือรับ"))
"""The short way: ``orqa letter import``."""
