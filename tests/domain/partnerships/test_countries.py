"""Countries as registers write them."""

import csv
import re
from collections import defaultdict
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.partnerships.countries import CountryNotUnderstood, countries, country, find_country, read_country
from orqa.domain.partnerships.identifiers import ERASMUS_PREFIXES

ROWS = list(
    csv.DictReader(
        files("orqa.domain.partnerships").joinpath("country_names.csv").read_text(encoding="utf-8").splitlines()
    )
)
NAMES = [row for row in ROWS if row["source"] not in {"ask", "also"}]
CODES = {row["code"] for row in ROWS}
ASKED = {row["name"] for row in ROWS if row["source"] == "ask"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("England", "GB"),
        ("EL", "GR"),
        ("U.S.A.", "US"),
        ("the United States of America", "US"),
        ("Taiwan (R.O.C)", "TW"),
        ("China (PRC)", "CN"),
        ("Korea, Republic of", "KR"),
        ("Viet Nam", "VN"),
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("Cote d\u2019Ivoire", "CI"),
        ("Saint Lucia", "LC"),
        ("Trinidad and Tobago", "TT"),
        ("  Czech\u00a0Republic ", "CZ"),
        ("Kosovo", "XK"),
        ("Burma", "MM"),
        ("ประเทศญี่ปุ่น", "JP"),
        ("สปป. ลาว", "LA"),
        ("สหรัฐฯ", "US"),
        ("เมียนมาร์", "MM"),
        ("Inggris", "GB"),
        ("JP", "JP"),
        ("IN", "IN"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
    ],
)
def test_a_known_name_is_its_country(written: str, code: str) -> None:
    assert read_country(written).code == code


@pytest.mark.parametrize("written", ["Korea", "เกาหลี"])
def test_korea_is_the_south_and_the_north_is_told(written: str) -> None:
    match = find_country(written)
    assert match.found == country("KR")
    assert match.others == (country("KP"),)
    assert find_country("Republic of Korea").others == ()


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Columbia", ("CO",)),
        ("Congo", ("CG", "CD")),
        ("คองโก", ("CG", "CD")),
        ("Virgin Islands", ("VG", "VI")),
        ("Czechoslovakia", ("CZ", "SK")),
        ("NA", ("NA",)),
        ("Thailnd", ("TH",)),
        ("เวียตนาม", ("VN",)),
        ("no", ()),
        ("in", ()),
        ("XX", ()),
        ("EU", ()),
        ("", ()),
        ("–", ()),
        ("Sanghai University", ()),
        ("KR KP", ()),
    ],
)
def test_what_is_no_country_or_several_is_told_and_never_guessed(written: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(CountryNotUnderstood) as told:
        read_country(written)
    assert told.value.candidates == candidates
    for code in candidates:
        assert code in told.value.message("en")
        assert country(code).name.in_language("th") in told.value.message("th")


def test_a_code_that_does_not_exist_is_refused() -> None:
    for wrong in ("ZZ", "th", "THA", ""):
        with pytest.raises(CountryNotUnderstood):
            country(wrong)


def test_every_name_of_the_file_finds_its_country() -> None:
    for row in NAMES:
        assert row["name"] not in ASKED
        assert read_country(row["name"]).code == read_country(row["name"].upper()).code == row["code"]
    assert len({(row["code"], row["name"]) for row in ROWS}) == len(ROWS)


def test_every_country_has_one_name_in_english_and_one_in_thai() -> None:
    named = defaultdict(list)
    for row in ROWS:
        if row["source"] == "cldr":
            named[row["code"]].append(row["language"])
    assert named == {code: ["en", "th"] for code in CODES}
    assert len(countries()) == len(CODES) == 250  # the 249 of ISO 3166-1, and Kosovo
    assert {row["source"] for row in ROWS} == {"cldr", "iso-3166-1", "alias", "also", "ask"}
    assert set(ERASMUS_PREFIXES.values()) <= CODES


@given(st.sampled_from(sorted(CODES - {"NA"})))
def test_a_code_is_its_country_in_capitals_only(code: str) -> None:
    assert read_country(code).code == code
    assert find_country(code.lower()).found in (None, country(code))
    assert re.fullmatch("[A-Z]{2}", code)


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    match = find_country(text)
    assert (match.found is None) or not match.candidates
    assert len(match.candidates) <= 7
    assert match.found is None or match.found in countries()
