"""Records of people that an earlier program left open to more readers than this one gives them are mended."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from orqa.base.refs import RecordRef
from orqa.domain.budgets.paper_records import BudgetPaper
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.organization.approvals import Approval
from orqa.domain.partnerships.enquiries import Enquiry
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.visits import Visit
from orqa.office.access import readers_of
from orqa.office.record_types import AREA_OF
from orqa.storage.errors import Conflict
from orqa.storage.protocol import SYSTEM, Batch, Put, Stored
from orqa.storage.query import Query

if TYPE_CHECKING:
    from orqa.office.office import Office

MEND: Final = "office.upgrade"
"""The action: it is part of bringing an office up to date."""

_PAGE: Final = 500
_TRIES: Final = 5
_CONTACTS: Final = (Visit.kind, OfficialTrip.kind, Enquiry.kind)
_SPENDING: Final = (SpendingCase.kind, BudgetPaper.kind)
_OF_WORK: Final = tuple(kind for kind, area in AREA_OF.items() if area == "attendance")
_KINDS: Final = (*_OF_WORK, *_CONTACTS, *_SPENDING, Approval.kind)
"""The kinds that tell of people's work and health, travels, questions and spending: what they are tells who reads."""


def mend_readers(office: "Office") -> Mapping[str, int]:
    """Write anew the records whose readers are not those that this program gives them; how many of each kind.

    Each gets one more version, the same but for its readers; earlier versions are seen by those who see the latest.
    Done again it finds nothing.

    Raises:
        Conflict: when the same records are written by others all the time.
    """
    counts = {kind: sum(_mended(office, kind)) for kind in _KINDS}
    return {kind: count for kind, count in counts.items() if count}


def _mended(office: "Office", kind: str) -> Iterator[int]:
    """How many records of a kind were mended, page after page."""
    after = None
    while True:
        with office.store.read(SYSTEM) as reader:
            page = reader.find(kind, Query(), (), after, _PAGE)
        refs = [stored.ref for stored in page.items if _due(office, stored) is not None]
        if refs:
            yield _written(office, refs)
        if (after := page.next) is None:
            return


def _written(office: "Office", refs: list[RecordRef]) -> int:
    """Write some records anew, looked at again where somebody else wrote to one meanwhile."""
    for left in reversed(range(_TRIES)):
        with office.store.read(SYSTEM) as reader:
            found = [stored for stored in reader.get_many(refs) if stored is not None]
        puts = tuple(put for stored in found if (put := _due(office, stored)) is not None)
        at = office.now()
        try:
            if puts:
                office.store.apply(Batch(office.ids.next_id(at), office.rights.name, MEND, at, puts))
        except Conflict:
            if not left:
                raise
            continue
        return len(puts)
    raise AssertionError  # pragma: no cover - the last try raises


def _due(office: "Office", stored: Stored) -> Put | None:
    """What writes a record with its readers; None where it has them."""
    record = office.codec.decode(stored)
    readers = readers_of(record)
    return None if set(readers) == set(stored.readers) else office.codec.encode(record, readers=readers)
