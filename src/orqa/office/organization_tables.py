"""The organization on a day as tables: units, positions, people; and what a unit was from day to day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.domain.organization.holding import Holder
from orqa.domain.organization.people import Acting, Person, RoleGrant
from orqa.domain.organization.people_decisions import BASES
from orqa.domain.organization.structure import Organization, Structure
from orqa.domain.organization.unit_decisions import LEVELS
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Row, Table
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.rules.profile import Profile

_FLAG = Text.of(en="Head of unit", th="หัวหน้าหน่วยงาน")
_CODE = Column(name="code", title=Text.of(en="Code", th="รหัส"), public=True, unbroken=True)
_TITLE = Column(name="title", title=Text.of(en="Name", th="ชื่อ"), public=True)
_UNIT = Column(name="unit", title=Text.of(en="Unit's code", th="รหัสหน่วยงาน"), public=True, unbroken=True)
_UNIT_NAME = Column(name="unit_name", title=Text.of(en="Unit", th="หน่วยงาน"), public=True)
_PARENT = Column(name="parent", title=Text.of(en="Part of", th="สังกัด"), public=True, unbroken=True)
_LEVEL = Column(name="level", title=Text.of(en="Level", th="ระดับ"), public=True)
_LETTER_CODE = Column(name="letter_code", title=Text.of(en="Letter code", th="รหัสหนังสือ"), public=True, unbroken=True)
_REGION = Column(name="region", title=Text.of(en="Region", th="จังหวัดที่ตั้ง"), public=True, unbroken=True)
_FIRST = Column(name="first", title=Text.of(en="Since", th="ตั้งแต่"), type=ColumnType.DATE, public=True)
_LAST = Column(name="last", title=Text.of(en="Until", th="ถึง"), type=ColumnType.DATE, public=True)
_ORDER = Column(name="order", title=Text.of(en="Order", th="คำสั่ง"), public=True)
_ROLES = Column(name="roles", title=Text.of(en="Roles", th="บทบาท"))
_HOLDER = Column(name="holder", title=Text.of(en="Held by", th="ผู้ดำรงตำแหน่ง"), personal=True)
_ACTING = Column(name="acting", title=Text.of(en="Acting", th="ผู้ทำการแทน"), personal=True)

_ACTS = Text.of(en="{person} ({basis})", th="{person} ({basis})")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "units": (_CODE, _TITLE, _LEVEL, _PARENT, _LETTER_CODE, _REGION, _FIRST, _ORDER, _HOLDER, _ACTING),
    "positions": (
        *(_CODE, _TITLE, _UNIT, _UNIT_NAME, _ROLES),
        Column(name="is_head", title=_FLAG, type=ColumnType.BOOLEAN, public=True),
        *(_HOLDER, _ACTING),
    ),
    "people": (
        Column(name="code", title=Text.of(en="Staff no.", th="รหัสบุคลากร"), personal=True, unbroken=True),
        Column(name="name", title=Text.of(en="Name", th="ชื่อ"), personal=True),
        Column(name="position", title=Text.of(en="Position", th="ตำแหน่ง"), personal=True),
        evolve(_UNIT, public=False, personal=True),
        evolve(_UNIT_NAME, public=False, personal=True),
        _ROLES,
        Column(name="clearance", title=Text.of(en="Clearance", th="ชั้นความลับที่เข้าถึงได้"), personal=True),
        Column(name="email", title=Text.of(en="E-mail", th="อีเมล"), personal=True),
        Column(name="phone", title=Text.of(en="Phone", th="โทรศัพท์"), personal=True),
    ),
}
"""The tables that there are, and their columns."""

CODES = ("unit", "where")
"""Columns that hold codes for programs, each beside one that holds what people call it."""

_TITLES = {
    "units": Text.of(en="Units", th="หน่วยงาน"),
    "positions": Text.of(en="Positions", th="ตำแหน่ง"),
    "people": Text.of(en="People", th="บุคลากร"),
}
_APPOINTED = Text.of(en="Appointed", th="ดำรงตำแหน่ง")
_TENURES = (
    _FIRST,
    _LAST,
    Column(name="what", title=Text.of(en="As", th="ฐานะ"), personal=True),
    Column(name="where", title=Text.of(en="Its code", th="รหัส"), personal=True, unbroken=True),
    Column(name="where_name", title=Text.of(en="Position or unit", th="ตำแหน่งหรือหน่วยงาน"), personal=True),
    _ORDER,
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
)
_HISTORY = (_FIRST, _LAST, _TITLE, _LEVEL, _PARENT, _LETTER_CODE, _REGION, _ORDER)


class UnknownTable(OrqaError, LookupError):
    """The organization has no table of this name."""

    code: ClassVar[str] = "unknown-organization-table"
    template: ClassVar[Text] = Text.of(
        en="the organization has no table {name!r}; near it: {near}; all: {known}",
        th="ไม่มีตาราง {name!r} ของหน่วยงาน ที่ใกล้เคียง: {near} ทั้งหมด: {known}",
    )

    name: str
    near: tuple[str, ...]
    known: tuple[str, ...]


def organization_table(name: str, now: Organization, profile: "Profile") -> Table:
    """A table of the organization on a day.

    Raises:
        UnknownTable: when there is none of that name.
    """
    if name not in COLUMNS:
        raise UnknownTable(name, near(name, COLUMNS, few=0), tuple(COLUMNS))
    rows = _Rows(now, profile)
    made = {"units": rows.units, "positions": rows.positions, "people": rows.people}
    return Table(COLUMNS[name], made[name], _TITLES[name], style=Style.of_profile(profile))


def history_table(unit: Unit, profile: "Profile") -> Table:
    """What a unit was, a row for each stretch of days in which nothing of it changed."""
    levels = _terms(profile, LEVELS)
    ends = [span.first - timedelta(days=1) for span in unit.spans[1:]]
    rows = [
        (span.first, last, *_named(span, levels), span.order or None)
        for span, last in zip(unit.spans, (*ends, unit.last), strict=True)
    ]
    return Table(_HISTORY, lambda: iter(rows), unit.spans[-1].title, style=Style.of_profile(profile))


def tenure_table(structure: Structure, person: Person, profile: "Profile") -> Table:
    """What a person holds, acts in and was given, of all days: by first day, each as it was called then."""
    bases, roles = _terms(profile, BASES), _terms(profile, "role")
    rows: list[tuple[Any, ...]] = []
    for one in structure.tenures_of(person.id):
        if isinstance(one, RoleGrant):
            what, where = _title(roles, one.role), one.unit
            named = structure.on(one.first).named(one.unit)
        else:
            what = _title(bases, one.basis) if isinstance(one, Acting) else _APPOINTED
            where = one.position
            named = structure.title_of(structure.positions[where], one.first)
        rows.append((one.first, one.last, what, where, named, one.order or None, one.id))
    rows.sort(key=lambda row: (row[0], row[-1]))
    return Table(_TENURES, lambda: iter(rows), person.name, style=Style.of_profile(profile))


@frozen
class _Rows:
    """Makes the rows; what has no value is None."""

    now: Organization
    profile: "Profile"

    def units(self) -> Iterator[Row]:
        levels = _terms(self.profile, LEVELS)
        for code in self.now.below(""):
            span = self.now.spans[code]
            head = self.now.head_position(code)
            held = self._held(head.id) if head else (None, None)
            yield (code, *_named(span, levels), span.first, span.order or None, *held)

    def positions(self) -> Iterator[Row]:
        for code, one in sorted(self.now.positions.items(), key=lambda item: (item[1].unit, item[0])):
            title = self.now.title_of(one)
            named = self.now.named(one.unit)
            yield (code, title, one.unit, named, self._terms("role", one.roles), one.is_head, *self._held(code))

    def people(self) -> Iterator[Row]:
        for person in sorted(self.now.structure.people.values(), key=lambda one: one.code):
            held = self.now.positions_of(person.id)
            roles = dict.fromkeys(one.role for one in self.now.roles_of(person.id))
            cleared = self.now.clearance_of(person.id)
            yield (
                person.code,
                person.name,
                listed(self._position(one) for one in held),
                ", ".join(self.now.units_of(person.id)) or None,
                listed(map(self.now.named, self.now.units_of(person.id))),
                self._terms("role", roles),
                self._terms("secrecy", [cleared] if cleared else ()),
                person.email or None,
                person.phone or None,
            )

    def _held(self, position: str) -> tuple[Text | None, Text | None]:
        """Who holds a position, and who acts in it."""
        holders = self.now.in_position(position)
        own = listed(one.person.name for one in holders if one.acting is None)
        return own, listed(self._acts(one.person.name, one) for one in holders if one.acting is not None)

    def _position(self, holder: Holder) -> Text:
        return self._acts(self.now.title_of(holder.position), holder)

    def _acts(self, text: Text, holder: Holder) -> Text:
        if holder.acting is None:
            return text
        basis = self._terms(BASES, [holder.acting.basis])
        return _ACTS.fill(person=text, basis=basis or holder.acting.basis)

    def _terms(self, vocabulary: str, codes: Iterable[str]) -> Text | None:
        terms = _terms(self.profile, vocabulary)
        return listed(term.title if (term := terms.get(code)) else Text.of(en=code) for code in codes)


def listed(texts: Iterable[Text]) -> Text | None:
    """Texts with commas between, in each language that one of them has; None for none."""
    each = tuple(texts)
    return joined(each) if each else None


def _terms(profile: "Profile", vocabulary: str) -> Mapping[str, Any]:
    return profile.vocabularies.get(vocabulary) or {}


def _named(span: UnitSpan, levels: Mapping[str, Any]) -> Row:
    return (span.title, _title(levels, span.level), span.parent or None, span.letter_code or None, span.region or None)


def _title(terms: Mapping[str, Any], code: str) -> Text | str | None:
    term = terms.get(code)
    return term.title if term else code or None
