"""The journal and its checkpoint, from the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from orqa.plugins.opening import open_office
from orqa.storage.protocol import Batch, Erase, Touch

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


def test_a_checkpoint_is_what_verify_expects(filled: str, run: Runner) -> None:
    printed = run("checkpoint", filled).out.strip()
    position, chain = printed.split(":")
    assert run("checkpoint", "--json", ORQA_OFFICE=filled).json == {"position": int(position), "chain": chain}
    assert run("verify", filled, "--expect", printed).code == 0


def test_the_last_entries_for_people(filled: str, run: Runner) -> None:
    done = run("--lang", "en", "journal", filled, "--limit", 4)
    assert (done.code, done.err) == (0, "")
    head, rule, *lines = done.out.splitlines()
    assert head.split() == ["No.", "When", "Who", "Action", "Kind", "Id", "Version", "Note"]
    assert rule.startswith("---")
    assert "series/received/central/2026 +1 = 3" in done.out.replace("\n", " ")
    assert next(line.split()[0] for line in lines if line.strip()[:1].isdigit()) == "7"
    assert "ผู้ทำ" in run("journal", filled).out


def test_the_journal_for_programs(filled: str, run: Runner) -> None:
    lines = [json.loads(line) for line in run("journal", filled, "--json", "--after", 0).out.splitlines()]
    assert [line["position"] for line in lines] == list(range(1, 11))
    assert lines[1]["kind"] == "letter"
    assert lines[1]["body"]["subject"] == "ขอเชิญประชุมคณะกรรมการ"
    assert not lines[1]["erased"]
    some = [json.loads(line) for line in run("journal", filled, "--json", "--after", 3, "--limit", 2).out.splitlines()]
    assert some == lines[3:5]
    of_one = run("journal", filled, "--json", "--record", f"letter:{lines[1]['id']}").out.splitlines()
    assert [json.loads(line) for line in of_one] == lines[1:2]


def test_what_became_of_records_is_told(filled: str, run: Runner) -> None:
    with open_office(filled) as office, office.reading() as reader:
        one, two, _ = (item.ref for item in reader.find("letter").items)
        at = office.now()
        office.store.apply(Batch("b1", "person:ก", "letter.destroy", at, (Erase(one, 1, "ครบอายุ"),), reason="ตามมติ"))
        letter = office.codec.decode(next(item for item in reader.get_many([two]) if item))
        restricted = office.codec.encode(letter, readers=("unit:12",))
        office.store.apply(Batch("b2", "person:ก", "letter.restrict", at, (restricted,)))
        office.store.apply(Batch("b3", "person:ก", "letter.check", at, (Touch(two, 2),)))
    told = run("--lang", "en", "journal", filled).out
    for note in ("destroyed since", "destroyed: ครบอายุ", "ตามมติ", "for unit:12", "content unchanged; for unit:12"):
        assert note in told
    thai = run("--lang", "th", "journal", filled).out
    assert "ถูกทำลายแล้ว" in thai
    assert "เฉพาะ unit:12" in thai
    gone = [json.loads(line) for line in run("journal", filled, "--json").out.splitlines()]
    assert [entry["op"] for entry in gone if entry["erased"]] == ["put"]


@pytest.mark.parametrize("text", ["letter", "letter:", ":x", "Letter:x"])
def test_a_record_that_is_none(text: str, filled: str, run: Runner) -> None:
    done = run("--lang", "en", "journal", filled, "--record", text)
    assert done.code == 2
    assert "write kind:id" in done.err


def test_deep_verification(filled: str, run: Runner) -> None:
    assert run("verify", filled, "--deep").code == 0
