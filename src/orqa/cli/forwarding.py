"""Received letters that go on to other units, at the command line: forwarded, sent back (ส่งต่อ ส่งคืน)."""

from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import print_json
from orqa.office.whom import called
from orqa.reporting.formatting import Style

_FORWARDED = Text.of(en="Task {task}: forwarded to {name}", th="งาน {task}: ส่งต่อให้{name}")
_BY = Text.of(
    en="Task {task}: forwarded to {name}, to take in by {due}", th="งาน {task}: ส่งต่อให้{name} ให้ลงรับภายใน {due}"
)
_SENT_BACK = Text.of(en="Sent back: {reason}", th="ส่งคืนแล้ว: {reason}")
_AGAIN = Text.of(en="Sent back: {reason}; it waits for {name}", th="ส่งคืนแล้ว: {reason} รอ{name}ดำเนินการ")
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")


@click.command()
@click.argument("which")
@click.option("--to", multiple=True, required=True, help="Code of the unit; again for several.")
@click.option("--due", type=Day(), help="By when to take it in.")
@click.option("--note", default="", help="What the unit is to know.")
@_KEY
@common_options
def forward(settings: Settings, which: str, to: tuple[str, ...], **how: Any) -> None:
    """Forward a received letter to units (ส่งต่อ): each takes it in (letter take-in) or sends it back."""
    with settings.open_office() as office:
        letter = look_up(which, office, settings)
        tasks = office.correspondence.forward(letter, to, **how)
        if settings.as_json:
            print_json([{"id": one.id, "whom": one.whom, "due": one.due} for one in tasks])
            return
        style, now = Style.of_profile(office.profile, settings.language), office.organization.on()
        for task in tasks:
            name, day = called(task.whom, now, office.profile), style.date(task.due) if task.due else ""
            click.echo(settings.say((_BY if day else _FORWARDED).fill(task=task.id, name=name, due=day)))


@click.command("send-back")
@click.argument("which")
@click.option("--unit", required=True, help="Code of the unit that sends it back.")
@click.option("--reason", required=True, help="Why.")
@_KEY
@common_options
def send_back(settings: Settings, which: str, unit: str, reason: str, key: str | None) -> None:
    """Send a letter back that was forwarded to a unit and is not for it (ส่งคืน)."""
    with settings.open_office() as office:
        back = office.correspondence.send_back(look_up(which, office, settings), unit, reason, key=key)
        again = back.again
        if settings.as_json:
            print_json({"task": back.task.id, "reason": reason, "waits_for": again.whom if again else None})
            return
        name = called(again.whom, office.organization.on(), office.profile) if again else ""
        click.echo(settings.say((_AGAIN if again else _SENT_BACK).fill(reason=reason, name=name)))


FORWARDING = (forward, send_back)
"""The commands of this subject, for the group ``letter``."""
