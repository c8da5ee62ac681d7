"""The common data of units and years: kept with versions, confirmed, checked, evaluated, taken in from files."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.base.years import Year
from orqa.domain.quality.data_sets import DataPoint
from orqa.office.errors import NotAllowed, NotFound, PeriodNeeded
from orqa.office.office import Office
from orqa.office.quality.data import CommonData
from orqa.office.quality.errors import EvaluationChanged, QualityRefused
from quality_samples import FACULTY, FOUNDED, PROGRAMME, with_units

NUMBERS = {"respondents": "100", "employed": "80", "self_employed": "5", "graduates": "120", "employed_before": "0"}
NUMBERS |= {"own_business_before": "0", "further_study": "5", "ordained": "1", "conscripted": "1"}


@pytest.fixture
def data(office: Office) -> CommonData:
    return with_units(office).quality.data


@pytest.fixture
def year(office: Office) -> Year:
    return office.year("academic", 2568)


def points(**changed: str) -> tuple[DataPoint, ...]:
    return tuple(DataPoint(id=name, value=value, source="ทะเบียน") for name, value in (NUMBERS | changed).items())


def test_data_is_kept_with_its_versions(data: CommonData, year: Year) -> None:
    first = data.keep("cpe", year, points())
    assert (first.id, first.version) == ("cpe/academic-2025", 1)
    assert first == data.get("cpe", year) == data.kept("cpe", year)[0] == data.kept()[0]
    assert data.keep("cpe", year, points()).version == 1, "the same again is not written twice"
    second = data.keep("cpe", year, points(employed="81"), expected=1)
    assert [one.inputs()["employed"] for one in data.versions("cpe", year)] == ["80", "81"]
    assert (second.version, data.get("cpe", year).version) == (2, 2)


def test_what_was_kept_meanwhile_is_not_lost(data: CommonData, year: Year) -> None:
    data.keep("cpe", year, points())
    with pytest.raises(EvaluationChanged, match="at version 1, not at 0"):
        data.keep("cpe", year, points(employed="1"), expected=0)
    assert data.get("cpe", year).inputs()["employed"] == "80"


def test_a_key_keeps_once(data: CommonData, year: Year) -> None:
    first = data.keep("cpe", year, points(), key="form-1")
    data.keep("cpe", year, points(employed="9"))
    assert data.keep("cpe", year, points(), key="form-1").id == first.id
    assert data.get("cpe", year).inputs()["employed"] == "9"


def test_the_committee_s_numbers_are_kept_beside_the_unit_s_own(data: CommonData, year: Year) -> None:
    data.keep("cpe", year, points())
    kept = data.confirm("cpe", year, {"employed": "๗๕"})
    assert (kept.inputs()["employed"], kept.inputs(confirmed=False)["employed"]) == ("๗๕", "80")
    assert [one.id for one in kept.changed()] == ["employed"]
    # 85 of 100 − 5 − 1 − 1 = 93: 91.40 %, so 4.57; with 75 it is 80 of 93: 86.02 %, so 4.30
    assert data.evaluate("cpe", year, PROGRAMME, confirmed=False).score("2.2") == Decimal("4.57")
    assert data.evaluate("cpe", year, PROGRAMME).score("2.2") == Decimal("4.30")
    with pytest.raises(QualityRefused, match="no 'phd' to confirm"):
        data.confirm("cpe", year, {"phd": "1"})


def test_data_is_checked_for_frameworks_and_against_other_years(data: CommonData, office: Office, year: Year) -> None:
    data.keep("cpe", year, points(respondents="121"))
    later = [evolve(one, year_kind="calendar") if one.id == "employed" else one for one in points()]
    data.keep("cpe", office.year("academic", 2569), later)
    assert [one.code for one in data.check("cpe", year, PROGRAMME)][:1] == ["count-above-total"]
    assert "data-year-kind-changes" in [one.code for one in data.check("cpe", office.year("academic", 2569), PROGRAMME)]
    unknown = [one.field for one in data.check("cpe", year, FACULTY) if one.code == "unknown-id"]
    assert unknown == list(NUMBERS)
    assert "unknown-id" not in [one.code for one in data.check("cpe", year, FACULTY, PROGRAMME)]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "jsonl"])
def test_a_form_goes_out_and_comes_back(data: CommonData, year: Year, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"form.{ending}"
    data.form(path, "cpe", year, PROGRAMME)
    assert data.read(path).data_sets == ()
    kept = data.keep("cpe", year, points())
    data.form(path, "cpe", year, PROGRAMME)
    (back,) = data.read(path).data_sets
    assert back.inputs() == kept.inputs()
    taken = data.take_in(path, PROGRAMME)
    assert (taken.refused, {one.severity for one in taken.findings}) == ((), {"info"})
    assert [one.id for one in taken.kept] == [kept.id]


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("Field,Value,Unit,Year,Source", *rows, "")), encoding="utf-8")
    return path


def test_sound_data_sets_of_a_file_are_kept_and_wrong_ones_told(data: CommonData, year: Year, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "graduates,12,cpe,2568,x", "graduates,-1,civil,2568,x", "graduates,9,thai,2568,x")
    taken = data.take_in(path, PROGRAMME)
    assert [one.unit for one in taken.kept] == ["cpe", "thai"]
    assert taken.refused == ("civil/academic-2025",)
    wrong = [f"{one.place}: {one.code}" for one in taken.findings if one.severity == "error"]
    assert wrong == ["a.csv:3:Value: input-too-low"]
    assert [one.unit for one in data.kept(period=year)] == ["cpe", "thai"]


def test_nothing_of_a_file_is_kept_when_part_of_it_cannot_be_read(data: CommonData, tmp_path: Path) -> None:
    taken = data.take_in(write(tmp_path / "a.csv", "graduates,12,cpe,2568,x", "graduates,12,civil,68,x"), PROGRAMME)
    assert (taken.kept, taken.refused) == ((), ("cpe/academic-2025",))
    assert data.kept() == ()


def test_units_that_are_not_there_are_refused(data: CommonData, year: Year, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        data.keep("moon", year, points())
    with pytest.raises(NotFound):
        data.take_in(write(tmp_path / "a.csv", "graduates,12,cpe,2568,x", "graduates,1,moon,2568,x"))
    assert data.kept() == ()
    with pytest.raises(NotFound, match=r"cpe/academic-2025"):
        data.get("cpe", year)
    with pytest.raises(QualityRefused, match="no unit cpe in the period"):
        data.keep(
            "cpe", evolve(year, first=year.first.replace(year=1990), last=year.last.replace(year=1991), ce=1990), ()
        )


@pytest.mark.parametrize("period", [2568, "ปี 2568", None])
def test_a_bare_year_is_no_period(data: CommonData, period: Any) -> None:
    with pytest.raises(PeriodNeeded):
        data.keep("cpe", period, points())


@pytest.mark.usefixtures("data")
def test_only_some_may_keep_and_everybody_may_read(office: Office, year: Year, tmp_path: Path) -> None:
    org = office.organization
    for code in ("P1", "N1"):
        org.add_person(code, given_name="ใจดี", family_name=code)
    org.grant("P1", "section-head", unit="cpe", order="คำสั่ง 2", first=FOUNDED)
    kept = office.acting("P1").quality.data.keep("cpe", year, points())
    path = write(tmp_path / "a.csv", "graduates,12,civil,2568,x")
    for who, unit in (("P1", "civil"), ("N1", "cpe")):
        acting = office.acting(who).quality.data
        with pytest.raises(NotAllowed):
            acting.keep(unit, year, points())
        with pytest.raises(NotAllowed):
            acting.keep(unit, year, points(employed="1"))
        with pytest.raises(NotAllowed):
            acting.take_in(path)
        assert acting.kept() == (kept,)
