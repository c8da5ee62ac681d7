"""Secret matter (ข้อมูลข่าวสารลับ): for whom it is, what lists show of it, and what becomes of lines when a level changes.

ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeVar

import attrs
from attrs import evolve

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.numbering import REGISTERS
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.terms import find_code
from orqa.domain.organization.restriction import Restriction
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term

SECRECY: Final = "secrecy"
"""The vocabulary of levels."""

_SHOWN: Final = {
    "letter": frozenset({"direction", "unit", "dated", "urgency", "secrecy", "received_at", "restricted"}),
    "register-entry": frozenset(
        {"register", "unit", "year", "number", "state", "registered_on", "letter", "dated", "restricted"}
    ),
    "circulation": frozenset(
        {"letter", "unit", "year", "number", "receivers", "due", "circulated_at", "state", "ended_on", "restricted"}
    ),
    "attachment": frozenset({"letter", "media_type", "size", "digest", "attached_at", "restricted"}),
    "stored-letter": frozenset(
        {"letter", "unit", "year", "number", "stored_on", "stage", "place", "condition", "loan", "restricted"}
    ),
    "secret-control": frozenset({"letter", "year", "number", "registered_on", "level", "copies", "restricted"}),
    "instrument": frozenset({"letter", "instrument_kind", "made", "first", "last", "unit", "restricted"}),
    "instrument-change": frozenset({"source", "target", "change", "on", "active", "restricted"}),
    "loan": frozenset(
        {
            "letter",
            "way",
            "borrower",
            "person",
            "unit",
            "lent_on",
            "due",
            "recalled_on",
            "returned_on",
            "is_out",
            "restricted",
        }
    ),
    "hold": frozenset({"about", "cause", "source", "placed_at", "active", "restricted"}),
    "draft": frozenset(
        {
            "letter_kind",
            "unit",
            "urgency",
            "secrecy",
            "edition",
            "state",
            "opened_at",
            "letter",
            "numbered_on",
            "restricted",
        }
    ),
}
"""What lists show of a restricted record: number, date, level, for whom it is. A field that is not named is hidden."""

R = TypeVar("R", bound=Record)


def listed(record: R) -> R:
    """A record as lists show it: nobody's list tells the subject of a secret letter, whatever the reader's clearance.

    Such a one has version 0, so that nobody writes it back by mistake.
    """
    return record if getattr(record, "restricted", None) is None else hidden(record)


def hidden(record: R) -> R:
    """A record as lists show it where it, or a later version of it, is restricted."""
    return evolve(record, **hidden_in_lists(type(record)))


def hidden_in_lists(kind: type[Record]) -> Mapping[str, Any]:
    """The fields of a kind that lists do not show where a record is restricted, and the value that tells nothing.

    Of kinds without any, such as tasks, the texts are empty from the start.
    """
    shown = _SHOWN.get(kind.kind)
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind) if shown else ()
    return MappingProxyType({one.name: _nothing(one) for one in fields if shown and one.name not in {*shown, "id"}})


def _nothing(field: "attrs.Attribute[Any]") -> Any:
    """The value that tells nothing: its default, else an empty text."""
    return "" if field.default is attrs.NOTHING else field.default


def level_of(reading: Reading, written: str) -> Term | None:
    """The level that somebody means who writes its code or its title."""
    vocabulary = reading.view.vocabulary(SECRECY)
    code = written if written in vocabulary else find_code(vocabulary, written)
    return reading.term(SECRECY, code) if code else None


def rank_of(reading: Reading, code: str) -> int:
    """How grave disclosure would be: 0 for what is open, and for what no level is known of."""
    term = reading.view.vocabulary(SECRECY).get(code)
    rank: int = term.extra["rank"] if term else 0
    return rank


def restriction_in(reading: Reading, register: str, level: str) -> Restriction | None:
    """Whom a letter is kept from that is entered in a register; None in one that is open to all."""
    if not reading.view.vocabulary(REGISTERS)[register].extra.get("secret"):
        return None
    return Restriction(rank=max(1, rank_of(reading, level)))


def raised(  # noqa: PLR0913 - where to, when, why and under which identity
    line: RegisterEntry, *, register: str, year: int, on: date, reason: str, restriction: Restriction, stub: str
) -> tuple[RegisterEntry, RegisterEntry]:
    """What becomes of the line of a letter that is raised to secret matter.

    The line goes into the register of secret matter, where it takes the next number, and with it all that it ever told.
    In its place stays one that tells number and day, and that the letter is secret; so the series has no hole.

    Args:
        line: as it stands in the ordinary register.
        register: code of the register of secret matter.
        year: of that register's series.
        on: the day.
        reason: why, or by whose order.
        restriction: for whom the letter is from now on.
        stub: id for the line that stays.

    Returns:
        the line that goes, and the one that stays.
    """
    stays = RegisterEntry(
        id=stub,
        register=line.register,
        unit=line.unit,
        year=line.year,
        number=line.number,
        state="void" if line.state == "void" else "raised",
        registered_on=line.registered_on,
        printed=line.printed,
        printed_key=line.printed_key,
    )
    goes = evolve(
        line,
        register=register,
        year=year,
        number=None,
        registered_on=on,
        printed=line.printed_number if line.printed else "",
        printed_key=None,
        reason=reason,
        raised_from=stays.ref,
        restricted=restriction,
    )
    return goes, stays


def lowered(
    line: RegisterEntry, letter: RecordRef, stays: RegisterEntry, reason: str
) -> tuple[RegisterEntry, RegisterEntry]:
    """What becomes of the line of a letter that is secret no longer.

    Args:
        line: as it stands in the register of secret matter, where it stays, for those who saw it.
        letter: the letter.
        stays: its line in the ordinary register: the one that it left there, or a new one.
        reason: why, or by whose order.

    Returns:
        the line of the register of secret matter, and that of the ordinary one.
    """
    told = {
        name: getattr(line, name) for name in ("reference", "dated", "sender", "recipient", "subject", "action", "note")
    }
    ordinary = evolve(stays, state="void" if stays.state == "void" else "lowered", letter=letter, reason=reason, **told)
    return evolve(line, state="lowered", reason=reason), ordinary


def with_level(letter: Letter, level: Term, restriction: Restriction | None) -> Letter:
    """A letter at another level."""
    return evolve(letter, secrecy=level.code, restricted=restriction)
