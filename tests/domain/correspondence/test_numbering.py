"""Registers, the years of their series, and the numbers that are printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.correspondence.numbering import (
    own_unit,
    pattern_key,
    printed_pattern,
    secret_register,
    sending_register,
    series_cell,
    series_year,
    slots,
    with_number,
)
from orqa.domain.correspondence.references import reference_key
from orqa.rules.profile import Profile

ON = date(2026, 11, 23)


@pytest.mark.parametrize("register", ["received", "sent", "circular", "order", "certificate", "meeting", "rule"])
@pytest.mark.parametrize(("day", "year"), [(date(2026, 12, 31), 2026), (date(2027, 1, 1), 2027)])
def test_every_register_begins_again_on_1_january(university: Profile, register: str, day: date, year: int) -> None:
    assert series_year(university.at(day).reading(), day, register) == year


def test_a_series_is_a_register_of_a_unit_in_a_year() -> None:
    assert series_cell("order", "irqa", 2026) == "series/order/irqa/2026"
    assert (own_unit("central"), own_unit(""), own_unit("irqa")) == ("", "", "irqa")


@pytest.mark.parametrize(
    ("kind", "circular", "register"),
    [
        ("external", False, "sent"),
        ("internal", True, "circular"),
        ("order", False, "order"),
        ("communique", False, "announcement"),
        ("minutes", False, "meeting"),
        ("note", False, "sent"),
        ("other", False, ""),
    ],
)
def test_a_kind_names_its_register(university: Profile, kind: str, circular: bool, register: str) -> None:  # noqa: FBT001 - a case
    term = university.vocabulary("letter-kind")[kind]
    assert sending_register(university.at(ON).reading(), term, circular=circular) == register


@pytest.mark.parametrize("name", ["national", "thai-public-university", "example-abroad"])
def test_every_register_that_a_kind_names_is_there(profiles: dict[str, Profile], name: str) -> None:
    profile = profiles[name]
    known = profile.vocabulary("register")
    for kind in profile.vocabulary("letter-kind").values():
        assert {kind.extra.get("received"), kind.extra.get("sent")} - {None} <= set(known)
    assert profile.at(ON).reading().value("register.circulars") in known
    for code, term in known.items():
        assert term.extra["direction"] in {"received", "sent"}
        other = secret_register(profile.at(ON).reading(), code)
        assert other == "" if term.extra["secret"] else known[other].extra["secret"]


@pytest.mark.parametrize(
    ("register", "circular", "pattern"),
    [
        ("received", False, ""),
        ("sent", False, "{unit_code}/{number}"),
        ("sent", True, "{unit_code}/ว {number}"),
        ("circular", True, "{unit_code}/ว {number}"),
        ("order", False, "{number}/2569"),
        ("meeting", False, "ครั้งที่ {number}/2569"),
        ("announcement", False, ""),
        ("bylaw", False, ""),
    ],
)
def test_how_numbers_are_printed(
    university: Profile,
    register: str,
    circular: bool,  # noqa: FBT001 - a case
    pattern: str,
) -> None:
    assert printed_pattern(university, university.at(ON).reading(), register, 2026, circular=circular) == pattern


def test_another_country_prints_the_common_era(abroad: Profile) -> None:
    reading = abroad.at(ON).reading()
    assert printed_pattern(abroad, reading, "sent", 2026, circular=True) == "{unit_code}-{number}/2026"


# ------------------------------------------------------------------ finding a number again


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("อว 0655.08/{number}", "อว0655.08/#"),
        ("อว 0655.08/ว {number}", "อว0655.08/ว#"),
        ("{number}/2569", "#/2569"),
        ("ครั้งที่ {number}/2569", "ครั้งที่#/2569"),
        ("กวป {number}/2569", "กวป#/2569"),
        ("", ""),
    ],
)
def test_the_key_of_a_pattern(pattern: str, key: str) -> None:
    assert pattern_key(pattern, "thai") == key


@given(
    pattern=st.sampled_from(
        ["อว 0655.08/{number}", "อว 7/{number}", "กค.(กวจ) 0405.2/ว.{number}", "{number}/2569", "ครั้งที่ {number}/2569"]
    ),
    number=st.integers(1, 99_999),
)
def test_a_printed_number_leads_back_to_its_pattern(pattern: str, number: int) -> None:
    printed = reference_key(with_number(pattern, number))
    assert (pattern_key(pattern, "thai"), number) in slots(printed)


@given(st.text(alphabet="0123456789๑/.ว a", max_size=30))
def test_whatever_is_looked_up_has_few_readings(text: str) -> None:
    found = slots(reference_key(text))
    assert all(key.count("#") >= 1 and 0 < number < 10**12 for key, number in found)
    assert len(found) <= (len(text) + 1) // 2


def test_numbers_with_zeros_in_front_or_beyond_measure_are_none_of_ours() -> None:
    assert slots("อว0655/012") == ()
    assert slots(f"อว0655/{10**12}") == ()
