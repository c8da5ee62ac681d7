"""Tables: fresh rows each time, the columns an audience may see, groups."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column
from orqa.reporting.tables import Table


def column(name: str, *, public: bool = True) -> Column:
    return Column(name=name, title=Text.of(en=name), public=public)


def test_rows_are_read_anew_each_time() -> None:
    reads = count()

    def rows() -> Iterator[tuple[int]]:
        next(reads)
        yield (1,)

    table = Table((column("n"),), rows)
    assert list(table.rows()) == list(table.rows()) == [(1,)]
    assert next(reads) == 2


def test_rows_at_hand_are_kept_apart_from_the_callers_list() -> None:
    given_rows = [["a"]]
    table = Table.of([column("n")], given_rows)
    given_rows.append(["b"])
    assert list(table.rows()) == [("a",)]


def test_a_row_of_another_length_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the table 2 columns"):
        Table.of([column("a"), column("b")], [(1, 2), (3,)])


def test_a_table_has_columns_of_different_names() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table((), lambda: iter(()))
    with pytest.raises(ValueError, match="more than once: a"):
        Table.of([column("a"), column("a")], [])


def test_a_table_is_grouped_by_some_of_its_columns() -> None:
    with pytest.raises(ValueError, match="it has no day, hour"):
        Table.of([column("a")], [], group_by=["hour", "day"])
    with pytest.raises(ValueError, match="needs a column that it is not grouped by"):
        Table.of([column("a")], [], group_by=["a"])


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.integers(0, 3))
def test_the_public_sees_public_columns_and_their_cells_only(public: list[bool], rows: int) -> None:
    columns = [column(f"c{place}", public=shown) for place, shown in enumerate(public)]
    table = Table.of(columns, [[f"{row}/{place}" for place in range(len(public))] for row in range(rows)])
    seen = table.for_audience(Audience.PUBLIC)
    places = [place for place, shown in enumerate(public) if shown]
    if not places:
        assert seen is None
        return
    assert seen is not None
    assert [c.name for c in seen.columns] == [f"c{place}" for place in places]
    assert [tuple(row) for row in seen.rows()] == [tuple(f"{row}/{p}" for p in places) for row in range(rows)]
    assert table.for_audience(Audience.INTERNAL) is table


def test_groups_follow_the_columns_that_are_left() -> None:
    columns = [column("day"), column("unit", public=False), column("n")]
    seen = Table.of(columns, [("d", "u", 1)], group_by=["day", "unit"]).for_audience(Audience.PUBLIC)
    assert seen is not None
    assert seen.group_by == ("day",)


def test_a_table_whose_ungrouped_columns_are_all_hidden_is_not_grouped() -> None:
    columns = [column("day"), column("name", public=False)]
    seen = Table.of(columns, [("d", "x")], group_by=["day"]).for_audience(Audience.PUBLIC)
    assert seen is not None
    assert seen.group_by == ()
    assert list(seen.rows()) == [("d",)]


def test_public_rows_stream_too() -> None:
    table = Table((column("n"), column("m", public=False)), lambda: ((n, n) for n in count()))
    seen = table.for_audience(Audience.PUBLIC)
    assert seen is not None
    assert next(seen.rows()) == (0,)


def test_records_are_dictionaries_by_name() -> None:
    table = Table.of([column("a"), column("b")], [(1, 2), (3, 4)])
    assert list(table.records()) == [{"a": 1, "b": 2}, {"a": 3, "b": 4}]
