"""Control of secret matter at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa
from handling_samples import START, peopled

Runner = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("_in_november_2026")


def test_a_secret_letter_is_controlled_inspected_and_its_loss_reported(run: Runner, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile="thai-public-university") as office:
        organization = peopled(office).organization
        organization.grant("R1", "secret-registrar", unit="irqa", first=START, order="1/2563")
        for code in ("R1", "D1", "S1", "S2"):
            organization.clear(code, "secret", first=START, order="2/2563")
        letters = office.acting("R1").correspondence
        fields = {"subject": "แผนเผชิญเหตุ", "sender": "กรม", "reference": "กห 1/1", "dated": "1 มกราคม 2569"}
        letter = letters.receive(**fields, kind="external", secrecy="ลับ").letter.id
        letters.share(letter, persons=["S1", "D1"])
    as_ = ("--office", url, "--as", "R1")
    given = run("secret", "give", letter, "S1", "--permission", "อธิการบดี", *as_, "--lang", "en")
    assert given.out == "Control no. 1/2569: 2 copies\n"
    assert "ไม่ได้บันทึกการควบคุม" in run("secret", "return", letter, 9, *as_, "--lang", "th").err
    listed = run("secret", "list", *as_, "--lang", "th").out
    assert "ทะเบียน" not in listed or "แผนเผชิญเหตุ" not in listed
    assert "แผนเผชิญเหตุ" not in listed
    assert "Nothing is left to do." in run("secret", "check", *as_, "--lang", "en").out
    assert run("secret", "check", *as_, "--json").json["next"] == "2027-05-27"
    copies = ("--copy", f"{letter}:1=present", "--copy", f"{letter}:2=missing")
    committee = ("--chair", "R1", "--member", "S1", "--member", "S2")
    assert run("secret", "inspect", "--copy", "x", *committee, *as_).code == 2
    assert run("secret", "inspect", *copies, *committee, *as_, "--json").json["copies"] == 2
    assert "secret-copy-missing" in str(run("secret", "check", *as_, "--json").json)
    lost = run("secret", "lost", letter, 2, "--circumstances", "หาย", "--to", "D1", *as_, "--json").json
    assert lost["copies"] == {"1": "held", "2": "lost"}
    assert run("secret", "found", letter, 2, *as_, "--json").json["copies"]["2"] == "held"
    assert run("secret", "receipt", letter, 2, "ร 5", *as_).code == 0
    assert run("secret", "control", letter, *as_, "--json").json["number"] == 1
    assert run("secret", "registrars", *as_, "--json").json == [
        {"person": "R1", "role": "secret-registrar", "order": "1/2563"}
    ]
    assert "R1" in run("secret", "registrars", *as_, "--lang", "th").out
    assert "was told of every change" in run("secret", "tell", letter, 2, "--how", "x", *as_, "--lang", "en").err
