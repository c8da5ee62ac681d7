"""Plans of visits and trips are changed by new versions with a reason; what was held or permitted is not."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_samples import agreed
from organization_samples import begun
from orqa.base.money import Money
from orqa.domain.partnerships.errors import TripRefused, VisitRefused
from orqa.domain.partnerships.official_trips import TripState
from orqa.domain.partnerships.visits import Gift, Member, ProgrammeItem, Visit, VisitState, changed
from orqa.office.errors import NotFound
from orqa.office.office import Office

DAY, NEXT = date(2026, 12, 7), date(2026, 12, 14)


@pytest.fixture
def peopled(office: Office) -> Office:
    return begun(office)


def planned(office: Office, **fields: Any) -> Visit:
    return office.partnerships.visit("received", "หารือ", **{"first": DAY, "visitor": "Example", "unit": "ga", **fields})


def asked(office: Office, **fields: Any) -> Any:
    given = {"country": "JP", "first": DAY, "last": DAY, "unit": "ga", **fields}
    return office.partnerships.trip("E3", "ประชุม", **given).record


def test_a_plan_is_changed_by_a_new_version_with_the_reason(peopled: Office) -> None:
    visits = peopled.partnerships.visits
    agreed(peopled, "a")
    made = planned(peopled, members=[Member(name="A. Example")])
    due = [one.due for one in visits.checklist(made)]
    moved = visits.change(made, "คณะขอเลื่อน", first=NEXT, agreement="a", owner="E3", key="k")
    assert visits.change(made, "คณะขอเลื่อน", first=NEXT, agreement="a", owner="E3", key="k") == moved
    assert (moved.first, moved.last, moved.agreement, moved.reason) == (NEXT, NEXT, "a", "คณะขอเลื่อน")
    assert moved.members == made.members, "what is not told stays"
    week = NEXT - DAY
    steps = visits.checklist(moved)
    assert [one.due for one in steps] == [day and day + week for day in due]
    assert {one.whom for one in steps} == {f"person:{moved.owner}"}
    assert visits.change(moved, "ไม่ใช้ข้อตกลง", agreement="").agreement is None
    assert [(one.version, one.first, one.reason) for one in visits.versions(made)] == [
        *((1, DAY, ""), (2, NEXT, "คณะขอเลื่อน")),
        (3, NEXT, "ไม่ใช้ข้อตกลง"),
    ]
    assert peopled.verify(deep=True).findings == ()


def test_open_steps_are_called_by_what_the_visit_is_for_now(peopled: Office) -> None:
    visits = peopled.partnerships.visits
    made = planned(peopled)
    done, *_ = visits.checklist(made)
    peopled.tasks.done(done)
    visits.change(made, "เปลี่ยนเรื่อง", purpose="ลงนาม")
    ended, *still = visits.checklist(made)
    assert ended.title is not None
    assert "หารือ" in ended.title.in_language("th"), "what is done keeps its title"
    for step in still:
        assert step.title is not None
        assert "ลงนาม" in step.title.in_language("th")
        assert "หารือ" not in step.title.in_language("en")
    assert len({step.title for step in still}) == len(still) > 1


@pytest.mark.parametrize("days", [-3, 0, 1, 40])
def test_a_programme_moves_with_the_visit(peopled: Office, days: int) -> None:
    visits = peopled.partnerships.visits
    by = timedelta(days=days)
    items = [ProgrammeItem(on=DAY + timedelta(days=n), what=str(n)) for n in (0, 1)]
    made = planned(peopled, last=DAY + timedelta(days=1), programme=items)
    after = visits.change(made, "x", first=DAY + by, last=DAY + by + timedelta(days=1))
    assert [one.on - by for one in after.programme] == [one.on for one in items]
    assert visits.check(after) == ()
    kept = visits.change(after, "x", first=DAY, last=DAY, programme=items)
    assert list(kept.programme) == items, "a programme that is told is not moved"
    (found,) = visits.check(kept)
    assert (found.code, found.record) == ("visit-programme-outside", kept.ref)
    assert "8 ธ.ค. 69" in found.message.in_language("th")
    assert "2026-12-08, no day of the visit" in found.message.in_language("en")


def test_what_cannot_be_of_a_visit_is_refused(peopled: Office) -> None:
    visits, loss = peopled.partnerships.visits, Money.of(-1, "THB")
    made = planned(peopled)
    for refused in (
        lambda: planned(peopled, estimate=loss),
        lambda: visits.change(made, "x", estimate=loss),
        lambda: visits.add_gift(made, Gift(way="given", what="x", on=DAY, value=loss)),
    ):
        with pytest.raises(VisitRefused, match="less than nothing"):
            refused()
    visits.cancel(made, "x")
    for late in (
        lambda: visits.add_gift(made, Gift(way="given", what="x", on=DAY)),
        lambda: visits.add_item(made, ProgrammeItem(on=DAY, what="x")),
    ):
        with pytest.raises(VisitRefused, match="cancelled") as told:
            late()
        assert "ยกเลิกแล้ว" in told.value.message("th")
    assert visits.get(made).gifts == visits.get(made).programme == ()


def test_whoever_comes_to_be_in_charge_gets_the_check_list(peopled: Office) -> None:
    visits = peopled.partnerships.visits
    made = planned(peopled, unit="")
    assert visits.checklist(made) == ()
    assert visits.checklist(visits.change(made, "มอบหมาย", owner="E3"))


@pytest.mark.parametrize(
    ("told", "en", "th"),
    [
        ({"last": DAY - timedelta(days=1)}, "lies before", "อยู่ก่อน"),
        ({"purpose": " "}, "what it is for", "วัตถุประสงค์"),
        ({"reason": " "}, "say why", "เหตุผล"),
    ],
)
def test_a_change_that_cannot_be_writes_nothing(peopled: Office, told: dict[str, Any], en: str, th: str) -> None:
    told = {"reason": "x", **told}
    for service, record, error in (
        (peopled.partnerships.visits, planned(peopled), VisitRefused),
        (peopled.partnerships.trips, asked(peopled), TripRefused),
    ):
        with pytest.raises(error) as refused:
            service.change(record, **told)  # type: ignore[attr-defined]
        assert en in refused.value.message("en")
        assert th in refused.value.message("th")
        assert service.get(record).version == 1  # type: ignore[attr-defined]
        with pytest.raises(TypeError, match="colour"):
            service.change(record, "x", colour="red")  # type: ignore[attr-defined]


def test_what_is_over_is_not_changed(peopled: Office) -> None:
    visits, trips = peopled.partnerships.visits, peopled.partnerships.trips
    held = visits.hold(planned(peopled, first=date(2026, 11, 2)))
    with pytest.raises(VisitRefused) as refused:
        visits.change(held, "x", purpose="y")
    assert "before it is held" in refused.value.message("en")
    assert "แก้ไขแผน" in refused.value.message("th")
    permitted = trips.permit(asked(peopled), "คำสั่ง 1")
    assert permitted.state is TripState.PERMITTED
    with pytest.raises(TripRefused, match="asked for anew"):
        trips.change(permitted, "x", last=NEXT)


def test_a_trip_is_changed_while_nobody_decides_about_it(peopled: Office) -> None:
    mine = peopled.acting("E3").partnerships.trips
    trip = asked(peopled.acting("E3"), report_by=NEXT)
    longer = mine.change(trip, "เพิ่มวัน", last=DAY + timedelta(days=2), country="ญี่ปุ่น", passport="official")
    assert (longer.last, longer.country, longer.report_by) == (DAY + timedelta(days=2), "JP", NEXT)
    request = mine.submit(longer)
    with pytest.raises(TripRefused) as refused:
        mine.change(longer, "x", place="Osaka")
    assert "withdraw the request" in refused.value.message("en")
    assert "ถอนคำขอ" in refused.value.message("th")
    peopled.acting("E3").approvals.withdraw(request)
    assert mine.change(longer, "เปลี่ยนเมือง", place="Osaka").place == "Osaka"
    assert [one.reason for one in mine.versions(trip)] == ["", "เพิ่มวัน", "เปลี่ยนเมือง"]
    with pytest.raises(TripRefused, match="report is due before"):
        mine.change(trip, "x", last=NEXT + timedelta(days=1))


def test_who_may_not_keep_it_changes_nothing(peopled: Office) -> None:
    visit, trip = planned(peopled, unit="irqa"), asked(peopled)
    with pytest.raises(NotFound):  # a clerk of a section does not see those of the division
        peopled.acting("E3").partnerships.visits.change(visit, "x", purpose="y")
    with pytest.raises(NotFound):
        peopled.acting("E3").partnerships.trips.change(asked_of_other(peopled), "x", place="y")
    assert peopled.partnerships.trips.get(trip).version == 1


def asked_of_other(office: Office) -> Any:
    return office.partnerships.trip("E2", "ประชุม", country="JP", first=DAY, last=DAY, unit="ga").record


@given(st.sampled_from(VisitState), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_only_a_plan_changes(state: VisitState, day: date) -> None:
    visit = Visit(id="v", direction="sent", purpose="x", first=day, last=day, state=state)
    if state in {VisitState.PLANNED, VisitState.CONFIRMED}:
        assert changed(visit, purpose="y").purpose == "y"
        return
    with pytest.raises(VisitRefused):
        changed(visit, purpose="y")
