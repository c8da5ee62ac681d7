"""Identifiers of institutions and people abroad."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.partnerships.identifiers import (
    ERASMUS_PREFIXES,
    InvalidIdentifier,
    Scheme,
    erasmus_code,
    erasmus_country,
    oid,
    orcid,
    pic,
    ror,
    schac,
)

SCHEMES = (ror, erasmus_code, schac, pic, oid, orcid)
RORS = ("03vek6s52", "042nb2s44", "01znkr924", "028wp3y58", "052gg0110")


@pytest.mark.parametrize(
    ("scheme", "printed", "compact", "shown"),
    [
        *((ror, f" https://ROR.org/{one}/ ", one, f"https://ror.org/{one}") for one in RORS),
        (erasmus_code, "D  BERLIN01", "D  BERLIN01", "D  BERLIN01"),
        (erasmus_code, "d\u00a0\u00a0berlin01", "D  BERLIN01", "D  BERLIN01"),
        (erasmus_code, "D BERLIN01", "D  BERLIN01", "D  BERLIN01"),
        (erasmus_code, "DBERLIN01", "D  BERLIN01", "D  BERLIN01"),
        (erasmus_code, "SF HELSINK01", "SF HELSINK01", "SF HELSINK01"),
        (erasmus_code, "IRLDUBLIN01", "IRLDUBLIN01", "IRLDUBLIN01"),
        (erasmus_code, "IRL DUBLIN01", "IRLDUBLIN01", "IRLDUBLIN01"),
        (erasmus_code, "G  ATHINE123", "G  ATHINE123", "G  ATHINE123"),
        (schac, "UW.edu.pl. ", "uw.edu.pl", "uw.edu.pl"),
        (schac, "chula.ac.th", "chula.ac.th", "chula.ac.th"),
        (pic, "999 893 752", "999893752", "999893752"),
        (oid, "e10208637", "E10208637", "E10208637"),
        (orcid, "https://orcid.org/0000-0002-1825-0097", "0000000218250097", "0000-0002-1825-0097"),
        (orcid, "0000-0002-1694-233x", "000000021694233X", "0000-0002-1694-233X"),
    ],
)
def test_an_identifier_is_read_in_every_printed_form(scheme: Scheme, printed: str, compact: str, shown: str) -> None:
    assert scheme.compact(printed) == scheme.validate(printed) == compact
    assert scheme.format(printed) == shown
    assert scheme.is_valid(printed)


@pytest.mark.parametrize(
    ("scheme", "printed", "english"),
    [
        (ror, "03vek6s53", "its check digits are 53, not 52"),
        (ror, "03vek6i52", "without i, l, o, u"),
        (ror, "3vek6s52", "it must be 0"),
        (ror, "", "it must be 0"),
        (erasmus_code, "SFHELSINK01", "without its blanks it may be S  FHELSINK01 / SF HELSINK01"),
        (erasmus_code, "QQ BERLIN01", "the prefix of a country"),
        (erasmus_code, "D  BERLIN1", "two or three digits"),
        (schac, "https://www.uw.edu.pl", "without www and https://"),
        (schac, "localhost", "domain name"),
        (schac, "a..th", "domain name"),
        (pic, "12345678", "nine digits"),
        (pic, "๑๒๓๔๕๖๗๘๙", "nine digits"),
        (oid, "10208637", "E and eight digits"),
        (orcid, "0000-0002-1825-0098", "its check digits are 8, not 7"),
        (orcid, "0000-0002-1825", "fifteen digits"),
    ],
)
def test_what_is_none_is_refused_with_what_is_wrong(scheme: Scheme, printed: str, english: str) -> None:
    assert not scheme.is_valid(printed)
    with pytest.raises(InvalidIdentifier) as refused:
        scheme.validate(printed)
    assert english in refused.value.message("en")
    assert "โปรดแก้ไข" in refused.value.message("th")
    with pytest.raises(InvalidIdentifier):
        scheme.format(printed)


@given(st.text(max_size=40), st.sampled_from(SCHEMES))
def test_any_text_has_one_compact_form_and_validation_agrees_with_it(text: str, scheme: Scheme) -> None:
    compact = scheme.compact(text)
    assert scheme.compact(compact) == compact
    if scheme.is_valid(text):
        assert scheme.validate(scheme.format(text)) == scheme.validate(text) == compact


@given(st.sampled_from(RORS), st.integers(1, 6), st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_a_changed_letter_of_a_ror_is_found(one: str, place: int, letter: str) -> None:
    changed = f"{one[:place]}{letter}{one[place + 1 :]}"
    assert ror.is_valid(changed) == (changed == one)


@given(st.sampled_from(RORS), st.integers(1, 5))
def test_two_letters_of_a_ror_in_the_wrong_order_are_found(one: str, place: int) -> None:
    changed = f"{one[:place]}{one[place + 1]}{one[place]}{one[place + 2 :]}"
    assert ror.is_valid(changed) == (changed == one)


@given(st.from_regex(r"[A-Z][A-Z-]{0,6}[A-Z][0-9]{2,3}", fullmatch=True), st.sampled_from(sorted(ERASMUS_PREFIXES)))
def test_a_padded_erasmus_code_is_sound_whatever_blanks_are_lost(rest: str, prefix: str) -> None:
    code = f"{prefix:<3}{rest}"
    assert erasmus_code.validate(code) == code
    assert erasmus_country(code) == ERASMUS_PREFIXES[prefix]
    if len(prefix) < 3:
        assert erasmus_code.validate(f"{prefix}\u00a0{rest}".lower()) == code


def test_prefixes_are_those_of_the_holders_of_a_charter() -> None:
    with (Path(__file__).parents[2] / "data/partnership/erasmus_code_prefixes.csv").open(encoding="utf-8") as file:
        listed = {row["prefix"]: row["iso_3166_1_alpha2"] for row in csv.DictReader(file)}
    assert listed.items() <= ERASMUS_PREFIXES.items()
    assert ERASMUS_PREFIXES.keys() - listed.keys() == {"CH", "UK"}
