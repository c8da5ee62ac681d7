"""What falls due with letters: answers that are owed, and numbers still reserved when their series ends."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from orqa.base.language import Text
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.numbering import CENTRAL, REGISTERS
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.organization.tasks import unit_token
from orqa.office.deadlines import SECRET, Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import absent, between, equal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.correspondence.records import Letter
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term
    from orqa.storage.protocol import Reader

AREA: Final = "correspondence"
_AT_ONCE = 500
_ANSWER = Text.of(en="Answer: {subject}", th="ตอบหนังสือ: {subject}")
_RESERVED = Text.of(
    en="{number} of the {register} is still reserved at the end of its year: {reason}",
    th="เลขที่ {number} ใน{register} ยังจองไว้เมื่อสิ้นปี: {reason}",
)


def owed_answers(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Letters of which an answer is owed (หนังสือที่ต้องตอบ), on the day by which it must go out."""
    query = equal("state", HandlingState.OPEN.value) & absent("answered_on") & from_to("answer_by", first, last)
    with office.reading() as reader:
        owed = every(office, reader, Handling, query)
        while part := list(islice(owed, _AT_ONCE)):
            yield from map(_answer, part, _subjects(office, reader, part))


def _answer(handling: Handling, subject: str | Text) -> Deadline:
    return Deadline(
        day=cast("date", handling.answer_by),
        area=AREA,
        title=_ANSWER.fill(subject=subject),
        about=handling.letter,
        source=handling.ref,
        whom=unit_token(handling.unit) if handling.unit else "",
    )


def _subjects(office: "Office", reader: "Reader", handlings: list[Handling]) -> Iterator[str | Text]:
    """What the letters are about; of restricted ones, that they are."""
    for handling, stored in zip(handlings, reader.get_many([one.letter for one in handlings]), strict=True):
        letter = cast("Letter", office.codec.decode(stored)) if stored else None
        restricted = handling.restricted or (letter and letter.restricted)
        yield SECRET if restricted else letter.subject if letter else handling.letter.id


def reserved_numbers(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Numbers that still wait for a letter (เลขที่จองไว้), on the last day of the year of their series."""
    ends = cache(lambda register, year: _last_day(office, register, year))
    titles: Mapping[str, Term] = office.profile.vocabularies.get(REGISTERS, {})
    query = equal("state", "reserved") & between("year", first.year - 1, last.year + 2)  # wherever years begin
    with office.reading() as reader:
        for line in every(office, reader, RegisterEntry, query):
            day = ends(line.register, line.year)
            if first <= day <= last:
                yield _reserved(line, day, titles)


def _last_day(office: "Office", register: str, year: int) -> date:
    reading = office.rules().reading()
    kind = reading.value("register.restart", register=register).removesuffix("_year")
    return office.year(kind, office.written_year(year)).last


def _reserved(line: RegisterEntry, day: date, titles: "Mapping[str, Term]") -> Deadline:
    term = titles.get(line.register)
    number = line.printed_number or str(line.number)
    title = _RESERVED.fill(number=number, register=term.title if term else line.register, reason=line.reason)
    return Deadline(
        day=day,
        area=AREA,
        title=SECRET if line.restricted else title,
        about=line.ref,
        source=line.ref,
        whom="" if line.unit == CENTRAL else unit_token(line.unit),
    )
