"""``orqa demo``: the whole way of an office, under each profile that has input for it."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.cli.demo.quality import published
from orqa.plugins.builtin.formats.attlog import read_attlog
from postgresql_server import in_schema, needed, schemas

Runner = Callable[..., Any]
PROFILES = {"thai-public-university": (31, 12, "letters-th.csv"), "example-abroad": (20, 10, "letters-abroad.csv")}
BY_HAND = {"thai-public-university": 3, "example-abroad": 1}
"""Letters of the central register that the demonstration receives by itself."""

UNIVERSITY = {
    *(f"{name}.csv" for name in ("units", "positions", "people")),
    *(f"{name}-register.html" for name in ("sent", "circular", "order", "storage")),
    "in-force.html",
    *("made-up_1_attlog.dat", "made-up-staff.csv", "office.db.files"),
    *("leave-register.html", "attendance-register.html"),
    *("half-year-attendance.html", "half-year-attendance-public.html"),
    *("made-up-projects.csv", "made-up-quarter-plans.csv"),
    *("budget.csv", "budget-comparison.html", "budget-comparison-public.html", "budget-register.html"),
    *(
        "quality-results.html",
        "quality-results-public.html",
        "quality-comparison.html",
        "made-up-agreements.csv",
        "published-agreements.csv",
        "published-agreements.html",
    ),
    *(
        "made-up-foreigners.csv",
        "foreign-persons.html",
        "study-abroad.html",
        "exchange-balance.html",
        "mobilities.html",
    ),
    *("partnership-overview.html", "destruction-list.html", "old-letters.db"),
    *(f"paper-{name}.txt" for name in ("letter", "memo", "order", "invitation")),
    *(f"made-up-{what}-v{version}.xml" for what in ("iia", "institution") for version in (6, 7)),
    *(f"ewp-{what}.xml" for what in ("agreements-v6", "agreements-v7", "institution", "approvals")),
    *(f"made-up-{name}-report.toml" for name in ("programme", "new-programme", "failed-programme", "faculty")),
}
"""What is left besides where the invented university works."""
STEPS = 21
"""How many steps the invented university plays; each is timed."""

REGISTER = {f"received-register.{ending}" for ending in ("txt", "md", "csv", "json", "html")}


INPUT = (
    "units.",
    "positions.",
    "people.",
    "made-up",
    "budget.csv",
    "published-agreements.csv",
    "office.db",
    "old-letters.db",
)
"""How what is copied or kept begins."""

WRITTEN = REGISTER | {name for name in UNIVERSITY if not name.startswith(INPUT)}
"""The reports and messages that are written."""


def thai(text: str) -> str:
    """The Thai characters of a text."""
    return "".join(character for character in text if "\u0e00" <= character <= "\u0e7f")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_demonstration_leaves_a_sound_office_and_its_register(run: Runner, tmp_path: Path, profile: str) -> None:
    rows, registered, source = PROFILES[profile]
    out = tmp_path / "out"
    done = run("demo", "--out", out, "--profile", profile)
    assert (done.code, done.err) == (0, "")
    files = {file.name for file in out.iterdir()}
    more = UNIVERSITY if profile == "thai-public-university" else set()
    assert (
        files - {"office.db-queue", "old-letters.db-queue"}
        == {"office.db", source, "not-registered.csv"} | REGISTER | more
    )
    url = f"sqlite:///{out}/office.db"
    assert run("verify", url).code == 0
    assert len(run("letter", "list", "--office", url, "--limit", 100, "--json").json) == registered + BY_HAND[profile]
    with (out / "not-registered.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == rows - registered
    for name in REGISTER:
        assert (out / name).stat().st_size > 500
    assert done.out.count(" ms)") == (STEPS if more else 8), "each step is timed"
    assert str(out / "received-register.html") in done.out


def test_the_demonstration_in_english_about_thai_letters(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--lang", "en")
    assert "12 of 31 rows registered as no. 1–12; 19 not registered" in done.out
    assert done.out.splitlines()[-1] == f"Done. 22 letters, {len(WRITTEN)} files in {tmp_path}"


def test_the_demonstration_abroad_has_no_thai_character_anywhere(process: Runner, tmp_path: Path) -> None:
    done = process("demo", "--profile", "example-abroad", "--out", "out")
    assert done.code == 0
    assert thai(done.out + done.err) == ""
    assert "10 of 20 rows registered" in done.out
    for file in (tmp_path / "out").iterdir():
        content = file.read_bytes()
        assert thai(content.decode("utf-8", "ignore")) == "" if file.suffix != ".db" else True, file.name
    url = f"sqlite:///{tmp_path}/out/office.db"
    with orqa.open_office(url) as office:
        kept = "".join(str(entry.body) for entry in office.store.journal(limit=10_000))
    assert thai(kept) == "", "nor is one kept in the office"
    for command in (("letter", "list"), ("report",), ("letter", "show", "1"), ("letter", "search", "of")):
        done = process(*command, "--office", url)
        assert (done.code, thai(done.out + done.err)) == (0, "")


def test_a_day_of_the_university_is_played(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02")
    assert "หัวหน้างานบริหารงานทั่วไป รักษาราชการแทน ผู้อำนวยการกองวิเทศสัมพันธ์และการประกันคุณภาพ" in done.out
    assert "หนังสือตอบ: อว ๐๙๙๘.๐๘/๑ ปิดเรื่องแล้ว" in done.out
    assert "ทะเบียนหนังสือเก็บลำดับที่ 1 รหัสแฟ้ม วส 1.1" in done.out
    assert "ให้ยืมถึง 17 พ.ย. 69 (opm-correspondence-2526#62.4) เรียกคืนภายใน 4 พ.ย. 69" in done.out
    assert "คำสั่งที่ 1/2569 ใช้แทนคำสั่งลงวันที่ 2 พ.ย. 68" in done.out
    assert "ตรวจสอบ 2 ชุด อยู่ครบ ตรวจครั้งต่อไปภายใน 2 พ.ค. 70" in done.out
    assert "ธุรการค้นพบ 0 ฉบับ นายทะเบียนค้นพบ 1 ฉบับ" in done.out
    assert "ให้ดำเนินการภายใน 3 พฤศจิกายน 2569" in done.out, "one working day"
    url = f"sqlite:///{tmp_path}/office.db"
    assert run("desk", "2001", "--office", url, "--json").json["total"] == 2, "a request and a circular"
    secret = "รักษาความปลอดภัย"  # noqa: S105 - a word of a subject
    assert secret not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*-register.*"))
    shown = run("register", "list", "--office", url, "--json", "--as", "3002").json
    assert any(series["register"] == "secret-received" for series in shown)


def test_a_program_gets_one_document(run: Runner, tmp_path: Path) -> None:
    done = run("--json", "demo", "--out", tmp_path / "out")
    data = done.json
    assert (data["registered"], {Path(file).name for file in data["files"]}) == (12, WRITTEN)
    assert all(Path(file).exists() for file in data["files"])
    assert len(data["seconds"]) == STEPS
    assert json.dumps(data)


@pytest.mark.parametrize(("language", "said"), [("th", "มีสำนักงานอยู่แล้ว"), ("en", "holds an office already")])
def test_a_second_demonstration_leaves_the_first_alone(run: Runner, tmp_path: Path, language: str, said: str) -> None:
    assert run("demo", "--out", tmp_path).code == 0
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    done = run("demo", "--out", tmp_path, "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "--again" in done.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_an_earlier_demonstration_is_replaced_where_that_is_asked_for(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("as it was", encoding="utf-8")
    assert run("demo", "--out", tmp_path, "--profile", "example-abroad").code == 0
    assert run("demo", "--out", tmp_path, "--again").code == 0
    assert run("demo", "--out", tmp_path, "--again").code == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "as it was"
    url = f"sqlite:///{tmp_path}/office.db"
    assert run("verify", url).code == 0
    assert len(run("letter", "list", "--office", url, "--json").json) == 15


@pytest.mark.parametrize(("language", "said"), [("th", "จึงไม่ลบ"), ("en", "it is left alone")])
def test_an_office_that_people_work_with_is_never_replaced(
    run: Runner, filled: str, tmp_path: Path, language: str, said: str
) -> None:
    before = (tmp_path / "office.db").read_bytes()
    done = run("demo", "--out", tmp_path, "--again", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (tmp_path / "office.db").read_bytes() == before
    assert len(run("letter", "list", "--office", filled, "--json").json) == 3


@pytest.mark.parametrize("name", ["ทดลอง ๑", "with space", "100%", "a#b?c=d", "%20"])
def test_the_folder_may_have_any_name(run: Runner, tmp_path: Path, name: str) -> None:
    done = run("demo", "--out", tmp_path / name, "--profile", "example-abroad")
    assert done.code == 0
    assert (tmp_path / name / "office.db").exists()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_told(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("demo", "--out", tmp_path / "file" / "out", "--lang", "en")
    assert done.code == 1
    assert "[file-unusable]" in done.err
    assert run("demo", "--out", tmp_path / "file").code == 2


def register_of(out: Path) -> dict[str, bytes]:
    """The bytes of each file of the register."""
    return {name: (out / name).read_bytes() for name in REGISTER}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_register_is_the_same_to_the_byte_whichever_store_holds_the_office(
    run: Runner, tmp_path: Path, profile: str
) -> None:
    with schemas() as prefix:
        stores = {
            "file": None,
            "memory": "memory:",
            "elsewhere": f"sqlite:///{tmp_path}/elsewhere.db",
            "server": in_schema(needed(), prefix),
        }
        for name, store in stores.items():
            where = ("--store", store) if store else ()
            done = run("demo", "--out", tmp_path / name, "--profile", profile, "--on", "2026-11-02", *where)
            assert (done.code, done.err) == (0, "")
            assert (tmp_path / name / "office.db").exists() == (store is None)
        assert run("verify", stores["server"], "--deep").code == 0
    first, *others = [register_of(tmp_path / name) for name in stores]
    assert others == [first] * 3
    assert b"2026-11-02T09:00" in first["received-register.json"]


@pytest.mark.parametrize(("language", "said"), [("th", "มีสำนักงานที่มีข้อมูลอยู่แล้ว"), ("en", "holds an office with entries")])
def test_a_named_store_that_holds_an_office_is_left_alone(
    run: Runner, filled: str, tmp_path: Path, language: str, said: str
) -> None:
    done = run("demo", "--out", tmp_path / "out", "--store", filled, "--lang", language)
    assert done.code == 2
    assert said in done.err
    assert len(run("letter", "list", "--office", filled, "--json").json) == 3


def test_a_made_up_year_of_a_clock_holds_every_malformation_of_real_files(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02", "--lang", "en")
    assert "made-up_1_attlog.dat, made up: " in done.out
    log = tmp_path / "made-up_1_attlog.dat"
    punches, findings = read_attlog(log)
    assert len({punch.user for punch in punches}) == 40
    assert len(punches) > 15_000
    assert {finding.code for finding in findings} == {
        *("punch-time", "punch-user", "punch-columns", "punch-lines-again"),
        *("punch-day-implausible", "punch-clock-reset"),
    }
    again = run("--office", f"sqlite:///{tmp_path}/office.db", "attendance", "import", log, "--json")
    assert (again.json["new"], again.json["again"]) == (0, True)
    assert [one["user"] for one in again.json["unknown"]] == ["40"]


def test_a_year_of_leave_of_the_made_up_staff_is_played(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02", "--lang", "en")
    assert "fiscal year 2569: 40 people, 400 days of vacation granted; 18 leaves asked for and permitted" in done.out
    assert "vacation from 2026-05-19 cancelled, 3 days came back; another request was refused" in done.out
    assert "80 half-year figures frozen" in done.out
    office = ("--office", f"sqlite:///{tmp_path}/office.db")
    with orqa.open_office(office[1]) as opened:
        leaves = opened.attendance.leave.between(date(2025, 10, 1), date(2027, 1, 1))
    states = Counter(one.state.value for one in leaves)
    assert states == {"permitted": 18, "cancelled": 1, "refused": 1, "filed": 1}
    again = run(*office, "attendance", "close-year", "2569", "--json").json
    assert (again["entries"], again["frozen"]) == ([], 0), "closing again enters nothing"
    titles = [one["title"] for one in run(*office, "desk", "2003", "--json").json["tasks"]]
    assert sum(1 for title in titles if title and title.get("en") == "Request for leave") == 1


def test_a_year_of_a_real_budget_is_played_and_each_baht_is_told(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02", "--lang", "en")
    assert "13 lines, 351,553,600.00 granted and allotted for 2569" in done.out
    assert "refused: 1.2 has 8,664,849.50 available, 9,000,000.00 was asked for: 335,150.50 is missing" in done.out
    assert "project QA-01 planned, carried out and closed: 2 of 2 indicators reached" in done.out
    assert "papers issued: 1" in done.out
    assert "made-up-quarter-plans.csv: plans of spending by quarter of 9 lines taken in" in done.out
    assert "overtime of 2 people on 3 days: 20 hours by the clock, 1,080.00 by mof-overtime-2550" in done.out
    spent = re.search(r"purchases: ([\d,.]+) of ([\d,.]+) paid; ([\d,.]+) carried over", done.out)
    lapsed = re.search(r"fiscal year 2569 closed: ([\d,.]+) lapsed; 13 lines opened for 2570", done.out)
    assert spent
    assert lapsed
    paid, granted, carried, lost = (Decimal(one.replace(",", "")) for one in (*spent.groups(), *lapsed.groups()))
    assert paid + carried + lost == granted == Decimal("351553600.00")
    url = f"sqlite:///{tmp_path}/office.db"
    by_axes = run("budget", "compare", "--year", "2569", "--office", url, "--lang", "en")
    assert thai(by_axes.out) == ""
    assert "84,668,100.00" in by_axes.out, "the investment that the Budget Bureau printed for 2565"
    inside, outside = ((tmp_path / f"budget-comparison{end}.html").read_text("utf-8") for end in ("", "-public"))
    assert ("325,107,195.50" in by_axes.out, len(inside) >= len(outside) > 0) == (True, True)


def test_published_scores_come_out_as_printed_and_printed_reports_are_audited(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02", "--lang", "en")
    assert "10 of 10 come out as printed" in done.out
    slips = set()
    for path in tmp_path.glob("made-up-*-report.toml"):
        audited = run("quality", "audit", path, "--json")
        assert audited.code == 1
        assert all(one["line"] for one in audited.json)
        slips |= {one["code"] for one in audited.json}
    assert slips == {
        *("printed-cut-off", "printed-other-rounding", "printed-exclusions-kept", "printed-not-capped"),
        *("printed-mean-of-children", "printed-zero-for-missing", "printed-other-divisor", "printed-gate-ignored"),
        *("printed-zeros-left-out", "printed-percent-rounded", "printed-other-items"),
        *("printed-result-differs", "printed-judgement-differs"),
    }
    rows = run("quality", "list", "--office", f"sqlite:///{tmp_path}/office.db", "--lang", "en", "--json").json
    assert len(rows) == 8
    faculty = [row for row in rows if row["identity"].startswith("iqa-2557-faculty")]
    assert [row["words"]["en"] for row in faculty] == ["good", "good"]
    inside, outside = ((tmp_path / f"quality-results{end}.html").read_text(encoding="utf-8") for end in ("", "-public"))
    assert "Denominator" in inside
    assert "Denominator" not in outside


def test_real_registers_are_kept_under_who_published_them(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2026-11-02", "--lang", "en")
    assert "68 of 68 real rows kept under the 3 universities" in done.out
    doubts = [line for line in done.out.splitlines() if "published-agreements.csv:" in line and "real rows" not in line]
    assert ["no country is printed" in line for line in doubts] == [True, True], "and nothing else is doubtful"
    office = ("--office", f"sqlite:///{tmp_path}/office.db", "--lang", "en")
    assert "made-up-agreements.csv, made up: 38 of 40 rows became agreements" in done.out
    assert len(run("agreement", "list", *office, "--json").json) == 38 + 2
    for version, partner in ((6, "Musterhafen"), (7, "Exemplaville")):
        head = f"made-up-iia-v{version}.xml, made up, version {version}"
        assert re.search(rf"{head}: agreement ICM.* of .*{partner}, 3 conditions, 0 findings", done.out)
        ours = tmp_path / f"ewp-agreements-v{version}.xml"
        assert run("ewp", "check", ours, "--lang", "en").out == f"{ours.name}: 2 agreements, 0 findings\n"
    assert done.out.count("our records say the same as the partner's copy") == 2
    assert done.out.count("it differs in: people; the partner's approval: changed since it was approved") == 2
    assert run("ewp", "check", tmp_path / "ewp-approvals.xml", "--lang", "en").out.startswith("ewp-approvals.xml: 2 ")
    assert len(run("partner", "published", *office, "--json").json) == 68
    japan = run("partner", "published", "--country", "Japan", "--kind", "double_degree", *office, "--json").json
    assert {row["partner"].rpartition(", ")[2] for row in japan} == {"Shinshu University", "Chiba University"}
    path = tmp_path / "published-agreements.csv"
    again = run("import", "published-agreements", path, "--agreement-kind", "mou", *office)
    assert "68 there before" in again.out
    page = (tmp_path / "published-agreements.html").read_text(encoding="utf-8")
    assert "Shinshu University" in page
    assert "By country of the partner" in page


@pytest.mark.parametrize("case", published(), ids=range(10))
def test_each_published_word_is_the_one_that_was_printed(case: dict[str, Any]) -> None:
    evaluation = orqa.load_framework(case["framework"], **case["profile"]).evaluate(case["inputs"])
    for node, printed in case["expect"].items():
        assert evaluation.score(node) == Decimal(printed)
    for node, word in case.get("words", {}).items():
        words = evaluation.words(node)
        assert words is not None
        assert words.in_language("th") == word
    programme = orqa.load_framework("iqa-2557-programme")
    for score, word in zip(case["inputs"].get("programme_scores", ()), case.get("programmes", ()), strict=True):
        judgement = programme.evaluate({"overall": score}).judgement
        assert judgement is not None
        assert judgement.in_language("th") == word


def test_its_public_statistics_name_nobody(run: Runner, tmp_path: Path) -> None:
    run("demo", "--out", tmp_path, "--on", "2026-11-02")
    inside, outside = (
        (tmp_path / f"half-year-attendance{ending}.html").read_text(encoding="utf-8") for ending in ("", "-public")
    )
    assert "กานดา" in inside
    assert "กานดา" not in outside
    assert "งานวิเทศสัมพันธ์" in outside
    assert "ลาป่วย" in (tmp_path / "leave-register.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "said"), [("th", "ไม่แสดงการลา"), ("en", "no leave is played")])
def test_where_the_calendar_does_not_reach_no_leave_is_played(
    run: Runner, tmp_path: Path, language: str, said: str
) -> None:
    done = run("demo", "--out", tmp_path, "--on", "2035-03-05", "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert said in done.out
    assert not list(tmp_path.glob("half-year*"))


def test_foreigners_and_a_study_abroad_are_played(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--lang", "en", "--on", "2026-11-02")
    assert "made up: 5 of 6 foreigners kept" in done.out
    assert "a permission until 2026-08-31 cannot be given on 2026-09-01" in done.out
    assert "MADEUP, BINH: ask for an extension of stay by 2026-10-29, overdue" in done.out
    assert "1,468 days of service owed, 1,317 left" in done.out
    public = (tmp_path / "foreign-persons.html").read_text(encoding="utf-8")
    assert "MADEUP" not in public
    assert "Vietnam" not in public, "few people are told together"
    assert "told together" in public


def test_a_learning_agreement_is_agreed_changed_and_held_against_the_transcript(run: Runner, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path, "--lang", "en", "--on", "2026-11-02")
    for said in (
        "2568/1: learning agreement, version 1 approved, hash ",
        "2568/1: learning agreement, version 2 approved, hash ",
        "2568/1: 3 months and 29 days, 2025-06-01 to 2025-09-27 (by certificates)",
        "2568/1: LA1 of the learning agreement (version 2) is not in the transcript",
        "A 2.00, B+ 18.00, B 10.00 (A-D, 2023–2025, made up); the one with the largest overlap: B+",
        "2568/1: 4.0 credits of the transcript count here",
    ):
        assert said in done.out, done.out
    page = (tmp_path / "mobilities.html").read_text(encoding="utf-8")
    assert "Made-up Student" in page
    assert "<svg" in page
