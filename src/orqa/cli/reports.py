"""Reports at the command line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.office.office import Office

_NO_FORMAT = Text.of(
    en="no format, or more than one, is known for files that end in {suffix}; name it with --format",
    th="ไม่รู้จักรูปแบบของแฟ้มนามสกุล {suffix} หรือมีมากกว่าหนึ่ง ให้ระบุด้วย --format",
)
WRITTEN = Text.of(en="Written: {path}", th="เขียนแล้ว: {path}")


@click.command()
@click.argument("name", default="received-register")
@click.option("--format", "format_name", default=None, help="text, markdown, csv, json, html or a plugin's.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed.")
@click.option("--year", type=YEAR, help="Year, in the office's era; by default this year.")
@click.option("--kind-of-year", type=click.Choice(["calendar", "fiscal", "academic"]), default="calendar")
@click.option("--audience", type=click.Choice(["internal", "public"]), default="internal", show_default=True)
@common_options
def report(  # noqa: PLR0913, PLR0917 - the options of a command
    settings: Settings,
    name: str,
    format_name: str | None,
    out: Path | None,
    year: int | None,
    kind_of_year: str,
    audience: str,
) -> None:
    """Write the report NAME, by default the register of received letters, in one format.

    The format is told by the ending of --out where it is not named; text is printed where neither is given.
    """
    with settings.open_office(read_only=True) as office:
        period = office.year(kind_of_year, year)
        chosen = format_name or format_for(office, out, settings)
        if out is None:
            sys.stdout.flush()
            with office.reports.open(name, period, language=settings.language, audience=audience) as opened:
                office.reports.render(opened, chosen, sys.stdout.buffer)
            return
        office.reports.write(name, chosen, out, period, language=settings.language, audience=audience)
        if settings.as_json:
            print_json({"report": name, "format": chosen, "path": str(out)})
        else:
            click.echo(settings.say(WRITTEN.fill(path=out)))


def format_for(office: "Office", out: Path | None, settings: Settings) -> str:
    """The format that the ending of the file tells; JSON or text where it has none, or nothing is written to a file."""
    if out is None or not out.suffix:
        return "json" if settings.as_json else "text"
    found = office.contributions.format_of(out.suffix.lower())
    if found is None:
        raise click.BadParameter(settings.say(_NO_FORMAT.fill(suffix=out.suffix)), param_hint="--out")
    return found
