"""``orqa draft``: the way of a paper at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import orqa
from orqa.cli.demo.organization import load_rosters
from orqa.cli.root import orqa as command

MEMO = ("--template", "memo", "--unit", "ga", "--field", "recipient=กองคลัง", "--field", "subject=ส่งรายงาน")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    url = f"sqlite:///{tmp_path}/o.db"
    with orqa.open_office(url, profile="thai-public-university") as office:
        load_rosters(office)

    def invoke(*arguments: str, who: str = "2005", language: str = "th") -> Result:
        return CliRunner().invoke(command, ["--office", url, "--as", who, "--lang", language, "draft", *arguments])

    return invoke


def begun(run: Run) -> str:
    done = run("new", *MEMO, "--field", "reason=ด้วยทำรายงานแล้ว", "--json")
    assert done.exit_code == 0, done.output
    identity: str = json.loads(done.output)["draft"]
    return identity


def test_the_whole_way(run: Run) -> None:
    draft = begun(run)
    assert "ฉบับร่างที่ 2" in run("edit", draft, "--part", "copies=ก", "--part", "copies=ข", "--comment", "เพิ่ม").output
    assert "๒. ข" in run("render", draft).output
    for who, *step in (
        *(("2005", "propose"), ("2002", "approve", "--comment", "เห็นควร"), ("2001", "approve"), ("1002", "sign")),
        *(
            ("3001", "number"),
            ("3001", "dispatch", "--way", "hand"),
            ("3001", "receipt", "--comment", "รับที่ 9"),
            ("3001", "file"),
        ),
    ):
        done = run(step[0], draft, *step[1:], who=who)
        assert done.exit_code == 0, done.output
    shown = run("show", draft).output
    assert "เห็นควร" in shown
    assert "มีผล" in shown
    assert draft in run("list", "--state", "filed").output
    refused = run("edit", draft, "--part", "body=x", language="en")
    assert refused.exit_code == 1
    assert "draft-step-refused" in refused.output


def test_a_kept_number_and_several_receivers(run: Run, tmp_path: Path) -> None:
    draft = begun(run)
    for who, step in (("2005", "propose"), ("2002", "approve"), ("2001", "approve"), ("1002", "sign")):
        assert run(step, draft, who=who).exit_code == 0
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university") as office:
        office.correspondence.reserve(reason="รอ", unit="ga", count=2)
    numbered = run("number", draft, "--reserved", "2", "--unit", "ga", who="3001")
    assert numbered.exit_code == 0, numbered.output
    assert "/๒" in run("render", draft).output
    sent = run("dispatch", draft, "--way", "hand", "--to", "กองคลัง", "--to", "กองแผน", who="3001")
    assert "ส่งแล้ว" in sent.output
    assert "ส่งแล้ว" in run("receipt", draft, "--of", "กองคลัง", "--comment", "รับที่ 9", who="3001").output
    nobody = run("receipt", draft, "--of", "กองช่าง", who="3001", language="en")
    assert "กองแผน" in nobody.output
    assert nobody.exit_code == 1
    assert "ผู้รับตอบรับแล้ว" in run("receipt", draft, "--of", "กองแผน", who="3001").output


def test_parts_from_a_file_and_templates_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "parts.toml").write_text('body = ["ก", "ข"]\n', encoding="utf-8")
    done = run(
        "new", "--kind", "internal", "--subject", "ก", "--to", "ข", "--file", str(tmp_path / "parts.toml"), "--json"
    )
    assert done.exit_code == 0, done.output
    assert "ข" in run("render", json.loads(done.output)["draft"]).output
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "bad.toml").write_text("x", encoding="utf-8")
    listed = run("templates", "--templates", str(tmp_path / "own"))
    assert "letter:" in listed.output
    assert "template-malformed" in listed.output
    data: Any = json.loads(run("templates", "--json").output)
    assert {"letter", "invitation"} <= {one["name"] for one in data["templates"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "--kind", "poem"), "draft-kind-unknown"),
        (("new", "--template", "poem"), "template-unknown"),
        (("new", "--part", "body"), "NAME=TEXT"),
        (("show", "nobody"), "not-found"),
    ],
)
def test_what_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, language="en")
    assert done.exit_code != 0
    assert said in done.output or said in str(done.exception) or "draft-refused" in done.output


def test_check_says_what_is_found_or_that_nothing_is(run: Run) -> None:
    draft = begun(run)
    assert "draft-signer-open" in run("check", draft).output
    run("edit", draft, "--part", "signer=นางสาวใจดี มีสุข")
    assert run("check", draft, language="en").output == "Nothing to look at.\n"
    assert json.loads(run("check", draft, "--json").output) == []
