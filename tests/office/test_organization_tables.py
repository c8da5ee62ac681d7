"""The organization as tables."""

from datetime import date

import pytest

from orqa.base.language import Text
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.organization_tables import COLUMNS, UnknownTable, listed
from orqa.reporting.audience import Audience

TODAY = date(2026, 11, 23)


def test_units_come_from_the_top_down_with_their_heads(division: Office) -> None:
    org = division.organization
    org.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order="1")
    university, irqa, ga = org.table("units").records(personal=True)
    assert (university["code"], irqa["parent"], ga["parent"]) == ("university", "university", "irqa")
    assert (university["holder"], university["letter_code"]) == (None, None)
    assert irqa["holder"] == Text.of(th="นางสาวใจดี มีสุข", en="Jaidee Meesuk")
    assert irqa["acting"] == Text.of(en="สมใจ รักงาน (Acting for)", th="สมใจ รักงาน (รักษาราชการแทน)")
    assert (irqa["first"], irqa["order"]) == (date(2007, 3, 22), "คำสั่ง 1/2550")
    assert [row["code"] for row in org.table("units", on=date(2003, 4, 1)).records(personal=True)] == [
        "university",
        "irqa",
    ]


def test_positions_and_people(division: Office) -> None:
    org = division.organization
    head, director = org.table("positions").records(personal=True)
    assert (head["code"], head["unit"], head["is_head"]) == ("ga.head", "ga", True)
    assert str(head["unit_name"]) == "งานบริหารงานทั่วไป"
    assert director["roles"] == Text.of(th="ผู้อำนวยการกอง", en="Director of division")
    first, _, third = org.table("people").records(personal=True)
    assert (first["code"], first["unit"]) == ("E1", "irqa")
    assert str(first["unit_name"]) == "กองวิเทศสัมพันธ์และการประกันคุณภาพ"
    assert (third["position"], third["roles"], third["clearance"]) == (None, None, None)


def test_the_history_of_a_unit_has_a_row_for_each_stretch(division: Office) -> None:
    org = division.organization
    founded, enlarged = org.history("irqa").records(personal=True)
    assert (founded["first"], founded["last"]) == (date(2003, 4, 1), date(2007, 3, 21))
    assert (enlarged["first"], enlarged["last"], enlarged["letter_code"]) == (date(2007, 3, 22), None, "อว 0699.08")
    assert founded["level"] == Text.of(th="กอง", en="Division")
    with pytest.raises(NotFound, match="irqb"):
        org.history("irqb")


def test_what_somebody_holds_of_all_days(division: Office) -> None:
    org = division.organization
    org.grant("E2", "registrar", unit="university", first=date(2022, 1, 1), last=date(2022, 12, 31))
    org.act_for("E2", "irqa.director", basis="delegated", first=TODAY, order="คำสั่ง 9")
    rows = list(org.tenures("E2").records(personal=True))
    assert [(row["where"], row["last"]) for row in rows] == [
        ("ga.head", None),
        ("university", date(2022, 12, 31)),
        ("irqa.director", None),
    ]
    assert [str(row["where_name"]) for row in rows] == ["หัวหน้างาน", "มหาวิทยาลัยตัวอย่าง", "ผู้อำนวยการกอง"]
    assert [str(row["what"]) for row in rows] == ["Appointed", "Registrar", "On behalf of"]
    assert {row["id"] for row in rows} == {one.id for one in org.structure.tenures_of(org.person("E2").id)}


def test_personal_data_are_marked_and_kept_from_the_public(division: Office) -> None:
    org = division.organization
    assert org.table("people").for_audience(Audience.PUBLIC) is None
    assert next(org.table("people").records()).keys() == {"roles"}
    public = org.table("units").for_audience(Audience.PUBLIC)
    assert public is not None
    assert {"holder", "acting"}.isdisjoint(column.name for column in public.columns)
    named = {"holder", "acting", "name", "email", "phone"}
    marked = {
        column.name: column.personal for columns in COLUMNS.values() for column in columns if column.name in named
    }
    assert marked == dict.fromkeys(named, True)


def test_a_table_that_there_is_none_of(division: Office) -> None:
    with pytest.raises(UnknownTable) as caught:
        division.organization.table("unit")
    assert "near it: units; all: units, positions, people" in str(caught.value)
    assert "ทั้งหมด: units, positions, people" in caught.value.message("th")


def test_texts_are_listed_in_each_language_that_one_has() -> None:
    assert listed([Text.of(th="ก", en="a"), Text.of(th="ข")]) == Text.of(th="ก, ข", en="a, ข")
    assert listed([]) is None
