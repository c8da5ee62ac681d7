"""Takers of rows that are looked at one by one: units by their codes, what is kept read once."""

from collections.abc import Iterable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization_samples import begun
from orqa.base.findings import Place
from orqa.office.office import Office
from orqa.office.tabular.single import TakeSingle
from orqa.office.tabular.tables import TableRow, Taken


class Letters(TakeSingle):
    """Keeps a, b and c; counts how often it was asked for them."""

    asked = 0

    def taken(self, row: TableRow, at: datetime) -> Taken:
        return Taken(key=(row.number, at))

    def kept(self) -> Iterable[str]:
        self.asked += 1
        return iter("abc")


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def take(office: Office) -> Letters:
    return Letters(begun(office))


@pytest.mark.parametrize(
    ("kind", "text", "found"), [("unit", "ga", "ga"), ("unit", "nosuch", None), ("person", "ga", None)]
)
def test_a_cell_names_a_unit_by_its_code(take: Letters, kind: str, text: str, found: str | None) -> None:
    assert take.resolve(kind, text) == found


def test_each_row_is_looked_at_in_its_order(take: Letters, office: Office) -> None:
    rows = [TableRow(number, {}, Place()) for number in (3, 1, 2)]
    at = office.now()
    found = take.look(rows, at, office.rules(office.today()).reading())
    assert [one.key for one in found] == [(3, at), (1, at), (2, at)]


@given(st.lists(st.lists(st.sampled_from("abcdef")), min_size=1))
def test_known_are_those_that_are_kept_and_these_are_read_once(asked: list[list[str]]) -> None:
    take = Letters(None)  # type: ignore[arg-type]  # it asks nothing of the office for this
    for keys in asked:
        assert set(take.known(keys)) == set(keys) & set("abc")
    assert take.asked == 1
