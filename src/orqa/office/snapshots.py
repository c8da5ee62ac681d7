"""An office as one snapshot shows it: what reads through it reads that moment, and nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn, cast

from attrs import frozen

from orqa.office.access import UNNAMED
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
    """A store of which one snapshot is seen, by whoever it was opened for.

    Attributes:
        reader: the snapshot.
        unnamed: the same moment, for what counts by :data:`orqa.office.access.UNNAMED`.
    """

    reader: "Reader"
    unnamed: "Reader"

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator["Reader"]:
        """The snapshot; for whom, and holding what, was said when it was opened."""
        del after
        yield self._of(access)

    @contextmanager
    def snapshot(self, *accesses: Access, after: int | None = None) -> Iterator[tuple["Reader", ...]]:
        """The same for several."""
        del after
        yield tuple(map(self._of, accesses))

    def _of(self, access: Access) -> "Reader":
        return self.unnamed if access == UNNAMED else self.reader

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
    readers = (cast("Reader", one) for one in (context.reader, context.unnamed or context.reader))
    shown, offered = cast("Store", _Shown(*readers)), cast("Contributions", _Calendars(context))
    office = Office(shown, offered, context.profile.name, name=_NAME, clock=lambda: context.at, read_only=True)
    vars(office)["profile"] = context.profile
    seen = Access(context.tokens)
    office._rights = ProgramRights(access=seen, personal=seen)  # noqa: SLF001 - an office for whom the report is made
    return office
