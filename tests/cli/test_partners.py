"""Institutions abroad at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    orqa.open_office(url, profile="thai-public-university").close()
    return lambda *arguments: run("--office", url, "--lang", "en", "partner", *arguments)


def test_the_way_of_a_partner(do: Runner) -> None:
    first = do("add", "Example University", "--language", "en", "--country", "ญี่ปุ่น", "--id", "ror=03vek6s52", "--json")
    second = do("add", "EXAMPLE university", "--also", "th=มหาวิทยาลัยตัวอย่าง", "--country", "JP")
    assert first.json["kind"] == "partner"
    assert (second.code, "partner-may-be-double" in second.err) == (0, True)
    double = do("duplicates", "--json").json[0]
    assert double["partners"][0] == first.json["id"]
    assert "the same name, example university" in do("duplicates").out
    old = double["partners"][1]
    steps = [
        (("merge", old, "--into", "03vek6s52"), "Recorded"),
        (("duplicates",), "No partner is there twice"),
        (("change", old, "--contact", "Desk=desk@example.org"), "was merged into"),
        (("change", "03vek6s52", "--contact", "Desk=desk@example.org", "--unit", "Library"), "Recorded"),
        (("rename", "03vek6s52", "Sample University", "--language", "en", "--first", "2026-04-01"), "Recorded"),
        (("show", old), "ROR: https://ror.org/03vek6s52"),
        (("show", "มหาวิทยาลัยตัวอย่าง"), "Contact: Desk, desk@example.org"),
        (("show", "Sample University"), "Example University (en, Latn) … – "),
        (("history", old), "Merged into"),
        (("list", "sample", "--country", "Japan"), "Sample University"),
    ]
    for arguments, told in steps:
        result = do(*arguments)
        assert told in result.out + result.err, (arguments, result.out, result.err)
    assert do("show", old, "--json").json["id"] == first.json["id"]
    assert [one["merged_into"] for one in do("history", old, "--json").json] == [None, first.json["id"]]
    assert len(do("list", "--json").json) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "X", "--country", "Columbia"), "perhaps Colombia (CO)"),
        (("add", "X", "--country", "Congo"), "it may be Congo"),
        (("add", "X", "--id", "ror=03vek6s53"), "check digits"),
        (("add", "X", "--id", "03vek6s52"), "needs a sign ="),
        (("add", "X", "--language", "English"), "language"),
        (("show", "X"), "was not found"),
        (("merge", "X", "--into", "Y"), "was not found"),
    ],
)
def test_what_cannot_be_is_told(do: Runner, arguments: tuple[str, ...], told: str) -> None:
    result = do(*arguments)
    assert result.code != 0
    assert told in result.err
    assert "Traceback" not in result.err
