"""Reading a draft, changing it with what waits for somebody about it, and finding it by its letter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafting.records import Draft, DraftMove
from orqa.domain.correspondence.drafting.states import Act, DraftState
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.tasks import Task, TaskState, done, new_task, person_token, role_token, unit_token
from orqa.office.access import SECRET_REGISTRAR
from orqa.office.errors import NotFound
from orqa.office.openings import as_read
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.storage.errors import Conflict
from orqa.storage.query import equal, starts_with

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.recorder import Save
    from orqa.storage.protocol import Reader

Whose: TypeAlias = "Draft | Letter | RecordRef | str"
"""A draft: itself, the letter that it became, what points to one of these, or an id."""

Change: TypeAlias = Callable[[Draft, datetime], Draft]

DRAFT: Final = Text.of(en="the draft", th="ร่างหนังสือ")
_TRIES: Final = 20
_REGISTRAR: Final = "registrar"
_WAITS: Final[Mapping[DraftState, str]] = {
    DraftState.SIGNED: "draft.number",
    DraftState.NUMBERED: "draft.dispatch",
    DraftState.RETURNED: "draft.mend",
}


class DraftKeeping(Service):
    """What all that is done with drafts has in common."""

    def _draft(self, which: Whose) -> Draft:
        """A draft as it is kept; one that begins with its letter where that was numbered without one.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        ref = which if isinstance(which, RecordRef) else which.ref if isinstance(which, Draft | Letter) else None
        identity = ref.id if ref else cast("str", which)
        waiting = self._recorder.waiting(RecordRef(Draft.kind, identity))
        if isinstance(waiting, Draft):
            return evolve(waiting, version=waiting.version + 1)
        with self._office.reading() as reader:
            if found := self._stored_draft(reader, identity):
                return found
            letter = self._sent_letter(reader, identity)
            of_letter = every(self._office, reader, Draft, equal("letter", str(letter.ref)))
            return next(of_letter, None) or self._short_way(reader, letter)

    def _stored_draft(self, reader: "Reader", identity: str) -> Draft | None:
        (stored,) = reader.get_many([RecordRef(Draft.kind, identity)])
        return cast("Draft", self._office.codec.decode(stored)) if stored else None

    def _sent_letter(self, reader: "Reader", identity: str) -> Letter:
        (stored,) = reader.get_many([RecordRef(Letter.kind, identity)])
        letter = cast("Letter", self._office.codec.decode(stored)) if stored else None
        if letter is None or letter.direction != "sent":
            raise NotFound(DRAFT, identity)
        return letter

    def _short_way(self, reader: "Reader", letter: Letter) -> Draft:
        """What stands for a letter that took the short way: numbered, and kept when something is done with it."""
        line = next(every(self._office, reader, RegisterEntry, equal("letter", str(letter.ref))), None)
        state = DraftState.VOID if line and line.state == "void" else DraftState.NUMBERED
        move = DraftMove(act=Act.NUMBER, state=DraftState.NUMBERED, edition=1, at=letter.received_at)
        return Draft(
            id=letter.id,
            letter_kind=letter.letter_kind,
            language=self._office.profile.language,
            unit=letter.unit,
            subject=letter.subject,
            recipient=letter.recipient,
            urgency=letter.urgency,
            secrecy=letter.secrecy,
            circular=letter.circular,
            state=state,
            opened_at=letter.received_at,
            letter=letter.ref,
            numbered_on=line.registered_on if line else letter.dated,
            moves=(move,),
            restricted=letter.restricted,
        )

    def _draft_changed(  # noqa: PLR0913 - what a change is
        self,
        which: Whose,
        action: str,
        asked: Mapping[str, Any],
        key: str | None,
        change: Change,
        *,
        tasks: bool = True,
    ) -> Draft:
        """Write what a change makes of a draft; somebody else's change of the same moment is read and built upon."""
        identity = self._draft(which).id

        def make(save: "Save") -> Draft:
            at, known = self._office.now(), self._draft(identity)
            after = change(known, at)
            with as_read(*self._begun_with(known)) as floors:
                save(action, at, [after, *(self._draft_tasks(after, at) if tasks else ())], floors)
            return listed(evolve(after, version=after.version + 1))

        told = Asked({"draft": identity, **asked})
        return self._written_anew(
            lambda: self._recorder.once(key, action, told, make, lambda made: self._kept_draft(made[0].id))
        )

    def _begun_with(self, known: Draft) -> "tuple[Letter, ...]":
        """The letter that a draft begins with, which must not be raised or destroyed meanwhile; none for others."""
        if known.version or known.letter is None:
            return ()
        with self._office.reading() as reader:
            return (self._sent_letter(reader, known.letter.id),)

    def _written_anew(self, write: Callable[[], Draft]) -> Draft:
        """Write anew where somebody else was faster; within a work the whole work is done anew by its caller."""
        if self._recording is not None:
            return write()
        for _ in range(_TRIES):
            try:
                return write()
            except Conflict as conflict:
                if conflict.ref.kind not in {Draft.kind, Task.kind}:
                    raise
        return write()

    def _kept_draft(self, identity: str) -> Draft:
        return listed(self._draft(identity))

    @property
    def _acting_person(self) -> str:
        return self._office.actor.person if self._office.actor else ""

    # ------------------------------------------------------------------ what waits

    def _draft_tasks(self, after: Draft, at: datetime) -> Sequence["Record"]:
        """The tasks that end with a change of a draft, and the one that it opens."""
        action = _WAITS.get(after.state, "")
        if after.state is DraftState.RETURNED and after.letter is not None:
            action = "draft.dispatch"
        whom = self._draft_whom(after, action) if action else ""
        opened = [self._draft_task(after, at, action, whom)] if whom else []
        return [*self._ended_draft_tasks(after, at), *opened]

    def _ended_draft_tasks(self, draft: Draft, at: datetime) -> list[Task]:
        return [done(task, at=at, by=self._office.rights.name) for task in self._open_draft_tasks(draft)]

    def _open_draft_tasks(self, draft: Draft) -> list[Task]:
        query = equal("about", str(draft.ref)) & equal("state", TaskState.OPEN.value) & starts_with("action", "draft.")
        with self._office.reading() as reader:
            return list(every(self._office, reader, Task, query))

    def _draft_whom(self, draft: Draft, action: str) -> str:
        if action == "draft.mend":
            return person_token(draft.author) if draft.author else unit_token(draft.unit) if draft.unit else ""
        role = SECRET_REGISTRAR if draft.restricted else _REGISTRAR
        organization = self._office.organization.on(self._office.today())
        units = (draft.unit, *organization.ancestors(draft.unit)) if draft.unit else organization.children()
        held = next((unit for unit in units if organization.holders(role, unit)), None)
        return role_token(role, held) if held else unit_token(draft.unit) if draft.unit else ""

    def _draft_task(self, draft: Draft, at: datetime, action: str, whom: str) -> Task:
        title = None if draft.restricted else Text.of(**{self._office.profile.language: draft.subject or draft.id})
        return new_task(
            identity=self._office.ids.next_id(at),
            area="correspondence",
            action=action,
            about=draft.ref,
            title=title,
            whom=whom,
            opened_at=at,
            opened_by=self._office.rights.name,
            restricted=draft.restricted,
        )
