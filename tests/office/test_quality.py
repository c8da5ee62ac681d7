"""Evaluations of units are kept with what they rest on, put side by side, and handed on to the level above."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.years import Year
from orqa.domain.quality.comparing import NotComparable
from orqa.domain.quality.inputs import NotApplicable
from orqa.domain.quality.records import InputNotKept, QualityEvaluation, given_again, written
from orqa.office.errors import NotAllowed, NotFound, PeriodNeeded
from orqa.office.office import Office
from orqa.office.quality import QualityService
from orqa.office.quality.errors import EvaluationChanged, NothingKept, QualityRefused
from quality_samples import FACULTY, FOUNDED, INSTITUTION, PROGRAMME, SCORES, with_units


@pytest.fixture
def quality(office: Office) -> QualityService:
    return with_units(office).quality


@pytest.fixture
def year(office: Office) -> Year:
    return office.year("academic", 2568)


def keep(quality: QualityService, unit: str, year: Year, **how: Any) -> QualityEvaluation:
    """The programme's scores kept, some of them changed."""
    changed = how.pop("changed", {})
    return quality.keep(unit, year, quality.evaluate(PROGRAMME, {**SCORES, **changed}), **how)


# ---------------------------------------------------------------------- keeping


def test_what_is_kept_is_what_came_out(quality: QualityService, year: Year) -> None:
    kept = keep(quality, "cpe", year)
    assert kept == quality.get(kept.id) == quality.kept("cpe", year)[0]
    assert (kept.score("overall"), kept.overall, kept.judgement, kept.version) == (Decimal("3.61"), 361, "good", 1)
    assert (kept.level, kept.year_kind, kept.year, kept.stage) == ("programme", "academic", 2025, "self")
    assert kept.words is not None
    assert kept.words.in_language("th") == "ดี"
    assert quality.period_of(kept) == year
    again = quality.again(kept)
    assert [again.score(one.node) for one in kept.scores] == [one.score for one in kept.scores]
    assert quality.check(kept) == ()


def test_a_later_one_is_the_next_version_and_the_earlier_stays(quality: QualityService, year: Year) -> None:
    first = keep(quality, "cpe", year)
    assert keep(quality, "cpe", year).version == 1, "the same again is not written twice"
    second = keep(quality, "cpe", year, changed={"2.1": 5}, expected=1)
    assert (second.version, second.id) == (2, first.id)
    assert [one.score("2.1") for one in quality.versions(first)] == [Decimal("4.21"), Decimal("5.00")]
    with pytest.raises(EvaluationChanged, match="is at version 2, not at 1"):
        keep(quality, "cpe", year, changed={"2.1": 1}, expected=1)


def test_two_who_keep_at_the_same_moment_are_told(
    quality: QualityService, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(quality, "cpe", year)
    monkeypatch.setattr(type(quality), "_known", lambda _self, _id: None)  # both looked before either wrote
    with pytest.raises(EvaluationChanged):
        keep(quality, "cpe", year, changed={"2.1": 5})


def test_the_assessors_result_stands_beside_the_unit_s_own(quality: QualityService, year: Year) -> None:
    keep(quality, "cpe", year)
    keep(quality, "cpe", year, changed={"2.1": 3}, stage="assessed")
    found = quality.kept("cpe", year)
    assert sorted((one.stage, one.score("2.1")) for one in found) == [
        ("assessed", Decimal("3.00")),
        ("self", Decimal("4.21")),
    ]
    assert len(quality.kept("cpe", year, stage="assessed")) == 1


def test_a_key_keeps_once(quality: QualityService, year: Year) -> None:
    first = keep(quality, "cpe", year, key="a")
    keep(quality, "cpe", year, changed={"2.1": 5})
    assert keep(quality, "cpe", year, key="a").id == first.id
    assert len(quality.versions(first)) == 2


def test_several_are_kept_in_one_work(office: Office, quality: QualityService, year: Year) -> None:
    def half_a_work() -> None:
        with office.work("ทั้งคณะ") as work:
            keep(work.quality, "cpe", year)
            keep(work.quality, "civil", year, stage="guessed")

    with pytest.raises(QualityRefused):
        half_a_work()
    assert quality.kept() == ()
    with office.work("ทั้งคณะ") as work:
        keep(work.quality, "cpe", year)
        keep(work.quality, "civil", year)
    assert [one.unit for one in quality.kept(period=year)] == ["civil", "cpe"]


def test_wrong_inputs_are_kept_with_the_codes_of_what_was_found(quality: QualityService, year: Year) -> None:
    kept = keep(quality, "cpe", year, changed={"2.1": 9})
    assert kept.score("2.1") is None
    assert "input-not-a-number" in kept.findings


@pytest.mark.parametrize("period", [2568, None, date(2025, 6, 1)])
def test_a_bare_year_is_refused(quality: QualityService, period: Any) -> None:
    with pytest.raises(PeriodNeeded):
        quality.keep("cpe", period, quality.evaluate(PROGRAMME, SCORES))


def test_what_cannot_be_is_refused(office: Office, quality: QualityService, year: Year) -> None:
    with pytest.raises(NotFound):
        keep(quality, "nowhere", year)
    with pytest.raises(NotFound):
        quality.get("nothing")
    with pytest.raises(NotFound):
        quality.history("nowhere")
    with pytest.raises(QualityRefused, match="there is no unit cpe in the period"):
        keep(quality, "cpe", office.year("academic", 2540))
    with pytest.raises(QualityRefused, match="no stage guessed; it is one of self, assessed"):
        keep(quality, "cpe", year, stage="guessed")
    assert quality.kept() == ()


@pytest.mark.usefixtures("quality")
def test_only_some_may_keep(office: Office, year: Year) -> None:
    org = office.organization
    for code in ("Q1", "P1", "N1"):
        org.add_person(code, given_name="ใจดี", family_name=code)
    org.grant("Q1", "quality-officer", unit="university", order="คำสั่ง 1", first=FOUNDED)
    org.grant("P1", "section-head", unit="cpe", order="คำสั่ง 2", first=FOUNDED)
    keep(office.acting("Q1").quality, "civil", year)
    keep(office.acting("P1").quality, "cpe", year)
    for who, unit in (("P1", "civil"), ("N1", "cpe")):
        acting = office.acting(who).quality
        with pytest.raises(NotAllowed):
            keep(acting, unit, year)
        with pytest.raises(NotAllowed):
            keep(acting, unit, year, changed={"2.1": 1})
        assert len(acting.kept()) == 2, "what is kept is open to everybody"


# ---------------------------------------------------------------------- what is given, as it is kept

_numbers = st.integers(-1000, 10**6) | st.decimals(-1000, 1000, places=3) | st.booleans()


@given(st.dictionaries(st.text("abc.", min_size=1, max_size=4), _numbers | st.lists(_numbers, max_size=4), max_size=5))
def test_what_is_kept_reads_as_the_numbers_that_were_given(inputs: dict[str, Any]) -> None:
    again = given_again(written(inputs))
    assert again.keys() == inputs.keys()
    for name, value in inputs.items():
        numbers = value if isinstance(value, list) else [value]
        assert [Decimal(text) for text in again[name].split("; ") if text] == [Decimal(one) for one in numbers]


def test_words_reasons_and_names_of_units_are_kept() -> None:
    kept = written({"a": "pass", "b": NotApplicable("no graduates"), "c": {"cpe": 3.5, "civil": "4"}, "d": None})
    assert {one.id: one.value for one in kept} == {"a": "pass", "b": "n/a: no graduates", "c": "3.5; 4"}
    assert kept[2].units == ("cpe", "civil")
    assert written({"a": Fraction(1, 4)})[0].value == "0.25"


@pytest.mark.parametrize("value", [Fraction(1, 3), object(), {1}])
def test_what_has_no_text_is_refused(value: Any) -> None:
    with pytest.raises(InputNotKept, match="the input a is"):
        written({"a": value})


# ---------------------------------------------------------------------- side by side


def test_years_and_units_stand_side_by_side(office: Office, quality: QualityService, year: Year) -> None:
    before = office.year("academic", 2567)
    keep(quality, "cpe", before, changed={"2.1": 3})
    keep(quality, "cpe", year)
    keep(quality, "civil", year, changed={"2.1": 5})
    years = quality.compare(quality.history("cpe", framework=PROGRAMME))
    assert years.labels == ("ปีการศึกษา พ.ศ. 2567", "ปีการศึกษา พ.ศ. 2568")
    assert years.row("2.1").change == Decimal("1.21")
    units = quality.compare(quality.kept(period=year))
    assert units.labels == ("หลักสูตรโยธา", "หลักสูตรคอมพิวเตอร์")
    assert units.best("2.1") == ("หลักสูตรโยธา",)
    both = quality.compare(quality.kept())
    assert "หลักสูตรคอมพิวเตอร์ · ปีการศึกษา พ.ศ. 2567" in both.labels
    with pytest.raises(NothingKept):
        quality.compare(())


def test_unlike_frameworks_do_not_stand_side_by_side(quality: QualityService, year: Year) -> None:
    keep(quality, "cpe", year)
    quality.keep("cpe", year, quality.evaluate("aun-qa-programme-4.0", {"1": 4}))
    with pytest.raises(NotComparable):
        quality.compare(quality.kept("cpe"))


def test_the_table_tells_units_years_and_words(quality: QualityService, year: Year) -> None:
    keep(quality, "cpe", year)
    (row,) = quality.table("cpe").records()
    shown = {name: value.in_language("th") if hasattr(value, "in_language") else value for name, value in row.items()}
    assert (shown["unit"], shown["year"], shown["stage"]) == (
        "หลักสูตรคอมพิวเตอร์",
        "ปีการศึกษา พ.ศ. 2568",
        "การประเมินตนเอง",
    )
    assert (shown["overall"], shown["words"]) == (Decimal("3.61"), "ดี")
    assert PROGRAMME in {row["framework"] for row in quality.frameworks().records()}


# ---------------------------------------------------------------------- to the level above


def test_programmes_feed_faculties_and_faculties_the_university(quality: QualityService, year: Year) -> None:
    keep(quality, "cpe", year)  # 3.61
    keep(quality, "civil", year, changed={"1.1": "fail"})  # below standard: 0.00, and it stays in the mean
    keep(quality, "thai", year)
    faculty = quality.framework(FACULTY, group="b")
    given_below = quality.from_below("eng", year, faculty)
    assert given_below == {"programme_scores": {"civil": "0.00", "cpe": "3.61"}}
    kept = quality.keep("eng", year, faculty.evaluate({**given_below, "2.2": 4, "2.3": 5}))
    assert kept.score("1.1") == Decimal("1.81")  # 3.61 / 2 = 1.805
    assert next(one for one in kept.inputs if one.id == "programme_scores").units == ("civil", "cpe")
    whole = quality.from_below("university", year, quality.framework(INSTITUTION, group="b"))
    assert whole["programme_scores"] == {"civil": "0.00", "cpe": "3.61", "thai": "3.61"}
    assert whole["faculty_funding_scores"] == {"eng": "4.00"}
    assert whole["faculty_works_scores"] == {"eng": "5.00"}
    assert whole["faculty_overall_scores"] == {"eng": str(kept.score("overall"))}


def test_unlike_frameworks_below_are_never_averaged(quality: QualityService, year: Year) -> None:
    keep(quality, "cpe", year)
    quality.keep("civil", year, quality.evaluate("aun-qa-programme-4.0", {"overall": 4}))
    faculty = quality.framework(FACULTY, group="b")
    with pytest.raises(NotComparable):
        quality.from_below("eng", year, faculty)
    named = quality.from_below("eng", year, faculty, below=(PROGRAMME,))
    assert named == {"programme_scores": {"cpe": "3.61"}}


def test_many_units_roll_up_by_group(quality: QualityService, year: Year) -> None:
    for unit, score in (("cpe", 3), ("civil", 4), ("thai", 5)):
        keep(quality, unit, year, changed={"2.1": score})
    programme = quality.framework(PROGRAMME)
    whole = quality.roll_up(year, programme)
    assert (whole.groups[""].units, whole.groups[""].mean("2.1"), whole.left_out) == (3, Decimal("4.00"), 0)
    faculties = quality.roll_up(year, programme, by="parent").groups
    assert {name: one.mean("2.1") for name, one in faculties.items()} == {
        "eng": Decimal("3.50"),
        "art": Decimal("5.00"),
    }
    assert quality.roll_up(year, programme, by=str.upper).groups.keys() == {"CPE", "CIVIL", "THAI"}
    assert quality.roll_up(year, programme, stage="assessed").groups == {}


# ---------------------------------------------------------------------- frameworks that change


def test_a_framework_that_changed_is_told_and_what_was_kept_stands(quality: QualityService, year: Year) -> None:
    kept = keep(quality, "cpe", year)
    earlier = evolve(kept, digest="1" * 64)
    assert [one.code for one in quality.check(earlier)] == ["framework-changed"]
    other = tuple(evolve(one, score=Decimal("5.00")) if one.node == "2.1" else one for one in kept.scores)
    (finding,) = quality.check(evolve(earlier, scores=(*other, evolve(other[0], node="9"))))
    assert (finding.code, finding.record) == ("scores-changed", kept.ref)
    assert finding.message.in_language("en").endswith("other scores: 2.1, 9; what was kept stands")
    framework = quality.framework(PROGRAMME)
    changed = evolve(framework, about=evolve(framework.about, digest=earlier.digest))
    assert quality.roll_up(year, changed).left_out == 1


# ---------------------------------------------------------------------- printed reports


def test_a_printed_report_is_held_against_its_own_numbers(quality: QualityService) -> None:
    printed = {name: value for name, value in SCORES.items() if name != "1.1"}
    findings = quality.audit(PROGRAMME, {**printed, "overall": "3.58"})
    assert [(one.field, one.code) for one in findings] == [("overall", "printed-mean-of-children")]
    assert quality.audit(PROGRAMME, {**printed, "overall": "3.61"}) == ()
