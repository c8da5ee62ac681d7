"""The common data set: what it gives to frameworks, how several become one, and what is found wrong in it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quality.small import small, small_inputs
from orqa.base.findings import Place, Severity
from orqa.domain.quality.data_checks import Spot, check_data, check_series
from orqa.domain.quality.data_sets import DataPoint, DataSet, OtherDataSet, merged
from orqa.domain.quality.forms import form_fields
from orqa.domain.quality.framework import Framework

DAY = date(2025, 5, 31)
OTHER = """
[input.phd]
title = {th = "ผู้จบปริญญาเอก", en = "holders of a doctorate"}
unit = "percent"
kind = "percent"
[input.teachers]
title = {th = "ผู้สอน", en = "teachers"}
unit = "people"
kind = "count"
[overall]
scale = "five"
aggregate = {method = "mean"}
certainty = "verified"
[[node]]
id = "5"
kind = "criterion"
scale = "five"
title = {th = "บุคลากร", en = "staff"}
quantity = {numerator = ["phd"], denominator = ["teachers"]}
score = {method = "value"}
certainty = "verified"
"""


def data(*points: DataPoint, year: int = 2024, **values: Any) -> DataSet:
    """A data set whose numbers have source and date."""
    made = [DataPoint(id=name, value=str(value), source="HR", on=DAY) for name, value in values.items()]
    return DataSet.of("eng", year, (*points, *made))


def text(name: str, value: str, confirmed: str = "", **more: Any) -> DataPoint:
    return DataPoint(id=name, value=value, confirmed=confirmed, **{"source": "HR", "on": DAY, **more})


def codes(found: DataSet, *frameworks: Framework) -> list[str]:
    return [finding.code for finding in check_data(found, *(frameworks or (small(),)))]


def test_what_is_written_is_what_a_framework_is_given() -> None:
    written = {
        "phd": "๑",
        "lecturers": "5.0",
        "ratings": "4; ๕",
        "money.sci": "๑,๒๖๐,๐๐๐",
        "heads.sci": "30",
        "3.2-system": "มี",
        "3.2-used": "ไม่มี",
    }
    found = small().evaluate(data(*(text(name, value) for name, value in written.items())).inputs())
    assert (str(found.score("2.1")), str(found.score("2.3")), str(found.score("3.4.sci"))) == ("5.00", "4.50", "3.50")
    assert str(found.score("3.2")) == "1.00"
    assert not found.declined


def test_the_committee_s_number_stands_beside_the_unit_s_own() -> None:
    found = data(text("phd", "2", "1"), text("lecturers", "5", "5.00"))
    assert found.inputs() == {"phd": "1", "lecturers": "5.00"}
    assert found.inputs(confirmed=False) == {"phd": "2", "lecturers": "5"}
    assert [point.id for point in found.changed()] == ["phd"]


def test_a_framework_is_given_only_what_it_asks_for() -> None:
    found = data(phd=1, lecturers=5, teachers=4)
    assert found.inputs(small()) == {"phd": "1", "lecturers": "5"}
    assert not small().evaluate(found.inputs(small())).declined


def test_all_that_a_framework_is_fed_with_is_sound() -> None:
    values = {name: "; ".join(map(str, v)) if isinstance(v, list) else str(v) for name, v in small_inputs().items()}
    found = data(*(text(name, value) for name, value in values.items()))
    assert codes(found) == []
    assert small().evaluate(found.inputs()).overall == small().evaluate(small_inputs()).overall


@pytest.mark.parametrize(
    ("points", "code", "said"),
    [
        ([text("phds", "1")], "unknown-id", "phd"),
        ([text("phd", "1"), text("phd", "2")], "data-field-twice", "with a doctorate (phd)"),
        ([text("phd", "1", unit="percent")], "data-wrong-unit", "percent, but is counted in people"),
        ([text("phd", "6"), text("lecturers", "5")], "count-above-total", "6, above 5 of lecturers"),
        ([text("phd", "1", "6"), text("lecturers", "5")], "count-above-total", "6, above 5"),
        ([text("money.sci", "-1")], "input-too-low", "-1, below 0"),
        ([text("ratings", "4; 5.5")], "input-too-high", "5.5, above 5"),
        ([text("ratings", "4, 5")], "input-not-a-number", "with ; between"),
        ([text("met", "3.5")], "input-not-whole", "3.5"),
        ([text("phd", "4,21")], "input-not-a-number", "'4,21'"),
        ([text("phd", "some")], "input-not-a-number", "'some'"),
        ([text("phd", "1", "many")], "input-not-a-number", "'many'"),
        ([text("phd", "0")], "data-divisor-missing", "give lecturers (lecturers)"),
        ([text("phd", "0"), text("lecturers", "0")], "nothing-to-divide-by", "lecturers"),
        ([text("phd", "0", ""), text("lecturers", "5", "0")], "nothing-to-divide-by", "lecturers"),
        ([text("ratings", "4", source="")], "data-without-source", "1 of 1 numbers: ratings"),
        ([text("ratings", "4", on=None)], "data-without-date", "1 of 1 numbers: ratings"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(points: list[DataPoint], code: str, said: str) -> None:
    found = [one for one in check_data(data(*points), small()) if one.code == code]
    assert len(found) == 1
    assert said in found[0].message.in_language("en")
    assert found[0].message.in_language("th") != found[0].message.in_language("en")


@pytest.mark.parametrize("value", ["n/a: no graduates yet", ""])
def test_what_does_not_apply_or_is_not_there_is_no_fault(value: str) -> None:
    assert codes(data(text("2.3", value))) == []


def test_a_percent_is_at_most_a_hundred() -> None:
    assert codes(data(phd="100.01", teachers=4), small(OTHER)) == ["input-too-high"]


@pytest.mark.parametrize("unit", ["people", "People", "คน", " คน "])
def test_units_are_known_in_both_languages(unit: str) -> None:
    assert codes(data(text("ftes", "3", unit=unit), text("lecturers", "1", unit="คน"))) == (
        ["data-wrong-unit"]  # the full-time students are students, not people
    )


def test_findings_name_line_and_column() -> None:
    columns = {"id": "Field", "value": "Value", "confirmed": "Confirmed", "unit": "Unit"}
    spots = [Spot(Place("cds.csv", line), columns) for line in (2, 3, 4)]
    points = (text("phd", "6", unit="%"), text("lecturers", "5", "-5"), text("phd", "5"))
    found = {(str(one.place), one.code) for one in check_data(data(*points), small(), spots=spots)}
    assert found == {
        ("cds.csv:2:Unit", "data-wrong-unit"),
        ("cds.csv:2:Value", "count-above-total"),
        ("cds.csv:3:Confirmed", "input-too-low"),
        ("cds.csv:4:Field", "data-field-twice"),
    }


def test_one_data_set_serves_several_frameworks() -> None:
    both = small(), small(OTHER)
    assert codes(data(lecturers=5, teachers=4), *both) == []
    found = check_data(data(phd=1, lecturers=5, teachers=4), *both)
    assert [(one.code, one.severity) for one in found] == [("data-field-differs", Severity.WARNING)]
    fields = {one.id: one for one in form_fields(*both)}
    assert fields["phd"].frameworks == ("small", "small")
    assert "3.1-1" not in fields
    assert str(fields["phd"].not_above[0]) == "lecturers"
    ticked = {one.id: one.unit for one in form_fields(small(), ticked=True)}
    assert ticked["3.1-1"] == ticked["3.2-system"] == "yes or no"


def test_a_year_that_is_there_twice_and_another_kind_of_year_are_told() -> None:
    other = DataSet.of("eng", 2025, [text("money.sci", "1", year_kind="fiscal")])
    found = check_series([data(**{"money.sci": 1}), data(), other, DataSet.of("sci", 2024)])
    assert [(one.code, one.field) for one in found] == [
        ("data-year-twice", ""),
        ("data-year-kind-changes", "money.sci"),
    ]
    assert "2 data sets of eng for 2024" in str(found[0].message)


# ---------------------------------------------------------------------------------------------------- several as one

POINTS = st.builds(
    DataPoint,
    id=st.sampled_from(["phd", "lecturers", "met", "due"]),
    value=st.sampled_from(["", "1", "1.0", "๑", "2"]),
    confirmed=st.sampled_from(["", "1", "3"]),
    source=st.sampled_from(["", "HR", "registry"]),
    on=st.none() | st.just(DAY),
)
DATA_SETS = st.lists(POINTS, unique_by=lambda point: point.id).map(lambda points: DataSet.of("eng", 2024, points))


@given(DATA_SETS)
def test_merging_with_itself_or_with_nothing_changes_nothing(one: DataSet) -> None:
    assert merged(one, one) == (one, ())
    assert merged(one, DataSet.of("eng", 2024)) == (one, ())


@given(DATA_SETS, DATA_SETS)
def test_merging_loses_no_number_and_no_source(first: DataSet, second: DataSet) -> None:
    both, findings = merged(first, second)
    assert {point.id for point in both.points} == {point.id for point in (*first.points, *second.points)}
    differing = {finding.field for finding in findings}
    kept = {point.id: point for point in both.points}
    for point in (*first.points, *second.points):
        if point.id not in differing:
            assert bool(kept[point.id].value) >= bool(point.value)
            assert bool(kept[point.id].source) >= bool(point.source)
    assert first.inputs(confirmed=False).items() <= both.inputs(confirmed=False).items()


@given(DATA_SETS, DATA_SETS)
def test_both_orders_disagree_about_the_same_numbers(first: DataSet, second: DataSet) -> None:
    def differing(one: DataSet, other: DataSet) -> set[str]:
        return {finding.field for finding in merged(one, other)[1]}

    assert differing(first, second) == differing(second, first)


def test_two_values_of_a_number_are_told_and_the_first_is_kept() -> None:
    both, findings = merged(data(phd=1), data(phd=2, due=12))
    assert both.inputs() == {"phd": "1", "due": "12"}
    assert [(one.code, one.field) for one in findings] == [("data-value-differs", "phd")]


def test_data_sets_of_other_years_do_not_become_one() -> None:
    with pytest.raises(OtherDataSet, match=r"eng/academic-2024 and eng/academic-2025"):
        merged(data(), data(year=2025))


def test_text_is_kept_as_a_reader_sees_it() -> None:
    point = DataPoint(id=" phd\u200b ", value=" ๑๒ ", source="ฐาน  ข้อมูล\n บุคลากร")
    assert (point.id, point.value, point.source) == ("phd", "๑๒", "ฐาน ข้อมูล บุคลากร")
    assert not point.is_empty
    assert DataPoint(id="phd", unit="people", reported_by="Anong").is_empty
