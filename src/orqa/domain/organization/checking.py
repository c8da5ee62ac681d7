"""Going over one change of the organization, and keeping what is found."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import Any, cast

from attrs import define, field

from orqa.base.date_format import day_text as base_day_text
from orqa.base.findings import Finding, FindingKind, has_errors
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization import findings as kinds
from orqa.domain.organization.people import Person, Position
from orqa.domain.organization.structure import Structure
from orqa.domain.organization.units import Unit
from orqa.rules.errors import near
from orqa.rules.views import Reading

UNIT = Text.of(en="unit", th="หน่วยงาน")
POSITION = Text.of(en="position", th="ตำแหน่ง")
PERSON = Text.of(en="person", th="บุคลากร")
STAFF_NUMBER = Text.of(en="staff number", th="รหัสบุคลากร")
ROLE = Text.of(en="role", th="บทบาท")
LEVEL = Text.of(en="level of unit", th="ระดับหน่วยงาน")
BASIS = Text.of(en="basis of acting", th="เหตุที่ทำการแทน")
SECRECY = Text.of(en="secrecy", th="ชั้นความลับ")
TENURE = Text.of(en="appointment, acting or granted role", th="การแต่งตั้ง การทำการแทน หรือบทบาทที่มอบหมาย")
TITLE = Text.of(en="The name", th="ชื่อ")

_NEVER = Text.of(en="further notice", th="ปัจจุบัน")
_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}").fullmatch


def day_text(day: date | None) -> Text:
    """A day as people of each language write it; None is "until further notice"."""
    return _NEVER if day is None else base_day_text(day)


def _every_region(_region: str) -> None:
    """What is asked where nobody gave a work calendar: any will do."""


@define
class Check:
    """One change under inspection.

    Attributes:
        structure: the organization as it is.
        reading: of the rules; what is read here is what the decision cites.
        wrong_region: why the work calendar has no such region; None where it has.
        findings: what was found so far.
    """

    structure: Structure
    reading: Reading
    wrong_region: Callable[[str], Text | None] = _every_region
    findings: list[Finding] = field(factory=list)

    def is_refused(self) -> bool:
        """Whether something was found that forbids the change."""
        return has_errors(self.findings)

    def found(
        self, kind: FindingKind, name: str, /, *, rule: str = "", about: RecordRef | None = None, **values: Any
    ) -> None:
        """Keep a finding about the field ``name``, with the clauses of a rule."""
        citations = self.reading.view.row(rule, {}).citations if rule else ()
        self.findings.append(kind.make(field=name, record=about, citations=citations, **values))

    def new_code(self, name: str, code: str, known: Collection[str], what: Text) -> None:
        """A code that is to be given."""
        if not _CODE(code):
            self.found(kinds.CODE_UNUSABLE, name, name=code)
        elif code in known:
            self.found(kinds.CODE_USED, name, what=what, name=code)

    def title(self, title: Text | None) -> None:
        """A name that must be there."""
        if title is None or not any(form.strip() for _, form in title.forms):
            self.found(kinds.EMPTY, "title", title=TITLE)

    def unit(self, name: str, code: str) -> Unit | None:
        """The unit of a code."""
        return cast("Unit | None", self._known(name, code, self.structure.units, UNIT))

    def unit_on(self, name: str, code: str, day: date) -> Unit | None:
        """The unit of a code, which must be there on a day."""
        unit = self.unit(name, code)
        if unit is not None and not unit.exists_on(day):
            first, last = day_text(unit.first), day_text(unit.last)
            self.found(kinds.NOT_THERE, name, name=code, first=first, last=last, day=day_text(day))
            return None
        return unit

    def unit_through(self, name: str, code: str, first: date, last: date | None) -> Unit | None:
        """The unit of a code, which must be there on all of these days."""
        unit = self.unit_on(name, code, first)
        if unit is None or unit.last is None or (last is not None and last <= unit.last):
            return unit
        return self.unit_on(name, code, unit.last + timedelta(days=1))

    def position(self, name: str, code: str) -> Position | None:
        """The position of a code."""
        return cast("Position | None", self._known(name, code, self.structure.positions, POSITION))

    def person(self, name: str, known_as: str) -> Person | None:
        """The person with an id or staff number."""
        person = self.structure.person(known_as)
        return person or cast("Person | None", self._known(name, known_as, self.structure.people_by_code, PERSON))

    def term(self, name: str, vocabulary: str, code: str, what: Text) -> Any:
        """The term of a code; None where the vocabulary has none such."""
        term = self.reading.find_term(vocabulary, code)
        return term or self._known(name, code, self.reading.view.vocabulary(vocabulary).terms, what)

    def region(self, name: str, region: str) -> None:
        """A region of the work calendar."""
        if (why := self.wrong_region(region)) is not None:
            self.found(kinds.REGION_UNKNOWN, name, why=why)

    def days(self, first: date, last: date | None) -> None:
        """A stretch of days must not end before it begins."""
        if last is not None and last < first:
            self.found(kinds.DAYS_REVERSED, "last", first=day_text(first), last=day_text(last))

    def _known(self, name: str, code: str, known: Any, what: Text) -> Any:
        found = known.get(code)
        if found is None:
            self.found(kinds.UNKNOWN, name, what=what, name=code, near=_listed(near(code, known)))
        return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"
