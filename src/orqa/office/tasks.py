"""What waits is done, or given to somebody else (ปิดงาน ส่งต่องาน): one way for the tasks of every area."""

from typing import TYPE_CHECKING, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import ACKNOWLEDGE
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.errors import DecideInstead, EndsByItself
from orqa.domain.organization.tasks import Task, done, moved, person_token, role_token, unit_token
from orqa.office.access import OF_ONE
from orqa.office.budgets.reminders import CLEAR
from orqa.office.correspondence import Correspondence
from orqa.office.correspondence.assigning import refuse_other, refuse_unseen
from orqa.office.correspondence.dossier import FORWARD, HANDLE
from orqa.office.correspondence.lending import RETURN
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.service import Asked, Service
from orqa.office.whom import To, whom

if TYPE_CHECKING:
    from datetime import date

    from orqa.office.access import Actor
    from orqa.office.recorder import Save
    from orqa.storage.protocol import Reader

DONE: Final = "task.done"
MOVE: Final = "task.move"
"""The actions, as the policy has them."""

_OF_PEOPLE: Final = frozenset({*OF_ONE, Approval.kind})
"""The kinds that name people, or ask for what does."""

_TASK = Text.of(en="the task", th="งาน")
_ENDED_BY: Final = {
    CLEAR: Text.of(
        en="accounted for (office.budgets.clear, orqa budget clear)",
        th="ส่งใช้เงินยืม (office.budgets.clear, orqa budget clear)",
    ),
    RETURN: Text.of(
        en="given back (office.correspondence.take_back, orqa loan return)",
        th="รับคืนหนังสือ (office.correspondence.take_back, orqa loan return)",
    ),
}
"""What ends the tasks that nobody ends by saying so."""
_CONCERNED = Text.of(en="those for whom it waits, and whoever asked for it", th="ผู้ที่งานรออยู่ และผู้มอบงาน")


class Tasks(Service):
    """End what waits, or hand it on; reached as ``office.tasks``.

    A task of an assigned letter is ended and handed on as ``office.correspondence.close`` and
    ``office.correspondence.reassign`` do it, so that its letter and its register tell it, too. A task that asks for a
    decision ends with the decision, and in no other way.
    """

    def get(self, identity: str) -> Task:
        """The task of an id.

        Raises:
            NotFound: when there is none, or it may not be seen: it is of others, and about what they alone may see.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Task.kind, identity)])
            task = None if stored is None else cast("Task", self._office.codec.decode(stored))
            if task is None or not (self._is_concerned(task) or self._is_open(task, reader)):
                raise NotFound(_TASK, identity)
        return task

    def done(self, task: Task | str, result: str = "", *, key: str | None = None) -> Task:
        """Say that a task is done, and what came of it (ผลการปฏิบัติ).

        Args:
            task: the task, or its id.
            result: what came of it; a letter's needs one.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such task, or it may not be seen.
            TaskIsOver: when it is done or withdrawn already.
            DecideInstead: when it asks for a decision.
            NotAllowed: when it waits for others, and others asked for it.
            ReasonMissing: when it is a letter's and there is no result.
        """
        known = self._known(task)
        if known.action == HANDLE:
            closed = Correspondence(self._office, self._recording).close(known, result, key=key)
            return next(one for one in closed.tasks if one.id == known.id)

        if known.action == ACKNOWLEDGE:
            return Correspondence(self._office, self._recording).acknowledge(known, result, key=key)[0]

        def make(save: "Save") -> Task:
            self._check_concerned(known, DONE)
            at, by = self._office.now(), self._office.rights.name
            ended = done(known, at=at, by=by, result=result.strip())
            save(DONE, at, (ended,))
            return evolve(ended, version=known.version + 1)

        asked = Asked({"task": known.id, "result": result})
        return self._recorder.once(key, DONE, asked, make, lambda made: self.get(made[0].id))

    def move(
        self, task: Task | str, to: To, *, due: "date | None" = None, note: str = "", key: str | None = None
    ) -> Task:
        """Hand a task on to somebody else (ส่งต่องาน).

        Args:
            task: the task, or its id.
            to: a person or unit, or what they are known by, as of ``office.correspondence.assign``.
            due: another day; by default the one that it has.
            note: what to do, for whoever gets it.
            key: as of :meth:`done`.

        Raises:
            NotFound: when there is no such task, person or unit.
            TaskIsOver, DecideInstead, NotAllowed: as of :meth:`done`.
            MayNotSee: when it is restricted and they are not among those who may see it.
        """
        known = self._known(task)
        if known.action == HANDLE:
            return Correspondence(self._office, self._recording).reassign(known, to, due=due, note=note, key=key)
        office = self._office
        receiver = whom(to, office.organization.on(office.today()), office.profile)
        refuse_unseen(known.restricted, known.about.id, receiver)

        def make(save: "Save") -> Task:
            self._check_concerned(known, MOVE)
            changed = evolve(moved(known, whom=receiver.token, due=due), note=note.strip() or known.note)
            save(MOVE, office.now(), (changed,))
            return evolve(changed, version=known.version + 1)

        asked = Asked({"task": known.id, "to": receiver.token, "due": due, "note": note})
        return self._recorder.once(key, MOVE, asked, make, lambda made: self.get(made[0].id))

    # ------------------------------------------------------------------ inside

    def _known(self, task: Task | str) -> Task:
        """The task as it is now, where it is one that is ended here.

        Raises:
            DecideInstead: when it asks for a decision.
            EndsByItself: when it asks to account for an advance, or to give back a letter.
            ForwardRefused: when it asks a unit to take a letter in or to send it back.
        """
        known = self.get(task.id if isinstance(task, Task) else task)
        if known.about.kind == Approval.kind:
            raise DecideInstead(known.id, known.about.id)
        if known.action == FORWARD:
            refuse_other(known)
        if known.action in _ENDED_BY:
            raise EndsByItself(known.id, str(known.about), _ENDED_BY[known.action])
        return known

    def _check_concerned(self, task: Task, action: str) -> None:
        office = self._office
        office.require(action)
        if not self._is_concerned(task):
            raise NotAllowed(action, office.rights.called, "", _CONCERNED)

    def _is_open(self, task: Task, reader: "Reader") -> bool:
        """Whether what a task tells may be known to whoever acts: it tells as much as what it is about."""
        return task.about.kind not in _OF_PEOPLE or reader.get_many([task.about])[0] is not None

    def _is_concerned(self, task: Task) -> bool:
        """Whether a task waits for whoever acts, or was asked for by them; the program is concerned with all."""
        office = self._office
        return not office.actor or task.whom in waits_for(office.actor) or task.opened_by == office.rights.name


def waits_for(actor: "Actor") -> frozenset[str]:
    """By what tasks wait for somebody who acts: themselves, where they work, what they are."""
    units, roles = map(unit_token, actor.units), (role_token(held.role, held.unit) for held in actor.roles)
    return frozenset((person_token(actor.person), *units, *roles))
