"""Agreements of Erasmus Without Paper, checked at the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import orqa
from orqa.domain.partnerships.cooperation import Agreement, Condition, ConditionKind, Partner, Worded
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval, Institution
from orqa.plugins.builtin.formats.ewp import conditions_hash, write_answer, write_iias

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


def agreement(people: str = "2") -> Agreement:
    condition = Condition(
        kind=ConditionKind.TRAINING,
        sending="example.ac.th",
        receiving="example.edu",
        years=("2025/2026", "2027/2028"),
        people=people,
    )
    partners = (Partner(hei="example.ac.th", agreement_id="th-1", code="MOU 1"), Partner(hei="example.edu"))
    return Agreement(version=7, partners=partners, in_effect="true", conditions=(condition,))


def theirs(people: str) -> Agreement:
    one = agreement(people)
    partners = (
        Partner(hei="example.edu", agreement_id="us-1", code="X"),
        Partner(hei="example.ac.th", agreement_id="th-1"),
    )
    return evolve(one, partners=partners)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.xml"
    path.write_bytes(write_iias([agreement()], 7))
    return path


def test_a_document_is_shown(run: Runner, ours: Path, tmp_path: Path) -> None:
    shown = run("ewp", "read", str(ours))
    assert shown.out == (
        "example.ac.th MOU 1  example.edu –\n"
        "  STT  example.ac.th → example.edu  2025/2026 – 2027/2028  2 a year  ? days  –\n"
    )
    assert run("ewp", "read", str(ours), "--json").json[0]["conditions"][0]["total"] is None
    (tmp_path / "i.xml").write_bytes(write_answer([Institution(hei="example.edu", names=(Worded("E"),))], Institution))
    assert run("ewp", "read", str(tmp_path / "i.xml")).out == "example.edu  E\n"
    assert run("ewp", "check", str(tmp_path / "i.xml"), "--lang", "en").out == "i.xml: 1 entries, 0 findings\n"


def test_two_copies_are_compared(run: Runner, ours: Path, tmp_path: Path) -> None:
    other = tmp_path / "theirs.xml"
    other.write_bytes(write_iias([theirs("2")], 7))
    same = run("ewp", "compare", str(ours), str(other), "--lang", "en")
    assert (same.code, same.out) == (0, "the conditions of both copies are the same\n")
    other.write_bytes(write_iias([theirs("3")], 7))
    differs = run("ewp", "compare", str(ours), str(other), "--lang", "en")
    assert (differs.code, differs.out) == (1, "STT example.ac.th → example.edu: people differ\n")
    other.write_bytes(write_iias([], 7))
    alone = run("ewp", "compare", str(ours), str(other), "--lang", "th")
    assert (alone.code, alone.out) == (1, "ข้อตกลง MOU 1 ไม่มีคู่ใน theirs.xml\n")


def test_approvals_are_held_against_what_we_say_now(run: Runner, ours: Path, tmp_path: Path) -> None:
    answer = tmp_path / "approvals.xml"
    right = conditions_hash(ours.read_bytes(), 7)
    answer.write_bytes(write_answer([AgreementApproval(agreement_id="th-1", approved_hash=right)], AgreementApproval))
    holds = run("ewp", "approved", str(ours), str(answer), "--lang", "en")
    assert (holds.code, holds.out) == (0, "MOU 1: approved as it stands\n")
    ours.write_bytes(write_iias([agreement("5")], 7))
    changed = run("ewp", "approved", str(ours), str(answer), "--json")
    assert changed.code == 1
    assert changed.json == [{"agreement_id": "th-1", "code": "MOU 1", "standing": "changed"}]


def test_a_partners_copy_is_taken_in_kept_and_told_from_a_later_one(run: Runner, tmp_path: Path, url: str) -> None:
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.partnerships.add_partner("Example University", country="US", identifiers={"schac": "example.edu"})
    own = ("--own", "example.ac.th")

    def do(*arguments: str) -> Any:
        return run("--office", url, "--lang", "en", *arguments)

    path = tmp_path / "theirs.xml"
    path.write_bytes(write_iias([theirs("2")], 7))
    taken = do("ewp", "take-in", str(path), *own, "--json")
    assert taken.code == 0, taken.err
    which = taken.json["id"]
    assert do("ewp", "stands", which, str(path), *own).out == ("no approved copy of this side is kept\n")
    assert do("ewp", "keep-copy", which, str(path), *own, "--on", "2026-03-31").code == 0
    same = do("ewp", "stands", which, str(path), *own)
    assert (same.code, same.out) == (0, "it is the copy that was approved on 31 March 2026\n")
    path.write_bytes(write_iias([theirs("3")], 7))
    changed = do("ewp", "stands", which, str(path), *own)
    assert changed.code == 1
    assert changed.out.splitlines()[1] == "STT example.ac.th → example.edu: people differ"
    path.write_bytes(path.read_bytes().replace(b">3<", b">4<"))
    forged = do("ewp", "keep-copy", which, str(path), *own)
    assert forged.code != 0
    assert "is not that of the text" in forged.err
    several = tmp_path / "several.xml"
    several.write_bytes(write_iias([theirs("2"), theirs("3")], 7))
    assert "2 agreements" in do("ewp", "take-in", str(several), *own).err


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    with orqa.open_office(url, profile="thai-public-university") as office:
        partners, known = office.partnerships, {"erasmus": "D  BERLIN01"}
        partners.add_partner("Example University", country="DE", identifiers=known, units=["Law"])
        made = partners.add_agreement("iia", ["Example University"], title="SEA", number="7/2568", signed="2025-03-31")
        partners.set_places(made.record, "sent", 2, mobility="STT", first="2025/2026", last="2027/2028")
        office.organization.add_unit("u", {"th": "มหาวิทยาลัยตัวอย่าง"}, first=date(2003, 4, 1))
    return lambda *arguments: run("--office", url, "--lang", "en", "ewp", *map(str, arguments))


def test_our_records_are_written_compared_and_taken_in(do: Runner, run: Runner, url: str, tmp_path: Path) -> None:
    path, own = tmp_path / "ours.xml", ("--own", "example.ac.th")
    lacking = do("write", "agreements", path, *own)
    assert (lacking.code, lacking.out) == (1, "0 entries written to ours.xml, 1 findings\n")
    assert "the SCHAC code of Example University is not kept" in lacking.err
    partner = tmp_path / "theirs.xml"
    partner.write_bytes(write_iias([theirs("2")], 7))
    found = do("take-in", partner, *own, "--partner", "D  BERLIN01", "--into", "SEA")
    assert (found.code, "example.edu from now on" in found.err) == (0, True)
    assert do("differs", "SEA", partner, *own).out == "our records say the same as theirs.xml\n"
    for version in ("6", "7"):
        written = do("write", "agreements", path, "SEA", *own, "--version", version)
        if version == "6":  # months or days are needed there, and were never told
            assert "months or days in a year of STT sent" in written.err
    assert (written.code, written.out) == (0, "1 entry written to ours.xml, 0 findings\n")
    assert do("check", path).code == 0
    same = do("compare", path, partner)
    assert (same.code, "no counterpart" in same.out) == (1, True), "the partner names no id of ours yet"
    partner.write_bytes(write_iias([theirs("9")], 7))
    differs = do("differs", "SEA", partner, *own, "--json")
    assert (differs.code, len(differs.json["differences"])) == (1, 1)
    assert do("write", "agreements", path, "nothing", *own).code == 1
    assert run("--office", url, "ewp", "write", "agreements", str(path), "SEA", *own, "--json").json["written"] == 1


def test_institutions_units_nominations_and_approvals_are_written(do: Runner, tmp_path: Path) -> None:
    path, own = tmp_path / "a.xml", ("--own", "example.ac.th")
    steps = [
        (("write", "institutions", path, *own), 0, "1 entry written"),
        (("write", "institutions", path, "D  BERLIN01", *own), 1, "its SCHAC code is not kept"),
        (("write", "units", path), 0, "1 entry written"),
        (("write", "units", path, "Example University"), 0, "the code of the unit Law"),
        (("write", "mobilities", path, *own, "--version", "2"), 0, "0 entries written"),
        (("write", "approvals", path), 0, "0 entries written"),
        (("write", "institutions", path, "--own", "Example University"), 1, "SCHAC"),
    ]
    for arguments, code, told in steps:
        done = do(*arguments)
        assert (done.code, told in done.out + done.err) == (code, True), (arguments, done.out, done.err)
        if code == 0:
            assert do("check", path).code == 0


def test_a_nomination_with_all_that_a_partner_asks_for_is_written(
    do: Runner, run: Runner, url: str, tmp_path: Path
) -> None:
    with orqa.open_office(url) as office:
        office.partnerships.change_partner("Example University", identifiers={"schac": "example.edu"})
        office.partnerships.change_agreement("SEA", fields=["0610"])
    who = ("--given-name", "Malee", "--family-name", "Example", "--citizenship", "TH", "--born", "2005-01-31")
    more = (
        "--gender",
        "2",
        "--email",
        "malee@example.ac.th",
        "--esi",
        "urn:schac:personalUniqueCode:int:esi:example.ac.th:1",
    )
    plan = ("--term", "first", "--year", "2569", "--level", "bachelor", "--field", "0611")
    with orqa.open_office(url, read_only=True) as office:
        under = office.partnerships.agreement("SEA").id
    made = run(
        "--office",
        url,
        "mobility",
        "nominate-person",
        "Example University",
        "sent",
        *who,
        *more,
        *plan,
        "--agreement",
        under,
    )
    assert made.code == 0, made.err
    path, own = tmp_path / "n.xml", ("--own", "example.ac.th", "--year", "2569")
    for version in ("2", "3"):
        written = do("write", "mobilities", path, *own, "--version", version)
        assert (written.code, written.out) == (0, "1 entry written to n.xml, 0 findings\n"), written.err
        assert "Malee Example  example.ac.th → example.edu  2026/2027-1/2" in do("read", path).out
