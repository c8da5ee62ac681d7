"""``orqa desk``, ``orqa deadlines`` and ``orqa approval``."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import orqa
from organization_samples import begun

Runner = Callable[..., Any]


@pytest.fixture
def letter(url: str) -> str:
    """A letter in an office with a division, a section, their heads and a clerk; how commands call it."""
    with orqa.open_office(url, profile="thai-public-university") as office:
        begun(office)
        made = office.correspondence.receive(
            subject="ขอเชิญประชุม", sender="กองคลัง", reference="12/2569", dated=office.today()
        )
        return str(made.letter.ref)


def submitted(run: Runner, url: str, letter: str) -> str:
    done = run(
        *("approval", "submit", letter, "--office", url, "--as", "E3"),
        *("--route", "letter.received", "--unit", "ga", "--title", "ขอเชิญประชุม", "--json"),
    )
    assert (done.code, done.err) == (0, "")
    assert done.json["waits_for"] == "role:section-head@ga"
    return str(done.json["id"])


def test_a_request_goes_its_way(run: Runner, url: str, letter: str) -> None:
    request = submitted(run, url, letter)
    desk = run("desk", "--office", url, "--as", "E2")
    assert "ขอเชิญประชุม" in desk.out
    assert desk.out.splitlines()[-1] == "งานค้าง 1 เรื่อง เกินกำหนด 0 ใกล้ครบกำหนด 1 แสดง 1"
    head = run("approval", "approve", request, "--office", url, "--as", "E2", "--comment", "เห็นควรเข้าร่วม")
    assert head.out.splitlines()[0] == f"{request} (เกษียนหนังสือรับ): รอ ผู้อำนวยการกอง ของ กองวิเทศสัมพันธ์"
    assert "เห็นควรเข้าร่วม" in head.out
    director = run(
        "approval", "return", request, "--office", url, "--as", "E1", "--comment", "แนบกำหนดการ", "--lang", "en"
    )
    assert director.out.splitlines()[0].endswith("returned to whoever asked")
    again = run("approval", "resubmit", request, "--office", url, "--as", "E3", "--json")
    assert (again.json["state"], len(again.json["moves"])) == ("pending", 3)
    run("approval", "approve", request, "--office", url, "--as", "E2")
    done = run("approval", "approve", request, "--office", url, "--as", "E1")
    assert "อนุมัติแล้ว" in done.out
    shown = run("approval", "show", request, "--office", url, "--json")
    assert shown.json["state"] == "approved"
    assert run("desk", "--office", url, "--as", "E1", "--json").json["total"] == 0


def test_who_may_not_decide_is_told_why(run: Runner, url: str, letter: str) -> None:
    request = submitted(run, url, letter)
    own = run("approval", "approve", request, "--office", url, "--as", "E3")
    assert (own.code, "[may-not-decide]" in own.err, "ของตนเองไม่ได้" in own.err) == (1, True, True)
    silent = run("approval", "reject", request, "--office", url, "--as", "E2")
    assert silent.code == 2
    assert "--comment" in silent.err
    unknown = run("approval", "submit", "nothing", "--office", url, "--route", "letter.received", "--unit", "ga")
    assert unknown.code == 2
    assert "KIND:ID" in unknown.err
    empty = run("approval", "reject", request, "--office", url, "--as", "E2", "--comment", " ", "--lang", "en")
    assert "say why it is rejected" in empty.err


def test_requests_are_listed(run: Runner, url: str, letter: str) -> None:
    request = submitted(run, url, letter)
    shown = run("approval", "list", "--office", url, "--unit", "irqa", "--requester", "E3")
    assert "รอ หัวหน้างาน ของ งานบริหารทั่วไป" in shown.out
    assert shown.out.splitlines()[-1] == "คำขอ 1 รายการ"
    (found,) = run("approval", "list", "--office", url, "--state", "pending", "--json").json
    assert (found["id"], found["waits_for"]) == (request, "role:section-head@ga")
    assert run("approval", "list", "--office", url, "--state", "approved", "--lang", "en").out == "Requests: 0\n"
    wrong = run("approval", "list", "--office", url, "--route", "letter.recieved", "--lang", "en")
    assert (wrong.code, "[route-unknown]" in wrong.err) == (1, True)
    assert run("approval", "list", "--office", url, "--state", "open").code == 2


def test_what_a_desk_shows_is_decided_done_and_handed_on_by_its_id(run: Runner, url: str, letter: str) -> None:
    submitted(run, url, letter)
    (waits,) = run("desk", "--office", url, "--as", "E2", "--json").json["tasks"]
    assert waits["id"] in run("desk", "--office", url, "--as", "E2").out
    refused = run("task", "done", waits["id"], "--office", url, "--as", "E2", "--lang", "en")
    assert (refused.code, "[decide-instead]" in refused.err) == (1, True)
    passed = run("approval", "approve", waits["id"], "--office", url, "--as", "E2", "--json")
    assert passed.json["waits_for"] == "role:director@irqa"
    given = run("letter", "assign", letter.partition(":")[2], "--to", "ga", "--office", url, "--as", "E1", "--json")
    (task,) = given.json["tasks"]
    moved = run("task", "move", task["id"], "--to", "E3", "--due", "2026-12-31", "--office", url, "--as", "E1")
    assert moved.out.startswith("ส่งต่อให้ E3 แล้ว: ")
    ended = run("task", "done", task["id"], "--result", "เข้าร่วมแล้ว", "--office", url, "--as", "E3", "--json")
    assert (ended.json["state"], ended.json["due"], ended.json["about"]) == ("done", "2026-12-31", letter)
    again = run("task", "done", task["id"], "--result", "อีกครั้ง", "--office", url, "--as", "E3", "--lang", "en")
    assert (again.code, "[task-is-over]" in again.err or "[letter-is-closed]" in again.err) == (1, True)
    nothing = run("task", "done", "nothing", "--office", url, "--lang", "en")
    assert nothing.err == "orqa: the task nothing was not found [not-found]\n"


def test_an_amount_is_a_number_or_money(run: Runner, url: str, letter: str) -> None:
    asked = ("approval", "submit", letter, "--office", url, "--route", "letter.received", "--unit", "ga", "--json")
    assert run(*asked, "--amount", "3").code == 0
    assert run(*asked, "--amount", "1500.00 THB").code == 0
    wrong = run(*asked, "--amount", "much")
    assert wrong.code == 1
    assert "[amount-not-understood]" in wrong.err


def test_deadlines_are_shown_and_written(run: Runner, url: str, letter: str, tmp_path: Path) -> None:
    submitted(run, url, letter)
    shown = run("deadlines", "--office", url, "--lang", "en")
    assert shown.out.splitlines()[-1].startswith("Due from ")
    assert shown.out.splitlines()[-1].endswith(": 1")
    assert "approval:" not in shown.out
    assert "Endorsing a received letter" in shown.out
    (one,) = run("deadlines", "--office", url, "--json", "--person", "E2").json
    assert (one["area"], one["whom"]) == ("correspondence", "role:section-head@ga")
    assert one["name"]["th"] == "หัวหน้างาน งานบริหารทั่วไป"
    assert "role:" not in shown.out
    assert "Correspondence" in shown.out
    assert run("deadlines", "--office", url, "--json", "--person", "E1").json == []
    path = tmp_path / "due.ics"
    told = run("deadlines", "--office", url, "--ics", str(path))
    assert told.out == f"แฟ้มปฏิทิน: {path}\n"
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "พิจารณา: ขอเชิญประชุม"
    earlier = (date.today() - timedelta(1)).isoformat()  # noqa: DTZ011 - any day before
    reversed_ = run("deadlines", "--office", url, "--last", earlier, "--lang", "en")
    assert reversed_.code == 1
    day = one["day"]
    assert len(run("deadlines", "--office", url, "--json", "--first", day, "--last", day).json) == 1


def test_without_its_package_a_calendar_file_is_one_clear_line(
    run: Runner, url: str, letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del letter
    monkeypatch.setitem(sys.modules, "icalendar", None)
    told = run("deadlines", "--office", url, "--ics", str(tmp_path / "due.ics"), "--lang", "en")
    assert "pip install 'orqa[calendar]'" in told.err
    assert not (tmp_path / "due.ics").exists()


def test_a_desk_needs_a_person(run: Runner, url: str, letter: str) -> None:
    del letter
    assert "[not-found]" in run("desk", "--office", url).err
    assert "[not-found]" in run("desk", "E9", "--office", url).err
