"""Time clocks, whom their users are, and the punches that were fetched from them (เครื่องลงเวลา)."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.clock_errors import ClockRefused
from orqa.domain.attendance.clocks import Clock, ClockUser, PunchFile, PunchSheet
from orqa.domain.attendance.punches import Punch, in_order
from orqa.domain.attendance.sheets import punches_of
from orqa.office.access import UNNAMED
from orqa.office.attendance.punch_imports import PunchImport, import_punches
from orqa.office.attendance.punch_times import DayOrder
from orqa.office.attendance.records import all_of
from orqa.office.attendance.seeing import require_everybody, require_leave_of, sees_leave_of
from orqa.office.attendance.unknown_users import Unknown, unknown_users, users_by_number
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.office.tabular.mapping import Mapping as ColumnMapping
from orqa.office.turns import next_turn, or_raise
from orqa.storage.blobs import Blob
from orqa.storage.query import Query, between, equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save

CHANGE: Final = "clock.change"
"""The action, as the policy has it."""

_CLOCK = Text.of(en="the time clock", th="เครื่องลงเวลา")
_FILE = Text.of(en="the file of a time clock", th="แฟ้มของเครื่องลงเวลา")
_TWICE = Text.of(en="there is a clock {code} already", th="มีเครื่อง {code} อยู่แล้ว")
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_TAKEN = Text.of(
    en="user {user} of the clock {clock} is somebody else from {first} to {last}; end that first",
    th="ผู้ใช้ {user} ของเครื่อง {clock} เป็นผู้อื่นตั้งแต่ {first} ถึง {last} ให้สิ้นสุดรายการนั้นก่อน",
)
_MEANWHILE = Text.of(
    en="somebody else said at the same moment who user {user} of the clock {clock} is; look again",
    th="มีผู้จับคู่ผู้ใช้ {user} ของเครื่อง {clock} พร้อมกัน โปรดตรวจสอบอีกครั้ง",
)
_NOBODY = Text.of(
    en="user {user} of the clock {clock} is nobody on {day}", th="วันที่ {day} ผู้ใช้ {user} ของเครื่อง {clock} ไม่ใช่ผู้ใด"
)


class Clocks(Service):
    """Keep clocks, their users and their punches; reached as ``office.attendance.clocks``."""

    def add(  # noqa: PLR0913 - what is kept of a clock, by name
        self,
        code: str,
        *,
        place: str = "",
        unit: str = "",
        number: str = "",
        installed: date | None = None,
        key: str | None = None,
    ) -> Clock:
        """Keep a time clock (เพิ่มเครื่องลงเวลา).

        Args:
            code: what people call it by: letters, digits, ``.``, ``_`` and ``-``.
            place: where it stands.
            unit: code of the unit whose it is.
            number: how its own files call it: the number in ``1_attlog.dat``, or a serial number.
            installed: the first day on which it may have been used.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            ClockRefused: when there is a clock of that code.
            ValueError: for a code that is none.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        clock = Clock(id=code, place=place, unit=unit, number=number, installed=installed)

        def make(save: "Save") -> Clock:
            if code in self._clocks():
                raise ClockRefused(_TWICE.fill(code=code))
            save(CHANGE, self._office.now(), [clock])
            return evolve(clock, version=1)

        return self._recorder.once(key, CHANGE, Asked({"clock": clock}), make, lambda _: self.get(code))

    def get(self, code: str) -> Clock:
        """The clock of a code.

        Raises:
            NotFound: when there is none.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Clock.kind, code)])
        if stored is None:
            raise NotFound(_CLOCK, code)
        return cast("Clock", self._office.codec.decode(stored))

    def list(self) -> tuple[Clock, ...]:
        """Every clock."""
        return tuple(self._clocks().values())

    # ------------------------------------------------------------------ users

    def add_user(  # noqa: PLR0913 - who is which user when, by name
        self,
        clock: str,
        user: str,
        person: str,
        *,
        first: date,
        last: date | None = None,
        key: str | None = None,
    ) -> ClockUser:
        """Say who a user of a clock is (จับคู่ผู้ใช้เครื่องกับบุคลากร); punches that are there already count, too.

        Args:
            clock: code of the clock.
            user: number in the clock.
            person: id or staff number.
            first: the first day.
            last: the last day; None until further notice.
            key: as of :meth:`add`.

        Raises:
            NotFound: when there is no such clock or person.
            ClockRefused: when the user is somebody else on one of the days, the days are reversed, or somebody else
                says who the user is at the same moment.
        """
        if last is not None and last < first:
            raise ClockRefused(_REVERSED.fill(first=first, last=last))
        code, known = self.get(clock).id, self._office.organization.person(person).id
        asked = {"clock": code, "user": user, "person": known, "first": first, "last": last}

        def make(save: "Save") -> ClockUser:
            at, waiting = self._office.now(), self._waiting(code, user)
            turn = next_turn(self._office, f"clock-user-turn/{code}/{user}", len(waiting))
            self._refuse_taken(code, user, first, last)
            made = ClockUser(
                id=self._office.ids.next_id(at), clock=code, user=user, person=known, first=first, last=last
            )
            save(CHANGE, at, [made], [turn])
            return evolve(made, version=1)

        with or_raise(ClockRefused(_MEANWHILE.fill(user=user, clock=code))):
            return self._recorder.once(key, CHANGE, Asked(asked), make, lambda made: self._user(made[0]))

    def end_user(self, clock: str, user: str, last: date, *, key: str | None = None) -> ClockUser:
        """Say until when a user of a clock is who it is (สิ้นสุดการจับคู่ผู้ใช้): the number may be given to others then.

        Raises:
            ClockRefused: when nobody is that user on the day.
        """

        def make(save: "Save") -> ClockUser:
            now = [one for one in users_by_number(self._office).get((clock, user), ()) if one.holds_on(last)]
            if not now:
                raise ClockRefused(_NOBODY.fill(user=user, clock=clock, day=last))
            ended = evolve(now[0], last=last)
            save(CHANGE, self._office.now(), [ended])
            return evolve(ended, version=ended.version + 1)

        asked = Asked({"end": clock, "user": user, "last": last})
        return self._recorder.once(key, CHANGE, asked, make, lambda made: self._user(made[0]))

    def users(self, clock: str = "", person: str = "") -> tuple[ClockUser, ...]:
        """Who is which user of which clock; of one clock or person (id or staff number) where it is named.

        They are of the people whose leave whoever acts may see.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave of the person who is named.
        """
        query = equal("clock", clock) if clock else Query()
        if person:
            known = self._office.organization.person(person).id
            require_leave_of(self._office, known)
            query &= equal("person", known)
        return all_of(self._office, ClockUser, query)

    def unknown(self, first: date | None = None, last: date | None = None) -> tuple[Unknown, ...]:
        """Users with punches on days on which nobody is known to be them (ผู้ใช้ที่ยังไม่ทราบว่าเป็นใคร).

        Args:
            first: the first day that is looked at; by default all that there is.
            last: the last day; likewise.

        Raises:
            NotAllowed: when whoever acts may not see the leave of everybody.
        """
        require_everybody(self._office)
        sheets = self._sheets(first, last)
        return unknown_users(self._office, ((punch.device, punch) for sheet in sheets for punch in punches_of(sheet)))

    # ------------------------------------------------------------------ files and punches

    def import_file(
        self,
        path: str | Path,
        *,
        clock: str = "",
        format_name: str | None = None,
        mapping: ColumnMapping | None = None,
        order: DayOrder = DayOrder.UNKNOWN,
    ) -> PunchImport:
        """Take in the file of a time clock (นำเข้าข้อมูลการลงเวลา): its bytes are kept, its punches once each.

        A clock's file holds all that its memory does, so the next one holds the same punches and more: only those are
        new. Punches with a date that the clock cannot have had right are told, and are in no month.

        Args:
            path: the file; its ending or ``format_name`` tells the format.
            clock: code of the clock; by default told by the numbers in the file.
            format_name: name of a registered format, such as ``attlog`` or ``csv``.
            mapping: for tables: which column is what, where the heads do not tell.
            order: for tables: whether day or month stands first in its dates, where somebody knows.

        Raises:
            ClockRefused: when no clock, or more than one, is known by a number in the file.
            NotFound: when there is no such clock.
            ColumnsNotRecognised: when a table has no column for users, or none for times.
            BlobTooLarge: when the file is too large.
            AttachmentsUnplaced: when nobody said where bytes are kept.
            OrqaError: when no format fits.
            OSError: when the file cannot be read.
            StorageError: when the store cannot write; the punches that were written stay.
        """
        path = Path(path)
        items = self._office.contributions.read_punches(path, format_name)
        if items is None:
            from orqa.office.attendance.punch_rows import PunchTable

            items = PunchTable(self._office, path, format_name, mapping or ColumnMapping(), order).items()
        return import_punches(self._office, path, items, self._clocks(), self.get(clock) if clock else None)

    def files(self) -> tuple[PunchFile, ...]:
        """The files that were taken in, the first that was first; for those who may see the leave of everybody."""
        return all_of(self._office, PunchFile)

    def open_file(self, file: PunchFile | str) -> BinaryIO:
        """The bytes of a file as they were fetched, to be read from first to last.

        Raises:
            NotFound: when there is no such file.
            BlobMissing, BlobDamaged: when the bytes are not what was kept.
        """
        identity = file if isinstance(file, str) else file.id
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([RecordRef(PunchFile.kind, identity)])
        if stored is None:
            raise NotFound(_FILE, identity)
        kept = cast("PunchFile", self._office.codec.decode(stored))
        return self._office.blobs.open(Blob(kept.digest, kept.size))

    def punches(self, first: date, last: date, person: str = "") -> tuple[Punch, ...]:
        """The punches of people from one day to another, both included, by person and time (การลงเวลารายบุคคล).

        Their ``user`` is the id of the person, their ``device`` the code of the clock; those of users whom nobody is
        known to be are left out, see :meth:`unknown`, and so are those of people whom whoever acts may not see.

        Args:
            first: the first day.
            last: the last day.
            person: id or staff number; by default everybody.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave of the person who is named.
        """
        found: deque[Punch] = deque()
        wanted = {(one.clock, one.user) for one in self.users(person=person)} if person else None
        known = users_by_number(self._office)
        seen = cache(partial(sees_leave_of, self._office))
        only = self._office.organization.person(person).id if person else ""
        for sheet in self._sheets(first, last, wanted):
            users = [one for one in known.get((sheet.clock, sheet.user), ()) if not only or one.person == only]
            users = [one for one in users if seen(one.person)]
            found += _named(sheet, users, first, last)
        return tuple(in_order(found))

    # ------------------------------------------------------------------ inside

    def _clocks(self) -> dict[str, Clock]:
        with self._office.reading() as reader:
            return {clock.id: clock for clock in every(self._office, reader, Clock, Query())}

    def _user(self, ref: RecordRef) -> ClockUser:
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(_CLOCK, ref.id)
        return cast("ClockUser", self._office.codec.decode(stored))

    def _waiting(self, clock: str, user: str) -> tuple[ClockUser, ...]:
        waiting = self._recorder.waiting_of(ClockUser)
        return tuple(one for one in waiting if (one.clock, one.user) == (clock, user))

    def _refuse_taken(self, clock: str, user: str, first: date, last: date | None) -> None:
        for one in (*users_by_number(self._office).get((clock, user), ()), *self._waiting(clock, user)):
            if (last is None or one.first <= last) and (one.last is None or first <= one.last):
                raise ClockRefused(_TAKEN.fill(user=user, clock=clock, first=one.first, last=one.last or "…"))

    def _sheets(
        self, first: date | None, last: date | None, wanted: "set[tuple[str, str]] | None" = None
    ) -> Iterator[PunchSheet]:
        """The sheets of the months of a span; of some users where they are told."""
        months = between("month", f"{first:%Y-%m}" if first else None, f"{last:%Y-%m}~" if last else None)
        with self._office.store.read(UNNAMED) as reader:
            if wanted is None:
                yield from every(self._office, reader, PunchSheet, months)
                return
            for clock, user in sorted(wanted):
                query = months & equal("clock", clock) & equal("user", user)
                yield from every(self._office, reader, PunchSheet, query)


def _named(sheet: PunchSheet, users: Sequence[ClockUser], first: date, last: date) -> Iterator[Punch]:
    """The punches of a sheet from one day to another, of whoever the user was on each."""
    for punch in punches_of(sheet):
        day = punch.at.date()
        if first <= day <= last:
            yield from (punch._replace(user=one.person) for one in users if one.holds_on(day))
