"""Outgoing mobilities are read, written and read again; what cannot be is told."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plugins.ewp.samples import FOREIGN, HEIS, ids, others, texts

from orqa.domain.partnerships.cooperation import Worded
from orqa.domain.partnerships.cooperation_bodies import Address
from orqa.domain.partnerships.nominations import KnownLanguage, OutgoingMobility, Requirement, Side, Student
from orqa.plugins.builtin.formats.ewp import EwpRefused, read_mobilities, write_answer

versions = pytest.mark.parametrize("version", [2, 3])
maybe = st.none() | texts
days = st.dates().map(lambda day: f"{day:%Y}".zfill(4) + f"-{day:%m-%d}")


def mobility(version: int, **changes: object) -> OutgoingMobility:
    """A sound nomination."""
    fields: dict[str, object] = {
        "version": version,
        "id": "m-1",
        "sending": Side(hei=HEIS[0], agreement_id="th-1"),
        "receiving": Side(hei=HEIS[1]),
        "term": "2026/2027-1/2",
        "year": "2026/2027",
        "student": Student(
            given_names=(Worded("Malee", "en"), Worded("มาลี", "th")),
            family_names=(Worded("Example"),),
            global_id="urn:schac:personalUniqueCode:int:esi:example.ac.th:1",
            born="2005-01-31",
            country="TH",
            gender="2",
            email="malee@example.ac.th",
        ),
        "status": "nomination" if version == 2 else "pending",
        "activity": "student-studies",
        "length": "long-term",
        "level_at_departure": "6",
        "agreement_field": None if version == 2 else "0610",
        "study_field": "0611",
        "proposal": None if version == 2 else "p-1",
    }
    return OutgoingMobility(**{**fields, **changes})  # type: ignore[arg-type]


@st.composite
def mobilities(draw: st.DrawFn, version: int) -> OutgoingMobility:
    """Nominations that break no rule."""
    changes: dict[str, object] = {"id": draw(ids), "others": draw(others)}
    if draw(st.booleans()):
        changes |= {"term": None, "no_term": ""}
    if version == 2:
        skill = st.builds(KnownLanguage, code=st.just("th"), level=st.sampled_from([None, "B2", "NS"]), others=others)
        asked = st.builds(Requirement, name=ids, file=maybe) | st.builds(
            Requirement, name=ids, url=st.just("https://example.edu/a")
        )
        home = st.none() | st.builds(Address, lines=st.lists(texts, max_size=4).map(tuple), country=st.just("TH"))
        changes |= {
            "languages": tuple(draw(st.lists(skill, max_size=2))),
            "requirements": tuple(draw(st.lists(asked, max_size=2))),
            "student": evolve(mobility(2).student, street=draw(home), others=draw(others)),  # type: ignore[type-var]
            "arrives": draw(st.none() | days),
            "level_at_nomination": draw(st.none() | st.sampled_from("678")),
        }
    else:
        changes |= {"comment": draw(maybe), "proposal": draw(ids), "nomination_others": draw(others)}
    return mobility(version, **changes)


@versions
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_again(version: int, data: st.DataObject) -> None:
    made = data.draw(st.lists(mobilities(version), max_size=2))
    document = write_answer(made, OutgoingMobility, version)
    found, findings = read_mobilities(document)
    assert found == made
    assert {one.code for one in findings} <= {"ewp-element-unknown"}
    assert write_answer(found, OutgoingMobility, version) == document


CASES = [
    ("2026/2027-1/2", "2026/2027-3/2", {"term-count"}),
    ("2026/2027-1/2", "2026/2028-1/2", {"year-shape"}),
    ("id>2026/2027<", "id>2026/2028<", {"year-shape"}),
    ("example.edu", "example.ac.th", {"condition-itself"}),
    ("<sending-academic-term-ewp-id>2026/2027-1/2</sending-academic-term-ewp-id>", "", {"period-unclear"}),
    ("<receiving-academic-year-id>", "<non-standard-mobility-period/><receiving-academic-year-id>", {"period-unclear"}),
    (">0611<", ">1234<", {"field-unknown"}),
    ("2005-01-31", "31/01/2548", {"value"}),
    (">TH<", ">Thailand<", {"value"}),
    ("long-term", "long", {"value"}),
    ("<gender>2<", "<gender>f<", {"value"}),
    ("m-1", "m-1\u00a0", {"code-blanks"}),
    ("<status>", f"{FOREIGN}<status>", {"element-unknown"}),
]


@versions
@pytest.mark.parametrize(("old", "new", "codes"), CASES)
def test_what_is_wrong_is_told(version: int, old: str, new: str, codes: set[str]) -> None:
    document = write_answer([mobility(version)], OutgoingMobility, version).decode()
    assert old in document
    (found,), findings = read_mobilities(document.replace(old, new, 1).encode())
    assert {one.code.removeprefix("ewp-") for one in findings} == codes
    assert all(one.message.in_language("th") != one.message.in_language("en") for one in findings)
    assert isinstance(found, OutgoingMobility)


def test_what_only_one_version_asks_for() -> None:
    def codes(version: int, old: str) -> list[str]:
        document = write_answer([mobility(version)], OutgoingMobility, version).decode()
        assert old in document
        return [one.code for one in read_mobilities(document.replace(old, "", 1).encode())[1]]

    assert codes(2, "<email>malee@example.ac.th</email>") == []
    assert codes(3, "<email>malee@example.ac.th</email>") == ["ewp-element-missing"]
    assert codes(3, ' proposal-id="p-1"') == ["ewp-element-missing"]
    late = mobility(2, arrives="2026-08-01", departs="2026-07-01")
    with pytest.raises(EwpRefused, match="2026-07-01"):
        write_answer([late], OutgoingMobility, 2)


def test_nothing_wrong_or_of_another_version_is_written() -> None:
    for wrong, version in (
        (mobility(2, status="pending"), 2),
        (mobility(3, status="live"), 3),
        (mobility(3, arrives="2026-08-01"), 3),
        (mobility(2), 3),
        (mobility(2, student=None), 2),
    ):
        with pytest.raises(EwpRefused):
            write_answer([wrong], OutgoingMobility, version)
