"""The university's own records, written for partners and read again; what they lack is told and never guessed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.findings import has_errors
from orqa.base.language import Text
from orqa.domain.partnerships.agreement_parts import AskedLanguage, PlaceTerms, Quota
from orqa.domain.partnerships.agreements import Agreement as Kept
from orqa.domain.partnerships.cooperation import ConditionKind, Partner
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval, HeiUnit, Institution
from orqa.domain.partnerships.cooperation_scope import scope_of
from orqa.domain.partnerships.identifiers import InvalidIdentifier
from orqa.domain.partnerships.mobilities import Mobility, MobilityState, Traveller
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.nominations import OutgoingMobility
from orqa.domain.partnerships.records import PartnerUnit
from orqa.office.office import Office
from orqa.office.partnerships.mobility_plans import Plan
from orqa.plugins.builtin.formats.ewp import (
    EwpRefused,
    conditions_hash,
    read_approvals,
    read_iias,
    read_institutions,
    read_mobilities,
    read_units,
    write_answer,
    write_iias,
)
from orqa.plugins.builtin.formats.ewp.own import differences, own_approvals, own_copies, own_nominations

OWN, HEI, PARTNER = "example.ac.th", "example.edu", "Example University"
SOUND: dict[str, Any] = {
    "mobility": "SMS",
    "first": "2025/2026",
    "last": "2027/2028",
    "languages": ["en:B2"],
    "fields": ["0610"],
    "levels": ["bachelor"],
    "total": "10.50",
    "blended": False,
}
STAFF: dict[str, Any] = {**SOUND, "levels": [], "mobility": "STA", "blended": None}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        partner = office.partnerships.add_partner(
            {"en": PARTNER, "de": "Beispiel"},
            country="DE",
            identifiers={"schac": HEI, "erasmus": "D  BERLIN01"},
            units=[PartnerUnit(name="Arts", code="fac-1"), "Law"],
        )
        assert partner.record.identifier("schac") == HEI
        office.organization.add_unit("u", {"th": "มหาวิทยาลัยตัวอย่าง", "en": "Sample"}, first=date(2003, 4, 1))
        office.organization.add_unit("sci", {"th": "คณะวิทยาศาสตร์"}, first=date(2003, 4, 1), parent="u")
        yield office


def agreement(office: Office, *quotas: Quota, **facts: Any) -> Kept:
    partner = facts.pop("with_whom", PARTNER)
    told = {"title": "SEA", "number": "7/2568", "signed": "31/03/2568", "term": "3 years", "quotas": quotas, **facts}
    return office.partnerships.add_agreement("student_exchange", [partner], **told).record


@pytest.mark.parametrize("version", [6, 7])
def test_an_agreement_is_written_and_read_again(office: Office, version: int) -> None:
    kept = agreement(office, number=f"v{version}")
    office.partnerships.set_exchange(kept, first=2568, last=2570, yearly_cap="4")
    office.partnerships.set_places(kept, "received", 3, **SOUND)
    office.partnerships.set_places(kept, "sent", 1, whom="staff", **STAFF)
    office.partnerships.set_places(kept, "sent", 2, **SOUND)
    made = own_copies(office, OWN, version, [kept.id])
    assert made.findings == ()
    document = write_iias(made.copies, version)
    (back,), findings = read_iias(document)
    assert (findings, back) == ([], made.copies[0])
    assert back.printed_hash == conditions_hash(document, version)
    assert [(one.kind, one.sending, one.people) for one in back.conditions] == [
        (ConditionKind.STUDIES, HEI, "3"),
        (ConditionKind.STUDIES, OWN, "2"),
        (ConditionKind.TEACHING, OWN, "1"),
    ]
    assert [one.hei for one in back.partners] == [OWN, HEI]
    assert (back.partners[0].code, back.partners[0].agreement_id) == (f"v{version}", kept.id)
    assert len(back.conditions[0].years) == (3 if version == 6 else 2)
    assert back.conditions[0].terms == "counted in student-semester(s); at most 4 a year each way"
    assert back.conditions[2].terms is None


years = st.integers(2000, 2040).flatmap(lambda first: st.tuples(st.just(first), st.integers(first, first + 5)))
levels = st.lists(st.sampled_from(["bachelor", "doctorate"]), unique=True).map(tuple)
kinds = st.sampled_from([one.value for one in ConditionKind])


@st.composite
def places(draw: st.DrawFn) -> Quota:
    kind = ConditionKind(draw(kinds))
    first, last = draw(years)
    south = draw(st.booleans())
    terms = PlaceTerms(
        mobility=kind.value,
        first=f"{first}/{first + (not south)}",
        last=f"{last}/{last + (not south)}",
        total=draw(st.decimals("0.01", "999", places=2)),
        languages=(AskedLanguage(code="en", level=draw(st.sampled_from(["", "B1", "C2"]))),),
        fields=tuple(draw(st.lists(st.sampled_from(["0610", "0411", "0231"]), unique=True))),
        levels=tuple(draw(st.lists(st.sampled_from(["bachelor", "doctorate"]), unique=True)))
        if kind.of_students
        else (),
        blended=draw(st.booleans()) if kind.of_students else None,
        sending_unit=draw(st.sampled_from(["", "u-1"])),
        info=draw(st.sampled_from(["", "no fees", "ยกเว้นค่าเล่าเรียน"])),
    )
    return Quota(
        direction=draw(st.sampled_from(Direction)),
        places=draw(st.integers(1, 99)),
        unit="person",
        whom="" if kind.of_students else "staff",
        terms=terms,
    )


@settings(max_examples=40, deadline=None)
@given(quotas=st.lists(places(), min_size=1, max_size=4), version=st.sampled_from([6, 7]))
def test_places_say_the_same_after_writing_reading_and_taking_in(
    office: Office, quotas: list[Quota], version: int
) -> None:
    kept = agreement(office, *quotas, fields=["0511"], levels=["master"])
    made = own_copies(office, OWN, version, [kept.id])
    (back,), findings = read_iias(write_iias(made.copies, version))
    assert [one.code for one in (*made.findings, *findings)] == []
    facts, told = scope_of(back, OWN)
    assert told == []
    said = [(one.direction, one.places, one.whom, one.terms) for one in facts["quotas"]]
    order = [one.value for one in ConditionKind]
    wanted = sorted(quotas, key=lambda one: order.index(one.terms.mobility if one.terms else ""))
    assert said == [(one.direction, one.places, one.whom, one.terms) for one in wanted]


def test_fields_and_levels_that_places_do_not_tell_are_those_of_the_agreement(office: Office) -> None:
    untold = {name: value for name, value in SOUND.items() if name not in {"fields", "levels"}}
    kept = agreement(office, fields=["0511"], levels=["master"])
    office.partnerships.set_places(kept, "sent", 2, **untold)
    office.partnerships.set_places(kept, "received", 2, **untold, fields=[], levels=[])
    (copy,) = own_copies(office, OWN, 7, [kept.id]).copies
    assert [(len(one.study_fields), one.levels) for one in copy.conditions] == [(1, ("7",)), (0, ())]


def test_what_was_dropped_is_served_no_more(office: Office) -> None:
    draft = office.partnerships.propose("iia", [PARTNER], title="SEA", quotas=[bare()]).record
    office.partnerships.drop(draft, "no funds")
    assert draft.ref not in {one.record for one in own_copies(office, OWN).findings}
    assert draft.ref in {one.record for one in own_copies(office, OWN, 7, [draft.id]).findings}


def bare(**changes: Any) -> Quota:
    return Quota(**{"direction": Direction.SENT, "places": 2, "unit": "person", **changes})


@pytest.mark.parametrize(
    ("version", "quotas", "facts", "lacking"),
    [
        (7, (), {}, {"any number of places": "จำนวนที่นั่ง"}),
        (7, (bare(places=0),), {}, {"any number of places": "จำนวนที่นั่ง"}),
        (7, (bare(),), {"number": ""}, {"its number": "เลขที่ข้อตกลง"}),
        (7, (bare(),), {}, {"the language of SMS sent": "ภาษา", "whether a part may be done at home": "ผสมผสาน"}),
        (7, (bare(unit="student_semester"),), {}, {"the number of people of SMS sent": "จำนวนคน"}),
        (6, (bare(),), {}, {"months or days in a year of SMS sent": "จำนวนเดือนหรือวัน"}),
        (7, (bare(),), {"term": "", "signed": ""}, {"the academic years of SMS sent": "ปีการศึกษา"}),
    ],
)
def test_what_a_record_lacks_is_told_and_it_is_left_out(
    office: Office, version: int, quotas: tuple[Quota, ...], facts: dict[str, Any], lacking: dict[str, str]
) -> None:
    kept = agreement(office, *quotas, **facts)
    made = own_copies(office, OWN, version, [kept.id])
    assert made.copies == ()
    errors = [one for one in made.findings if has_errors([one])]
    assert {one.code for one in errors} == {"ewp-record-lacks"}
    english = "\n".join(one.message.in_language("en") for one in errors)
    thai = "\n".join(one.message.in_language("th") for one in errors)
    for word, thai_word in lacking.items():
        assert word in english
        assert thai_word in thai
    assert all(one.record == kept.ref for one in made.findings)


def test_a_partner_without_a_code_and_an_agreement_of_three_are_left_out(office: Office) -> None:
    for name in ("Sample Institute", "Third Academy"):
        office.partnerships.add_partner(name, country="VN")
    one = agreement(office, bare(), with_whom="Sample Institute")
    several = office.partnerships.add_agreement("mou", [PARTNER, "Third Academy"], title="Accord").record
    told = own_copies(office, OWN, 7, [one.id, several.id])
    assert told.copies == ()
    words = [found.message.in_language("en") for found in told.findings]
    assert any("the SCHAC code of Sample Institute" in word for word in words)
    assert any("the one partner of an agreement of two" in word for word in words)


def test_what_is_taken_as_something_is_told(office: Office) -> None:
    terms = PlaceTerms(languages=(AskedLanguage(code="en"),))
    kept = agreement(office, bare(whom="staff", terms=terms), levels=["short"])
    made = own_copies(office, OWN, 7, [kept.id])
    assert sorted(one.code for one in made.findings) == ["ewp-value-taken", "ewp-value-taken"]
    (condition,) = made.copies[0].conditions
    assert (condition.kind, condition.years) == (ConditionKind.TEACHING, ("2024/2025", "2027/2028"))
    draft = office.partnerships.propose("student_exchange", [PARTNER], title="Draft", number="8").record
    office.partnerships.set_places(draft, "sent", 2, **{**SOUND, "levels": ["bachelor", "short"]})
    told = own_copies(office, OWN, 7, [draft.id])
    assert [one.code for one in told.findings] == ["ewp-value-left-out"]
    assert told.copies[0].in_effect == "false"


def test_wrong_codes_and_versions_are_refused(office: Office) -> None:
    kept = agreement(office, bare())
    with pytest.raises(EwpRefused, match="version 5 is not written"):
        own_copies(office, OWN, 5)
    with pytest.raises(InvalidIdentifier):
        own_copies(office, "Example University", 7, [kept.id])


def test_ids_are_those_of_the_copies_that_were_kept(office: Office) -> None:
    kept = agreement(office, number="9/2568")
    office.partnerships.set_places(kept, "sent", 2, **SOUND)
    (first,) = own_copies(office, OWN, 7, [kept.id]).copies
    partners = (Partner(hei=HEI, agreement_id="x-9", code="X 9"), evolve(first.partners[0], agreement_id="th-9"))
    (copy,), _ = read_iias(write_iias([evolve(first, partners=partners)], 7))
    digest = conditions_hash(copy.written or "", 7)
    office.partnerships.cooperation.keep_copy(kept, copy, digest, own=OWN)
    (ours,) = own_copies(office, OWN, 7, [kept.id]).copies
    assert [(one.agreement_id, one.code) for one in ours.partners] == [("th-9", "9/2568"), ("x-9", "X 9")]
    made, found = differences(office, kept.id, copy, OWN)
    assert (made.findings, found) == ((), [])
    office.partnerships.set_places(kept, "sent", 5, **SOUND)
    _, found = differences(office, kept.id, copy, OWN)
    assert [one.fields for one in found] == [("people",)]
    approval = AgreementApproval(agreement_id="x-9", approved_hash=digest)
    assert own_approvals(office) == (approval,)
    assert read_approvals(write_answer(own_approvals(office), AgreementApproval)) == ([approval], [])


def test_institutions_and_units_are_written(office: Office) -> None:
    keep = office.partnerships.cooperation
    ours = keep.institution(OWN)
    assert ([one.text for one in ours.names], ours.root_unit, ours.units) == (
        ["มหาวิทยาลัยตัวอย่าง", "Sample"],
        "u",
        ("u", "sci"),
    )
    theirs, told = keep.partner_institution("D  BERLIN01")
    assert (theirs is not None, told) == (True, ())
    both = [one for one in (ours, theirs) if one]
    assert read_institutions(write_answer(both, Institution)) == (both, [])
    assert [(one.kind, one.text) for one in both[1].other_ids] == [("erasmus", "D  BERLIN01")]
    units, left_out = keep.partner_units(PARTNER)
    assert [one.code for one in left_out] == ["ewp-value-left-out"]
    for made in (units, keep.units()):
        assert read_units(write_answer(made, HeiUnit)) == (list(made), [])
    office.partnerships.add_partner("Nowhere College", country="VN")
    nothing, lacking = keep.partner_institution("Nowhere College")
    assert (nothing, [one.code for one in lacking]) == (None, ["ewp-record-lacks"])


def student(**fields: Any) -> Traveller:
    told: dict[str, Any] = {
        "code": "6501",
        "given_name": Text.of(en="Malee", th="มาลี"),
        "family_name": Text.of(en="Example", th="ตัวอย่าง"),
        "esi": "urn:schac:personalUniqueCode:int:esi:example.ac.th:6501",
        "born": date(2005, 1, 31),
        "email": "malee@example.ac.th",
        "gender": 2,
        "citizenship": "TH",
    }
    return Traveller(**{**told, **fields})


def sent(office: Office, who: Traveller, **plan: Any) -> Mobility:
    told = {"terms": ("first",), "first": date(2026, 8, 10), "level": "bachelor", "field_code": "0611", **plan}
    keep = office.partnerships
    return keep.nominate_person(who, PARTNER, "sent", Plan(**told), on=date(2026, 5, 1)).record


@pytest.mark.parametrize("version", [2, 3])
def test_a_nomination_is_written_and_read_again(version: int) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        office.partnerships.add_partner(PARTNER, country="DE", identifiers={"schac": HEI})
        kept = agreement(office, fields=["0610"])
        made = sent(office, student(), agreement=kept.id)
        sent(office, student(code="6502"), mobility_kind="free_mover", terms=("year",), agreement=kept.id)
        found, told = office.partnerships.cooperation.nominations(OWN, version=version, year=2569)
        assert told == ()
        back, findings = read_mobilities(write_answer(found, OutgoingMobility, version))
        assert (back, findings) == (list(found), [])
        first, second = back
        assert (first.id, first.term, first.year, first.no_term) == (made.id, "2026/2027-1/2", "2026/2027", None)
        assert (second.term, second.no_term) == (None, "")
        assert (first.sending and first.sending.agreement_id, first.level_at_departure) == (kept.id, "6")
        assert first.status == {2: "nomination", 3: "pending"}[version]


def test_a_nomination_names_the_agreement_as_the_copies_that_were_kept_do() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        office.partnerships.add_partner(PARTNER, country="DE", identifiers={"schac": HEI})
        kept = agreement(office, fields=["0610"])
        sent(office, student(), agreement=kept.id)
        office.partnerships.set_places(kept, "sent", 2, **SOUND)
        (mine,) = own_copies(office, OWN, 7, [kept.id]).copies
        partners = (Partner(hei=HEI, agreement_id="x-9", code="X 9"), evolve(mine.partners[0], agreement_id="th-9"))
        (copy,), _ = read_iias(write_iias([evolve(mine, partners=partners)], 7))
        digest = conditions_hash(copy.written or "", 7)
        (before,), _ = own_nominations(office, OWN, year=2569)
        office.partnerships.cooperation.keep_copy(kept, copy, digest, own=OWN)
        (after,), told = own_nominations(office, OWN, year=2569)
        sides = [(one.sending, one.receiving) for one in (before, after)]
        ids = [tuple(side and side.agreement_id for side in both) for both in sides]
        assert (ids, told) == ([(kept.id, None), ("th-9", "x-9")], ())


def test_one_nomination_that_cannot_be_written_is_told_by_its_file() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        office.partnerships.add_partner(PARTNER, country="DE", identifiers={"schac": HEI})
        made = sent(office, student())
        sent(office, student(code="6502"))
        older = evolve(made, traveller=student(email="nobody"))  # as it was kept before addresses were looked at
        office.recorder.save("mobility.keep", office.now(), [older])
        _, told = own_nominations(office, OWN, year=2569, version=2)
        assert [(one.code, one.record) for one in told] == [("ewp-not-written", made.ref)]
        assert f"{made.code} was not written" in told[0].show("en")
        assert "ไม่ได้เขียน" in told[0].show("th")


def test_a_nomination_under_an_agreement_that_is_not_here_names_none() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        office.partnerships.add_partner(PARTNER, country="DE", identifiers={"schac": HEI})
        made = sent(office, student())
        office.recorder.save("mobility.keep", office.now(), [evolve(made, agreement="elsewhere")])
        (made,), told = own_nominations(office, OWN, year=2569)
        assert made.sending is not None
        assert made.sending.agreement_id is None
        assert ["one field of education of the agreement" in str(one.message) for one in told] == [True]


def test_what_a_nomination_lacks_is_told() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        office.partnerships.add_partner(PARTNER, country="DE")
        sent(office, student(esi="", born=None, email=""), level="", field_code="")
        sent(office, student(code="2"), mobility_kind="short_term", terms=("first",))
        keep = office.partnerships.cooperation
        _, told = keep.nominations(OWN, version=3, year=2569)
        lacking = [str(one.message) for one in told]
        for what in ("SCHAC", "European student identifier", "day of birth", "mail", "level of study", "field of edu"):
            assert any(what in message for message in lacking), what
        assert any("kind of mobility short_term" in message for message in lacking)
        found, told = keep.nominations(OWN, version=2, year=2569)
        assert (len(found), len([one for one in told if one.code == "ewp-record-lacks"])) == (1, 2)


def test_each_state_of_a_file_has_a_status() -> None:
    from orqa.domain.partnerships.cooperation_nominations import STATUS

    for version, statuses in STATUS.items():
        assert set(statuses) == set(MobilityState)
        for status in statuses.values():
            assert Decimal(version) in {2, 3}
            assert status
