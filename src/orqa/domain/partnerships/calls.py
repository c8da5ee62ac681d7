"""Calls for exchange and the applications that answer them (ประกาศรับสมัครและใบสมัคร), as they are kept."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, gt, in_, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.domain.partnerships.mobilities import Traveller

_text = instance_of(str)
_day = optional(instance_of(date))
_code = matches_re("[a-z][a-z0-9_]*")


@frozen(kw_only=True)
class Destination:
    """Where a call leads (สถาบันปลายทาง).

    Attributes:
        partner: id of the partner.
        places: how many may be nominated there.
        agreement: id of the agreement that the places are from.
    """

    partner: str = field(validator=_text)
    places: int = field(validator=[instance_of(int), ge(1)])
    agreement: str | None = field(default=None, validator=optional(_text))


@frozen(kw_only=True)
class Criterion:
    """What applications are ranked by (เกณฑ์การคัดเลือก).

    Attributes:
        code: what scores are told for, such as ``gpa``.
        title: what people call it.
        weight: how much full marks count.
        most: full marks.
    """

    code: str = field(validator=_code)
    title: Text
    weight: Decimal = field(validator=[instance_of(Decimal), gt(Decimal(0))])
    most: Decimal = field(validator=[instance_of(Decimal), gt(Decimal(0))])


@frozen(kw_only=True)
class Condition:
    """What an applicant must have at least (คุณสมบัติขั้นต่ำ).

    Attributes:
        code: what scores are told for, such as ``ielts``.
        least: the least that is enough.
        level: only for applicants of this level of study; empty for all.
    """

    code: str = field(validator=_code)
    least: Decimal = field(validator=instance_of(Decimal))
    level: str = field(default="", validator=_text)


@frozen(kw_only=True)
class MobilityCall(Record):
    """A call for applications (ประกาศรับสมัคร).

    Attributes:
        code: what people call it by, unique in its year.
        year: academic year by its name in the common era, in which the stays begin.
        title: what people call it.
        mobility_kind: code of the vocabulary ``mobility-kind``.
        opens: the first day of applying.
        closes: the last one.
        destinations: where it leads, with the places there.
        criteria: what applications are ranked by.
        conditions: what an applicant must have at least.
        tie_break: codes of scores that part equal sums, one after the other.
        terms: codes of the vocabulary ``study-term``.
        first: the first day of the stays.
        last: the last one.
        selected_on: when applications were ranked.
        unit: id of the unit that keeps it.
    """

    kind: ClassVar[str] = "mobility-call"
    __repr__ = shown_by("code", "year", "opens", "closes")

    code: str = field(validator=matches_re("[A-Za-z0-9][A-Za-z0-9_-]{0,39}"), metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    title: Text = field(metadata=public())
    mobility_kind: str = field(validator=_text, metadata=indexed() | public())
    opens: date = field(validator=instance_of(date), metadata=indexed() | public())
    closes: date = field(validator=instance_of(date), metadata=indexed() | public())
    destinations: tuple[Destination, ...] = field(validator=deep_iterable(instance_of(Destination)), metadata=public())
    criteria: tuple[Criterion, ...] = field(validator=deep_iterable(instance_of(Criterion)), metadata=public())
    conditions: tuple[Condition, ...] = field(default=(), metadata=public())
    tie_break: tuple[str, ...] = field(default=(), metadata=public())
    terms: tuple[str, ...] = field(default=(), metadata=public())
    first: date | None = field(default=None, validator=_day)
    last: date | None = field(default=None, validator=_day)
    selected_on: date | None = field(default=None, validator=_day)
    unit: str = field(default="", validator=_text, metadata=indexed())


class ApplicationState(StrEnum):
    """What became of an application."""

    APPLIED = "applied"
    SELECTED = "selected"
    RESERVE = "reserve"
    TIED = "tied"
    NOT_ELIGIBLE = "not_eligible"
    NOMINATED = "nominated"
    WITHDRAWN = "withdrawn"


APPLICATION_STATES: Final = MappingProxyType(
    {
        ApplicationState.APPLIED: Text.of(en="applied", th="สมัครแล้ว"),
        ApplicationState.SELECTED: Text.of(en="selected", th="ได้รับคัดเลือก"),
        ApplicationState.RESERVE: Text.of(en="reserve", th="สำรอง"),
        ApplicationState.TIED: Text.of(en="to be decided: tied", th="คะแนนเท่ากัน รอตัดสิน"),
        ApplicationState.NOT_ELIGIBLE: Text.of(en="not eligible", th="ขาดคุณสมบัติ"),
        ApplicationState.NOMINATED: Text.of(en="nominated", th="เสนอชื่อแล้ว"),
        ApplicationState.WITHDRAWN: Text.of(en="withdrawn", th="ถอนใบสมัคร"),
    }
)
"""What people call each state."""


@frozen(kw_only=True)
class Score:
    """What an applicant has of a criterion or condition.

    Attributes:
        code: of which.
        value: how much, exact.
    """

    code: str = field(validator=_code)
    value: Decimal = field(validator=instance_of(Decimal))


@frozen(kw_only=True)
class MobilityApplication(Record):
    """An application to a call (ใบสมัคร); who applies and with which marks is personal data.

    Attributes:
        call: id of the call.
        applicant: who.
        level: code of the vocabulary ``study-level``.
        programme: of study.
        unit: id of the faculty here.
        scores: marks, by criterion and condition.
        preferences: ids of partners, the most wanted first.
        on: the day of applying.
        state: what became of it.
        rank: its place in the ranking; None while there is none.
        total: the sum that it is ranked by, rounded to six places.
        destination: id of the partner that it was selected for.
        reasons: why it stands where it does.
    """

    kind: ClassVar[str] = "mobility-application"
    __repr__ = shown_by("call", "state", "rank")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("call", "rank"),)

    call: str = field(validator=_text, metadata=indexed())
    applicant: Traveller = field(validator=instance_of(Traveller), metadata=personal())
    level: str = field(default="", validator=_text)
    programme: str = field(default="", validator=_text)
    unit: str = field(default="", validator=_text, metadata=indexed())
    scores: tuple[Score, ...] = field(default=(), validator=deep_iterable(instance_of(Score)), metadata=personal())
    preferences: tuple[str, ...] = ()
    on: date = field(validator=instance_of(date))
    state: str = field(
        default=ApplicationState.APPLIED.value, validator=in_(tuple(ApplicationState)), metadata=indexed()
    )
    rank: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed())
    total: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    destination: str | None = field(default=None, validator=optional(_text))
    reasons: tuple[Text, ...] = field(default=(), metadata=personal())

    def score(self, code: str) -> Decimal | None:
        """What the applicant has of something; None where it was not told."""
        return next((one.value for one in self.scores if one.code == code), None)
