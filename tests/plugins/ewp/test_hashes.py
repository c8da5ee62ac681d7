"""Hashes of agreements in Erasmus Without Paper, against texts written out by hand."""

import hashlib
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.plugins.builtin.formats.ewp import EwpRefused, conditions_hash
from orqa.plugins.builtin.formats.ewp.canonical import canonical
from orqa.plugins.builtin.formats.ewp.hashes import text_to_hash
from orqa.plugins.builtin.formats.xml_tree import DEEPEST, XmlRefused, read_xml

IIA = "urn:example:iias"
CONTACT = "urn:example:contact"

SEVENTH = f"""<iias-get-response xmlns="{IIA}" xmlns:c="{CONTACT}"><iia>
  <partner><hei-id>example.ac.th</hei-id><iia-id>th-1</iia-id><iia-code>MOU/1</iia-code></partner>
  <partner><hei-id>example.edu</hei-id></partner>
  <in-effect>true</in-effect>
  <cooperation-conditions>
    <student-studies-mobility-spec>
      <sending-hei-id>example.ac.th</sending-hei-id>
      <sending-contact><c:contact-name>somebody</c:contact-name></sending-contact>
      <receiving-hei-id>example.edu</receiving-hei-id>
      <receiving-first-academic-year-id>2025/2026</receiving-first-academic-year-id>
      <receiving-last-academic-year-id>2027/2028</receiving-last-academic-year-id>
      <mobilities-per-year>2</mobilities-per-year>
      <recommended-language-skill not-yet-defined="true"><language>en</language></recommended-language-skill>
      <subject-area><isced-f-code v6-value="061">0610</isced-f-code></subject-area>
      <total-months-per-year>10.50</total-months-per-year>
      <blended>false</blended>
    </student-studies-mobility-spec>
  </cooperation-conditions>
</iia></iias-get-response>"""

SPELLED = (
    "_iia-id_1=th-1__iia-id_2=_"
    "_cooperation-conditions.student-studies-mobility-spec.sending-hei-id=example.ac.th_"
    "_cooperation-conditions.student-studies-mobility-spec.receiving-hei-id=example.edu_"
    "_cooperation-conditions.student-studies-mobility-spec.mobilities-per-year=2_"
    "_student-studies-mobility-spec.subject-area.isced-f-code=061_"
    "_cooperation-conditions.student-studies-mobility-spec.total-months-per-year=10.50_"
    "_cooperation-conditions.student-studies-mobility-spec.blended=false_"
    "_receiving-first-academic-year-id=2025/2026__receiving-last-academic-year-id=2027/2028_"
)

SIXTH = f"""<r xmlns="{IIA}" xmlns:c="{CONTACT}" xmlns:unused="urn:x"><iia><!-- words -->
<cooperation-conditions b="2" a='1 &amp; "2"'><spec><c:a/>5 &gt; 4<sending-contact>x</sending-contact>
</spec></cooperation-conditions></iia></r>"""

CANONICAL = (
    f'<cooperation-conditions xmlns="{IIA}" a="1 &amp; &quot;2&quot;" b="2"><spec>'
    f'<c:a xmlns:c="{CONTACT}"></c:a>5 &gt; 4\n</spec></cooperation-conditions>'
)


def test_the_seventh_version_spells_ids_conditions_and_years() -> None:
    assert text_to_hash(SEVENTH, 7) == SPELLED
    assert conditions_hash(SEVENTH, 7) == hashlib.sha256(SPELLED.encode()).hexdigest()
    assert conditions_hash(SEVENTH.encode(), 7) == conditions_hash(SEVENTH, 7)


def test_the_sixth_version_takes_the_canonical_form_of_the_conditions() -> None:
    assert text_to_hash(SIXTH, 6) == CANONICAL
    assert conditions_hash(SIXTH, 6) == hashlib.sha256(CANONICAL.encode()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("MOU/1", "MOU/2", True),  # codes are for people
        ("somebody", "somebody else", True),
        ("<in-effect>true", "<in-effect>false", True),
        (">\n      <", "><", True),
        ('not-yet-defined="true"', "", False),
        ("10.50", "10.5", False),
        ("example.ac.th</sending", " example.ac.th</sending", False),
        ("<hei-id>example.edu</hei-id>", "<hei-id>example.edu</hei-id><iia-id>9</iia-id>", False),  # mapped
        ("<cooperation-conditions>", '<cooperation-conditions terminated-as-a-whole="true">', False),
        ("<cooperation-conditions>", '<cooperation-conditions terminated-as-a-whole="false">', True),
        ("2027/2028", "2028/2029", False),
        ("<blended>", '<blended since="2026">', False),
        ("<student-studies-mobility-spec>", '<student-studies-mobility-spec not-yet-defined="1">', False),
    ],
)
def test_what_changes_an_approval_of_the_seventh_version(old: str, new: str, same: bool) -> None:  # noqa: FBT001 - a column
    changed = SEVENTH.replace(old, new)
    assert changed != SEVENTH
    assert (conditions_hash(changed, 7) == conditions_hash(SEVENTH, 7)) is same


def test_a_prefix_changes_the_sixth_version_and_not_the_seventh() -> None:
    prefixed = SEVENTH.replace(f'xmlns="{IIA}"', f'xmlns:i="{IIA}"').replace("</", "</i:").replace("<", "<i:")
    prefixed = prefixed.replace("<i:/i:", "</i:").replace("<i:c:", "<c:").replace("</i:c:", "</c:")
    assert conditions_hash(prefixed, 7) == conditions_hash(SEVENTH, 7)
    assert conditions_hash(prefixed, 6) != conditions_hash(SEVENTH, 6)


def test_white_space_between_elements_changes_the_sixth_version() -> None:
    assert conditions_hash(SEVENTH.replace(">\n      <", "><"), 6) != conditions_hash(SEVENTH, 6)


@pytest.mark.parametrize(
    ("document", "version", "english"),
    [
        (SEVENTH, 5, "there is no version 5"),
        (SEVENTH.replace("</iia>", "</iia><iia/>"), 7, "it must have one iia, not 2; take agreements one by one"),
        ("<catalogue/>", 7, "one iia, not 0"),
        ("<iia/>", 6, "one cooperation-conditions, not 0"),
    ],
)
def test_what_is_no_agreement_is_refused(document: str, version: int, english: str) -> None:
    with pytest.raises(EwpRefused) as refused:
        conditions_hash(document, version)
    assert english in refused.value.message("en")
    assert refused.value.message("th").startswith("เอกสารนี้ไม่ถูกต้อง")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("document", "english"),
    [
        (f"{LAUGHS}<iia>&b;</iia>", "line 1: this XML cannot be read: it has a document type"),
        (f"{OUTSIDE}<iia>&a;</iia>", "it has a document type"),
        ('<!DOCTYPE iia SYSTEM "https://example.org/iia.dtd"><iia/>', "it has a document type"),
        ("<iia>&a;</iia>", "undefined entity"),
        ("<iia>", "no element found"),
        ("", "no element found"),
        ("<iia>\n<a></iia>", "line 2"),
        ("<a>" * (DEEPEST + 1), f"more than {DEEPEST} deep"),
        (b"\xff\xfe\x00", "no element found"),
        (b"\xff\xfe\x00\xdc", "decode"),
        (b'<?xml version="1.0" encoding="zlib"?><iia/>', "written in zlib"),
        ("<a\ud800/>", "surrogate"),
    ],
)
def test_attacks_and_what_is_no_xml_are_refused(document: bytes | str, english: str) -> None:
    with pytest.raises(XmlRefused) as refused:
        conditions_hash(document, 7)
    assert english in refused.value.message("en")
    assert refused.value.message("th").startswith("บรรทัด ")


NAMES = st.sampled_from(["a", "b", "p:a", "q:b", "q:c"])
TEXTS = st.text("ab <>&\"'\t\n\u0e01\u00e9", max_size=6)
VALUES = st.dictionaries(st.sampled_from(["x", "y", "p:x", "q:y"]), TEXTS, max_size=3)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(NAMES)
    spaces = draw(st.sampled_from(["", ' xmlns="urn:1"', ' xmlns="urn:2"', ' xmlns:p="urn:3"', ' xmlns:q="urn:4"']))
    values = "".join(f' {key}="{_escaped(value)}"' for key, value in draw(VALUES).items())
    inside = draw(st.lists(elements(depth - 1) | TEXTS.map(_escaped), max_size=3)) if depth else []
    return f"<{name}{spaces}{values}>{''.join(inside)}</{name}>"


def _escaped(text: str) -> str:
    for plain, written in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("\t", "&#9;"),
        ("\n", "&#10;"),
    ):
        text = text.replace(plain, written)
    return text


@given(elements())
def test_the_canonical_form_is_that_of_the_standard_library(element: str) -> None:
    # no two prefixes of one namespace: of these the standard library forgets one
    document = f'<root xmlns:p="urn:p" xmlns:q="urn:q">{element}</root>'
    assert canonical(read_xml(document)) == ET.canonicalize(document)


@given(elements())
def test_the_canonical_form_is_its_own(element: str) -> None:
    (inner,) = read_xml(f'<root xmlns:p="urn:p" xmlns:q="urn:q">{element}</root>').elements
    once = canonical(inner)
    assert canonical(read_xml(once)) == once
