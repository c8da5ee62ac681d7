"""Enquiries are read: one, many, how fast they were answered (ทะเบียนเรื่องสอบถาม)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from orqa.base.language import Text
from orqa.base.spreads import Spread
from orqa.domain.partnerships.enquiries import Enquiry, EnquiryState
from orqa.office.access import UNNAMED
from orqa.office.partnerships.keeping import Keeping, days_from
from orqa.storage.query import ALL, is_in

if TYPE_CHECKING:
    from orqa.reporting.tables import Table
    from orqa.storage.query import Query

ENQUIRY: Final = Text.of(en="the enquiry", th="เรื่องสอบถาม")


class AnswerTimes(NamedTuple):
    """How fast enquiries were answered.

    Attributes:
        received: how many came.
        answered: how many of these were answered.
        in_time: of these, how many by the day on which they were due; those without a day are left out.
        median: days from receiving to the first answer, the middle one, or the mean of the two middle ones; None where
            none was answered.
        slowest_tenth: the days within which nine of ten were answered.
    """

    received: int
    answered: int
    in_time: int
    median: Decimal | None
    slowest_tenth: int | None


class EnquiryReading(Keeping):
    """Read enquiries; a part of ``office.partnerships.enquiries``."""

    def get(self, enquiry: Enquiry | str) -> Enquiry:
        """An enquiry as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Enquiry, enquiry if isinstance(enquiry, str) else enquiry.id, ENQUIRY)

    def list(
        self, first: date | None = None, last: date | None = None, *, is_open: bool = False
    ) -> tuple[Enquiry, ...]:
        """Enquiries that came from one day to another, both included, by default all; open ones alone where asked."""
        return self._every(Enquiry, _came(first, last, is_open=is_open), ("received",))

    def times(self, first: date, last: date) -> AnswerTimes:
        """How fast the enquiries that came from one day to another were answered (ระยะเวลาตอบ), in calendar days.

        All count, also those that whoever acts may not see.
        """
        with self._office.store.read(UNNAMED) as reader:
            rows = reader.rows(Enquiry.kind, ("received", "answered", "due"), _came(first, last))
            found = [tuple(None if day is None else date.fromisoformat(str(day)) for day in row) for row in rows]
        days = [(answered - received).days for received, answered, _ in found if received and answered]
        in_time = sum(bool(answered and due and answered <= due) for _, answered, due in found)
        spread = Spread.of(days)
        return AnswerTimes(len(found), len(days), in_time, spread.median, spread.ninth)

    def table(self, first: date | None = None, last: date | None = None, *, is_open: bool = False) -> "Table":
        """Enquiries as a table (ทะเบียนเรื่องสอบถาม); see :meth:`list`. Who asks and what is personal data.

        Enquiries that whoever acts may not see are left out, and their number is told.
        """
        from orqa.office.partnerships.information_tables import enquiry_table

        table = enquiry_table(self._office, self.list(first, last, is_open=is_open))
        return self._with_left_out(table, Enquiry, _came(first, last, is_open=is_open))


def _came(first: date | None, last: date | None, *, is_open: bool = False) -> "Query":
    waiting = is_in("state", [EnquiryState.OPEN.value, EnquiryState.WAITING.value]) if is_open else ALL
    return days_from("received", first, last) & waiting
