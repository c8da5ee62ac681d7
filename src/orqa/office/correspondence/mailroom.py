"""What goes out by hand and is found again: delivery book, receipt slips, search cards (แบบที่ 16 ถึง 18)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import DraftState
from orqa.domain.correspondence.numbering import RECEIVED
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.storing import StoredLetter
from orqa.office.correspondence.storage_tables import lines_of
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.ruled import ruled_columns
from orqa.reporting.tables import Table
from orqa.storage.query import between, equal, is_in

if TYPE_CHECKING:
    from orqa.base.years import Period
    from orqa.domain.correspondence.drafting.records import Delivery

COLUMNS: Final = "mailroom.columns"
"""The rule: the columns of each of the three papers."""

BOOK, SLIP, CARD = "delivery-book", "receipt-slip", "search-card"
"""The papers, as the rule names them."""

_AT_ONCE: Final = 500
_FROM_TO = Text.of(en="from {sender} to {recipient}", th="จาก {sender} ถึง {recipient}")
_HIDDEN = Text.of(en="(restricted)", th="(เรื่องลับ)")


_TYPES: Final = {
    "number": ColumnType.NUMBER,
    "dated": ColumnType.DATE,
    "at": ColumnType.MOMENT,
    "received_on": ColumnType.DATE,
}
_PERSONAL: Final = ("sender", "recipient", "to", "received_by", "item", "action", "note")
_COLUMNS: Final = {
    name: Column(
        name=name,
        title=Text.of(en=name),
        type=_TYPES.get(name, ColumnType.TEXT),
        personal=name in _PERSONAL,
        unbroken=name == "reference",
    )
    for name in (*_TYPES, *_PERSONAL, "reference", "subject", "received_time")
}
"""What a column of the three papers may tell, by the field that the rule names."""


@frozen(kw_only=True)
class Handed:
    """One letter that went out one way.

    Attributes:
        draft: what went out; of a secret one what lists show.
        delivery: to whom, how and when; of a secret one how and when alone.
        line: its line in the register; None where it has none that may be seen.
    """

    draft: Draft
    delivery: "Delivery"
    line: RegisterEntry | None


class MailRoom(Service):
    """Tell what was handed over, to whom and when, and find letters again by their subject."""

    def handed(self, period: "Period | None" = None, *, way: str = "") -> tuple[Handed, ...]:
        """What went out in a period, the first one first.

        Args:
            period: by default this calendar year.
            way: code of the vocabulary ``delivery-way``; by default every way.
        """
        period, zone = period or self._office.year(), self._office.zone
        query = between("numbered_on", None, (period.last + timedelta(days=1)).isoformat())
        with self._office.reading() as reader:
            gone = [one for one in every(self._office, reader, Draft, query) if one.deliveries]
        lines = lines_of(self._office, (one.letter for one in gone if one.letter))
        found = (
            Handed(
                draft=listed(draft), delivery=_shown(draft, one), line=lines.get(draft.letter) if draft.letter else None
            )
            for draft in gone
            for one in draft.deliveries
            if (not way or one.way == way) and period.first <= one.at.astimezone(zone).date() <= period.last
        )
        return tuple(sorted(found, key=lambda one: (one.delivery.at, one.draft.id)))

    def delivery_book(self, period: "Period | None" = None) -> Table:
        """The delivery book (สมุดส่งหนังสือ, แบบที่ 16): what was handed over by hand in a period."""
        return self._paper(BOOK, map(self._delivered, self.handed(period, way="hand")))

    def receipt_slips(self, period: "Period | None" = None) -> Table:
        """The receipt slips (ใบรับหนังสือ, แบบที่ 17) of what was handed over in a period, a row for each."""
        return self._paper(SLIP, map(self._delivered, self.handed(period, way="hand")))

    def search_cards(self, period: "Period | None" = None) -> Table:
        """The search cards (บัตรตรวจค้น, แบบที่ 18) of the letters received in a period, by file code and subject."""
        period = period or self._office.year()
        last = None if period.last == date.max else (period.last + timedelta(days=1)).isoformat()
        query = equal("register", RECEIVED) & between("registered_on", period.first.isoformat(), last)
        with self._office.reading() as reader:
            lines = [listed(one) for one in every(self._office, reader, RegisterEntry, query)]
        codes = self._codes(lines)
        rows = [self._card(line, codes.get(line.letter.id, "")) for line in lines if line.letter is not None]
        return self._paper(CARD, sorted(rows, key=lambda row: (str(row["subject"]), row["number"] or 0)))

    # ------------------------------------------------------------------ inside

    def _paper(self, paper: str, rows: Iterable[Mapping[str, Any]]) -> Table:
        entries = self._office.rules().reading().value(COLUMNS, paper=paper)
        columns = ruled_columns(COLUMNS, entries, _COLUMNS)
        return Table.of(columns, [tuple(row.get(column.name) for column in columns) for row in rows])

    def _delivered(self, one: Handed) -> Mapping[str, Any]:
        draft, delivery, line = one.draft, one.delivery, one.line
        secret, known = draft.restricted is not None, delivery.outcome is DraftState.ACKNOWLEDGED
        received = delivery.outcome_at.astimezone(self._office.zone) if delivery.outcome_at and known else None
        return {
            "number": line.number if line else None,
            "reference": line.printed_number if line else None,
            "sender": line.sender if line else None,
            "recipient": draft.recipient or None,
            "to": delivery.to or None,
            "subject": _HIDDEN if secret else draft.subject,
            "at": delivery.at.astimezone(self._office.zone),
            "received_on": received.date() if received else None,
            "received_time": f"{received:%H:%M}" if received else None,
            "received_by": (delivery.words or None) if known else None,
            "note": delivery.proof or None,
        }

    def _card(self, line: RegisterEntry, code: str) -> dict[str, Any]:
        language = self._office.profile.language
        secret = line.restricted is not None
        subject = _HIDDEN.in_language(language) if secret else line.subject
        item = _FROM_TO.fill(sender=line.sender or "–", recipient=line.recipient or "–").in_language(language)
        return {
            "subject": " · ".join(filter(None, (code, subject))),
            "number": line.number,
            "reference": line.printed_number or None,
            "dated": line.dated,
            "item": None if secret else item,
            "action": line.action or None,
        }

    def _codes(self, lines: list[RegisterEntry]) -> dict[str, str]:
        """The file code of each letter that is stored; the id of a stored letter is its letter's."""
        refs = [str(line.letter) for line in lines if line.letter]
        found: dict[str, str] = {}
        with self._office.reading() as reader:
            for begin in range(0, len(refs), _AT_ONCE):
                part = is_in("letter", refs[begin : begin + _AT_ONCE])
                found |= {one.letter.id: one.code for one in every(self._office, reader, StoredLetter, part)}
        return found


def _shown(draft: Draft, delivery: "Delivery") -> "Delivery":
    """A delivery as lists show it: of a secret letter they name neither whom it went to nor what was written of it."""
    return delivery if draft.restricted is None else evolve(delivery, to="", words="", proof="")
