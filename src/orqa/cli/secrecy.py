"""Secret letters at the command line (หนังสือลับ): each command needs --as PERSON."""

import click

from orqa.base.language import Text
from orqa.cli.letter_views import entry_data, letter_data, print_letter
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json

_RAISED = Text.of(
    en="Raised; it stands in the register of secret matter now", th="ปรับชั้นความลับแล้ว ลงทะเบียนข้อมูลข่าวสารลับแล้ว"
)
_LOWERED = Text.of(en="Lowered", th="ปรับลดหรือยกเลิกชั้นความลับแล้ว")
_SHARED = Text.of(en="Shared", th="ให้สิทธิเข้าถึงแล้ว")
_UNSHARED = Text.of(en="Not shared any more", th="เพิกถอนสิทธิเข้าถึงแล้ว")
_ATTACHED = Text.of(en="Attached: {name}", th="สิ่งที่ส่งมาด้วย: {name}")

_UNIT = click.option("--unit", "units", multiple=True, metavar="UNIT", help="Its people may see it; may be repeated.")
_PERSON = click.option("--person", "persons", multiple=True, metavar="PERSON", help="Staff code; may be repeated.")

_END_UNIT = click.option("--unit", "units", multiple=True, metavar="UNIT", help="May be repeated.")


@click.command("open")
@click.argument("which")
@common_options
def open_letter(settings: Settings, which: str) -> None:
    """Open a letter: of a secret one this shows what lists do not, and the journal keeps who opened it.

    WHICH is its register number (12 or 12/2569), the number printed on it, or its id.
    """
    with settings.open_office() as office:
        opened = office.correspondence.open(look_up(which, office, settings))
        entry = opened.entries[0] if opened.entries else None
        if settings.as_json:
            names = [attachment.name for attachment in opened.attachments]
            data = letter_data(opened.letter) | {"register": entry_data(entry) if entry else None, "attachments": names}
            print_json(data | {"opening": opened.opening.id if opened.opening else None})
            return
        print_letter(opened.letter, entry, office, settings)
        for attachment in opened.attachments:
            click.echo(settings.say(_ATTACHED.fill(name=attachment.name)))


@click.command("raise")
@click.argument("which")
@click.argument("level")
@click.option("--reason", required=True, help="Why, and by whose order.")
@_UNIT
@_PERSON
@common_options
def raise_letter(  # noqa: PLR0913 - whom it shall be kept from, by name
    settings: Settings, which: str, level: str, *, reason: str, units: tuple[str, ...], persons: tuple[str, ...]
) -> None:
    """Raise a letter to a LEVEL of secrecy, with all that is kept of it (กำหนดหรือปรับเพิ่มชั้นความลับ)."""
    with settings.open_office() as office:
        found = look_up(which, office, settings)
        office.correspondence.raise_secrecy(found, level, reason, units=units, persons=persons)
        _tell(settings, _RAISED, found.id)


@click.command("lower")
@click.argument("which")
@click.argument("level")
@click.option("--order", required=True, help="The order of the authority that set the level.")
@common_options
def lower_letter(settings: Settings, which: str, level: str, order: str) -> None:
    """Lower a letter to a LEVEL of secrecy, or cancel it with the LEVEL open (ปรับลดหรือยกเลิกชั้นความลับ)."""
    with settings.open_office() as office:
        found = look_up(which, office, settings)
        office.correspondence.lower_secrecy(found, level, order)
        _tell(settings, _LOWERED, found.id)


@click.command("share")
@click.argument("which")
@_UNIT
@_PERSON
@common_options
def share_letter(settings: Settings, which: str, units: tuple[str, ...], persons: tuple[str, ...]) -> None:
    """Let units and people see a secret letter, as far as they are cleared for its level."""
    with settings.open_office() as office:
        found = look_up(which, office, settings)
        office.correspondence.share(found, units=units, persons=persons)
        _tell(settings, _SHARED, found.id)


@click.command("unshare")
@click.argument("which")
@_END_UNIT
@_PERSON
@common_options
def unshare_letter(settings: Settings, which: str, units: tuple[str, ...], persons: tuple[str, ...]) -> None:
    """Take back that units and people see a secret letter (เพิกถอนสิทธิเข้าถึง); what they opened stands in the journal."""
    with settings.open_office() as office:
        found = look_up(which, office, settings)
        office.correspondence.unshare(found, units=units, persons=persons)
        _tell(settings, _UNSHARED, found.id)


def _tell(settings: Settings, said: Text, identity: str) -> None:
    if settings.as_json:
        print_json({"letter": identity})
    else:
        click.echo(settings.say(said))


SECRECY = (open_letter, raise_letter, lower_letter, share_letter, unshare_letter)
