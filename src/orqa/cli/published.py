"""Agreements that other universities published, at the command line (ข้อตกลงที่สถาบันอื่นเผยแพร่)."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import ON, options, print_listing
from orqa.cli.partners import partner as partners

_WRITTEN = Text.of(en="{count} agreements written to {path}", th="เขียนข้อตกลง {count} รายการลงใน {path}")
_PUBLISHER = click.option("--publisher", default="", help="Whose register: a partner's id, identifier or name.")


@partners.command("published")
@click.argument("words", nargs=-1)
@options(
    _PUBLISHER,
    click.option("--partner", default="", help="With whom: an id, identifier or name."),
    click.option("--country", default="", help="Only with partners of one country."),
    click.option("--kind", default="", help="Code of the vocabulary agreement-kind."),
    ON,
)
@common_options
def published(settings: Settings, words: tuple[str, ...], on: date | None, **which: Any) -> None:
    """List agreements that other universities published, all or those with WORDS in the partner's name."""
    with settings.open_office(read_only=True) as office:
        table = office.partnerships.published_table(" ".join(words), on=on, **which)
        print_listing(table, office, settings, ("id", "number", "term"))


@partners.command("export-published")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@options(
    click.option("--layout", required=True, help="Code of the vocabulary agreement-register-layout, e.g. csu or thai."),
    _PUBLISHER,
)
@common_options
def export_published(settings: Settings, path: Path, layout: str, publisher: str) -> None:
    """Write published agreements to the file PATH in the columns of a layout that universities use."""
    with settings.open_office(read_only=True) as office:
        count = office.partnerships.export_published(path, layout, publisher=publisher)
    click.echo(settings.say(_WRITTEN.fill(count=f"{count:,}", path=path)))
