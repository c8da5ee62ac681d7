"""Tables of units, positions and people on their way into the office."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.findings import Severity
from orqa.cli.demo.organization import ROSTERS, copy_rosters, load_rosters
from orqa.office.access import Actor
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind

UNITS = "code,title_th,title_en,parent,level,first,order,last,merged_into\n"
POSITIONS = "code,title_th,unit,roles,is_head,first,last\n"
PEOPLE = "code,given_name_th,family_name_th,position,unit,first,last,order,roles,clearance\n"
TODAY = date(2026, 11, 23)


class Files:
    """Takes files of so many rows into an office in memory."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.folder = folder

    def take(self, kind: str, *rows: str) -> ImportResult:
        path = self.folder / f"{kind}.csv"
        head = {"units": UNITS, "positions": POSITIONS, "people": PEOPLE}[kind]
        path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return import_table(self.office, path, import_kind(kind))


@pytest.fixture
def files(office: Office, tmp_path: Path) -> Files:
    return Files(office, tmp_path)


@pytest.fixture
def filled(files: Files) -> Files:
    """A unit with two posts and two people."""
    files.take("units", "u,มหาวิทยาลัย,University,,university,1 เม.ย. 46,,,", "a,งาน ก,Section A,u,งาน,22/03/2550,,,")
    files.take("positions", "a.head,หัวหน้า{unit},a,section-head,ใช่,2007-03-22,", "a.1,พนักงาน,a,,,2007-03-22,")
    files.take(
        "people", "1,ใจดี,มีสุข,a.head,,1 ต.ค. 63,,คำสั่ง 1/2563,,", "2,สมใจ,รักงาน,พนักงาน,a,1 ต.ค. 63,,คำสั่ง 2/2563,clerk,ลับ"
    )
    return files


def counts(result: ImportResult) -> tuple[int, int, int]:
    return result.registered, result.known, result.refused


def told(result: ImportResult, language: str = "en") -> list[str]:
    return [finding.show(language) for finding in result.findings]


# ------------------------------------------------------------------ the demonstration's university


def test_the_demonstration_s_university_is_taken_in_once(office: Office, tmp_path: Path) -> None:
    first = load_rosters(office)
    assert {name: counts(result) for name, result in first.items()} == {
        "units": (8, 0, 0),
        "positions": (12, 0, 0),
        "people": (16, 0, 0),
    }
    assert [finding for result in first.values() for finding in result.findings] == []
    before = office.store.checkpoint()
    copy_rosters(tmp_path)
    again = load_rosters(office, tmp_path)
    assert [result.registered for result in again.values()] == [0, 0, 0]
    assert office.store.checkpoint() == before


def test_the_demonstration_s_division_has_its_two_founding_days_and_three_sections(office: Office) -> None:
    load_rosters(office)
    org = office.organization
    days = date(2003, 3, 31), date(2003, 4, 1), date(2007, 3, 21), date(2007, 3, 22)
    titles = [span.title.in_language("th") if (span := org.on(day).unit("irqa")) else None for day in days]
    assert titles == [None, *["สำนักงานประกันคุณภาพการศึกษา"] * 2, "กองวิเทศสัมพันธ์และการประกันคุณภาพ"]
    now = org.on(TODAY)
    assert now.children("irqa") == ("ga", "ir", "qa")
    assert now.ancestors("irqa") == ("president-office", "university")
    heads = {unit: holder.person.code for unit in now.spans if (holder := now.head_of(unit))}
    assert heads == {
        "university": "1001",
        "president-office": "1101",
        "irqa": "2001",
        "ga": "2002",
        "ir": "2003",
        "qa": "2004",
    }
    for role, code in (
        ("registrar", "3001"),
        ("secret-registrar", "3002"),
        ("administrator", "3003"),
        ("auditor", "3004"),
    ):
        assert [person.code for person, _ in now.holders(role, "university")] == [code]
    assert now.clearance_of(org.person("3002").id) == "top-secret"
    assert office.verify().is_sound


@pytest.mark.parametrize("name", ROSTERS)
def test_the_demonstration_s_people_are_invented(name: str) -> None:
    from orqa.cli import demo

    text = (Path(demo.__file__).parent / f"{name}.csv").read_text(encoding="utf-8")
    assert "ราชมงคล" not in text
    assert "@" not in text.replace("@thaksin-silp.example", "").replace("@university", "").replace("@irqa", "")


# ------------------------------------------------------------------ units


def test_a_parent_may_stand_later_in_the_file_and_days_in_any_order(files: Files) -> None:
    result = files.take(
        "units",
        "c,งาน,,b,section,2007-03-22,,,",
        "b,กองใหม่,New,a,division,2007-03-22,คำสั่ง 2,,",
        "b,กองเดิม,Old,a,division,2003-04-01,,,",
        "a,มหาวิทยาลัย,,,university,2003-04-01,,,",
    )
    assert counts(result) == (4, 0, 0)
    on = files.office.organization.on
    assert str(on(date(2007, 3, 21)).spans["b"].title) == "Old"
    assert str(on(TODAY).spans["b"].title) == "New"
    assert on(TODAY).ancestors("c") == ("b", "a")


def test_units_that_end_are_closed_or_merged(files: Files) -> None:
    rows = "a,ก,,,,2003-04-01,,,", "b,ข,,,,2003-04-01,ประกาศ 9,2020-09-30,a", "c,ค,,b,,2003-04-01,,2020-09-30,a"
    assert counts(files.take("units", *rows)) == (3, 0, 0)
    org = files.office.organization
    assert org.structure.successors("c") == ("a",)
    assert (org.structure.units["b"].last, org.structure.units["b"].end_order) == (date(2020, 9, 30), "ประกาศ 9")
    assert counts(files.take("units", *rows)) == (0, 3, 0)


def test_a_unit_that_is_there_may_end_by_a_later_file(files: Files) -> None:
    files.take("units", "a,ก,,,,2003-04-01,,,")
    assert counts(files.take("units", "a,ก,,,,2003-04-01,,2026-09-30,")) == (1, 0, 0)
    assert files.office.organization.on(TODAY).unit("a") is None


def test_a_unit_that_cannot_end_says_so_and_is_taken_in(files: Files) -> None:
    rows = "a,ก,,,,2003-04-01,,2020-09-30,", "b,ข,,a,,2003-04-01,,,"
    result = files.take("units", *rows)
    assert counts(result) == (2, 0, 0)
    (finding,) = result.findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "organization-units-below")
    assert counts(files.take("units", *rows)) == (0, 1, 1)


def test_a_refused_row_takes_those_with_it_that_rest_on_it(files: Files) -> None:
    result = files.take("units", "a,ก,,x,,2003-04-01,,,", "a,ข,,,,2007-03-22,,,", "b,ค,,a,,2003-04-01,,,")
    assert counts(result) == (0, 0, 3)
    parent, earlier, below = told(result)
    assert parent == "units.csv:2:parent: error: there is no unit 'x'; the nearest: – [organization-unknown]"
    assert earlier.startswith("units.csv:3:code: error: an earlier row of a was not taken in; mend that first")
    assert below.startswith("units.csv:4:parent: error: there is no unit 'a'")
    assert "ให้แก้แถวนั้นก่อน" in told(result, "th")[1]
    assert not files.office.organization.structure.units


def test_units_below_each_other_are_told_as_a_circle(files: Files) -> None:
    result = files.take(
        "units",
        "a,ก,,b,,2003-04-01,,,",
        "b,ข,,c,,2003-04-01,,,",
        "c,ค,,a,,2003-04-01,,,",
        "d,ง,,a,,2003-04-01,,,",
        "u,มหาวิทยาลัย,,,,2003-04-01,,,",
    )
    assert counts(result) == (1, 0, 4)
    first, *others, below = told(result)
    assert first.startswith("units.csv:2:parent: error: a cannot stand below b, which stands below it: b → c → a")
    assert [line.partition("[")[2] for line in others] == ["organization-circle]"] * 2
    assert "there is no unit 'a'" in below
    assert "a อยู่ใต้ b ไม่ได้ เพราะ b อยู่ใต้ a: b → c → a" in told(result, "th")[0]
    alone = files.take("units", "e,จ,,e,,2003-04-01,,,")
    assert "e cannot stand below e" in told(alone)[0]


@settings(max_examples=40, deadline=None)
@given(parents=st.lists(st.sampled_from("abcdx"), min_size=4, max_size=4))
def test_a_unit_is_told_to_be_in_a_circle_where_its_parents_lead_back_to_it(parents: list[str]) -> None:
    """x is the university, which is there."""
    above = dict(zip("abcd", parents, strict=True))

    def leads_back(code: str) -> bool:
        at = above[code]
        for _ in above:
            if at in {"x", code}:
                break
            at = above[at]
        return at == code

    with TemporaryDirectory() as folder, orqa.open_office("memory:", profile="thai-public-university") as office:
        files = Files(office, Path(folder))
        rows = ["x,มหาวิทยาลัย,,,,2003-04-01,,,", *(f"{code},หน่วย,,{up},,2003-04-01,,," for code, up in above.items())]
        found = files.take("units", *rows).findings
    circles = {finding.place.line for finding in found if finding.place and finding.code == "organization-circle"}
    assert circles == {line for line, code in enumerate("abcd", 3) if leads_back(code)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("u,วิทยาลัย,College,,,2003-04-01,,,", "u 2003-04-01 is on file otherwise: University"),
        ("a,,,x,,2007-03-22,,,", "a 2007-03-22 is on file otherwise: u"),
        ("a,ใหม่,,,,2005-01-01,,,", "not on 2005-01-01"),
        ("u,,,a,,2010-01-01,,,", "u cannot stand below a, which stands below it"),
        ("central,กลาง,,,,2010-01-01,,,", "'central' stands for the office as a whole"),
        ("b,,,u,,2010-01-01,,,", "The name is missing"),
        ("b,ข,,u,ชั้น,2010-01-01,,,", "'ชั้น' is not known; allowed are"),
        ("b,ข,,u,,,,,", "From is missing"),
        ("b,ข,,u,,2010-01-01,,2009-01-01,", "not on 2009-01-01"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(filled: Files, row: str, said: str) -> None:
    result = filled.take("units", row)
    assert result.findings[0].place is not None
    assert result.findings[0].place.line == 2
    assert said in str(result.findings[0].message)


# ------------------------------------------------------------------ positions and people


def test_a_post_is_named_by_its_code_or_by_its_name_in_the_unit(filled: Files) -> None:
    now = filled.office.organization.on(TODAY)
    people = [filled.office.organization.person(code).id for code in "12"]
    assert [held.position.id for one in people for held in now.positions_of(one)] == ["a.head", "a.1"]
    roles = now.roles_of(filled.office.organization.person("2").id)
    assert [(held.role, held.unit) for held in roles] == [("clerk", "a")]


def test_a_person_with_several_posts_has_several_rows(filled: Files) -> None:
    result = filled.take(
        "people", "1,,,a.1,,2024-01-01,,,,", "3,สมหมาย,,a.1,,2024-01-01,,,,", "3,,,,,2025-01-01,,1/2568,,ลับมาก"
    )
    assert counts(result) == (3, 0, 0)
    org = filled.office.organization
    assert len(org.on(TODAY).positions_of(org.person("1").id)) == 2
    assert org.on(TODAY).clearance_of(org.person("3").id) == "secret"
    assert org.on(date(2024, 6, 1)).clearance_of(org.person("3").id) == ""


def test_the_same_row_twice_is_taken_once(filled: Files) -> None:
    row = "4,สมศรี,ดี,a.1,,2024-01-01,,,clerk@u;staff,"
    assert counts(filled.take("people", row, row)) == (1, 1, 0)
    assert counts(filled.take("people", row)) == (0, 1, 0)
    org = filled.office.organization
    assert [(held.role, held.unit) for held in org.on(TODAY).roles_of(org.person("4").id)] == [
        ("clerk", "u"),
        ("staff", "a"),
    ]


@pytest.mark.parametrize(
    ("kind", "row", "said"),
    [
        ("people", "3,สมหมาย,,a.head,,2024-01-01,,,,", "a is headed by ใจดี มีสุข from 2020-10-01 to further notice"),
        ("people", "3,สมหมาย,,a.haed,,2024-01-01,,,,", "there is no position 'a.haed'; the nearest: a.head"),
        ("people", "3,สมหมาย,,a.1,,,,,,", "The first day is missing"),
        ("people", "3,สมหมาย,,,,2024-01-01,,,clerc@a,", "there is no role 'clerc'; the nearest: clerk"),
        ("people", "3,สมหมาย,,,,2024-01-01,,,clerk,", "there is no unit ''"),
        ("people", "3,สมหมาย,,,,2024-01-01,,1/2567,,ลับสุด", "'ลับสุด' is not known"),
        ("people", "3,,,,,,,,,", "The name is missing"),
        ("people", "1,ใจร้าย,,,,,,,,", "1 is on file otherwise: ใจดี"),
        ("positions", "a.chief,หัวหน้า,a,,ใช่,2024-01-01,", "a has a position of its head: a.head"),
        ("positions", "a.1,เสมียน,a,,,2007-03-22,", "a.1 is on file otherwise: พนักงาน"),
        ("positions", "b.1,เสมียน,b,,,2007-03-22,", "there is no unit 'b'"),
        ("positions", "a.2,เสมียน,a,clerc,,2007-03-22,", "there is no role 'clerc'"),
        ("positions", "a.2,เสมียน,a,,บางที,2007-03-22,", "'บางที' is not understood; write yes or no"),
    ],
)
def test_a_row_is_taken_in_whole_or_not_at_all(filled: Files, kind: str, row: str, said: str) -> None:
    before = filled.office.organization.structure
    result = filled.take(kind, row)
    assert counts(result) == (0, 0, 1)
    assert said in told(result)[0]
    assert "{" not in told(result, "th")[0].replace("{unit}", "")
    assert filled.office.organization.structure is before


def test_only_those_whom_the_policy_allows_take_files_in(filled: Files) -> None:
    clerk = Files(filled.office.acting(Actor(person=filled.office.organization.person("2").id)), filled.folder)
    with pytest.raises(NotAllowed):
        clerk.take("units", "b,ข,,u,,2010-01-01,,,")


def test_a_change_after_an_import_sees_what_it_brought(filled: Files) -> None:
    org = filled.office.organization
    org.rename("a", "งานใหม่", first=TODAY)
    assert org.on(TODAY).spans["a"].title.in_language("th") == "งานใหม่"
    assert filled.office.verify().is_sound


def test_many_people_in_one_file(tmp_path: Path) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        files = Files(office, tmp_path)
        files.take("units", "u,มหาวิทยาลัย,,,university,2003-04-01,,,")
        files.take("positions", "u.1,อาจารย์,u,staff,,2003-04-01,")
        rows = [f"{n},คนที่ {n},,u.1,,2020-01-01,,,," for n in range(2_100)]  # more than are written at once
        assert counts(files.take("people", *rows)) == (2_100, 0, 0)
        assert counts(files.take("people", *rows)) == (0, 2_100, 0)
        assert len(office.organization.on(TODAY).in_position("u.1")) == 2_100


def test_heads_are_read_as_lists_of_units_print_them(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "ทะเบียนหน่วยงาน,,,,\nรหัส,ชื่อ,ระดับ,สังกัด,ตั้งแต่\n"
        "u,มหาวิทยาลัย,มหาวิทยาลัย,,๑ เม.ย. ๒๕๔๖\n\nga,งานบริหาร,งาน,u,2007-03-22\n",
        encoding="utf-8",
    )
    assert counts(import_table(office, path, import_kind("units"))) == (2, 0, 0)
    assert counts(import_table(office, path, import_kind("units"))) == (0, 2, 0)
    assert [unit.title.in_language("th") for unit in office.organization.on(TODAY).spans.values()] == [
        "มหาวิทยาลัย",
        "งานบริหาร",
    ]
