"""What waits for a person, and what falls due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

import orqa
from organization_samples import begun
from orqa.base.calendar_errors import SpanReversed
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.tasks import Task, new_task, person_token, role_token, unit_token
from orqa.office.deadlines import Deadline, Deadlines
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TITLE = Text.of(en="Answer")


@pytest.fixture
def division(office: Office) -> Office:
    return begun(office)


def task(office: Office, whom: str, due: date | None, **fields: object) -> Task:
    given = {
        "identity": office.ids.next_id(AT),
        "area": "correspondence",
        "action": "letter.handle",
        "about": RecordRef("letter", "l-1"),
        "title": Text.of(th="ขอเชิญประชุม", en="Invitation"),
        "opened_at": AT,
    }
    made = new_task(whom=whom, due=due, **(given | fields))  # type: ignore[arg-type]
    office.recorder.save("task.open", AT, [made])
    return made


def person(office: Office, code: str) -> str:
    return office.organization.person(code).id


def test_a_desk_holds_what_waits_for_the_person_the_unit_and_the_roles(division: Office) -> None:
    mine = task(division, person_token(person(division, "E2")), TODAY)
    unit = task(division, unit_token("ga"), None)
    role = task(division, role_token("section-head", "ga"), TODAY - timedelta(1))
    task(division, person_token(person(division, "E1")), TODAY)
    task(division, role_token("section-head", "irqa"), TODAY)
    found = division.desk("E2")
    assert found.tasks == (role, mine, unit)
    assert (found.total, found.overdue, found.soon) == (3, 1, 1)
    assert division.desk("E3").tasks == (unit,)


def test_who_acts_has_the_others_work_on_the_desk_while_it_lasts(division: Office) -> None:
    director = task(division, role_token("director", "irqa"), TODAY)
    assert division.desk("E2").tasks == ()
    division.organization.act_for(
        "E2", "irqa.director", basis="head-absent", first=TODAY, last=TODAY, order="คำสั่ง 1/2569"
    )
    assert division.desk("E2").tasks == division.desk("E1").tasks == (director,)
    assert division.desk("E2", TODAY + timedelta(1)).tasks == ()


@pytest.mark.parametrize(("days", "counts"), [(-1, (1, 0)), (0, (0, 1)), (3, (0, 1)), (4, (0, 0)), (None, (0, 0))])
def test_overdue_and_soon(division: Office, days: int | None, counts: tuple[int, int]) -> None:
    task(division, unit_token("ga"), None if days is None else TODAY + timedelta(days))
    found = division.desk("E3")
    assert (found.total, found.overdue, found.soon) == (1, *counts)


def test_only_so_many_are_shown_and_all_are_counted(division: Office) -> None:
    made = [task(division, unit_token("ga"), TODAY + timedelta(n % 7)) for n in range(12)]
    found = division.desk("E3", limit=5)
    assert found.total == 12
    assert found.tasks == tuple(sorted(made, key=lambda one: (one.due, one.id)))[:5]


def test_the_desk_is_a_table_that_says_what_to_do(division: Office) -> None:
    task(division, unit_token("ga"), TODAY - timedelta(1), note="โปรดตอบ")
    (row,) = division.desk("E3").table().records(personal=True)
    assert row["action"] == Text.of(th="ดำเนินการตามหนังสือ", en="Deal with the letter")
    assert (row["overdue"], row["whom"], row["note"]) == (True, "unit:ga", "โปรดตอบ")
    assert row["name"].in_language("th") == "งานบริหารทั่วไป"
    assert str(row["opened_at"]) == "2026-11-23 09:00:00+07:00"
    assert "Invitation" in division.desk("E3")._repr_html_()


def test_ones_own_desk_is_the_one_of_whoever_acts_and_others_need_the_right(division: Office) -> None:
    mine = task(division, unit_token("ga"), TODAY)
    clerk, head = division.acting("E3"), division.acting("E2")
    assert clerk.desk().tasks == (mine,)
    assert head.desk("E3").tasks == (mine,)  # the head of the section may look
    with pytest.raises(NotAllowed):
        clerk.desk("E2")
    with pytest.raises(NotFound):
        division.desk()
    with pytest.raises(NotFound, match="E9"):
        division.desk("E9")


# ------------------------------------------------------------------ deadlines


def test_deadlines_are_of_every_area_from_the_first_to_the_last_day(division: Office) -> None:
    before, first, last, after = (task(division, unit_token("ga"), TODAY + timedelta(n)) for n in (-1, 0, 7, 8))
    division.organization.act_for(
        "E2", "irqa.director", basis="head-absent", first=TODAY, last=TODAY + timedelta(2), order="คำสั่ง 1/2569"
    )
    found = division.deadlines(TODAY, TODAY + timedelta(7))
    assert [one.day for one in found.items] == [TODAY, TODAY + timedelta(2), TODAY + timedelta(7)]
    assert [one.source for one in found.items if one.area == "correspondence"] == [first.ref, last.ref]
    assert before.ref not in {one.source for one in found.items}
    assert after.ref not in {one.source for one in found.items}
    (ends,) = [one for one in found.items if one.area == "organization"]
    assert ends.title.in_language("th") == "E2 พ้นจากการทำการแทน ผู้อำนวยการกอง"
    assert ends.name.in_language("th") == "E2"


def test_a_deadline_names_the_unit_of_a_post(division: Office) -> None:
    title = Text.of(th="รองผู้อำนวยการ{unit}", en="Deputy Director, {unit}")
    division.organization.add_position("irqa.deputy", title, unit="irqa", first=TODAY)
    division.organization.appoint("E3", "irqa.deputy", first=TODAY, last=TODAY, order="คำสั่ง 2/2569")
    (ends,) = division.deadlines(TODAY, TODAY).items
    assert ends.title.in_language("th") == "E3 พ้นจากตำแหน่ง รองผู้อำนวยการกองวิเทศสัมพันธ์"


def test_a_deadline_tells_what_it_is_about(division: Office) -> None:
    letter = division.correspondence.receive(
        subject="ขอเชิญประชุม", sender="กองคลัง", reference="1/2569", dated=TODAY, kind="external"
    ).letter
    division.acting("E3").approvals.submit(letter, "letter.received", unit="ga")
    division.correspondence.expect_answer(letter, TODAY)
    division.organization.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, last=TODAY, order="คำสั่ง 1")
    lost = task(division, unit_token("ga"), TODAY)
    found = division.deadlines(TODAY, TODAY + timedelta(7)).items
    about = {one.about.kind: str(one.about_name) for one in found if one.source != lost.ref}
    assert about == {
        "letter": "Register of received letters 1/2569",
        "approval": "Endorsing a received letter",
        "position": "ผู้อำนวยการกอง",
    }
    assert [one.about_name for one in found if one.source == lost.ref] == [None]


def test_deadlines_of_one_person(division: Office) -> None:
    mine = task(division, role_token("section-head", "ga"), TODAY)
    task(division, unit_token("irqa"), TODAY)
    found = division.deadlines(TODAY, TODAY, person="E2")
    assert [one.source for one in found.items] == [mine.ref]


def test_whoever_acts_is_shown_their_own_tasks_and_those_of_desks_they_may_look_at(division: Office) -> None:
    clerk = task(division, role_token("clerk", "ga"), TODAY)
    section = task(division, unit_token("ga"), TODAY)
    head = task(division, person_token(person(division, "E2")), TODAY)
    director = task(division, role_token("director", "irqa"), TODAY)
    gone = task(division, role_token("clerk", "closed"), TODAY)
    seen = {
        code: {one.source for one in division.acting(code).deadlines(TODAY, TODAY).items} for code in ("E1", "E2", "E3")
    }
    assert seen["E3"] == {clerk.ref, section.ref}
    assert seen["E2"] == {clerk.ref, section.ref, head.ref}
    assert seen["E1"] == {clerk.ref, section.ref, head.ref, director.ref}
    assert len(division.deadlines(TODAY, TODAY).items) == 5  # the program itself, of closed units too
    assert gone.whom == "role:clerk@closed"


def test_what_falls_due_for_others_needs_the_right_to_their_desk(division: Office) -> None:
    mine = task(division, role_token("clerk", "ga"), TODAY)
    assert [one.source for one in division.acting("E2").deadlines(TODAY, TODAY, person="E3").items] == [mine.ref]
    assert [one.source for one in division.acting("E3").deadlines(TODAY, TODAY, person="E3").items] == [mine.ref]
    with pytest.raises(NotAllowed) as refused:
        division.acting("E3").deadlines(TODAY, TODAY, person="E2")
    assert "ดูงานที่ค้างกับผู้อื่น" in refused.value.message("th")


def test_a_span_that_is_reversed_is_refused(division: Office) -> None:
    with pytest.raises(SpanReversed):
        division.deadlines(TODAY, TODAY - timedelta(1))


def test_the_calendar_file_reads_back(division: Office) -> None:
    long = "ขอเชิญประชุมคณะกรรมการประกันคุณภาพการศึกษา; ครั้งที่ ๑๒, พ.ศ. ๒๕๖๙\n" * 3
    made = task(division, unit_token("ga"), TODAY, title=Text.of(th=long))
    found = division.deadlines(TODAY, TODAY)
    content = found.to_ical()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # octets, as RFC 5545 has it
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["UID"] == f"task-{made.id}-20261123@orqa"
    assert str(event["SUMMARY"]) == f"ดำเนินการตามหนังสือ: {long}"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TODAY, TODAY + timedelta(1))
    again = evolve(found, made_at=found.made_at + timedelta(hours=1)).to_ical()
    (other,) = Calendar.from_ical(again).walk("VEVENT")
    assert other["UID"] == event["UID"]


@given(days=st.sets(st.dates(), min_size=1, max_size=5))
def test_each_day_of_one_record_has_an_entry_of_its_own(days: set[date]) -> None:
    ref = RecordRef("handling", "h-1")
    items = tuple(Deadline(day=day, area="correspondence", title=TITLE, about=ref, source=ref) for day in sorted(days))
    found = Deadlines(first=min(days), last=max(days), items=items, made_at=AT)
    events = Calendar.from_ical(found.to_ical()).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(days)


def test_what_is_asked_about_a_letter_is_of_the_area_of_letters(division: Office) -> None:
    letter = division.correspondence.receive(subject="ขอเชิญประชุม", sender="กองคลัง", reference="1/2569", dated=TODAY)
    division.acting("E3").approvals.submit(letter.letter, "letter.received", unit="ga")
    (waits,) = division.desk("E2").tasks
    assert waits.area == "correspondence"
    assert waits.area in division.profile.vocabulary("work-area")


DUE = st.one_of(st.none(), st.integers(-5, 5).map(lambda n: TODAY + timedelta(n)))
WAITING = st.lists(
    st.tuples(st.sampled_from(["p", "unit:ga", "unit:irqa", "role:clerk@ga", "role:director@irqa"]), DUE)
)


@given(waiting=WAITING)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_desk_agrees_with_looking_at_every_task(waiting: list[tuple[str, date | None]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as office:
        identity = person(begun(office), "E3")
        made = [task(office, person_token(identity) if whom == "p" else whom, due) for whom, due in waiting]
        mine = [one for one in made if one.whom in {f"person:{identity}", "unit:ga", "role:clerk@ga"}]
        found = office.desk("E3", limit=1_000)
        assert found.tasks == tuple(sorted(mine, key=lambda one: (one.due or date.max, one.id)))
        assert found.overdue == sum(one.due is not None and one.due < TODAY for one in mine)
        assert found.soon == sum(one.due is not None and TODAY <= one.due <= TODAY + timedelta(3) for one in mine)
