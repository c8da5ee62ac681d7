"""Transcripts and recognition at the command line (การเทียบโอน)."""

from decimal import Decimal
from typing import Any

import click

from orqa.base.amounts import exact
from orqa.base.language import Text
from orqa.cli.exact import Exact
from orqa.cli.mobility import mobility
from orqa.cli.mobility_calls import split
from orqa.cli.mobility_views import tell_file
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options
from orqa.cli.output import finding_data, print_findings, print_json

_FORM = "TITLE=CREDITS/GRADE/HOME"
_COURSE = Text.of(
    en="{title} {credits} {source} {grade} → {counted} {target} {home} {home_grade}",
    th="{title} {credits} {source} {grade} → {counted} {target} {home} {home_grade}",
)
_TOTAL = Text.of(en="Total {total} {target} (by {citations})", th="รวม {total} {target} (ตาม {citations})")


@mobility.command()
@click.argument("which", metavar="FILE")
@options(
    click.option(
        "--course",
        "courses",
        multiple=True,
        required=True,
        metavar="TITLE=CREDITS/GRADE/HOME",
        help="E.g. Statics=6/A/CE201.",
    ),
    click.option("--source", default="ects", show_default=True, help="Scale of the transcript."),
    click.option("--target", default="th", show_default=True, help="Scale here."),
    click.option("--method", type=click.Choice(["scale", "year_load", "workload"]), default="scale", show_default=True),
    click.option("--programme-credits", type=Exact(), help="Credits of the programme here, for year_load."),
    click.option("--programme-years", type=Exact(), help="Years of the programme here, for year_load."),
    click.option("--step", type=Exact(), default="0.5", show_default=True, help="To what credits are rounded."),
    click.option("--on", type=Day(), help="Day as of which scales are meant; by default today."),
    click.option("--grades-by", type=click.Choice(["table", "ects"]), help="Convert grades, too."),
    click.option("--span", help="Where a grade spans several: lowest, highest, middle or largest."),
    click.option("--document", default="", help="Number of the transcript."),
    click.option("--unit", default="", help="Code of the unit that asks for a decision along mobility.recognition."),
    KEY,
)
@common_options
def transcript(
    settings: Settings,
    which: str,
    courses: tuple[str, ...],
    programme_credits: Decimal | None,
    programme_years: Decimal | None,
    **given: Any,
) -> None:
    """Take in the transcript of FILE and propose what counts here (บันทึกผลการเรียนและเสนอเทียบโอน)."""
    from orqa.domain.partnerships.credits import Programme
    from orqa.domain.partnerships.recognition import Course

    def course(title: str, amount: str, grade: str = "", home: str = "") -> Course:
        return Course(title=title, credits=exact(amount), grade=grade, home=home)

    passed, given["grades_by"] = split(courses, _FORM, course), given["grades_by"] or ""
    own = None
    if programme_credits is not None and programme_years is not None:
        own = Programme(credits=programme_credits, years=programme_years)
    with settings.open_office() as office:
        made = office.partnerships.transcript(which, passed, programme=own, **given)
        _print(made.record, made.findings, settings)


@mobility.command()
@click.argument("which", metavar="FILE")
@options(ON, KEY)
@common_options
def recognise(settings: Settings, which: str, **how: Any) -> None:
    """Decide that the proposed recognition of FILE counts (อนุมัติเทียบโอน)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.recognise(which, **how), settings)


def _print(found: Any, findings: Any, settings: Settings) -> None:
    if settings.as_json:
        from attrs import asdict

        print_json({**asdict(found), "total": found.total, "findings": [finding_data(one) for one in findings]})
        return
    print_findings(findings, settings, to_stderr=True)
    for one in found.courses:
        told = {"title": one.title, "credits": f"{one.credits:f}", "source": found.source, "target": found.target}
        told |= {"grade": one.grade, "counted": f"{one.counted:f}", "home": one.home, "home_grade": one.home_grade}
        click.echo(" ".join(settings.say(_COURSE.fill(**told)).split()))
    cited = ", ".join(found.citations)
    click.echo(settings.say(_TOTAL.fill(total=f"{found.total:f}", target=found.target, citations=cited)))
