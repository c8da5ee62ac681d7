"""What a trip, a training or a meeting may cost, at the command line (ประมาณการค่าใช้จ่าย)."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.budgets_options import Baht
from orqa.cli.desk import show
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import options
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.office.budgets.estimate_files import departure, planned_of, read_plan_file
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.budgets.estimates import Estimate, Line
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_COLUMNS = (
    Column(name="title", title=Text.of(en="For", th="รายการ")),
    Column(name="on", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="count", title=Text.of(en="Count", th="จำนวน"), type=ColumnType.DECIMAL),
    Column(name="each", title=Text.of(en="Each", th="อัตรา"), type=ColumnType.MONEY),
    Column(name="amount", title=Text.of(en="Amount", th="รวม"), type=ColumnType.MONEY),
    Column(name="rules", title=Text.of(en="By", th="ตาม")),
)
_TOTAL = Text.of(en="Total: {total}", th="รวมทั้งสิ้น {total}")
_PART = Text.of(en="Total of what is known: {total}", th="รวมเฉพาะที่ทราบอัตรา {total}")
_COUNT = click.IntRange(0, 10_000)
_SERVED = click.IntRange(0, 20)


@click.group()
def estimate() -> None:
    """Work out what something may cost by the rates of its days, each line with its rules (ประมาณการ).

    FILE is TOML or JSON with the fields of the plan; options say the same, or go before it. A part whose rate no source
    tells is told as unknown and left out of the total: exit code 0, for nothing was done wrong.
    """


_FILE = click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
_FUND = click.option("--fund", help="Code of the vocabulary fund; by default national.")
_TRIP = options(
    _FILE,
    click.option("--level", "position_level", help="Code of the vocabulary position-level."),
    click.option("--departs", metavar="DAY TIME", help='When the trip begins: "2026-12-14 08:00".'),
    click.option("--returns", metavar="DAY TIME", help='When it ends: "16 ธ.ค. 2569 18.30".'),
    _FUND,
    click.option("--nights", type=_COUNT, help="Nights of lodging, from the first day on."),
    click.option("--fare", type=Baht(), help="Fares, as billed, on the first day."),
    click.option("--meal-given", "meals_given", type=Day(), multiple=True, help="Day of a meal given; several."),
)


@estimate.command()
@_TRIP
@click.option("--flat", is_flag=True, help="Lodging as a flat sum (เหมาจ่าย), not as billed.")
@click.option("--shared", is_flag=True, help="Half of a double room each night.")
@click.option("--km", type=Baht(), help="Kilometres with an own car, on the first day.")
@common_options
def travel(settings: Settings, file: Path | None, **given: Any) -> None:
    """Estimate an official trip at home of one person (การเดินทางไปราชการ)."""
    night = {"way": "flat"} if given.pop("flat") else {}
    night |= {"room": "shared"} if given.pop("shared") else {}
    _tell(settings, "travel", file, given, night)


@estimate.command()
@_TRIP
@click.option("--country-group", type=click.Choice(list("abcde")), help="Group of the place (ประเภท ก ถึง จ).")
@click.option("--country", help="ISO code of the country, where its group is in the profile.")
@click.option("--clothing", is_flag=True, help="Clothing is claimed.")
@common_options
def abroad(settings: Settings, file: Path | None, **given: Any) -> None:
    """Estimate an official trip abroad of one person (การเดินทางไปราชการต่างประเทศชั่วคราว)."""
    night = {"group": given.pop("country_group"), "country": given.pop("country")}
    given["clothing"] = given["clothing"] or None
    _tell(settings, "abroad", file, given, {name: value for name, value in night.items() if value})


@estimate.command()
@_FILE
@click.option("--kind", "training_kind", type=click.Choice(["a", "b"]), help="Kind of the training (ประเภท ก ข).")
@click.option("--venue", type=click.Choice(["state", "private"]), help="Where it is held.")
@click.option("--on", type=Day(), help="First day.")
@click.option("--days", type=click.IntRange(1, 366), default=1, show_default=True, help="How many days.")
@click.option("--people", type=_COUNT, default=0, help="How many take part.")
@click.option("--meals", type=click.Choice(["all", "some", "none"]), default="none", show_default=True)
@click.option("--snacks", type=_SERVED, default=0, help="Breaks with snack and drink a day.")
@click.option("--talk", "talks", type=_COUNT, multiple=True, help="Minutes of a talk on the first day; several.")
@click.option("--speaker", type=click.Choice(["state_officer", "other"]), help="Who speaks.")
@click.option("--nights", type=_COUNT, default=0, help="Nights of lodging for all who take part.")
@click.option("--shared", is_flag=True, help="Half of a double room each.")
@_FUND
@common_options
def seminar(settings: Settings, file: Path | None, on: date | None, **given: Any) -> None:
    """Estimate a training or seminar (การฝึกอบรม สัมมนา)."""
    fields = {name: given[name] for name in ("training_kind", "venue", "fund")}
    _tell(settings, "seminar", file, fields | (_program(on, given) if on else {}), {})


def _program(first: date, given: dict[str, Any]) -> dict[str, Any]:
    """Days, talks and nights of a training, from options."""
    people = given["people"]
    served = {"people": people, "meals": given["meals"], "snacks": given["snacks"]}
    speaker = {"speaker": given["speaker"]} if given["speaker"] else {}
    room = {"people": people, "room": "shared" if given["shared"] else "single"}
    return {
        "days": [{"on": first + timedelta(days=n), **served} for n in range(given["days"])],
        "talks": [{"on": first, "minutes": minutes, **speaker} for minutes in given["talks"]],
        "stays": [{"on": first + timedelta(days=n), **room} for n in range(given["nights"])],
    }


@estimate.command()
@_FILE
@click.option("--on", type=Day(), help="The day.")
@click.option("--people", type=_COUNT, help="How many take part.")
@click.option("--venue", type=click.Choice(["state", "private"]), help="Where it is held.")
@click.option("--snacks", type=_SERVED, help="Sessions with snack and drink.")
@click.option("--meal", "meals", type=click.Choice(["lunch", "dinner"]), multiple=True, help="A meal; several times.")
@click.option("--over-mealtime", is_flag=True, help="It goes over the time of the meals.")
@_FUND
@common_options
def meeting(settings: Settings, file: Path | None, **given: Any) -> None:
    """Estimate a meeting (การประชุม)."""
    given["over_mealtime"] = given["over_mealtime"] or None
    _tell(settings, "meeting", file, given, {})


# ------------------------------------------------------------------ from options to what is printed


def _tell(settings: Settings, kind: str, file: Path | None, given: dict[str, Any], night: dict[str, Any]) -> None:
    fields = read_plan_file(file) if file else {}
    fields |= {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}
    with settings.open_office(read_only=True) as office:
        currency, name = office.budgets.currency(), file.name if file else kind
        _add_legs(fields, name)
        if isinstance(fields.get("nights"), int):
            _add_nights(fields, name, night)
        decision = office.budgets.estimate(planned_of(kind, fields, currency, name), partly=True)
        _print(office, settings, decision)


def _add_legs(fields: dict[str, Any], name: str) -> None:
    """Fares and kilometres of options, as what is travelled on the first day."""
    more: list[dict[str, Any]] = []
    if fare := fields.pop("fare", None):
        more.append({"on": departure(fields, name), "means": "fare", "bill": fare})
    if km := fields.pop("km", None):
        more.append({"on": departure(fields, name), "means": "car", "km": km})
    if more:
        fields["legs"] = [*fields.get("legs", []), *more]


def _add_nights(fields: dict[str, Any], name: str, night: dict[str, Any]) -> None:
    first = departure(fields, name)
    fields["nights"] = [{"on": first + timedelta(days=n), **night} for n in range(fields["nights"])]


def _print(office: "Office", settings: Settings, decision: "Decision[Estimate]") -> None:
    found = decision.value
    if settings.as_json:
        print_json(_data(decision))
        return
    show(office, settings, Table.of(_COLUMNS, map(_row, found.lines)))
    print_findings((*found.unknown, *found.findings), settings, to_stderr=True)
    told = _PART if found.unknown else _TOTAL
    click.secho(settings.say(told.fill(total=found.total.written())), bold=True)


def _row(line: "Line") -> tuple[object, ...]:
    return (line.title, line.on, line.count, line.each, line.amount, ", ".join(map(str, line.citations)))


def _data(decision: "Decision[Estimate]") -> dict[str, Any]:
    found = decision.value
    lines = [
        {
            "kind": line.kind,
            "on": line.on,
            "count": str(line.count),
            "each": str(line.each.decimal),
            "amount": str(line.amount.decimal),
            "why": dict(line.why.forms),
            "citations": list(map(str, line.citations)),
            "certainty": line.certainty.value if line.certainty else None,
        }
        for line in found.lines
    ]
    return {
        "total": str(found.total.decimal),
        "currency": found.currency,
        "whole": not found.unknown,
        "lines": lines,
        "unknown": [finding_data(one) for one in found.unknown],
        "findings": [finding_data(one) for one in found.findings],
        "citations": list(map(str, decision.citations)),
    }
