"""Stays of foreigners in an office: kept event by event, due by the rules, and seen by those who may."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from organization_samples import begun
from orqa.base.errors import NotModelled
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.countries import CountryNotUnderstood
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.stay_records import Stay, noted, struck
from orqa.domain.partnerships.stays import EventKind, StayEvent, StayRefused, Step
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships.stays import Stays
from orqa.rules.errors import UnknownTerm

ENTERED, STAMPED = date(2026, 10, 1), date(2026, 12, 29)
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        yield begun(office)


@pytest.fixture
def keep(office: Office) -> Stays:
    return office.partnerships.stays


def arrived(keep: Stays, name: str = "EXAMPLE, ANNA", **fields: Any) -> Stay:
    given: dict[str, Any] = {"group": "staff", "visa": "non_b", "nationality": "ญี่ปุ่น", "unit": "ga"}
    given |= {"entered": ENTERED, "until": STAMPED, "passport": "XX0000000", "passport_until": date(2030, 1, 1)}
    return keep.register(name, **{**given, **fields}).record


def codes(changed: Changed[Stay]) -> list[str]:
    return [one.code for one in changed.findings]


def open_steps(keep: Stays, stay: Stay, on: date = TODAY) -> dict[str, date | None]:
    return {one.value.step.value: one.value.last for one in keep.due(stay.id, on)}


# ------------------------------------------------------------------ keeping


def test_a_stay_is_kept_once_and_found_by_id_name_and_passport(keep: Stays, office: Office) -> None:
    made = arrived(keep, key="1")
    assert arrived(keep, key="1") == made
    assert (made.nationality, made.unit, made.first, made.version) == ("JP", "ga", ENTERED, 1)
    for which in (made.id, "example, anna", "xx0000000"):
        assert keep.get(which) == made
    arrived(keep, "EXAMPLE, ANNA", passport="YY1")
    with pytest.raises(PartnerRefused, match="several"):
        keep.get("Example, Anna")
    for unknown in ("Example", "", "x" * 300):
        with pytest.raises(NotFound):
            keep.get(unknown)
    assert office.verify(deep=True).findings == ()


def test_a_person_of_the_organization_brings_name_and_unit(keep: Stays, office: Office) -> None:
    made = keep.register(person="E3", group="staff", visa="non_b").record
    person = office.organization.person("E3")
    assert (made.person, made.unit, made.first) == (person.id, "ga", TODAY)
    assert made.name == person.name.in_language("en")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": " "}, StayRefused),
        ({"group": "spy"}, UnknownTerm),
        ({"visa": "non_x"}, UnknownTerm),
        ({"unit": "nowhere"}, NotFound),
        ({"person": "E9"}, NotFound),
        ({"nationality": "Atlantis"}, CountryNotUnderstood),
        ({"until": date(2026, 9, 30)}, StayRefused),
        ({"visa": "tourist", "until": None}, NotModelled),
        ({"visa": "other", "until": None}, NotModelled),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    keep: Stays, fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        arrived(keep, **{"name": "EXAMPLE, ANNA", **fields})
    assert keep.list() == ()


def test_who_stays_is_mended_and_earlier_versions_are_kept(keep: Stays) -> None:
    made = arrived(keep)
    keep.change(made, name="EXAMPLE, ANNE", group="scholar", note="moved")
    now = keep.get(made.id)
    assert (now.name, now.group, now.note, now.nationality) == ("EXAMPLE, ANNE", "scholar", "moved", "JP")
    assert [one.name for one in keep.versions(made.id)] == ["EXAMPLE, ANNA", "EXAMPLE, ANNE"]
    with pytest.raises(UnknownTerm):
        keep.change(made, group="spy")


# ------------------------------------------------------------------ what happens


def test_what_is_due_after_an_arrival_with_its_rules(keep: Stays) -> None:
    made = arrived(keep)
    assert open_steps(keep, made) == {
        "residence_notice": date(2026, 10, 2),
        "extension": STAMPED,
        "report": date(2027, 1, 6),
        "new_passport": date(2030, 1, 1),
    }
    cited = {one.value.step: (list(map(str, one.citations)), one.certainty) for one in keep.due(made, TODAY)}
    assert cited[Step.EXTENSION][0] == ["immigration-pages"]
    assert cited[Step.NEW_PASSPORT] == ([], None)


@pytest.mark.parametrize(
    ("past", "told"),
    [(-16, ["stay-too-early"]), (-15, []), (0, []), (7, []), (8, ["stay-too-late"])],
)
def test_a_report_is_taken_from_15_days_before_to_7_after(keep: Stays, past: int, told: list[str]) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    changed = keep.report(made, ENTERED + timedelta(days=90 + past))
    assert codes(changed) == told
    if "stay-too-late" in told:
        (late,) = changed.findings
        assert "2,000" in str(late.message)
        assert [str(one) for one in late.citations] == ["immigration-pages", "thai-office-practice"]


def test_the_report_is_counted_anew_from_a_trip_abroad(keep: Stays) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    keep.reentry(made, date(2026, 10, 10), until=date(2027, 10, 1))
    assert codes(keep.leave(made, date(2026, 10, 20))) == []
    assert open_steps(keep, made, date(2026, 10, 25)) == {"new_passport": date(2030, 1, 1)}
    keep.enter(made, date(2026, 11, 1))
    assert open_steps(keep, made)["report"] == date(2026, 11, 1) + timedelta(days=97)
    assert keep.permission(made.id).value.until == date(2027, 10, 1)


def test_a_permit_for_a_single_time_is_used_once(keep: Stays) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    keep.reentry(made, date(2026, 10, 10), number="1/2569")
    keep.leave(made, date(2026, 10, 20))
    keep.enter(made, date(2026, 10, 25))
    assert codes(keep.leave(made, date(2026, 11, 1))) == ["stay-left-without-permit"]
    assert keep.permission(made.id).value.until is None


@pytest.mark.parametrize(
    ("permit", "told"),
    [
        ({"multiple": True}, []),
        ({"multiple": True, "until": date(2026, 10, 31)}, ["stay-left-without-permit"]),
        ({"multiple": True, "until": date(2026, 11, 1)}, []),
    ],
)
def test_a_permit_for_several_times_holds_to_its_last_day(keep: Stays, permit: dict[str, Any], told: list[str]) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    keep.reentry(made, date(2026, 10, 10), **permit)
    keep.leave(made, date(2026, 10, 20))
    keep.enter(made, date(2026, 10, 25))
    assert codes(keep.leave(made, date(2026, 11, 1))) == told


def test_an_extension_while_abroad_is_refused(keep: Stays) -> None:
    made = arrived(keep)
    keep.leave(made, date(2026, 10, 20), permit=True)
    with pytest.raises(StayRefused) as told:
        keep.extend(made, date(2026, 11, 1), date(2027, 11, 1))
    assert "while abroad" in told.value.message("en")
    assert "ขณะอยู่ต่างประเทศ" in told.value.message("th")
    assert len(keep.get(made.id).events) == 3


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 28), ["stay-too-early"]),
        (date(2026, 11, 29), []),
        (STAMPED, []),
        (date(2027, 1, 2), ["stay-too-late", "stay-overstayed"]),
    ],
)
def test_an_extension_is_held_against_its_window(keep: Stays, day: date, told: list[str]) -> None:
    changed = keep.extend(arrived(keep), day, date(2027, 12, 29))
    assert codes(changed) == told
    if day > STAMPED:
        assert "2,000" in str(changed.findings[-1].message)
    assert keep.permission(changed.record.id, date(2027, 6, 1)).value.until == date(2027, 12, 29)


def test_overstaying_is_told_with_its_fine(keep: Stays) -> None:
    made = arrived(keep)
    assert keep.overstay(made.id) is None
    found = keep.overstay(made.id, STAMPED + timedelta(days=3))
    assert found is not None
    assert (str(found.value), [str(one) for one in found.citations]) == ("1500.00 THB", ["immigration-pages"])


def test_a_plan_asks_for_what_goes_before_and_never_counts_as_done(keep: Stays) -> None:
    made = arrived(keep)
    keep.leave(made, date(2026, 11, 10), planned=True)
    assert keep.permission(made.id).value.inside
    assert open_steps(keep, made)["reentry_permit"] == date(2026, 11, 10)
    keep.reentry(made, date(2026, 11, 5))
    assert "reentry_permit" not in open_steps(keep, made)
    keep.leave(made, date(2026, 11, 12))
    events = keep.get(made.id).events
    assert [one.day for one in events if one.kind is EventKind.EXIT] == [date(2026, 11, 12)]
    assert not keep.permission(made.id).value.inside


def test_the_day_that_a_receipt_prints_counts_before_the_count(keep: Stays) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    keep.report(made, date(2026, 12, 20), following=date(2027, 3, 29), number="9")
    found = {one.value.step: one.value for one in keep.due(made.id, date(2027, 1, 1))}
    assert found[Step.REPORT].last == date(2027, 4, 5)
    assert "prints" in str(found[Step.REPORT].why)


def test_work_permit_passport_and_visa(keep: Stays) -> None:
    made = arrived(keep)
    keep.happened(made, "work_start", date(2026, 10, 5))
    assert open_steps(keep, made)["work_permit"] == date(2026, 10, 20)
    assert codes(keep.done(made, "work_permit", date(2026, 10, 25), until=date(2027, 9, 30), number="1/69")) == [
        "stay-too-late"
    ]
    assert open_steps(keep, made)["new_work_permit"] == date(2027, 9, 30)
    assert "move_of_stamps" not in open_steps(keep, made)
    keep.new_passport(made, date(2026, 11, 1), "ZZ2", until=date(2036, 1, 1))
    assert "move_of_stamps" in open_steps(keep, made)
    keep.change_visa(made, date(2026, 11, 10), "non_o", until=date(2027, 2, 10))
    now = keep.get(made.id)
    assert (now.visa_on(date(2026, 11, 9)), now.visa_on(date(2026, 11, 10))) == ("non_b", "non_o")
    assert keep.permission(now).value.until == date(2027, 2, 10)
    passport, work = now.passport(TODAY), now.work_permit(TODAY)
    assert passport is not None
    assert work is not None
    assert (passport.number, work.number) == ("ZZ2", "1/69")


def test_the_end_of_a_contract_is_the_last_day_here(keep: Stays) -> None:
    made = arrived(keep)
    keep.happened(made, EventKind.CONTRACT_END, date(2027, 1, 31))
    assert keep.get(made.id).last == date(2027, 1, 31)
    assert open_steps(keep, made)["notice_of_leaving"] == date(2026, 12, 31)
    keep.strike(made, 3)
    assert keep.get(made.id).last is None


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("done", ("dance", TODAY)),
        ("done", ("extension", TODAY)),
        ("happened", ("entry", TODAY)),
        ("enter", (TODAY, date(2027, 1, 1))),
        ("strike", (0,)),
        ("strike", (3,)),
    ],
)
def test_calls_that_do_not_fit_are_refused(keep: Stays, call: str, arguments: tuple[Any, ...]) -> None:
    made = arrived(keep)
    with pytest.raises(StayRefused):
        getattr(keep, call)(made, *arguments)
    assert keep.get(made.id).version == 1


def test_the_same_event_twice_is_refused_and_a_key_does_it_once(keep: Stays) -> None:
    made = arrived(keep, until=date(2027, 10, 1))
    first = keep.report(made, date(2026, 12, 20), key="r").record
    assert keep.report(made, date(2026, 12, 20), key="r").record == first
    with pytest.raises(StayRefused, match="already"):
        keep.report(made, date(2026, 12, 20))


# ------------------------------------------------------------------ lists


def test_what_is_due_of_all_and_who_has_left_is_left_out(keep: Stays) -> None:
    anna = arrived(keep)
    ben = arrived(keep, "EXAMPLE, BEN", passport="", passport_until=None, until=date(2026, 11, 25))
    gone = arrived(keep, "EXAMPLE, CHRIS", passport="CC")
    keep.leave(gone, date(2026, 10, 20))
    keep.happened(gone, "contract_end", date(2026, 10, 20))
    found = [(one.stay.id, one.decision.value.step.value) for one in keep.all_due()]
    assert found == [(anna.id, "residence_notice"), (ben.id, "residence_notice"), (ben.id, "extension")]
    rows = list(keep.due_table(until=STAMPED).records(personal=True))
    assert [(row["name"], row["late"]) for row in rows][:2] == [("EXAMPLE, ANNA", True), ("EXAMPLE, BEN", True)]
    assert {row["certainty"] for row in rows} == {"verified"}


def test_the_list_of_a_day(keep: Stays) -> None:
    anna = arrived(keep)
    ben = arrived(
        keep, "EXAMPLE, BEN", group="student", visa="non_ed", unit="irqa", first=date(2026, 12, 1), passport=""
    )
    about = RecordRef("mobility", "m-1")
    coming = keep.register("EXAMPLE, DEE", group="student", visa="tourist", about=about).record
    assert {one.id for one in keep.list()} == {anna.id, ben.id, coming.id}
    assert keep.list(on=TODAY, group="staff") == keep.list("anna") == keep.list(unit="ga") == (keep.get(anna.id),)
    assert keep.list(about=about) == (coming,)
    rows = {row["id"]: row for row in keep.table(everybody=True).records(personal=True)}
    assert (rows[anna.id]["inside"], rows[anna.id]["until"]) == (True, STAMPED)
    assert (rows[coming.id]["inside"], rows[coming.id]["until"]) == (False, None)
    assert ben.id not in {row["id"] for row in keep.table().records(personal=True)}


# ------------------------------------------------------------------ who may


def test_a_stay_is_seen_by_its_person_the_heads_and_whom_the_policy_names(keep: Stays, office: Office) -> None:
    own = keep.register(person="E3", group="staff", visa="non_b", entered=ENTERED, until=STAMPED, unit="ga").record
    other = arrived(keep, unit="irqa")
    office.organization.add_person("E4", "E4")
    office.organization.grant("E4", "international-officer", unit="irqa", first=date(2026, 1, 1))
    office.organization.add_person("E5", "E5")
    seen = {
        who: {one.id for one in office.acting(who).partnerships.stays.list()} for who in ("E1", "E2", "E3", "E4", "E5")
    }
    both = {own.id, other.id}
    assert seen == {"E1": both, "E2": {own.id}, "E3": {own.id}, "E4": both, "E5": set()}
    with pytest.raises(NotFound):
        office.acting("E5").partnerships.stays.get(own.id)
    with pytest.raises(NotAllowed):
        office.acting("E2").partnerships.stays.report(own, TODAY)
    office.acting("E4").partnerships.stays.done(own, "residence_notice", date(2026, 10, 2))


def test_deadlines_tell_nothing_to_those_who_may_not_read(keep: Stays, office: Office) -> None:
    own = keep.register(person="E3", group="staff", visa="non_b", entered=ENTERED, until=STAMPED).record
    arrived(keep, unit="irqa")
    office.organization.add_person("E5", "E5")

    def days(who: str) -> list[tuple[date, str]]:
        found = office.acting(who).deadlines(ENTERED, date(2027, 12, 31)).items
        return [(one.day, one.source.id) for one in found if one.area == "partnerships"]

    assert days("E5") == []
    assert days("E3") == [(date(2026, 10, 2), own.id), (STAMPED, own.id), (date(2027, 1, 6), own.id)]
    assert len(days("E1")) == 6
    (first, *_) = [one for one in office.deadlines(ENTERED, TODAY).items if one.area == "partnerships"]
    assert "residence" in str(first.title)


# ------------------------------------------------------------------ laws

_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_events = st.builds(StayEvent, kind=st.sampled_from(EventKind), day=_days, planned=st.booleans())


@given(st.lists(_events, max_size=8, unique=True))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_events_stand_by_day_and_striking_one_takes_only_that_one(events: list[StayEvent]) -> None:
    stay = Stay(id="s", name="A", group="staff", visa="non_b", first=date(2026, 1, 1))
    for event in events:
        if event not in stay.events:
            stay = noted(stay, event)
    days = [one.day for one in stay.events]
    assert days == sorted(days)
    for number, gone in enumerate(stay.events, 1):
        assert [*struck(stay, number).events] == [one for one in stay.events if one is not gone]
