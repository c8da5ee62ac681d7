"""Agreements of Erasmus Without Paper, checked at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from orqa.domain.partnerships.cooperation import Agreement, Partner
from orqa.plugins.builtin.formats.ewp import write_iias

Runner = Callable[..., Any]


def test_a_file_of_agreements_is_checked(run: Runner, tmp_path: Path) -> None:
    partners = (Partner(hei="example.ac.th", agreement_id="1", code="1"), Partner(hei="example.edu"))
    document = write_iias([Agreement(version=7, partners=partners, in_effect="true")], 7)
    (tmp_path / "a.xml").write_bytes(document)
    sound = run("ewp", "check", str(tmp_path / "a.xml"), "--lang", "en")
    assert (sound.code, sound.out) == (0, "a.xml: 1 agreements, 0 findings\n")
    (tmp_path / "a.xml").write_bytes(document.replace(b"true", b"yes"))
    wrong = run("ewp", "check", str(tmp_path / "a.xml"), "--lang", "th")
    assert wrong.code == 1
    assert "a.xml:3: ผิดพลาด: in-effect มีค่า 'yes'" in wrong.out + wrong.err
    found = run("ewp", "check", str(tmp_path / "a.xml"), "--json")
    assert [one["code"] for one in found.json["findings"]] == ["ewp-value"]
    (tmp_path / "a.xml").write_bytes(b"<!DOCTYPE a><a/>")
    refused = run("ewp", "check", str(tmp_path / "a.xml"), "--lang", "en")
    assert refused.code != 0
    assert "document type" in refused.err
