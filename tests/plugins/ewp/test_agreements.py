"""Agreements of Erasmus Without Paper are read, written and read again, and their hashes stay."""

from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plugins.ewp.samples import FOREIGN, agreement, agreements, condition, response

from orqa.base.findings import Finding
from orqa.domain.partnerships.cooperation import Agreement, ConditionKind, LanguageSkill, StudyField
from orqa.plugins.builtin.formats import xml_tree as xml_module
from orqa.plugins.builtin.formats.ewp import (
    EwpRefused,
    compare,
    conditions_hash,
    iter_iias,
    read_iias,
    write_iias,
)
from orqa.plugins.builtin.formats.ewp.schema import NAMESPACES
from orqa.plugins.builtin.formats.xml_tree import XmlRefused

versions = pytest.mark.parametrize("version", [6, 7])


@versions
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_again_with_its_hash(version: int, data: st.DataObject) -> None:
    made = data.draw(st.lists(agreements(version), max_size=2))
    document = write_iias(made, version)
    found, findings = read_iias(document)
    assert found == made
    made_up = {"ewp-element-unknown", "ewp-approved-before", "ewp-field-unknown", "ewp-field-zero-lost"}
    assert [one for one in findings if one.code not in made_up] == []
    again = write_iias(found, version)
    assert again == document
    for before, after in zip(found, read_iias(again)[0], strict=True):
        assert before.printed_hash == after.printed_hash == conditions_hash(after.written or "", version)


def test_what_a_partner_wrote_in_its_own_way_keeps_its_hash() -> None:
    space = NAMESPACES[6]
    theirs = f"""<p:iias-get-response xmlns:p="{space}"><!-- words --><p:iia>
  <p:partner><p:hei-id>example.edu</p:hei-id><p:iia-id>1</p:iia-id><p:iia-code>1</p:iia-code></p:partner>
  <p:partner><p:hei-id>example.ac.th</p:hei-id></p:partner>
  <p:in-effect>false</p:in-effect>
  <p:cooperation-conditions>
    <p:staff-training-mobility-spec>
      <p:sending-hei-id>example.edu</p:sending-hei-id>
      <p:receiving-hei-id>example.ac.th</p:receiving-hei-id>
      <p:receiving-academic-year-id>2025/2026</p:receiving-academic-year-id>
      <p:total-days-per-year>15.50</p:total-days-per-year>
      <x:more xmlns:x="urn:example:x"/>
    </p:staff-training-mobility-spec>
  </p:cooperation-conditions></p:iia></p:iias-get-response>"""
    (found,), findings = read_iias(theirs.encode())
    assert [(one.code, one.place and one.place.line) for one in findings] == [("ewp-element-unknown", 11)]
    assert found.conditions[0].total == "15.50"
    assert conditions_hash(write_iias([found], 6), 6) == conditions_hash(theirs, 6)
    changed = evolve(found, in_effect="true")
    (again,), _ = read_iias(write_iias([changed], 6))
    assert again == changed
    assert again.conditions[0].others == ('<x:more xmlns:x="urn:example:x"></x:more>',)


def test_an_agreement_of_version_6_becomes_one_of_version_7_and_back() -> None:
    older = agreement(condition(years=("2025/2026", "2026/2027", "2027/2028")), version=6)
    (newer,), findings = read_iias(write_iias([older], 7))
    assert findings == []
    assert newer.conditions[0].years == ("2025/2026", "2027/2028")
    assert compare(older, newer) == []
    assert read_iias(write_iias([newer], 6))[0] == [older]


def test_what_was_approved_in_version_6_goes_back_as_it_was() -> None:
    marked = condition(
        people_not_yet_defined="true",
        languages=(LanguageSkill(code="en", not_yet_defined="true"), LanguageSkill(code="th")),
        study_fields=(StudyField(code="0610", approved_code="061"),),
    )
    (older,), _ = read_iias(write_iias([agreement(marked)], 6))
    assert older.conditions[0].people is None
    assert older.conditions[0].languages == (LanguageSkill(code="th"),)
    assert older.conditions[0].study_fields == (StudyField(code="061"),)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (agreement(condition(languages=())), "recommended-language-skill"),
        (agreement(condition(receiving="example.org")), "example.org"),
        (agreement(condition(total="0")), "total-months-per-year"),
        (agreement(condition(ConditionKind.TRAINING, levels=("6",))), "read otherwise"),
        (agreement(condition(ConditionKind.TRAINING), condition()), "stands after"),
        (agreement(partners=agreement().partners[:1]), "partner"),
        (agreement(others=("<b:hash-that-nobody-closes>",)), None),
        (agreement(condition(terms="\x00")), None),
        (agreement(pdf="file-1", version=6), "base64"),
    ],
)
def test_nothing_wrong_is_composed(wrong: Agreement, said: str | None) -> None:
    with pytest.raises((EwpRefused, XmlRefused)) as refused:
        write_iias([wrong], wrong.version)
    assert said is None or said in str(refused.value)


def test_a_paper_or_years_that_cannot_be_brought_to_another_version_are_refused() -> None:
    with pytest.raises(EwpRefused, match="paper"):
        write_iias([agreement(pdf="file-1")], 6)
    with pytest.raises(EwpRefused, match="2025/2027"):
        write_iias([agreement(condition(years=("2025/2027", "2027/2028")))], 6)
    with pytest.raises(EwpRefused, match="5"):
        write_iias([], 5)


def test_what_breaks_a_rule_is_kept_as_it_was_sent() -> None:
    wrong = write_iias([agreement(condition())], 7).replace(b">2<", b">none<")
    (found,), findings = read_iias(wrong)
    assert {one.code for one in findings} == {"ewp-value", "ewp-hash-differs"}
    assert b">none<" in write_iias([found], 7)


def test_a_document_of_another_kind_is_refused() -> None:
    for wrong in (
        b"<iias-get-response/>",
        response("").replace(b"stable-v7", b"stable-v5"),
        response("").replace(b"iias-get-response", b"iias-index-response"),
    ):
        with pytest.raises(EwpRefused, match="version 6 or 7"):
            read_iias(wrong)


@pytest.mark.parametrize(
    "attack",
    [
        b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"",
        b"\xff\xfe\x00",
        response("<iia>" * 70),
        response("<iia>")[:-30],
    ],
)
def test_attacks_are_refused(attack: bytes) -> None:
    with pytest.raises(XmlRefused):
        read_iias(attack)


@pytest.mark.parametrize("bomb", [b"<b/>" * 30_000, b"x" * 200_000])
def test_an_element_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch, bomb: bytes) -> None:
    monkeypatch.setattr(xml_module, "MOST", 10_000)
    monkeypatch.setattr(xml_module, "LARGEST", 100_000)
    start, end = response("<iia>|</iia>").split(b"|")
    with pytest.raises(XmlRefused, match="more than"):
        read_iias(start + bomb + end)


def test_many_agreements_come_one_by_one(tmp_path: Path) -> None:
    made = [agreement(condition(people=str(number + 1)), condition(ConditionKind.TRAINING)) for number in range(100)]
    path = tmp_path / "answer.xml"
    path.write_bytes(write_iias(made, 7))
    assert read_iias(path) == (made, [])

    class Counted(BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            block = super().read(size)
            Counted.taken += len(block)
            return block

    found = iter_iias(Counted(path.read_bytes()))
    assert next(found) == made[0]
    assert Counted.taken < path.stat().st_size / 2
    assert sum(isinstance(one, Agreement) for one in found) == 99


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_it_does_not_matter_where_a_block_ends(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    made = [agreement(condition(terms="ก &amp; ข"), others=(FOREIGN,)), agreement()]
    document = write_iias(made, 7).replace(b"<iia ", b"<!-- > --><iia\n")
    monkeypatch.setattr(xml_module, "_BLOCK", size)
    found = [one for one in iter_iias(document) if isinstance(one, Agreement)]
    assert found == made
    assert [conditions_hash(one.written or "", 7) for one in found] == [one.printed_hash for one in found]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "tis-620", "utf-8-sig"])
def test_other_alphabets_are_read(encoding: str) -> None:
    (thai,) = (write_iias([agreement(condition(study_fields=()), partners=agreement().partners)], 7),)
    told = encoding.removesuffix("-sig")
    text = thai.decode().replace("UTF-8", told).replace("MOU", "MOU" if encoding == "iso-8859-1" else "ที่")
    (found,), _ = read_iias(text.encode(encoding))
    assert found.partners[0].code == ("MOU" if encoding == "iso-8859-1" else "ที่") + " 1/2568"
    assert found.written is not None
    assert found.partners[0].code in found.written


def test_what_stands_between_agreements_is_told() -> None:
    whole = write_iias([agreement(condition())], 7).replace(b"</iias-get", FOREIGN.encode() + b"\n</iias-get")
    found = list(iter_iias(whole))
    assert isinstance(found[0], Agreement)
    assert isinstance(found[1], Finding)
    assert (found[1].code, len(found)) == ("ewp-element-unknown", 2)
