"""Enquiries, the texts that answer them, and news of scholarships (งานบริการข้อมูลข่าวสาร), as they are kept; pure."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re, min_len, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.thai import clean_text
from orqa.domain.partnerships.written import clean_forms, clean_lines, is_link

if TYPE_CHECKING:
    from attrs import Attribute

_text = instance_of(str)
_perhaps = optional(_text)
_day = instance_of(date)
_a_day = optional(_day)
_named = matches_re(r"(?s).*\S.*")


class EnquiryState(StrEnum):
    """Where an enquiry stands; ``waiting`` is for whoever asked to say more."""

    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


STATES: Final = {
    EnquiryState.OPEN: Text.of(en="open", th="รอตอบ"),
    EnquiryState.WAITING: Text.of(en="waiting for whoever asked", th="รอข้อมูลจากผู้ถาม"),
    EnquiryState.ANSWERED: Text.of(en="answered", th="ตอบแล้ว"),
    EnquiryState.CLOSED: Text.of(en="closed", th="ยุติเรื่อง"),
}
"""What people call each state."""


class TextState(StrEnum):
    """Where an approved text stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


TEXT_STATES: Final = {
    TextState.DRAFT: Text.of(en="waits for approval", th="รออนุมัติ"),
    TextState.APPROVED: Text.of(en="approved", th="อนุมัติแล้ว"),
    TextState.WITHDRAWN: Text.of(en="withdrawn", th="ยกเลิกการใช้"),
}
"""What people call each state."""


@frozen(kw_only=True)
class ApprovedText(Record):
    """A text that answers may use (ข้อความมาตรฐานที่อนุมัติแล้ว); a change of it waits for approval again.

    Attributes:
        code: by which answers name it, such as ``visa-ed``.
        title: what it is about.
        body: the text, in each language that it has.
        topic: code of the vocabulary ``enquiry-topic``; empty for any.
        approver: id of the person who approved it; empty where the paper says who.
        document: number of the paper by which it was approved, where there is one.
        approved: the day; None before.
        valid_from: the first day on which answers may use it.
        valid_to: the last day; None until further notice.
        state: where it stands.
    """

    kind: ClassVar[str] = "approved-text"
    __repr__ = shown_by("code", "state")

    code: str = field(validator=matches_re(r"[a-z0-9]+(-[a-z0-9]+)*"), metadata=indexed() | public())
    title: Text = field(converter=clean_forms, metadata=public())
    body: Text = field(converter=clean_forms, metadata=public())
    topic: str = field(default="", validator=_text, metadata=indexed() | public())
    approver: str = field(default="", validator=_text, metadata=personal())
    document: str = field(default="", converter=clean_text, validator=_text)
    approved: date | None = field(default=None, validator=_a_day)
    valid_from: date = field(validator=_day, metadata=indexed() | public())
    valid_to: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    state: TextState = field(default=TextState.DRAFT, converter=TextState, metadata=indexed())

    def holds(self, on: date) -> bool:
        """Whether an answer of a day may use it."""
        in_time = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return self.state is TextState.APPROVED and in_time


@frozen(kw_only=True)
class UsedText:
    """An approved text as an answer used it.

    Attributes:
        text: its id.
        code: its code at that time.
        version: which version of it, so that what was said can be read for ever.
    """

    text: str
    code: str
    version: int = field(validator=[instance_of(int), ge(1)])


@frozen(kw_only=True)
class Answer:
    """What was answered.

    Attributes:
        on: the day.
        body: all of it, in each language that it was given in.
        used: the approved texts in it, in their order.
        words: what the owner added, in each language; None for nothing.
        person: id of whoever answered; empty where a program did.
    """

    on: date = field(validator=_day)
    body: Text
    used: tuple[UsedText, ...] = ()
    words: Text | None = None
    person: str = ""


@frozen(kw_only=True)
class Enquiry(Record):
    """Something that somebody asks (เรื่องสอบถาม), with its ticket.

    Attributes:
        number: of the ticket: the next one of its year; None until the store gave it.
        year: the year of the series, in the Christian era.
        enquiry_kind: code of the vocabulary ``enquiry-kind``; by it the due day goes.
        topic: code of the vocabulary ``enquiry-topic``.
        language: of whoever asks (BCP 47).
        asker: who asks; personal data.
        address: where to answer to; personal data.
        question: what they ask, as plain text.
        received: the day on which it came.
        unit: code of the unit that answers.
        owner: id of the person who answers; empty where the unit does.
        partner: id of the institution that it is about; None for none.
        agreement: id of the agreement that it is about; None for none.
        due: the day by which to answer; None where no rule says it.
        state: where it stands.
        answers: what was answered, the first one first.
        answered: the day of the first answer; None before.
        note: what it waits for, or why it was closed or handed over.
    """

    kind: ClassVar[str] = "enquiry"
    __repr__ = shown_by("number", "year", "topic", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "due"), ("year", "number"))

    number: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    enquiry_kind: str = field(validator=_text, metadata=indexed() | public())
    topic: str = field(default="", validator=_text, metadata=indexed() | public())
    language: str = field(default="th", validator=matches_re("[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"), metadata=public())
    asker: str = field(default="", converter=clean_text, validator=_text, metadata=personal())
    address: str = field(default="", converter=clean_text, validator=_text, metadata=personal())
    question: str = field(converter=clean_lines, validator=_named, metadata=searchable() | personal())
    received: date = field(validator=_day, metadata=indexed() | public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    owner: str = field(default="", validator=_text, metadata=indexed() | personal())
    partner: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    agreement: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    due: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    state: EnquiryState = field(default=EnquiryState.OPEN, converter=EnquiryState, metadata=indexed() | public())
    answers: tuple[Answer, ...] = field(default=(), metadata=personal())
    answered: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    note: str = field(default="", converter=clean_lines, validator=_text, metadata=personal())


def _linked(_record: "ScholarshipNews", _attribute: "Attribute[str]", source: str) -> None:
    if source and not is_link(source):
        raise ValueError(f"the source must be an address that begins with http:// or https://, found {source!r}")


@frozen(kw_only=True)
class ScholarshipNews(Record):
    """News of a scholarship (ข่าวทุน), for whom, and until when they may apply.

    Attributes:
        title: what it is called.
        body: what it offers, in each language; None where the source says it all.
        audience: codes of the vocabulary ``news-audience``.
        country: where to, ISO 3166-1 alpha-2; empty for any.
        partner: id of the institution that offers it; None for none that is kept.
        source: address of the page that announces it.
        opens: the first day of applications; None where nobody said.
        closes: the last day; None where it stays open.
        withdrawn: why it was taken down; empty while it stands.
    """

    kind: ClassVar[str] = "scholarship-news"
    __repr__ = shown_by("opens", "closes")

    title: Text = field(converter=clean_forms, metadata=public())
    body: Text | None = field(default=None, metadata=public())
    audience: tuple[str, ...] = field(validator=[instance_of(tuple), min_len(1)], metadata=public())
    country: str = field(default="", validator=matches_re("([A-Z]{2})?"), metadata=indexed() | public())
    partner: str | None = field(default=None, validator=_perhaps, metadata=indexed() | public())
    source: str = field(default="", validator=[_text, _linked], metadata=public())
    opens: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    closes: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    withdrawn: str = field(default="", converter=clean_text, validator=_text, metadata=indexed())

    def is_open(self, on: date) -> bool:
        """Whether somebody may apply on a day."""
        begun = self.opens is None or self.opens <= on
        return not self.withdrawn and begun and (self.closes is None or on <= self.closes)
