"""Secret letters at the command line."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]

START = date(2026, 1, 1)
SECRET = ("--ref", "นร 0801/77", "--dated", "12 มกราคม 2569", "--from", "สำนักงานสภา", "--subject", "แผนเผชิญเหตุ")


@pytest.fixture
def office(url: str) -> str:
    """With a registrar of secret information (S1), and a colleague of the unit irqa who is cleared (C1)."""
    with orqa.open_office(url) as office:
        organization = office.organization
        organization.add_unit("irqa", title="กอง", first=START)
        for code, role in (("S1", "secret-registrar"), ("C1", "staff")):
            organization.add_person(code, "ใจดี", "มีสุข")
            organization.grant(code, role, unit="irqa", first=START, order="1/2569")
            organization.clear(code, "secret", first=START, order="1/2569")
    return url


def receive(run: Runner, office: str) -> str:
    """The id of a secret letter."""
    done = run("letter", "receive", "--office", office, "--as", "S1", *SECRET, "--kind", "external", "--secrecy", "ลับ")
    assert done.code == 0, done.err
    line = run("--json", "register", "show", "--office", office, "--as", "S1", "--register", "secret-received").json
    assert "แผนเผชิญเหตุ" not in str(line)
    with orqa.open_office(office) as opened:
        (entry,) = opened.acting("S1").correspondence.entries(register="secret-received")
        assert entry.letter is not None
        return entry.letter.id


def test_a_secret_letter_is_received_shared_and_opened(run: Runner, office: str) -> None:
    letter = receive(run, office)
    unseen = run("letter", "open", letter, "--office", office, "--as", "C1")
    assert (unseen.code, unseen.out) == (1, "")
    assert "[not-found]" in unseen.err
    shared = run("letter", "share", letter, "--office", office, "--as", "S1", "--unit", "irqa", "--person", "C1")
    assert shared.out == "ให้สิทธิเข้าถึงแล้ว\n"

    shown = run("letter", "show", letter, "--office", office, "--as", "C1").out
    assert "ลับ" in shown
    assert "แผนเผชิญเหตุ" not in shown
    opened = run("letter", "open", letter, "--office", office, "--as", "C1").out
    assert "แผนเผชิญเหตุ" in opened
    data = run("--json", "letter", "open", letter, "--office", office, "--as", "C1").json
    assert (data["subject"], data["secrecy"], data["register"]["number"]) == ("แผนเผชิญเหตุ", "confidential", 1)
    actions = run("journal", office).out
    assert sum("secret.open" in line and "letter-opening" in line for line in actions.splitlines()) == 2


@pytest.mark.parametrize(
    ("language", "raised", "lowered"), [("th", "ปรับชั้นความลับแล้ว", "ปรับลด"), ("en", "Raised", "Lowered")]
)
def test_a_letter_is_raised_and_lowered(run: Runner, office: str, language: str, raised: str, lowered: str) -> None:
    run("letter", "receive", "--office", office, *SECRET, "--kind", "external")
    common = ("--office", office, "--as", "S1", "--lang", language)
    done = run("letter", "raise", "1", "ลับมาก", "--reason", "คำสั่ง 1", *common)
    assert raised in done.out, done.err
    listed = run("letter", "list", "--office", office).out
    assert "แผนเผชิญเหตุ" not in listed
    assert "๑" in listed
    assert "ลับ" in listed
    with orqa.open_office(office) as opened:
        (entry,) = opened.acting("S1").correspondence.entries(register="secret-received")
    assert entry.letter is not None
    refused = run("letter", "lower", entry.letter.id, "ลับที่สุด", "--order", "คำสั่ง 2", *common)
    assert "[secrecy-refused]" in refused.err
    done = run("letter", "lower", entry.letter.id, "open", "--order", "คำสั่ง 2", *common)
    assert lowered in done.out, done.err
    assert "แผนเผชิญเหตุ" in run("letter", "show", "1", "--office", office).out


def test_each_change_as_json(run: Runner, office: str) -> None:
    letter = receive(run, office)
    common = ("--office", office, "--as", "S1")
    assert run("--json", "letter", "share", letter, "--unit", "irqa", *common).json == {"letter": letter}
    assert run("--json", "letter", "raise", letter, "secret", "--reason", "ก", *common).json == {"letter": letter}
    assert run("--json", "letter", "lower", letter, "open", "--order", "ก", *common).json == {"letter": letter}
