"""The radar of agreements at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")
ON = ("--on", "2026-11-23")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner("Example University", country="JP")
        office.partnerships.add_agreement(
            "mou",
            ["Example University"],
            title="Frame",
            signed="1 January 2024",
            term="3 years",
            notice="30 days",
        )
    return lambda *arguments: run("--office", url, *arguments)


def test_what_ends_is_told_with_its_notice(do: Runner) -> None:
    said = do("--lang", "en", "agreement", "expiring", *ON)
    assert said.code == 0
    for words in (
        "Terms that end, by month",
        "2026-12",
        "Frame",
        "Example University",
        "nothing decided",
        "What is idle",
    ):
        assert words in said.out, words
    thai = do("--lang", "th", "agreement", "expiring", *ON).out
    assert "ข้อตกลงที่จะสิ้นสุด" in thai
    assert "ยังไม่ตัดสินใจ" in thai
    found = do("agreement", "expiring", "--json", *ON).json
    assert found["months"]["2026-12"] == 1
    (ending,), (noticing,) = found["ending"], found["noticing"]
    assert (ending["title"], ending["end"], ending["goes_on"]) == ("Frame", "2026-12-31", False)
    assert (noticing["notice"], found["notices"], found["idles"]) == ("2026-12-01", 1, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("agreement", "expiring", "--within", "0"), "from 1 to 1200 months, found 0"),
        (("agreement", "expiring", "--limit", "0"), "0"),
    ],
)
def test_what_is_refused(do: Runner, arguments: tuple[str, ...], words: str) -> None:
    said = do("--lang", "en", *arguments)
    assert said.code != 0
    assert words in said.err


@pytest.mark.parametrize("report", ["agreement-register", "partnership-overview", "internationalisation-profile"])
def test_reports_are_printed(do: Runner, report: str) -> None:
    said = do("--lang", "en", "report", report, "--format", "text")
    assert said.code == 0
    assert "Japan" in said.out
