"""Certificates and durations of stays at the command line (ระยะเวลาการเคลื่อนย้าย)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.mobility import mobility
from orqa.cli.mobility_views import tell_file
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, options, print_listing
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.office.partnerships.durations import Stayed

_UNKNOWN = Text.of(en="It has no first or last day yet.", th="ยังไม่มีวันเริ่มหรือวันสิ้นสุด")
_LINE = Text.of(
    en="{wording}; {days} days by {method} ({scheme}; by {citations})",
    th="{wording} นับได้ {days} วัน วิธี {method} ({scheme} ตาม {citations})",
)


@mobility.command()
@click.argument("which", metavar="FILE")
@click.argument("event", type=click.Choice(["arrival", "departure"]))
@click.argument("day", type=Day())
@options(click.option("--document", required=True, help="Number or title of the certificate."), KEY)
@common_options
def certify(settings: Settings, which: str, event: str, day: date, **paper: Any) -> None:
    """Enter the certificate of arrival or departure of FILE that names DAY (หนังสือรับรอง)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.certify(which, event, day, **paper), settings)


@mobility.command()
@click.argument("which", metavar="FILE", required=False)
@options(
    click.option("--scheme", help="Whose rules, e.g. erasmus_plus or none; by default those of the agreement's kind."),
    click.option("--year", type=YEAR, help="All files of an academic year instead of one."),
)
@common_options
def duration(settings: Settings, which: str | None, scheme: str | None, year: int | None) -> None:
    """Tell how long FILE is and where it falls short, or all files (ระยะเวลา)."""
    with settings.open_office(read_only=True) as office:
        if which is None:
            found = office.partnerships.mobilities(year=year)
            print_listing(office.partnerships.duration_table(found), office, settings)
            return
        _print(office.partnerships.duration(which, scheme), settings)


def _print(found: "Stayed", settings: Settings) -> None:
    if settings.as_json:
        print_json(_data(found))
        return
    print_findings(found.findings, settings, to_stderr=True)
    if found.decision is None:
        click.echo(settings.say(_UNKNOWN))
        return
    length = found.decision.value
    cited = ", ".join(str(one) for one in found.decision.citations)
    told = {"days": length.days, "method": length.method, "scheme": found.scheme, "citations": cited}
    click.echo(settings.say(_LINE.fill(wording=length.wording, **told)))


def _data(found: "Stayed") -> dict[str, Any]:
    from attrs import asdict

    length = found.decision.value if found.decision is not None else None
    return {
        "code": found.mobility.code,
        "scheme": found.scheme,
        "duration": {**asdict(length), "months": f"{float(length.months):.2f}"} if length else None,
        "citations": [str(one) for one in found.decision.citations] if found.decision else [],
        "findings": [finding_data(one) for one in found.findings],
    }
