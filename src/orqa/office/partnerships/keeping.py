"""What visits, trips and the information service share: reading one record or many, and writing once."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter
from orqa.office.errors import NotFound
from orqa.office.kept_records import KeptRecords
from orqa.storage.query import Query, between

if TYPE_CHECKING:
    from collections.abc import Sequence


REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
NO_REASON = Text.of(en="say why", th="ให้ระบุเหตุผล")
NO_PURPOSE = Text.of(en="say what it is for", th="ให้ระบุวัตถุประสงค์หรือชื่อ")
TO_COME = Text.of(en="its first day is still to come", th="ยังไม่ถึงวันแรก")
_LETTER = Text.of(en="the letter", th="หนังสือ")


class Keeping(KeptRecords):
    """Reads and writes records of one area."""

    def _partner(self, partner: str) -> str | None:
        """The id of an institution; None for none asked."""
        return self._office.partnerships.partner(partner).id if partner else None

    def _partners(self, partner: str) -> tuple[str, ...]:
        """The ids of an institution and of all that were merged into it."""
        return self._office.partnerships.ids_of(partner)

    def _agreement(self, agreement: str | None) -> str | None:
        """The id of an agreement that there is; None for none asked."""
        return self._office.partnerships.agreement(agreement).id if agreement else None

    def _letters(self, letters: "Sequence[RecordRef | str]") -> tuple[RecordRef, ...]:
        """References of letters that there are.

        Raises:
            NotFound: when one is not there, or may not be seen.
        """
        refs = [one if isinstance(one, RecordRef) else RecordRef(Letter.kind, one) for one in letters]
        with self._office.reading() as reader:
            found = reader.get_many(refs)
        for ref, stored in zip(refs, found, strict=True):
            if stored is None:
                raise NotFound(_LETTER, ref.id)
        return tuple(refs)


def days_from(field: str, first: date | None, last: date | None) -> Query:
    """What asks for a field from one day to another, both included; a day that is None sets no bound."""
    return between(field, first.isoformat() if first else None, f"{last.isoformat()}~" if last else None)


def reversed_days(first: date, last: date) -> Text | None:
    """What is wrong with two days; None where nothing is."""
    return REVERSED.fill(first=day_text(first), last=day_text(last)) if last < first else None
