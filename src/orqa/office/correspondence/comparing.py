"""Doubles and receive stamps: what is worked out from a registered letter on demand; a part of its service."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from attrs import evolve

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.doubles import RULE, Double, Likeness, likeness
from orqa.domain.correspondence.numbering import CENTRAL
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.stamp import decide_stamp
from orqa.office.correspondence.dossier import Which, letter_of
from orqa.office.errors import ENTRY, LETTER, NotFound
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.rules.errors import UnknownParameter
from orqa.storage.query import Query, equal, is_in

if TYPE_CHECKING:
    from orqa.domain.correspondence.stamp import ReceiveStamp
    from orqa.rules.decisions import Decision

_ALL = 100
_ORDER = tuple(Likeness)


class Comparing(Service):
    """Compare letters, and stamp them."""

    def doubles(self, letter: Which) -> tuple[Double, ...]:
        """Other letters that may be one and the same (หนังสือซ้ำ), the likeliest first; looked for when asked.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
        """
        ref = letter_of(letter)
        percent = self._percent()
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref])
            if stored is None:
                raise NotFound(LETTER, ref.id)
            known = cast("Letter", self._office.codec.decode(stored))
            others = {one.id: one for query in _alike(known) for one in every(self._office, reader, Letter, query)}
        found = [
            Double(letter=listed(other), likeness=how)
            for other in others.values()
            if (how := likeness(known, other, percent)) is not None
        ]
        return tuple(sorted(found, key=lambda one: (_ORDER.index(one.likeness), one.letter.id)))

    def check_doubles(self, letter: Which) -> tuple[Finding, ...]:
        """Its doubles as findings, each with the register number of the other letter."""
        doubles = self.doubles(letter)
        with self._office.reading() as reader:
            query = is_in("letter", [str(one.letter.ref) for one in doubles])
            lines = list(every(self._office, reader, RegisterEntry, query)) if doubles else []
        numbers = {line.letter: f"{line.number}/{self._office.written_year(line.year)}" for line in reversed(lines)}
        return tuple(
            evolve(one.finding(numbers.get(one.letter.ref, one.letter.id)), record=one.letter.ref) for one in doubles
        )

    def stamp(self, entry: RegisterEntry | str) -> "Decision[ReceiveStamp]":
        """The receive stamp of a line of a register (ตรารับหนังสือ, แบบที่ 12), with the rules that it rests on.

        Raises:
            NotFound: when there is no such line, or it has no letter.
            UnknownParameter: when the profile knows no stamp.
        """
        office = self._office
        with office.reading() as reader:
            (line,) = reader.get_many([_line_ref(entry)])
            known = cast("RegisterEntry", office.codec.decode(line)) if line else None
            (stored,) = reader.get_many([known.letter]) if known and known.letter else (None,)
        if known is None or stored is None:
            raise NotFound(ENTRY, _line_ref(entry).id)
        letter = cast("Letter", office.codec.decode(stored))
        received = letter.received_at.astimezone(office.zone)
        on = known.registered_on
        reading = office.profile.at(on).reading()
        return decide_stamp(reading, known, self._agency(known), on, received.time())

    # ------------------------------------------------------------------ inside

    def _agency(self, line: RegisterEntry) -> Text:
        """The unit whose register it is; for the office as a whole the unit above all others."""
        organization = self._office.organization.on(line.registered_on)
        unit = line.unit if line.unit != CENTRAL else next(iter(organization.children()), "")
        span = organization.unit(unit)
        return span.title if span else self._office.profile.title

    def _percent(self) -> int:
        try:
            percent: int = self._office.rules().reading().value(RULE)
        except UnknownParameter:
            return _ALL
        return percent


def _alike(letter: Letter) -> Iterator[Query]:
    """What doubles are found among: letters of the same number, and those of the same date."""
    if letter.reference_key is not None:
        yield equal("reference_key", letter.reference_key)
    if letter.dated is not None:
        yield equal("dated", letter.dated.isoformat())


def _line_ref(entry: RegisterEntry | str) -> RecordRef:
    return entry.ref if isinstance(entry, RegisterEntry) else RecordRef(RegisterEntry.kind, entry)
