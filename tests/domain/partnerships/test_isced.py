"""Codes of fields of education keep the zeros before them, and exist or not."""

import pytest

from orqa.domain.partnerships.isced import (
    NO_FIELD,
    Standing,
    education_field,
    education_fields,
    in_four_digits,
    standing,
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0610", Standing.KNOWN),
        ("06", Standing.KNOWN),
        ("061", Standing.KNOWN),
        ("0700", Standing.KNOWN),
        ("610", Standing.ZERO_LOST),
        ("31", Standing.ZERO_LOST),
        ("1234", Standing.UNKNOWN),
        ("0007", Standing.UNKNOWN),
        ("", Standing.UNKNOWN),
        ("๐๖๑๐", Standing.UNKNOWN),
        ("06100", Standing.UNKNOWN),
    ],
)
def test_a_code_is_known_or_lost_its_zero_or_is_none(code: str, expected: Standing) -> None:
    assert standing(code) is expected


def test_only_four_digits_of_a_known_field_are_written_to_others() -> None:
    assert all(in_four_digits(code.ljust(4, "0")) for code in education_fields())
    assert not [code for code, one in education_fields().items() if in_four_digits(code) and one.level != "detailed"]
    assert not any(map(in_four_digits, ("", "610", "061", "1234", "06100", "๐๖๑๐")))
    told = NO_FIELD.fill(found="061")
    assert "'061'" in told.in_language("en")
    assert "'061'" in told.in_language("th")


def test_each_field_stands_under_one_that_is_known() -> None:
    known = education_fields()
    assert len(known) == 220
    for code, one in known.items():
        assert code == one.code
        assert one.parent == ("" if one.level == "broad" else code[:-1])
        assert len(code) == {"broad": 2, "narrow": 3, "detailed": 4}[one.level]
        assert one.parent == "" or one.parent in known


def test_four_digits_may_be_a_shorter_code_with_zeros() -> None:
    for code in education_fields():
        found = education_field(code.ljust(4, "0"))
        assert found is not None
        assert found.code.startswith(code)
