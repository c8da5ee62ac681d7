"""``orqa trip``, ``enquiry``, ``text`` and ``news`` at the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from organization_samples import begun

Runner = Callable[..., Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(made, profile="thai-public-university") as office:
        begun(office)
    return made


def test_a_trip_is_asked_permitted_and_reported(run: Runner, url: str) -> None:
    made = run(
        *("trip", "ask", "E3", "ประชุม", "--country", "Japan", "--first", "2025-03-03", "--last", "2025-03-05"),
        *("--unit", "ga", "--report-by", "2025-03-20", "--passport", "official", "--office", url, "--json"),
    ).json
    which = made["id"]
    assert run("trip", "submit", which, "--office", url, "--as", "E3").code == 0
    refused = run("trip", "permit", which, "--office", url, "--lang", "th")
    assert (refused.code, "trip-refused" in refused.err) == (1, True)
    assert run("trip", "permit", which, "--document", "คำสั่ง 1/2568", "--office", url).code == 0
    assert [row["overdue"] for row in run("trip", "list", "--overdue", "--office", url, "--json").json] == [True]
    assert run("trip", "report", which, "--text", "ได้ข้อตกลง", "--office", url).code == 0
    assert run("trip", "show", which, "--office", url).json["state"] == "reported"
    assert "รายงานแล้ว" in run("trip", "list", "--office", url, "--lang", "th").out
    assert run("trip", "cancel", which, "--reason", "x", "--office", url).code == 1


def test_an_enquiry_is_answered_from_an_approved_text(run: Runner, url: str) -> None:
    def command(*given: str) -> Any:
        return run(*given, "--office", url)

    body = ("--title", "วีซ่า", "--title-en", "Visa", "--body", "ยื่นคำขอ", "--body-en", "File it")
    assert command("text", "write", "visa-ed", *body).code == 0
    made = command("enquiry", "add", "How?", "--language", "en", "--asker", "C. Example", "--json").json
    assert (made["number"], bool(made["due"])) == (1, True)
    early = command("enquiry", "answer", made["id"], "visa-ed")
    assert (early.code, "information-refused" in early.err) == (1, True)
    assert command("text", "approve", "visa-ed", "--document", "บันทึก 1").code == 0
    assert "approved" in command("text", "list", "--lang", "en").out
    assert "File it" in command("enquiry", "answer", made["id"], "visa-ed", "--lang", "en").out
    assert command("enquiry", "wait", made["id"], "--reason", "ขอสำเนา").code == 0
    assert len(command("enquiry", "list", "--open", "--json").json) == 1
    assert command("enquiry", "close", made["id"], "--reason", "จบ").code == 0
    told = command("enquiry", "times", "--first", "2025-01-01", "--last", "2099-12-31", "--lang", "en").out
    assert "1 received, 1 answered, 1 in time; median 0 days" in told
    assert command("text", "withdraw", "visa-ed").code == 0
    assert "เลขที่เรื่อง 2/" in command("enquiry", "add", "อีกเรื่อง", "--lang", "th").out


def test_news_of_scholarships(run: Runner, url: str) -> None:
    closes = date.today().isoformat()  # noqa: DTZ011 - whatever day it is
    made = run(
        *("news", "add", "ทุนปริญญาเอก", "--en", "Doctorate", "--for", "lecturer", "--closes", closes),
        *("--source", "https://example.org", "--office", url, "--json"),
    ).json
    for name in ("open", "soon"):
        (row,) = run("news", name, "--on", closes, "--office", url, "--json").json
        assert row["id"] == made["id"]
    assert run("news", "withdraw", made["id"], "--reason", "ผิด", "--office", url).code == 0
    assert run("news", "open", "--on", closes, "--office", url, "--json").json == []
