"""The office: the one object that a program, a command or a notebook holds."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from orqa.base.eras import OFFSET, Era
from orqa.base.ids import IdSequence
from orqa.base.refs import RecordRef
from orqa.domain.organization.records import OfficeSettings
from orqa.office.calendars import Calendars
from orqa.office.errors import OtherProfile, ProfileNeeded
from orqa.office.keeping import Kept
from orqa.office.record_types import office_codec
from orqa.office.recorder import Recorder
from orqa.office.rights import PROGRAM, Rights
from orqa.office.services import Services
from orqa.storage import reasons
from orqa.storage.errors import Conflict, JoiningRefused
from orqa.storage.protocol import SYSTEM, Joinable, Reader, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from zoneinfo import ZoneInfo

    from orqa.base.calendar import WorkCalendar
    from orqa.base.years import Year
    from orqa.domain.organization.people import Person
    from orqa.office.access import Actor
    from orqa.office.organizing import StructureCache
    from orqa.office.ports import Clock, Contributions
    from orqa.office.work import Work
    from orqa.rules.profile import Profile
    from orqa.rules.views import View
    from orqa.storage.blobs import Blobs
    from orqa.storage.protocol import AfterCommit

_SETTINGS = RecordRef(OfficeSettings.kind, "office")


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class Office(Services, Kept):
    """An office (สำนักงาน) over one store, under one profile of rules.

    Made by :func:`orqa.open_office`. Threads may share it. The store is opened and checked at the first use, not
    before; use the office as a context manager, or call :meth:`close`.

    Args:
        store: where records are kept.
        contributions: what plugins offer.
        profile: name of the profile; None takes the one that the store's office works under.
        name: how messages call the store, without secrets of its URL.
        clock: tells the moment; a moment without a time zone is taken to be in the profile's.
        read_only: refuse to begin a new office in an empty store.
        blobs: where the bytes of attachments are kept; None where nobody said.
        look: opens the store for reading only; asked first where no profile is named, so that a mistyped URL does
            not leave an empty store behind.
    """

    def __init__(  # noqa: PLR0913 - made in one place, plugins.opening
        self,
        store: Store,
        contributions: "Contributions",
        profile: str | None,
        *,
        name: str,
        clock: "Clock" = system_clock,
        read_only: bool = False,
        blobs: "Blobs | None" = None,
        look: "Callable[[], Store] | None" = None,
    ) -> None:
        self._store = store
        self._look = look
        self._asked = profile
        self._clock = clock
        self._read_only = read_only
        self._blobs = blobs
        self._lock = threading.RLock()
        self._after: tuple[Office, AfterCommit] | None = None
        self._rights: Rights = PROGRAM
        self.contributions = contributions
        self.name = name
        self.codec = office_codec()
        self.ids = IdSequence()
        self.calendars = Calendars(self)

    def work(self, reason: str, *, key: str | None = None) -> AbstractContextManager["Work"]:
        """Several writes as one: what the block does through the work is written at its end, or nothing of it.

        ::

            with office.work("แฟ้มเดียวกัน") as work:
                first = work.correspondence.receive(...)
                second = work.correspondence.receive(...)
            print(first.number, second.number)

        Reads inside show what was there before. Numbers are taken at the end of the block and are known after it.
        After any error in the block nothing of it is written.

        Args:
            reason: why, for the journal.
            key: of the caller's choice: the same work with the same key, whenever it comes again, writes nothing and
                gives the first results.

        Raises:
            WorkRefused: when a work of this office is open already, or no reason is given; in the block, for a write in
                another thread.
            KeyNotUsable: when the key is none.
            KeyUsedOtherwise: in the block, when the key stands for another work.
            WorkOvertaken: at the end, when another process used a key of the work meanwhile.
            StorageError: at the end, when the store cannot write.
        """
        from orqa.office.work import open_work

        return open_work(self, reason, key)

    def joined(self, connection: "Any", on_commit: "AfterCommit") -> "Office":
        """This office in the transaction of another program's connection to the same database.

        What is done through it is written when the host commits and is not when the host rolls back; numbers have no
        gap and no double then either. Reading shows what the host's transaction shows. With Django::

            with transaction.atomic():
                entry = office.joined(connection.connection, transaction.on_commit).correspondence.receive(...)

        Make one for each transaction, in the thread of the connection; it needs no closing. Before the first one, this
        office is opened, on a connection of its own: nothing is made in the host's transaction. Proof, copies and
        upgrades (``verify``, ``checkpoint``, ``journal``, ``copy_to``, ``upgrade`` …) are refused in it.

        Args:
            connection: the driver's own, with a transaction open: of :mod:`sqlite3` to the office's file, or of psycopg
                to the office's database.
            on_commit: is given what is to be done after the host's commit, such as Django's ``transaction.on_commit``:
                removing the bytes of what was destroyed, letting go of those that were attached. ``pending.append``
                will do where the host calls each of ``pending`` after its commit.

        Raises:
            JoiningRefused: when the store or the connection cannot.
        """
        store = self.store
        if not isinstance(store, Joinable):
            raise JoiningRefused(self.name, reasons.CANNOT_JOIN)
        return self._over(store.joined(connection, on_commit), self._rights, (self, on_commit))

    def acting(self, person: "Actor | Person | str", on: date | None = None) -> "Office":
        """This office for one person: it shows what they may see and does what the policy lets them do.

        Cheap: make one for each request. It shares the store and needs no closing. The journal names the person.
        Nobody is asked for a password here: the program that calls this has made sure who it is. ::

            mine = office.acting("6501")
            entry = mine.correspondence.receive(...)

        An office that nobody acts through is the program itself: it shows open records only and may write those. One
        that is kept for longer follows the organization: a role, acting or clearance counts no longer once it ended.

        Args:
            person: the person, their staff code or id; or, for a program that knows its people better than the office
                does, an :class:`~orqa.office.access.Actor` of its own, which stays as it is given.
            on: the day whose rules, roles, units and clearances count; by default the one on which something is done.

        Raises:
            NotFound: when there is no such person.
            UnknownParameter: when the profile has no policy ``access.policy``.
        """
        from orqa.office.acting import standing_rights

        program = self if self._rights is PROGRAM else self._over(self.store, PROGRAM, self._after)
        return self._over(self.store, standing_rights(program, person, on), self._after)

    @property
    def rights(self) -> Rights:
        """What may be done through this office, and seen."""
        return self._rights

    @property
    def actor(self) -> "Actor | None":
        """Who acts through this office; None for the program itself."""
        return self._rights.actor

    def require(self, action: str, unit: str | None = None) -> None:
        """Go on where whoever acts may do something; every write asks this itself, with the units of its records.

        Args:
            action: such as ``letter.receive``.
            unit: id of the unit that it is done for; empty for the office as a whole; None where it is not known yet.

        Raises:
            NotAllowed: where not: it says which roles may.
        """
        self._rights.require(action, unit)

    def _over(self, store: Store, rights: Rights, after: "tuple[Office, AfterCommit] | None") -> "Office":
        """The same office, already begun, over another handle on its store or for somebody else."""
        office = Office(
            store,
            self.contributions,
            self._asked,
            name=self.name,
            clock=self._clock,
            read_only=self._read_only,
            blobs=self._blobs,
        )
        office.ids = self.ids
        office.calendars = self.calendars.of_office(office)
        vars(office)["profile"] = self.profile
        if store is self._store:  # what a host has not committed yet is nobody else's
            vars(office)["structures"] = self.structures
        office._rights, office._after = rights, after
        return office

    def once_written(self, do: "Callable[[Office], object]") -> None:
        """Do what cannot be taken back, such as removing bytes, once what was done so far is written for good.

        Args:
            do: is given the office to do it with; called at once, or in a host's transaction after its commit.
        """
        if self._after is None:
            do(self)
        else:
            office, on_commit = self._after
            on_commit(lambda: do(office))

    def rules(self, on: date | None = None, known_on: date | None = None) -> "View":
        """The rules as they stand on a day (by default today), as known on a day (by default now)."""
        return self.profile.at(on or self.today(), known_on)

    # ------------------------------------------------------------------ what it stands on

    @cached_property
    def profile(self) -> "Profile":
        """The profile of rules that the office works under.

        Raises:
            ProfileNeeded: when the store holds no office and none was asked for.
            OtherProfile: when the store's office works under another profile.
        """
        name = self._profile_name
        with self._lock:
            return self.contributions.profile(name)

    @cached_property
    def _profile_name(self) -> str:
        """Which profile it is, the store being checked; its rules are read where one is asked for."""
        with self._lock:
            return self._begin()

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The office's time zone, from its profile."""
        return _zone_of(self.profile)

    @cached_property
    def calendar(self) -> "WorkCalendar":
        """The working days of the office, by the calendar and the region that its profile names (วันทำการ).

        A profile without a region has nationwide days off. Days of a person or of a unit are counted by
        ``office.calendars``, by the region in which they work.
        """
        return self.calendars.of_region()

    @cached_property
    def structures(self) -> "StructureCache":
        """The organization as it was read last."""
        from orqa.office.organizing import StructureCache

        return vars(self).setdefault("structures", StructureCache())  # type: ignore[no-any-return] # as of recorder

    @property
    def store(self) -> Store:
        """The store, open and checked."""
        if "profile" not in vars(self):  # an office over another's store was checked with it
            _ = self._profile_name
        return self._store

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self._read_only

    @cached_property
    def recorder(self) -> Recorder:
        """Writes records; one for all threads, by which an open work knows its office."""
        made = Recorder(self.store, self.codec, self.ids, self._rights, lambda do: self.once_written(lambda _: do()))
        known: Recorder = vars(self).setdefault("recorder", made)  # two threads may come here at once
        return known

    def now(self) -> datetime:
        """The moment by the office's clock, in its time zone."""
        at = self._clock()
        return at.astimezone(self.zone) if at.tzinfo else at.replace(tzinfo=self.zone)

    def today(self) -> date:
        """The day by the office's clock, in its time zone."""
        return self.now().date()

    def year(self, kind: str = "calendar", named: int | None = None) -> "Year":
        """A year of the office: which days it has is a rule of the profile.

        Args:
            kind: ``calendar``, ``fiscal`` (ปีงบประมาณ) or ``academic`` (ปีการศึกษา).
            named: by its name in the era of the profile, such as 2569; by default the one that today is in.

        Raises:
            UnknownParameter: when the profile has no such kind of year.
        """
        from orqa.base.years import YearRule

        start = self.rules().reading().value(f"years.{kind}")
        rule = YearRule(kind=kind, month=start["month"], day=start["day"], named_by=start["named_by"])
        return rule.year_of(self.today()) if named is None else rule.year(named, self.profile.era)

    def written_year(self, year: int) -> int:
        """A Christian-era year as the office writes it: 2026 is 2569 where years are Buddhist."""
        return year + OFFSET if self.profile.era == Era.BUDDHIST else year

    @contextmanager
    def reading(self, after: int | None = None, *, personal: bool = False) -> Iterator[Reader]:
        """A snapshot of what whoever acts may see, holding at least the write whose token is ``after``.

        Args:
            after: a token of a write.
            personal: with leave, which the program itself may see, too (:attr:`orqa.office.rights.Rights.personal`).
        """
        with self.store.read(self._rights.personal if personal else self._rights.access, after) as reader:
            yield reader

    # ------------------------------------------------------------------ life

    def close(self) -> None:
        """Release the store's files and connections."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Office {self.name}>"

    def _begin(self) -> str:
        """Check the store, and in an empty one begin the office."""
        if self._asked is None and self._look is not None:
            with closing(self._look()) as store:
                self._agreed(store)
        return self._agreed(self._store) if self._asked is None else self._agreed_or_begun(self._asked)

    def _agreed_or_begun(self, asked: str) -> str:
        try:
            return self._agreed(self._store)
        except ProfileNeeded:
            profile = self.contributions.profile(asked)
        if self._read_only:
            return profile.name
        at = self._clock()
        at = at if at.tzinfo else at.replace(tzinfo=_zone_of(profile))
        settings = OfficeSettings(
            id=_SETTINGS.id, profile=profile.name, data_version=profile.data_version, opened=at.isoformat()
        )
        try:
            Recorder(self._store, self.codec, self.ids).save("office.begin", at, [settings])
        except Conflict:  # somebody else began it this very moment
            return self._agreed(self._store)
        return profile.name

    def _agreed(self, store: Store) -> str:
        """The name of the profile of the office that a store holds, where it is the one that was asked for.

        Raises:
            ProfileNeeded: when it holds none.
            OtherProfile: when it is another.
        """
        store.ensure(self.codec.kinds)
        with store.read(SYSTEM) as reader:
            (stored,) = reader.get_many([_SETTINGS])
        if stored is None:
            raise ProfileNeeded(self.name, self.contributions.profile_names())
        found = str(stored.body["profile"])  # not by its class: what makes objects of bodies is slow to load
        if self._asked not in {None, found}:
            raise OtherProfile(self.name, found, str(self._asked))
        return found


def _zone_of(profile: "Profile") -> "ZoneInfo":
    from zoneinfo import ZoneInfo

    return ZoneInfo(profile.time_zone)
