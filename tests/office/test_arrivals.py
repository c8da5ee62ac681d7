"""Foreigners who arrive under an exchange get one stay: opened or linked with the arrival, never two."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, Traveller
from orqa.domain.partnerships.stays import StayRefused
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships import PartnershipService
from orqa.office.partnerships.arrivals import Entry
from orqa.office.partnerships.mobility_plans import Plan

HOME, DAY = "Example University", date(2026, 11, 20)
FACTS = Entry(until=date(2027, 2, 17), passport="XX1", passport_until=date(2030, 1, 1))


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    office.partnerships.add_partner({"en": HOME}, country="JP")
    return office.partnerships


def ready(keep: PartnershipService, code: str = "X1", **fields: Any) -> Mobility:
    """The file of somebody received who may arrive."""
    plan = {"terms": ("first",), "first": DAY, "last": date(2027, 3, 1), **fields.pop("plan", {})}
    told: dict[str, Any] = {"given_name": Text.of(en="Anna"), "family_name": Text.of(en="Example"), "citizenship": "JP"}
    who = Traveller(code=code, **{**told, **fields})
    made = keep.nominate_person(who, HOME, "received", Plan(**plan), on=date(2026, 5, 1)).record
    for step in ("papers", "insurance"):
        keep.complete_step(made, step, date(2026, 6, 1), document="P-1")
        if step == "papers":
            keep.accept(made, date(2026, 6, 1))
    return made


def codes(changed: Changed[Any]) -> list[str]:
    return [one.code for one in changed.findings]


def test_an_arrival_opens_the_stay_in_one_batch(keep: PartnershipService, office: Office) -> None:
    made = ready(keep)
    before = len(list(office.store.journal(limit=10_000)))
    done = keep.arrive(made, DAY, entry=FACTS, key="a")
    batches = {one.batch for one in list(office.store.journal(limit=10_000))[before:]}
    assert len(batches) == 1
    assert (done.record.state, codes(done)) == ("arrived", ["mobility-stay-opened"])
    (stay,) = keep.stays.list(about=made.ref)
    assert (stay.name, stay.group, stay.visa, stay.nationality, stay.first) == (
        "Anna Example",
        "exchange-student",
        "non_ed",
        "JP",
        DAY,
    )
    assert keep.stays.permission(stay, DAY).value.until == FACTS.until
    due = {one.value.step.value: one.value.last for one in keep.stays.due(stay, DAY)}
    assert due["residence_notice"] == date(2026, 11, 21)
    assert "report" in due
    keep.arrive(made, DAY, entry=FACTS, key="a")
    assert len(keep.stays.list()) == 1
    assert office.verify(deep=True).findings == ()


def test_the_stay_of_somebody_who_is_here_is_opened_later_and_once(keep: PartnershipService, office: Office) -> None:
    made = ready(keep)
    with pytest.raises(MobilityRefused, match="nobody who was received") as early:
        keep.open_stay(made, entry=FACTS)
    assert "ไม่ใช่ของผู้ที่รับเข้ามา" in early.value.message("th")
    kept = keep.mobility(made)
    here = evolve(kept, state="arrived", arrived=DAY)  # as a table that is taken in makes it
    office.recorder.save("mobility.import", office.now(), [here])
    done = keep.open_stay(made, entry=FACTS, key="s")
    assert codes(done) == ["mobility-stay-opened"]
    assert codes(keep.open_stay(made, entry=FACTS)) == ["mobility-stay-linked"]
    (stay,) = keep.stays.list(about=made.ref)
    assert (stay.first, keep.stays.permission(stay, DAY).value.until) == (DAY, FACTS.until)
    keep.report_return(made, date(2026, 11, 22))
    with pytest.raises(MobilityRefused, match="nobody who was received"):
        keep.open_stay(made)


def test_what_is_due_is_told_once_and_done_once(keep: PartnershipService, office: Office) -> None:
    made = ready(keep)
    keep.arrive(made, DAY, entry=FACTS)
    told = [str(one.title) for one in office.deadlines(DAY, date(2027, 3, 1)).items]
    assert len([title for title in told if "residence" in title.casefold()]) == 1
    keep.complete_step(made, "residence_notice", DAY, document="TM30-1")
    (stay,) = keep.stays.list(about=made.ref)
    assert "residence_notice" not in {one.value.step.value for one in keep.stays.due(stay, DAY)}
    assert [one.number for one in stay.events if one.step] == ["TM30-1"]
    told = [str(one.title) for one in office.deadlines(DAY, date(2027, 3, 1)).items]
    assert not [title for title in told if "residence" in title.casefold()]
    keep.complete_step(made, "residence_notice", DAY, document="TM30-1")
    assert len(keep.stays.get(stay.id).events) == len(stay.events)


def test_what_nobody_told_is_asked_for(keep: PartnershipService) -> None:
    done = keep.arrive(ready(keep, citizenship=""), DAY)
    assert codes(done) == ["mobility-stay-opened", "mobility-stay-facts"]
    english, thai = (done.findings[1].message.in_language(language) for language in ("en", "th"))
    assert "the passport, the last day that was stamped, the nationality of Anna Example" in english
    assert "หนังสือเดินทาง" in thai
    assert "orqa stay new-passport" in english


@pytest.mark.parametrize("by", ["name", "passport", "id"])
def test_a_stay_that_is_kept_is_linked_and_not_doubled(keep: PartnershipService, by: str) -> None:
    name = "EXAMPLE, ANNA" if by == "name" else "Ana Exemplo"
    kept = keep.stays.register(name, group="student", visa="non_ed", first=date(2026, 11, 1), passport="XX1").record
    entry = Entry(until=FACTS.until, passport="xx1" if by == "passport" else "", stay=kept.id if by == "id" else "")
    made = ready(keep)
    done = keep.arrive(made, DAY, entry=entry)
    assert codes(done)[0] == "mobility-stay-linked"
    (stay,) = keep.stays.list()
    assert (stay.id, stay.about, stay.group) == (kept.id, made.ref, "student")
    assert keep.stays.permission(stay, DAY).value.entered == DAY


def test_several_who_may_be_the_person_are_asked_about(keep: PartnershipService) -> None:
    first, second = (
        keep.stays.register(name, group="student", visa="non_ed", first=DAY).record for name in ("Anna Example",) * 2
    )
    made = ready(keep)
    with pytest.raises(MobilityRefused, match=first.id):
        keep.arrive(made, DAY, entry=FACTS)
    assert keep.mobility(made.id).state == "accepted"
    keep.arrive(made, DAY, entry=Entry(until=FACTS.until, stay=second.id))
    other = ready(keep, "X2", given_name=Text.of(en="Ben"))
    with pytest.raises(MobilityRefused, match="is of another record"):
        keep.arrive(other, DAY, entry=Entry(stay=second.id))
    assert keep.mobility(other.id).state == "accepted"


@pytest.mark.parametrize(
    ("entry", "visa", "error", "told"),
    [
        (Entry(until=date(2026, 11, 1)), "non_ed", StayRefused, "stay"),
        (Entry(), "other", MobilityRefused, "no rule tells until when"),
    ],
)
def test_an_entry_that_cannot_be_writes_nothing(
    keep: PartnershipService, entry: Entry, visa: str, error: type[Exception], told: str
) -> None:
    made = ready(keep, plan={"visa": visa})
    with pytest.raises(error, match=told):
        keep.arrive(made, DAY, entry=entry)
    assert keep.mobility(made.id).state == "accepted"
    assert keep.stays.list() == ()


def test_of_those_without_a_visa_no_stay_is_opened(keep: PartnershipService) -> None:
    done = keep.arrive(ready(keep, citizenship="TH"), DAY, entry=FACTS)
    assert (done.record.visa, codes(done), keep.stays.list()) == ("", [], ())


def test_who_may_not_see_the_file_opens_no_stay(office: Office) -> None:
    division = begun(office)
    division.partnerships.add_partner({"en": HOME}, country="JP")
    made = ready(division.partnerships)
    with pytest.raises(NotFound):
        division.acting("E3").partnerships.arrive(made.id, DAY)
    assert division.partnerships.stays.list() == ()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(["Anna", "Ben", "Chai"]), min_size=1, max_size=4))
def test_each_person_has_one_stay_however_many_arrive(names: list[str]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        keep = office.partnerships
        keep.add_partner({"en": HOME}, country="JP")
        for number, name in enumerate(names):
            made = ready(keep, f"X{number}", given_name=Text.of(en=name))
            keep.arrive(made, DAY, entry=Entry(until=FACTS.until, passport=f"P{number}"))
        assert len(keep.stays.list()) == len(names), "each file has its stay, also of two who are called alike"
        assert len({str(one.about) for one in keep.stays.list()}) == len(names)


def test_nobody_arrives_on_a_day_to_come(keep: PartnershipService, office: Office) -> None:
    made, today = ready(keep), office.today()
    with pytest.raises(MobilityRefused, match="2026-11-24 is still to come") as refused:
        keep.arrive(made, today + timedelta(days=1), entry=FACTS)
    assert "ยังไม่ถึงวันที่ 24 พ.ย. 69" in refused.value.message("th")
    assert keep.mobility(made).arrived is None
    assert keep.stays.list() == ()
    assert keep.arrive(made, today, entry=FACTS).record.arrived == today
