"""What was circulated is acknowledged (รับทราบหนังสือเวียน), reminded of, ended: a part of the service of letters."""

import re
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import (
    ACKNOWLEDGE,
    Circulation,
    Standing,
    ended,
    refuse_ended,
    reminded,
    standing,
)
from orqa.domain.correspondence.errors import CirculationRefused, ReasonMissing
from orqa.domain.organization.tasks import Task, TaskState, done, withdrawn
from orqa.office.correspondence.assigning import TASK
from orqa.office.correspondence.dossier import letter_of
from orqa.office.correspondence.recipient_lists import RecipientLists
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.paging import every
from orqa.office.service import Asked
from orqa.office.whom import whom
from orqa.storage.query import ALL, equal, is_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from orqa.office.correspondence.dossier import Which
    from orqa.office.notices import Delivered
    from orqa.office.ports import Notifier
    from orqa.office.recorder import Made, Save
    from orqa.office.whom import To
    from orqa.storage.query import Query

CIRCULATE: Final = "letter.circulate"
"""The action, as the policy has it."""

_NUMBER: Final = re.compile(r"(\d{1,9})\s*/\s*(\d{1,4})")
_CIRCULATION = Text.of(en="the circulation", th="การเวียนหนังสือ")
_NOT_YOURS = Text.of(
    en="nothing of it waits for {who}: they acknowledged already, or it did not go to them",
    th="ไม่มีเรื่องเวียนที่รอ{who} รับทราบไปแล้ว หรือไม่ได้เวียนถึง",
)
_ALL_READ = Text.of(en="all have acknowledged; nobody is left to remind", th="รับทราบครบแล้ว ไม่มีผู้ที่ต้องเตือน")
_AHEAD = Text.of(
    en="the moment of acknowledging lies before it was circulated, or ahead of now",
    th="เวลารับทราบอยู่ก่อนการเวียนหรือเลยเวลาปัจจุบัน",
)
_ENDING = Text.of(en="Ending a circulation for which some are still waited", th="การสิ้นสุดการเวียนที่ยังรับทราบไม่ครบ")
_THOSE = Text.of(en="those whom it went to, and whoever may circulate letters", th="ผู้รับหนังสือเวียน และผู้มีสิทธิเวียนหนังสือ")


class Acknowledging(RecipientLists):
    """See who has acknowledged what was circulated, and remind the others."""

    def acknowledge(
        self,
        what: "Circulation | Task | str",
        note: str = "",
        *,
        of: "To | None" = None,
        at: "datetime | None" = None,
        key: str | None = None,
    ) -> tuple[Task, ...]:
        """Say that one has read what was circulated (รับทราบหนังสือเวียน).

        Args:
            what: the circulation, its id, or one task of it.
            note: a word that the receiver adds.
            of: another receiver, who signed on paper; by default whoever acts, in all their hats.
            at: when they signed on paper; by default now.
            key: as of :meth:`circulate`.

        Returns:
            the tasks that ended, more than one where it went to somebody in several hats.

        Raises:
            NotFound: when there is no such circulation, task or receiver, or it may not be seen.
            CirculationRefused: when nothing of it waits for them, it ended, or ``at`` lies before or ahead.
            NotAllowed: when it is of others and whoever acts may not circulate letters.
        """
        one = what if isinstance(what, Task) else None
        identity = one.about.id if one else what.id if isinstance(what, Circulation) else str(what)
        token = whom(of, self._office.organization.on(self._office.today()), self._office.profile).token if of else ""
        asked = Asked({"what": identity, "task": one.id if one else "", "of": token, "at": at, "note": note})

        def make(save: "Save") -> tuple[Task, ...]:
            known = self.circulation(identity)
            refuse_ended(known)
            waiting = self._waiting(known, one, token)
            moment = at or self._office.now()
            if at is not None and not known.circulated_at <= at <= self._office.now():
                raise CirculationRefused(_AHEAD)
            by = self._office.rights.name
            read = tuple(done(task, at=moment, by=by, result=note.strip()) for task in waiting)
            save(CIRCULATE if of else ACKNOWLEDGE, self._office.now(), read)
            return tuple(evolve(task, version=task.version + 1) for task in read)

        return self._recorder.once(key, ACKNOWLEDGE, asked, make, self._read_before)

    def end_circulation(
        self, circulation: "Circulation | str", reason: str = "", *, key: str | None = None
    ) -> Circulation:
        """Wait for no more receivers (สิ้นสุดการเวียน): what still waits is withdrawn from their desks.

        Raises:
            NotFound: when there is no such circulation, or it may not be seen.
            CirculationRefused: when it ended already.
            ReasonMissing: when some are still waited for and there is no reason.
            NotAllowed: when whoever acts may not circulate letters.
        """
        identity = circulation.id if isinstance(circulation, Circulation) else circulation

        def make(save: "Save") -> Circulation:
            now, *back = self._brought_to_end(self.circulation(identity), reason.strip())
            if back and not is_reason(reason):
                raise ReasonMissing(_ENDING)
            save(CIRCULATE, self._office.now(), (now, *back))
            return cast("Circulation", evolve(now, version=now.version + 1))

        asked = Asked({"circulation": identity, "reason": reason})
        return self._recorder.once(
            key, "letter.end-circulation", asked, make, lambda made: self.circulation(made[0].id)
        )

    def remind(
        self, circulation: "Circulation | str", through: "Notifier", *, language: str = "", sender: str = ""
    ) -> "Delivered":
        """Remind those who have not acknowledged (เตือนผู้ยังไม่รับทราบ); when and how many is kept.

        Args:
            circulation: which.
            through: what delivers: ``office.notices.notifier("eml", "outbox")``.
            language: of the text; by default the office's.
            sender: address that it comes from.

        Raises:
            NotFound: when there is no such circulation, or it may not be seen.
            CirculationRefused: when it ended, or nobody is waited for.
            NotAllowed: when whoever acts may not circulate letters, or send reminders.
        """
        from orqa.office.notices import Notices

        office = self._office
        known = self.circulation(circulation.id if isinstance(circulation, Circulation) else circulation)
        refuse_ended(known)
        waiting = self._open_of(known)
        if not waiting:
            raise CirculationRefused(_ALL_READ)
        office.require(CIRCULATE)
        notices = Notices(office)
        sent = notices.send(notices.about(waiting, office.today(), language=language, sender=sender), through)
        if sent.notices:
            kept = reminded(known, at=office.now(), by=office.rights.name, count=len(sent.notices))
            self._recorder.save(CIRCULATE, office.now(), (kept,))
        return sent

    def circulars_ended(self, letter: RecordRef, reason: str) -> "Iterator[Circulation | Task]":
        """What is to be written where a letter's circulars end with it: those that are open, and what waits."""
        for one in self.circulations(letter):
            if one.is_open:
                yield from self._brought_to_end(one, reason)

    # ------------------------------------------------------------------ what there is

    def circulation(self, which: str) -> Circulation:
        """The circulation of an id, or of a number with its year: ``3/2569``.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        office, number = self._office, _NUMBER.fullmatch(which.strip())
        with office.reading() as reader:
            if number:
                start = int(number[2]) + office.year().first.year - office.written_year(office.year().first.year)
                query = equal("year", start) & equal("number", int(number[1]))
                found = next(every(office, reader, Circulation, query), None)
            else:
                (stored,) = reader.get_many([RecordRef(Circulation.kind, which)]) if which else (None,)
                found = cast("Circulation", office.codec.decode(stored)) if stored else None
        if found is None:
            raise NotFound(_CIRCULATION, which)
        return found

    def circulations(self, letter: "Which | None" = None, *, year: int | None = None) -> tuple[Circulation, ...]:
        """What was circulated, the first one first: all, those of a letter, or those of a year of the Christian era."""
        query = equal("letter", str(letter_of(letter))) if letter is not None else ALL
        query = query & equal("year", year) if year is not None else query
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, Circulation, query, ("year", "number")))

    def receivers(self, circulation: "Circulation | str") -> tuple[Task, ...]:
        """The task of each receiver, in the order in which they were named; whom it waits for now."""
        identity = circulation.id if isinstance(circulation, Circulation) else self.circulation(circulation).id
        about = RecordRef(Circulation.kind, identity)
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, Task, equal("about", str(about)) & equal("action", ACKNOWLEDGE)))

    def standing(self, circulation: "Circulation | str", on: "date | None" = None) -> Standing:
        """How many of those whom it went to have acknowledged, and how many are waited for (สถานะการรับทราบ).

        Args:
            circulation: the circulation, or its id.
            on: the day against which what is overdue is told; by default today.

        Raises:
            NotFound: when there is no such circulation, or it may not be seen.
        """
        known = circulation if isinstance(circulation, Circulation) else self.circulation(circulation)
        return standing(self.receivers(known), on or self._office.today())

    # ------------------------------------------------------------------ inside

    def _waiting(self, circulation: Circulation, one: Task | None, token: str) -> tuple[Task, ...]:
        """What of a circulation waits for whoever is meant.

        Raises:
            NotAllowed: when it waits for others, and whoever acts may not circulate letters.
            CirculationRefused: when nothing does.
        """
        from orqa.office.tasks import waits_for

        office = self._office
        if one is not None:
            tokens = {one.whom}
        elif token:
            tokens = {token}
        else:
            tokens = set(waits_for(office.actor)) if office.actor else set()
        found = self._open_of(circulation, is_in("whom", sorted(tokens))) if tokens else ()
        if not found:
            raise CirculationRefused(_NOT_YOURS.fill(who=token or office.rights.called))
        own = office.actor is None or tokens & set(waits_for(office.actor))
        if not own and not token:
            raise NotAllowed(ACKNOWLEDGE, office.rights.called, "", _THOSE)
        return found

    def _brought_to_end(self, circulation: Circulation, reason: str) -> "Iterator[Circulation | Task]":
        """A circulation with nobody left to wait for, then the tasks that are withdrawn."""
        office = self._office
        yield ended(circulation, on=office.today(), reason=reason)
        at, by = office.now(), office.rights.name
        yield from (withdrawn(one, at=at, by=by, reason=reason) for one in self._open_of(circulation))

    def _open_of(self, circulation: Circulation, query: "Query" = ALL) -> tuple[Task, ...]:
        """The tasks of receivers that still wait, of which a query holds."""
        about = equal("about", str(circulation.ref)) & equal("state", TaskState.OPEN.value)
        with self._office.reading() as reader:
            found = every(self._office, reader, Task, about & equal("action", ACKNOWLEDGE) & query)
            return tuple(found)

    def _read_before(self, made: "Made") -> tuple[Task, ...]:
        with self._office.reading() as reader:
            found = reader.get_many(made)
        if any(stored is None for stored in found):
            raise NotFound(TASK, str(made[0]))
        return tuple(cast("Task", self._office.codec.decode(stored)) for stored in found if stored)
