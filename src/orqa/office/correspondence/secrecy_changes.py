"""What is checked, and made, when the secrecy of a letter changes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.domain.correspondence.handling import Handling, begun
from orqa.domain.correspondence.numbering import REGISTERS, series_cell, series_year
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import SECRECY, level_of
from orqa.domain.organization.restriction import Restriction
from orqa.rules.vocabulary import titles_of
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from orqa.rules.views import Reading
    from orqa.rules.vocabulary import Term

_UNKNOWN = Text.of(
    en="there is no level {level!r:.60}; choose one of: {known}", th="ไม่มีชั้นความลับ {level!r:.60} ให้เลือกจาก: {known}"
)
_NOT_ABOVE = Text.of(
    en="the letter is {now} already; raise it to a higher level, or lower it: lower_secrecy(letter, level, order)",
    th="หนังสือเป็นชั้น {now} อยู่แล้ว ให้เลือกชั้นที่สูงกว่า หรือปรับลดชั้น: lower_secrecy(letter, level, order)",
)
_NOT_BELOW = Text.of(
    en="the letter is {now}; lower it to a lower level, or raise it: raise_secrecy(letter, level, reason)",
    th="หนังสือเป็นชั้น {now} ให้เลือกชั้นที่ต่ำกว่า หรือปรับเพิ่มชั้น: raise_secrecy(letter, level, reason)",
)
_NO_REASON = Text.of(en="say why, or by whose order", th="ให้ระบุเหตุผลหรือคำสั่งของผู้มีอำนาจ")
NO_REGISTER = Text.of(
    en="the profile has no register of secret matter beside the register {register}",
    th="โปรไฟล์ไม่มีทะเบียนข้อมูลข่าวสารลับคู่กับทะเบียน {register}",
)
OPEN = Text.of(
    en="the letter is open to all; raise it first: raise_secrecy(letter, level, reason)",
    th="หนังสือนี้เปิดเผยอยู่แล้ว ให้กำหนดชั้นความลับก่อน: raise_secrecy(letter, level, reason)",
)


class SecrecyRefused(OrqaError, ValueError):
    """A level of secrecy cannot be changed so; nothing was written."""

    code: ClassVar[str] = "secrecy-refused"
    template: ClassVar[Text] = Text.of(en="{reason}; nothing was written", th="{reason} ไม่มีการบันทึกใด ๆ")

    reason: Text


def handled(changed: Iterable[Record], letter: Letter, now: Restriction, zone: "tzinfo | None") -> Iterator[Handling]:
    """What is done with a letter, where nothing was so far: whoever begins at this moment meets it."""
    if not any(isinstance(record, Handling) for record in changed):
        received_on = letter.received_at.astimezone(zone).date()
        yield begun(evolve(letter, restricted=now), received_on, letter.unit)


def checked(reading: "Reading", letter: Letter, level: str, reason: str, *, up: bool) -> "Term":
    """The level that is asked for, where a letter may go there."""
    vocabulary = reading.view.vocabulary(SECRECY)
    term = level_of(reading, level)
    if term is None:
        raise SecrecyRefused(_UNKNOWN.fill(level=level, known=titles_of(vocabulary.values())))
    now = letter.restricted.rank if letter.restricted else 0
    if (term.extra["rank"] <= now) if up else (term.extra["rank"] >= now):
        title = next(one.title for one in vocabulary.values() if one.extra["rank"] == now)
        raise SecrecyRefused((_NOT_ABOVE if up else _NOT_BELOW).fill(now=title))
    if not reason.strip():
        raise SecrecyRefused(_NO_REASON)
    return term


def numbers(lines: Iterable[RegisterEntry]) -> list[Add]:
    """The adds that give lines the next numbers of their series."""
    return [
        Add(series_cell(line.register, line.unit, line.year), 1, None, (Into(line.ref, "number"),)) for line in lines
    ]


def new_line(reading: "Reading", line: RegisterEntry, at: "datetime", identity: str) -> RegisterEntry:
    """A line in the ordinary register that goes with one of secret matter, not yet numbered."""
    on = at.date()
    registers = reading.view.vocabulary(REGISTERS)
    ordinary = next(code for code, term in registers.items() if term.extra.get("secret_register") == line.register)
    return RegisterEntry(
        id=identity, register=ordinary, unit=line.unit, year=series_year(reading, on, ordinary), registered_on=on
    )
