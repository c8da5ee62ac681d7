"""A clerk's day at the command line: assign, close, tie together, follow."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa
from handling_samples import peopled
from orqa.base.thai import to_arabic_digits

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def office(filled: str) -> str:
    """An office with people and three letters, the last of them like the second."""
    with orqa.open_office(filled) as office:
        peopled(office)
    return filled


def test_assigning_tells_task_and_action(run: Runner, office: str) -> None:
    done = run("letter", "assign", "1", "2/2569", "--to", "S1", "--due", "1/12/2569", "--office", office)
    assert done.code == 0, done.err
    assert done.out.count("มอบใจดี มีสุข ภายใน ๑ ธันวาคม ๒๕๖๙") == 2
    others = run(
        "letter", "assign", "1", "--to", "ga", "--to", "S2", "--due", "1/12/2569", "--lang", "en", "--office", office
    )
    ends = [line.partition(": ")[2] for line in others.out.splitlines()]
    assert len(set(ends)) == 2, "each task tells its own receiver"
    assert all(end.startswith("assigned to ") and end.endswith(", due 1 December 2026") for end in ends)
    told = run("letter", "assign", "3", "--to", "ga", "--to", "S2", "--json", "--office", office, "--key", "k").json
    assert [task["to"].split(":")[0] for task in told["tasks"]] == ["unit", "person"]
    again = run("letter", "assign", "3", "--to", "ga", "--to", "S2", "--json", "--office", office, "--key", "k").json
    assert again == told


def test_closing_by_task_and_by_letter(run: Runner, office: str) -> None:
    tasks = run("letter", "assign", "1", "--to", "S1", "--to", "S2", "--json", "--office", office).json["tasks"]
    first = run("letter", "close", tasks[0]["id"], "--task", "--result", "ตอบแล้ว", "--office", office, "--as", "S1")
    assert (first.code, first.out) == (0, "บันทึกผลแล้ว หนังสือยังรออีก 1 งาน\n")
    second = run("letter", "close", "1", "--result", "ทราบ", "--office", office, "--lang", "en")
    assert second.out == "Closed: ทราบ\n"
    refused = run("letter", "close", "1", "--result", "ทราบ", "--office", office, "--lang", "en")
    assert refused.code == 1
    assert "[letter-is-closed]" in refused.err
    assert run("letter", "reopen", "1", "--reason", "ขอเพิ่ม", "--office", office).out == "เปิดเรื่องใหม่: ขอเพิ่ม\n"
    assert run("letter", "reopen", "1", "--reason", "x", "--office", office, "--json").code == 1
    assert run("letter", "close", "1", "--result", "ทราบ", "--office", office, "--json").json["closed"] is True
    assert run("letter", "reopen", "1", "--reason", "x", "--office", office, "--json").json["reopened"] == 2


def test_answers_and_ties(run: Runner, office: str) -> None:
    asked = run("letter", "answer", "1", "--office", office, "--lang", "en", "--by", "2026-12-01")
    assert asked.out == "To be answered by 1 Dec 2026\n"
    assert "good-governance-2546#38" in run("letter", "answer", "2", "--office", office).out
    assert run("letter", "answer", "2", "--office", office, "--json").json["citations"] == ["good-governance-2546#38"]
    linked = run("letter", "link", "3", "1", "--kind", "reply-to", "--office", office)
    assert linked.out == "ตอบหนังสือ: ขอเชิญประชุมคณะกรรมการ\n"
    refused = run("letter", "link", "3", "1", "--kind", "reply-to", "--office", office)
    assert "[link-refused]" in refused.err
    told = run("letter", "link", "3", "2", "--kind", "follows", "--office", office, "--json").json
    assert [one["link"] for one in told] == ["reply-to", "follows"]


def test_the_path_of_a_letter(run: Runner, office: str) -> None:
    run("letter", "assign", "1", "--to", "S1", "--office", office, "--as", "D1")
    shown = run("letter", "timeline", "1", "--office", office)
    assert "ลงทะเบียนเลขที่ 1/2569" in shown.out
    assert "มอบใจดี มีสุข" in shown.out
    assert "บุญมี มีสุข" in shown.out
    rows = run("letter", "timeline", "1", "--office", office, "--json").json
    assert [row["what"]["en"] for row in rows] == ["registered as no. 1/2569", "assigned to S1 Sample"]


def test_doubles_are_told_at_receiving_and_when_asked(run: Runner, office: str) -> None:
    fields = ("--ref", "อว 0655/ว 2", "--dated", "12 ม.ค. 2569", "--from", "คณะวิศวกรรมศาสตร์", "--subject", "อื่น")
    done = run("letter", "receive", "--office", office, *fields, "--kind", "external")
    assert done.code == 0
    assert "เลขทะเบียน 2/2569 มีเลขที่หนังสือ วันที่ และผู้ส่งเดียวกัน" in done.err
    assert "[letter-double]" in run("letter", "doubles", "4", "--office", office, "--lang", "en").out
    assert [one["code"] for one in run("letter", "doubles", "4", "--office", office, "--json").json] == [
        "letter-double"
    ]
    assert run("letter", "doubles", "1", "--office", office).out == "ไม่พบหนังสือที่คล้ายฉบับนี้\n"


def test_the_stamp_is_printed_in_the_offices_digits(run: Runner, office: str) -> None:
    shown = run("letter", "stamp", "2", "--office", office).out
    assert shown.startswith("[ กองวิเทศสัมพันธ์ · เลขรับ ๒ · วันที่ ")
    assert " · เวลา " in shown
    assert to_arabic_digits(shown) != shown
    english = run("letter", "stamp", "2", "--office", office, "--lang", "en").out
    assert english.startswith("[ International Division · No. 2 · Date ")
    (data,) = run("letter", "stamp", "2", "--office", office, "--json").json
    assert (data["number"], data["form"], data["width_mm"], data["height_mm"]) == (2, 12, 50, 25)
    assert "[ กองวิเทศสัมพันธ์ · เลขรับ ๒" in run("letter", "show", "2", "--office", office).out


def test_a_letter_goes_up_the_line(run: Runner, office: str) -> None:
    with orqa.open_office(office) as opened:
        opened.organization.grant("S2", "section-head", unit="ga", first=opened.today())
    done = run("letter", "propose", "1", "--unit", "ga", "--office", office)
    assert done.out.startswith("เสนอแล้ว: ")
    told = run("letter", "propose", "2", "--unit", "ga", "--office", office, "--json").json
    assert told["steps"] == ["role:section-head@ga", "role:director@irqa"]


def test_the_end_of_the_year(run: Runner, office: str) -> None:
    run("letter", "close", "1", "--result", "ทราบ", "--office", office)
    run("letter", "answer", "2", "--office", office)
    run("letter", "assign", "3", "--to", "S1", "--office", office)
    shown = run("letter", "year-end", "--office", office)
    assert shown.out.splitlines()[1:4:2] == ["หนังสือที่ยังไม่ตอบ 1: 2", "หนังสือรับที่ยังไม่ปิดเรื่อง 2: 2, 3"]
    data = run("letter", "year-end", "--office", office, "--json").json
    assert (data["reservations"], data["unanswered"], data["unclosed"], data["findings"]) == ([], [2], [2, 3], [])
    assert run("letter", "year-end", "--office", office, "--year", "2560", "--lang", "en").out.splitlines()[0] == (
        "Numbers reserved and not used: 0"
    )


def test_a_letter_that_names_its_moment_is_due_then(run: Runner, office: str) -> None:
    fields = ("--ref", "อว 0655/ว 9", "--dated", "12 ม.ค. 2569", "--from", "กองคลัง", "--subject", "ด่วน")
    run("letter", "receive", "--office", office, *fields, "--kind", "external", "--urgency", "ด่วนภายใน")
    kept = run("letter", "deliver-by", "4", "1/12/2569", "16.30", "--office", office)
    assert kept.out == "ต้องถึงผู้รับภายใน ๑ ธันวาคม ๒๕๖๙ เวลา ๑๖.๓๐ น.\n"
    told = run("letter", "deliver-by", "4", "2026-12-01", "16:30", "--office", office, "--json").json
    assert told == {"deliver_by": "2026-12-01T16:30:00+07:00"}
    (task,) = run("letter", "assign", "4", "--to", "S1", "--office", office, "--json").json["tasks"]
    assert task["due"] == "2026-12-01"


def test_a_task_is_taken_back(run: Runner, office: str) -> None:
    tasks = run("letter", "assign", "1", "--to", "S1", "--to", "S2", "--json", "--office", office).json["tasks"]
    back = run("letter", "withdraw", tasks[0]["id"], "--reason", "ผิดคน", "--office", office)
    assert back.out == "ถอนงานแล้ว: ผิดคน\n"
    told = run("letter", "withdraw", tasks[1]["id"], "--reason", "ผิดคน", "--office", office, "--json").json
    assert [one["state"] for one in told["tasks"]] == ["withdrawn"]
    assert "[task-is-over]" in run("letter", "withdraw", tasks[1]["id"], "--reason", "x", "--office", office).err


def test_a_letter_is_forwarded_and_sent_back(run: Runner, office: str) -> None:
    with orqa.open_office(office) as opened:
        opened.organization.grant("S2", "clerk", unit="ga", first=date(2020, 1, 1))

    def do(*words: str) -> Any:
        done = run("letter", *words, "--office", office)
        assert done.code == 0, done.err
        return done

    sent = do("forward", "1", "--to", "ga", "--due", "1/12/2569", "--note", "เพื่อดำเนินการ", "--as", "R1")
    assert sent.out.endswith(": ส่งต่อให้งานบริหารทั่วไป ให้ลงรับภายใน ๑ ธันวาคม ๒๕๖๙\n")
    assert "ลงทะเบียนรับหรือส่งคืนหนังสือ" in do("overdue", "--on", "2/12/2569").out
    back = do("send-back", "1", "--unit", "ga", "--reason", "ไม่ใช่งานของเรา", "--as", "S2", "--key", "k")
    assert back.out == "ส่งคืนแล้ว: ไม่ใช่งานของเรา รออนงค์ มีสุขดำเนินการ\n"
    again = do("send-back", "1", "--unit", "ga", "--reason", "ไม่ใช่งานของเรา", "--as", "S2", "--key", "k", "--json")
    assert again.json["waits_for"].startswith("person:")
    (waits,) = do("forward", "1", "--to", "ga", "--json").json
    assert (waits["whom"], waits["due"]) == ("unit:ga", None)
    refused = run("letter", "send-back", "1", "--unit", "ga", "--reason", "ไม่ใช่", "--as", "S1", "--office", office)
    assert (refused.code, "[not-allowed]" in refused.err) == (1, True)
    do("take-in", "1", "--unit", "ga", "--as", "S2")
    late = run("letter", "send-back", "1", "--unit", "ga", "--reason", "ไม่ใช่", "--lang", "en", "--office", office)
    assert (late.code, "[forward-refused]" in late.err) == (1, True)
    told = do("timeline", "1").out
    assert "ส่งต่อให้งานบริหารทั่วไป" in told
    assert "งานบริหารทั่วไปส่งคืน" in told
    assert do("forward", "2", "--to", "irqa", "--lang", "en").out.endswith(": forwarded to International Division\n")
    assert do("send-back", "2", "--unit", "irqa", "--reason", "x", "--lang", "en").out == "Sent back: x\n"
