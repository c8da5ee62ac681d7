"""What the rules say, by which clause, since when and how sure it is."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.rules.explanations import Answer, Explanation
    from orqa.rules.parameters import Row
    from orqa.rules.profile import Profile

DEFAULT_PROFILE = "thai-public-university"

_STATUS = {
    "in-force": Text.of(en="in force", th="ใช้บังคับ"),
    "repealed": Text.of(en="repealed", th="ยกเลิกแล้ว"),
    "not-modelled": Text.of(en="not modelled: orqa does not know", th="ยังไม่มีข้อมูล"),
}
_CERTAINTY = {
    "verified": Text.of(en="verified: read in the text", th="ตรวจแล้ว: อ่านจากตัวบท"),
    "known": Text.of(en="known, the text was not read again", th="เป็นที่รู้กัน ยังไม่ได้อ่านตัวบทซ้ำ"),
    "uncertain": Text.of(en="uncertain: check it and make it a setting", th="ไม่แน่นอน: ตรวจสอบและตั้งค่าเอง"),
}
_SURE = {
    "verified": Text.of(en="verified", th="ตรวจแล้ว"),
    "known": Text.of(en="known", th="เป็นที่รู้กัน"),
    "uncertain": Text.of(en="uncertain", th="ไม่แน่นอน"),
}
_WORDS = {
    "on": Text.of(en="On", th="ณ วันที่"),
    "value": Text.of(en="Value", th="ค่า"),
    "clause": Text.of(en="Clause", th="ข้อ"),
    "source": Text.of(en="Source", th="ที่มา"),
    "certainty": Text.of(en="Certainty", th="ความแน่นอน"),
    "history": Text.of(en="History", th="ประวัติ"),
    "note": Text.of(en="Note", th="หมายเหตุ"),
    "from": Text.of(en="from", th="ตั้งแต่"),
    "for": Text.of(en="For", th="สำหรับ"),
    "unit": Text.of(en="Unit", th="หน่วย"),
    "never": Text.of(en="never", th="ไม่เคย"),
}
_KEYS = (
    Column(name="key", title=Text.of(en="Rule", th="กฎ")),
    Column(name="title", title=Text.of(en="What it decides", th="เรื่องที่กำหนด")),
)
_OVERDUE = (
    *_KEYS,
    Column(name="from", title=Text.of(en="In force from", th="ใช้ตั้งแต่"), type="date"),
    Column(name="clause", title=Text.of(en="Clause", th="ข้อ")),
    Column(name="certainty", title=Text.of(en="Certainty", th="ความแน่นอน")),
    Column(name="last_checked", title=Text.of(en="Last checked", th="ตรวจล่าสุด")),
)
_NOTHING_OVERDUE = Text.of(
    en="Every rule in force was compared with its source in the last {months} months.",
    th="ทุกกฎที่ใช้อยู่ได้เทียบกับที่มาแล้วภายใน {months} เดือน",
)


@click.group()
def rules() -> None:
    """Look rules up: value, clause, source, certainty and history."""


_PROFILE = click.option("--profile", default=DEFAULT_PROFILE, show_default=True, help="Whose rules.")
_DAY = click.option("--on", "on", type=Day(), default=None, help="Day, e.g. 2026-01-31 or 31/01/2569.")


def _load(settings: Settings, name: str) -> "Profile":
    from orqa.plugins.registry import Registry

    profile = Registry(discover=True).profile(name)
    settings.language = settings.language or profile.language
    return profile


def _style(settings: Settings, profile: "Profile") -> Style:
    return Style.of_profile(profile, settings.language)


def _day(on: date | None) -> date:
    return on or datetime.now().astimezone().date()


@rules.command("list")
@click.argument("prefix", default="")
@_PROFILE
@common_options
def list_rules(settings: Settings, prefix: str, profile: str) -> None:
    """List the keys of rules that begin with PREFIX, and what each decides."""
    loaded = _load(settings, profile)
    keys = loaded.ruleset.keys(prefix)
    rows = [(key, settings.say(loaded.ruleset.parameter(key).title)) for key in keys]
    if settings.as_json:
        print_json([{"key": key, "title": title} for key, title in rows])
    else:
        print_table(_KEYS, rows, _style(settings, loaded))


@rules.command()
@click.argument("key")
@_DAY
@click.option("--known-on", type=Day(), default=None, help="Count only what was known by then.")
@click.option("--for", "dims", multiple=True, metavar="NAME=VALUE", help="Value of a dimension; may be repeated.")
@_PROFILE
@common_options
def show(  # noqa: PLR0913, PLR0917 - the options of a command
    settings: Settings, key: str, on: date | None, known_on: date | None, dims: tuple[str, ...], profile: str
) -> None:
    """Show what the rule KEY says on a day, by which clause, how sure that is, and its history."""
    loaded = _load(settings, profile)
    named = dict(_dimension(text) for text in dims)
    told = loaded.ruleset.explain(key, _day(on), known_on, **named)
    if settings.as_json:
        print_json(_explanation_data(told))
    else:
        _print_explanation(told, settings, _style(settings, loaded))


@rules.command()
@_DAY
@click.option("--months", default=12, show_default=True, type=click.IntRange(0, 1200), help="How old a check may be.")
@_PROFILE
@common_options
def overdue(settings: Settings, on: date | None, months: int, profile: str) -> None:
    """List the rules in force that nobody compared with their source lately."""
    loaded = _load(settings, profile)
    found = loaded.ruleset.overdue(_day(on), months)
    if settings.as_json:
        print_json([{"key": i.key, **_row_data(i.row)} for i in found])
    elif not found:
        click.echo(settings.say(_NOTHING_OVERDUE.fill(months=months)))
    else:
        style = _style(settings, loaded)
        never = settings.say(_WORDS["never"])
        rows = [
            (
                item.key,
                settings.say(item.title),
                item.row.start,
                ", ".join(map(str, item.row.citations)),
                settings.say(_SURE[item.row.certainty.value]),
                style.date(item.last_checked, "short") if item.last_checked else never,
            )
            for item in found
        ]
        print_table(_OVERDUE, rows, style)


def _dimension(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: NAME=VALUE", param_hint="--for")
    return name, value


def _print_explanation(told: "Explanation", settings: Settings, style: Style) -> None:
    say = settings.say
    click.secho(f"{told.key}: {say(told.title)}", bold=True)
    click.echo(f"{say(_WORDS['on'])} {style.date(told.on)}")
    if told.unit:
        click.echo(f"{say(_WORDS['unit'])}: {told.unit}")
    for answer in told.answers:
        _print_answer(answer, settings)
    for source in told.sources.values():
        click.echo(f"{say(_WORDS['source'])}: {source.id}: {say(source.title)}{_gazette(source)}")
    if told.note:
        click.echo(f"{say(_WORDS['note'])}: {say(told.note)}")
    click.echo(f"{say(_WORDS['history'])}:")
    for row in told.history:
        dims = "".join(f" {name}={value}" for name, value in row.dims.items())
        value = say(_STATUS["repealed"]) if row.repealed else show_value(row.value, settings, short=True)
        cited, sure = ", ".join(map(str, row.citations)), say(_SURE[row.certainty.value])
        click.echo(f"  {say(_WORDS['from'])} {style.date(row.start, 'short')}{dims}: {value} [{cited}; {sure}]")


def _gazette(source: Any) -> str:
    return f" ({source.gazette})" if source.gazette else ""


def _print_answer(answer: "Answer", settings: Settings) -> None:
    say = settings.say
    if answer.dims:
        click.echo(f"{say(_WORDS['for'])} " + ", ".join(f"{name}={value}" for name, value in answer.dims.items()))
    if answer.row is None or answer.row.repealed:
        click.echo(say(_STATUS[answer.status.value]))
        return
    click.echo(f"{say(_WORDS['value'])}: {show_value(answer.value, settings)}".replace(": \n", ":\n"))
    click.echo(f"{say(_WORDS['clause'])}: {', '.join(map(str, answer.row.citations))}")
    click.echo(f"{say(_WORDS['certainty'])}: {say(_CERTAINTY[answer.row.certainty.value])}")


def show_value(value: Any, settings: Settings, *, short: bool = False) -> str:
    """A rule's value for people: texts in their language, tables a line for each row."""
    plain = _plain(value, settings)
    if isinstance(plain, list) and plain and isinstance(plain[0], dict):
        if short:
            return f"({len(plain)})"
        return "".join("\n  " + "; ".join(f"{k} = {v}" for k, v in row.items()) for row in plain)
    if isinstance(plain, dict):
        return "; ".join(f"{k} = {v}" for k, v in plain.items())
    if isinstance(plain, list):
        return ", ".join(map(str, plain))
    return str(plain)


def _plain(value: Any, settings: Settings) -> Any:
    from collections.abc import Mapping

    from orqa.rules.parameters import Scale

    if isinstance(value, Text):
        return settings.say(value)
    if isinstance(value, Mapping):
        if value and set(value) <= {"th", "en"}:
            return settings.say(Text.from_value(dict(value)))
        return {str(k): _plain(v, settings) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item, settings) for item in value]
    if isinstance(value, Scale):
        return [_bracket(value.over, threshold, _plain(found, settings)) for threshold, found in value.steps]
    return value


def _bracket(over: str, threshold: Any, found: Any) -> dict[str, Any]:
    """A step of a scale as a line of a table: from which amount on, and what then."""
    return {over: f"{threshold}+"} | (found if isinstance(found, dict) else {"value": found})


def _row_data(row: "Row") -> dict[str, Any]:
    return {
        "from": row.start,
        "for": dict(row.dims),
        "value": _scale_data(row.value),
        "repealed": row.repealed,
        "citations": [str(citation) for citation in row.citations],
        "certainty": row.certainty.value,
        "published": row.published,
        "last_checked": row.last_checked,
        "profile": row.profile,
    }


def _scale_data(value: Any) -> Any:
    from orqa.rules.parameters import Scale

    return {"over": value.over, "scale": value.steps} if isinstance(value, Scale) else value


def _explanation_data(told: "Explanation") -> dict[str, Any]:
    return {
        "key": told.key,
        "title": told.title,
        "unit": told.unit,
        "on": told.on,
        "answers": [
            {
                "for": dict(answer.dims),
                "status": answer.status.value,
                "until": answer.until,
                **(_row_data(answer.row) if answer.row else {}),
            }
            for answer in told.answers
        ],
        "sources": {name: {"title": source.title, "gazette": source.gazette} for name, source in told.sources.items()},
        "history": [_row_data(row) for row in told.history],
    }
