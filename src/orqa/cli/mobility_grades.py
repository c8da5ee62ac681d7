"""Grading tables and conversion of grades at the command line (การเทียบเกรด)."""

from typing import TYPE_CHECKING, Any

import click

import orqa.cli.mobility_durations
import orqa.cli.mobility_facts
import orqa.cli.mobility_learning  # noqa: F401 - their commands are of the same group
from orqa.base.amounts import exact
from orqa.base.language import Text
from orqa.cli.mobility import mobility
from orqa.cli.mobility_calls import split
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, tell
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.partnerships.grades import Span

if TYPE_CHECKING:
    from orqa.domain.partnerships.grading_tables import GradeShare

_FORM = "GRADE=SHARE"
_LINE = Text.of(en="{grade}: {why} (by {citations})", th="{grade}: {why} (ตาม {citations})")
_GROUP = options(
    click.option("--level", default="", help="Vocabulary study-level; empty for all."),
    click.option("--field", "field_code", default="", help="ISCED-F 2013, four digits; empty for all."),
)


@mobility.group()
def grades() -> None:
    """Keep how often each grade is given, and convert grades by it (ตารางการกระจายเกรด)."""


@grades.command()
@options(
    click.option("--partner", default="", help="Whose table it is; by default our own."),
    click.option("--scale", required=True, help="What the grades are called, e.g. A-F."),
    click.option("--first", type=int, required=True, help="First year that was counted, in the common era."),
    click.option("--last", type=int, required=True, help="Last year that was counted."),
    click.option("--grade", "passing", multiple=True, required=True, metavar=_FORM, help="The best first, e.g. A=10."),
    click.option("--fail", "failing", multiple=True, metavar=_FORM, help="One that is no pass."),
    click.option("--numbers", "in_numbers", is_flag=True, help="Shares are numbers of grades, not per cent."),
    click.option("--source", required=True, help="Where it was read."),
    _GROUP,
    KEY,
)
@common_options
def keep(settings: Settings, passing: tuple[str, ...], failing: tuple[str, ...], **given: Any) -> None:
    """Keep a grading table (บันทึกตารางการกระจายเกรด)."""
    from orqa.domain.partnerships.grading_tables import GradeShare

    def share(*, passes: bool) -> Any:
        def one(label: str, amount: str) -> "GradeShare":
            return GradeShare(label=label, share=exact(amount), passes=passes)

        return one

    told = [*split(passing, _FORM, share(passes=True)), *split(failing, _FORM, share(passes=False))]
    with settings.open_office() as office:
        tell(office.partnerships.grades.keep(told, **given), settings)


@grades.command("list")
@click.option("--partner", help="Only those of one; by default all.")
@common_options
def list_tables(settings: Settings, partner: str | None) -> None:
    """List grading tables (ตารางการกระจายเกรดทั้งหมด)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.grades.table(partner), office, settings, ("source",))


@grades.command()
@click.argument("grade")
@click.argument("partner")
@options(
    _GROUP,
    click.option("--to", default="", help="Whose grades it is told in; by default ours."),
    click.option("--span", type=click.Choice([one.value for one in Span]), help="Where it spans several grades."),
    ON,
)
@common_options
def convert(settings: Settings, grade: str, partner: str, **how: Any) -> None:
    """Tell GRADE of PARTNER in ours, and why (เทียบเกรด); PARTNER may be ects."""
    with settings.open_office(read_only=True) as office:
        decision = office.partnerships.grades.convert(grade, partner, **how)
        found, cited = decision.value, [str(one) for one in decision.citations]
        if settings.as_json:
            overlaps = {label: f"{float(part):.2f}" for label, part in found.overlaps}
            told = {"grade": found.grade, "given": found.given, "span": found.span.value, "overlaps": overlaps}
            findings = [finding_data(one) for one in found.findings]
            print_json({**told, "why": dict(found.explanation.forms), "citations": cited, "findings": findings})
            return
        print_findings(found.findings, settings, to_stderr=True)
        line = _LINE.fill(grade=found.grade, why=found.explanation, citations=", ".join(cited) or "–")
        click.echo(settings.say(line))
