"""Requests that were made, whatever became of them (ทะเบียนคำขอ): by state, unit, route and whoever asked."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.domain.organization.errors import StateUnknown
from orqa.domain.organization.routes import routes, well_known
from orqa.office.deadlines import SECRET
from orqa.office.errors import NotFound
from orqa.office.naming import request_titles, route_title
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table
from orqa.storage.query import ALL, Query, equal, is_in

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.office import Office

APPROVAL: Final = Text.of(en="the request", th="คำขอ")
_UNIT = Text.of(en="the unit", th="หน่วยงาน")
_REQUESTS = Text.of(en="Requests", th="คำขอและการพิจารณา")
_WAITS = Text.of(en="waits for {role}, {unit}", th="รอ {role} ของ {unit}")
_STATES = {
    ApprovalState.PENDING: Text.of(en="waits", th="รอพิจารณา"),
    ApprovalState.RETURNED: Text.of(en="returned to whoever asked", th="ส่งคืนผู้ขอ"),
    ApprovalState.APPROVED: Text.of(en="approved", th="อนุมัติแล้ว"),
    ApprovalState.REJECTED: Text.of(en="rejected", th="ไม่อนุมัติ"),
    ApprovalState.WITHDRAWN: Text.of(en="withdrawn", th="ถอนแล้ว"),
}
_COLUMNS = (
    Column(name="opened_at", title=Text.of(en="Asked", th="เสนอเมื่อ"), type=ColumnType.MOMENT),
    Column(name="route", title=Text.of(en="Route", th="ลำดับการเสนอ")),
    Column(name="title", title=Text.of(en="Matter", th="เรื่อง"), personal=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="requester", title=Text.of(en="By", th="ผู้ขอ"), personal=True),
    Column(name="state", title=Text.of(en="State", th="สถานะ")),
    Column(name="moved_at", title=Text.of(en="Last move", th="ดำเนินการล่าสุด"), type=ColumnType.MOMENT),
    Column(name="id", title=Text.of(en="Request", th="คำขอเลขที่"), unbroken=True),
)


def state_of(office: "Office", approval: Approval) -> Text:
    """What people call the state of a request: for whom it waits, or how it ended."""
    step = approval.waits_for
    if step is None:
        return _STATES[approval.state]
    return _WAITS.fill(**request_titles(office, step.role, step.unit, approval.route, office.today()))


class ApprovalLists(Service):
    """Look requests up."""

    def get(self, identity: str) -> Approval:
        """The request of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([RecordRef(Approval.kind, identity)])
        if stored is None:
            raise NotFound(APPROVAL, identity)
        return cast("Approval", self._office.codec.decode(stored))

    def of(self, about: "Record | RecordRef") -> tuple[Approval, ...]:
        """The requests about a record, the oldest first."""
        ref = about if isinstance(about, RecordRef) else about.ref
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, Approval, equal("about", str(ref))))

    def latest(self, about: "Record | RecordRef", route: str = "", *, withdrawn: bool = True) -> Approval | None:
        """The newest request about a record; None where there is none.

        Args:
            about: the record, or its reference.
            route: only those along one route.
            withdrawn: whether one that was taken back counts.
        """
        found = (one for one in self.of(about) if route in {"", one.route})
        kept = (one for one in found if withdrawn or one.state is not ApprovalState.WITHDRAWN)
        return max(kept, key=lambda one: (one.opened_at, one.id), default=None)  # ids tell two of one moment apart

    def requests(
        self,
        *,
        state: ApprovalState | str | None = None,
        unit: str | None = None,
        route: str | None = None,
        requester: str | None = None,
        limit: int = 50,
    ) -> tuple[Approval, ...]:
        """The newest requests, the newest first, as far as whoever acts may see them.

        Args:
            state: pending, returned, approved, rejected or withdrawn; by default all.
            unit: id of the unit that asks; those below it today count, too.
            route: area and kind, such as ``letter.received``.
            requester: id or staff number of whoever asked.
            limit: how many at most.

        Raises:
            StateUnknown: when there is no such state.
            RouteUnknown: when the profile has no such route.
            NotFound: when there is no such unit or person.
        """
        query = self._query(state, unit, route, requester)
        with self._office.reading(personal=True) as reader:
            page = reader.find(Approval.kind, query, ("-opened_at",), limit=limit)
        return tuple(cast("Approval", self._office.codec.decode(stored)) for stored in page.items)

    def table(
        self,
        *,
        state: ApprovalState | str | None = None,
        unit: str | None = None,
        route: str | None = None,
        requester: str | None = None,
    ) -> Table:
        """All requests as a table, the newest first; its rows are read from the store each time.

        Arguments and errors as of :meth:`requests`.
        """
        office, query = self._office, self._query(state, unit, route, requester)

        def rows() -> Iterator[tuple[Any, ...]]:
            row = self._row(_names(office))
            with office.reading(personal=True) as reader:
                yield from map(row, every(office, reader, Approval, query, ("-opened_at",)))

        style, zone = Style.of_profile(office.profile), office.profile.time_zone
        return evolve(Table(_COLUMNS, rows, _REQUESTS), style=style, zone=zone)

    # ------------------------------------------------------------------ inside

    def _row(self, name_of: Callable[[str], Text | None]) -> Callable[[Approval], tuple[Any, ...]]:
        zone = self._office.zone
        profile, now = self._office.profile, self._office.organization.on(self._office.today())

        def row(one: Approval) -> tuple[Any, ...]:
            title = SECRET if one.restricted else one.title
            moved = one.moves[-1].at.astimezone(zone) if one.moves else None
            route, unit = route_title(profile, one.route), now.named(one.unit)
            asked = (one.opened_at.astimezone(zone), route, title, unit, name_of(one.requester))
            return (*asked, state_of(self._office, one), moved, one.id)

        return row

    def _query(
        self, state: ApprovalState | str | None, unit: str | None, route: str | None, requester: str | None
    ) -> Query:
        query = ALL
        if state is not None:
            query &= equal("state", _state(state).value)
        if unit is not None:
            query &= is_in("unit", self._with_those_below(unit))
        if route is not None:
            query &= equal("route", well_known(route, routes(self._office.rules().reading())))
        if requester is not None:
            query &= equal("requester", self._office.organization.person(requester).id)
        return query

    def _with_those_below(self, unit: str) -> tuple[str, ...]:
        organization = self._office.organization.on()
        if unit not in organization.structure.units:
            raise NotFound(_UNIT, unit)
        return (unit, *organization.below(unit))


def _state(named: ApprovalState | str) -> ApprovalState:
    try:
        return ApprovalState(named)
    except ValueError:
        raise StateUnknown(str(named), tuple(ApprovalState)) from None


def _names(office: "Office") -> Callable[[str], Text | None]:
    people = office.organization.structure.people
    return lambda person: people[person].name if person in people else None
