"""Letters come to their end: results, closing, opening again; answers that are owed (ปิดเรื่อง)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.domain.correspondence.deadlines import decide_answer_by
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.handling import (
    Handling,
    HandlingState,
    closed,
    is_unanswered,
    refuse_closed,
    reopened,
)
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.tasks import Task, done, withdrawn
from orqa.office.correspondence.assigning import Assigning, refuse_other
from orqa.office.correspondence.dossier import HANDLE, Dossier, Which, dossier, letter_of, written
from orqa.office.paging import every
from orqa.office.service import Asked
from orqa.office.whom import called
from orqa.storage.query import absent, between, equal

if TYPE_CHECKING:
    from orqa.office.recorder import Made, Save
    from orqa.rules.decisions import Decision

_RESULT = Text.of(en="Closing a letter", th="การปิดเรื่อง")
_REOPENING = Text.of(en="Opening a letter again", th="การเปิดเรื่องใหม่")
_WITHDRAWING = Text.of(en="Withdrawing a task", th="การถอนงาน")
_WITHDRAWN = Text.of(en="withdrawn from {name}: {reason}", th="ถอนงานจาก{name}: {reason}")
_DONE = Text.of(en="{name}: {result}", th="{name}: {result}")
_REOPENED = Text.of(en="opened again: {reason}", th="เปิดเรื่องใหม่: {reason}")


@frozen(kw_only=True)
class Closing:
    """What came of a letter or one of its tasks.

    Attributes:
        handling: of the letter.
        tasks: the tasks that were ended.
        entries: the lines of the registers, with what was noted in them.
    """

    handling: Handling
    tasks: tuple[Task, ...] = ()
    entries: tuple[RegisterEntry, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do with the letter."""
        return not self.handling.is_open


class ClosingLetters(Assigning):
    """End what was begun."""

    def close(self, what: "Which | Task", result: str, *, key: str | None = None) -> Closing:
        """Say what came of a letter, or of one task of it (ผลการปฏิบัติ); the register's line tells it.

        A letter is closed, and all its open tasks are done. A task is done, and with the last one its letter is closed.
        Whom a task waits for may end it; ending anything else takes the right ``letter.close``.

        Args:
            what: the letter, its id, or the task.
            result: what came of it, of up to 2,000 characters.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            ReasonMissing: when there is no result.
            LetterIsClosed: when the letter is closed already.
            LetterIsVoid: when its number was made void.
            TaskIsOver: when the task is done or withdrawn already.
            ForwardRefused: when it is a unit's that is to take the letter in or send it back.
            Conflict: when somebody else did something with the letter this very moment.
            NotFound, NotAllowed: as of :meth:`~orqa.office.correspondence.assigning.Assigning.assign`.
        """
        result = _stated(result, _RESULT)
        task = what if isinstance(what, Task) else None
        ref = task.ref if task else letter_of(cast("Which", what))

        def make(save: "Save") -> Closing:
            if task is not None:
                return self._task_closed(self.task(task.id), result, save)
            seen = dossier(self._office, ref, self._recorder)
            return self._closed(seen, seen.open_tasks, result, save, action="letter.close")

        return self._recorder.once(key, "letter.close", Asked({"what": ref, "result": result}), make, self._before)

    def withdraw(self, task: Task | str, reason: str, *, key: str | None = None) -> Closing:
        """Take a task back that was given by mistake or is no longer wanted (ถอนงาน); its letter stays open.

        Raises:
            ReasonMissing: when there is no reason.
            TaskIsOver: when the task is done or withdrawn already.
            NotFound, NotAllowed, Conflict: as of :meth:`close`.
        """
        reason, identity = _stated(reason, _WITHDRAWING), task.id if isinstance(task, Task) else task

        def make(save: "Save") -> Closing:
            office, known = self._office, self.task(identity)
            seen = dossier(office, known.about, self._recorder)
            name = self._called(known.whom)
            back = withdrawn(known, at=office.now(), by=office.rights.name, reason=reason)
            lines = seen.noted(self._in_own_language(_WITHDRAWN.fill(name=name, reason=reason)))
            save("letter.assign", office.now(), (seen.handling, back, *lines))
            return Closing(handling=written([seen.handling])[0], tasks=written([back]), entries=written(lines))

        asked = Asked({"task": identity, "reason": reason})
        return self._recorder.once(key, "letter.withdraw", asked, make, self._before)

    def reopen(self, letter: Which, reason: str, *, key: str | None = None) -> Closing:
        """Go on with a closed letter (เปิดเรื่องใหม่); assign it again to whom it waits for.

        Raises:
            ReasonMissing: when there is no reason.
            LetterIsOpen: when it is not closed.
            LetterIsVoid: when its number was made void.
            NotFound, NotAllowed, Conflict: as of :meth:`close`.
        """
        reason, ref = _stated(reason, _REOPENING), letter_of(letter)

        def make(save: "Save") -> Closing:
            seen = dossier(self._office, ref, self._recorder)
            handling = reopened(seen.handling, reason=reason)
            lines = seen.noted(self._in_own_language(_REOPENED.fill(reason=reason)))
            save("letter.reopen", self._office.now(), (handling, *lines))
            return Closing(handling=written([handling])[0], entries=written(lines))

        return self._recorder.once(key, "letter.reopen", Asked({"letter": ref, "reason": reason}), make, self._before)

    def expect_answer(
        self, letter: Which, by: date | None = None, *, key: str | None = None
    ) -> "Decision[date | None]":
        """Say that a received letter asks for an answer, and by when (กำหนดตอบ).

        Args:
            letter: the letter or its id.
            by: the day; by default as many days after receiving as the rule ``letter.answer_days`` says.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            the day, with the rules that it rests on.

        Raises:
            LetterIsClosed: when the letter is closed.
            LetterIsVoid: when its number was made void.
            ReasonMissing: when no rule tells the day and none is given.
            NotFound, NotAllowed, Conflict: as of :meth:`close`.
        """
        ref = letter_of(letter)

        def make(save: "Save") -> "Decision[date | None]":
            seen = dossier(self._office, ref, self._recorder)
            refuse_closed(seen.handling)
            decision = self._answer_by(seen, by)
            if decision.value is None:
                raise ReasonMissing(_NO_RULE)
            save("letter.answer", self._office.now(), (evolve(seen.handling, answer_by=decision.value),))
            return decision

        def again(made: "Made") -> "Decision[date | None]":
            return self._answer_by(dossier(self._office, made[0].id, self._recorder), by)

        return self._recorder.once(key, "letter.answer", Asked({"letter": ref, "by": by}), make, again)

    def deliver_by(self, letter: Which, moment: datetime, *, key: str | None = None) -> Handling:
        """Keep the day and time that a letter marked ด่วนภายใน names; its due day follows from it.

        Raises:
            ValueError: when ``moment`` has no time zone.
            LetterIsClosed: when the letter is closed.
            LetterIsVoid: when its number was made void.
            NotFound, NotAllowed, Conflict: as of :meth:`close`.
        """
        ref = letter_of(letter)

        def make(save: "Save") -> Handling:
            seen = dossier(self._office, ref, self._recorder)
            refuse_closed(seen.handling)
            handling = evolve(seen.handling, deliver_by=moment)
            save("letter.answer", self._office.now(), (handling,))
            return written([handling])[0]

        asked = Asked({"letter": ref, "moment": moment.isoformat()})
        return self._recorder.once(key, "letter.deliver-by", asked, make, lambda made: self.handling(made[0].id))

    def unanswered(self, before: date | None = None) -> tuple[Handling, ...]:
        """Letters to which an answer is owed: asked for, none linked, not closed; by the day of answering.

        Args:
            before: only those whose answer was due before this day; by default all.
        """
        query = equal("state", HandlingState.OPEN.value) & absent("answered_on")
        query &= between("answer_by", "0001-01-01", before.isoformat() if before else None)
        with self._office.reading() as reader:
            found = [one for one in every(self._office, reader, Handling, query) if is_unanswered(one)]
        return tuple(sorted(found, key=lambda one: (one.answer_by or date.max, one.id)))

    # ------------------------------------------------------------------ inside

    def _task_closed(self, task: Task, result: str, save: "Save") -> Closing:
        refuse_other(task)
        office = self._office
        seen = dossier(office, task.about, self._recorder)
        noted = self._in_own_language(_DONE.fill(name=self._called(task.whom), result=result))
        if [one.id for one in seen.open_tasks] == [task.id]:
            return self._closed(seen, (task,), result, save, action=self._action(task), noted=noted)
        ended = self._ended(task, result)
        lines = seen.noted(noted)
        save(self._action(task), office.now(), (ended, seen.handling, *lines))
        return Closing(handling=written([seen.handling])[0], tasks=written([ended]), entries=written(lines))

    def _closed(  # noqa: PLR0913 - what is closed, and how it is told
        self, seen: Dossier, tasks: tuple[Task, ...], result: str, save: "Save", *, action: str, noted: str = ""
    ) -> Closing:
        at, by = self._office.now(), self._office.rights.name
        handling = closed(seen.handling, on=at.date(), by=by, result=result)
        ended = [self._ended(task, result) for task in tasks]
        lines = seen.noted(noted or result)
        save(action, at, (handling, *ended, *lines))
        return Closing(handling=written([handling])[0], tasks=written(ended), entries=written(lines))

    def _ended(self, task: Task, result: str) -> Task:
        return done(task, at=self._office.now(), by=self._office.rights.name, result=result)

    def _called(self, token: str) -> Text:
        """What people call whom a task waits for: also a unit that is no more, or was merged."""
        return called(token, self._office.organization.on(self._office.today()), self._office.profile)

    def _action(self, task: Task) -> str:
        """Ending one's own task is everybody's right; ending another's is a right of its own."""
        actor = self._office.actor
        if actor is None:
            return HANDLE
        own = {f"person:{actor.person}", *(f"unit:{unit}" for unit in actor.units)}
        own |= {f"role:{held.role}@{held.unit}" for held in actor.roles}
        return HANDLE if task.whom in own else "letter.close"

    def _answer_by(self, seen: Dossier, by: date | None) -> "Decision[date | None]":
        received_on = seen.handling.received_on
        reading = self._office.profile.at(received_on).reading()
        return reading.decision(by, {"by": by}) if by else decide_answer_by(reading, received_on)

    def _before(self, made: "Made") -> Closing:
        """What was closed then, as it is now."""
        with self._office.reading() as reader:
            found = reader.get_many(made)
        known = [listed(self._office.codec.decode(stored)) for stored in found if stored is not None]
        (handling,) = (one for one in known if isinstance(one, Handling))
        return Closing(
            handling=handling,
            tasks=tuple(one for one in known if isinstance(one, Task)),
            entries=tuple(one for one in known if isinstance(one, RegisterEntry)),
        )


_NO_RULE = Text.of(en="An answer without a day that a rule tells", th="การตอบหนังสือที่ไม่มีกฎเกณฑ์กำหนดวัน")


def _stated(text: str, what: Text) -> str:
    """A reason or result, cleaned.

    Raises:
        ReasonMissing: when it is empty or too long.
    """
    if not is_reason(text):
        raise ReasonMissing(what)
    return text.strip()
