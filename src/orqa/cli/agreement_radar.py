"""What of the agreements ends, is to be noticed or is idle, at the command line (การติดตามอายุข้อตกลง)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.cli.agreement_exchange import agreement as agreements
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import ON, options, print_listing
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.office.partnerships.radar import Ending, Radar


@agreements.command()
@options(
    click.option("--within", type=int, default=6, show_default=True, help="How many months to look ahead."),
    click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many to show of each."),
    ON,
)
@common_options
def expiring(settings: Settings, within: int, limit: int, on: date | None) -> None:
    """Tell what ends, what must be noticed by when, and what is idle (ข้อตกลงที่ใกล้หมดอายุ)."""
    from orqa.office.partnerships.radar_tables import NOTICING, ending_table, idle_table, months_table

    with settings.open_office(read_only=True) as office:
        radar = office.partnerships.expiring(within, on=on, limit=limit)
        if settings.as_json:
            print_json(_data(radar))
            return
        tables = (
            months_table(radar),
            ending_table(office, radar.ending, radar.first),
            ending_table(office, radar.noticing, radar.first, NOTICING),
            idle_table(office, radar),
        )
        for table in tables:
            if table.title is not None:
                click.echo(settings.say(table.title))
            print_listing(table, office, settings)


def _data(radar: "Radar") -> dict[str, Any]:
    return {
        "first": radar.first,
        "last": radar.last,
        "months": dict(radar.months),
        "ending": [_ending(one) for one in radar.ending],
        "notices": radar.notices,
        "noticing": [_ending(one) for one in radar.noticing],
        "idles": radar.idles,
        "idle": [
            {"id": one.id, "title": one.title, "end": one.end(radar.first), "review": one.id in radar.reviewed}
            for one in radar.idle
        ],
    }


def _ending(one: "Ending") -> dict[str, Any]:
    return {
        "id": one.agreement.id,
        "title": one.agreement.title,
        "end": one.end,
        "notice": one.notice,
        "goes_on": one.goes_on,
        "intention": one.agreement.intention,
    }
