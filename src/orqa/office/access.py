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
the unit.
"""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.clocks import ClockUser, PunchFile, PunchSheet
from orqa.domain.attendance.corrections import PunchCorrection
from orqa.domain.attendance.events import WorkEvent
from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.ledger import LedgerEntry
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.reasons import PunchReason
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.policy import Holds
from orqa.domain.organization.records import Key
from orqa.domain.organization.restriction import Restriction
from orqa.domain.partnerships.calls import MobilityApplication
from orqa.domain.partnerships.enquiries import Enquiry
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.recognition import Recognition
from orqa.domain.partnerships.stay_records import Stay
from orqa.domain.partnerships.study_cases import StudyCase
from orqa.domain.partnerships.visits import Visit
from orqa.storage.protocol import Access

SECRET_REGISTRAR = "secret-registrar"  # noqa: S105 - a role
"""The role, of the vocabulary ``role``, that keeps secret matter (นายทะเบียนข้อมูลข่าวสารลับ)."""

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

SCOPES = {
    "leave.read": LEAVE,
    "stay.read": STAYS,
    "study-case.read": STUDIES,
    "mobility.read": MOBILITIES,
    "visit.read": VISITS,
    "trip.read": TRIPS,
    "enquiry.read": ENQUIRIES,
}
"""What is kept from others because it is of a person: by the action of the policy, how its tokens begin."""

OF_PERSONS = Access.of(*(f"{scope}all" for scope in SCOPES.values()))
"""What the program reads by that embeds the office: what is of persons, and nothing that is secret."""

SHEETS = f"{LEAVE}sheets"
"""The token by which reports read punches; they show those of the people whom the reader may see."""

UNNAMED = OF_PERSONS
"""What a service reads by to count or to decide, where it shows nobody what it read."""

_OF_PERSON = (Leave, LedgerEntry, HalfYear, Employment, WorkEvent, ClockUser)
"""What is of one person; duty and training may be of a unit or of everybody, and are open then."""

_OF_PERSON_AND_UNIT = (PunchReason, PunchCorrection)
"""What is of one person and decided in the unit where they work."""

_ASKED_FOR = {Leave.kind, PunchReason.kind, PunchCorrection.kind}
"""The kinds of which a request tells as much as they do."""

UNSEEN = frozenset({PunchSheet.kind, PunchFile.kind})
"""The kinds that are written, and erased, by whoever may do that, without a right to read what stands in them."""

_OF_MACHINERY = {Key.kind: (NOBODY,), PunchSheet.kind: (SHEETS, ALL_LEAVE), PunchFile.kind: (ALL_LEAVE,)}


def readers_of(record: Record) -> tuple[str, ...]:
    """The tokens of those who may see ``record``; empty means open to all."""
    restriction = restriction_of(record)
    if restriction is not None:
        return tuple(_readers(restriction))
    if isinstance(record, Approval):
        return _of_request(record)
    return _of_person(record) or _OF_MACHINERY.get(record.kind, ())


def _of_person(record: Record) -> tuple[str, ...]:
    """The tokens of what is of one person; none for anything else."""
    if isinstance(record, _OF_PERSON) and record.person:
        return leave_readers(record.person)
    if isinstance(record, _OF_PERSON_AND_UNIT):
        return leave_readers(record.person, record.unit)
    return _abroad(record)


def _abroad(record: Record) -> tuple[str, ...]:
    """The tokens of what is of one person who studies or stays abroad, or goes there; none for anything else."""
    match record:
        case Bond():
            return (*leave_readers(record.person), *readers_in(STUDIES, record.person, record.unit))
        case StudyCase():
            return readers_in(STUDIES, record.person, record.unit)
        case Stay():
            return readers_in(STAYS, record.person, record.unit)
    return _of_exchange(record)


def _of_exchange(record: Record) -> tuple[str, ...]:
    """The tokens of what is of one person in exchange: a mobility and what belongs to it."""
    match record:
        case Recognition():
            return readers_in(MOBILITIES, record.person, record.unit)
        case MobilityApplication():
            return readers_in(MOBILITIES, record.applicant.person or "", record.unit)
        case Mobility():
            return readers_in(MOBILITIES, record.traveller.person or "", record.unit)
    return _of_contacts(record)


def _of_contacts(record: Record) -> tuple[str, ...]:
    """The tokens of what names people with whom the office deals; none for anything else."""
    match record:
        case Visit():
            return readers_in(VISITS, record.owner, record.unit)
        case OfficialTrip():
            return readers_in(TRIPS, record.person, record.unit)
        case Enquiry():
            return readers_in(ENQUIRIES, record.owner, record.unit)
    return ()


def _of_request(request: Approval) -> tuple[str, ...]:
    """The tokens of a request that tells as much as what it is about."""
    if request.about.kind in _ASKED_FOR:
        return leave_readers(request.requester, request.unit)
    scope = {StudyCase.kind: STUDIES, OfficialTrip.kind: TRIPS}.get(request.about.kind)
    return readers_in(scope, request.requester, request.unit) if scope else ()


def leave_readers(person: str, unit: str = "") -> tuple[str, ...]:
    """The tokens of those who may see what tells of the leave of a person, or was asked for in a unit."""
    return readers_in(LEAVE, person, unit)


def readers_in(scope: str, person: str, unit: str = "") -> tuple[str, ...]:
    """The tokens of those who may see what is of a person, or was done in a unit, in one of :data:`SCOPES`."""
    named = (f"{scope}person:{person}" if person else "", f"{scope}unit:{unit}" if unit else "")
    return (*filter(None, named), f"{scope}all")


def restriction_of(record: Record) -> Restriction | None:
    """Whom a record is kept from; None for one that is open, or of a kind that always is."""
    return getattr(record, "restricted", None)


def _readers(restriction: Restriction) -> Iterator[str]:
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
    roles: tuple[Holds, ...] = ()
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
        own = tokens_of(self.person, self.units, self.clearance, registrar=self.has(SECRET_REGISTRAR))
        return own | self.of_others | {f"{scope}person:{self.person}" for scope in SCOPES.values()}

    def has(self, role: str) -> bool:
        """Whether they have a role, in whatever unit."""
        return any(held.role == role for held in self.roles)

    @property
    def access(self) -> Access:
        """What they see."""
        return Access(self.tokens)
