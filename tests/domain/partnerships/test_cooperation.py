"""Two copies of an agreement are compared by what they say."""

from decimal import Decimal

import pytest
from attrs import evolve

from orqa.domain.partnerships.cooperation import Agreement, Condition, ConditionKind, LanguageSkill, Partner, StudyField
from orqa.domain.partnerships.cooperation_differences import compare

ONE = Condition(
    kind=ConditionKind.STUDIES,
    sending="example.ac.th",
    receiving="example.edu",
    years=("2025/2026", "2027/2028"),
    people="2",
    languages=(LanguageSkill(code="en", level="B2"), LanguageSkill(code="th")),
    study_fields=(StudyField(code="0610"), StudyField(code="0311")),
    total="10.50",
    blended="false",
    levels=("6", "7"),
)
BACK = evolve(ONE, sending="example.edu", receiving="example.ac.th")
STAFF = Condition(
    kind=ConditionKind.TRAINING, sending="example.ac.th", receiving="example.edu", years=ONE.years, people="1"
)


def copy(*conditions: Condition, version: int = 7) -> Agreement:
    partners = (Partner(hei="example.ac.th"), Partner(hei="example.edu"))
    return Agreement(version=version, partners=partners, in_effect="true", conditions=conditions)


def test_the_order_of_conditions_tells_nothing() -> None:
    assert compare(copy(ONE, BACK, STAFF), copy(STAFF, BACK, ONE)) == []


@pytest.mark.parametrize(
    "same",
    [
        {"total": "10.5"},
        {"people": "02"},
        {"blended": "0"},
        {"levels": ("7", "6")},
        {"languages": ONE.languages[::-1]},
        {"study_fields": (StudyField(code="0311", clarification=""), StudyField(code="0610"))},
        {"sending": "Example.ac.th"},
        {"years": ("2025/2026", "2026/2027", "2027/2028")},
    ],
)
def test_what_means_the_same_does_not_differ(same: dict[str, object]) -> None:
    assert compare(copy(ONE), copy(evolve(ONE, **same))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("years", ("2025/2026", "2028/2029")),
        ("people", "3"),
        ("people", None),
        ("total", None),
        ("blended", "true"),
        ("levels", ()),
        ("terms", "ค่าที่พักฟรี"),
        ("languages", (LanguageSkill(code="en", level="C1"), LanguageSkill(code="th"))),
        ("study_fields", (StudyField(code="0610"),)),
        ("receiving_unit", "7"),
        ("others", ("<a></a>",)),
    ],
)
def test_what_differs_is_named(field: str, value: object) -> None:
    (found,) = compare(copy(ONE, BACK), copy(BACK, evolve(ONE, **{field: value})))  # type: ignore[arg-type]
    assert found.fields == (field,)
    assert (found.kind, found.sending, found.receiving) == (ONE.kind, ONE.sending, ONE.receiving)


def test_a_condition_in_one_copy_only_is_told() -> None:
    (found,) = compare(copy(ONE, STAFF), copy(ONE))
    assert (found.ours, found.theirs, found.fields) == (STAFF, None, ())
    (found,) = compare(copy(ONE), copy(BACK, ONE))
    assert (found.ours, found.theirs) == (None, BACK)


def test_of_several_alike_those_that_have_most_in_common_are_matched() -> None:
    second = evolve(ONE, people="5", study_fields=(StudyField(code="0912"),))
    (found,) = compare(copy(ONE, second), copy(evolve(second, total="11"), ONE))
    assert (found.ours, found.fields) == (second, ("total",))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10.50", Decimal("10.5")),
        (" 7\n", Decimal(7)),
        (None, None),
        ("", None),
        ("1e5", None),
        ("๗", None),
    ],
)
def test_an_amount_is_a_number_or_not_said(text: str | None, amount: Decimal | None) -> None:
    assert evolve(ONE, total=text).amount == amount
