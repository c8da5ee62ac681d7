"""What is kept of a letter, and what is kept of it for ever.

A letter may be destroyed when its time has come (ข้อ 66–70 of the correspondence regulation); its line in the
register may not. So both are records, and the line repeats what it must still tell then.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re, optional

from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.organization.restriction import Restriction

if TYPE_CHECKING:
    from attrs import Attribute

EntryState: TypeAlias = Literal["registered", "reserved", "void", "raised", "lowered"]
"""What becomes of a register number, in this order; it never goes back."""


def _aware(_record: object, attribute: "Attribute[datetime]", value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} needs a time zone, found {value!r}")


def _text(**markers: Any) -> Any:
    """A text field that is always there, empty where nothing was stated.

    Its type is left to the type checker: thousands of letters are made in a row, each with a dozen of these.
    """
    return field(default="", **markers)


@frozen(kw_only=True)
class Letter(Record):
    """A letter (หนังสือ): as it reached the office, or as the office issued it.

    Attributes:
        direction: ``received``: from outside the office (หนังสือรับ, ข้อ 35); ``sent``: whatever the office issues
            itself, letters, orders, announcements and all (หนังสือส่ง, ข้อ 41).
        unit: id of the unit that issued it; empty for the office as a whole.
        letter_kind: code of the profile's vocabulary ``letter-kind``; empty where the sender's paper does not tell.
        reference: number as printed (ที่), cleaned; None where the paper has none. The number of a letter that the
            office issues is printed from its line in the register, see :attr:`RegisterEntry.printed_number`.
        reference_key: what the number is looked up by, see :attr:`Reference.key`.
        reference_missing: why there is no number.
        dated: date of the letter (ลงวันที่); None where the paper has none.
        dated_missing: why there is no date.
        sender: office or person that it comes from (จาก).
        recipient: whom it is addressed to (ถึง).
        subject: matter (เรื่อง).
        urgency: code of the vocabulary ``urgency`` (ชั้นความเร็ว, ข้อ 28); empty where no mark is printed.
        secrecy: code of the vocabulary ``secrecy`` (ชั้นความลับ).
        circular: marked ว: a circular (หนังสือเวียน, ข้อ 32).
        received_at: when the office took it into its register: received it, or numbered what it issues.
        note: remark of the registrar (หมายเหตุ).
        source: file and line that it was imported from.
        restricted: who may see it; None for everybody.
    """

    kind: ClassVar[str] = "letter"
    __repr__ = shown_by("reference")

    direction: Literal["received", "sent"] = field(default="received", metadata=indexed() | public())
    unit: str = _text(metadata=indexed() | public())
    letter_kind: str = _text(metadata=indexed() | public())
    reference: str | None = field(default=None, metadata=searchable() | public())
    reference_key: str | None = field(default=None, metadata=indexed())
    reference_missing: str = _text()
    dated: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed() | public())
    dated_missing: str = _text()
    sender: str = _text(metadata=searchable() | personal())
    recipient: str = _text(metadata=personal())
    subject: str = field(validator=instance_of(str), metadata=searchable() | public())
    urgency: str = _text(metadata=indexed() | public())
    secrecy: str = _text()
    circular: bool = field(default=False, metadata=public())
    received_at: datetime = field(validator=_aware, metadata=indexed())
    note: str = _text(metadata=searchable())
    source: str = _text()
    restricted: Restriction | None = None


@frozen(kw_only=True)
class Attachment(Record):
    """Something that came with a letter (สิ่งที่ส่งมาด้วย), or a scan of it; its bytes are kept beside the store.

    Attributes:
        letter: the letter.
        name: of the file, without any folder.
        media_type: what the bytes are, such as ``application/pdf``.
        size: how many bytes.
        digest: their SHA-256, 64 hex digits.
        text: what stands in it, as far as it was given; for search.
        attached_at: when.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "attachment"
    __repr__ = shown_by("letter")

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    name: str = field(validator=instance_of(str), metadata=searchable() | personal())
    media_type: str = field(validator=instance_of(str), metadata=public())
    size: int = field(validator=[instance_of(int), ge(0)], metadata=indexed() | public())
    digest: str = field(validator=matches_re(r"[0-9a-f]{64}"), metadata=indexed())
    text: str = _text(metadata=searchable() | personal())
    attached_at: datetime = field(validator=_aware)
    restricted: Restriction | None = None


@frozen(kw_only=True)
class RegisterEntry(Record):
    """One line of a register (ทะเบียน, แบบที่ 13 and 14 and others): what outlives the letter.

    The line is the one record of its number: it stays for ever, whatever becomes of it.

    Attributes:
        register: code of the vocabulary ``register``.
        unit: whose: ``central`` (หน่วยงานสารบรรณกลาง) or the id of a unit of the office.
        year: of the series that the number belongs to, by its name in the Christian era.
        number: register number (เลขทะเบียน); None until the store has given it, and where a line takes none.
        state: ``registered``; ``reserved``: kept for a letter to come (จองเลข); ``void``: its letter is cancelled
            and the number not used again (ยกเลิก); ``raised``: its letter was raised to secret matter and stands in
            another register; ``lowered``: its letter was secret matter once and is open now.
        registered_on: day of registering, or of reserving.
        letter: the letter; None where there is none yet, or none came.
        printed: how the number is printed, the number itself left open: ``อว 0655.08/{number}``; empty for none.
        printed_key: what it is looked up by, see :func:`orqa.domain.correspondence.numbering.pattern_key`.
        reference: the letter's number as printed by its sender (ที่); empty where it has none.
        dated: its date (ลงวันที่).
        sender: where it comes from (จาก).
        recipient: whom it is for (ถึง).
        subject: matter (เรื่อง).
        action: what was done with it (การปฏิบัติ).
        note: remark (หมายเหตุ).
        reason: why the number was reserved, made void, raised or lowered.
        raised_from: of secret matter: the line that the letter left in the ordinary register.
        restricted: who may see it; None for everybody.
    """

    kind: ClassVar[str] = "register-entry"
    __repr__ = shown_by("register", "unit", "year", "number")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("register", "unit", "year", "number"), ("printed_key", "number"))

    register: str = field(default="received", metadata=indexed() | public())
    unit: str = field(default="central", metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    number: int | None = field(
        default=None, validator=optional([instance_of(int), ge(1)]), metadata=indexed() | public()
    )
    state: EntryState = field(default="registered", metadata=indexed() | public())
    registered_on: date = field(validator=instance_of(date), metadata=indexed() | public())
    letter: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    printed: str = _text()
    printed_key: str | None = field(default=None, metadata=indexed())
    reference: str = _text(metadata=public())
    dated: date | None = field(default=None, metadata=public())
    sender: str = _text(metadata=personal())
    recipient: str = _text(metadata=personal())
    subject: str = field(default="", validator=instance_of(str), metadata=public())
    action: str = _text()
    note: str = _text()
    reason: str = _text()
    raised_from: RecordRef | None = None
    restricted: Restriction | None = None

    @property
    def printed_number(self) -> str:
        """The number as the letter prints it, in Arabic digits: ``อว 0655.08/12``; else that of its sender.

        Empty where no number is printed, or none is known yet.
        """
        return printed_number(self.printed, self.number, self.reference)


@frozen(kw_only=True)
class LetterOpening(Record):
    """That somebody opened a secret letter (การเปิดเอกสารลับ), or something attached to it: an act of its own.

    Attributes:
        letter: the letter.
        attachment: what was opened of it; None for the letter itself.
        person: id of the person.
        opened_at: when.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "letter-opening"
    __repr__ = shown_by("letter", "person")

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    attachment: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)))
    person: str = field(validator=instance_of(str), metadata=indexed() | personal())
    opened_at: datetime = field(validator=_aware, metadata=indexed())
    restricted: Restriction | None = None


def printed_number(printed: str, number: int | None, reference: str) -> str:
    """See :attr:`RegisterEntry.printed_number`, of its three fields."""
    return printed.replace("{number}", str(number)) if printed and number is not None else reference
