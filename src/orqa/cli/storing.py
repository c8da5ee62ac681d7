"""Where letters are kept, at the command line: files, shelves, damage (การเก็บหนังสือ)."""

from datetime import date
from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, in_languages, options, print_listing
from orqa.cli.output import print_json
from orqa.domain.correspondence.storing import STAGES, Condition, Stage, StoredLetter

_STORED = Text.of(en="{stage}{number}{code}{place}", th="{stage}{number}{code}{place}")
_NUMBER = Text.of(en=", no. {number}/{year}", th=" ลำดับที่ {number}/{year}")
_CODE = Text.of(en=", file {code}", th=" รหัสแฟ้ม {code}")
_PLACE = Text.of(en=", {place}", th=" ที่ {place}")
_FIRST = click.option("--first", type=Day(), help="Those stored on this day or later.")
_LAST = click.option("--last", type=Day(), help="Those stored on this day or before.")
_PLACE_OF = click.option("--place", default="", help="Shelf and box.")
_NOTE = click.option("--note", default="", help="Remark.")


def _told(kept: StoredLetter, year: int | None, settings: Settings) -> None:
    """Print where a letter is."""
    if settings.as_json:
        data = {"letter": kept.letter.id, "stage": kept.stage.value, "number": kept.number, "code": kept.code}
        print_json(data | {"place": kept.place, "condition": kept.condition.value, "loan": kept.loan or None})
        return
    nothing = Text.of(en="", th="")
    number = _NUMBER.fill(number=kept.number, year=year) if kept.number else nothing
    code = _CODE.fill(code=kept.code) if kept.code else nothing
    place = _PLACE.fill(place=kept.place) if kept.place else nothing
    click.echo(settings.say(_STORED.fill(stage=STAGES[kept.stage], number=number, code=code, place=place)))


@click.group()
def store() -> None:
    """Keep letters where they are found again: stage, file, shelf and box (การเก็บหนังสือ)."""


@store.command()
@click.argument("which")
@options(
    click.option("--code", default="", help="Code of its file in the file plan."),
    click.option(
        "--stage", type=click.Choice([one.value for one in Stage]), default="stored", show_default=True, help="How far."
    ),
    _PLACE_OF,
    click.option("--unit", default="", help="Code of the unit whose store it is."),
    ON,
    _NOTE,
    KEY,
)
@common_options
def put(settings: Settings, which: str, **given: Any) -> None:
    """Store the letter WHICH in its file (เก็บหนังสือ): a register number, printed number or id."""
    with settings.open_office() as office:
        kept = office.correspondence.store(look_up(which, office, settings), **given)
        _told(kept, office.written_year(kept.year) if kept.year else None, settings)


@store.command()
@click.argument("which")
@click.argument("place")
@options(ON, _NOTE, KEY)
@common_options
def move(settings: Settings, which: str, place: str, **given: Any) -> None:
    """Put the kept letter WHICH in another PLACE (ย้ายที่เก็บ)."""
    with settings.open_office() as office:
        kept = office.correspondence.move(look_up(which, office, settings), place, **given)
        _told(kept, office.written_year(kept.year) if kept.year else None, settings)


@store.command()
@click.argument("which")
@click.argument("condition", type=click.Choice([one.value for one in Condition]))
@options(click.option("--note", required=True, help="What was found, and to whom it was reported."), ON, KEY)
@common_options
def condition(settings: Settings, which: str, condition: str, **given: Any) -> None:
    """Note that the letter WHICH was damaged, repaired, lost or replaced (หนังสือชำรุดหรือสูญหาย)."""
    with settings.open_office() as office:
        kept = office.correspondence.note_condition(look_up(which, office, settings), condition, **given)
        _told(kept, office.written_year(kept.year) if kept.year else None, settings)


@store.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Tell where the letter WHICH is kept (ที่เก็บหนังสือ)."""
    with settings.open_office(read_only=True) as office:
        kept = office.correspondence.stored(look_up(which, office, settings))
        _told(kept, office.written_year(kept.year) if kept.year else None, settings)


@store.command()
@options(_FIRST, _LAST)
@common_options
def register(settings: Settings, first: date | None, last: date | None) -> None:
    """Show the register of stored letters (ทะเบียนหนังสือเก็บ, แบบที่ 20)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.storage_register(first, last), office, settings)


@store.command("transfer-list")
@options(_FIRST, _LAST, click.option("--unit", help="Code of the unit that sent them."))
@common_options
def transfer_list(settings: Settings, first: date | None, last: date | None, unit: str | None) -> None:
    """Show the list of letters sent to the store (บัญชีหนังสือส่งเก็บ, แบบที่ 19)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.transfer_list(first, last, unit=unit), office, settings)


@click.group("file-plan")
def file_plan() -> None:
    """Keep the codes that letters are filed under (แผนการจัดแฟ้ม); take a whole plan in with: orqa import file-plan."""


@file_plan.command()
@click.argument("code")
@click.argument("title")
@options(
    click.option("--en", "english", help="The same in English."),
    click.option("--parent", default="", help="Code above it."),
    click.option("--unit", default="", help="Code of the unit that keeps it."),
    click.option("--retention", default="", help="Code of the retention class of its letters."),
    click.option("--first", type=Day(), help="First day; by default today."),
    click.option("--last", type=Day(), help="Last day; by default until further notice."),
    KEY,
)
@common_options
def add(settings: Settings, code: str, title: str, english: str | None, **given: Any) -> None:
    """Add the CODE of a file with its TITLE (เพิ่มรหัสแฟ้ม)."""
    from orqa.cli.visits import told

    with settings.open_office() as office:
        titles = in_languages(office, title, english) or title
        told(office.correspondence.add_file_code(code, titles, **given), settings)


@file_plan.command()
@click.argument("code")
@click.argument("last", type=Day())
@KEY
@common_options
def end(settings: Settings, code: str, last: date, key: str | None) -> None:
    """Say that LAST is the last day on which letters are filed under CODE (ยกเลิกรหัสแฟ้ม)."""
    from orqa.cli.visits import told

    with settings.open_office() as office:
        told(office.correspondence.end_file_code(code, last, key=key), settings)


@file_plan.command("list")
@ON
@common_options
def list_codes(settings: Settings, on: date | None) -> None:
    """List the files, with how many letters each holds (แผนการจัดแฟ้ม)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.file_plan_table(on), office, settings)
