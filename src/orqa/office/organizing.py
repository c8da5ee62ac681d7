"""Reading the organization whole, and changing it one decision after the other."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, TypeVar, cast

from attrs import evolve, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, reasons
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.organization.checking import Check
from orqa.domain.organization.records import Key, OrganizationState
from orqa.domain.organization.structure import PARTS, Organization, Structure
from orqa.office.errors import NotFound
from orqa.office.recorder import Made, Recording, Save
from orqa.office.service import Asked, Service
from orqa.rules.decisions import Decision
from orqa.storage.errors import Conflict

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader

R = TypeVar("R", bound=Record)

Decide: TypeAlias = Callable[[Check, datetime], Record | tuple[Record, ...] | None]
"""Gives the records to write, the one that the caller asked about first; none where it found an error."""

STATE = RecordRef(OrganizationState.kind, "organization")
TITLE = Text.of(en="the organization record", th="รายการหน่วยงานหรือบุคลากร")

_PAGE = 1_000
_DAYS_KEPT = 64
_TRIES = 20


class OrganizationRefused(OrqaError, ValueError):
    """The organization was not changed: ``findings`` say why, and what is allowed; nothing was written."""

    code: ClassVar[str] = "organization-refused"
    template: ClassVar[Text] = Text.of(en="the organization was not changed: {reasons}", th="ไม่ได้เปลี่ยนแปลง: {reasons}")

    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, Any]:
        """The messages of the errors among the findings, joined."""
        return {"reasons": reasons(self.findings)}


@frozen(kw_only=True)
class Changed(Generic[R]):
    """A change of the organization that was made.

    Attributes:
        record: the record as it is now.
        findings: what to look at: warnings and notes, never errors.
        decision: the id of the record, and the rules that the change rests on.
    """

    record: R
    findings: tuple[Finding, ...] = ()
    decision: Decision[str] | None = field(default=None, repr=False)


class StructureCache:
    """The organization as it was read last; whether it is still so, the version of its state tells."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = -1
        self._structure = Structure()
        self._days: dict[date, Organization] = {}

    def structure(self, office: "Office") -> Structure:
        """The organization as it is now."""
        with office.reading() as reader:
            version = _version(reader)
            with self._lock:
                if version == self._version:
                    return self._structure
            structure = _read(office, reader)
        with self._lock:
            self._version, self._structure, self._days = version, structure, {}
        return structure

    def on(self, office: "Office", day: date) -> Organization:
        """How the organization stands on a day."""
        structure = self.structure(office)
        with self._lock:
            known = self._days.get(day)
            if known is not None and known.structure is structure:
                return known
            if len(self._days) >= _DAYS_KEPT:
                self._days.clear()
            made = self._days[day] = structure.on(day)
        return made


class Organizing(Service):
    """Reads and changes the organization."""

    def __init__(self, office: "Office", recording: Recording | None = None) -> None:
        super().__init__(office, recording)
        self._pending: list[Record] = []

    @property
    def structure(self) -> Structure:
        """All records of the organization, of all days; in a work, with what the work has changed so far."""
        known = self._office.structures.structure(self._office)
        return known.having(self._pending) if self._pending else known

    def on(self, day: date | None = None) -> Organization:
        """How the organization stands on a day, by default today: who was what, who acts for whom."""
        day = day or self._office.today()
        if self._pending:
            return self.structure.on(day)
        return self._office.structures.on(self._office, day)

    def _change(
        self,
        action: str,
        decide: Decide,
        *,
        key: str | None,
        asked: Mapping[str, Any],
        on: date,
    ) -> Changed[Any]:
        """Decide about a change and write it; when somebody else was faster, decide again.

        Args:
            action: what is done, such as ``organization.rename``.
            decide: see :data:`Decide`.
            key: of the caller's choice, or None.
            asked: what was asked for.
            on: the day whose rules count.

        Raises:
            OrganizationRefused: when the decision found an error; nothing is written.
        """
        self._office.require(action)
        return self._recorder.once(
            key,
            action,
            Asked({"on": on, **asked}),
            lambda save: self._decided(action, decide, on, save),
            self._made,
        )

    def _add(self, action: str, decide: Decide, asked: Any, key: str | None, on: date) -> Changed[Any]:
        return self._change(action, decide, key=key, asked={"asked": asked}, on=on)

    def _decided(self, action: str, decide: Decide, on: date, save: Save) -> Changed[Any]:
        for left in reversed(range(_TRIES)):
            at = self._office.now()
            state = owner(self._office, at)  # before the organization itself: a change in between is a conflict then
            reading = self._office.profile.at(on).reading()
            check = Check(self.structure, reading, self._office.calendars.wrong_region)
            made = decide(check, at)
            records: tuple[Record, ...] = made if isinstance(made, tuple) else (made,) if made is not None else ()
            if check.is_refused() or not records:
                raise OrganizationRefused(tuple(check.findings))
            try:
                save(action, at, [*records, *(() if self._pending else (state,))])
            except Conflict as conflict:
                if conflict.ref.kind == Key.kind or not left:
                    raise
                continue
            self._keep(records)
            record = evolve(records[0], version=records[0].version + 1)
            decision = check.reading.decision(record.id, {"on": on, "action": action})
            return Changed(record=record, findings=tuple(check.findings), decision=decision)
        raise AssertionError  # pragma: no cover - the last try raises

    def _text(self, text: "str | Mapping[str, str] | Text") -> Text:
        """A text, in the office's own language where none is told."""
        return Text.of(**{self._office.profile.language: text}) if isinstance(text, str) else Text.from_value(text)

    def _keep(self, records: Iterable[Record]) -> None:
        if self._recording is not None:
            self._pending += records

    def _made(self, made: Made) -> Changed[Any]:
        with self._office.reading() as reader:
            (stored,) = reader.get_many(made[:1])
        if stored is None:
            raise NotFound(TITLE, made[0].id)
        return Changed(record=self._office.codec.decode(stored))


def owner(office: "Office", at: datetime) -> OrganizationState:
    """The owner of what holds in the organization, to be written with each change of it."""
    with office.reading() as reader:
        (stored,) = reader.get_many([STATE])
    known = office.codec.decode(stored) if stored else OrganizationState(id=STATE.id, changed_at=at)
    return evolve(cast("OrganizationState", known), changed_at=at)


def _version(reader: "Reader") -> int:
    (stored,) = reader.get_many([STATE])
    return stored.version if stored else 0


def _read(office: "Office", reader: "Reader") -> Structure:
    parts: Any = {name: tuple(_every(office, reader, kind.kind)) for name, kind in PARTS.items()}
    return Structure(**parts)


def _every(office: "Office", reader: "Reader", kind: str) -> Iterator[Record]:
    after = None
    while True:
        page = reader.find(kind, after=after, limit=_PAGE)
        yield from map(office.codec.decode, page.items)
        after = page.next
        if after is None:
            return
