"""Taking in tables of visits: each row a delegation that came or went, or is to come (ทะเบียนการเยือน)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.base.thai import search_key
from orqa.domain.partnerships.errors import AgreementRefused, PartnerRefused
from orqa.domain.partnerships.visits import DIRECTIONS, STATES, Member, Visit, VisitState
from orqa.office.errors import NotFound
from orqa.office.partnerships.keeping import reversed_days
from orqa.office.partnerships.visit_steps import new_steps
from orqa.office.tabular.single import TakeSingle
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Taken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from enum import StrEnum

    from orqa.base.findings import Finding

TABLE = ColumnTable(
    name="visits",
    title=Text.of(en="visits and delegations", th="การเยือนและคณะผู้แทน"),
    vocabulary="visit-field",
    fields=(
        Field("direction"),
        Field("purpose", required=True),
        Field("first", FieldType.DATE, required=True),
        Field("last", FieldType.DATE),
        Field("partner", required=True),
        Field("agreement"),
        Field("members"),
        Field("unit", FieldType.REFERENCE, kind="unit"),
        Field("owner"),
        Field("state"),
        Field("report"),
    ),
    action="visit.import",
)
"""The columns of a file of visits."""

_TWO: Final = 2
REFUSED = FindingKind("import-visit-refused", Severity.ERROR, Text.of(en="{message}", th="{message}"))
UNKNOWN = FindingKind(
    "import-visit-word-unknown",
    Severity.ERROR,
    Text.of(en="{text!r} is none of {known}; write one of these", th="{text!r} ไม่ใช่ค่าที่รู้จัก ให้เลือกจาก {known}"),
)
NO_PERSON = FindingKind(
    "import-visit-person-unknown",
    Severity.ERROR,
    Text.of(
        en="there is no person {person!r} in the organization; add them first, or leave the cell empty",
        th="ไม่มีบุคลากร {person!r} ให้เพิ่มก่อน หรือเว้นช่องนี้ว่างไว้",
    ),
)
AS_NAMED = FindingKind(
    "import-visit-partner-as-named",
    Severity.INFO,
    Text.of(
        en="{partner!r} is no one institution that is kept; the visit names it as it stands",
        th="ไม่พบสถาบัน {partner!r} เพียงแห่งเดียวในทะเบียน จึงเก็บชื่อไว้ตามที่เขียน",
    ),
)
NO_AGREEMENT = FindingKind(
    "import-visit-agreement-unknown",
    Severity.WARNING,
    Text.of(
        en="{agreement!r} is no one agreement that is kept; the visit was taken in without it and counts for none",
        th="ไม่พบข้อตกลง {agreement!r} เพียงฉบับเดียวในทะเบียน จึงนำเข้าโดยไม่ผูกข้อตกลงและไม่นับเป็นการใช้ข้อตกลง",
    ),
)
TO_COME = FindingKind(
    "import-visit-to-come",
    Severity.ERROR,
    Text.of(
        en="it is called {state}, but its first day {first} is still to come; correct one of the two",
        th="ระบุว่า{state} แต่วันแรก {first} ยังมาไม่ถึง โปรดแก้ไขส่วนที่ผิด",
    ),
)


class TakeVisits(TakeSingle):
    """Takes in visits, one a row; one of the same days, institution and purpose is known."""

    def kept(self) -> Iterable[Any]:
        """Direction, days, institution and purpose of each visit."""
        return map(_key_of, self.office.partnerships.visits.list())

    def taken(self, row: TableRow, at: "datetime") -> Taken:
        """A visit with its steps, else why it is none."""
        findings = list(self._wrong(row, at.date()))
        if findings:
            return Taken(findings=tuple(findings))
        made = self._visit(row, at, findings)
        steps = new_steps(self.office, made, at) if made.state is VisitState.PLANNED else []
        return Taken((made, *steps), _key_of(made), tuple(findings))

    def _wrong(self, row: TableRow, today: "date") -> "Iterator[Finding]":
        """Why a row cannot be a visit."""
        first = row.values["first"]
        if told := reversed_days(first, row.get("last") or first):
            yield REFUSED.make(place=row.place, field="last", message=told)
        for name, words in (("direction", DIRECTIONS), ("state", STATES)):
            if (text := row.get(name, "")) and _meant(text, words) is None:
                yield UNKNOWN.make(place=row.place, field=name, text=text, known=joined(words.values()))
        if (who := row.get("owner", "")) and self.office.organization.structure.person(who) is None:
            yield NO_PERSON.make(place=row.place, field="owner", person=who)
        state = _meant(row.get("state", ""), STATES)
        if first > today and state in {VisitState.HELD, VisitState.REPORTED}:
            values = {"state": STATES[VisitState(state)], "first": first.isoformat()}
            yield TO_COME.make(place=row.place, field="state", **values)

    def _visit(self, row: TableRow, at: "datetime", findings: "list[Finding]") -> Visit:
        named, first = row.values["partner"], row.values["first"]
        partner = self._found(row, "partner", findings, AS_NAMED, self.office.partnerships.partner)
        agreement = self._found(row, "agreement", findings, NO_AGREEMENT, self.office.partnerships.agreement)
        owner = self.office.organization.structure.person(row.get("owner", ""))
        members = (one.strip() for one in row.get("members", "").replace("\n", ";").split(";"))
        made = Visit(
            id=self.office.ids.next_id(at),
            direction=_meant(row.get("direction", ""), DIRECTIONS) or "received",
            purpose=row.values["purpose"],
            partner=partner,
            visitor="" if partner else named,
            agreement=agreement,
            first=first,
            last=row.get("last") or first,
            members=tuple(Member(name=one) for one in members if one),
            unit=row.get("unit", ""),
            owner=owner.id if owner else "",
            report=row.get("report", ""),
        )
        state = VisitState(_meant(row.get("state", ""), STATES) or _since(made, at.date()))
        held = first if state in {VisitState.HELD, VisitState.REPORTED} else None
        return evolve(made, state=state, held=held)

    def _found(self, row: TableRow, name: str, findings: "list[Finding]", kind: FindingKind, find: Any) -> str | None:
        """The id of what a cell names; None, and a finding, where it is none or several."""
        text = row.get(name, "")
        if not text:
            return None
        try:
            identity: str = find(text).id
        except (NotFound, PartnerRefused, AgreementRefused):
            findings.append(kind.make(place=row.place, field=name, **{name: text}))
            return None
        return identity


def _since(visit: Visit, today: "date") -> VisitState:
    """Where a visit stands of which a file says nothing: what is past was held."""
    if visit.last >= today:
        return VisitState.PLANNED
    return VisitState.REPORTED if visit.report else VisitState.HELD


def _meant(text: str, words: "Mapping[Any, Text]") -> "StrEnum | None":
    """The code that a cell means by itself or by its title in either language."""
    wanted = search_key(text)
    return next((code for code, title in words.items() if wanted in map(search_key, (code, *_forms(title)))), None)


def _forms(title: Text) -> Iterator[str]:
    yield from (form for _, form in title.forms)


def _key_of(visit: Visit) -> tuple[Any, ...]:
    whose = visit.partner or search_key(visit.visitor)
    return (visit.direction, visit.first, whose, search_key(visit.purpose))


VISITS = ImportKind(TABLE, TakeVisits)
"""Visits and delegations."""
