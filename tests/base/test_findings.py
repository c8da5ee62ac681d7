"""Findings: problems in data."""

import pytest

from orqa.base.citations import Citation
from orqa.base.findings import FindingKind, Place, Severity, has_errors, reasons
from orqa.base.language import Text
from orqa.base.refs import RecordRef

LONG = FindingKind(
    "subject-long",
    Severity.WARNING,
    Text.of(en="The subject has {count} characters", th="เรื่องมี {count} ตัวอักษร"),
)


def test_a_finding_says_what_where_and_by_which_rule() -> None:
    cite = Citation("opm-correspondence-2526", "38")
    place = Place("in.csv", 7, "เรื่อง")
    finding = LONG.make(field="subject", record=RecordRef("letter", "1"), place=place, citations=[cite], count=300)
    assert finding.citations == (cite,)
    assert finding.show() == "in.csv:7:เรื่อง: warning: The subject has 300 characters [subject-long]"
    assert finding.show("th") == "in.csv:7:เรื่อง: warning: เรื่องมี 300 ตัวอักษร [subject-long]"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", 3), "a.csv:3"),
        (Place(line=3), "3"),
        (Place("a.csv", None, "B"), "a.csv:B"),
    ],
)
def test_a_place_shows_what_is_known(place: Place, text: str) -> None:
    assert str(place) == text
    assert LONG.make(place=place, count=1).show().startswith(f"{text}: warning" if text else "warning")


def test_only_errors_are_errors() -> None:
    wrong = FindingKind("subject-empty", Severity.ERROR, Text.of(en="empty"))
    assert not has_errors([])
    assert not has_errors([LONG.make(count=1)])
    assert has_errors(iter([LONG.make(count=1), wrong.make()]))


def test_reasons_are_the_errors_alone() -> None:
    wrong = FindingKind("subject-empty", Severity.ERROR, Text.of(en="empty {n}", th="ว่าง {n}"))
    found = [wrong.make(n=1), LONG.make(count=1), wrong.make(n=2)]
    assert reasons(found) == Text.of(en="empty 1; empty 2", th="ว่าง 1; ว่าง 2")


@pytest.mark.parametrize("code", ["", "Subject", "subject long", "-a", "a"])
def test_a_code_is_kebab_case(code: str) -> None:
    with pytest.raises(ValueError, match="must match regex"):
        FindingKind(code, Severity.INFO, Text.of(en="x"))
