"""Taking in tables of positions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from orqa.base.language import Text
from orqa.domain.organization.people import Position
from orqa.domain.organization.people_decisions import decide_position
from orqa.office.rosters import Answer, Drafted, TakeRoster, otherwise, text_of, words
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow

TABLE = ColumnTable(
    name="positions",
    title=Text.of(en="positions", th="ตำแหน่ง"),
    vocabulary="position-field",
    fields=(
        Field("code", required=True),
        Field("title_th"),
        Field("title_en"),
        Field("unit", required=True),
        Field("roles"),
        Field("is_head", FieldType.BOOLEAN),
        Field("first", FieldType.DATE, required=True),
        Field("last", FieldType.DATE),
    ),
    action="organization.import",
)
"""The columns of a file of positions."""

_COMPARED = ("title", "unit", "roles", "is_head", "first")


class TakePositions(TakeRoster):
    """Takes in positions, one a row."""

    columns: ClassVar[Mapping[str, str]] = {"title": "title_th"}

    def answers(self, rows: Sequence[TableRow], drafted: Drafted) -> Mapping[int, Answer]:
        """Look at the rows in their order."""
        return {row.number: _looked_at(row, drafted) for row in rows}


def _looked_at(row: TableRow, drafted: Drafted) -> Answer:
    position = Position(
        id=row.values["code"],
        unit=row.values["unit"],
        title=text_of(row, "title") or Text.of(th=""),
        roles=words(row.get("roles", "")),
        is_head=row.get("is_head", False),
        first=row.values["first"],
        last=row.get("last"),
    )
    known = drafted.structure.positions.get(position.id)
    if known is not None:
        differs = otherwise(position.id, _differences(position, known))
        return Answer(None, differs) if differs else Answer(position.id, is_known=True)
    check = drafted.check()
    if decide_position(check, position) is None:
        return Answer(None, tuple(check.findings))
    drafted.keep([position], row)
    return Answer(position.id, tuple(check.findings))


def _differences(new: Position, known: Position) -> Iterator[str]:
    for name in _COMPARED:
        value = getattr(known, name)
        if getattr(new, name) != value:
            yield ", ".join(value) if isinstance(value, tuple) else str(value)


POSITIONS = ImportKind(TABLE, TakePositions)
"""Positions with their roles."""
