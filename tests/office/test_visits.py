"""Visits, delegations and activities in an office: planned, held, reported, counted for their agreement."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agreement_samples import agreed
from organization_samples import begun
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.partnerships.activities import ActivityState
from orqa.domain.partnerships.errors import VisitRefused
from orqa.domain.partnerships.visits import Gift, Member, ProgrammeItem, VisitState
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships.uses import Uses, uses_of
from orqa.rules.errors import UnknownTerm

DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)
LEADER = Member(name="A. Example", post="Dean")


def kept(office: Office, **fields: Any) -> Any:
    agreed(office, "agreement-1", str(fields.get("agreement") or "agreement-1"))
    partner = office.partnerships.add_partner("Example University", country="JP").record
    given = {"first": DAY, "partner": partner.id, "agreement": "agreement-1", "members": [LEADER]}
    return office.partnerships.visit("received", "หารือ", **{**given, **fields})


def test_a_visit_goes_from_plan_to_report_and_counts_once_held(office: Office) -> None:
    visits = office.partnerships.visits
    made = kept(office, key="1", estimate=Money.of(900, "THB"))
    assert (made.version, made.state, made.last, made.members) == (1, VisitState.PLANNED, DAY, (LEADER,))
    visits.add_item(made, ProgrammeItem(on=DAY, starts=600, what="ลงนาม"))
    visits.add_item(made, ProgrammeItem(on=DAY, starts=540, what="ต้อนรับ"))
    visits.add_gift(made, Gift(way="given", what="ผ้าทอ", value=Money.of(900, "THB"), on=DAY))
    assert [one.what for one in visits.get(made.id).programme] == ["ต้อนรับ", "ลงนาม"]
    visits.confirm(made)
    with office.reading(personal=True) as reader:
        assert uses_of(reader, DAY, DAY) == {}
    held = visits.hold(made, key="h")
    assert visits.hold(made, key="h") == held, "the same key again is the same visit"
    assert visits.report(made, "ตกลงทำบันทึก").state is VisitState.REPORTED
    with office.reading(personal=True) as reader:
        assert uses_of(reader, DAY, DAY) == {"agreement-1": Uses(visits=1, latest=DAY)}
    assert office.verify(deep=True).findings == ()
    row = next(iter(visits.table().records(personal=True)))
    assert (row["partner"], row["members"], row["gifts"]) == ("Example University", 1, 1)
    assert isinstance(row["state"], Text)


def test_visits_are_listed_by_their_days_partner_and_agreement(office: Office) -> None:
    visits = office.partnerships.visits
    made = kept(office)
    other = office.partnerships.visit("sent", "ดูงาน", first=NEXT, visitor="สถานทูต")
    assert visits.list() == (made, other)
    assert visits.list(DAY, DAY) == visits.list(agreement="agreement-1") == (made,)
    assert visits.list(NEXT) == (other,)
    assert visits.list(partner="Example University") == (made,)


REFUSED: list[tuple[str, Callable[[Office, Any], object], type[Exception], str]] = [
    ("reversed", lambda o, _: o.partnerships.visit("sent", "x", first=NEXT, last=DAY), VisitRefused, "lies before"),
    ("no purpose", lambda o, _: o.partnerships.visit("sent", " ", first=DAY), VisitRefused, "what it is for"),
    ("direction", lambda o, _: o.partnerships.visit("both", "x", first=DAY), VisitRefused, "received or sent"),
    ("partner", lambda o, _: o.partnerships.visit("sent", "x", first=DAY, partner="?"), NotFound, "partner"),
    ("unit", lambda o, _: o.partnerships.visit("sent", "x", first=DAY, unit="?"), NotFound, "unit"),
    ("letter", lambda o, _: o.partnerships.visit("sent", "x", first=DAY, letters=["?"]), NotFound, "letter"),
    ("no visit", lambda o, _: o.partnerships.visits.get("?"), NotFound, "visit"),
    ("report first", lambda o, v: o.partnerships.visits.report(v, "x"), VisitRefused, "what may follow"),
    ("no report", lambda o, v: o.partnerships.visits.report(v, " "), VisitRefused, "came of it"),
    ("no reason", lambda o, v: o.partnerships.visits.cancel(v, ""), VisitRefused, "say why"),
    ("kind", lambda o, _: o.partnerships.activity("party", "x", first=DAY), UnknownTerm, "party"),
    ("no title", lambda o, _: o.partnerships.activity("camp", "", first=DAY), VisitRefused, "what it is for"),
    ("part", lambda o, _: o.partnerships.activity("camp", "x", first=DAY, part_of="?"), NotFound, "activity"),
]


@pytest.mark.parametrize(("call", "error", "told"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused_tells_why(office: Office, call: Any, error: type[Exception], told: str) -> None:
    made = kept(office)
    with pytest.raises(error, match=told):
        call(office, made)
    assert office.partnerships.visits.list() == (made,)


def test_what_is_to_come_is_not_held(office: Office) -> None:
    visit = kept(office, first=date(2026, 12, 1))
    with pytest.raises(VisitRefused, match="still to come"):
        office.partnerships.visits.hold(visit)
    assert office.partnerships.visits.cancel(visit, "เลื่อน").reason == "เลื่อน"
    later = office.partnerships.activity("camp", "ค่าย", first=date(2026, 12, 1))
    with pytest.raises(VisitRefused, match="still to come"):
        office.partnerships.activities.hold(later)


def test_an_activity_counts_for_its_agreement_and_a_part_for_another(office: Office) -> None:
    activities = office.partnerships.activities
    agreed(office, "a", "b", "c")
    one = office.partnerships.activity("lecture", "บรรยาย", first=DAY, agreement="a", ours=40, theirs=1)
    part = office.partnerships.activity("lecture", "บรรยาย", first=DAY, agreement="b", part_of=one.id)
    off = office.partnerships.activity("camp", "ค่าย", first=DAY, agreement="c")
    assert [activities.hold(it).state for it in (one, part)] == [ActivityState.HELD] * 2
    assert activities.cancel(off, "ฝนตก").state is ActivityState.CANCELLED
    for again in (lambda: activities.hold(one), lambda: activities.cancel(off, "x")):
        with pytest.raises(VisitRefused, match="already"):
            again()
    with office.reading(personal=True) as reader:
        assert uses_of(reader, DAY, DAY).keys() == {"a", "b"}
    assert len(activities.list(agreement="a")) == 1
    assert [str(row["activity_kind"]) for row in activities.table().records()] == [
        *("Guest lecture", "Guest lecture", "Student camp")
    ]


def test_whoever_may_not_keep_visits_is_refused(office: Office) -> None:
    begun(office)
    head = office.acting("E2")
    assert head.partnerships.visit("sent", "x", first=DAY, unit="ga", owner="E3").unit == "ga"
    with pytest.raises(NotAllowed):
        head.partnerships.visit("sent", "x", first=DAY, unit="irqa")


def test_what_is_to_be_done_waits_on_the_desk_of_the_owner(office: Office) -> None:
    begun(office)
    visits = office.partnerships.visits
    made = kept(office, first=date(2026, 12, 21), owner="E3", unit="ga")
    steps = visits.checklist(made)
    assert (steps[0].due, steps[-1].due) == (date(2026, 11, 21), date(2027, 1, 4))
    assert "หนังสือตอบรับ" in steps[0].title.in_language("th")
    assert office.desk("E3").total == len(steps) == 7
    office.acting("E3").tasks.done(steps[0], "ส่งแล้ว")
    visits.cancel(made, "เลื่อน")
    assert [one.state.value for one in visits.checklist(made)] == ["done", *["withdrawn"] * 6]
    assert office.desk("E3").total == 0
    assert visits.checklist(kept(office)) == (), "nobody is in charge"


@pytest.mark.parametrize(
    ("way", "value", "codes"),
    [
        ("received", Money.of(3000, "THB"), []),
        ("received", Money.of("3000.01", "THB"), ["visit-gift-above-limit"]),
        ("received", Money.of(10, "USD"), ["visit-gift-without-value"]),
        ("received", None, ["visit-gift-without-value"]),
        ("given", Money.of(9000, "THB"), []),
    ],
)
def test_gifts_above_the_limit_are_told(office: Office, way: str, value: Money | None, codes: list[str]) -> None:
    made = office.partnerships.visits.add_gift(kept(office), Gift(way=way, what="แจกัน", value=value, on=DAY))
    assert [one.code for one in office.partnerships.visits.check(made)] == codes
