"""Keep an office over the years: bring it up to date with a newer program."""

import click

from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json, progress_line

_UPGRADED = Text.of(
    en="{office} is up to date; built anew: {kinds}.", th="{office} ปรับปรุงเป็นรุ่นปัจจุบันแล้ว สร้างตารางใหม่: {kinds}"
)
_CURRENT = Text.of(en="{office} is up to date; nothing had to be done.", th="{office} เป็นรุ่นปัจจุบันอยู่แล้ว")


@click.command()
@click.argument("url", required=False)
@common_options
def upgrade(settings: Settings, url: str | None) -> None:
    """Bring the tables of an office up to date with this version of orqa and its plugins.

    Records and journal stay as they are. Programs of the earlier version may go on meanwhile. Stopped on the way, the
    same command goes on where it was.
    """
    settings.office = url or settings.office
    kinds: dict[str, int] = {}
    shown = progress_line(settings)

    def progress(kind: str, done: int, total: int) -> None:
        kinds[kind] = total
        if shown:
            shown(kind, done, total)

    with settings.unopened_office() as office:
        office.upgrade(progress)
        settings.language = settings.language or office.profile.language
        if settings.as_json:
            print_json({"office": office.name, "upgraded": kinds})
        elif kinds:
            click.echo(settings.say(_UPGRADED.fill(office=office.name, kinds=", ".join(kinds))))
        else:
            click.echo(settings.say(_CURRENT.fill(office=office.name)))
