"""Files of what is planned, for an estimate: TOML or JSON with the fields of the plan by their names (แฟ้มประมาณการ).

A trip::

    position_level = "professional"
    departs = "14 ธ.ค. 2569 08.00"
    returns = 2026-12-16T18:30:00
    nights = [{on = 2026-12-14}, {on = 2026-12-15, bill = "1,200"}]
    legs = [{on = 2026-12-14, means = "car", km = 120}]

Money is a number or a text, never a binary float: numbers are read as they are written.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from orqa.base.amounts import exact
from orqa.base.dates import parse_thai_date
from orqa.base.digits import to_arabic_digits
from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.base.money import Money
from orqa.domain.budgets.seminars import Meeting, Seminar
from orqa.domain.budgets.travel import Trip
from orqa.domain.budgets.travel_abroad import TripAbroad

if TYPE_CHECKING:
    from cattrs import Converter

    from orqa.office.budgets.estimating import Planned

LARGEST: Final = 1_000_000
"""Bytes of a file: what is planned for a year is no more."""

PLANS: Final[Mapping[str, type[Any]]] = {"travel": Trip, "abroad": TripAbroad, "seminar": Seminar, "meeting": Meeting}
"""What can be planned, by its name."""

_MOST = 1_000_000
_LONGEST_DAYS: Final = 3_660
_TIME = re.compile(r"(?P<day>.+?)[\sT]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*น\.)?", re.ASCII).fullmatch

_TOO_LARGE = Text.of(en="it is larger than {most} bytes", th="ใหญ่กว่า {most} ไบต์")
_NOT_READ = Text.of(en="it cannot be read: {problem}", th="อ่านไม่ได้: {problem}")
_NO_TABLE = Text.of(en="it must hold the fields of what is planned", th="ต้องมีข้อมูลของสิ่งที่วางแผน")
_AT = Text.of(en="{field}: {problem}", th="{field}: {problem}")
_MISSING = Text.of(en="it is missing", th="ไม่ได้ระบุ")
_EXTRA = Text.of(en="no such fields: {names}", th="ไม่มีข้อมูลชื่อ {names}")
_OF_KIND = Text.of(en="{value} is not understood as {kind}", th="{value} ไม่ใช่ค่าแบบ {kind}")
_OTHER_FORM = Text.of(en="it is of another form, such as one value for a list", th="รูปแบบไม่ถูกต้อง เช่น ค่าเดียวแทนรายการ")
_NO_TIME = Text.of(
    en="{value} is no day and time; write 2026-12-14 08:00 or 14 ธ.ค. 2569 08.00",
    th="{value} ไม่ใช่วันและเวลา ให้เขียน 14 ธ.ค. 2569 08.00 หรือ 2026-12-14 08:00",
)
_TOO_MANY = Text.of(en="{value} is not from 0 to {most}", th="{value} ไม่อยู่ระหว่าง 0 ถึง {most}")
_TOO_LONG = Text.of(en="{days} days are too long to be estimated", th="{days} วัน นานเกินกว่าจะประมาณการได้")


class EstimateFileUnusable(OrqaError, ValueError):
    """What is planned cannot be understood; the message says which field, and how to write it."""

    code: ClassVar[str] = "estimate-file-unusable"
    template: ClassVar[Text] = Text.of(en="{file}: {reason}", th="{file}: {reason}")

    file: str
    reason: Text


class StatementFileUnusable(EstimateFileUnusable):
    """A file of a statement of own money cannot be read."""

    code: ClassVar[str] = "statement-file-unusable"


class _Wrong(OrqaError, ValueError):
    """A value that its field cannot hold."""

    code: ClassVar[str] = "estimate-value"
    template: ClassVar[Text] = Text.of(en="{reason}", th="{reason}")

    reason: Text


def read_plan_file(path: Path, unusable: type[EstimateFileUnusable] = EstimateFileUnusable) -> dict[str, Any]:
    """The fields that a file holds, as they are written.

    Args:
        path: the file.
        unusable: what is raised.

    Raises:
        EstimateFileUnusable: when it cannot be understood.
        OSError: when it cannot be opened.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise unusable(path.name, _TOO_LARGE.fill(most=f"{LARGEST:,}"))
    try:
        text = data.decode("utf-8-sig")
        is_json = path.suffix.lower() == ".json"
        found = json.loads(text, parse_float=Decimal) if is_json else tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        problem = str(error) or type(error).__name__
        raise unusable(path.name, _NOT_READ.fill(problem=problem)) from error
    if not isinstance(found, dict):
        raise unusable(path.name, _NO_TABLE)
    return found


def planned_of(kind: str, fields: Mapping[str, Any], currency: str, name: str = "–") -> "Planned":
    """What is planned, from its fields.

    Args:
        kind: ``travel``, ``abroad``, ``seminar`` or ``meeting``.
        fields: by the names of the plan's attributes; a trip's ``overnight`` may be left out.
        currency: of amounts that name none.
        name: of the file, for messages.

    Raises:
        EstimateFileUnusable: naming each field that is missing, unknown or not understood.
    """
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    try:
        found: Planned = _converter(currency).structure(_whole(kind, dict(fields)), PLANS[kind])
    except BaseValidationError as error:
        languages = ("en", "th")
        told = (transform_error(error, format_exception=_telling(language)) for language in languages)
        reasons = (Text.of(en=en, th=th) for en, th in zip(*told, strict=True))
        raise EstimateFileUnusable(name, joined(reasons, "; ")) from error
    if isinstance(found, Trip | TripAbroad) and (days := (found.returns.date() - found.departs.date()).days) > (
        _LONGEST_DAYS
    ):
        raise EstimateFileUnusable(name, _AT.fill(field="returns", problem=_TOO_LONG.fill(days=f"{days:,}")))
    return found


def departure(fields: Mapping[str, Any], name: str = "–") -> date:
    """The day on which a trip begins, by its field ``departs``.

    Raises:
        EstimateFileUnusable: when it is missing or not understood.
    """
    try:
        return _moment(fields["departs"]).date()
    except KeyError:
        raise EstimateFileUnusable(name, _AT.fill(field="departs", problem=_MISSING)) from None
    except OrqaError as error:
        raise EstimateFileUnusable(name, _AT.fill(field="departs", problem=error.messages)) from error


def _whole(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    if kind == "travel" and "overnight" not in fields and {"departs", "returns"} <= fields.keys():
        try:
            fields["overnight"] = _moment(fields["returns"]).date() > _moment(fields["departs"]).date()
        except OrqaError:
            fields["overnight"] = False  # the field itself is told by what reads it
    return fields


def _telling(language: str) -> Callable[..., str]:
    def told(error: BaseException, _type: object = None) -> str:
        from cattrs.errors import ForbiddenExtraKeysError

        if isinstance(error, OrqaError):
            return error.message(language)
        if isinstance(error, ForbiddenExtraKeysError):
            return _EXTRA.fill(names=", ".join(sorted(map(str, error.extra_fields)))[:200]).in_language(language)
        if isinstance(error, KeyError):
            return _MISSING.in_language(language)
        if isinstance(error, TypeError):
            return _OTHER_FORM.in_language(language)
        return _NOT_READ.fill(problem=str(error)[:200]).in_language(language)

    return told


# ------------------------------------------------------------------ how each kind of value is written


def _date(value: Any, _type: object = None) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else parse_thai_date(_text(value, date))


def _moment(value: Any, _type: object = None) -> datetime:
    if isinstance(value, datetime):
        return value
    written = to_arabic_digits(_text(value, datetime)).strip()
    found = _TIME(written)
    if found is None:
        try:
            return datetime.fromisoformat(written)
        except ValueError:
            raise _Wrong(_NO_TIME.fill(value=str(value)[:60])) from None
    day, hour, minute = parse_thai_date(found["day"]), int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise _Wrong(_NO_TIME.fill(value=str(value)[:60]))
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - local time of the trip


def _text(value: Any, kind: type) -> str:
    if not isinstance(value, str):
        raise _Wrong(_OF_KIND.fill(value=str(value)[:60], kind=kind.__name__))
    return value


def _number(value: Any, _type: object = None) -> int:
    amount = _amount(value)
    if amount != int(amount):
        raise _Wrong(_OF_KIND.fill(value=str(value)[:60], kind="int"))
    return int(amount)


def _amount(value: Any, _type: object = None) -> Decimal:
    amount = exact(value)
    if not 0 <= amount <= _MOST:
        raise _Wrong(_TOO_MANY.fill(value=str(value)[:60], most=f"{_MOST:,}"))
    return amount


def _flag(value: Any, _type: object = None) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(_OF_KIND.fill(value=str(value)[:60], kind="true/false"))
    return value


@cache
def _converter(currency: str) -> "Converter":
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    hooks: dict[type, Callable[..., Any]] = {
        date: _date,
        datetime: _moment,
        int: _number,
        Decimal: _amount,
        bool: _flag,
    }
    hooks[str] = lambda value, _type: _text(value, str)
    hooks[Money] = lambda value, _type: Money.of(exact(value), currency)
    for kind, hook in hooks.items():
        converter.register_structure_hook(kind, hook)
    return converter
