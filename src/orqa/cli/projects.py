"""Projects of the yearly action plan at the command line (โครงการตามแผนปฏิบัติราชการประจำปี)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.amounts import exact
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.cli.lazy import LazyGroup
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options
from orqa.cli.output import print_json
from orqa.domain.budgets.action_plan import STATES, Goal, Indicator, ProjectActivity, ProjectState

if TYPE_CHECKING:
    from orqa.domain.budgets.action_plan import Project

_KEPT = Text.of(en="{code} {title}: {state}, version {version}", th="{code} {title}: {state} ฉบับที่ {version}")
_ASKED = Text.of(en="Asked for, request {id}", th="เสนอขออนุมัติแล้ว คำขอ {id}")
_NO_REF = Text.of(
    en="{ref!r} names no record: write its kind and id, such as letter:ID",
    th="{ref!r} ไม่ใช่รายการ ให้ระบุชนิดและรหัส เช่น letter:ID",
)

_COMMANDS = {
    "add": "orqa.cli.projects:add",
    "approve": "orqa.cli.projects:approve",
    "cancel": "orqa.cli.projects:cancel",
    "change": "orqa.cli.projects:change",
    "close": "orqa.cli.projects:close",
    "done": "orqa.cli.projects:done",
    "list": "orqa.cli.project_views:list_projects",
    "overdue": "orqa.cli.project_views:overdue",
    "result": "orqa.cli.projects:result",
    "show": "orqa.cli.project_views:show_project",
    "submit": "orqa.cli.projects:submit",
}


class Ref(click.ParamType[RecordRef, str]):
    """A record by its kind and id: ``letter:ID``."""

    name = "record"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> RecordRef:
        """The reference; a usage error where it is none."""
        if isinstance(value, RecordRef):
            return value
        try:
            return RecordRef.parse(str(value))
        except ValueError:
            settings = ctx.find_object(Settings) if ctx else None
            self.fail((settings or Settings()).say(_NO_REF.fill(ref=str(value))), param, ctx)


@click.group(cls=LazyGroup, where=_COMMANDS)
def project() -> None:
    """Projects of the yearly action plan: plan, approval, results, report (โครงการตามแผนปฏิบัติราชการ)."""


NAMED = click.argument("name", metavar="PROJECT")
IN_YEAR = click.option("--year", "named_year", type=YEAR, help="Fiscal year, in the office's era; by default this one.")
EVIDENCE = click.option("--evidence", type=Ref(), multiple=True, help="A record that shows it; several times.")
DOCUMENT = click.option("--document", default="", help="Number of the paper.")
_DAYS = (
    click.option("--first", type=Day(), help="First day."),
    click.option("--last", type=Day(), help="Last day."),
)
_FIELDS = (
    click.option("--person", help="Staff number of whoever answers for it."),
    click.option("--strategy", help="The strategy that it belongs to."),
    click.option("--objective", "objectives", multiple=True, help="What it is for; several times."),
    click.option(
        "--indicator",
        "indicators",
        nargs=5,
        type=(str, str, click.Choice([one.value for one in Goal]), str, str),
        multiple=True,
        metavar="ID TITLE GOAL TARGET UNIT",
        help="What it is measured by; several times.",
    ),
    click.option("--scale", "scales", nargs=2, multiple=True, metavar="ID HIGHEST", help="Highest value there is."),
    click.option("--adds", multiple=True, metavar="ID", help="Results of this indicator add up."),
    click.option(
        "--activity",
        "activities",
        nargs=4,
        type=(str, str, Day(), Day()),
        multiple=True,
        metavar="ID TITLE FIRST LAST",
        help="A step; several times.",
    ),
    click.option("--sum", "sums", nargs=2, multiple=True, metavar="LINE AMOUNT", help="Money from a line; repeat."),
    click.option("--serves", nargs=2, multiple=True, metavar="FRAMEWORK NODE", help="A node that it is a plan for."),
    click.option("--about", "concerns", type=Ref(), multiple=True, help="A record it goes back to; several times."),
)


@click.command()
@click.argument("code")
@click.argument("title")
@click.option("--unit", required=True, help="Code of the unit that answers for it.")
@options(*_DAYS, *_FIELDS, IN_YEAR, KEY)
@common_options
def add(settings: Settings, code: str, title: str, named_year: int | None, **given: Any) -> None:
    """Put the project CODE, called TITLE, into the action plan (เสนอโครงการเข้าแผน)."""
    with settings.open_office() as office:
        year = office.year("fiscal", named_year)
        span = {"first": year.first, "last": year.last}
        tell(settings, office.budgets.projects.add(code, title, year, **(span | _fields(given))))


@click.command()
@NAMED
@click.option("--title", help="What it is called.")
@options(*_DAYS, *_FIELDS, DOCUMENT, IN_YEAR, KEY)
@common_options
def change(settings: Settings, name: str, named_year: int | None, document: str, key: str | None, **given: Any) -> None:
    """Change a PROJECT; what is given replaces what was there (ปรับโครงการ)."""
    with settings.open_office() as office:
        projects = office.budgets.projects
        known = projects.get(name, office.year("fiscal", named_year))
        tell(settings, projects.change(known, document=document, key=key, **_fields(given)))


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given, as the service takes them."""
    scales, adds = dict(given.pop("scales")), set(given.pop("adds"))
    if given["indicators"]:
        given["indicators"] = [
            Indicator(
                id=name,
                title=title,
                goal=goal,
                target=exact(target),
                unit=unit,
                scale=exact(scales[name]) if name in scales else None,
                adds=name in adds,
            )
            for name, title, goal, target, unit in given["indicators"]
        ]
    if given["activities"]:
        given["activities"] = [
            ProjectActivity(id=name, title=title, first=first, last=last)
            for name, title, first, last in given["activities"]
        ]
    return {name: value for name, value in given.items() if value is not None and value != ()}


@click.command()
@NAMED
@click.option("--unit", default="", help="Code of the unit that asks; by default the project's own.")
@options(IN_YEAR, KEY)
@common_options
def submit(settings: Settings, name: str, named_year: int | None, **how: Any) -> None:
    """Ask for approval of a PROJECT along its route (เสนอขออนุมัติโครงการ)."""
    with settings.open_office() as office:
        projects = office.budgets.projects
        request = projects.submit(projects.get(name, office.year("fiscal", named_year)), **how)
        if settings.as_json:
            print_json({"approval": request.id, "state": request.state.value})
        else:
            click.echo(settings.say(_ASKED.fill(id=request.id)))


@click.command()
@NAMED
@options(DOCUMENT, ON, IN_YEAR, KEY)
@common_options
def approve(settings: Settings, name: str, named_year: int | None, **how: Any) -> None:
    """Enter that a PROJECT was approved (บันทึกการอนุมัติโครงการ)."""
    _act(settings, "approve", name, named_year, **how)


@click.command()
@NAMED
@click.argument("indicator")
@click.argument("value")
@options(ON, click.option("--note", default="", help="What a reader should know."), EVIDENCE, IN_YEAR, KEY)
@common_options
def result(settings: Settings, name: str, indicator: str, value: str, named_year: int | None, **how: Any) -> None:
    """Enter the VALUE that was measured of an INDICATOR of a PROJECT (บันทึกผลตัวชี้วัด)."""
    _act(settings, "result", name, named_year, indicator, value, **how)


@click.command()
@NAMED
@click.argument("activity")
@options(ON, click.option("--note", default="", help="What a reader should know."), EVIDENCE, IN_YEAR, KEY)
@common_options
def done(settings: Settings, name: str, activity: str, named_year: int | None, **how: Any) -> None:
    """Enter that an ACTIVITY of a PROJECT was carried out (ดำเนินกิจกรรมแล้ว)."""
    _act(settings, "done", name, named_year, activity, **how)


@click.command()
@NAMED
@click.argument("summary")
@click.option("--problems", default="", help="What stood in the way.")
@click.option("--proposals", default="", help="What the next round should do otherwise.")
@options(DOCUMENT, ON, EVIDENCE, IN_YEAR, KEY)
@common_options
def close(settings: Settings, name: str, summary: str, named_year: int | None, **how: Any) -> None:
    """Close a PROJECT with its report, told in SUMMARY (รายงานปิดโครงการ)."""
    _act(settings, "close", name, named_year, summary, **how)


@click.command()
@NAMED
@click.option("--reason", required=True, help="Why.")
@options(IN_YEAR, KEY)
@common_options
def cancel(settings: Settings, name: str, reason: str, named_year: int | None, **how: Any) -> None:
    """Give a PROJECT up (ยกเลิกโครงการ)."""
    _act(settings, "cancel", name, named_year, reason, **how)


def _act(settings: Settings, verb: str, name: str, named_year: int | None, *what: str, **how: Any) -> None:
    with settings.open_office() as office:
        projects = office.budgets.projects
        known = projects.get(name, office.year("fiscal", named_year))
        tell(settings, getattr(projects, verb)(known, *what, **how))


def tell(settings: Settings, kept: "Project") -> None:
    """Print how a project stands now."""
    if settings.as_json:
        print_json({"id": kept.id, "code": kept.code, "state": kept.state, "version": kept.version})
        return
    state = STATES[ProjectState(kept.state)]
    shown = {"code": kept.code, "title": kept.title, "version": kept.version}
    click.echo(settings.say(_KEPT.fill(state=state, **shown)))
