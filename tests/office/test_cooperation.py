"""Exchanged agreements become the university's, and a copy that was approved is told from a later one."""

from datetime import date

import pytest
from attrs import evolve

from orqa.domain.partnerships.agreement_copies import CopyStanding
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    ConditionKind,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.domain.partnerships.cooperation_bodies import Institution, OtherId
from orqa.domain.partnerships.cooperation_scope import scope_of
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.movements import Direction
from orqa.office.office import Office
from orqa.office.partnerships.cooperation import Cooperation

OWN, HEI = "example.ac.th", "example.edu"
DIGEST, OTHER = "a" * 64, "b" * 64


def condition(kind: ConditionKind = ConditionKind.STUDIES, **changes: object) -> Condition:
    fields: dict[str, object] = {
        "kind": kind,
        "sending": OWN,
        "receiving": HEI,
        "years": ("2025/2026", "2027/2028"),
        "people": "2",
        "languages": (LanguageSkill(code="en"),),
        "study_fields": (StudyField(code="0610"),),
        "levels": ("6", "7") if kind.of_students else (),
    }
    return Condition(**{**fields, **changes})  # type: ignore[arg-type]


def exchanged(*conditions: Condition, **changes: object) -> Agreement:
    theirs = Partner(hei=HEI, agreement_id="x-1", code="X 1", signed="2025-03-31")
    ours = Partner(hei=OWN, agreement_id="th-1", code="MOU 1/2568", signed="2025-04-02")
    fields: dict[str, object] = {"version": 7, "partners": (theirs, ours), "in_effect": "true", "written": "<iia/>"}
    return Agreement(**{**fields, "conditions": conditions or (condition(),), **changes})  # type: ignore[arg-type]


@pytest.fixture
def keep(office: Office) -> Cooperation:
    office.partnerships.add_partner("Example University", country="US", identifiers={"schac": HEI})
    return office.partnerships.cooperation


def test_an_exchanged_agreement_is_taken_in_with_its_places(keep: Cooperation, office: Office) -> None:
    back = condition(sending=HEI, receiving=OWN, people="3", total="15.50")
    staff = condition(ConditionKind.TEACHING, study_fields=(StudyField(code="0610"), StudyField(code="0411")))
    done = keep.take_in(exchanged(condition(), back, staff), OWN, key="1")
    made = done.record
    assert keep.take_in(exchanged(condition(), back, staff), OWN, key="1").record == made
    assert made.agreement_kind == "iia"
    assert (made.state, made.signed_on, made.number) == (AgreementState.SIGNED, date(2025, 4, 2), "MOU 1/2568")
    assert made.partner == office.partnerships.partner(HEI).id
    assert made.source == "EWP example.edu x-1"
    assert made.scope.fields == ("0610", "0411")
    assert made.scope.levels == ("bachelor", "master")
    assert made.scope.activities == ("student_exchange", "staff_exchange")
    assert [(one.direction, one.places, one.whom) for one in made.scope.quotas] == [
        (Direction.SENT, 2, ""),
        (Direction.RECEIVED, 3, ""),
        (Direction.SENT, 2, "staff"),
    ]
    assert made.scope.quotas[1].note == "SMS 2025/2026 – 2027/2028, 15.50 months a year"
    into = keep.take_in(exchanged(condition(people="9")), OWN, into=made.id).record
    assert (into.id, [one.places for one in into.scope.quotas], into.signed_on) == (made.id, [9], made.signed_on)


def test_one_that_is_not_in_effect_is_proposed(keep: Cooperation) -> None:
    made = keep.take_in(exchanged(in_effect="false"), OWN).record
    assert (made.state, made.signed_on) == (AgreementState.PROPOSED, None)


def test_what_is_not_known_is_told_and_never_zero() -> None:
    odd = condition(people=None, study_fields=(StudyField(code="610"), StudyField(code="1234")), levels=("3",))
    facts, findings = scope_of(exchanged(odd, condition(people="2.5")), OWN)
    assert facts["quotas"] == ()
    assert facts["fields"] == ("0610",)
    assert facts["levels"] == ("bachelor", "master")
    assert sorted(one.code for one in findings) == [
        "ewp-field-not-taken",
        "ewp-level-not-taken",
        "ewp-places-unknown",
        "ewp-places-unknown",
    ]
    assert all(one.message.in_language("th") != one.message.in_language("en") for one in findings)


@pytest.mark.parametrize(
    ("copy", "own", "said"),
    [
        (exchanged(), "other.ac.th", "other.ac.th"),
        (evolve(exchanged(), partners=exchanged().partners[:1]), OWN, "1 institutions"),
        (evolve(exchanged(), partners=(Partner(hei=OWN), Partner(hei=OWN))), OWN, "1 institutions"),
        (evolve(exchanged(), partners=(Partner(hei="nowhere.edu"), Partner(hei=OWN))), OWN, "no partner has"),
    ],
)
def test_what_is_not_ours_is_refused(keep: Cooperation, copy: Agreement, own: str, said: str) -> None:
    with pytest.raises(AgreementRefused, match=said):
        keep.take_in(copy, own)


def test_a_partner_is_found_by_its_erasmus_code_and_learns_its_schac_code(office: Office) -> None:
    partners = office.partnerships
    known = partners.add_partner("Example University", country="DE", identifiers={"erasmus": "D  BERLIN01"}).record
    told = Institution(hei=HEI, names=(Worded("Example"),), other_ids=(OtherId("D  BERLIN01", "erasmus"),))
    keep = partners.cooperation
    with pytest.raises(AgreementRefused, match="or name the partner"):
        keep.take_in(exchanged(), OWN)
    done = keep.take_in(exchanged(), OWN, institutions=[told], key="1")
    assert done.record.partner == known.id
    assert "ewp-partner-code-learnt" in {one.code for one in done.findings}
    assert partners.partner(known.id).identifier("schac") == HEI
    assert keep.take_in(exchanged(), OWN, institutions=[told], key="1").record.id == done.record.id
    assert len(partners.agreements()) == 1
    another = evolve(exchanged(), partners=(Partner(hei=HEI, agreement_id="x-2"), exchanged().partners[1]))
    assert keep.take_in(another, OWN, partner="D BERLIN01").record.partner == known.id
    other = evolve(exchanged(), partners=(Partner(hei="other.edu"), exchanged().partners[1]))
    with pytest.raises(AgreementRefused, match="has the SCHAC code"):
        keep.take_in(other, OWN, partner="D  BERLIN01")
    assert office.verify(deep=True).findings == ()


def test_one_agreement_is_taken_in_once(keep: Cooperation, office: Office) -> None:
    made = keep.take_in(exchanged(), OWN, key="1").record
    for key in (None, "2"):
        with pytest.raises(AgreementRefused, match="taken in already, as MOU 1/2568") as refused:
            keep.take_in(exchanged(condition(people="7")), OWN, key=key)
        assert "นำเข้าแล้ว" in refused.value.message("th")
    assert keep.take_in(exchanged(), OWN, key="1").record == made
    nameless = exchanged(partners=(Partner(hei=HEI), Partner(hei=OWN)))
    assert keep.take_in(nameless, OWN).record.id != made.id
    assert len(office.partnerships.agreements()) == 2


def test_one_that_was_dropped_is_taken_in_anew(keep: Cooperation, office: Office) -> None:
    made = keep.take_in(exchanged(in_effect="false"), OWN).record
    office.partnerships.drop(made, "withdrawn by the partner")
    assert keep.take_in(exchanged(in_effect="false"), OWN).record.id != made.id


def test_it_is_taken_into_an_agreement_from_before_a_merge(keep: Cooperation, office: Office) -> None:
    partners = office.partnerships
    older = partners.add_partner("Example U", country="US").record
    kept = partners.add_agreement("mou", [older.id], title="MoU").record
    partners.merge(older.id, HEI)
    assert len(keep.take_in(exchanged(), OWN, into=kept.id).record.scope.quotas) == 1


def test_what_cannot_be_taken_in_teaches_no_code(office: Office) -> None:
    """Code and agreement are one batch: without the one the other is not kept."""
    partners = office.partnerships
    partners.add_partner("Example University", country="DE", identifiers={"erasmus": "D  BERLIN01"})
    other = partners.add_partner("Sample Institute", country="VN").record
    mou = partners.add_agreement("mou", [other.id], title="MoU").record
    with pytest.raises(AgreementRefused, match="other partners"):
        partners.cooperation.take_in(exchanged(), OWN, partner="D  BERLIN01", into=mou.id)
    assert partners.partner("Example University").identifier("schac") == ""


def test_it_is_not_taken_into_an_agreement_with_another(keep: Cooperation, office: Office) -> None:
    office.partnerships.add_partner("Sample Institute", country="Vietnam")
    other = office.partnerships.add_agreement("mou", ["Sample Institute"], title="MoU").record
    with pytest.raises(AgreementRefused, match="other partners"):
        keep.take_in(exchanged(), OWN, into=other.id)


def test_a_copy_that_was_approved_is_told_from_a_later_one(keep: Cooperation, office: Office) -> None:
    made = keep.take_in(exchanged(), OWN).record
    assert keep.stands(made, exchanged(), DIGEST, own=OWN) == (CopyStanding.NOT_KEPT, None)
    kept = keep.keep_copy(made, exchanged(), DIGEST, own=OWN, on=date(2025, 4, 3), note="by mail", key="k").record
    assert (
        keep.keep_copy(made, exchanged(), DIGEST, own=OWN, on=date(2025, 4, 3), note="by mail", key="k").record == kept
    )
    assert (kept.side, kept.text, kept.digest) == ("theirs", "<iia/>", DIGEST)
    assert keep.stands(made, exchanged(), DIGEST, own=OWN) == (CopyStanding.SAME, kept)
    assert keep.stands(made, exchanged(), OTHER, own=OWN) == (CopyStanding.CHANGED, kept)
    keep.keep_copy(made, exchanged(), OTHER, own=OWN, approved=False, on=date(2025, 5, 1))
    assert keep.stands(made, exchanged(), OTHER, own=OWN)[0] is CopyStanding.CHANGED
    ours = evolve(exchanged(), partners=exchanged().partners[::-1])
    assert keep.stands(made, ours, DIGEST, own=OWN) == (CopyStanding.NOT_KEPT, None)
    assert [one.digest for one in keep.copies(made)] == [DIGEST, OTHER]
    assert keep.copies(made, side="ours") == ()
    assert office.verify(deep=True).findings == ()
