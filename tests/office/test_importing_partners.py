"""Tables of partners taken in: each row matched with those that are known, each identifier held once."""

import csv
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.base.findings import Place
from orqa.domain.partnerships.doubles import Likeness, find_doubles
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.matching import KnownPartners
from orqa.domain.partnerships.records import Partner, PartnerContact, PartnerIdentifier, PartnerName, new_partner
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind
from orqa.office.tabular.tables import TableRow

ROR = "03vek6s52"
HEAD = ["Name (English)", "ชื่อภาษาไทย", "Country", "ROR", "PIC", "Units", "Contact", "Contact e-mail"]
DESK = ("Exchange desk", "desk@example.org")


def table(path: Path, *rows: list[str], head: list[str] = HEAD) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *([*row, *[""] * (len(head) - len(row))] for row in rows)])
    return path


def take(office: Office, path: Path, **more: Any) -> ImportResult:
    return import_table(office, path, import_kind("partners"), **more)


def counts(result: ImportResult) -> tuple[int, int, int]:
    return result.registered, result.known, result.refused


def codes(result: ImportResult) -> list[str]:
    return [one.code for one in result.findings]


EXAMPLE = ["Example University", "มหาวิทยาลัยตัวอย่าง", "ญี่ปุ่น", ROR, "", "Law; Medicine", *DESK]


def test_rows_become_partners_and_the_same_file_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", EXAMPLE, ["Sample University", "", "Laos"])
    assert counts(take(office, path)) == (2, 0, 0)
    before = len(list(office.journal()))
    again = take(office, path)
    assert (counts(again), codes(again)) == ((0, 2, 0), ["import-already-there"])
    assert len(list(office.journal())) == before
    made = office.partnerships.partner(ROR)
    assert (made.country, [one.language for one in made.names]) == ("JP", ["en", "th"])
    assert [one.name for one in made.units] == ["Law", "Medicine"]
    assert made.contacts == (PartnerContact(name=DESK[0], email=DESK[1]),)
    assert office.verify(deep=True).findings == ()


def test_a_row_adds_what_is_new_and_leaves_what_is_kept_otherwise(office: Office, tmp_path: Path) -> None:
    take(office, table(tmp_path / "1.csv", EXAMPLE))
    rows = [
        ["EXAMPLE university", "", "JP", "", "999999999"],  # the same name and country
        ["Example Univ.", "", "Korea", ROR, ""],  # the same identifier, another country
        ["Example University", "", "JP", "01an7q238", ""],  # the same name, another identifier
    ]
    result = take(office, table(tmp_path / "2.csv", *rows))
    assert counts(result) == (2, 1, 0)
    assert codes(result) == ["import-already-there", "partner-kept-otherwise"]
    (made,) = office.partnerships.partners()
    assert [one.value for one in made.identifiers] == [ROR, "999999999"]
    assert (made.country, len(made.names), made.version) == ("JP", 3, 2)
    assert made.contacts == (PartnerContact(name=DESK[0], email=DESK[1]),), "a file without contacts takes none away"
    assert office.partnerships.partner("999999999") == made


def test_rows_of_one_file_are_matched_with_each_other(office: Office, tmp_path: Path) -> None:
    rows = [EXAMPLE, ["The Example University", "", "Japan", "", "999999999"], ["Other name", "", "", "", "999999999"]]
    result = take(office, table(tmp_path / "p.csv", *rows))
    assert counts(result) == (3, 0, 0)
    (made,) = office.partnerships.partners()
    assert ([one.value for one in made.identifiers], made.version) == ([ROR, "999999999"], 1)
    assert counts(take(office, tmp_path / "p.csv")) == (0, 3, 0)


ALIKE = [
    (["Example University", "", ""], ["partner-alike"]),
    (["University of Example", "", "Japan"], ["partner-alike"]),
    (["Example University", "", "US"], ["partner-alike"]),
    (["Unlike University", "", "Japan"], []),
    (["Unlike University", "", "Korea"], ["country-called-so-too"]),
]


@pytest.mark.parametrize(("row", "told"), ALIKE)
def test_what_is_only_alike_is_kept_as_another_and_told_with_the_reason(
    office: Office, tmp_path: Path, row: list[str], told: list[str]
) -> None:
    take(office, table(tmp_path / "1.csv", EXAMPLE))
    result = take(office, table(tmp_path / "2.csv", row))
    assert (counts(result), codes(result)) == ((1, 0, 0), told)
    assert len(office.partnerships.partners()) == 2


REFUSED = [
    (["", "", "Japan"], "partner-name-missing", "no name"),
    (["Another", "", "Columbia"], "partner-cell-refused", "CO"),
    (["Another", "", "Japan", "03vek6s53"], "partner-cell-refused", "check digits"),
    (["Another", "", "Japan", ROR, "888888888"], "partner-is-several", "may be any of"),
]


@pytest.mark.parametrize(("row", "code", "told"), REFUSED)
def test_a_row_that_cannot_be_is_refused_with_its_reason(
    office: Office, tmp_path: Path, row: list[str], code: str, told: str
) -> None:
    take(office, table(tmp_path / "1.csv", EXAMPLE, ["Eight University", "", "FR", "", "888888888"]))
    result = take(office, table(tmp_path / "2.csv", row, ["Good University", "", "FR"]))
    assert counts(result) == (1, 0, 1)
    assert [(one.code, told in one.show()) for one in result.findings] == [(code, True)]
    assert result.findings[0].place is not None


def test_an_identifier_that_was_given_up_can_be_held_by_another(office: Office) -> None:
    keep = office.partnerships
    first = keep.add_partner("First", identifiers={"ror": ROR}).record
    with pytest.raises(PartnerRefused, match=first.id):
        keep.change_partner(keep.add_partner("Second").record, identifiers={"ror": ROR})
    keep.change_partner(first, identifiers={"ror": ""})
    second = keep.change_partner("Second", identifiers={"ror": ROR}).record
    assert keep.partner(ROR) == second
    keep.merge(second, first)
    assert keep.partner(ROR).id == first.id
    with pytest.raises(PartnerRefused):
        keep.add_partner("Third", identifiers={"ror": ROR})


def test_of_many_that_take_an_identifier_at_once_one_gets_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner("Another")
    begin, made, refused = threading.Barrier(4), [], []

    def add(number: int) -> None:
        with orqa.open_office(url) as office:
            begin.wait()
            try:
                made.append(office.partnerships.add_partner(f"Partner {number}", identifiers={"ror": ROR}))
            except PartnerRefused:
                refused.append(number)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 3)
    with orqa.open_office(url) as office:
        assert len(office.partnerships.partners()) == 2


def test_a_row_whose_identifier_somebody_else_took_meanwhile_is_refused(office: Office) -> None:
    taker = import_kind("partners").take(office)
    at = office.now()
    rows = [
        TableRow(1, {"name": "First", "ror": ROR}, Place("x", 2)),
        TableRow(2, {"name": "Second", "pic": "999999999"}, Place("x", 3)),
    ]
    taker.look([], at, office.rules().reading())  # the partners were read before the other one came
    other = office.partnerships.add_partner("Other", identifiers={"ror": ROR}).record
    first, second = taker.look(rows, at, office.rules().reading())
    assert (first.key, first.records, other.id in first.findings[0].show()) == (None, (), True)
    assert (second.key, len(second.records)) == (2, 2)


NAMES = st.sampled_from(["Example University", "university of example", "Sample", "The SAMPLE", "見本大学"])
PARTNERS = st.builds(
    lambda name, country, ror: (name, country, ror),
    NAMES,
    st.sampled_from(["", "JP", "US"]),
    st.sampled_from(["", ROR]),
)


def partner(identity: str, name: str, country: str, ror: str) -> Partner:
    identifiers = (PartnerIdentifier(scheme="ror", value=ror),) if ror else ()
    return new_partner(identity=identity, names=(PartnerName(text=name),), country=country, identifiers=identifiers)


@given(PARTNERS, PARTNERS)
def test_what_is_matched_is_what_find_doubles_tells(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    known, row = partner("1", *one), partner("2", *other)
    index = KnownPartners()
    index.add(known)
    told = {why.likeness for found in find_doubles([known, row]) for why in found.reasons}
    assert {match.likeness for match in index.matches(row)} == told
    sure = {match.likeness for match in index.matches(row) if match.surely}
    assert sure <= {Likeness.SAME_IDENTIFIER, Likeness.SAME_NAME}
