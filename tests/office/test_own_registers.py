"""The university's own register of agreements: made-up rows with every trait, in, and out again in each layout."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.cli.demo.organization import load_rosters
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.terms import NoEnd, Standing
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind
from orqa.office.tabular.mapping import Mapping

MADE = Path(str(files("orqa.cli.demo") / "made-up-agreements.csv"))
NOW = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


def take(office: Office, path: Path, **said: str) -> ImportResult:
    return import_table(office, path, import_kind("agreements"), mapping=Mapping(values=said))


def codes(result: ImportResult) -> list[str]:
    return [one.code for one in result.findings]


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Office, list[ImportResult]]]:
    """An office with the 40 made-up rows, taken in twice."""
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        load_rosters(office)
        yield office, [take(office, MADE) for _ in range(2)]


def called(office: Office, name: str) -> list[Agreement]:
    return [one for one in office.partnerships.agreements() if name in one.title]


def test_only_what_is_doubtful_is_told_with_its_place(made: tuple[Office, list[ImportResult]]) -> None:
    _, (first, again) = made
    assert (first.rows, first.registered, first.known, first.refused) == (40, 38, 1, 1)
    told = {(one.place.line if one.place else None, one.code) for one in first.findings}
    assert told == {
        (None, "import-already-there"),
        (34, "register-cell-not-read"),
        (39, "register-end-before-start"),
        (46, "register-cell-not-read"),
        (50, "register-kind-unknown"),
        (50, "register-kind-taken"),
        (53, "register-country-unknown"),
        (55, "register-partner-is-publisher"),
        (None, "register-date-order"),
    }
    assert (again.registered, again.known, again.refused) == (0, 39, 1)


FACTS = [
    ("บันทึกความเข้าใจ Sakuragawa", "2022-01-12", "2027-01-11", None),
    ("บันทึกแนบท้าย Sakuragawa", "2022-03-15", "2027-03-14", None),
    ("ข้อตกลงแลกเปลี่ยนนักศึกษา Kawanishi", "2022-06-01", "2027-05-31", NoEnd.AUTO_RENEWED),
    ("Hoshino", "2019-06-03", "None", NoEnd.OPEN_ENDED),
    ("ข้อตกลงแลกเปลี่ยนบุคลากร Haneul", "2023-12-30", "2028-12-29", None),
    ("Beispielstadt University of Applied Sciences", "2020-02-29", "2025-02-28", None),
    ("Musterberg", "2025-02-14", "2030-02-13", None),
    ("Politeknik Contoh", "None", "None", None),
    ("วิทยาลัยสมมุติภูเขา", "2021-12-06", "2026-12-05", None),
]


@pytest.mark.parametrize(("name", "starts", "ends", "no_end"), FACTS)
def test_each_trait_is_read(
    made: tuple[Office, list[ImportResult]], name: str, starts: str, ends: str, no_end: NoEnd | None
) -> None:
    found = [(str(one.starts_on), str(one.ends_on), one.term.no_end) for one in called(made[0], name)]
    assert (starts, ends, no_end) in found


def test_two_days_of_signature_are_those_of_two_parties(made: tuple[Office, list[ImportResult]]) -> None:
    (one,) = called(made[0], "Hoshino")
    assert [str(sign.signed.day) for sign in one.signatures] == ["2019-05-25", "2019-06-03"]
    assert one.signed_on == date(2019, 6, 3)


def test_what_is_printed_in_words_tells_where_it_stands(made: tuple[Office, list[ImportResult]]) -> None:
    (pending,) = called(made[0], "Made-up Delta")
    (ended,) = called(made[0], "Invented Bay")
    assert (pending.term.standing, ended.state) == (Standing.RENEWAL_PENDING, AgreementState.TERMINATED)
    (unread,) = called(made[0], "Politeknik Contoh")
    assert unread.signed is not None
    assert (unread.signed.day, unread.signed.printed) == (None, "31/4/2566")


def test_partners_are_made_once_and_found_again(made: tuple[Office, list[ImportResult]]) -> None:
    keep = made[0].partnerships
    assert len(keep.agreements(partner="Kawanishi Sample Institute of Technology")) == 2
    assert keep.partner("Example Island University").country == "TW"
    assert keep.partner("Universidad Inventada del Café").country == ""
    assert keep.duplicates() == ()
    assert made[0].verify(deep=True).findings == ()


def said(one: Agreement, partner: Partner, heads: set[str]) -> tuple[object, ...]:
    """What a layout of these fields can say of an agreement."""
    signed = str(one.starts_on)  # a layout without a column for signatures has them as the first day
    if "signed" in heads:
        signed = str(one.signed.day) if one.signed and one.signed.day else ""
    term = (one.term.until, one.term.no_end or NoEnd.NOT_STATED, one.term.renewed_for) if "end" in heads else ()
    kind = one.agreement_kind if "agreement_kind" in heads else ""
    return (partner.name, partner.country if "country" in heads else "", kind, signed, term)


@pytest.mark.parametrize("layout", ["thai", "iitg", "csu"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_in_a_layout_says_the_same_in_another_office(
    made: tuple[Office, list[ImportResult]], tmp_path: Path, layout: str, ending: str
) -> None:
    office, out = made[0], tmp_path / f"out.{ending}"
    heads = set(
        office.profile.vocabulary("agreement-register-layout")[layout].extra["columns"].replace("=", "|").split("|")
    )
    heads |= {"country"}
    chosen = tuple(one for one in office.partnerships.agreements() if not _is_doubtful(one))
    assert office.partnerships.export_agreements(out, layout, chosen) == len(chosen) > 30
    before = {said(one, office.partnerships.partner(one.partner), heads) for one in chosen}
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as other:
        result = take(other, out)
        assert result.refused == 0
        keep = other.partnerships
        assert {said(one, keep.partner(one.partner), heads) for one in keep.agreements()} == before


def _is_doubtful(one: Agreement) -> bool:
    """Whether something of it is only printed, or it stands where no register says it."""
    unread = bool(one.signed and one.signed.day is None) or "2027" in one.ends_printed[5:]
    both = one.in_force is not None and one.signed is None
    return unread or both or "Handshake" in one.kind_printed or "Café" in one.title


def table(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


HEAD = ["Partner", "Country", "Type", "Level", "Signed on", "Valid until"]


def test_our_unit_is_found_by_its_title_and_a_changed_row_is_left_alone(division: Office, tmp_path: Path) -> None:
    title = "กองวิเทศสัมพันธ์และการประกันคุณภาพ"
    row = ["Chiba University", "Japan", "MoU", title, "12 May 2019", "11 May 2024"]
    assert take(division, table(tmp_path / "1.csv", HEAD, row)).registered == 1
    (one,) = division.partnerships.agreements()
    assert (one.unit, one.parties[0].unit, one.level) == ("irqa", "irqa", "unit")
    changed = take(division, table(tmp_path / "2.csv", HEAD, [*row[:-1], "11 May 2029"]))
    assert (changed.refused, codes(changed)) == (1, ["agreement-kept-otherwise"])
    assert division.partnerships.agreements() == (one,)


def test_a_known_partner_is_taken_and_a_kind_may_be_said_for_all(office: Office, tmp_path: Path) -> None:
    known = office.partnerships.add_partner("Chiba University", country="JP").record
    path = table(tmp_path / "1.csv", ["Partner", "Country"], ["The CHIBA University", "ญี่ปุ่น"])
    assert codes(take(office, path, agreement_kind="MoA")) == []
    (one,) = office.partnerships.agreements()
    assert (one.partner, one.agreement_kind) == (known.id, "moa")


def test_a_unit_before_the_name_of_a_known_partner_is_a_party_of_it(office: Office, tmp_path: Path) -> None:
    known = office.partnerships.add_partner("Chiba University", country="JP").record
    names = ["Faculty of Law, Chiba University", "Faculty of Law, Unknown University"]
    path = table(tmp_path / "1.csv", ["Partner", "Country", "Type"], *([name, "Japan", "MoU"] for name in names))
    assert take(office, path).registered == 2
    parties = {one.parties[1] for one in office.partnerships.agreements()}
    assert {(one.partner == known.id, one.unit) for one in parties} == {(True, "Faculty of Law"), (False, "")}
    out = tmp_path / "out.csv"
    office.partnerships.export_agreements(out, "mui")
    assert {row["Institute"] for row in csv.DictReader(out.read_text("utf-8-sig").splitlines())} == set(names)
    assert take(office, path).known == 2


@pytest.mark.parametrize("layout", ["thai", "iitg", "csu"])
def test_our_own_export_doubles_nothing(tmp_path: Path, layout: str) -> None:
    out = tmp_path / "out.csv"
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        load_rosters(office)
        take(office, MADE)
        keep = office.partnerships
        keep.add_agreement(
            "multilateral", ["Hoshino Invented College", "Sakuragawa Example University"], signed="2020-01-01"
        )
        before = {one.id: one for one in keep.agreements()}
        partners = len(keep.partners())
        keep.export_agreements(out, layout)
        for _ in range(2):
            result = take(office, out)
            assert (result.registered, result.refused) == (0, 0)
            told = [one for one in result.findings if one.code == "agreement-kept-already"]
            assert {one.message.in_language("en").split(", by ")[1].split(", ")[0] for one in told} == {"partner"}
            assert all("ที่มีอยู่แล้ว" in one.message.in_language("th") for one in told)
        assert {one.id: one for one in keep.agreements()} == before
        assert len(keep.partners()) == partners


@pytest.mark.parametrize(
    ("signed", "kind", "unit", "comes_in"),
    [
        ("12/05/2567", "MOU", "", 0),
        ("13/05/2567", "MOU", "", 1),
        ("12/05/2567", "Student exchange agreement", "", 1),
        ("12/05/2567", "MOU", "คณะอื่น", 1),
        ("12/05/2567", "MOU", "คณะวิทยาศาสตร์", 1),
    ],
)
def test_an_agreement_is_the_same_by_partner_kind_days_and_unit(
    tmp_path: Path, signed: str, kind: str, unit: str, comes_in: int
) -> None:
    path = tmp_path / "in.csv"
    head = "สถาบันคู่ความร่วมมือ,ประเทศ,ประเภทข้อตกลง,หน่วยงานรับผิดชอบ,วันที่ลงนาม\n"
    path.write_text(f"{head}Example University,Japan,{kind},{unit},{signed}\n", encoding="utf-8")
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        office.organization.add_unit("u", {"th": "มหาวิทยาลัยตัวอย่าง"}, first=date(2003, 4, 1))
        office.organization.add_unit("arts", {"th": "คณะศิลปศาสตร์"}, first=date(2003, 4, 1), parent="u")
        office.organization.add_unit("sci", {"th": "คณะวิทยาศาสตร์"}, first=date(2003, 4, 1), parent="u")
        keep = office.partnerships
        keep.add_partner("Example University", country="JP")
        keep.add_agreement("mou", ["Example University"], title="MoU", signed="12/05/2567", by_unit="arts")
        assert take(office, path).registered == comes_in
        assert take(office, path).registered == 0
        assert len(keep.agreements()) == 1 + comes_in
