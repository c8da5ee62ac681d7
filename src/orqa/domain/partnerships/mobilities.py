"""Files of people who go to partners or come from them (แฟ้มการเคลื่อนย้ายและแลกเปลี่ยน), as they are kept."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, ge, in_, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.partnerships.movements import Direction

_day = optional(instance_of(date))
_text = instance_of(str)
_id = optional(instance_of(str))


class MobilityState(StrEnum):
    """Where a mobility stands."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    RETURNED = "returned"
    RECOGNISED = "recognised"
    DECLINED = "declined"
    CANCELLED = "cancelled"


STATES: Final = MappingProxyType(
    {
        MobilityState.NOMINATED: Text.of(en="nominated", th="เสนอชื่อแล้ว"),
        MobilityState.ACCEPTED: Text.of(en="accepted", th="ตอบรับแล้ว"),
        MobilityState.ARRIVED: Text.of(en="arrived", th="เดินทางถึงแล้ว"),
        MobilityState.RETURNED: Text.of(en="returned", th="กลับแล้ว"),
        MobilityState.RECOGNISED: Text.of(en="recognised", th="เทียบโอนแล้ว"),
        MobilityState.DECLINED: Text.of(en="declined by the host", th="สถาบันปลายทางไม่รับ"),
        MobilityState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
    }
)
"""What people call each state."""

WENT: Final = (MobilityState.ARRIVED.value, MobilityState.RETURNED.value, MobilityState.RECOGNISED.value)
"""The states of those who were there, as statistics count them."""

OFF: Final = (MobilityState.DECLINED.value, MobilityState.CANCELLED.value)
"""The states of those who never went."""

DIRECTIONS: Final = MappingProxyType(
    {Direction.SENT: Text.of(en="sent", th="ส่งออก"), Direction.RECEIVED: Text.of(en="received", th="รับเข้า")}
)
"""What people call each direction."""


@frozen(kw_only=True)
class Traveller:
    """Who goes or comes; all of it is personal data.

    Attributes:
        code: student code here, staff number, or what the partner knows them by.
        person: id of a person of the office, for its own staff.
        given_name: first names.
        family_name: last names.
        email: their address.
        born: day of birth.
        gender: ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable.
        citizenship: ISO 3166-1 alpha-2; empty where nobody told it.
        esi: European student identifier, of those who have one.
    """

    code: str = field(default="", validator=_text)
    person: str | None = field(default=None, validator=_id)
    given_name: Text
    family_name: Text
    email: str = field(default="", validator=_text)
    born: date | None = field(default=None, validator=_day)
    gender: int = field(default=0, validator=in_((0, 1, 2, 9)))
    citizenship: str = field(default="", validator=matches_re("([A-Z]{2})?"))
    esi: str = field(default="", validator=_text)

    @property
    def name(self) -> Text:
        """First and last names in each language that both have."""
        return Text.of(en="{given} {family}", th="{given} {family}").fill(
            given=self.given_name, family=self.family_name
        )

    @property
    def key(self) -> str:
        """What makes two files those of one person: the person, else the code, else the name."""
        return self.person or self.code or search_key(str(self.name))


@frozen(kw_only=True)
class Scholarship:
    """Money that somebody gets for a mobility (ทุนการศึกษา).

    Attributes:
        name: of the scholarship.
        amount: how much.
        line: code of the budget line that it is paid from; empty where others pay.
        source: who pays.
    """

    name: str = field(validator=_text)
    amount: Money = field(validator=instance_of(Money))
    line: str = field(default="", validator=_text)
    source: str = field(default="", validator=_text)


@frozen(kw_only=True)
class StepDone:
    """A step of the check-list that was done, or was waived.

    Attributes:
        step: code of the vocabulary ``mobility-step``.
        on: when.
        document: number or title of the paper.
        about: the letter or file that it is, where that is kept here.
        waived: why it is not needed; empty for one that was done.
    """

    step: str = field(validator=_text)
    on: date = field(validator=instance_of(date))
    document: str = field(default="", validator=_text)
    about: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))
    waived: str = field(default="", validator=_text)


@frozen(kw_only=True)
class StayCertificate:
    """What the host certifies of a stay (หนังสือรับรองการพำนัก).

    Attributes:
        event: ``arrival`` or ``departure``.
        day: the day that it names: the first or the last of the stay.
        document: number or title of the paper.
        about: the letter or file that it is, where that is kept here.
    """

    event: str = field(validator=in_(("arrival", "departure")))
    day: date = field(validator=instance_of(date))
    document: str = field(validator=_text)
    about: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))


@frozen(kw_only=True)
class Mobility(Record):
    """The file of one person who goes to a partner or comes from one (แฟ้มการเคลื่อนย้าย).

    Attributes:
        number: in its academic year.
        year: the academic year, by the name in the common era, in which the stay begins.
        series: that year as the office writes it, such as ``2569``; the number is printed behind it.
        direction: ``sent`` or ``received``.
        mobility_kind: code of the vocabulary ``mobility-kind``, such as ``exchange`` or ``free_mover``.
        people: ``student`` or ``staff``, by the kind.
        state: one of :class:`MobilityState`.
        partner: id of the other institution.
        partner_unit: its faculty or school.
        agreement: id of the agreement that it is under.
        call: id of the call that it came from.
        application: id of the application that it came from.
        traveller: who.
        traveller_key: what makes two files those of one person.
        level: code of the vocabulary ``study-level``.
        programme: programme of study or of teaching.
        field_code: ISCED-F 2013, four digits as text.
        unit: id of the unit here.
        terms: codes of the vocabulary ``study-term``.
        units: how much is planned; 0 where nothing counts, as of staff.
        counted_in: the unit of that, such as ``student_semester``.
        attended: of a stay that ended early, how much was attended.
        settled_in_money: whether fees take the place of counting a head.
        first: the first day that is planned.
        last: the last day that is planned.
        nominated_on: when it was nominated.
        accepted_on: when the host took it.
        arrived: the day of arrival.
        returned: the last day of the stay.
        ended_on: when it was declined or cancelled.
        visa: kind of visa of somebody received, as the rules of stays name it; empty for none.
        steps: what was done of the check-list.
        scholarships: what is paid for it.
        certificates: of arrival and departure, by the host.
        reference: its number elsewhere, such as in the file that it was imported from.
        report: what came of it, in the words of whoever went.
        reason: why it was declined, cancelled, or ended early.
    """

    kind: ClassVar[str] = "mobility"
    __repr__ = shown_by("year", "number", "direction", "mobility_kind", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("partner", "year"),
        ("year", "number"),
        ("agreement", "year"),
        ("state", "first"),
    )

    number: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    series: str = field(default="", validator=_text)
    direction: str = field(validator=in_(tuple(Direction)), metadata=indexed() | public())
    mobility_kind: str = field(validator=_text, metadata=indexed() | public())
    people: str = field(default="student", validator=in_(("student", "staff")), metadata=indexed() | public())
    state: str = field(
        default=MobilityState.NOMINATED.value, validator=in_(tuple(MobilityState)), metadata=indexed() | public()
    )
    partner: str = field(validator=_text, metadata=indexed() | public())
    partner_unit: str = field(default="", validator=_text)
    agreement: str | None = field(default=None, validator=_id, metadata=indexed())
    call: str | None = field(default=None, validator=_id, metadata=indexed())
    application: str | None = field(default=None, validator=_id)
    traveller: Traveller = field(validator=instance_of(Traveller), metadata=personal())
    traveller_key: str = field(default="", validator=_text, metadata=indexed() | personal())
    level: str = field(default="", validator=_text, metadata=indexed())
    programme: str = field(default="", validator=_text, metadata=indexed())
    field_code: str = field(default="", validator=matches_re("([0-9]{4})?"))
    unit: str = field(default="", validator=_text, metadata=indexed())
    terms: tuple[str, ...] = field(default=(), validator=deep_iterable(_text))
    units: Decimal = field(default=Decimal(0), validator=[instance_of(Decimal), ge(Decimal(0))])
    counted_in: str = field(default="student_semester", validator=_text, metadata=indexed())
    attended: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    settled_in_money: bool = field(default=False, validator=instance_of(bool))
    first: date | None = field(default=None, validator=_day, metadata=indexed())
    last: date | None = field(default=None, validator=_day)
    nominated_on: date = field(validator=instance_of(date))
    accepted_on: date | None = field(default=None, validator=_day)
    arrived: date | None = field(default=None, validator=_day, metadata=indexed())
    returned: date | None = field(default=None, validator=_day)
    ended_on: date | None = field(default=None, validator=_day)
    visa: str = field(default="", validator=_text)
    steps: tuple[StepDone, ...] = field(default=(), validator=deep_iterable(instance_of(StepDone)))
    scholarships: tuple[Scholarship, ...] = field(default=(), validator=deep_iterable(instance_of(Scholarship)))
    certificates: tuple[StayCertificate, ...] = field(default=(), validator=deep_iterable(instance_of(StayCertificate)))
    reference: str = field(default="", validator=_text, metadata=indexed())
    report: str = field(default="", validator=_text)
    reason: str = field(default="", validator=_text)

    @property
    def code(self) -> str:
        """What people call it: academic year and number."""
        return f"{self.series or self.year}/{self.number}" if self.number is not None else self.id

    @property
    def way(self) -> Direction:
        """Sent or received."""
        return Direction(self.direction)

    @property
    def stands(self) -> MobilityState:
        """Where it stands."""
        return MobilityState(self.state)

    def done(self, step: str) -> StepDone | None:
        """How a step was done; None while it is open."""
        return next((one for one in self.steps if one.step == step), None)

    def certificate(self, event: str) -> StayCertificate | None:
        """The certificate of ``arrival`` or ``departure``; None while there is none."""
        return next((one for one in self.certificates if one.event == event), None)

    def with_step(self, done: StepDone) -> "Mobility":
        """With a step done; it takes the place of what was said of that step before."""
        return evolve(self, steps=(*(one for one in self.steps if one.step != done.step), done))
