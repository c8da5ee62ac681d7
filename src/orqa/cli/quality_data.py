"""Common data at the command line: forms to fill in, filled ones checked and kept (ข้อมูลพื้นฐานร่วม)."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.eras import OFFSET
from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.cli.lazy import LazyGroup
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.cli.quality_frameworks import PROFILE, profile_of, registry
from orqa.cli.rules import DEFAULT_PROFILE

if TYPE_CHECKING:
    from orqa.domain.quality.data_sets import DataSet
    from orqa.domain.quality.framework import Framework
    from orqa.office.office import Office

_WRITTEN = Text.of(en="{file}: form of {unit} for {year}", th="{file}: แบบข้อมูลของ {unit} ปี {year}")
_READ = Text.of(
    en="{file}: {count} numbers in {sets} data sets; {unfilled} fields not filled in",
    th="{file}: {count} รายการใน {sets} ชุดข้อมูล ยังไม่ได้กรอก {unfilled} รายการ",
)
_KEPT = Text.of(
    en="Kept: {id}, version {version}, {count} numbers", th="บันทึกแล้ว: {id} ฉบับที่ {version} จำนวน {count} รายการ"
)
_NOT_KEPT = Text.of(en="Not kept: {id}; mend the file", th="ไม่ได้บันทึก: {id} โปรดแก้ไขแฟ้ม")
_NOTHING = Text.of(en="Nothing is kept.", th="ยังไม่มีข้อมูลที่บันทึกไว้")

_COMMANDS = {
    "check": "orqa.cli.quality_data:check",
    "confirm": "orqa.cli.quality_data:confirm",
    "list": "orqa.cli.quality_data:list_kept",
    "take-in": "orqa.cli.quality_data:take_in",
}
_OLD_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_FRAMEWORKS = click.option(
    "--framework",
    "frameworks",
    multiple=True,
    metavar="ID",
    help="For which, e.g. iqa-2557-faculty[group=c1]; several times.",
)
_UNIT = click.option("--unit", default="", help="Code of the unit of rows that name none.")
_YEAR = click.option("--year", type=YEAR, help="Year of rows that name none, in either era.")
_KINDS = click.Choice(["academic", "calendar", "fiscal"])
_KIND = click.option("--kind-of-year", type=_KINDS, default="academic", show_default=True)
_ONLY_BUDDHIST = 2400


@click.group(cls=LazyGroup, where=_COMMANDS)
def data() -> None:
    """Common data of units and years: numbers that frameworks are fed with (ข้อมูลพื้นฐานร่วม)."""


@click.command()
@click.argument("framework", metavar="FRAMEWORK")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="Code of the unit that fills it in.")
@click.option("--year", type=YEAR, required=True, help="Year, in either era.")
@_KIND
@click.option("--also", multiple=True, metavar="ID", help="A further framework that the form serves; several times.")
@click.option("--ticked", is_flag=True, help="Also what is ticked: items and conditions.")
@PROFILE
@common_options
def form(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings,
    framework: str,
    out: Path,
    unit: str,
    year: int,
    kind_of_year: str,
    also: tuple[str, ...],
    ticked: bool,
    profile: tuple[str, ...],
) -> None:
    """Write a form of what FRAMEWORK asks for to OUT: .xlsx, .csv, .json or .jsonl (แบบกรอกข้อมูล).

    With --office the numbers that are kept of the unit and year stand in it already.
    """
    from orqa.domain.quality.data_sets import DataSet
    from orqa.office.common_data.forms import VOCABULARY, write_form

    found = _frameworks(registry(), (framework, *also), profile)
    if settings.office:
        with settings.open_office(read_only=True) as office:
            office.quality.data.form(out, unit, _period(office, year, kind_of_year), *found, ticked=ticked)
    else:
        whose = registry().profile(DEFAULT_PROFILE)
        empty = DataSet.of(unit, _common(year), (), kind_of_year)
        language = settings.language or whose.language
        write_form(out, whose.vocabulary(VOCABULARY), (empty,), *found, ticked=ticked, language=language, era=whose.era)
    if settings.as_json:
        print_json({"file": out.name, "unit": unit, "year": year, "frameworks": [one.identity for one in found]})
    else:
        click.echo(settings.say(_WRITTEN.fill(file=out.name, unit=unit, year=year)))


@click.command()
@_OLD_FILE
@_FRAMEWORKS
@PROFILE
@_UNIT
@_YEAR
@common_options
def check(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, file: Path, frameworks: tuple[str, ...], profile: tuple[str, ...], unit: str, year: int | None
) -> None:
    """Tell what is wrong in FILE, a form that was filled in, with row and column (ตรวจแบบข้อมูล).

    Nothing is kept. Exit code 1 where there are errors.
    """
    from orqa.office.common_data.files import read_data
    from orqa.office.common_data.forms import VOCABULARY

    offered = registry()
    words = offered.profile(DEFAULT_PROFILE).vocabulary(VOCABULARY)
    read = read_data(offered, file, words, unit=unit, year=None if year is None else _common(year))
    found = _frameworks(offered, frameworks, profile)
    findings = read.check(*found) if found else read.findings
    if settings.as_json:
        print_json({"data_sets": [_data(one) for one in read.data_sets], "findings": list(map(finding_data, findings))})
    else:
        print_findings(findings, settings)
        count = sum(len(one.points) for one in read.data_sets)
        values = {"count": count, "sets": len(read.filled), "unfilled": read.unfilled}
        click.echo(settings.say(_READ.fill(file=file.name, **values)))
    sys.exit(1 if has_errors(findings) else 0)


@click.command("take-in")
@_OLD_FILE
@_FRAMEWORKS
@PROFILE
@_UNIT
@_YEAR
@common_options
def take_in(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, file: Path, frameworks: tuple[str, ...], profile: tuple[str, ...], unit: str, year: int | None
) -> None:
    """Keep the data of FILE, a form that was filled in (รับแบบข้อมูล).

    Data sets in which something is wrong are told and not kept. Exit code 2 where one was not kept.
    """
    with settings.open_office() as office:
        found = _frameworks(office.contributions, frameworks, profile)
        period = None if year is None else _period(office, year, "academic")
        taken = office.quality.data.take_in(file, *found, unit=unit, period=period)
        _tell_taken(settings, taken.kept, taken.refused, taken.findings)
    if taken.refused or has_errors(taken.findings):
        sys.exit(2)


def _tell_taken(
    settings: Settings, kept: "Iterable[DataSet]", refused: Iterable[str], findings: Iterable[Finding]
) -> None:
    if settings.as_json:
        told = [finding_data(finding) for finding in findings]
        print_json({"kept": [_data(one) for one in kept], "refused": list(refused), "findings": told})
        return
    print_findings(findings, settings)
    for one in kept:
        _tell(settings, one)
    for name in refused:
        click.echo(settings.say(_NOT_KEPT.fill(id=name)))


@click.command()
@click.argument("unit", metavar="UNIT")
@click.argument("year", type=YEAR)
@click.argument("numbers", nargs=-1, required=True, metavar="FIELD=NUMBER…")
@_KIND
@KEY
@common_options
def confirm(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, unit: str, year: int, numbers: tuple[str, ...], kind_of_year: str, key: str | None
) -> None:
    """Keep numbers that the committee confirmed beside those that UNIT reported for YEAR (ยืนยันข้อมูล)."""
    given = profile_of(numbers)
    with settings.open_office() as office:
        kept = office.quality.data.confirm(unit, _period(office, year, kind_of_year), given, key=key)
        if settings.as_json:
            print_json(_data(kept))
        else:
            _tell(settings, kept)


@click.command("list")
@click.option("--unit", default="", help="Only of this unit.")
@common_options
def list_kept(settings: Settings, unit: str) -> None:
    """List the data that is kept, the earliest year first (รายการข้อมูลที่บันทึกไว้)."""
    with settings.open_office(read_only=True) as office:
        kept = office.quality.data.kept(unit)
        if settings.as_json:
            print_json([_data(one) for one in kept])
        for one in () if settings.as_json else kept:
            _tell(settings, one)
        if not kept and not settings.as_json:
            click.echo(settings.say(_NOTHING))


def _tell(settings: Settings, one: "DataSet") -> None:
    click.echo(settings.say(_KEPT.fill(id=one.id, version=one.version, count=len(one.points))))


def _data(one: "DataSet") -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "unit": one.unit,
        "year": one.year,
        "year_kind": one.year_kind,
        "reported": one.inputs(confirmed=False),
        "confirmed": {point.id: point.confirmed for point in one.points if point.confirmed},
    }


def _frameworks(offered: Any, names: Iterable[str], profile: tuple[str, ...]) -> "list[Framework]":
    """Frameworks by id or identity, ``iqa-2557-programme[degree=master]``; ``--profile`` is that of the first."""
    found = []
    for number, name in enumerate(names):
        identity, _, rest = name.partition("[")
        chosen = tuple(filter(None, rest.removesuffix("]").split(",")))
        found.append(offered.framework(identity, **profile_of((*chosen, *(() if number else profile)))))
    return found


def _common(year: int) -> int:
    return year - OFFSET if year >= _ONLY_BUDDHIST else year


def _period(office: "Office", year: int, kind: str) -> Any:
    return office.year(kind, office.written_year(_common(year)))
