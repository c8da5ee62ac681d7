"""Stages, files, places and conditions of kept letters: what may follow what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import StorageRefused
from orqa.domain.correspondence.storing import (
    CONDITION_AFTER,
    CONDITIONS,
    NEXT,
    STAGES,
    Condition,
    FileCode,
    Stage,
    StoredLetter,
    begun,
    clean_code,
    found_in,
    put,
)

LETTER = RecordRef("letter", "a")
DAY = date(2026, 11, 23)


def kept(stage: Stage = Stage.WORKING, code: str = "1.1") -> StoredLetter:
    return put(begun(LETTER, "irqa", None), stage=stage, on=DAY, code=code, place="ตู้ 1")


def test_every_stage_and_condition_has_a_name_and_a_place_in_the_order() -> None:
    assert set(STAGES) == set(NEXT) == set(Stage)
    assert set(CONDITIONS) == set(CONDITION_AFTER) == set(Condition)
    for title in (*STAGES.values(), *CONDITIONS.values()):
        assert set(title.languages) == {"th", "en"}


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_a_letter_goes_from_stage_to_stage_in_their_order(before: Stage, after: Stage) -> None:
    letter = kept(before)
    if after is before or after in NEXT[before]:
        moved = put(letter, stage=after, on=DAY, place="ตู้ 2")
        assert (moved.stage, moved.code, moved.place, len(moved.steps)) == (after, "1.1", "ตู้ 2", 2)
        assert moved.stored_on == (DAY if after is Stage.STORED else None)
        return
    with pytest.raises(StorageRefused) as refusal:
        put(letter, stage=after, on=DAY, place="ตู้ 2")
    assert f"it is {STAGES[before].in_language('en')}" in refusal.value.message("en")
    assert "lend it: lend(letter, borrower)" in refusal.value.message("en")
    assert STAGES[before].in_language("th") in refusal.value.message("th")


def test_the_day_of_storing_is_that_of_the_first_time() -> None:
    letter = put(kept(Stage.STORED), stage=Stage.STORED, on=DAY + timedelta(days=3), place="ตู้ 9")
    assert (letter.stored_on, letter.since) == (DAY, DAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("stage", "code", "place", "on", "english", "thai"),
    [
        (Stage.STORED, "", "ตู้ 1", DAY, "say in which file it belongs", "ให้ระบุรหัสแฟ้ม"),
        (
            Stage.WORKING,
            "",
            "",
            date(2026, 11, 22),
            "2026-11-22 lies before 2026-11-23",
            "22 พ.ย. 69 อยู่ก่อนวันที่ 23 พ.ย. 69",
        ),
        (Stage.WORKING, "", "ตู้ 1", DAY, "it is there already", "เก็บอยู่ที่นั้นแล้ว"),
    ],
)
def test_what_does_not_go_is_refused_in_both_languages(  # noqa: PLR0917 - a table
    stage: Stage, code: str, place: str, on: date, english: str, thai: str
) -> None:
    with pytest.raises(StorageRefused) as refusal:
        put(kept(code=""), stage=stage, on=on, code=code, place=place)
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")


@given(st.lists(st.sampled_from(list(Condition)), max_size=8))
def test_conditions_follow_in_their_order_and_every_step_stays(conditions: list[Condition]) -> None:
    letter = kept()
    for number, condition in enumerate(conditions, 1):
        day = DAY + timedelta(days=number)
        if condition in CONDITION_AFTER[letter.condition]:
            before = letter.steps
            letter = found_in(letter, condition, on=day, note="ตรวจพบ")
            assert letter.steps[:-1] == before
            assert (letter.steps[-1].condition, letter.condition) == (condition, condition)
        else:
            with pytest.raises(StorageRefused) as refusal:
                found_in(letter, condition, on=day, note="ตรวจพบ")
            assert CONDITIONS[letter.condition].in_language("th") in refusal.value.message("th")


@given(st.text(max_size=80))
def test_a_code_is_cleaned_once_for_all(text: str) -> None:
    assert clean_code(clean_code(text)) == clean_code(text)


def test_codes_are_kept_in_arabic_digits_and_open_on_their_days() -> None:
    assert clean_code(" นร  ๑.๒ ") == "นร 1.2"
    code = FileCode(id="1", title=Text.of(th="บุคคล"), first=DAY, last=DAY + timedelta(days=2))
    days = [DAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    assert [code.is_open(day) for day in days] == [False, True, True, False]
