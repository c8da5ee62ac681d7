"""Units, positions and people at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

import orqa
from orqa.cli.demo.organization import load_rosters

Runner = Callable[..., Any]


@pytest.fixture
def university(url: str) -> str:
    """The invented university of the demonstration."""
    with orqa.open_office(url) as office:
        load_rosters(office)
    return url


@pytest.fixture
def do(run: Runner, university: str) -> Runner:
    """Run a command on it, in English."""
    return lambda *arguments: run("--office", university, "--lang", "en", *arguments)


def test_a_unit_is_founded_renamed_moved_and_merged(do: Runner) -> None:
    steps = [
        (
            "unit",
            "add",
            "it",
            "ศูนย์คอมพิวเตอร์",
            "--first",
            "1 ม.ค. 60",
            "--parent",
            "president-office",
            "--level",
            "division",
        ),
        (
            "unit",
            "rename",
            "it",
            "กองดิจิทัล",
            "--en",
            "Digital Division",
            "--first",
            "1/10/2565",
            "--order",
            "คำสั่ง 5",
        ),
        ("unit", "move", "it", "university", "--first", "2023-10-01"),
        (
            "unit",
            "change",
            "it",
            "--first",
            "2024-10-01",
            "--letter-code",
            "อว 0998.09",
            "--parent",
            "president-office",
        ),
        ("unit", "merge", "it", "--into", "general", "--last", "2025-09-30", "--order", "ประกาศ 1/2568"),
    ]
    for step in steps:
        done = do(*step)
        assert (done.code, done.err) == (0, ""), done.err
        assert done.out.startswith("Recorded: unit:it\n")
    shown = do("unit", "show", "it", "--on", "2025-01-01").out
    assert "Name: Digital Division" in shown
    assert "Letter code: อว 0998.09" in shown
    assert "Part of: Office of the President (president-office), " in shown
    assert "Merged into: General Affairs Division (general)" in shown
    assert "it was no unit on 2026-01-01" in do("unit", "show", "it", "--on", "2026-01-01").out
    rows = do("--json", "unit", "history", "it").json
    assert [row["first"] for row in rows] == ["2017-01-01", "2022-10-01", "2023-10-01", "2024-10-01"]
    assert [row["last"] for row in rows] == ["2022-09-30", "2023-09-30", "2024-09-30", "2025-09-30"]
    assert [row["order"] for row in rows] == [None, "คำสั่ง 5", None, None]


def test_a_unit_stands_in_a_region_from_a_day_on(do: Runner) -> None:
    """Its people have the days off of that region; one that there is none of is refused."""
    changed = do("unit", "change", "irqa", "--first", "2026-06-01", "--region", "จังหวัดสงขลา")
    assert (changed.code, changed.err) == (0, "")
    assert "Region: TH-90" in do("unit", "show", "irqa", "--on", "2026-06-01").out
    assert "Region" not in do("unit", "show", "irqa", "--on", "2026-05-31").out
    refused = do("unit", "change", "irqa", "--first", "2026-07-01", "--region", "สงขลานคร")
    assert refused.code != 0
    assert "no region of this calendar" in refused.err


def test_the_units_of_a_day_are_listed_from_the_top(do: Runner) -> None:
    before = do("--json", "unit", "list", "--on", "31 มีนาคม 2546").json
    assert before == []
    rows = do("--json", "unit", "list").json
    assert [row["code"] for row in rows][:3] == ["university", "president-office", "general"]
    division = next(row for row in rows if row["code"] == "irqa")
    assert division["level"] == {"th": "กอง", "en": "Division"}
    assert division["holder"] == {"th": "นางสาวใจดี มีสุข", "en": "Ms. Jaidee Meesuk"}
    printed = do("unit", "list").out
    assert "Division of International Relations" in printed
    assert "Ms. Jaidee Meesuk" in printed


def test_a_unit_shows_what_stands_below_it(do: Runner) -> None:
    assert "(ga), " in do("unit", "show", "irqa").out
    assert do("--json", "unit", "show", "ga").json["above"] == ["irqa", "president-office", "university"]
    assert "[not-found]" in do("unit", "show", "irq").err


def test_who_acts_is_shown_and_signs_in_two_lines(do: Runner) -> None:
    acted = do(
        *(
            "act-for",
            "2002",
            "irqa.director",
            "--basis",
            "head-absent",
            "--first",
            "2026-11-23",
            "--last",
            "2026-11-25",
        ),
        *("--order", "คำสั่ง 301/2569"),
    )
    assert acted.code == 0, acted.err
    assert "by state-administration-2534#" in acted.out
    printed = do("sign", "2002", "irqa.director", "--on", "2026-11-24", "--lang", "th").out.splitlines()
    assert printed == [
        "(นางสมใจ รักงาน)",
        "หัวหน้างานบริหารงานทั่วไป รักษาราชการแทน",
        "ผู้อำนวยการกองวิเทศสัมพันธ์และการประกันคุณภาพ",
    ]
    assert "[not-in-position]" in do("sign", "2002", "irqa.director", "--on", "2026-11-26").err
    signed = do("--json", "sign", "2001").json
    assert signed["lines"][0] == {"th": "(นางสาวใจดี มีสุข)", "en": "(Ms. Jaidee Meesuk)"}
    rows = do("--json", "position", "list", "--on", "2026-11-24").json
    director = next(row for row in rows if row["code"] == "irqa.director")
    assert director["acting"]["th"] == "นางสมใจ รักงาน (รักษาราชการแทน)"
    assert "Mrs. Somjai Rakngan (Acting for)" in do("unit", "list", "--on", "2026-11-24").out


def test_posts_people_roles_and_clearances(do: Runner) -> None:
    steps = [
        ("position", "add", "ir.assistant", "ผู้ช่วย{unit}", "--unit", "ir", "--first", "2026-01-01", "--role", "staff"),
        (
            "person",
            "add",
            "2009",
            "สมศรี",
            "--family",
            "ดีใจ",
            "--prefix",
            "นาง",
            "--given-en",
            "Somsri",
            "--phone",
            "07400",
        ),
        ("appoint", "2009", "ir.assistant", "--first", "2026-02-01", "--order", "คำสั่ง 2/2569"),
        ("grant", "2009", "clerk", "--unit", "ir", "--first", "2026-02-01"),
        ("clear", "2009", "secret", "--first", "2026-02-01", "--order", "คำสั่งลับ 1/2569"),
        ("person", "correct", "2009", "--family", "ใหม่ใจ", "--family-en", "Maijai", "--phone", ""),
    ]
    for step in steps:
        done = do(*step)
        assert done.code == 0, done.err
    shown = do("--json", "person", "show", "2009", "--on", "2026-03-01").json
    person = shown["person"]
    assert person["name"] == {"th": "นางสมศรี ใหม่ใจ", "en": "Somsri Maijai"}
    assert person["position"]["th"] == "ผู้ช่วยงานวิเทศสัมพันธ์"
    assert person["roles"] == {"th": "บุคลากร, เจ้าหน้าที่ธุรการ", "en": "Staff, Clerk"}
    assert (person["unit"], person["phone"]) == ("ir", None)
    assert [row["where"] for row in shown["tenures"]] == ["ir.assistant", "ir"]
    for row in shown["tenures"]:
        assert do("end", row["id"], "--last", "2026-06-30").code == 0
    assert do("position", "close", "ir.assistant", "--last", "2026-06-30").code == 0
    rows = do("--json", "person", "list", "--on", "2026-07-01").json
    assert next(row for row in rows if row["code"] == "2009")["roles"] is None
    printed = do("person", "show", "2009").out
    assert "Appointed" in printed
    assert "Clerk" in printed


@pytest.mark.parametrize(
    ("arguments", "english", "thai"),
    [
        (("unit", "move", "irqa", "ga", "--first", "2026-01-01"), "ga → irqa", "อยู่ใต้ ga ไม่ได้"),
        (
            ("appoint", "2003", "irqa.director", "--first", "2026-01-01"),
            "is headed by Ms. Jaidee Meesuk",
            "เป็นหัวหน้าตั้งแต่",
        ),
        (
            ("act-for", "2003", "irqa.director", "--basis", "head-absent", "--first", "2026-01-01"),
            "nobody acts for another without an order",
            "ต้องมีคำสั่ง",
        ),
        (("unit", "close", "irqa", "--last", "2026-01-01"), "units stand below irqa", "ยังมีหน่วยงานอยู่ใต้ irqa"),
        (
            ("unit", "add", "central", "กลาง", "--first", "2026-01-01"),
            "stands for the office as a whole",
            "หมายถึงสำนักงานทั้งหมด",
        ),
        (("person", "correct", "2003"), "nothing would change", "เป็นเช่นนั้นอยู่แล้ว"),
        (("end", "nothing", "--last", "2026-01-01"), "there is no appointment", "ไม่มีการแต่งตั้ง"),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages(
    run: Runner, university: str, arguments: tuple[str, ...], english: str, thai: str
) -> None:
    for language, said in (("en", english), ("th", thai)):
        done = run("--office", university, "--lang", language, *arguments)
        assert (done.code, done.out) == (1, "")
        assert said in done.err
        assert "[organization-refused]" in done.err


def test_a_doubtful_level_is_told_and_recorded(do: Runner) -> None:
    done = do("unit", "add", "x", "กองใหม่", "--parent", "irqa", "--level", "division", "--first", "2026-01-01")
    assert done.code == 0
    assert "warning: x (Division) stands below irqa (Division)" in done.err
    told = do("--json", "unit", "add", "y", "กอง", "--parent", "x", "--level", "division", "--first", "2026-01-01").json
    assert (told["kind"], told["id"]) == ("unit", "y")
    assert [finding["code"] for finding in told["findings"]] == ["organization-level-not-lower"]


def test_the_same_key_changes_once(do: Runner) -> None:
    for _ in range(2):
        assert do("person", "add", "2010", "ก", "--key", "k").code == 0
    assert "[organization-refused]" in do("person", "add", "2010", "ก").err


def test_only_who_may_changes_the_organization(do: Runner) -> None:
    rename = ("unit", "rename", "ga", "งานธุรการ", "--first", "2026-01-01")
    assert "[not-allowed]" in do(*rename, "--as", "2002").err
    assert do(*rename, "--as", "3003").code == 0


def test_rosters_are_imported(run: Runner, url: str, tmp_path: Any) -> None:
    from orqa.cli.demo.organization import ROSTERS, copy_rosters

    copy_rosters(tmp_path)
    for name in ROSTERS:
        done = run("import", name, tmp_path / f"{name}.csv", "--office", url)
        assert done.code == 0, done.err
    again = run("--json", "import", "people", tmp_path / "people.csv", "--office", url).json
    assert (again["registered"], again["known"]) == (0, 16)
