"""``--as PERSON``: what a command shows and does is what that person may; and it is no password."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]

FIELDS = ("--ref", "อว 0655/9", "--dated", "12 มกราคม 2569", "--from", "คณะ", "--subject", "ทุน", "--kind", "external")
START = date(2026, 1, 1)


@pytest.fixture
def office(url: str) -> str:
    """An office with a registrar (R1), an auditor (A1), an administrator (B1) and somebody without any role (N1)."""
    with orqa.open_office(url) as office:
        organization = office.organization
        organization.add_unit("university", title="มหาวิทยาลัย", first=START)
        for code, role in (("R1", "registrar"), ("A1", "auditor"), ("B1", "administrator"), ("N1", "")):
            person = organization.add_person(code, "ใจดี", "มีสุข").record
            if role:
                organization.grant(person.code, role, unit="university", first=START)
    return url


def test_what_is_done_stands_under_the_person_s_name(run: Runner, office: str) -> None:
    done = run("letter", "receive", "--office", office, "--as", "R1", *FIELDS)
    assert done.code == 0, done.err
    entries = run("--json", "journal", office).out.splitlines()
    actors = {json.loads(entry)["actor"] for entry in entries if json.loads(entry)["kind"] == "letter"}
    with orqa.open_office(office) as opened:
        assert actors == {f"person:{opened.organization.person('R1').id}"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "may not do this: register received letters"), ("th", "ไม่มีสิทธิทำรายการนี้: ลงทะเบียนรับหนังสือ")],
)
def test_who_may_not_is_told_who_may(run: Runner, office: str, language: str, said: str) -> None:
    done = run("letter", "receive", "--office", office, "--lang", language, *FIELDS, ORQA_AS="N1")
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "[not-allowed]" in done.err
    assert run("--json", "letter", "list", "--office", office).json == []


def test_before_the_command_s_name_it_counts_too(run: Runner, office: str) -> None:
    assert run("--as", "N1", "--office", office, "letter", "receive", *FIELDS).code == 1
    assert run("--as", "N1", "--office", office, "letter", "receive", "--as", "R1", *FIELDS).code == 0


def test_nobody_of_that_code(run: Runner, office: str) -> None:
    done = run("letter", "list", "--office", office, "--as", "X9")
    assert done.code == 1
    assert "ไม่พบ บุคลากร X9 [not-found]" in done.err


STORE: dict[str, Callable[[str, Path], tuple[object, ...]]] = {
    "journal": lambda url, _: ("journal", url),
    "verify": lambda url, _: ("verify", url),
    "checkpoint": lambda url, _: ("checkpoint", url),
    "sweep": lambda url, _: ("sweep", url),
    "backup": lambda url, folder: ("backup", url, folder / "backup.db"),
    "copy": lambda url, folder: ("copy", url, f"sqlite:///{folder}/copy.db"),
}


@pytest.mark.parametrize("what", STORE)
def test_the_store_as_a_whole_is_for_few(run: Runner, office: str, tmp_path: Path, what: str) -> None:
    arguments = STORE[what](office, tmp_path)
    assert "[not-allowed]" in run(*arguments, "--as", "R1").err
    read_only = what in {"journal", "verify", "checkpoint"}
    assert run(*arguments, "--as", "A1").code == (0 if read_only else 1)
    if what != "copy":  # what is copied is opened once more, where nobody acts yet
        assert run(*arguments, "--as", "B1").code == 0


def test_an_upgrade_cannot_tell_who_acts(run: Runner, office: str) -> None:
    done = run("upgrade", office, "--as", "B1", "--lang", "en")
    assert done.code == 2
    assert "leave --as and ORQA_AS out" in done.err
    assert run("upgrade", office).code == 0


def test_an_office_that_begins_knows_nobody(run: Runner, tmp_path: Path) -> None:
    done = run("init", f"sqlite:///{tmp_path}/new.db", "--profile", "thai-public-university", ORQA_AS="R1")
    assert done.code == 0, done.err
