"""Records that an earlier program left open are mended by an upgrade: the same, but for their readers."""

from datetime import date

import pytest

from leave_samples import asked, employed
from orqa.domain.attendance.leave import Leave
from orqa.domain.organization.approvals import Approval
from orqa.office.access import readers_of
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.storage.protocol import OPEN, SYSTEM, Batch
from orqa.storage.query import Query


@pytest.fixture
def left_open(office: Office) -> Office:
    """An office whose leave was written before leave had readers."""
    employed(office)
    asked(office, "sick", date(2026, 12, 14), date(2026, 12, 15))
    for kind in (Leave.kind, Approval.kind):
        with office.store.read(SYSTEM) as reader:
            records = [office.codec.decode(stored) for stored in reader.find(kind, Query(), limit=100).items]
        puts = tuple(office.codec.encode(record, readers=()) for record in records)
        at = office.now()
        office.store.apply(Batch(office.ids.next_id(at), "program", "leave.request", at, puts))
    return office


def seen(office: Office, kind: str) -> int:
    with office.store.read(OPEN) as reader:
        return len(reader.find(kind, Query(), limit=100).items)


def test_leave_that_was_left_open_is_kept_from_others_again(left_open: Office) -> None:
    assert (seen(left_open, Leave.kind), seen(left_open, Approval.kind)) == (1, 1)
    (before,) = left_open.attendance.leave.of("E3")
    assert left_open.mend_readers() == {Leave.kind: 1, Approval.kind: 1}
    assert (seen(left_open, Leave.kind), seen(left_open, Approval.kind)) == (0, 0)
    (leave,) = left_open.attendance.leave.of("E3")
    assert (leave, leave.version) == (before, before.version + 1)
    with left_open.store.read(SYSTEM) as reader:
        (stored,) = reader.get_many([leave.ref])
        assert len(reader.history(leave.ref)) == leave.version
    assert stored is not None
    assert stored.readers == readers_of(leave)
    with left_open.store.read(OPEN) as reader:
        assert list(reader.history(leave.ref)) == [], "earlier versions are kept from them, too"
    assert left_open.verify(deep=True).findings == ()
    assert left_open.mend_readers() == {}, "again there is nothing to do"


def test_who_mends(left_open: Office) -> None:
    with pytest.raises(NotAllowed):
        left_open.acting("E3").mend_readers()
