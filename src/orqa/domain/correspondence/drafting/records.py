"""A paper that the office drafts, with its versions, its signatures and its way (ร่างหนังสือ), as it is kept."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafting.states import Act, DraftState
from orqa.domain.organization.restriction import Restriction

if TYPE_CHECKING:
    from attrs import Attribute

_text = instance_of(str)
_ref = optional(instance_of(RecordRef))


def optional_state(value: "DraftState | str | None") -> DraftState | None:
    """A state by its code; None for none."""
    return DraftState(value) if value else None


def _aware(_record: object, attribute: "Attribute[datetime]", value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} needs a time zone, found {value!r}")


@frozen
class Part:
    """One part of a paper, such as its text or what it refers to.

    Attributes:
        name: code of the vocabulary ``draft-part``.
        lines: its paragraphs or items, in order.
    """

    name: str = field(validator=matches_re("[a-z][a-z0-9_]*"))
    lines: tuple[str, ...] = field(validator=instance_of(tuple))


@frozen(kw_only=True)
class Signature:
    """That somebody signed (การลงนาม): what they signed stays readable, whatever the draft says later.

    Attributes:
        person: id of the person.
        name: as it is printed under the signature.
        position: the lines below, with the wording of acting.
        at: when.
        edition: of the draft.
        text: what was signed, as text; number and date are left open, for they are given later.
        digest: SHA-256 of the text, 64 hex digits.
        voided_at: when the signature lost its effect; None while it holds.
        voided_because: why.
    """

    person: str = field(validator=_text)
    name: Text
    position: tuple[Text, ...] = ()
    at: datetime = field(validator=_aware)
    edition: int = field(validator=[instance_of(int), ge(1)])
    text: str = field(validator=_text)
    digest: str = field(validator=matches_re("[0-9a-f]{64}"))
    voided_at: datetime | None = None
    voided_because: str = ""


@frozen(kw_only=True)
class Delivery:
    """One way out of the office (การส่ง, ข้อ 44–50): complete only with way and receiver.

    Attributes:
        to: who gets it.
        way: code of the vocabulary ``delivery-way``.
        at: when.
        proof: of posting or of the book of deliveries.
        outcome: what became of it; None while nothing is known.
        outcome_at: when that became known.
        words: what the receiver said: a register number, a reason.
    """

    to: str = field(validator=_text)
    way: str = field(validator=_text)
    at: datetime = field(validator=_aware)
    proof: str = ""
    outcome: DraftState | None = field(default=None, converter=optional_state)
    outcome_at: datetime | None = None
    words: str = ""


@frozen(kw_only=True)
class DraftMove:
    """One thing that happened to a draft: who did what, and wrote which words.

    Attributes:
        act: what was done.
        state: the state after it.
        edition: of the text at that time.
        person: id of the person; empty where a program did.
        position: what they signed as.
        words: their comment or reason (ความเห็น).
        at: when.
    """

    act: Act = field(converter=Act)
    state: DraftState = field(converter=DraftState)
    edition: int = field(validator=[instance_of(int), ge(1)])
    person: str = ""
    position: Text | None = None
    words: str = ""
    at: datetime = field(validator=_aware)


@frozen(kw_only=True)
class Draft(Record):
    """A paper of the office from its first words until it is filed (หนังสือที่หน่วยงานจัดทำ).

    A change of the text makes a new edition; every edition, comment and signature is kept.

    Attributes:
        letter_kind: code of the vocabulary ``letter-kind``.
        english_form: code of the vocabulary ``english-form``; empty for a paper in Thai.
        language: of its text.
        unit: id of the unit that writes it; empty for the office as a whole.
        subject: matter (เรื่อง).
        recipient: whom it is for (เรียน, ถึง).
        recipient_class: code of the vocabulary ``recipient-class``, or ``english-address`` for one in English.
        urgency: code of the vocabulary ``urgency``.
        secrecy: code of the vocabulary ``secrecy``.
        circular: whether it is a circular (หนังสือเวียน).
        parts: what else stands in it.
        template: name of the template that it was begun with; empty for none.
        sources: records that it was filled from, and letters that it answers.
        edition: of the text, from 1.
        state: where it stands.
        author: id of the person who drafts it; empty where a program does.
        opened_at: when it was begun.
        signatures: all of them, also those that lost their effect.
        letter: the letter that it became when it got its number; None before.
        numbered_on: the day of that.
        deliveries: its ways out of the office.
        acknowledge_by: the day by which its receipt should be told; None for none.
        moves: what happened, the oldest first.
        restricted: who alone may see it.
    """

    kind: ClassVar[str] = "draft"
    __repr__ = shown_by("letter_kind", "unit", "state", "edition")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "unit"), ("state", "acknowledge_by"))

    letter_kind: str = field(validator=_text, metadata=indexed() | public())
    english_form: str = field(default="", validator=_text, metadata=indexed() | public())
    language: str = field(default="th", validator=matches_re("[a-z]{2,3}"), metadata=public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    subject: str = field(default="", validator=_text, metadata=searchable() | personal())
    recipient: str = field(default="", validator=_text, metadata=personal())
    recipient_class: str = field(default="", validator=_text)
    urgency: str = field(default="", validator=_text, metadata=indexed() | public())
    secrecy: str = field(default="", validator=_text)
    circular: bool = field(default=False, metadata=public())
    parts: tuple[Part, ...] = field(default=(), validator=instance_of(tuple), metadata=personal())
    template: str = field(default="", validator=_text, metadata=public())
    sources: tuple[RecordRef, ...] = ()
    edition: int = field(default=1, validator=[instance_of(int), ge(1)])
    state: DraftState = field(default=DraftState.DRAFT, converter=DraftState, metadata=indexed() | public())
    author: str = field(default="", validator=_text, metadata=indexed() | personal())
    opened_at: datetime = field(validator=_aware, metadata=indexed())
    signatures: tuple[Signature, ...] = field(default=(), metadata=personal())
    letter: RecordRef | None = field(default=None, validator=_ref, metadata=indexed())
    numbered_on: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed() | public())
    deliveries: tuple[Delivery, ...] = field(default=(), metadata=personal())
    acknowledge_by: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    moves: tuple[DraftMove, ...] = field(default=(), metadata=personal())
    restricted: Restriction | None = field(default=None, validator=optional(instance_of(Restriction)))

    @property
    def form(self) -> str:
        """What its form is looked up by: the form of a letter in English, else the kind of letter."""
        return self.english_form or self.letter_kind

    @property
    def signature(self) -> Signature | None:
        """The signature that holds; None where there is none."""
        return next((one for one in reversed(self.signatures) if one.voided_at is None), None)

    @property
    def comments(self) -> tuple[DraftMove, ...]:
        """What people wrote about it, with whatever they did."""
        return tuple(one for one in self.moves if one.words)

    def lines(self, name: str) -> tuple[str, ...]:
        """A part; none where the draft does not have it."""
        return next((part.lines for part in self.parts if part.name == name), ())

    def text(self, name: str) -> str:
        """A part as one text, line by line."""
        return "\n".join(self.lines(name))
