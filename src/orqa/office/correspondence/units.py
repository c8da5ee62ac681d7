"""What letters need to know of the units that issue them: their printed code, their name, and who shares a code."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL

if TYPE_CHECKING:
    from orqa.domain.organization.structure import Organization
    from orqa.office.office import Office


_SHOWN = 20
"""How many units a message names."""


@frozen
class Letterhead:
    """A unit on a day, as its letters show it.

    Attributes:
        code: letters and digits before the slash of its numbers; empty where none is known.
        name: in the language of the office; empty where none is known.
        sharers: ids of other units that print the same code.
    """

    code: str = ""
    name: str = ""
    sharers: tuple[str, ...] = ()


def letterhead(office: "Office", unit: str, day: date) -> Letterhead:
    """The letterhead of a unit, or of the office as a whole: that of its topmost unit."""
    structure: Organization = office.organization.on(day)
    named = unit if unit not in {"", CENTRAL} else next(iter(structure.children()), "")
    span = structure.unit(named)
    if span is None:
        return Letterhead()
    same = (other for other, known in structure.spans.items() if known.letter_code == span.letter_code)
    sharers = tuple(sorted(other for other in same if other != named)) if span.letter_code else ()
    return Letterhead(span.letter_code, span.title.in_language(office.profile.language), sharers)


NO_UNIT = Text.of(
    en="there is no unit {unit!r} on {on}; name one of: {known}", th="วันที่ {on} ไม่มีหน่วยงาน {unit!r} ให้เลือกจาก: {known}"
)


def check_unit(office: "Office", unit: str, day: date) -> Text | None:
    """What is wrong with the id of a unit: the office keeps its organization, and has none of it on that day."""
    spans = office.organization.on(day).spans
    if unit in {"", CENTRAL} or not spans or unit in spans:
        return None
    return NO_UNIT.fill(unit=unit, on=day_text(day), known=", ".join(sorted(spans)[:_SHOWN]))
