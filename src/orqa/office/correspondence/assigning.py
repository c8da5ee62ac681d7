"""Letters are given to people and units to be handled: a part of the service of letters (มอบหมาย)."""

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.deadlines import Due, decide_due
from orqa.domain.correspondence.errors import AssignedAlready, ForwardRefused, MayNotSee
from orqa.domain.correspondence.handling import Handling, refuse_closed
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.people import Person
from orqa.domain.organization.tasks import Task, moved, new_task
from orqa.domain.organization.units import Unit
from orqa.office.correspondence.dossier import FORWARD, HANDLE, Dossier, Which, dossier, letter_of, written
from orqa.office.errors import NotFound
from orqa.office.service import Asked, Service
from orqa.office.whom import To, Whom, whom
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from orqa.base.calendar import WorkCalendar
    from orqa.domain.organization.restriction import Restriction
    from orqa.office.recorder import Made, Save
    from orqa.rules.decisions import Decision

TASK = Text.of(en="the task", th="งาน")
_OF_LETTER = Text.of(en="a task of handling a letter", th="งานดำเนินการตามหนังสือ")
_ENDS = Text.of(
    en="the task {task} ends when the unit takes the letter in (orqa letter take-in) or sends it back (orqa letter "
    "send-back), or when it is taken back (orqa letter withdraw); it is not handed on",
    th="งาน {task} สิ้นสุดเมื่อหน่วยงานลงรับ (orqa letter take-in) หรือส่งคืน (orqa letter send-back) หรือเมื่อถอนงาน "
    "(orqa letter withdraw) และส่งต่องานไม่ได้",
)
_GIVEN = Text.of(en="assigned to {name}", th="มอบ{name}")
_GIVEN_BY = Text.of(en="assigned to {name}, due {due}", th="มอบ{name} ภายใน {due}")
_MOVED = Text.of(en="passed on to {name}", th="เปลี่ยนผู้รับมอบเป็น{name}")


@frozen(kw_only=True)
class Assigned:
    """Letters that were assigned.

    Attributes:
        tasks: what was opened, for each letter in turn.
        handlings: of each letter.
        entries: the lines of the registers, with what was noted in them.
        findings: why a task has no due day.
        decisions: the due day of each letter, with the rules that it rests on, once for all who have the same working
            days; none where the caller named the day.
    """

    tasks: tuple[Task, ...]
    handlings: tuple[Handling, ...] = ()
    entries: tuple[RegisterEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: "tuple[Decision[date | None], ...]" = ()


class Assigning(Service):
    """Give letters to those who handle them."""

    def assign(
        self,
        letter: "Which | Iterable[Which]",
        to: "To | Iterable[To]",
        *,
        due: "date | None" = None,
        note: str = "",
        key: str | None = None,
    ) -> Assigned:
        """Give a letter, or several, to be handled (มอบหมาย): each receiver gets a task, the register tells to whom.

        Args:
            letter: the letter or its id; several are assigned together or not at all, each once.
            to: a person, a unit, or what they are known by: staff number, id of the unit, ``role:director@irqa``;
                several for several, each once.
            due: the day by which it is to be handled; by default as many working days as the rule
                ``handling.due_days`` says for its urgency, or the day that it names itself (ด่วนภายใน).
            note: what to do, for those who get it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter, person or unit, or the letter may not be seen.
            LetterIsClosed: when a letter is closed: it is opened again first.
            LetterIsVoid: when its number was made void.
            AssignedAlready: when it waits for that receiver already.
            MayNotSee: when a letter is restricted and a receiver is not among those who may see it.
            NotAllowed: when whoever acts may not assign letters.
        """
        which = (letter,) if isinstance(letter, Letter | RegisterEntry | RecordRef | str) else letter
        letters = list(dict.fromkeys(map(letter_of, which)))
        office, recorder = self._office, self._recorder
        organization = office.organization.on(office.today())
        named = (to,) if isinstance(to, Person | Unit | str) else to
        found = [whom(one, organization, office.profile) for one in named]
        receivers = list({one.token: one for one in found}.values())
        asked = Asked({"letters": letters, "to": [one.token for one in receivers], "due": due, "note": note})

        def make(save: "Save") -> Assigned:
            return self._assigned([dossier(office, one, recorder) for one in letters], receivers, due, note, save)

        return recorder.once(key, "letter.assign", asked, make, self._assigned_before)

    def reassign(
        self, task: Task | str, to: To, *, due: "date | None" = None, note: str = "", key: str | None = None
    ) -> Task:
        """Pass a task on to somebody else, with another due day where one is given (มอบต่อ).

        Raises:
            NotFound: when there is no such task, person or unit.
            TaskIsOver: when the task is done or withdrawn.
            ForwardRefused: when it is a unit's that is to take a letter in.
            AssignedAlready, MayNotSee, NotAllowed: as of :meth:`assign`.
        """
        office, recorder = self._office, self._recorder
        identity = task.id if isinstance(task, Task) else task
        organization = office.organization.on(office.today())
        receiver = whom(to, organization, office.profile)
        asked = Asked({"task": identity, "to": receiver.token, "due": due, "note": note})

        def make(save: "Save") -> Task:
            known = self.task(identity)
            refuse_other(known)
            seen = dossier(office, known.about, recorder)
            _refuse(seen, receiver)
            changed = moved(known, whom=receiver.token, due=due)
            changed = evolve(changed, note=note) if note else changed
            lines = seen.noted(self._in_own_language(_MOVED.fill(name=receiver.name)))
            save("letter.assign", office.now(), (changed, seen.handling, *lines))
            return written([changed])[0]

        return recorder.once(key, "letter.reassign", asked, make, lambda made: self.task(made[0].id))

    def task(self, identity: str) -> Task:
        """The task of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Task.kind, identity)])
        if stored is None:
            raise NotFound(TASK, identity)
        return cast("Task", self._office.codec.decode(stored))

    def tasks(self, letter: Which) -> tuple[Task, ...]:
        """What a letter made others do, the first one first; open, done and withdrawn."""
        return dossier(self._office, letter, self._recorder).tasks

    def handling(self, letter: Which) -> Handling:
        """What is done with a letter; open, with version 0, where nobody has done anything yet.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
        """
        return dossier(self._office, letter, self._recorder).handling

    # ------------------------------------------------------------------ inside

    def _assigned(
        self, dossiers: "Sequence[Dossier]", receivers: "Sequence[Whom]", due: "date | None", note: str, save: "Save"
    ) -> Assigned:
        at = self._office.now()
        tasks: list[Task] = []
        decided: list[Due] = []
        lines: list[RegisterEntry] = []
        for seen in dossiers:
            refuse_closed(seen.handling)
            days: list[date | None] = [due] * len(receivers)
            if due is None:
                found = self._dues(seen, receivers, at)
                days = [one.day for one in found]
                decided += {id(one): one for one in found}.values()
            for receiver, day in zip(receivers, days, strict=True):
                _refuse(seen, receiver)
                tasks.append(self._task(seen.letter, receiver, day, note, at))
            lines += seen.noted(", ".join(map(self._given, receivers, days)))
        handlings = [seen.handling for seen in dossiers]
        save("letter.assign", at, (*tasks, *handlings, *lines))
        return Assigned(
            tasks=written(tasks),
            handlings=written(handlings),
            entries=written(lines),
            findings=tuple(finding for one in decided for finding in one.findings),
            decisions=tuple(one.decision for one in decided),
        )

    def _dues(self, seen: Dossier, receivers: "Sequence[Whom]", at: "datetime") -> list[Due]:
        """By when each receiver is to answer, by the working days of their place; the same one for the same days."""
        calendars = [self._calendar(one) for one in receivers]
        found = {id(calendar): self._due(seen, calendar, at) for calendar in calendars}
        return [found[id(calendar)] for calendar in calendars]

    def _calendar(self, receiver: Whom) -> "WorkCalendar":
        calendars = self._office.calendars
        if receiver.person:
            return calendars.of_person(receiver.person)
        return calendars.of_unit(next(iter(receiver.units), ""))

    def _due(self, seen: Dossier, calendar: "WorkCalendar", at: "datetime") -> Due:
        office, on = self._office, at.date()
        reading = office.profile.at(on).reading()
        moment = seen.handling.deliver_by
        return decide_due(
            reading, calendar, seen.letter.urgency, on, moment.astimezone(office.zone) if moment else None
        )

    def _task(self, letter: Letter, receiver: Whom, due: "date | None", note: str, at: "datetime") -> Task:
        return new_task(
            identity=self._office.ids.next_id(at),
            area="correspondence",
            action=HANDLE,
            about=letter.ref,
            whom=receiver.token,
            opened_at=at,
            title=None if letter.restricted else Text.of(**{self._office.profile.language: letter.subject}),
            due=due,
            opened_by=self._office.rights.name,
            note=note,
            restricted=letter.restricted,
        )

    def _given(self, receiver: Whom, due: "date | None") -> str:
        if due is None:
            return self._in_own_language(_GIVEN.fill(name=receiver.name))
        style = Style.of_profile(self._office.profile)
        return self._in_own_language(_GIVEN_BY.fill(name=receiver.name, due=style.date(due)))

    def _in_own_language(self, text: Text) -> str:
        return text.in_language(self._office.profile.language)

    def _assigned_before(self, made: "Made") -> Assigned:
        """What was assigned then, as it is now."""
        with self._office.reading() as reader:
            found = reader.get_many(made)
        known = [listed(self._office.codec.decode(stored)) for stored in found if stored is not None]
        return Assigned(
            tasks=tuple(one for one in known if isinstance(one, Task)),
            handlings=tuple(one for one in known if isinstance(one, Handling)),
            entries=tuple(one for one in known if isinstance(one, RegisterEntry)),
        )


def _refuse(seen: Dossier, receiver: Whom) -> None:
    """Go on where a letter may be given to a receiver."""
    if any(task.whom == receiver.token for task in seen.open_tasks):
        raise AssignedAlready(seen.letter.id, receiver.name)
    refuse_unseen(seen.letter.restricted, seen.letter.id, receiver)


def refuse_other(task: Task) -> None:
    """Go on where a task is one of handling a letter.

    Raises:
        ForwardRefused: where a unit is to take a letter in.
        NotFound: where it asks for something else.
    """
    if task.action == FORWARD:
        raise ForwardRefused(_ENDS.fill(task=task.id))
    if task.action != HANDLE:
        raise NotFound(_OF_LETTER, task.id)


def refuse_unseen(kept: "Restriction | None", letter: str, receiver: Whom) -> None:
    """Go on where a receiver is among those who may see a letter.

    Raises:
        MayNotSee: where the letter is restricted, and they are not.
    """
    if kept and receiver.person not in kept.persons and not set(receiver.units) & set(kept.units):
        raise MayNotSee(letter, receiver.name)
