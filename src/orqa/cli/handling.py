"""What is done with letters, at the command line: assigned, closed, tied together, followed (การปฏิบัติต่อหนังสือ)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.office.whom import called
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.correspondence.records import RegisterEntry
    from orqa.domain.organization.tasks import Task
    from orqa.office.office import Office
    from orqa.reporting.tables import Table

_ASSIGNED = Text.of(en="Task {task}: assigned to {name}", th="งาน {task}: มอบ{name}")
_ASSIGNED_BY = Text.of(en="Task {task}: assigned to {name}, due {due}", th="งาน {task}: มอบ{name} ภายใน {due}")
_CLOSED = Text.of(en="Closed: {result}", th="ปิดเรื่องแล้ว: {result}")
_ENDED = Text.of(en="Done; the letter waits for {count} more", th="บันทึกผลแล้ว หนังสือยังรออีก {count} งาน")
_WITHDRAWN = Text.of(en="Withdrawn: {reason}", th="ถอนงานแล้ว: {reason}")
_REOPENED = Text.of(en="Opened again: {reason}", th="เปิดเรื่องใหม่: {reason}")
_ANSWER = Text.of(en="To be answered by {day}{cited}", th="ต้องตอบภายใน {day}{cited}")
_BY = Text.of(en=", by {citations}", th=" ตาม {citations}")
_DELIVER = Text.of(en="To be delivered by {moment}", th="ต้องถึงผู้รับภายใน {moment}")
_LINKED = Text.of(en="{title}: {subject}", th="{title}: {subject}")
_NO_DOUBLES = Text.of(en="No letter looks like this one", th="ไม่พบหนังสือที่คล้ายฉบับนี้")
_PROPOSED = Text.of(en="Proposed: {approval}", th="เสนอแล้ว: {approval}")
_NOTHING_LATE = Text.of(en="Nothing is late", th="ไม่มีงานเกินกำหนด")
_NOTHING_CLOSED = Text.of(en="No letter was closed or had to be answered", th="ไม่มีหนังสือที่ปิดเรื่องหรือครบกำหนดตอบ")
_LEFT_LINE = Text.of(en="{title}: {count}: {numbers}", th="{title} {count}: {numbers}")
_LEFT = {
    "reservations": Text.of(en="Numbers reserved and not used", th="เลขที่จองไว้และยังไม่ใช้"),
    "unanswered": Text.of(en="Letters without an answer", th="หนังสือที่ยังไม่ตอบ"),
    "tasks": Text.of(en="Tasks that wait", th="งานที่ยังไม่เสร็จ"),
    "unclosed": Text.of(en="Received letters that are not closed", th="หนังสือรับที่ยังไม่ปิดเรื่อง"),
}
_AHEAD = Text.of(en="By {day}: {title}", th="ภายใน {day}: {title}")
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")


@click.command()
@click.argument("which", nargs=-1, required=True)
@click.option("--to", multiple=True, required=True, help="Staff number, unit, or role:ROLE@UNIT; again for several.")
@click.option("--due", type=Day(), help="By when; by default what the rules say for its urgency.")
@click.option("--note", default="", help="What to do.")
@_KEY
@common_options
def assign(settings: Settings, which: tuple[str, ...], to: tuple[str, ...], **how: Any) -> None:
    """Give letters to people or units to be handled (มอบหมาย): WHICH is a register number, printed number or id."""
    with settings.open_office() as office:
        letters = [look_up(one, office, settings) for one in which]
        done = office.correspondence.assign(letters, to, **how)
        if settings.as_json:
            findings = [finding_data(finding) for finding in done.findings]
            print_json({"tasks": [_task_data(task) for task in done.tasks], "findings": findings})
            return
        print_findings(done.findings, settings, to_stderr=True)
        style, now = Style.of_profile(office.profile, settings.language), office.organization.on()
        for task in done.tasks:
            due = style.date(task.due) if task.due else ""
            told = (_ASSIGNED_BY if task.due else _ASSIGNED).fill(
                task=task.id, name=called(task.whom, now, office.profile), due=due
            )
            click.echo(settings.say(told))


@click.command()
@click.argument("which")
@click.option("--result", required=True, help="What came of it (ผลการปฏิบัติ).")
@click.option("--task", "of_task", is_flag=True, help="WHICH is a task's id: end only that one.")
@_KEY
@common_options
def close(settings: Settings, which: str, result: str, of_task: bool, key: str | None) -> None:
    """Say what came of a letter, and close it (ปิดเรื่อง); with the last task its letter is closed."""
    with settings.open_office() as office:
        what = office.correspondence.task(which) if of_task else look_up(which, office, settings)
        done = office.correspondence.close(what, result, key=key)
        waiting = [one for one in office.correspondence.tasks(done.handling.letter) if one.waiting]
        if settings.as_json:
            print_json({"closed": done.is_closed, "tasks": [_task_data(task) for task in done.tasks]})
        elif done.is_closed:
            click.echo(settings.say(_CLOSED.fill(result=result)))
        else:
            click.echo(settings.say(_ENDED.fill(count=len(waiting))))


@click.command()
@click.argument("task")
@click.option("--reason", required=True, help="Why.")
@_KEY
@common_options
def withdraw(settings: Settings, task: str, reason: str, key: str | None) -> None:
    """Take a TASK back that was given by mistake (ถอนงาน); its letter stays open."""
    with settings.open_office() as office:
        done = office.correspondence.withdraw(task, reason, key=key)
        if settings.as_json:
            print_json({"tasks": [_task_data(one) for one in done.tasks]})
        else:
            click.echo(settings.say(_WITHDRAWN.fill(reason=reason)))


@click.command()
@click.argument("which")
@click.option("--reason", required=True, help="Why.")
@_KEY
@common_options
def reopen(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Go on with a closed letter (เปิดเรื่องใหม่)."""
    with settings.open_office() as office:
        done = office.correspondence.reopen(look_up(which, office, settings), reason, key=key)
        if settings.as_json:
            print_json({"closed": done.is_closed, "reopened": done.handling.reopened})
        else:
            click.echo(settings.say(_REOPENED.fill(reason=reason)))


@click.command()
@click.argument("which")
@click.option("--by", type=Day(), help="By when; by default what the law says.")
@_KEY
@common_options
def answer(settings: Settings, which: str, by: date | None, key: str | None) -> None:
    """Say that a letter must be answered, and by when (กำหนดตอบ)."""
    with settings.open_office() as office:
        decision = office.correspondence.expect_answer(look_up(which, office, settings), by, key=key)
        citations = [str(citation) for citation in decision.citations]
        if settings.as_json:
            print_json({"answer_by": decision.value, "citations": citations})
            return
        style = Style.of_profile(office.profile, settings.language)
        cited = _BY.fill(citations=", ".join(citations)) if citations else ""
        click.echo(settings.say(_ANSWER.fill(day=style.value(decision.value, ColumnType.DATE), cited=cited)))


@click.command("deliver-by")
@click.argument("which")
@click.argument("day", type=Day())
@click.argument("clock", type=click.DateTime(["%H:%M", "%H.%M"]), metavar="TIME")
@_KEY
@common_options
def deliver_by(settings: Settings, which: str, day: date, clock: datetime, key: str | None) -> None:
    """Keep the day and time that a letter marked ด่วนภายใน names: WHICH 2026-12-01 16.30."""
    with settings.open_office() as office:
        moment = datetime.combine(day, clock.time(), office.zone)
        kept = office.correspondence.deliver_by(look_up(which, office, settings), moment, key=key)
        if settings.as_json:
            print_json({"deliver_by": kept.deliver_by.isoformat() if kept.deliver_by else None})
            return
        style = Style.of_profile(office.profile, settings.language)
        click.echo(settings.say(_DELIVER.fill(moment=style.moment(moment))))


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--kind", required=True, help="Code of the tie: reply-to, follows, replaces, attachment-of.")
@_KEY
@common_options
def link(settings: Settings, source: str, target: str, kind: str, key: str | None) -> None:
    """Tie letters together: SOURCE answers, follows, replaces or goes with TARGET (เชื่อมโยง)."""
    with settings.open_office() as office:
        first, second = (look_up(one, office, settings) for one in (source, target))
        office.correspondence.link(first, second, kind, key=key)
        linked = office.correspondence.links(first)
        if settings.as_json:
            print_json([{"title": one.title, "letter": one.letter.id, "link": one.link.link} for one in linked])
            return
        for one in linked:
            click.echo(settings.say(_LINKED.fill(title=one.title, subject=one.letter.subject)))


@click.command()
@click.argument("which")
@click.option("--unit", default="", help="Code of the unit in which the route begins.")
@_KEY
@common_options
def propose(settings: Settings, which: str, unit: str, key: str | None) -> None:
    """Send a received letter up the line to be endorsed (เสนอหนังสือ): see orqa approval."""
    with settings.open_office() as office:
        approval = office.correspondence.propose(look_up(which, office, settings), unit, key=key)
        if settings.as_json:
            print_json({"approval": approval.id, "steps": [step.whom for step in approval.steps]})
        else:
            click.echo(settings.say(_PROPOSED.fill(approval=approval.id)))


@click.command()
@click.argument("which")
@common_options
def timeline(settings: Settings, which: str) -> None:
    """Tell all that happened to a letter, with who did it (เส้นทางหนังสือ)."""
    with settings.open_office(read_only=True) as office:
        table = office.correspondence.timeline(look_up(which, office, settings)).table()
        if settings.as_json:
            print_json(list(table.records()))
        else:
            print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))


@click.command()
@click.argument("which")
@common_options
def doubles(settings: Settings, which: str) -> None:
    """Look for letters that may be one and the same with this one (หนังสือซ้ำ)."""
    with settings.open_office(read_only=True) as office:
        findings = office.correspondence.check_doubles(look_up(which, office, settings))
        if settings.as_json:
            print_json([finding_data(finding) for finding in findings])
            return
        print_findings(findings, settings)
        if not findings:
            click.echo(settings.say(_NO_DOUBLES))


@click.command()
@click.argument("which")
@common_options
def stamp(settings: Settings, which: str) -> None:
    """Print the receive stamp of a letter (ตรารับหนังสือ, แบบที่ 12), one for each register that it stands in."""
    with settings.open_office(read_only=True) as office:
        lines = office.correspondence.lines_of(look_up(which, office, settings))
        stamps = [office.correspondence.stamp(line).value for line in lines if line.number]
        if settings.as_json:
            print_json([_stamp_data(one) for one in stamps])
        else:
            print_stamps(lines, office, settings)


@click.command("year-end")
@click.option("--year", type=YEAR, help="Year, in the office's era; by default this year.")
@common_options
def year_end(settings: Settings, year: int | None) -> None:
    """Tell what a year leaves behind (งานค้างสิ้นปี): open reservations and tasks, letters without answer or end.

    Written to a file in any format by: orqa report year-end --out FILE.
    """
    with settings.open_office(read_only=True) as office:
        left = office.correspondence.year_end(office.year("calendar", year))
        lines: dict[str, list[Any]] = {
            "reservations": [line.number for line in left.reservations],
            "unanswered": [one.line.number for one in left.unanswered],
            "tasks": [one.task.id for one in left.tasks],
            "unclosed": [line.number for line in left.unclosed],
        }
        if settings.as_json:
            ahead = [{"day": one.day, "title": one.title} for one in left.ahead]
            print_json(lines | {"findings": [finding_data(finding) for finding in left.findings], "ahead": ahead})
            return
        waiting = [str(one.line.number) if one.line and one.line.number else one.task.id for one in left.tasks]
        for name, title in _LEFT.items():
            numbers = ", ".join(waiting if name == "tasks" else map(str, lines[name]))
            click.echo(settings.say(_LEFT_LINE.fill(title=title, count=len(lines[name]), numbers=numbers)).rstrip(" :"))
        style = Style.of_profile(office.profile, settings.language)
        for one in left.ahead:
            click.echo(settings.say(_AHEAD.fill(day=style.date(one.day), title=one.title)))
        print_findings(left.findings, settings)


@click.command()
@click.option("--on", type=Day(), help="Day; by default today.")
@common_options
def overdue(settings: Settings, on: date | None) -> None:
    """Show what is late with letters: tasks, circulars, answers (งานหนังสือเกินกำหนด)."""
    with settings.open_office(read_only=True) as office:
        table = office.correspondence.overdue_table(on)
        _show(table, office, settings, _NOTHING_LATE)


@click.command()
@click.option("--year", type=YEAR, help="Year, in the office's era; by default this year.")
@common_options
def times(settings: Settings, year: int | None) -> None:
    """Show how fast letters are dealt with, by urgency: median and nine in ten (ระยะเวลาดำเนินการ)."""
    with settings.open_office(read_only=True) as office:
        table = office.correspondence.response_table(office.year("calendar", year))
        _show(table, office, settings, _NOTHING_CLOSED)


HANDLING = (
    year_end,
    assign,
    close,
    withdraw,
    reopen,
    answer,
    deliver_by,
    link,
    propose,
    timeline,
    doubles,
    stamp,
    overdue,
    times,
)
"""The commands of this subject, for the group ``letter``."""

# ------------------------------------------------------------------ inside


def _show(table: "Table", office: "Office", settings: Settings, nothing: Text) -> None:
    rows = list(table.rows())
    if settings.as_json:
        print_json(list(table.records(personal=True)))
    elif rows:
        print_table(table.columns, rows, Style.of_profile(office.profile, settings.language))
    else:
        click.echo(settings.say(nothing))


def print_stamps(lines: "Iterable[RegisterEntry]", office: "Office", settings: Settings) -> None:
    """Print the stamp of each line, in the office's digits; nothing where the profile knows no stamp."""
    from orqa.office.correspondence.stamping import stamp_lines
    from orqa.rules.errors import UnknownParameter

    style = Style.of_profile(office.profile, settings.language)
    for line in lines:
        if line.number is None:
            continue
        try:
            printed = stamp_lines(office.correspondence.stamp(line).value, style)
        except UnknownParameter:
            return
        click.echo("[ " + " · ".join(printed) + " ]")


def _stamp_data(one: Any) -> dict[str, Any]:
    return {
        "agency": one.agency,
        "number": one.number,
        "date": one.date,
        "time": f"{one.time:%H:%M}",
        "form": one.form,
        "width_mm": one.width_mm,
        "height_mm": one.height_mm,
        "place": one.place,
    }


def _task_data(task: "Task") -> dict[str, Any]:
    return {
        "id": task.id,
        "letter": task.about.id,
        "to": task.whom,
        "due": task.due,
        "state": task.state.value,
        "result": task.result,
    }
