"""Units, positions and people: who was what on a day, and what cannot be."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.office.access import Actor
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import STATE, OrganizationRefused

FOUNDED, ENLARGED, TODAY = date(2003, 4, 1), date(2007, 3, 22), date(2026, 11, 23)


def test_a_renamed_unit_is_on_each_day_what_it_was(division: Office) -> None:
    org = division.organization
    assert org.on(date(2003, 3, 31)).unit("irqa") is None
    names = [org.on(day).spans["irqa"].title.in_language("th") for day in (FOUNDED, ENLARGED - timedelta(1), ENLARGED)]
    assert names == ["สำนักงานประกันคุณภาพการศึกษา", "สำนักงานประกันคุณภาพการศึกษา", "กองวิเทศสัมพันธ์และการประกันคุณภาพ"]
    assert org.on().spans["irqa"].letter_code == "อว 0699.08"


def test_what_is_dated_later_changes_nothing_before(division: Office) -> None:
    org = division.organization
    before = org.on(TODAY).spans
    org.rename("irqa", "กองวิเทศสัมพันธ์", first=TODAY + timedelta(1), order="คำสั่ง 9/2569")
    org.move("ga", "university", first=TODAY + timedelta(1))
    assert org.on(TODAY).spans == before
    assert org.on(TODAY + timedelta(1)).ancestors("ga") == ("university",)


def test_a_merged_unit_has_a_successor(division: Office) -> None:
    org = division.organization
    org.add_unit("oqa", "สำนักงานเดิม", first=FOUNDED, parent="university")
    org.merge("oqa", "irqa", last=ENLARGED - timedelta(1), order="คำสั่ง 1/2550")
    assert org.on(ENLARGED).unit("oqa") is None
    assert org.structure.successors("oqa") == ("irqa",)


def test_units_that_stand_below_each_other_close_together(division: Office) -> None:
    org = division.organization
    org.add_unit("a", "ก", first=FOUNDED)
    org.add_unit("b", "ข", first=FOUNDED, parent="a")
    org.close_unit(["a", "b"], last=TODAY)
    assert not {"a", "b"} & org.on(TODAY + timedelta(1)).spans.keys()


def test_acting_gives_the_roles_while_it_lasts(division: Office) -> None:
    org = division.organization
    acting = org.act_for(
        "E2", "irqa.director", basis="head-absent", first=TODAY, last=TODAY + timedelta(2), order="คำสั่ง 12/2569"
    )
    assert acting.decision is not None
    assert "state-administration-2534#38" in map(str, acting.decision.citations)
    held = {(role.role, role.unit) for role in org.on().roles_of(acting.record.person)}
    assert held == {("section-head", "ga"), ("director", "irqa")}
    assert len(org.on(TODAY + timedelta(3)).roles_of(acting.record.person)) == 1
    org.end(acting.record, last=TODAY)
    assert len(org.on(TODAY + timedelta(1)).roles_of(acting.record.person)) == 1


def test_a_vacant_post_is_acted_in_until_somebody_is_appointed(division: Office) -> None:
    org = division.organization
    org.add_position("university.president", "อธิการบดี", unit="university", first=FOUNDED, is_head=True)
    org.act_for("E1", "university.president", basis="post-vacant", first=TODAY, order="มติสภา 3/2569")
    head = org.on().head_of("university")
    assert head is not None
    assert head.acting is not None
    assert head.acting.basis == "post-vacant"


def test_clearances_and_roles_are_given_for_days(division: Office) -> None:
    org = division.organization
    person = org.clear("E3", "secret", first=TODAY, last=TODAY, order="คำสั่งลับ 1/2569").record
    org.grant("E3", "registrar", unit="university", first=TODAY)
    assert org.on().clearance_of(person.id) == "secret"
    assert org.on(TODAY + timedelta(1)).clearance_of(person.id) == ""
    assert [one.role for one in org.on().roles_of(person.id)] == ["registrar"]
    assert org.person("E3") == org.person(person.id)
    with pytest.raises(NotFound, match="E9"):
        org.person("E9")


Act = Callable[[Office], object]
LATER = TODAY + timedelta(1)
REFUSED: dict[str, tuple[Act, str]] = {
    "circle": (
        lambda o: o.organization.move("university", "ga", first=LATER),
        "university cannot stand below ga, which stands below it: ga → irqa → university",
    ),
    "own parent": (lambda o: o.organization.move("ga", "ga", first=LATER), "ga cannot stand below ga"),
    "two heads": (
        lambda o: o.organization.appoint("E2", "irqa.director", first=TODAY),
        "irqa is headed by Jaidee Meesuk from 2020-10-01 to further notice",
    ),
    "appointed twice": (lambda o: o.organization.appoint("E1", "irqa.director", first=TODAY), "E1 holds irqa.director"),
    "two head positions": (
        lambda o: o.organization.add_position("irqa.chief", "หัวหน้า", unit="irqa", first=TODAY, is_head=True),
        "irqa has a position of its head: irqa.director",
    ),
    "acting without an order": (
        lambda o: o.organization.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order=" "),
        "nobody acts for another without an order",
    ),
    "acting in a post that is held": (
        lambda o: o.organization.act_for("E2", "irqa.director", basis="post-vacant", first=TODAY, order="1"),
        "“Acting in the post of” is for a vacant post. Use: Acting for, On behalf of",
    ),
    "delegation of nobody": (
        lambda o: (
            o.organization.add_position("x", "ว่าง", unit="ga", first=TODAY),
            o.organization.act_for("E2", "x", basis="delegated", first=TODAY, order="1"),
        ),
        "nobody holds ว่าง on 2026-11-23",
    ),
    "acting for oneself": (
        lambda o: o.organization.act_for("E1", "irqa.director", basis="head-absent", first=TODAY, order="1"),
        "nobody acts for oneself",
    ),
    "unknown unit": (
        lambda o: o.organization.rename("irqb", "ก", first=TODAY),
        "there is no unit 'irqb'; the nearest: irqa",
    ),
    "unknown person": (lambda o: o.organization.appoint("E7", "ga.head", first=TODAY), "there is no person 'E7'"),
    "unknown role": (
        lambda o: o.organization.grant("E3", "registrer", unit="ga", first=TODAY),
        "there is no role 'registrer'; the nearest: registrar",
    ),
    "unknown level": (
        lambda o: o.organization.add_unit("x", "ก", first=TODAY, level="divison"),
        "there is no level of unit 'divison'; the nearest: division",
    ),
    "unknown basis": (
        lambda o: o.organization.act_for("E2", "irqa.director", basis="deputy", first=TODAY, order="1"),
        "there is no basis of acting 'deputy'",
    ),
    "closed unit": (
        lambda o: o.organization.add_position("x", "ก", unit="ga", first=ENLARGED - timedelta(1)),
        "ga is there from 2007-03-22 to further notice, not on 2007-03-21",
    ),
    "before the last change": (
        lambda o: o.organization.rename("irqa", "ก", first=ENLARGED),
        "irqa changed on 2007-03-22; a new change takes effect after that day, not on 2007-03-22",
    ),
    "nothing changes": (
        lambda o: o.organization.rename("ga", "งานบริหารงานทั่วไป", first=TODAY),
        "ga is that already on 2026-11-23; nothing would change",
    ),
    "units below": (
        lambda o: o.organization.close_unit("irqa", last=TODAY),
        "units stand below irqa after 2026-11-23: ga",
    ),
    "people in it": (
        lambda o: o.organization.close_unit("ga", last=TODAY),
        "people are in ga after 2026-11-23: E2",
    ),
    "merged into itself": (lambda o: o.organization.merge("ga", "ga", last=TODAY), "ga is that already"),
    "days reversed": (
        lambda o: o.organization.grant("E3", "clerk", unit="ga", first=TODAY, last=TODAY - timedelta(1)),
        "the last day 2026-11-22 lies before the first, 2026-11-23",
    ),
    "code used": (
        lambda o: o.organization.add_unit("ga", "ก", first=TODAY),
        "the code 'ga' belongs to another unit; a code is given once and never again",
    ),
    "no code": (
        lambda o: o.organization.add_unit("งาน 1", "ก", first=TODAY),
        "'งาน 1' is no code; write small letters",
    ),
    "empty code": (lambda o: o.organization.add_position("", "ก", unit="ga", first=TODAY), "'-' is no code"),
    "no name": (lambda o: o.organization.add_unit("x", " ", first=TODAY), "The name is missing"),
    "staff number used": (
        lambda o: o.organization.add_person("E1", "ก"),
        "the code 'E1' belongs to another person",
    ),
    "no staff number": (lambda o: o.organization.add_person(" ", "ก"), "staff number is missing"),
    "two who stand in": (
        lambda o: (
            o.organization.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order="1"),
            o.organization.act_for("E3", "irqa.director", basis="head-absent", first=TODAY, order="2"),
        ),
        "สมใจ รักงาน stands in for ผู้อำนวยการกอง from 2026-11-23 to further notice already",
    ),
}


@pytest.mark.parametrize(("act", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_whole_and_says_why(division: Office, act: Act, message: str) -> None:
    before = division.organization.structure
    with pytest.raises(OrganizationRefused) as caught:
        act(division)
    assert message in str(caught.value)
    thai = caught.value.message("th")
    assert "{" not in thai
    assert thai.startswith("ไม่ได้เปลี่ยนแปลง: ")
    after = division.organization.structure
    assert after.units == before.units
    assert after.appointments == before.appointments


def test_nobody_is_appointed_beyond_the_end_of_the_unit(division: Office) -> None:
    org = division.organization
    org.add_unit("x", "ก", first=FOUNDED)
    org.add_position("x.1", "ก", unit="x", first=FOUNDED)
    org.close_unit("x", last=TODAY)
    with pytest.raises(OrganizationRefused, match="x is there from 2003-04-01 to 2026-11-23, not on 2026-11-24"):
        org.appoint("E3", "x.1", first=TODAY)
    assert org.appoint("E3", "x.1", first=TODAY, last=TODAY).record.position == "x.1"


def test_a_level_that_is_no_higher_is_told_and_allowed(division: Office) -> None:
    made = division.organization.add_unit("qa2", "กอง", first=TODAY, parent="irqa", level="division")
    (finding,) = made.findings
    assert "qa2 (Division) stands below irqa (Division)" in str(finding.message)


def test_the_same_key_changes_once(division: Office) -> None:
    org = division.organization
    first = org.add_person("E8", "สมศรี", key="form-1").record
    assert org.add_person("E8", "สมศรี", key="form-1").record == first
    assert len([one for one in org.structure.people.values() if one.code == "E8"]) == 1


def test_a_work_sees_its_own_changes_and_writes_them_together(division: Office) -> None:
    with division.work("ตั้งงานใหม่") as work:
        work.organization.add_unit("ir", "งานวิเทศสัมพันธ์", first=TODAY, parent="irqa")
        work.organization.add_position("ir.head", "หัวหน้างาน", unit="ir", first=TODAY, is_head=True)
        work.organization.appoint("E3", "ir.head", first=TODAY)
        assert division.organization.on().unit("ir") is None
    head = division.organization.on().head_of("ir")
    assert head is not None
    assert head.person.code == "E3"
    with division.reading() as reader:
        assert len(reader.history(RecordRef("unit", "ir"))) == 1


def test_a_work_that_is_given_up_changes_nothing(division: Office) -> None:
    def give_up() -> None:
        with division.work("ตั้งงานใหม่") as work:
            work.organization.add_unit("ir", "งานวิเทศสัมพันธ์", first=TODAY)
            raise KeyError("ir")

    with pytest.raises(KeyError):
        give_up()
    assert division.organization.on().unit("ir") is None


def test_only_those_whom_the_policy_allows_change_the_organization(division: Office) -> None:
    clerk = division.acting(Actor(person=division.organization.person("E2").id))
    with pytest.raises(NotAllowed, match="Administrator"):
        clerk.organization.rename("ga", "ก", first=LATER)
    assert clerk.organization.on().spans == division.organization.on().spans


def test_two_who_appoint_a_head_at_once_do_not_both(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        org = office.organization
        org.add_unit("ga", "งาน", first=FOUNDED)
        org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=FOUNDED, is_head=True)
        for number in range(4):
            org.add_person(f"E{number}", "สมใจ")
        refused: list[OrganizationRefused] = []

        def appoint(number: int) -> None:
            try:
                with orqa.open_office(shared_url) as other:
                    other.organization.appoint(f"E{number}", "ga.head", first=TODAY)
            except OrganizationRefused as error:
                refused.append(error)

        threads = [threading.Thread(target=appoint, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(refused) == 3
        assert len(org.on(TODAY).in_position("ga.head")) == 1


def test_what_another_office_handle_changed_is_seen(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile="thai-public-university") as one, orqa.open_office(url) as other:
        one.organization.add_unit("a", "ก", first=FOUNDED)
        assert other.organization.on().unit("a") is not None
        known = other.organization.structure
        assert other.organization.structure is known  # read once while nothing changes
        one.organization.rename("a", "ข", first=ENLARGED)
        assert other.organization.on().spans["a"].title == Text.of(th="ข")
        with other.reading() as reader:
            (state,) = reader.get_many([STATE])
        assert state is not None
        assert state.version == 2


CODES = st.sampled_from(["a", "b", "c", "d"])
DAYS = st.integers(0, 30).map(lambda n: date(2026, 1, 1) + timedelta(n))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), CODES, st.one_of(CODES, st.just("")), DAYS),
        st.tuples(st.just("move"), CODES, CODES, DAYS),
        st.tuples(st.just("rename"), CODES, CODES, DAYS),
        st.tuples(st.just("merge"), CODES, CODES, DAYS),
        st.tuples(st.just("close"), CODES, CODES, DAYS),
    ),
    max_size=12,
)


@given(changes=CHANGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_allowed_leaves_no_circle_and_no_orphan(changes: list[tuple[str, str, str, date]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        org = office.organization
        for what, code, other, day in changes:
            known = org.structure
            earlier = {d: dict(known.on(d).spans) for d in (day - timedelta(1),)}
            try:
                match what:
                    case "add":
                        org.add_unit(code, code, first=day, parent=other)
                    case "move":
                        org.move(code, other, first=day)
                    case "rename":
                        org.rename(code, f"{code} {day}", first=day)
                    case "merge":
                        org.merge(code, other, last=day)
                    case _:
                        org.close_unit(code, last=day)
            except OrganizationRefused:
                assert org.structure.units == known.units
            for before, spans in earlier.items():
                assert org.on(before).spans == spans
        for offset in range(33):
            now = org.on(date(2026, 1, 1) + timedelta(offset))
            for code, span in now.spans.items():
                assert code not in now.ancestors(code)
                assert not span.parent or span.parent in now.spans
