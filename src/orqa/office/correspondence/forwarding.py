"""Letters are forwarded to units, which take them in or send them back (ส่งต่อ): a part of the service of letters."""

from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.domain.correspondence.errors import ForwardRefused, ReasonMissing
from orqa.domain.correspondence.handling import refuse_closed
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.taking_in import why_not_take_in
from orqa.domain.organization.tasks import Task, TaskState, done, new_task, person_token, unit_token
from orqa.domain.organization.units import Unit
from orqa.office.correspondence.assigning import Assigning, refuse_unseen
from orqa.office.correspondence.dossier import FORWARD, Dossier, Which, dossier, letter_of, written
from orqa.office.correspondence.units import check_unit
from orqa.office.errors import refuse
from orqa.office.paging import every
from orqa.office.service import Asked
from orqa.office.whom import whom
from orqa.storage.query import ALL, equal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from orqa.base.refs import RecordRef
    from orqa.office.office import Office
    from orqa.office.recorder import Made, Save
    from orqa.office.whom import Whom
    from orqa.storage.query import Query

SEND_BACK: Final = "letter.send-back"
"""The action of a unit that sends back what is not its own."""

_NO_UNIT = Text.of(en="it goes to no unit; name at least one", th="ไม่มีหน่วยงานปลายทาง ให้ระบุอย่างน้อยหนึ่งหน่วยงาน")
_PAST = Text.of(en="the day by which to take it in, {due}, is past", th="กำหนดลงรับ {due} เลยมาแล้ว")
_HAS_IT = Text.of(en="{unit} has it in its register already", th="{unit}ลงทะเบียนรับหนังสือนี้แล้ว")
_WAITS = Text.of(
    en="it waits for {unit} already, since {day}; take that back first: orqa letter withdraw {task}",
    th="ส่งต่อให้{unit}แล้วเมื่อ {day} และยังไม่ลงรับ ให้ถอนก่อน: orqa letter withdraw {task}",
)
_NOTHING = Text.of(
    en="nothing of it waits for {unit}: it was not forwarded there, or was taken in or sent back",
    th="ไม่มีหนังสือที่ส่งต่อและรอ{unit}ลงรับ อาจไม่ได้ส่งต่อ หรือลงรับหรือส่งคืนไปแล้ว",
)
_FORWARDED = Text.of(en="forwarded to {name}", th="ส่งต่อให้{name}")
_RETURNED = Text.of(en="{name} sent it back: {reason}", th="{name}ส่งคืน: {reason}")
_SENDING_BACK = Text.of(en="Sending a letter back", th="การส่งคืนหนังสือ")


@frozen(kw_only=True)
class SentBack:
    """A letter that a unit sent back.

    Attributes:
        task: the unit's, with the reason as its result.
        again: what waits now for whoever had forwarded it; None where the program did, where they left, where the
            letter waits for them anyway, or where it is closed.
        entries: the lines of the registers, with what was noted in them.
    """

    task: Task
    again: Task | None = None
    entries: tuple[RegisterEntry, ...] = ()


class Forwarding(Assigning):
    """Forward received letters to units."""

    def forward(
        self,
        letter: Which,
        to: "Unit | str | Iterable[Unit | str]",
        *,
        due: "date | None" = None,
        note: str = "",
        key: str | None = None,
    ) -> tuple[Task, ...]:
        """Forward a received letter to units (ส่งต่อ): it waits for each until they take it in or send it back.

        A unit takes it in with ``take_in``, which gives it a number of the unit's own register, or sends it back with
        :meth:`send_back`. The forwarding itself is taken back with ``withdraw(task, reason)`` (ดึงคืน). Who had the
        letter, and when, is in its time line. The own task of whoever forwards it is done with that.

        Args:
            letter: the letter or its id.
            to: a unit or its id; several at once, each once.
            due: the day by which to take it in; by default none.
            note: what the unit is to know.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter or unit, or the letter may not be seen.
            RegisterRefused: when it is none that came in, or there is no such unit on the day.
            ForwardRefused: when it goes to no unit, one has it or it waits for one already, or the day is past.
            LetterIsClosed: when the letter is closed: it is opened again first.
            LetterIsVoid: when its number was made void.
            MayNotSee: when the letter is restricted and a unit is not among those that may see it.
            Conflict: when somebody else did something with the letter this very moment.
            NotAllowed: when whoever acts may not forward letters.
        """
        ref, named = letter_of(letter), (to,) if isinstance(to, Unit | str) else tuple(to)
        units = tuple(dict.fromkeys(one.id if isinstance(one, Unit) else one for one in named))

        def make(save: "Save") -> tuple[Task, ...]:
            seen = dossier(self._office, ref, self._recorder)
            refuse_closed(seen.handling)
            receivers = [self._unit_to(seen, unit) for unit in units]
            if not receivers:
                raise ForwardRefused(_NO_UNIT)
            if due is not None and due < self._office.today():
                raise ForwardRefused(_PAST.fill(due=due))
            return self._forwarded(seen, receivers, due, note.strip(), save)

        asked = Asked({"letter": ref, "to": units, "due": due, "note": note})
        return self._recorder.once(key, FORWARD, asked, make, self._tasks_before)

    def send_back(self, letter: Which, unit: "Unit | str", reason: str, *, key: str | None = None) -> SentBack:
        """Send a letter back that was forwarded to a unit and is not for it (ส่งคืน): nothing is entered there.

        It waits again for whoever had forwarded it, with the reason.

        Args:
            letter: the letter or its id.
            unit: the unit that sends it back, or its id.
            reason: why; the register tells it, too.
            key: as of :meth:`forward`.

        Raises:
            ReasonMissing: when there is no reason.
            NotFound: when there is no such letter, or it may not be seen.
            ForwardRefused: when nothing of it waits for the unit.
            LetterIsVoid, Conflict: as of :meth:`forward`.
            NotAllowed: when whoever acts does not work in the unit and may not forward letters.
        """
        if not is_reason(reason):
            raise ReasonMissing(_SENDING_BACK)
        ref, named = letter_of(letter), unit.id if isinstance(unit, Unit) else unit

        def make(save: "Save") -> SentBack:
            seen = dossier(self._office, ref, self._recorder)
            found = forwarded_to(self._office, ref, named)
            if found is None:
                raise ForwardRefused(_NOTHING.fill(unit=self._title(named)))
            return self._sent_back(seen, found, named, reason.strip(), save)

        asked = Asked({"letter": ref, "unit": named, "reason": reason})
        return self._recorder.once(key, SEND_BACK, asked, make, self._sent_back_before)

    def forwardings(self, letter: Which) -> tuple[Task, ...]:
        """Where a letter was forwarded to, the first one first: waiting, taken in, sent back with a reason, withdrawn.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
        """
        return _forwardings(self._office, dossier(self._office, letter, self._recorder).letter.ref)

    # ------------------------------------------------------------------ inside

    def _unit_to(self, seen: Dossier, unit: str) -> "Whom":
        """A unit that a letter may be forwarded to."""
        office, today = self._office, self._office.today()
        refuse(why_not_take_in(seen.letter, unit) or check_unit(office, unit, today))
        receiver = whom(unit_token(unit), office.organization.on(today), office.profile)
        if any(line.unit == unit and line.state in {"registered", "lowered"} for line in seen.lines):
            raise ForwardRefused(_HAS_IT.fill(unit=receiver.name))
        if waiting := forwarded_to(office, seen.letter.ref, unit):
            day = waiting.opened_at.astimezone(office.zone).date()
            raise ForwardRefused(_WAITS.fill(unit=receiver.name, day=day, task=waiting.id))
        refuse_unseen(seen.letter.restricted, seen.letter.id, receiver)
        return receiver

    def _forwarded(
        self, seen: Dossier, receivers: "list[Whom]", due: "date | None", note: str, save: "Save"
    ) -> tuple[Task, ...]:
        office, at, letter = self._office, self._office.now(), seen.letter
        title = None if letter.restricted else Text.of(**{office.profile.language: letter.subject})
        tasks = [
            new_task(
                identity=office.ids.next_id(at),
                area="correspondence",
                action=FORWARD,
                about=letter.ref,
                whom=receiver.token,
                opened_at=at,
                title=title,
                due=due,
                opened_by=office.rights.name,
                note=note,
                restricted=letter.restricted,
            )
            for receiver in receivers
        ]
        told, by = (
            ", ".join(self._in_own_language(_FORWARDED.fill(name=one.name)) for one in receivers),
            office.rights.name,
        )
        own = [done(task, at=at, by=by, result=told) for task in seen.open_tasks if task.whom == by]
        save(FORWARD, at, (*tasks, *own, seen.handling, *seen.noted(told)))
        return written(tasks)

    def _sent_back(self, seen: Dossier, task: Task, unit: str, reason: str, save: "Save") -> SentBack:
        office, at = self._office, self._office.now()
        told = self._in_own_language(_RETURNED.fill(name=self._title(unit), reason=reason))
        back = done(task, at=at, by=office.rights.name, result=reason)
        again, lines = self._back_to_sender(seen, task, told), seen.noted(told)
        save(self._right(task), at, (back, *filter(None, (again,)), seen.handling, *lines))
        return SentBack(task=written([back])[0], again=written([again])[0] if again else None, entries=written(lines))

    def _back_to_sender(self, seen: Dossier, task: Task, note: str) -> Task | None:
        """What waits again for whoever had forwarded a letter."""
        form, _, person = task.opened_by.partition(":")
        organization = self._office.organization.on(self._office.today())
        if form != "person" or not seen.handling.is_open or not organization.units_of(person):
            return None
        if any(one.whom == person_token(person) for one in seen.open_tasks):
            return None
        receiver = whom(task.opened_by, organization, self._office.profile)
        return self._task(seen.letter, receiver, None, note, self._office.now())

    def _right(self, task: Task) -> str:
        """Sending back is for those of the unit, as far as the policy lets them; for others it is a forwarding."""
        from orqa.office.tasks import waits_for

        actor = self._office.actor
        return SEND_BACK if actor is None or task.whom in waits_for(actor) else FORWARD

    def _title(self, unit: str) -> Text | str:
        span = self._office.organization.on(self._office.today()).unit(unit)
        return span.title if span else unit

    def _tasks_before(self, made: "Made") -> tuple[Task, ...]:
        with self._office.reading() as reader:
            found = [listed(self._office.codec.decode(stored)) for stored in reader.get_many(made) if stored]
        return tuple(one for one in found if isinstance(one, Task) and one.action == FORWARD)

    def _sent_back_before(self, made: "Made") -> SentBack:
        with self._office.reading() as reader:
            found = [listed(self._office.codec.decode(stored)) for stored in reader.get_many(made) if stored]
        task, *again = (one for one in found if isinstance(one, Task))
        lines = tuple(one for one in found if isinstance(one, RegisterEntry))
        return SentBack(task=task, again=next(iter(again), None), entries=lines)


def forwarded_to(office: "Office", letter: "RecordRef", unit: str) -> Task | None:
    """The forwarding of a letter that waits for a unit; None where none does."""
    waiting = equal("state", TaskState.OPEN.value) & equal("whom", unit_token(unit))
    return next(iter(_forwardings(office, letter, waiting)), None)


def open_forwardings(office: "Office", letter: "RecordRef") -> tuple[Task, ...]:
    """The forwardings of a letter that wait."""
    return _forwardings(office, letter, equal("state", TaskState.OPEN.value))


def _forwardings(office: "Office", letter: "RecordRef", query: "Query" = ALL) -> tuple[Task, ...]:
    with office.reading() as reader:
        return tuple(every(office, reader, Task, equal("about", str(letter)) & equal("action", FORWARD) & query))
