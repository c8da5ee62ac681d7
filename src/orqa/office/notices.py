"""Reminders (การแจ้งเตือน): what waits for each person, told to them through a notifier that a plugin contributes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.people import Person
from orqa.domain.organization.tasks import Task, TaskState, is_overdue
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from orqa.domain.organization.structure import Organization
    from orqa.office.ports import Notifier
    from orqa.rules.vocabulary import Term

SEND: Final = "notice.send"
"""The action, as the policy has it."""

SOON: Final = "desk.soon_days"
"""The rule: what is due within how many days is told as due soon."""

ROLES: Final = "desk.reminded_roles"
"""The rule: who is told of what waits for a unit, besides its head."""

_SUBJECT = Text.of(en="What waits for you on {day}: {count}", th="งานที่รอท่าน ณ วันที่ {day} จำนวน {count} เรื่อง")
_LINE = Text.of(en="{n}. {what}{title}{due}{note}", th="{n}. {what}{title}{due}{note}")
_TITLE = Text.of(en=": {title}", th=" {title}")
_DUE = Text.of(en=", due {due}", th=" กำหนด {due}")
_LATE = Text.of(en=", overdue since {due}", th=" เกินกำหนดเมื่อ {due}")
_NOTE = Text.of(en=" ({note})", th=" ({note})")
_SECRET = Text.of(en="(restricted)", th="(เรื่องลับ)")
_HELLO = Text.of(en="Dear {name},", th="เรียน {name}")

NO_ADDRESS: Final = FindingKind(
    code="notice-no-address",
    severity=Severity.WARNING,
    template=Text.of(
        en="{person} has no e-mail address, so the reminder of {count} was not sent; add one: orqa person correct",
        th="{person} ไม่มีที่อยู่อีเมล จึงไม่ได้ส่งการเตือน {count} เรื่อง ให้เพิ่มที่อยู่: orqa person correct",
    ),
)
HAS_LEFT: Final = FindingKind(
    code="notice-person-left",
    severity=Severity.WARNING,
    template=Text.of(
        en="{person} no longer works here, so the reminder of {count} was not sent; hand the tasks on: orqa task move",
        th="{person} พ้นจากหน่วยงานแล้ว จึงไม่ได้ส่งการเตือน {count} เรื่อง ให้ส่งต่องาน: orqa task move",
    ),
)
NOT_DELIVERED: Final = FindingKind(
    code="notice-not-delivered",
    severity=Severity.ERROR,
    template=Text.of(
        en="the reminder for {person} was not delivered: {error}; the others were; send it again when this is mended",
        th="ส่งการเตือนถึง{person}ไม่สำเร็จ: {error} ส่วนรายอื่นส่งแล้ว ให้แก้ไขแล้วส่งใหม่",
    ),
)


@frozen(kw_only=True)
class Notice:
    """One message to one person (การแจ้งเตือน); it names no subject of secret matter.

    Attributes:
        id: the same for the same person, day, language and matter, so that sending twice is one message.
        person: id of the person.
        name: what they are called.
        address: their e-mail address.
        sender: address that it comes from; empty for the notifier's own.
        subject: one line.
        lines: the text, line by line.
        language: BCP 47 code of the text.
        at: when it was made.
        tasks: what it tells of.
    """

    id: str
    person: str
    name: str
    address: str
    sender: str = ""
    subject: str
    lines: tuple[str, ...]
    language: str
    at: "datetime"
    tasks: tuple[RecordRef, ...] = ()


@frozen(kw_only=True)
class Delivered:
    """What became of reminders.

    Attributes:
        notices: those that were delivered.
        findings: those that were not, and why.
    """

    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...] = ()


class Notices(Service):
    """Tell people what waits for them; reached as ``office.notices``."""

    def due(self, on: date | None = None, *, language: str = "", sender: str = "") -> Delivered:
        """The reminders of a day: for each person what is due soon or overdue of what waits for them.

        What waits for a unit is told to its head and to those with the roles of the rule ``desk.reminded_roles``;
        what waits for a role, to all who hold it that day. Nothing is sent: :meth:`send` does that.

        Args:
            on: the day; by default today.
            language: of the text; by default the office's.
            sender: address that they come from.

        Raises:
            NotAllowed: when whoever acts may not send reminders.
        """
        office, on = self._office, on or self._office.today()
        until = on + timedelta(days=office.rules(on).reading().value(SOON) + 1)
        with office.reading() as reader:
            query = equal("state", TaskState.OPEN.value) & between("due", None, until.isoformat())
            tasks = tuple(every(office, reader, Task, query, ("due",)))
        return self.about(tasks, on, language=language, sender=sender)

    def about(self, tasks: Iterable[Task], on: date, *, language: str = "", sender: str = "") -> Delivered:
        """The reminders about some tasks, one for each person; who left, or has no address, is told as a finding.

        Raises:
            NotAllowed: when whoever acts may not send reminders.
        """
        self._office.require(SEND)
        waits, has_left = self._by_person(tasks, on), self._office.organization.on(on).has_left
        made = [self._notice(*one, on, language or self._office.profile.language, sender) for one in waits]
        told = {one.id: HAS_LEFT if has_left(one.person) else NO_ADDRESS for one in made}
        sent = {one.id for one in made if one.address and told[one.id] is NO_ADDRESS}
        return Delivered(
            notices=tuple(one for one in made if one.id in sent),
            findings=tuple(
                told[one.id].make(person=one.name, count=len(one.tasks)) for one in made if one.id not in sent
            ),
        )

    def send(self, notices: "Delivered | Iterable[Notice]", through: "Notifier") -> Delivered:
        """Deliver reminders; one that fails is told as a finding, and the others go on.

        Args:
            notices: as :meth:`due` and :meth:`about` give them.
            through: what delivers them: ``office.notices.notifier("eml", "outbox")``.

        Raises:
            NotAllowed: when whoever acts may not send reminders.
        """
        self._office.require(SEND)
        known = notices if isinstance(notices, Delivered) else Delivered(notices=tuple(notices))
        sent: list[Notice] = []
        findings = list(known.findings)
        for notice in known.notices:
            try:
                through.deliver(notice)
            except Exception as error:  # noqa: BLE001 - of one receiver: the others get theirs
                findings.append(NOT_DELIVERED.make(person=notice.name, error=_told(error)))
            else:
                sent.append(notice)
        return Delivered(notices=tuple(sent), findings=tuple(findings))

    def notifier(self, name: str, target: str) -> "Notifier":
        """What delivers reminders: ``eml`` with a folder; others come from plugins.

        Raises:
            LookupError: when no plugin offers it; the message lists those there are.
        """
        return self._office.contributions.notifier(name, target)

    # ------------------------------------------------------------------ inside

    def _by_person(self, tasks: Iterable[Task], on: date) -> Iterator[tuple[Person, list[Task]]]:
        organization = self._office.organization.on(on)
        found: dict[str, dict[str, Task]] = {}
        for task in tasks:
            for person in dict.fromkeys(self._concerned(task.whom, organization, on)):
                found.setdefault(person, {})[task.id] = task
        for person, theirs in found.items():
            yield organization.structure.people[person], list(theirs.values())

    def _concerned(self, token: str, organization: "Organization", on: date) -> Iterator[str]:
        form, _, rest = token.partition(":")
        if form == "person":
            yield from [rest] if rest in organization.structure.people else []
        elif form == "role":
            role, _, unit = rest.partition("@")
            yield from (person.id for person, _ in organization.holders(role, unit))
        else:
            head = organization.head_of(rest)
            yield from [head.person.id] if head else []
            for role in self._office.rules(on).reading().value(ROLES):
                yield from (person.id for person, _ in organization.holders(role["role"], rest))

    def _notice(self, person: Person, tasks: list[Task], on: date, language: str, sender: str) -> Notice:
        style = Style.of_profile(self._office.profile, language)
        ordered = sorted(tasks, key=lambda one: (one.due or date.max, one.id))
        lines = [self._line(n, task, on, style, language) for n, task in enumerate(ordered, 1)]
        name, count = person.name.in_language(language), style.value(len(ordered), ColumnType.INTEGER)
        return Notice(
            id=".".join((person.id, f"{on:%Y%m%d}", language, *sorted(task.id for task in ordered))),
            person=person.id,
            name=name,
            address=person.email,
            sender=sender,
            subject=_SUBJECT.fill(day=style.date(on), count=count).in_language(language),
            lines=(_HELLO.fill(name=name).in_language(language), "", *lines),
            language=language,
            at=self._office.now(),
            tasks=tuple(task.ref for task in ordered),
        )

    def _line(self, n: int, task: Task, on: date, style: Style, language: str) -> str:
        terms: Mapping[str, Term] = self._office.profile.vocabularies.get("task-action", {})
        term = terms.get(task.action.replace(".", "-", 1))
        title = _SECRET if task.restricted else task.title
        due = (_LATE if is_overdue(task, on) else _DUE).fill(due=style.date(task.due)) if task.due else ""
        filled = _LINE.fill(
            n=style.value(n, ColumnType.INTEGER),
            what=term.title if term else task.action,
            title=_TITLE.fill(title=title) if title else "",
            due=due,
            note=_NOTE.fill(note=task.note) if task.note and not task.restricted else "",
        )
        return " ".join(filled.in_language(language).split())


def _told(error: Exception) -> Text | str:
    """What an error says, in each language where it is one of ours."""
    return error.messages if isinstance(error, OrqaError) else str(error) or type(error).__name__
