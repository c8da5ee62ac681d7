"""Evaluations that an office keeps, at the command line (ผลการประเมินที่บันทึกไว้)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import KEY, options, print_listing
from orqa.cli.output import print_findings, print_json, print_table
from orqa.cli.quality_files import SOURCE
from orqa.cli.quality_frameworks import PROFILE, TEXTS, profile_of, style_of, texts_in
from orqa.cli.reports import WRITTEN, format_for
from orqa.domain.quality.nodes import OVERALL
from orqa.domain.quality.records import STAGES
from orqa.reporting.columns import Column, ColumnType

if TYPE_CHECKING:
    from orqa.domain.quality.records import QualityEvaluation
    from orqa.office.office import Office
    from orqa.reporting.model import Report

_KINDS = ["academic", "calendar", "fiscal"]
_KEPT = Text.of(
    en="Kept: {id}, version {version}: {overall} {words}", th="บันทึกแล้ว: {id} ฉบับที่ {version}: {overall} {words}"
)
_WHICH = Text.of(
    en="which unit and year? Write unit and year in the file, or give --unit and --year",
    th="หน่วยงานและปีใด ให้ระบุ unit และ year ในแฟ้ม หรือใช้ --unit และ --year",
)
_UNIT = click.option("--unit", default="", help="Code of the unit.")
_YEAR = click.option("--year", type=YEAR, help="Year, in the office's era.")
_KIND = click.option("--kind-of-year", type=click.Choice(_KINDS), default=None, help="By default academic.")
_STAGE = click.option("--stage", type=click.Choice(list(STAGES)), default=None, help="Whose result.")
_FRAMEWORK = click.option("--framework", default="", metavar="ID", help="Only results by this framework.")
_WANTED = options(_UNIT, _YEAR, _KIND, _STAGE, _FRAMEWORK)
_PUBLIC = click.option("--public", "is_public", is_flag=True, help="The public edition.")
_FORMAT = click.option("--format", "format_name", default=None, help="text, markdown, csv, json, html or a plugin's.")
_OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed.")


@click.command()
@SOURCE
@_UNIT
@_YEAR
@_KIND
@_STAGE
@click.option("--expected", type=int, help="The version that was read, 0 for none; another one is refused.")
@KEY
@common_options
def keep(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings,
    file: Path,
    framework: str,
    profile: tuple[str, ...],
    unit: str,
    year: int | None,
    kind_of_year: str | None,
    stage: str | None,
    expected: int | None,
    key: str | None,
) -> None:
    """Evaluate FILE and keep the result of a unit and year (บันทึกผลการประเมิน)."""
    from orqa.office.quality.files import read_quality_file

    with settings.open_office() as office:
        source = read_quality_file(file, office.contributions, framework=framework, profile=profile_of(profile))
        whose, when = unit or source.unit, source.year if year is None else year
        if not whose or when is None:
            raise click.UsageError(settings.say(_WHICH))
        evaluation = office.quality.evaluate(source.framework, source.inputs, **source.profile)
        kept = office.quality.keep(
            whose,
            office.year(kind_of_year or source.kind_of_year or "academic", when),
            evaluation,
            stage=stage or source.stage or "self",
            targets=source.targets,
            expected=expected,
            key=key,
        )
        print_findings(source.located(evaluation.findings), settings, to_stderr=True)
        _tell(kept, settings)


@click.command("list")
@_WANTED
@common_options
def list_kept(settings: Settings, **wanted: Any) -> None:
    """List the evaluations that are kept (ทะเบียนผลการประเมิน)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.quality.table(**_asked(office, **wanted)), office, settings)


@click.command()
@_WANTED
@_PUBLIC
@_FORMAT
@_OUT
@common_options
def compare(settings: Settings, *, is_public: bool, format_name: str | None, out: Path | None, **wanted: Any) -> None:
    """Put what is kept side by side: one unit over the years, or the units of a year (เปรียบเทียบผล)."""
    with settings.open_office(read_only=True) as office:
        kept = office.quality.kept(**_asked(office, **wanted))
        audience = "public" if is_public else "internal"
        made = office.quality.comparison(kept, audience=audience, language=settings.language)
        _print(office, settings, made, format_name, out)


@click.command()
@click.argument("evaluation", metavar="ID")
@_PUBLIC
@_FORMAT
@_OUT
@TEXTS
@common_options
def report(  # noqa: PLR0913 - options of the command
    settings: Settings,
    evaluation: str,
    *,
    is_public: bool,
    format_name: str | None,
    out: Path | None,
    texts: Path | None,
) -> None:
    """Report on the evaluation ID that is kept, as list tells it (รายงานผลการประเมิน)."""
    with settings.open_office(read_only=True) as office:
        audience = "public" if is_public else "internal"
        overlay = None if texts is None else texts_in(texts)
        made = office.quality.report(evaluation, audience=audience, language=settings.language, texts=overlay)
        _print(office, settings, made, format_name, out)


@click.command("roll-up")
@click.argument("framework", metavar="FRAMEWORK")
@PROFILE
@_YEAR
@_KIND
@_STAGE
@click.option("--by", type=click.Choice(["all", "parent"]), default="parent", help="All together, or by unit above.")
@common_options
def roll_up(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings,
    framework: str,
    profile: tuple[str, ...],
    year: int | None,
    kind_of_year: str | None,
    stage: str | None,
    by: Literal["all", "parent"],
) -> None:
    """Sum up the kept results of all units by FRAMEWORK for a year: means of the whole and of each node (รวมผล)."""
    with settings.open_office(read_only=True) as office:
        found = office.quality.framework(framework, **profile_of(profile))
        period = office.year(kind_of_year or "academic", year)
        rolled = office.quality.roll_up(period, found, stage=stage or "self", by=by)
        if settings.as_json:
            groups = {
                name: {"units": one.units, "means": {node: one.mean(node) for node in found.nodes}}
                for name, one in rolled.groups.items()
            }
            print_json({"framework": found.identity, "left_out": rolled.left_out, "groups": groups})
            return
        called = office.organization.structure.named
        rows = [
            (called(unit, period.last) if unit else _ALL, one.units, one.mean(OVERALL))
            for unit, one in rolled.groups.items()
        ]
        print_table(_ROLLED, rows, style_of(settings))
        if rolled.left_out:
            click.echo(settings.say(_LEFT_OUT.fill(count=rolled.left_out)))


_ROLLED = (
    Column(name="group", title=Text.of(en="Group", th="กลุ่ม")),
    Column(name="units", title=Text.of(en="Units", th="จำนวนหน่วย"), type=ColumnType.INTEGER),
    Column(name="mean", title=Text.of(en="Mean", th="คะแนนเฉลี่ย"), type=ColumnType.DECIMAL),
)
_ALL = Text.of(en="All", th="รวม")
_LEFT_OUT = Text.of(
    en="{count} results made with other data of the framework are left out", th="ไม่นับ {count} ผลที่ใช้ข้อมูลเกณฑ์ชุดอื่น"
)


def _asked(
    office: "Office", *, year: int | None, kind_of_year: str | None, stage: str | None, **named: str
) -> dict[str, Any]:
    period = None if year is None else office.year(kind_of_year or "academic", year)
    return {**named, "period": period, "stage": stage or ""}


def _print(office: "Office", settings: Settings, made: "Report", format_name: str | None, out: Path | None) -> None:
    chosen = format_name or format_for(office, out, settings)
    if out is None:
        sys.stdout.flush()
        office.reports.render(made, chosen, sys.stdout.buffer)
        return
    with out.open("wb") as file:
        office.reports.render(made, chosen, file)
    click.echo(settings.say(WRITTEN.fill(path=out)))


def _tell(kept: "QualityEvaluation", settings: Settings) -> None:
    overall = kept.score("overall")
    if settings.as_json:
        told = {"id": kept.id, "version": kept.version, "identity": kept.identity, "overall": overall}
        print_json(told | {"judgement": kept.judgement, "words": kept.words, "findings": kept.findings})
        return
    shown = "–" if overall is None else str(overall)
    click.echo(settings.say(_KEPT.fill(id=kept.id, version=kept.version, overall=shown, words=kept.words or "")))
