"""Institutions, units and approvals are read, written and read again; what cannot be is told."""

from io import BytesIO

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plugins.ewp.samples import FOREIGN, HEIS, agreement, condition, contacts, ids, others, texts

from orqa.base.findings import Severity
from orqa.domain.partnerships.cooperation import Contact, Worded
from orqa.domain.partnerships.cooperation_bodies import Address, AgreementApproval, HeiUnit, Institution, OtherId
from orqa.plugins.builtin.formats.ewp import (
    EwpRefused,
    read_approvals,
    read_iias,
    read_institutions,
    read_units,
    write_answer,
    write_iias,
)
from orqa.plugins.builtin.formats.ewp.approving import ApprovalStanding, Approved, judge_approvals
from orqa.plugins.builtin.formats.xml_tree import XmlRefused

READERS = {Institution: read_institutions, HeiUnit: read_units, AgreementApproval: read_approvals}
NAMES = (Worded("Example University", "en"), Worded("มหาวิทยาลัยตัวอย่าง", "th"))

maybe = st.none() | texts
names = st.lists(st.builds(Worded, st.sampled_from(["Ö", "ก ข", "a&b<"]), st.sampled_from(["", "th"])), min_size=1)
webs = st.lists(st.builds(Worded, st.just("https://example.edu/?a=1&b=2"), st.sampled_from(["", "en"])), max_size=2)
some = st.lists(texts, max_size=2).map(tuple)
addresses = st.builds(
    Address,
    recipients=some,
    lines=st.lists(texts, max_size=4).map(tuple),
    postal_code=maybe,
    locality=maybe,
    country=st.none() | st.sampled_from(["TH", "GR"]),
    others=others,
) | st.builds(Address, building_number=maybe, street=maybe, floor=maybe, delivery_points=some, region=maybe)
common = {
    "names": names.map(tuple),
    "abbreviation": maybe,
    "street": st.none() | addresses,
    "mailing": st.none() | addresses,
    "websites": webs.map(tuple),
    "logo": st.none() | st.just("https://example.edu/logo.svg"),
    "factsheets": webs.map(tuple),
    "contacts": st.lists(contacts, max_size=2).map(tuple),
    "others": others,
}
institutions = st.builds(
    Institution,
    hei=st.sampled_from(HEIS),
    other_ids=st.lists(st.builds(OtherId, ids, st.sampled_from(["", "pic", "own:kind"])), max_size=2).map(tuple),
    catalogues=webs.map(tuple),
    root_unit=st.none() | ids,
    units=st.lists(ids, max_size=3).map(tuple),
    **common,
)
units = st.builds(HeiUnit, id=ids, code=ids, parent=st.none(), **common)
hashes = st.from_regex("[0-9a-f]{64}", fullmatch=True)
approvals = st.builds(AgreementApproval, agreement_id=ids, approved_hash=hashes, pdf=maybe, others=others)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [(Institution, institutions), (HeiUnit, units), (AgreementApproval, approvals)],
    ids=lambda one: str(one)[:30],
)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_again(kind: type, facts: st.SearchStrategy[object], data: st.DataObject) -> None:
    made = data.draw(st.lists(facts, max_size=2))
    document = write_answer(made, kind)  # type: ignore[arg-type]
    found, findings = READERS[kind](BytesIO(document))
    assert found == made
    assert {one.code for one in findings} <= {"ewp-element-unknown", "ewp-root-unit-unlisted", "ewp-unit-twice"}
    assert write_answer(found, kind) == document  # type: ignore[arg-type]


def told(document: bytes, old: str, new: str, kind: type = Institution) -> set[str]:
    text = document.decode()
    assert old in text
    findings = READERS[kind](text.replace(old, new, 1).encode())[1]
    assert all(one.message.in_language("th") != one.message.in_language("en") for one in findings)
    return {one.code.removeprefix("ewp-") for one in findings}


WHOLE = Institution(
    hei=HEIS[0],
    names=NAMES,
    other_ids=(OtherId("TH SONGKHL01", "erasmus"),),
    street=Address(street="Ratchadamnoen Nok", locality="Songkhla", postal_code="90000", country="TH"),
    websites=(Worded("https://example.ac.th", "th"),),
    contacts=(Contact(names=(Worded("Office"),), emails=("office@example.ac.th",)),),
    root_unit="1",
    units=("1", "2"),
    others=(FOREIGN,),
)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("<hei-id>example.ac.th</hei-id>", "", {"element-missing"}),
        ("<hei-id>example.ac.th<", "<hei-id>example.ac.th\u00a0<", {"code-blanks"}),
        ("<a:country>TH<", "<a:country>Thailand<", {"value"}),
        ("<a:country>", "<a:addressLine>1 Road</a:addressLine><a:country>", {"element-order", "address-both-ways"}),
        ("<root-ounit-id>1<", "<root-ounit-id>9<", {"root-unit-unlisted"}),
        (">https://example.ac.th<", ">example.ac.th<", {"value"}),
        ('other-id type="erasmus"', 'other-id type="own:kind"', set()),
        ("<c:contact-name>Office</c:contact-name>", "", {"element-missing"}),
        ("<name ", "<logo-url>https://x.edu/l</logo-url><name ", {"element-order"}),
    ],
)
def test_what_breaks_the_schema_is_told(old: str, new: str, codes: set[str]) -> None:
    assert told(write_answer([WHOLE], Institution), old, new) == {"element-unknown", *codes}


def unit(number: str, parent: str | None = None) -> HeiUnit:
    return HeiUnit(id=number, code=f"U{number}", names=NAMES, parent=parent)


def test_units_that_belong_to_themselves_or_are_told_twice() -> None:
    sound = [unit("1"), unit("2", "1"), unit("3", "2"), unit("4", "elsewhere")]
    assert read_units(write_answer(sound, HeiUnit))[1] == []
    ring = [unit("1"), unit("2", "3"), unit("3", "2"), unit("5", "5"), unit("1")]
    findings = read_units(write_answer(ring, HeiUnit))[1]
    assert [one.code for one in findings] == ["ewp-unit-twice", "ewp-unit-ring", "ewp-unit-ring"]
    assert "2 → 3 → 2" in str(findings[1].message)
    assert all(one.severity is Severity.ERROR for one in findings)


def test_what_would_break_the_schema_is_not_written() -> None:
    for wrong, said in (
        (evolve(WHOLE, hei=None), "hei-id"),
        (evolve(WHOLE, names=()), "name"),
        (evolve(WHOLE, logo="http://example.edu/l"), "logo-url"),
        (evolve(WHOLE, others=("<b>&nbsp;</b>",)), "entity"),
        (evolve(WHOLE, others=("<b/>",)), "canonical"),
    ):
        with pytest.raises((EwpRefused, XmlRefused), match=said):
            write_answer([wrong], Institution)


def test_another_document_is_refused() -> None:
    with pytest.raises(EwpRefused, match="Institution"):
        read_units(write_answer([WHOLE], Institution))
    with pytest.raises(EwpRefused, match="namespace"):
        read_units(b"<ounits-response/>")
    with pytest.raises(XmlRefused, match="document type"):
        read_approvals(b"<!DOCTYPE a><a/>")


def test_an_approval_holds_for_the_text_that_was_approved() -> None:
    ours, _ = read_iias(write_iias([agreement(condition())], 7))
    same = AgreementApproval(agreement_id="th-1", approved_hash=ours[0].printed_hash)
    changed = [evolve(ours[0], conditions=(condition(people="3"),), written=None)]
    stray = AgreementApproval(agreement_id="other", approved_hash="0" * 64)
    standing = ApprovalStanding
    assert [one.standing for one in judge_approvals(ours, [same])] == [standing.APPROVED]
    assert [one.standing for one in judge_approvals(changed, [same])] == [standing.CHANGED]
    assert list(judge_approvals(ours, [stray])) == [
        Approved("th-1", standing.OPEN, "MOU 1/2568"),
        Approved("other", standing.STRAY),
    ]
    forged = [evolve(changed[0], printed_hash=same.approved_hash)]
    assert [one.standing for one in judge_approvals(forged, [same])] == [standing.CHANGED]
