"""A letter that came in, entered once more in the register of a unit (ข้อ 39): pure, without store or clock."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.decisions import entry_of
from orqa.domain.correspondence.drafts import Received
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, secret_register, series_cell, series_year
from orqa.domain.correspondence.records import Letter
from orqa.rules.views import Reading

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision

NOT_RECEIVED = Text.of(
    en="only what came in from outside is taken in; what the office issues is sent under a number of its own",
    th="ลงทะเบียนรับได้เฉพาะหนังสือที่รับจากภายนอก หนังสือที่ออกเองมีเลขส่งของตนแล้ว",
)
WHICH_UNIT = Text.of(
    en="name the unit that takes the letter in; the central register has it already",
    th="ให้ระบุหน่วยงานที่ลงรับ ทะเบียนกลางมีหนังสือนี้แล้ว",
)


def why_not_take_in(letter: Letter, unit: str) -> Text | None:
    """Why a unit may not take a letter in; None where it may."""
    if letter.direction != "received":
        return NOT_RECEIVED
    if not unit or unit == CENTRAL:
        return WHICH_UNIT
    return None


def decide_take_in(  # noqa: PLR0913 - what is decided and under which identity, all by name
    reading: Reading, letter: Letter, *, unit: str, note: str, on: date, entry_id: str
) -> Received:
    """The line of a letter in the register of a unit; a secret letter's stands in the unit's secret register.

    Raises:
        NotModelled: when the profile's rules do not reach back to ``on``.
    """
    register = RECEIVED
    if letter.secrecy and letter.secrecy not in reading.value("register.secrecy", register=register):
        register = secret_register(reading, register)
    year = series_year(reading, on, register)
    entry = entry_of(letter, register, unit, year, on, entry_id)
    decision: Decision[str | None] = reading.decision(series_cell(register, unit, year), {"on": on})
    entry = evolve(entry, note=note or letter.note, restricted=letter.restricted)
    return Received(letter=letter, entry=entry, findings=(), decision=decision)
