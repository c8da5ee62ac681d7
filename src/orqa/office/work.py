"""Several writes as one: what the calls of a block do is written together at its end, or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime
from functools import cached_property, partial
from threading import get_ident
from typing import TYPE_CHECKING, TypeVar

from attrs import asdict, evolve, frozen

from orqa.base.reasons import is_reason
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.organization.records import Key, Step
from orqa.office.access import readers_of
from orqa.office.errors import (
    AT_THE_END,
    ENDED,
    GIVEN_UP,
    NESTED,
    NO_REASON,
    OTHER_THREAD,
    NumberPending,
    WorkOvertaken,
    WorkRefused,
    twice,
)
from orqa.office.keys import Claim, are_seen, key_of, key_ref, look_up, step_of, usable, used_otherwise
from orqa.office.recorder import Made, Recorder, Save, working
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add, Batch, Receipt

if TYPE_CHECKING:
    from collections.abc import Collection

    from attrs import AttrsInstance

    from orqa.office.approvals import Approvals
    from orqa.office.attendance import AttendanceService
    from orqa.office.budgets import BudgetService
    from orqa.office.correspondence import Correspondence
    from orqa.office.holds import RecordHolds
    from orqa.office.office import Office
    from orqa.office.organization import OrganizationService
    from orqa.office.partnerships import PartnershipService
    from orqa.office.quality import QualityService
    from orqa.office.tasks import Tasks
    from orqa.storage.protocol import Write

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_ACTION = "work"


class Work:
    """The services of an office within one work; made by :meth:`orqa.office.office.Office.work`.

    What they read is what was there before the work. A work belongs to the thread that opened it: writing through it in
    another one is refused.
    """

    def __init__(self, office: "Office", collector: "Collector") -> None:
        self._office = office
        self._collector = collector

    @cached_property
    def correspondence(self) -> "Correspondence":
        """Letters and their registers (งานสารบรรณ)."""
        from orqa.office.correspondence import Correspondence

        return Correspondence(self._office, self._collector)

    @cached_property
    def attendance(self) -> "AttendanceService":
        """Attendance and leave, and what follows from them (งานการลงเวลาและการลา)."""
        from orqa.office.attendance import AttendanceService

        return AttendanceService(self._office, self._collector)

    @cached_property
    def organization(self) -> "OrganizationService":
        """Units, positions, people; a later change of the same work sees the earlier ones (หน่วยงานและบุคลากร)."""
        from orqa.office.organization import OrganizationService

        return OrganizationService(self._office, self._collector)

    @cached_property
    def quality(self) -> "QualityService":
        """Quality assurance: what is kept of evaluations (งานประกันคุณภาพการศึกษา)."""
        from orqa.office.quality import QualityService

        return QualityService(self._office, self._collector)

    @cached_property
    def partnerships(self) -> "PartnershipService":
        """International relations: institutions that the university works with (งานวิเทศสัมพันธ์)."""
        from orqa.office.partnerships import PartnershipService

        return PartnershipService(self._office, self._collector)

    @cached_property
    def budgets(self) -> "BudgetService":
        """Budgets: what is available is checked at the end, all postings of the work together (งบประมาณ)."""
        from orqa.office.budgets import BudgetService

        return BudgetService(self._office, self._collector)

    @cached_property
    def approvals(self) -> "Approvals":
        """Requests and decisions along the routes of the profile (การเสนอและการอนุมัติ)."""
        from orqa.office.approvals import Approvals

        return Approvals(self._office, self._collector)

    @cached_property
    def tasks(self) -> "Tasks":
        """What waits for somebody, done or handed on (งานที่ต้องทำ)."""
        from orqa.office.tasks import Tasks

        return Tasks(self._office, self._collector)

    @cached_property
    def holds(self) -> "RecordHolds":
        """What may not be destroyed, and why (การยับยั้งการทำลาย)."""
        from orqa.office.holds import RecordHolds

        return RecordHolds(self._office, self._collector)


@contextmanager
def open_work(office: "Office", reason: str, key: str | None) -> Iterator[Work]:
    """See :meth:`orqa.office.office.Office.work`."""
    recorder = office.recorder
    if recorder in working.get():
        raise WorkRefused(NESTED)
    if not is_reason(reason):
        raise WorkRefused(NO_REASON)
    collector = Collector(recorder, reason, key)
    token = working.set((*working.get(), recorder))
    with recorder.holding() as collector.held:
        try:
            yield Work(office, collector)
        except BaseException:
            collector.state = GIVEN_UP
            raise
        finally:
            working.reset(token)
        collector.write(office.now())


@frozen
class Pending:
    """The answer to a write that waits for the end of its work."""

    collector: "Collector"
    first: int
    count: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers taken.

        Raises:
            NumberPending: before the end of the work, or where it was given up.
        """
        receipt = self.collector.receipt
        if receipt is None:
            raise NumberPending(self.collector.state)
        return receipt.numbers[self.first : self.first + self.count]


class Collector:
    """Collects what the calls of a work write.

    Attributes:
        state: why the numbers are not known, as long as they are not.
        receipt: the store's answer; None before.
        held: what is held until the work is written or given up.
    """

    def __init__(self, recorder: Recorder, reason: str, key: str | None) -> None:
        self.state = AT_THE_END
        self.receipt: Receipt | None = None
        self.held = ExitStack()
        self._thread = get_ident()
        self._recorder = recorder
        self._reason = reason
        self._key = None if key is None else usable(key)
        self._known = None if key is None else look_up(recorder, key_ref(_ACTION, key))
        self._writes: dict[RecordRef, Write] = {}
        self._records: dict[RecordRef, Record] = {}
        self._adds: list[Add] = []
        self._actions: list[str] = []
        self._steps: list[Step] = []
        self._whys: list[Callable[[Refused], Exception | None]] = []

    def save(self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = ()) -> Pending:
        """Keep for the end; see :meth:`orqa.office.recorder.Recorder.save`.

        Raises:
            WorkRefused: when a record stands in the work already, the work has ended, or another thread opened it.
        """
        del at  # the batch has one moment, the end
        self._check_open()
        writes = {write.ref: write for write in self._recorder.writes(action, records)}
        if doubled := self._writes.keys() & writes.keys():
            raise WorkRefused(twice(min(doubled)))
        self._writes |= writes
        self._records |= {record.ref: record for record in records}
        pending = Pending(self, len(self._adds), len(adds))
        self._adds += adds
        self._actions.append(action)
        return pending

    def once(
        self,
        key: str | None,
        action: str,
        asked: "AttrsInstance",
        make: Callable[[Save], T],
        again: Callable[[Made], T],
    ) -> T:
        """See :meth:`orqa.office.recorder.Recorder.once`: where the work was done before, nothing is made."""
        self._check_open()
        if self._known is not None:
            return again(self._made_before(step_of(action, asked), self._known))
        if key is None:
            return self._made(step_of(action, asked), make, self.save)
        claim = Claim.of(key, action, asked)
        made = claim.made(self._recorder)
        if made is None:
            return self._made(claim.step, make, partial(claim.save, self.save))
        self._steps.append(evolve(claim.step, made=made))
        return again(made)

    def explain(self, why: Callable[[Refused], Exception | None]) -> None:
        """See :meth:`orqa.office.recorder.Recording.explain`: asked when the work is written."""
        self._whys.append(why)

    def holding(self) -> AbstractContextManager[ExitStack]:
        """See :meth:`orqa.office.recorder.Recording.holding`."""
        return nullcontext(self.held)

    def is_writing(self, ref: "RecordRef") -> bool:
        """See :meth:`orqa.office.recorder.Recording.is_writing`."""
        return ref in self._writes

    def is_writing_about(self, refs: "Collection[RecordRef]") -> bool:
        """See :meth:`orqa.office.recorder.Recording.is_writing_about`."""
        records = (asdict(record, recurse=False) for record in self._records.values() if record.ref not in refs)
        return any(isinstance(value, RecordRef) and value in refs for one in records for value in one.values())

    def waiting(self, ref: "RecordRef") -> Record | None:
        """See :meth:`orqa.office.recorder.Recording.waiting`."""
        return self._records.get(ref)

    def waiting_of(self, kind: type[R]) -> list[R]:
        """See :meth:`orqa.office.recorder.Recording.waiting_of`."""
        return [record for record in self._records.values() if isinstance(record, kind)]

    def write(self, at: datetime) -> None:
        """Write all of it.

        Raises:
            WorkOvertaken: when another process used a key of the work meanwhile.
            KeyUsedOtherwise: when less was done than under the work's key before.
        """
        self.state = GIVEN_UP
        if self._known is not None:
            self._compare(self._known)
        elif self._writes or self._adds:
            self.receipt = self._apply(at)
        self.state = ENDED

    def _made(self, step: Step, make: Callable[[Save], T], save: Save) -> T:
        before = len(self._writes)
        result = make(save)
        made = tuple(ref for ref in list(self._writes)[before:] if ref.kind != Key.kind)
        self._steps.append(evolve(step, made=made))
        return result

    def _made_before(self, step: Step, known: Key) -> Made:
        number = len(self._steps)
        before = known.steps[number] if number < len(known.steps) else None
        if before is None or evolve(before, made=()) != step or not are_seen(known, self._recorder):
            raise used_otherwise(str(self._key), known, self._recorder)
        self._steps.append(before)
        return before.made

    def _compare(self, known: Key) -> None:
        if len(self._steps) < len(known.steps):
            raise used_otherwise(str(self._key), known, self._recorder)

    def _apply(self, at: datetime) -> Receipt:
        recorder, adds = self._recorder, tuple(self._adds)
        writes = tuple(self._writes.values())
        if self._key is not None:
            record, adds = key_of(key_ref(_ACTION, self._key), at, tuple(self._steps), adds)
            writes += (recorder.codec.encode(record, readers=readers_of(record)),)
        action = self._actions[0] if len(set(self._actions)) == 1 else _ACTION
        batch = Batch(recorder.ids.next_id(at), recorder.rights.name, action, at, writes, adds, self._reason)
        try:
            return recorder.store.apply(batch)
        except Refused as refused:
            found = next((one for why in self._whys if (one := why(refused)) is not None), None)
            raise (found or refused) from refused
        except Conflict as conflict:
            if conflict.ref.kind != Key.kind:
                raise
            key = conflict.ref.id.partition("/")[2]
            if look_up(recorder, conflict.ref) is None:
                raise used_otherwise(key, None, recorder) from conflict
            raise WorkOvertaken(key) from conflict

    def _check_open(self) -> None:
        if self.state is not AT_THE_END:
            raise WorkRefused(ENDED)
        if get_ident() != self._thread:
            raise WorkRefused(OTHER_THREAD)
