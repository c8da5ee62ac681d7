"""Messages of the exchange at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orqa.plugins.builtin.formats.egif import (
    ExchangeFile,
    ExchangeLetter,
    ExchangeNotice,
    ExchangeParty,
    NoticeKind,
    read_message,
    write_letter,
    write_notice,
)

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


@pytest.fixture
def message(tmp_path: Path) -> Path:
    path = tmp_path / "in.xml"
    letter = ExchangeLetter(
        number="กค 0402/7",
        subject="ขอข้อมูล",
        speed_code="001",
        sender=ExchangeParty(job_title="อธิบดี", department="03004"),
        main=ExchangeFile(media_type="application/pdf", content=b"%PDF"),
        message="mid://1",
    )
    path.write_bytes(write_letter(letter).replace(b"CorrespondenceDate></", b"CorrespondenceDate>2569-11-20</"))
    return path


def test_a_message_is_shown_taken_in_once_and_answered(run: Runner, filled: str, message: Path, tmp_path: Path) -> None:
    shown = run("exchange", "show", message, "--lang", "th")
    assert "exchange-buddhist-year" in shown.out
    assert "หนังสือที่ กค 0402/7 ลงวันที่ 20 พ.ย. 69 เรื่อง ขอข้อมูล จาก อธิบดี ถึง – แฟ้ม 1 แฟ้ม\n" in shown.out
    answer = tmp_path / "answer.xml"
    taken = run("exchange", "take-in", message, "--answer", answer, "--from", "กรมบัญชีกลาง", "--office", filled)
    assert taken.code == 0, taken.err
    assert taken.out == "ลงทะเบียนรับเลขที่ 4/2569 แฟ้ม 1 แฟ้ม\n"
    notice = read_message(answer.read_bytes()).content
    assert isinstance(notice, ExchangeNotice)
    assert (notice.notice, notice.receive_number) == (NoticeKind.ACCEPTED, "4")
    again = run("exchange", "take-in", message, "--from", "กรมบัญชีกลาง", "--json", "--office", filled)
    assert again.json["number"] == 4
    assert "Notice AcceptLetterNotifier of letter กค 0402/7" in run("exchange", "show", answer, "--lang", "en").out
    assert run("exchange", "show", answer, "--json").json["content"]["receive_number"] == "4"


def test_a_letter_is_written_as_a_message(run: Runner, filled: str, tmp_path: Path) -> None:
    run(
        "letter",
        "send",
        "--kind",
        "external",
        "--subject",
        "ตอบ",
        "--to",
        "ก",
        "--unit-code",
        "อว 0655",
        "--office",
        filled,
    )
    out = tmp_path / "out.xml"
    given = ("--out", out, "--from-department", "23099", "--to-department", "03004", "--to-title", "อธิบดี")
    done = run("exchange", "write", "อว 0655/1", *given, "--lang", "en", "--office", filled)
    assert done.code == 0, done.err
    assert done.out == f"Written: {out}\n"
    letter = read_message(out.read_bytes()).content
    assert isinstance(letter, ExchangeLetter)
    assert (letter.number, letter.subject, letter.receiver.job_title) == ("อว 0655/1", "ตอบ", "อธิบดี")


def test_what_is_no_message_is_told(run: Runner, filled: str, tmp_path: Path) -> None:
    path = tmp_path / "n.xml"
    path.write_bytes(write_notice(ExchangeNotice(notice=NoticeKind.REJECTED, letter="1")))
    refused = run("exchange", "take-in", path, "--lang", "en", "--office", filled)
    assert refused.code == 1
    assert "the message holds no letter" in refused.err
    path.write_text("<!DOCTYPE a><a/>")
    refused = run("exchange", "show", path, "--lang", "en")
    assert refused.code == 1
    assert "document type" in refused.err
