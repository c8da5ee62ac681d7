"""An office as one snapshot shows it: what reads through it reads that moment, and nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn, cast

from attrs import frozen

from orqa.office.office import Office
from orqa.office.rights import ProgramRights
from orqa.storage.errors import StoreReadOnly
from orqa.storage.protocol import Access

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.calendar import WorkCalendar
    from orqa.office.ports import Contributions
    from orqa.reporting.context import ReportContext
    from orqa.storage.protocol import Batch, Reader, Store

_NAME: Final = "report"


@frozen
class _Shown:
    """A store of which one snapshot is seen, by whoever it was opened for."""

    reader: "Reader"

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator["Reader"]:
        """The snapshot; for whom, and holding what, was said when it was opened."""
        del access, after
        yield self.reader

    def apply(self, batch: "Batch") -> NoReturn:
        """Nothing is written."""
        del batch
        raise StoreReadOnly(_NAME)


@frozen
class _Calendars:
    context: "ReportContext"

    def calendar(self, name: str, region: str | None = None, known_on: "date | None" = None) -> "WorkCalendar":
        """The office's own, whatever it is called, of a region."""
        del name, known_on
        return self.context.calendar_of(region or "")


def office_of(context: "ReportContext") -> Office:
    """The office that a report is about, as its reader shows it: services of areas read from that snapshot.

    Its clock stands at the moment at which the report is made; it offers the calendar alone, and writes nothing.
    """
    shown, offered = cast("Store", _Shown(cast("Reader", context.reader))), cast("Contributions", _Calendars(context))
    office = Office(shown, offered, context.profile.name, name=_NAME, clock=lambda: context.at, read_only=True)
    vars(office)["profile"] = context.profile
    seen = Access(context.tokens)
    office._rights = ProgramRights(access=seen, personal=seen)  # noqa: SLF001 - an office for whom the report is made
    return office
