"""Numbered copies of secret matter: none is given twice, none is lost, every holder is told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.control import (
    COPY_STATES,
    CopyState,
    SecretControl,
    begun,
    came_back,
    found,
    handed_out,
    lost,
    receipt_came,
    reclassified,
    told_of_changes,
    untold,
)
from orqa.domain.correspondence.errors import ControlRefused
from orqa.domain.correspondence.secret_inspections import (
    FOUND,
    CopiesFound,
    Inspected,
    SecretInspection,
    check_whole,
    decide_committee,
    decide_next,
    findings_of,
)
from orqa.domain.organization.restriction import Restriction
from orqa.rules.profile import Profile

DAY = date(2026, 11, 23)
LETTER = RecordRef("letter", "a")


def sheet(copies: int = 0) -> SecretControl:
    made = begun(LETTER, on=DAY, level="confidential", restricted=Restriction(rank=1))
    for number in range(copies):
        made = handed_out(made, on=DAY, permission="ผอ.", holder=f"person:{number}")
    return made


def original_out(made: SecretControl) -> SecretControl:
    return handed_out(made, on=DAY, permission="ผอ.", name="กรมตัวอย่าง", original=True)


def test_copies_are_numbered_behind_the_original() -> None:
    made = sheet(2)
    assert [(copy.number, copy.holder) for copy in made.copies] == [(1, ""), (2, "person:0"), (3, "person:1")]
    assert made.copies[0].is_in_registry
    gone = original_out(made)
    assert (len(gone.copies), gone.copy(1).is_outside) == (3, True)
    assert came_back(gone, 1, on=DAY).copy(1).is_in_registry
    assert receipt_came(gone, 1, "ร 5").copy(1).receipt == "ร 5"


@pytest.mark.parametrize(
    ("act", "english", "thai"),
    [
        (lambda s: s.copy(9), "there is no copy 9; there are 3", "ไม่มีชุดที่ 9 มีทั้งหมด 3 ชุด"),
        (lambda s: handed_out(s, on=DAY, permission=" "), "by permission only", "ต้องได้รับอนุญาต"),
        (
            lambda s: handed_out(s, on=date(2026, 1, 1), permission="ผอ."),
            "2026-01-01 lies before",
            "อยู่ก่อนวันที่ 23 พ.ย. 69",
        ),
        (lambda s: lost(s, 2, on=DAY, circumstances=""), "say what happened", "ให้ระบุเหตุการณ์"),
        (lambda s: found(s, 2, on=DAY), "copy 2 is held since 2026-11-23", "ชุดที่ 2 อยู่กับผู้ถือ"),
        (lambda s: came_back(came_back(s, 2, on=DAY), 2, on=DAY), "copy 2 is returned", "ชุดที่ 2 ส่งคืนแล้ว"),
        (lambda s: told_of_changes(s, 2, on=DAY), "was told of every change", "แจ้งผู้ถือชุดที่ 2"),
        (
            lambda s: handed_out(
                handed_out(s, on=DAY, permission="x", name="ก", original=True), on=DAY, permission="x", original=True
            ),
            "the original is with its holder",
            "ต้นฉบับอยู่กับผู้ถือแล้ว",
        ),
    ],
)
def test_refusals_say_why_in_both_languages(act: Callable[[SecretControl], object], english: str, thai: str) -> None:
    with pytest.raises(ControlRefused) as refusal:
        act(sheet(2))
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")


def test_every_holder_is_told_of_a_change_of_level_once() -> None:
    changed = reclassified(sheet(2), on=DAY, level="secret", order="คำสั่ง 9")
    assert [copy.number for _, copy in untold(changed)] == [2, 3]
    later = handed_out(changed, on=DAY + timedelta(days=1), permission="ผอ.", holder="person:9")
    assert [copy.number for _, copy in untold(later)] == [2, 3], "who gets it later sees the new mark"
    told = told_of_changes(later, 2, on=DAY, how="หนังสือ 5")
    assert [copy.number for _, copy in untold(told)] == [3]
    assert list(untold(came_back(told, 3, on=DAY))) == []
    again = reclassified(told, on=DAY, level="top-secret", order="คำสั่ง 10")
    assert [(change.level, copy.number) for change, copy in untold(again)] == [
        ("secret", 3),
        ("top-secret", 2),
        ("top-secret", 3),
    ]
    assert list(untold(told_of_changes(told_of_changes(again, 2, on=DAY), 3, on=DAY))) == []


_ACTS = st.sampled_from(["give", "back", "lost", "found", "original"])


@given(st.lists(st.tuples(_ACTS, st.integers(1, 6)), max_size=15))
def test_no_order_of_acts_loses_a_copy_or_gives_a_number_twice(acts: list[tuple[str, int]]) -> None:
    now = sheet()
    for step, (act, number) in enumerate(acts):
        day, before = DAY + timedelta(days=step), now
        try:
            now = {
                "give": lambda s=now, d=day: handed_out(s, on=d, permission="ผอ.", holder="person:a"),
                "original": lambda s=now, d=day: handed_out(
                    s, on=d, permission="ผอ.", holder="person:b", original=True
                ),
                "back": lambda s=now, d=day, n=number: came_back(s, n, on=d),
                "lost": lambda s=now, d=day, n=number: lost(s, n, on=d, circumstances="หาย"),
                "found": lambda s=now, d=day, n=number: found(s, n, on=d),
            }[act]()
        except ControlRefused:
            assert now == before
        assert [copy.number for copy in now.copies] == list(range(1, len(now.copies) + 1))
        assert len(now.copies) >= len(before.copies)
        assert now.losses[: len(before.losses)] == before.losses or act == "found"
        missing = {one.copy for one in now.losses if one.found_on is None}
        assert missing == {copy.number for copy in now.copies if copy.state is CopyState.LOST}


def test_states_and_findings_have_names() -> None:
    assert set(COPY_STATES) == set(CopyState)
    assert set(FOUND) == set(CopiesFound)


# ------------------------------------------------------------------ inspections


def inspected(*found_: tuple[int, str]) -> tuple[Inspected, ...]:
    return tuple(Inspected(letter=LETTER, copy=number, found=CopiesFound(how)) for number, how in found_)


def test_a_committee_is_the_registrar_with_two_others(university: Profile) -> None:
    reading = university.at(DAY).reading()
    decision = decide_committee(reading, True, ("a", "b"))  # noqa: FBT003 - chaired by a registrar
    assert [str(one) for one in decision.citations] == ["official-secrets-2544"]
    with pytest.raises(ControlRefused, match="must be the registrar"):
        decide_committee(reading, False, ("a", "b"))  # noqa: FBT003 - by somebody else
    with pytest.raises(ControlRefused) as refusal:
        decide_committee(reading, True, ("a",))  # noqa: FBT003 - chaired by a registrar
    assert "has 1 members beside its chair; it needs 2" in refusal.value.message("en")
    assert "ต้องมีอย่างน้อย 2 คน" in refusal.value.message("th")


@pytest.mark.parametrize(
    ("since", "due"),
    [(date(2026, 8, 31), date(2027, 2, 28)), (DAY, date(2027, 5, 23)), (date(2026, 1, 1), date(2026, 7, 1))],
)
def test_the_next_inspection_is_six_months_later(university: Profile, since: date, due: date) -> None:
    assert decide_next(university.at(DAY).reading(), since).value == due


@pytest.mark.parametrize(
    ("items", "english", "thai"),
    [
        (inspected((1, "present")), "left out: no. None copy 2", "ยังขาด: ลำดับที่ None ชุดที่ 2"),
        (
            inspected((1, "present"), (2, "present"), (7, "missing")),
            "no such copy with somebody: a (7)",
            "ไม่มีชุดที่อยู่กับผู้ถือ",
        ),
        (inspected((1, "present"), (1, "present"), (2, "missing")), "no such copy", "a (1)"),
    ],
)
def test_an_inspection_looks_at_every_copy_once(items: tuple[Inspected, ...], english: str, thai: str) -> None:
    check_whole(inspected((1, "present"), (2, "damaged")), [sheet(1)])
    with pytest.raises(ControlRefused) as refusal:
        check_whole(items, [sheet(1)])
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")


def test_what_is_missing_is_told_until_its_loss_is_reported() -> None:
    last = SecretInspection(id="i", on=DAY, chair="k", members=("a", "b"), items=inspected((2, "missing")))
    outside = handed_out(sheet(1), on=DAY, permission="ผอ.", name="กรมตัวอย่าง")
    changed = reclassified(outside, on=DAY, level="secret", order="x")
    codes = [(one.code, one.severity.value) for one in findings_of([changed], last)]
    assert codes == [
        ("secret-copy-missing", "error"),
        ("secret-copy-without-receipt", "warning"),
        ("secret-holder-untold", "error"),
        ("secret-holder-untold", "error"),
    ]
    reported = lost(outside, 2, on=DAY, circumstances="หาย")
    assert [one.code for one in findings_of([reported], last)] == ["secret-copy-without-receipt"]
    assert "ตรวจไม่พบลำดับที่ None ชุดที่ 2" in next(findings_of([outside], last)).message.in_language("th")
