"""A letter with all that was done about it, read in one snapshot, and put back together (แฟ้มเรื่อง)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from attrs import evolve, frozen

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.handling import Handling, begun
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.tasks import Task, TaskState
from orqa.office.correspondence.kin import missing
from orqa.office.errors import LETTER, NotFound, WorkRefused, twice
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

HANDLE: Final = "letter.handle"
"""What a task of an assigned letter asks for."""

FORWARD: Final = "letter.forward"
"""What a forwarded letter asks of a unit: to take it in, or to send it back; the action of the policy, too."""

R = TypeVar("R", bound=Record)
Which: TypeAlias = "Letter | RegisterEntry | RecordRef | str"
"""A letter: itself, a line of a register that is its, what points to it, or its id."""

_PARTED = "; "


@frozen(kw_only=True)
class Dossier:
    """A letter and what belongs to it.

    Attributes:
        letter: the letter.
        lines: its lines in registers, the first one first.
        handling: what is done with it; one that is not stored yet where nothing was.
        tasks: all tasks of handling it, the first one first.
    """

    letter: Letter
    lines: tuple[RegisterEntry, ...]
    handling: Handling
    tasks: tuple[Task, ...]

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Those that still wait."""
        return tuple(task for task in self.tasks if task.state is TaskState.OPEN)

    def noted(self, action: str) -> tuple[RegisterEntry, ...]:
        """Its lines with one more word on what was done (การปฏิบัติ); what stands there stays."""
        return tuple(
            evolve(line, action=_PARTED.join(filter(None, (line.action, action))))
            for line in self.lines
            if line.state in {"registered", "lowered"}
        )


def letter_of(which: Which) -> RecordRef:
    """What points to a letter.

    Raises:
        NotFound: for a line of a register that has no letter, or none that may be seen.
    """
    if isinstance(which, Letter):
        return which.ref
    if isinstance(which, RegisterEntry):
        if which.letter is None:
            raise NotFound(LETTER, which.printed_number or str(which.number))
        return which.letter
    return which if isinstance(which, RecordRef) else RecordRef(Letter.kind, which)


def dossier(office: "Office", which: Which, recording: "Recording") -> Dossier:
    """A letter with what belongs to it, as far as whoever acts may see it.

    Raises:
        NotFound: when there is no such letter, or it may not be seen.
        LetterDestroyed: when it was destroyed.
        WorkRefused: when the letter is only written in the same work: one call cannot build on it yet.
    """
    ref = letter_of(which)
    if recording.is_writing(ref):
        raise WorkRefused(twice(ref))
    with office.reading() as reader:
        stored, known = reader.get_many([ref, RecordRef(Handling.kind, ref.id)])
        if stored is None:
            raise missing(reader, ref)
        letter = cast("Letter", office.codec.decode(stored))
        lines = tuple(every(office, reader, RegisterEntry, equal("letter", str(ref))))
        tasks = tuple(every(office, reader, Task, equal("about", str(ref)) & equal("action", HANDLE)))
    return Dossier(
        letter=letter,
        lines=lines,
        handling=cast("Handling", office.codec.decode(known)) if known else _begun(office, letter, lines),
        tasks=tasks,
    )


def written(records: Iterable[R]) -> tuple[R, ...]:
    """Records as they are stored after a write; of secret matter what lists show."""
    return tuple(listed(evolve(record, version=record.version + 1)) for record in records)


def _begun(office: "Office", letter: Letter, lines: tuple[RegisterEntry, ...]) -> Handling:
    received_on = lines[0].registered_on if lines else letter.received_at.astimezone(office.zone).date()
    return begun(letter, received_on, letter.unit)
