"""Taking in tables of units: each row is a unit, or what it becomes on a later day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.organization.findings import CIRCLE
from orqa.domain.organization.unit_decisions import LEVELS, decide_change, decide_end, decide_unit
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.office.rosters import Answer, Drafted, TakeRoster, otherwise, text_of
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow

if TYPE_CHECKING:
    from datetime import date

TABLE = ColumnTable(
    name="units",
    title=Text.of(en="units", th="หน่วยงาน"),
    vocabulary="unit-field",
    fields=(
        Field("code", required=True),
        Field("title_th"),
        Field("title_en"),
        Field("parent"),
        Field("level", FieldType.CODE, vocabulary=LEVELS),
        Field("letter_code"),
        Field("region"),
        Field("first", FieldType.DATE, required=True),
        Field("order"),
        Field("last", FieldType.DATE),
        Field("merged_into"),
    ),
    action="organization.import",
)
"""The columns of a file of units."""

EARLIER_REFUSED = FindingKind(
    "import-earlier-row-refused",
    Severity.ERROR,
    Text.of(
        en="an earlier row of {name} was not taken in; mend that first, what comes after rests on it",
        th="แถวก่อนหน้าของ {name} นำเข้าไม่ได้ ให้แก้แถวนั้นก่อน เพราะแถวนี้ต้องต่อจากแถวนั้น",
    ),
)
_PARTS = ("parent", "level", "letter_code", "region", "order")


class TakeUnits(TakeRoster):
    """Takes in units: a row of a code that is there is what the unit becomes on a later day."""

    columns: ClassVar[Mapping[str, str]] = {"title": "title_th", "into": "merged_into"}

    def answers(self, rows: Sequence[TableRow], drafted: Drafted) -> Mapping[int, Answer]:
        """Look at the rows day by day; of one day, those that rest on another one again after it."""
        answers: dict[int, Answer] = {}
        refused: set[str] = set()
        for _, group in groupby(sorted(rows, key=_day), key=_day):
            waiting, left = list(group), 0
            while len(waiting) != left:
                left = len(waiting)
                for row in waiting:
                    again = row.values["code"] in refused
                    answers[row.number] = _after_refused(row) if again else _looked_at(row, drafted)
                waiting = [row for row in waiting if answers[row.number].key is None]
            answers |= _circles(waiting, drafted)
            refused |= {row.values["code"] for row in waiting}
        self._end([row for row in rows if answers[row.number].key and row.get("last")], answers, drafted)
        return answers

    def _end(self, rows: Sequence[TableRow], answers: dict[int, Answer], drafted: Drafted) -> None:
        """Let units end, those of one day and successor together; where they cannot, the row says so and stays."""
        groups: dict[tuple[date, str], list[TableRow]] = {}
        for row in rows:
            if drafted.structure.units[row.values["code"]].last is None:
                groups.setdefault((row.values["last"], row.get("merged_into", "")), []).append(row)
        for (last, into), ending in sorted(groups.items(), key=lambda one: one[0]):
            check, by_code = drafted.check(), {row.values["code"]: row for row in ending}
            for unit in decide_end(check, by_code, last, into=into):
                row = by_code[unit.id]
                drafted.keep([evolve(unit, end_order=row.get("order", ""))], row)
                answers[row.number] = evolve(answers[row.number], is_known=False)
            if check.is_refused():
                for row in ending:
                    answers[row.number] = _not_ended(answers[row.number], check.findings)


def _day(row: TableRow) -> "date":
    first: date = row.values["first"]
    return first


def _circles(waiting: Sequence[TableRow], drafted: Drafted) -> dict[int, Answer]:
    """Of new units of one day, those whose parents in the file lead back to themselves: no order of rows helps."""
    new = {row.values["code"]: row for row in waiting if row.values["code"] not in drafted.structure.units}
    answers: dict[int, Answer] = {}
    for code, row in new.items():
        way: list[str] = []
        above = row.get("parent")
        while above in new and above not in way:
            way.append(above)
            above = new[above].get("parent")
        if way and way[-1] == code:
            found = CIRCLE.make(field="parent", name=code, parent=way[0], path=" → ".join(way))
            answers[row.number] = Answer(None, (found,))
    return answers


def _after_refused(row: TableRow) -> Answer:
    return Answer(None, (EARLIER_REFUSED.make(field="code", name=row.values["code"]),))


def _looked_at(row: TableRow, drafted: Drafted) -> Answer:
    code, first = row.values["code"], row.values["first"]
    key = (code, first, row.get("last"))
    known = drafted.structure.units.get(code)
    span = next((span for span in known.spans if span.first == first), None) if known else None
    if known is not None and span is not None:
        differs = otherwise(f"{code} {first.isoformat()}", _differences(row, _given(row, drafted), known, span))
        return Answer(None, differs) if differs else Answer(key, is_known=True)
    check = drafted.check()
    given = _given(row, drafted)
    title = text_of(row, "title")
    if known is None:
        # an empty name is told by the decision, in words
        unit = decide_unit(check, code, UnitSpan(first=first, title=title or Text.of(th=""), **given))
    else:
        unit = decide_change(check, code, first, title=title, **given)
    if unit is None:
        return Answer(None, tuple(check.findings))
    drafted.keep([unit], row)
    return Answer(key, tuple(check.findings))


def _given(row: TableRow, drafted: Drafted) -> dict[str, Any]:
    given = {name: row.values[name] for name in _PARTS if row.get(name)}
    return {**given, "region": drafted.calendars.spelled(given["region"])} if "region" in given else given


def _differences(row: TableRow, given: Mapping[str, Any], unit: Unit, span: UnitSpan) -> Iterator[str]:
    title = text_of(row, "title")
    if title and dict(title.forms) != dict(span.title.forms):
        yield str(span.title)
    yield from (getattr(span, name) or "–" for name, value in given.items() if value != getattr(span, name))
    if unit.last is not None and row.get("last") not in {None, unit.last}:
        yield unit.last.isoformat()


def _not_ended(answer: Answer, findings: Iterable[Finding]) -> Answer:
    """The row of a unit that cannot end: what is new of it is taken in all the same."""
    if answer.is_known:
        return Answer(None, tuple(findings))
    warnings = (evolve(finding, severity=Severity.WARNING) for finding in findings)
    return evolve(answer, findings=(*answer.findings, *warnings))


UNITS = ImportKind(TABLE, TakeUnits)
"""Units with their history."""
