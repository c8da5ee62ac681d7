"""Circulars at the command line: sent, read, reminded of, ended, listed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa
from handling_samples import peopled

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def office(filled: str) -> str:
    with orqa.open_office(filled) as office:
        peopled(office)
        office.organization.correct_person("S1", email="s1@example.ac.th")
    return filled


def test_a_circular_from_sending_to_its_end(run: Runner, office: str, tmp_path: Path) -> None:
    def do(*words: str, **_: Any) -> Any:
        done = run(*words, "--office", office)
        assert done.code == 0, done.err
        return done

    assert (
        "บัญชีรายชื่อ section: 1 รายการ" in do("circular", "keep-list", "section", "--title", "งาน", "--to", "staff:ga").out
    )
    assert do("circular", "lists").out == "section: งาน: staff:ga\n"
    sent = do(
        "circular", "send", "1", "--to", "list:section", "--to", "D1", "--due", "30/11/2569", "--note", "โปรดทราบ"
    )
    assert sent.out == "เวียนที่ 1/2569: 3 ราย\n"
    assert do("circular", "acknowledge", "1/2569", "--as", "S2", "--note", "ทราบ").out == "รับทราบแล้ว 1 ราย\n"
    shown = do("circular", "show", "1/2569").out
    assert "สมใจ มีสุข" in shown
    assert shown.endswith("รับทราบ 1 จาก 3 ราย ยังไม่รับทราบ 2 เกินกำหนด 0\n")
    reminded = do("circular", "remind", "1/2569", "--into", str(tmp_path / "box"))
    assert reminded.out == "ส่งการเตือนแล้ว 1 ราย\n"
    assert "ไม่มีที่อยู่อีเมล" in reminded.err
    assert len(list((tmp_path / "box").iterdir())) == 1
    listed = do("circular", "list", "--json").json
    assert [(one["number"], one["acknowledged"], one["waiting"]) for one in listed] == [(1, 1, 2)]
    assert do("circular", "end", "1/2569", "--reason", "ครบกำหนด").out == "สิ้นสุดการเวียน ยังไม่รับทราบ 2 ราย\n"
    assert "ทะเบียน" not in do("circular", "list", "--year", "2568").out
    assert do("circular", "list", "--year", "2568", "--lang", "en").out == "Nothing was circulated\n"


def test_paper_that_came_back_is_entered(run: Runner, office: str) -> None:
    made = run("circular", "send", "1", "--to", "S1", "--json", "--office", office, "--key", "k").json
    assert run("circular", "send", "1", "--to", "S1", "--json", "--office", office, "--key", "k").json == made
    refused = run(
        "circular",
        "acknowledge",
        made["id"],
        "--of",
        "S1",
        "--at",
        "2020-01-01 09:00",
        "--lang",
        "en",
        "--office",
        office,
    )
    assert refused.code == 1
    assert "the moment of acknowledging lies before it was circulated" in refused.err
    entered = run("circular", "acknowledge", made["id"], "--of", "S1", "--as", "R1", "--json", "--office", office)
    assert [one["whom"].split(":")[0] for one in entered.json] == ["person"]


def test_everybody_is_reminded_of_their_desk(run: Runner, office: str, tmp_path: Path) -> None:
    run("letter", "assign", "1", "--to", "S1", "--due", "30/11/2569", "--office", office)
    done = run("remind", "--into", str(tmp_path / "box"), "--on", "30/11/2569", "--lang", "en", "--office", office)
    assert (done.out, done.code) == ("Reminders sent: 1\n", 0)
    (path,) = (tmp_path / "box").iterdir()
    assert b"To: s1@example.ac.th" in path.read_bytes()
    wrong = run("remind", "--through", "pigeon", "--into", "x", "--lang", "en", "--office", office)
    assert wrong.code == 1
    assert "eml" in wrong.err


def test_a_list_that_is_no_longer_used_says_so(run: Runner, office: str) -> None:
    def lists(*words: str) -> Any:
        return run("circular", "lists", *words, "--office", office)

    keep = ("circular", "keep-list", "old", "--title", "เดิม", "--to", "ga", "--office", office)
    assert run(*keep).code == run(*keep, "--retired").code == 0
    assert lists().out == "old (เลิกใช้แล้ว): เดิม: ga\n"
    assert lists("--lang", "en").out.startswith("old (no longer used)")
    assert [one["active"] for one in lists("--json").json] == [False]


def test_what_is_overdue_is_told_of_the_day_that_is_asked(run: Runner, office: str) -> None:
    run("circular", "send", "1", "--to", "S1", "--due", "30/11/2569", "--office", office)
    for day, late in (("30/11/2569", 0), ("1/12/2569", 1)):
        shown = run("circular", "show", "1/2569", "--on", day, "--office", office).out
        assert shown.endswith(f"เกินกำหนด {late}\n")
        assert ("ไม่ใช่" in shown) == (not late), shown
