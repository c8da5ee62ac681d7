"""``orqa visit`` and ``orqa activity``: a visit from the plan to the report at the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from agreement_samples import agreed

Runner = Callable[..., Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(made, profile="thai-public-university") as office:
        office.partnerships.add_partner("Example University", country="JP")
        agreed(office, "agreement-1")
    return made


def test_a_visit_from_plan_to_report(run: Runner, url: str) -> None:
    def orqa_visit(*given: str) -> Any:
        return run("visit", *given, "--office", url)

    made = orqa_visit(
        *("add", "หารือ", "--first", "2025-03-03", "--partner", "Example University", "--agreement", "agreement-1"),
        *("--member", "A. Example=Dean", "--estimate", "12,500 THB", "--json"),
    ).json
    which = made["id"]
    assert (made["kind"], made["state"]) == ("visit", "planned")
    assert orqa_visit("item", which, "ลงนาม", "--time", "09.30", "--place", "ห้อง 1").code == 0
    assert orqa_visit("gift", which, "ผ้าทอ", "--way", "given", "--value", "900 THB").code == 0
    assert orqa_visit("checklist", which, "--json").json == []
    above = orqa_visit("gift", which, "แจกัน", "--way", "received", "--value", "5,000 THB", "--on", "2025-03-03")
    assert "visit-gift-above-limit" in above.err
    assert orqa_visit("confirm", which).code == 0
    assert orqa_visit("held", which).code == 0
    assert orqa_visit("report", which, "--text", "ตกลงทำบันทึก").code == 0
    shown = orqa_visit("show", which, "--lang", "th").out
    for told in ("หารือ", "มาเยือน", "รายงานแล้ว", "09:30 ลงนาม", "A. Example", "ผ้าทอ", "ตกลงทำบันทึก"):
        assert told in shown
    assert orqa_visit("show", which, "--json").json["estimate"]
    (row,) = orqa_visit("list", "--json").json
    assert row["partner"] == "Example University"
    refused = orqa_visit("cancel", which, "--reason", "x", "--lang", "th")
    assert (refused.code, "visit-refused" in refused.err, "รายงานแล้ว" in refused.err) == (1, True, True)


def test_an_activity_is_kept_and_held(run: Runner, url: str) -> None:
    made = run("activity", "add", "lecture", "บรรยาย", "--first", "2025-03-03", "--office", url, "--json").json
    assert run("activity", "held", made["id"], "--office", url).code == 0
    assert "ดำเนินการแล้ว" in run("activity", "list", "--office", url, "--lang", "th").out
    gone = run("activity", "cancel", made["id"], "--reason", "x", "--office", url)
    assert (gone.code, "visit-refused" in gone.err) == (1, True)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("add", "x", "--first", "2025-03-03", "--estimate", "5 zorkmids"), "zorkmids"),
        (("add", "x", "--first", "2025-03-03", "--member", "=Dean"), "there is no name"),
        (("gift", "no", " ", "--way", "given"), "there is no name"),
        (("gift", "no", "x", "--way", "given", "--value", "much"), "much"),
        (("item", "no", " "), "there is no name"),
    ],
)
def test_what_cannot_be_read_is_told_without_a_traceback(
    run: Runner, url: str, asked: tuple[str, ...], told: str
) -> None:
    refused = run("visit", *asked, "--office", url, "--lang", "th")
    assert (refused.code, told in refused.err) == (2, True)


def test_an_item_on_another_day_is_told_and_versions_name_the_state(run: Runner, url: str) -> None:
    which = run("visit", "add", "x", "--first", "2025-03-03", "--office", url, "--json").json["id"]
    late = run("visit", "item", which, "y", "--on", "2025-03-04", "--office", url)
    assert (late.code, "visit-programme-outside" in late.err) == (0, True)
    moved = run("visit", "change", which, "--reason", "z", "--last", "2025-03-04", "--office", url)
    assert (moved.code, "visit-programme-outside" in moved.err) == (0, False)
    assert "วางแผน z" in run("visit", "versions", which, "--office", url, "--lang", "th").out


@pytest.mark.parametrize("group", ["visit", "trip", "activity", "agreement"])
def test_files_are_attached_and_written_again(run: Runner, url: str, tmp_path: Path, group: str) -> None:
    made = {"visit": ("add", "x"), "activity": ("add", "lecture", "x")}.get(group)
    which = "agreement-1"
    if made:
        which = run(group, *made, "--first", "2025-03-03", "--office", url, "--json").json["id"]
    elif group == "trip":
        with orqa.open_office(url) as office:
            office.organization.add_unit("ir", "งาน", first=date(2020, 1, 1))
            office.organization.add_person("E1", "ใจดี")
            day = date(2025, 3, 3)
            which = office.partnerships.trip("E1", "x", country="JP", first=day, last=day, unit="ir").record.id
    paper, folder = tmp_path / "กำหนดการ.txt", tmp_path / "out"
    paper.write_bytes(b"abc")
    folder.mkdir()
    assert run(group, "attach", which, str(paper), "--office", url).code == 0
    (row,) = run(group, "files", which, "--save", str(folder), "--office", url, "--json").json
    assert (row["name"], row["size"]) == ("กำหนดการ.txt", 3)
    assert (folder / "กำหนดการ.txt").read_bytes() == b"abc"
    refused = run(group, "attach", "no-such", str(paper), "--office", url)
    assert (refused.code, "not-found" in refused.err) == (1, True)
