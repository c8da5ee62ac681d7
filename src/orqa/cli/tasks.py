"""What waits, done or handed on, at the command line."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import print_json
from orqa.office.whom import called

if TYPE_CHECKING:
    from orqa.domain.organization.tasks import Task
    from orqa.office.office import Office

_DONE = Text.of(en="Done: {task}", th="ปิดงานแล้ว: {task}")
_MOVED = Text.of(en="Handed on to {whom}: {task}", th="ส่งต่อให้ {whom} แล้ว: {task}")
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")


@click.group()
def task() -> None:
    """End what waits on a desk, or hand it on (งานที่ต้องทำ)."""


@task.command()
@click.argument("identity", metavar="ID")
@click.option("--result", default="", help="What came of it (ผลการปฏิบัติ); a letter's task needs it.")
@_KEY
@common_options
def done(settings: Settings, identity: str, **how: Any) -> None:
    """Say that the task ID is done (ปิดงาน); orqa desk shows the ids of tasks."""
    with settings.open_office() as office:
        _tell(office, settings, office.tasks.done(identity, **how), _DONE)


@task.command()
@click.argument("identity", metavar="ID")
@click.option("--to", required=True, help="Staff number, unit, or role:ROLE@UNIT.")
@click.option("--due", type=Day(), help="Another day; by default the one that it has.")
@click.option("--note", default="", help="What to do.")
@_KEY
@common_options
def move(settings: Settings, identity: str, to: str, due: date | None, **how: Any) -> None:
    """Hand the task ID on to somebody else (ส่งต่องาน)."""
    with settings.open_office() as office:
        _tell(office, settings, office.tasks.move(identity, to, due=due, **how), _MOVED)


def _tell(office: "Office", settings: Settings, found: "Task", told: Text) -> None:
    if settings.as_json:
        print_json(
            {
                "id": found.id,
                "about": str(found.about),
                "whom": found.whom,
                "due": found.due,
                "state": found.state.value,
                "result": found.result,
            }
        )
    else:
        name = called(found.whom, office.organization.on(), office.profile)
        click.echo(settings.say(told.fill(task=found.id, whom=name)))
