"""The receive stamp (ตรารับหนังสือ, แบบที่ 12) as data: what it says, how large it is, where it belongs."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.correspondence.records import RegisterEntry
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE = "register.stamp"


@frozen(kw_only=True)
class StampField:
    """One line of a stamp: a fixed label, and what is written behind it.

    Attributes:
        name: ``number``, ``date`` or ``time``.
        title: the label that is printed: เลขรับ, วันที่, เวลา.
    """

    name: str
    title: Text


@frozen(kw_only=True)
class ReceiveStamp:
    """A receive stamp, ready to be printed.

    Attributes:
        agency: name of the unit that received the letter (ชื่อส่วนราชการ).
        number: register number (เลขรับ).
        date: day of receiving (วันที่).
        time: time of receiving (เวลา).
        fields: the lines below the agency's name, in their order.
        form: number of its form in the regulation.
        title: of the form.
        width_mm: width in millimetres.
        height_mm: height in millimetres.
        place: where on the letter it belongs.
    """

    agency: Text
    number: int
    date: date
    time: time
    fields: tuple[StampField, ...]
    form: int
    title: Text
    width_mm: int
    height_mm: int
    place: Text


def decide_stamp(
    reading: Reading, entry: RegisterEntry, agency: Text, received_on: date, received: time
) -> Decision[ReceiveStamp]:
    """The stamp of a line of a receive register, by the rule ``register.stamp`` (ข้อ 37, 73).

    Args:
        reading: of the rules on the day of receiving.
        entry: the line, with its number.
        agency: name of the unit whose register it is, on that day.
        received_on: the day of receiving, in the office's time zone.
        received: the time of that day.

    Raises:
        UnknownParameter: when the profile knows no stamp.
    """
    form: Mapping[str, Any] = reading.value(RULE)
    stamp = ReceiveStamp(
        agency=agency,
        number=entry.number or 0,
        date=received_on,
        time=received,
        fields=tuple(StampField(name=one["field"], title=Text.from_value(one["title"])) for one in form["fields"]),
        form=form["number"],
        title=Text.from_value(form["title"]),
        width_mm=form["width_mm"],
        height_mm=form["height_mm"],
        place=Text.from_value(form["place"]),
    )
    return reading.decision(stamp, {"entry": str(entry.ref)})
