"""The path of one letter, told from its records and the journal: a part of the service of letters."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import Circulation
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.handling import Handling
from orqa.domain.correspondence.links import VOCABULARY, LetterLink, inverse_title
from orqa.domain.correspondence.records import Attachment, LetterOpening, RegisterEntry
from orqa.domain.correspondence.secrecy import hidden
from orqa.domain.correspondence.timeline import Change, Event, events
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.people import Person
from orqa.domain.organization.tasks import Task
from orqa.domain.organization.wording import signing_lines
from orqa.office.correspondence.dossier import FORWARD, HANDLE, Which, letter_of
from orqa.office.errors import LETTER, NotFound
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.office.whom import called
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table
from orqa.storage.protocol import Entry, Op, Stored
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term
    from orqa.storage.protocol import Reader

COLUMNS = (
    Column(name="at", title=Text.of(th="วันเวลา", en="When"), type=ColumnType.MOMENT),
    Column(name="what", title=Text.of(th="รายการ", en="What")),
    Column(name="who", title=Text.of(th="ผู้ทำรายการ", en="Who"), personal=True),
    Column(name="detail", title=Text.of(th="รายละเอียด", en="Details"), personal=True),
)
_TITLE = Text.of(th="เส้นทางหนังสือ", en="The path of a letter")
_PROGRAM = Text.of(th="โปรแกรม", en="the program")
_AS = Text.of(en="{name}, {position}", th="{name} {position}")


@frozen(kw_only=True)
class Step:
    """One event, with who did it.

    Attributes:
        event: what happened.
        who: the person's name on that day, with position and wording of acting; the program where nobody acted.
    """

    event: Event
    who: Text


@frozen(kw_only=True)
class Timeline:
    """What happened to a letter, the earliest first.

    Attributes:
        steps: in order.
    """

    steps: tuple[Step, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, without who did it."""
        return tuple(step.event for step in self.steps)

    def table(self) -> Table:
        """When, what, who, and the words that belong to it."""
        rows = [(step.event.at, step.event.title, step.who, step.event.detail or None) for step in self.steps]
        return Table.of(COLUMNS, rows, _TITLE)


class Tracing(Service):
    """Tell what happened to a letter."""

    def timeline(self, letter: Which) -> Timeline:
        """All that happened to a letter, as far as whoever acts may see it (เส้นทางหนังสือ).

        Drafted, signed, registered, sent out, entered in units' registers, assigned, endorsed, attached, linked,
        opened, closed, void: from its records and from every version of them that the journal has.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
        """
        ref = letter_of(letter)
        with self._office.reading() as reader:
            told = _Told(self._office, reader, ref)
            histories = [told.changes(one) for one in told.belongings()]
            if not histories[0]:
                raise NotFound(LETTER, ref.id)
            approvals = tuple(every(self._office, reader, Approval, equal("about", str(ref))))
            drafts = tuple(every(self._office, reader, Draft, equal("letter", str(ref))))
            happened = [told.local(event) for event in events(histories, approvals, told, drafts)]
            return Timeline(steps=tuple(Step(event=event, who=told.who(event)) for event in happened))


class _Told:
    """What a timeline is told from: one letter in one snapshot."""

    def __init__(self, office: "Office", reader: "Reader", letter: RecordRef) -> None:
        self._office = office
        self._reader = reader
        self._letter = letter
        self._people: dict[str, list[tuple[datetime, Person]]] = {}

    def belongings(self) -> Iterator[RecordRef]:
        """The letter, and the records that belong to it."""
        of_letter = equal("letter", str(self._letter))
        yield self._letter
        yield from self._refs(RegisterEntry, of_letter)
        yield RecordRef(Handling.kind, self._letter.id)
        yield from self._refs(Task, equal("about", str(self._letter)) & is_in("action", [HANDLE, FORWARD]))
        yield from self._refs(Attachment, of_letter)
        yield from self._refs(LetterOpening, of_letter)
        yield from self._refs(Circulation, of_letter)
        for end in ("source", "target"):
            yield from self._refs(LetterLink, equal(end, str(self._letter)))

    def _refs(self, kind: type[Record], query: object) -> Iterator[RecordRef]:
        for (identity,) in self._reader.rows(kind.kind, ("id",), query, ("recorded",)):  # type: ignore[arg-type]
            yield RecordRef(kind.kind, str(identity))

    def changes(self, ref: RecordRef) -> Sequence[Change]:
        """Every version of a record; none where it is not there or may not be seen, of a secret one what lists show."""
        found: list[Change] = []
        before: Record | None = None
        history = self._reader.history(ref)
        secret = bool(history) and bool(history[-1].readers)
        for entry in history:
            after = before if entry.op is Op.TOUCH else self._decoded(entry)
            after = hidden(after) if secret and after else after
            at = datetime.fromisoformat(entry.at).astimezone(self._office.zone)
            found.append(Change(at=at, actor=entry.actor, action=entry.action, before=before, after=after))
            before = after
        return found

    def _decoded(self, entry: Entry) -> Record | None:
        if entry.op is not Op.PUT or entry.body is None:
            return None
        return self._office.codec.decode(Stored(RecordRef(entry.kind, entry.id), entry.version, entry.body))

    # ------------------------------------------------------------------ words

    def local(self, event: Event) -> Event:
        """An event with its moment in the office's time zone."""
        return evolve(event, at=event.at.astimezone(self._office.zone))

    def who(self, event: Event) -> Text:
        """The name of who did it on that day, and as what."""
        form, _, person = event.actor.partition(":")
        if form != "person" or not person:
            return _PROGRAM
        name = self._name(person, event.at)
        if name is None:
            return Text.of(en=event.actor)
        position = event.position or self._position(person, event.at.date())
        return _AS.fill(name=name, position=position) if position else name

    def _name(self, person: str, at: datetime) -> Text | None:
        if person not in self._people:
            changes = self.changes(RecordRef(Person.kind, person))
            self._people[person] = [(one.at, cast("Person", one.after)) for one in changes if one.after is not None]
        known = self._people[person]
        then = [one for since, one in known if since <= at] or [one for _, one in known[:1]]
        return then[-1].name if then else None

    def _position(self, person: str, on: date) -> Text | None:
        """The own position, and what they acted for on that day."""
        organization = self._office.organization.on(on)
        bases: Mapping[str, Term] = self._office.profile.vocabularies.get("acting-basis", {})
        acting = next((held.acting for held in organization.positions_of(person) if held.acting), None)
        lines = signing_lines(organization, bases, person, acting if acting and acting.basis in bases else None)
        return joined(lines, " ") if lines else None

    def receiver(self, token: str, on: date) -> Text:
        """See :meth:`orqa.domain.correspondence.timeline.Naming.receiver`."""
        return called(token, self._office.organization.on(on), self._office.profile)

    def unit(self, identity: str, on: date) -> Text:
        """See :meth:`orqa.domain.correspondence.timeline.Naming.unit`."""
        span = self._office.organization.on(on).unit(identity)
        return span.title if span else Text.of(en=identity)

    def number(self, line: RegisterEntry) -> str:
        """See :meth:`orqa.domain.correspondence.timeline.Naming.number`."""
        return line.printed_number if line.printed else f"{line.number}/{self._office.written_year(line.year)}"

    def day(self, day: date) -> Text:
        """See :meth:`orqa.domain.correspondence.timeline.Naming.day`."""
        return day_text(day)

    def tie(self, link: LetterLink) -> Text:
        """See :meth:`orqa.domain.correspondence.timeline.Naming.tie`."""
        term = self._office.profile.vocabulary(VOCABULARY).get(link.link)
        own = link.source == self._letter
        title = Text.of(en=link.link) if term is None else term.title if own else inverse_title(term)
        other = next(self._numbers(link.target if own else link.source), "")
        return joined((title, Text.of(en=other)), " ") if other else title

    def _numbers(self, letter: RecordRef) -> Iterator[str]:
        lines = every(self._office, self._reader, RegisterEntry, equal("letter", str(letter)))
        return (line.printed_number or self.number(line) for line in lines)
