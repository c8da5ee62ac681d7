"""Tables as people see them: printed cells, and lines above the rows of a group."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.grid import Grid
from orqa.reporting.tables import Table

DAY = Column(name="day", title=Text.of(th="วันที่", en="Date"), type=ColumnType.DATE)
UNIT = Column(name="unit", title=Text.of(th="หน่วยงาน", en="Unit"))
NUMBER = Column(name="number", title=Text.of(th="เลข", en="No."), type=ColumnType.NUMBER)
THAI = Style("th", Era.BUDDHIST, "thai")


def lines(rows: list[tuple[object, ...]], *group_by: str, grouped: bool = True) -> list[tuple[str | None, list[str]]]:
    return list(Grid(Table.of([DAY, UNIT, NUMBER], rows, group_by=group_by), THAI, grouped=grouped).lines())


def test_the_line_stands_where_a_group_begins() -> None:
    rows = [(date(2026, 1, 5), "ก", 1), (date(2026, 1, 5), "ข", 2), (date(2026, 1, 6), "ข", 3)]
    assert lines(rows, "day") == [
        ("วันที่ ๕ มกราคม ๒๕๖๙", ["ก", "๑"]),
        (None, ["ข", "๒"]),
        ("วันที่ ๖ มกราคม ๒๕๖๙", ["ข", "๓"]),
    ]


def test_several_columns_make_one_line_and_nothing_is_a_dash() -> None:
    assert lines([(None, "ก", 1)], "day", "unit") == [("วันที่ –, หน่วยงาน ก", ["๑"])]


def test_a_first_group_of_nothing_still_has_its_line() -> None:
    columns = [UNIT, NUMBER]
    grid = Grid(Table.of(columns, [(None, 1)], group_by=["unit"]), THAI)
    assert list(grid.lines()) == [("หน่วยงาน –", ["๑"])]


def test_without_groups_all_columns_stand_beside_each_other() -> None:
    assert lines([(date(2026, 1, 5), "ก", 1)]) == [(None, ["๕ ม.ค. ๖๙", "ก", "๑"])]
    assert lines([(date(2026, 1, 5), "ก", 1)], "day", grouped=False) == [(None, ["๕ ม.ค. ๖๙", "ก", "๑"])]


def test_titles_and_columns_are_those_beside_each_other() -> None:
    grid = Grid(Table.of([DAY, UNIT, NUMBER], [], group_by=["unit"]), THAI)
    assert grid.titles == ["วันที่", "เลข"]
    assert [column.name for column in grid.columns] == ["day", "number"]


@given(st.lists(st.sampled_from("กขค"), max_size=12))
def test_no_two_lines_in_a_row_are_alike_and_no_row_is_lost(units: list[str]) -> None:
    found = lines([(date(2026, 1, 5), unit, place) for place, unit in enumerate(units)], "unit")
    assert len(found) == len(units)
    heads = [head for head, _ in found if head is not None]
    assert all(one != other for one, other in itertools.pairwise(heads))
    assert len(heads) == sum(1 for place, unit in enumerate(units) if place == 0 or units[place - 1] != unit)
