"""Who may see a record: one function that every write asks, and the tokens of those who read.

A token names a person, a unit or the registrars of secret information, and a rank of secrecy: ``unit:irqa/2``. A
restricted record carries the tokens of its own rank; whoever is cleared for rank 2 holds those of 0, 1 and 2.

Leave and days at work tell of sickness, which is sensitive personal data (ข้อมูลส่วนบุคคลที่มีความอ่อนไหว,
พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 26): it has tokens of its own, ``leave:person:<id>``, ``leave:unit:<id>`` and
``leave:all``. The person holds their own; who holds those of others, the policy says in its row ``leave.read``. So have
employments, bonds, duty and training of one person, the users of clocks, and reasons for missing punches. The punches
of a month are told by a number in the clock alone: only those who keep everybody's read them as they are, and services
give each reader those of the people whom they may see.

The stays of foreigners have tokens of their own in the same way, ``stay:person:<id>`` and so on: passports and
permissions are for whom the policy names in ``stay.read``. Studies abroad have ``study:person:<id>``; bonds are seen by
those tokens, too, for they are the service that a study is paid back with. Visits name a delegation, trips abroad a
traveller and enquiries whoever asked: they have ``visit:``, ``trip:`` and ``enquiry:``, of the person in charge and of
the unit. Spending cases, and papers that were issued of them, have ``budget:``, of whoever asked and of the unit that
spends; postings name nobody and stay open, for totals are made of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from attrs import field, frozen

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.protocol import Access

if TYPE_CHECKING:
    from orqa.domain.organization.approvals import Approval
    from orqa.domain.organization.policy import Holds
    from orqa.domain.organization.restriction import Restriction

SECRET_REGISTRAR = "secret-registrar"  # noqa: S105 - a role
"""The role, of the vocabulary ``role``, that keeps secret matter (นายทะเบียนข้อมูลข่าวสารลับ)."""

SECRET_REGISTRARS = frozenset({SECRET_REGISTRAR, "secret-assistant"})
"""The roles that see secret matter as far as they are cleared: the registrar, and those appointed to assist one."""

NOBODY = "nobody"
"""The token that nobody holds: of records that only the machinery reads."""


LEAVE = "leave:"
"""How the tokens of leave begin."""

ALL_LEAVE = f"{LEAVE}all"
"""The token of those who keep the leave of everybody."""

STAYS = "stay:"
"""How the tokens of the stays of foreigners begin."""

STUDIES = "study:"
"""How the tokens of studies abroad begin."""

MOBILITIES = "mobility:"
"""How the tokens of mobilities and applications begin: they hold marks."""

VISITS = "visit:"
TRIPS = "trip:"
ENQUIRIES = "enquiry:"
"""How the tokens of visits, of trips abroad and of enquiries begin."""

BUDGETS = "budget:"
"""How the tokens of spending cases, and of their papers, begin: they name whoever asks, and whoever borrows."""

SCOPES = {
    "leave.read": LEAVE,
    "stay.read": STAYS,
    "study-case.read": STUDIES,
    "mobility.read": MOBILITIES,
    "visit.read": VISITS,
    "trip.read": TRIPS,
    "enquiry.read": ENQUIRIES,
    "budget.read": BUDGETS,
}
"""What is kept from others because it is of a person: by the action of the policy, how its tokens begin."""

OF_PERSONS = Access.of(*(f"{scope}all" for scope in SCOPES.values()))
"""What the program reads by that embeds the office: what is of persons, and nothing that is secret."""

SHEETS = f"{LEAVE}sheets"
"""The token by which reports read punches; they show those of the people whom the reader may see."""

UNNAMED = OF_PERSONS
"""What a service reads by to count or to decide, where it shows nobody what it read."""


class Whose(NamedTuple):
    """Whom a record is of, by its fields: a row of :data:`OF_ONE`.

    Attributes:
        scope: how the tokens begin, one of :data:`SCOPES`.
        person: the field with the id of the person, as a dotted path.
        unit: the field with the id of the unit that it is done in; empty where it is of the person alone, and then what
            names nobody, as duty and training of a unit or of everybody, is open.
    """

    scope: str
    person: str = "person"
    unit: str = ""

    def readers(self, record: Record) -> tuple[str, ...]:
        """The tokens that a record has by this row."""
        person = attrgetter(self.person)(record) or ""
        if not self.unit:
            return readers_in(self.scope, person) if person else ()
        return readers_in(self.scope, person, attrgetter(self.unit)(record))


_OF_PERSON: Final = ("leave", "leave-entry", "half-year", "employment", "work-event", "clock-user")
"""What is of one person alone."""

OF_ONE: Final[Mapping[str, tuple[Whose, ...]]] = {
    **dict.fromkeys(_OF_PERSON, (Whose(LEAVE),)),
    "punch-reason": (Whose(LEAVE, unit="unit"),),
    "punch-correction": (Whose(LEAVE, unit="unit"),),
    "bond": (Whose(LEAVE), Whose(STUDIES, unit="unit")),
    "study-case": (Whose(STUDIES, unit="unit"),),
    "stay": (Whose(STAYS, unit="unit"),),
    "mobility": (Whose(MOBILITIES, "traveller.person", "unit"),),
    "mobility-application": (Whose(MOBILITIES, "applicant.person", "unit"),),
    "recognition": (Whose(MOBILITIES, unit="unit"),),
    "learning-agreement": (Whose(MOBILITIES, unit="unit"),),
    "visit": (Whose(VISITS, "owner", "unit"),),
    "official-trip": (Whose(TRIPS, unit="unit"),),
    "enquiry": (Whose(ENQUIRIES, "owner", "unit"),),
    **dict.fromkeys(("spending-case", "budget-paper"), (Whose(BUDGETS, "requester", "unit"),)),
}
"""What is of a person or names people, by kind: so who writes a letter need not load what leave is."""

_ASKED_FOR: Final = {
    **dict.fromkeys(("leave", "punch-reason", "punch-correction"), LEAVE),
    "study-case": STUDIES,
    "official-trip": TRIPS,
    "spending-case": BUDGETS,
}
"""The kinds of which a request tells as much as they do, and by which tokens."""

UNSEEN: Final = frozenset({"punch-sheet", "punch-file"})
"""The kinds that are written, and erased, by whoever may do that, without a right to read what stands in them."""

_OF_MACHINERY: Final = {"key": (NOBODY,), "punch-sheet": (SHEETS, ALL_LEAVE), "punch-file": (ALL_LEAVE,)}


def readers_of(record: Record) -> tuple[str, ...]:
    """The tokens of those who may see ``record``; empty means open to all."""
    restriction = restriction_of(record)
    if restriction is not None:
        return tuple(_readers(restriction))
    kind = record.kind
    if kind == "approval":
        return _of_request(cast("Approval", record))
    if kind in OF_ONE:
        return tuple(token for row in OF_ONE[kind] for token in row.readers(record))
    return _OF_MACHINERY.get(kind, ())


def _of_request(request: "Approval") -> tuple[str, ...]:
    """The tokens of a request that tells as much as what it is about."""
    scope = _ASKED_FOR.get(request.about.kind)
    return readers_in(scope, request.requester, request.unit) if scope else ()


def leave_readers(person: str, unit: str = "") -> tuple[str, ...]:
    """The tokens of those who may see what tells of the leave of a person, or was asked for in a unit."""
    return readers_in(LEAVE, person, unit)


def readers_in(scope: str, person: str, unit: str = "") -> tuple[str, ...]:
    """The tokens of those who may see what is of a person, or was done in a unit, in one of :data:`SCOPES`."""
    named = (f"{scope}person:{person}" if person else "", f"{scope}unit:{unit}" if unit else "")
    return (*filter(None, named), f"{scope}all")


def restriction_of(record: Record) -> "Restriction | None":
    """Whom a record is kept from; None for one that is open, or of a kind that always is."""
    return getattr(record, "restricted", None)


def _readers(restriction: "Restriction") -> Iterator[str]:
    rank = restriction.rank
    yield f"registrar/{rank}"
    yield from (f"unit:{unit}/{rank}" for unit in restriction.units)
    yield from (f"person:{person}/{rank}" for person in restriction.persons)


def tokens_of(person: str, units: Iterable[str], clearance: int, *, registrar: bool) -> frozenset[str]:
    """The tokens of a person.

    Args:
        person: id.
        units: ids of the units where the person works; not of those below.
        clearance: the highest rank that the person may see.
        registrar: whether a registrar of secret information.
    """
    bearers = [f"person:{person}", *(f"unit:{unit}" for unit in units), *(["registrar"] if registrar else [])]
    return frozenset(f"{bearer}/{rank}" for bearer in bearers for rank in range(clearance + 1))


def unit_of(record: Record) -> str | None:
    """The id of the unit that a record belongs to; empty for the office as a whole, None where the record is silent."""
    if record.kind == "unit":
        return record.id
    unit = getattr(record, "unit", None)
    if isinstance(unit, RecordRef):
        return unit.id
    return unit if isinstance(unit, str) else None


@frozen(kw_only=True)
class Actor:
    """Who acts: a person of the office on a day, with all that follows from it.

    Attributes:
        person: id.
        name: how the journal calls them, ``person:<id>``.
        roles: their own, granted ones, and those of whom they act for.
        clearance: the highest rank of secrecy that they may see; 0 for none.
        units: ids of the units where they work.
        of_others: tokens of what is of other persons and they may see; their own they may always.
        tokens: what they see restricted records by.
    """

    person: str
    roles: "tuple[Holds, ...]" = ()
    clearance: int = 0
    units: tuple[str, ...] = ()
    of_others: frozenset[str] = field(default=frozenset(), repr=False)
    name: str = field(init=False)
    tokens: frozenset[str] = field(init=False, repr=False)

    @name.default
    def _journal_name(self) -> str:
        return f"person:{self.person}"

    @tokens.default
    def _all_tokens(self) -> frozenset[str]:
        own = tokens_of(self.person, self.units, self.clearance, registrar=any(map(self.has, SECRET_REGISTRARS)))
        return own | self.of_others | {f"{scope}person:{self.person}" for scope in SCOPES.values()}

    def has(self, role: str) -> bool:
        """Whether they have a role, in whatever unit."""
        return any(held.role == role for held in self.roles)

    @property
    def access(self) -> Access:
        """What they see."""
        return Access(self.tokens)
