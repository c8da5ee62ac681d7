"""Positions and people, who holds which and who acts for whom (ตำแหน่ง บุคลากร การแต่งตั้ง การรักษาราชการแทน)."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record

_text = instance_of(str)
_day = instance_of(date)
_day_or_none = optional(instance_of(date))


def holds_on(first: date, last: date | None, day: date) -> bool:
    """Whether a day lies from ``first`` to ``last``, both included; no last day means until further notice."""
    return first <= day and (last is None or day <= last)


def overlap(first: date, last: date | None, other_first: date, other_last: date | None) -> bool:
    """Whether two stretches of days share one."""
    return first <= (other_last or date.max) and other_first <= (last or date.max)


@frozen(kw_only=True)
class Position(Record):
    """A post in a unit (ตำแหน่ง); its id is its short code, such as ``irqa.director``.

    Attributes:
        unit: id of its unit.
        title: what it is called, per language; ``{unit}`` in it stands for the name that its unit has on the day, as
            in ผู้อำนวยการ{unit}.
        roles: codes of the vocabulary ``role``: what its holder may do in the unit.
        is_head: whether its holder heads the unit (หัวหน้าหน่วยงาน).
        first: its first day.
        last: its last day, where it was abolished.
    """

    kind: ClassVar[str] = "position"

    unit: str = field(validator=_text, metadata=indexed() | public())
    title: Text = field(validator=instance_of(Text), metadata=public())
    roles: tuple[str, ...] = field(default=(), validator=instance_of(tuple), metadata=public())
    is_head: bool = field(default=False, metadata=indexed() | public())
    first: date = field(validator=_day, metadata=public())
    last: date | None = field(default=None, validator=_day_or_none, metadata=public())


@frozen(kw_only=True)
class Clearance:
    """Up to which secrecy somebody may see secret matter (สิทธิเข้าถึงข้อมูลข่าวสารลับ).

    Attributes:
        level: code of the vocabulary ``secrecy``.
        first: its first day.
        last: its last day; None until further notice.
        order: the order that gives it.
    """

    level: str = field(validator=_text)
    first: date = field(validator=_day)
    last: date | None = field(default=None, validator=_day_or_none)
    order: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Person(Record):
    """Somebody who works at the university (บุคลากร); personal data under the Act of B.E. 2562.

    Attributes:
        code: staff number (รหัสบุคลากร), unique in the office.
        prefix: what stands before the name (คำนำหน้า): นาย, นางสาว, ผู้ช่วยศาสตราจารย์ …; empty where nothing does.
        given_name: per language.
        family_name: per language.
        email: address for letters and reminders.
        phone: number at the office.
        clearances: for secret matter, in the order in which they were given.
    """

    kind: ClassVar[str] = "person"

    code: str = field(validator=_text, metadata=indexed() | personal())
    prefix: Text | None = field(default=None, validator=optional(instance_of(Text)), metadata=personal())
    given_name: Text = field(validator=instance_of(Text), metadata=searchable() | personal())
    family_name: Text | None = field(
        default=None, validator=optional(instance_of(Text)), metadata=searchable() | personal()
    )
    email: str = field(default="", validator=_text, metadata=personal())
    phone: str = field(default="", validator=_text, metadata=personal())
    clearances: tuple[Clearance, ...] = field(default=(), validator=instance_of(tuple), metadata=personal())

    @property
    def name(self) -> Text:
        """The full name, per language: นางสาวใจดี มีสุข; Ms. Jaidee Meesuk."""
        languages = dict.fromkeys(
            language for part in (self.given_name, self.family_name) if part is not None for language in part.languages
        )
        return Text(tuple((language, self._full_name(language)) for language in languages))

    def _full_name(self, language: str) -> str:
        given, family = self.given_name.in_language(language), self.family_name
        prefix = dict(self.prefix.forms).get(language, "") if self.prefix else ""
        gap = "" if language == "th" else " "  # a Thai prefix is written without a space before the name
        name = f"{prefix}{gap}{given}" if prefix else given
        return f"{name} {family.in_language(language)}" if family else name


@frozen(kw_only=True)
class Appointment(Record):
    """That a person holds a position (การแต่งตั้ง).

    Attributes:
        person: id of the person.
        position: id of the position.
        first: the first day.
        last: the last day; None until further notice.
        order: the order of appointment (คำสั่ง).
    """

    kind: ClassVar[str] = "appointment"

    person: str = field(validator=_text, metadata=indexed() | personal())
    position: str = field(validator=_text, metadata=indexed())
    first: date = field(validator=_day)
    last: date | None = field(default=None, validator=_day_or_none)
    order: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Acting(Record):
    """That a person acts for the holder of a position, on one of three bases that are kept apart.

    Attributes:
        basis: code of the vocabulary ``acting-basis``: ``head-absent`` (รักษาราชการแทน), ``post-vacant``
            (รักษาการในตำแหน่ง), ``delegated`` (ปฏิบัติราชการแทน).
        person: id of the one who acts.
        position: id of the position acted for.
        first: the first day.
        last: the last day; None until further notice.
        order: the order that says so.
        scope: what is delegated, in words; empty for everything.
    """

    kind: ClassVar[str] = "acting"

    basis: str = field(validator=_text, metadata=indexed())
    person: str = field(validator=_text, metadata=indexed() | personal())
    position: str = field(validator=_text, metadata=indexed())
    first: date = field(validator=_day)
    last: date | None = field(default=None, validator=_day_or_none)
    order: str = field(default="", validator=_text)
    scope: str = field(default="", validator=_text)


@frozen(kw_only=True)
class RoleGrant(Record):
    """That a person has a role in a unit without holding a post for it (การมอบหมายหน้าที่), such as registrar.

    Attributes:
        person: id of the person.
        role: code of the vocabulary ``role``.
        unit: id of the unit.
        first: the first day.
        last: the last day; None until further notice.
        order: the order that says so.
    """

    kind: ClassVar[str] = "role-grant"

    person: str = field(validator=_text, metadata=indexed() | personal())
    role: str = field(validator=_text, metadata=indexed())
    unit: str = field(validator=_text, metadata=indexed())
    first: date = field(validator=_day)
    last: date | None = field(default=None, validator=_day_or_none)
    order: str = field(default="", validator=_text)
