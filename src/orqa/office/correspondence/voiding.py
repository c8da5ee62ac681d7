"""Numbers that are made void (ยกเลิกเลข), and what ends with the letter that had one."""

from typing import TYPE_CHECKING

from orqa.domain.correspondence.handling import cancelled
from orqa.domain.correspondence.reserving import voided, why_no_reason, why_not
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.approvals import Approval, ApprovalState, Move, Verdict, moved_on
from orqa.domain.organization.tasks import Task, TaskState, withdrawn
from orqa.office.correspondence.acknowledging import Acknowledging
from orqa.office.correspondence.dossier import Dossier, dossier, written
from orqa.office.correspondence.forwarding import open_forwardings
from orqa.office.correspondence.linking import Linking
from orqa.office.correspondence.reserving import Reserving, line_ref
from orqa.office.errors import refuse
from orqa.office.paging import every
from orqa.office.service import Asked
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.base.refs import RecordRef
    from orqa.domain.correspondence.records import RegisterEntry
    from orqa.office.recorder import Save
    from orqa.storage.protocol import Reader

_WAITING = is_in("state", (ApprovalState.PENDING.value, ApprovalState.RETURNED.value))


class Voiding(Reserving):
    """Make numbers void."""

    def void(self, entry: "RegisterEntry | str", reason: str, *, key: str | None = None) -> "RegisterEntry":
        """Make a number void: its letter is cancelled, or none will come. The row stays, with the reason.

        A letter is cancelled with its last number. Its open tasks and what was proposed about it are withdrawn, its
        circulars end, no answer to it is owed any more, and a letter that it answered is owed an answer again.

        Args:
            entry: the line, or its id.
            reason: why, for the register.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line.
            RegisterRefused: when it is void already, or no reason is given.
            Conflict: when somebody else changed it, or did something with its letter, this very moment.
            KeyNotUsable, KeyUsedOtherwise, NotAllowed, StorageError: as of ``send``.
        """
        refuse(why_no_reason(reason))
        ref = line_ref(entry)
        asked = Asked({"line": ref, "reason": reason})
        return self._recorder.once(
            key, "letter.void", asked, lambda save: self._voided(ref, reason, save), lambda made: self._void(made[0])
        )

    # ------------------------------------------------------------------ inside

    def _voided(self, ref: "RecordRef", reason: str, save: "Save") -> "RegisterEntry":
        line, at = self._line(ref), self._office.now()
        refuse(why_not(line, "void"))
        gone = voided(line, reason)
        save("letter.void", at, (gone, *self._ended_with(line, reason.strip(), at)))
        return written([gone])[0]

    def _void(self, ref: "RecordRef") -> "RegisterEntry":
        return listed(self._line(ref))

    def _ended_with(self, line: "RegisterEntry", reason: str, at: "datetime") -> "Iterator[Record]":
        """What is to be written besides where the letter of a line has no other number."""
        if line.letter is None:
            return
        seen = dossier(self._office, line.letter, self._recorder)
        if any(map(_lives, (other for other in seen.lines if other.id != line.id))):
            return
        by = self._office.rights.name
        yield cancelled(seen.handling, by=by, reason=reason)
        yield from (withdrawn(task, at=at, by=by, reason=reason) for task in seen.open_tasks)
        forwarded = open_forwardings(self._office, line.letter)
        yield from (withdrawn(task, at=at, by=by, reason=reason) for task in forwarded)
        yield from Acknowledging(self._office, self._recording).circulars_ended(line.letter, reason)
        yield from Linking(self._office, self._recording).answers_undone(line.letter, reason)
        yield from self._draft_voided(line.letter, reason, at)
        with self._office.reading() as reader:
            yield from self._proposals_withdrawn(reader, seen, reason, at)

    def _draft_voided(self, letter: "RecordRef", reason: str, at: "datetime") -> "Iterator[Record]":
        """The draft that became the letter, with what waits about it."""
        from orqa.office.correspondence.drafting.voided import VoidedDrafts

        yield from VoidedDrafts(self._office, self._recording).voided(letter, reason, at)

    def _proposals_withdrawn(
        self, reader: "Reader", seen: Dossier, reason: str, at: "datetime"
    ) -> "Iterator[Approval | Task]":
        rights, actor = self._office.rights, self._office.actor
        for approval in every(self._office, reader, Approval, equal("about", str(seen.letter.ref)) & _WAITING):
            person = actor.person if actor else ""
            yield moved_on(
                approval, Move(step=approval.step, verdict=Verdict.WITHDRAWN, person=person, comment=reason, at=at)
            )
            open_tasks = equal("about", str(approval.ref)) & equal("state", TaskState.OPEN.value)
            for task in every(self._office, reader, Task, open_tasks):
                yield withdrawn(task, at=at, by=rights.name, reason=reason)


def _lives(line: "RegisterEntry") -> bool:
    """Whether a letter stands under a number; one that is secret no longer does not by its secret line."""
    return line.state == "registered" or (line.state == "lowered" and line.restricted is None)
