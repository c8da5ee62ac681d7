"""Columns: types and markers come from the fields they show."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from attrs import field, frozen

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType

TITLE = Text.of(th="ช่อง", en="Column")


@frozen
class Paid:
    subject: str = field(metadata=public() | indexed())
    payee: str = field(metadata=personal())
    count: int | None
    share: Decimal
    paid_on: date | None
    dated: PartialDate
    at: datetime
    amount: Money | None
    done: bool
    either: int | str


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("subject", "text"),
        ("count", "integer"),
        ("share", "decimal"),
        ("paid_on", "date"),
        ("dated", "date"),
        ("at", "moment"),
        ("amount", "money"),
        ("done", "boolean"),
        ("either", "text"),
    ],
)
def test_the_type_is_that_of_the_field(name: str, kind: str) -> None:
    assert Column.of_field(Paid, name, TITLE).type == kind


def test_the_markers_are_those_of_the_field() -> None:
    subject, payee, count = (Column.of_field(Paid, name, TITLE) for name in ("subject", "payee", "count"))
    assert (subject.public, subject.personal) == (True, False)
    assert (payee.public, payee.personal) == (False, True)
    assert (count.public, count.personal) == (False, False)


def test_a_given_type_goes_before_that_of_the_field() -> None:
    assert Column.of_field(Paid, "count", TITLE, ColumnType.NUMBER).type is ColumnType.NUMBER


def test_a_field_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="Paid has no field 'sum'; it has subject, payee, count"):
        Column.of_field(Paid, "sum", TITLE)


def test_nothing_is_public_by_default() -> None:
    column = Column(name="subject", title=TITLE)
    assert not column.shown_to(Audience.PUBLIC)
    assert column.shown_to(Audience.INTERNAL)


@pytest.mark.parametrize("name", ["", "Subject", "1st", "a-b", "a b"])
def test_a_name_is_for_programs(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Column(name=name, title=TITLE)


def test_a_type_may_be_given_by_its_name_only_if_there_is_one() -> None:
    assert Column(name="n", title=TITLE, type="money").type is ColumnType.MONEY  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'float' is not a valid ColumnType"):
        Column(name="n", title=TITLE, type="float")  # type: ignore[arg-type]


def test_quantities_stand_at_the_right_and_short_values_on_one_line() -> None:
    kinds = {kind: Column(name="n", title=TITLE, type=kind) for kind in ColumnType}
    right = {kind for kind, column in kinds.items() if column.at_the_right}
    assert right == {"integer", "number", "decimal", "percent", "money"}
    broken = {kind for kind, column in kinds.items() if not column.on_one_line}
    assert broken == {"text", "moment"}
    assert Column(name="reference", title=TITLE, unbroken=True).on_one_line
