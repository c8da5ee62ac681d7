"""Requests along the routes of the profile, at the command line."""

from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.cli.desk import show
from orqa.cli.options import LIMIT, Settings, common_options
from orqa.cli.output import print_json
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.approval_lists import state_of
from orqa.office.errors import NotFound
from orqa.office.naming import route_title
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_STATE = Text.of(en="{id} ({route}): {state}", th="{id} ({route}): {state}")
_SHOWN = Text.of(en="Requests: {count}", th="คำขอ {count} รายการ")
_MOVES = (
    Column(name="at", title=Text.of(en="When", th="เมื่อ"), type=ColumnType.MOMENT),
    Column(name="verdict", title=Text.of(en="What", th="ผล")),
    Column(name="person", title=Text.of(en="Who", th="ผู้พิจารณา"), personal=True),
    Column(name="position", title=Text.of(en="As", th="ตำแหน่ง"), personal=True),
    Column(name="comment", title=Text.of(en="Comment", th="ความเห็น"), personal=True),
)
_VERDICTS = {
    "approved": Text.of(en="approved", th="เห็นชอบ"),
    "returned": Text.of(en="returned", th="ส่งคืน"),
    "rejected": Text.of(en="rejected", th="ไม่อนุมัติ"),
    "withdrawn": Text.of(en="withdrawn", th="ถอน"),
    "resubmitted": Text.of(en="submitted again", th="เสนอใหม่"),
}


@click.group()
def approval() -> None:
    """Send requests along their route and decide them (การเสนอและการอนุมัติ)."""


@approval.command()
@click.argument("about", metavar="KIND:ID")
@click.option("--route", required=True, help="Area and kind, e.g. letter.received.")
@click.option("--unit", required=True, help="Code of the unit that asks.")
@click.option("--title", help="What people call it.")
@click.option("--amount", help="Days or pieces (3), or money (1500.00 THB), where that decides who decides.")
@click.option("--key", help="Of your choice: the same request with the same key is made once.")
@common_options
def submit(settings: Settings, about: str, amount: str | None, **fields: Any) -> None:
    """Ask for a decision about the record KIND:ID, such as letter:0192."""
    try:
        ref = RecordRef.parse(about)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="KIND:ID") from error
    with settings.open_office() as office:
        asked = int(amount) if amount and amount.isdecimal() else Money.parse(amount) if amount else None
        _tell(office, settings, office.approvals.submit(ref, amount=asked, **fields))


def _command(name: str, method: str, text: str, *, needs_comment: bool) -> Callable[..., Any]:
    told = "Words for whoever reads it."
    comment = click.option("--comment", required=True, help=told)
    if not needs_comment:
        comment = click.option("--comment", default="", help=told)

    @approval.command(name, help=text)
    @click.argument("identity", metavar="ID")
    @comment
    @common_options
    def decide(settings: Settings, identity: str, **words: str) -> None:
        with settings.open_office() as office:
            request = _request(office, identity)
            _tell(office, settings, getattr(office.approvals, method)(request, words["comment"]))

    return decide


approve = _command("approve", "approve", "Approve the step that waits (เห็นชอบ).", needs_comment=False)
return_ = _command("return", "return_", "Send it back with what is to be mended (ส่งคืน).", needs_comment=True)
reject = _command("reject", "reject", "Refuse it for good (ไม่อนุมัติ).", needs_comment=True)
withdraw = _command("withdraw", "withdraw", "Take one's own request back (ถอน).", needs_comment=False)
resubmit = _command("resubmit", "resubmit", "Ask again after it was sent back (เสนอใหม่).", needs_comment=False)


@approval.command("show")
@click.argument("identity", metavar="ID")
@common_options
def show_one(settings: Settings, identity: str) -> None:
    """Show a request: where it waits, and what was decided (เส้นทางการเสนอ); ID is its own, or that of its task."""
    with settings.open_office(read_only=True) as office:
        _tell(office, settings, office.approvals.get(_request(office, identity)))


@approval.command("list")
@click.option("--state", type=click.Choice([state.value for state in ApprovalState]), help="By default all.")
@click.option("--unit", help="Code of the unit that asks, with those below it.")
@click.option("--route", help="Area and kind, e.g. letter.received.")
@click.option("--requester", metavar="PERSON", help="Staff number of whoever asked.")
@click.option("--limit", type=LIMIT, default=50, show_default=True, help="How many to show, the newest first.")
@common_options
def list_requests(settings: Settings, limit: int, **wanted: str | None) -> None:
    """Show requests and how they stand (ทะเบียนคำขอ); what waits for oneself is on the desk (orqa desk)."""
    with settings.open_office(read_only=True) as office:
        if settings.as_json:
            print_json([_data(found) for found in office.approvals.requests(**wanted, limit=limit)])
            return
        table = office.approvals.table(**wanted)
        rows = list(islice(table.rows(), limit))
        show(office, settings, evolve(table, rows=lambda: iter(rows)))
        click.echo(settings.say(_SHOWN.fill(count=f"{len(rows):,}")))


def _request(office: "Office", identity: str) -> str:
    """The id of the request that is meant: by its own id, or by that of its task, as a desk shows it."""
    with suppress(NotFound):
        about = office.tasks.get(identity).about
        return about.id if about.kind == Approval.kind else identity
    return identity


def _tell(office: "Office", settings: Settings, found: Approval) -> None:
    if settings.as_json:
        print_json(_data(found))
        return
    route = route_title(office.profile, found.route)
    click.echo(settings.say(_STATE.fill(id=found.id, route=route, state=state_of(office, found))))
    people = office.organization.structure.people
    rows = [
        (
            move.at.astimezone(office.zone),
            _VERDICTS[move.verdict.value],
            people[move.person].name if move.person in people else None,
            move.position,
            move.comment or None,
        )
        for move in found.moves
    ]
    show(office, settings, Table.of(_MOVES, rows))


def _data(found: Approval) -> dict[str, Any]:
    step = found.waits_for
    return {
        "id": found.id,
        "route": found.route,
        "about": str(found.about),
        "unit": found.unit,
        "state": found.state.value,
        "waits_for": step.whom if step else None,
        "steps": [one.whom for one in found.steps],
        "moves": [
            {"verdict": move.verdict.value, "person": move.person, "comment": move.comment, "at": move.at.isoformat()}
            for move in found.moves
        ],
    }
