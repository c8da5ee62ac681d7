"""Posts and people that change: what ends, what is corrected, and who may go on acting then."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.language import Text
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.organizing import OrganizationRefused

TODAY = date(2026, 11, 23)
LATER, LAST = TODAY + timedelta(1), date(2026, 12, 31)


def test_what_ends_earlier_ends_by_its_record_or_its_id(division: Office) -> None:
    org = division.organization
    role = org.grant("E3", "clerk", unit="ga", first=TODAY, last=LAST).record
    assert org.end(role.id, last=LATER).record.last == LATER
    assert org.end(role, last=TODAY).record.last == TODAY
    assert [one.last for one in org.structure.grants.values()] == [TODAY]


def test_a_vacant_post_is_filled_once_nobody_acts_in_it_any_more(division: Office) -> None:
    org = division.organization
    org.add_position("university.president", "อธิการบดี", unit="university", first=date(2003, 4, 1), is_head=True)
    acting = org.act_for("E1", "university.president", basis="post-vacant", first=TODAY, order="มติ 3/2569").record
    with pytest.raises(OrganizationRefused) as caught:
        org.appoint("E3", "university.president", first=LATER, order="ประกาศ")
    assert "Jaidee Meesuk stands in for อธิการบดี from 2026-11-23 to further notice as “Acting in the post of”" in str(
        caught.value
    )
    assert "ให้สิ้นสุดรายการนั้นก่อน" in caught.value.message("th")
    with division.work("ได้อธิการบดีใหม่") as work:
        work.organization.end(acting, last=TODAY)
        work.organization.appoint("E3", "university.president", first=LATER, order="ประกาศ")
    head = org.on(LATER).head_of("university")
    assert head is not None
    assert (head.person.code, head.acting) == ("E3", None)


def test_nobody_takes_a_post_that_they_act_in(division: Office) -> None:
    org = division.organization
    org.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order="1")
    (held,) = (one for one in org.structure.appointments.values() if one.position == "irqa.director")
    org.end(held, last=TODAY)  # an absent head may leave: section 47 serves the vacant post, too
    with pytest.raises(OrganizationRefused, match="end that first"):
        org.appoint("E2", "irqa.director", first=LATER)


def test_a_delegation_ends_before_its_giver_leaves(division: Office) -> None:
    org = division.organization
    acting = org.act_for("E2", "irqa.director", basis="delegated", first=TODAY, last=LAST, order="1").record
    (held,) = (one for one in org.structure.appointments.values() if one.position == "irqa.director")
    with pytest.raises(OrganizationRefused, match="as “On behalf of”, which would not fit any more"):
        org.end(held, last=LATER)
    org.end(acting, last=LATER)
    assert org.end(held, last=LATER).record.last == LATER


def test_a_post_is_abolished_when_nobody_is_in_it(division: Office) -> None:
    org = division.organization
    org.add_position("ga.typist", "พนักงานพิมพ์", unit="ga", first=TODAY)
    assert org.close_position("ga.typist", last=LATER, key="k").record.last == LATER
    assert org.close_position("ga.typist", last=LATER, key="k").record.last == LATER
    assert "ga.typist" not in org.on(LATER + timedelta(1)).positions


def test_a_unit_closes_when_nobody_acts_in_it_any_more(division: Office) -> None:
    org = division.organization
    (held,) = (one for one in org.structure.appointments.values() if one.position == "ga.head")
    org.end(held, last=TODAY)
    acting = org.act_for("E3", "ga.head", basis="post-vacant", first=LATER, order="1").record
    with pytest.raises(OrganizationRefused, match="people are in ga after 2026-12-31: E3"):
        org.close_unit("ga", last=LAST)
    org.end(acting, last=LAST)
    assert org.close_unit("ga", last=LAST).record.last == LAST


def test_a_profile_without_levels_keeps_units() -> None:
    with orqa.open_office("memory:", profile="example-abroad") as office:
        org = office.organization
        org.add_unit("a", "University", first=TODAY)
        org.add_unit("b", "Office", first=TODAY, parent="a")
        org.move("b", "", first=LATER)
        assert org.on(LATER).children() == ("a", "b")
        assert [row["level"] for row in org.table("units").records()] == [None, None]


def test_posts_and_roles_of_a_closed_unit_are_none(division: Office) -> None:
    org = division.organization
    org.add_unit("x", "ก", first=TODAY)
    org.add_position("x.1", "ก", unit="x", first=TODAY)
    org.grant("E3", "clerk", unit="x", first=TODAY)
    org.close_unit("x", last=LATER)
    person = org.person("E3").id
    assert ("x.1" in org.on(LATER).positions, len(org.on(LATER).roles_of(person))) == (True, 1)
    after = org.on(LATER + timedelta(1))
    assert ("x.1" in after.positions, after.roles_of(person), after.units_of(person)) == (False, (), ())


def test_a_person_s_data_are_corrected_and_the_earlier_ones_stay_in_the_journal(division: Office) -> None:
    org = division.organization
    done = org.correct_person("E2", family_name={"th": "รักเรียน"}, prefix="นาง", email="s@example.ac.th").record
    assert done.name == Text.of(th="นางสมใจ รักเรียน")
    assert org.correct_person("E2", prefix="").record.prefix is None
    with division.reading() as reader:
        assert len(list(reader.history(done.ref))) == 3
    with pytest.raises(TypeError, match="code cannot be corrected; email, family_name, given_name, phone, prefix can"):
        org.correct_person("E2", code="E4")


def test_a_signature_is_printed_as_of_a_day(division: Office) -> None:
    org = division.organization
    org.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order="1")
    signed = org.signature("E2", "irqa.director")
    assert [str(line) for line in signed.value] == ["(สมใจ รักงาน)", "หัวหน้างาน Acting for", "ผู้อำนวยการกอง"]
    assert "opm-correspondence-2526#appendix-3" in map(str, signed.citations)
    with pytest.raises(NotFound, match="E9"):
        org.signature("E9")


Act = Callable[[Office], object]
REFUSED: dict[str, tuple[Act, str, str]] = {
    "longer": (
        lambda o: o.organization.end(
            o.organization.grant("E3", "clerk", unit="ga", first=TODAY, last=LATER).record, last=LAST
        ),
        "this ends on 2026-11-24 already; give an earlier day",
        "รายการนี้สิ้นสุดเมื่อ 24 พ.ย. 69 อยู่แล้ว",
    ),
    "ended before it began": (
        lambda o: o.organization.end(o.organization.grant("E3", "clerk", unit="ga", first=LATER).record, last=TODAY),
        "the last day 2026-11-23 lies before the first, 2026-11-24",
        "อยู่ก่อนวันแรก",
    ),
    "nothing of that id": (
        lambda o: o.organization.end("x", last=TODAY),
        "there is no appointment, acting or granted role 'x'",
        "ไม่มีการแต่งตั้ง การทำการแทน หรือบทบาทที่มอบหมาย",
    ),
    "somebody in the post": (
        lambda o: o.organization.close_position("ga.head", last=TODAY),
        "people are in ga.head after 2026-11-23: E2; end their appointments or acting first",
        "ยังมีผู้อยู่ในตำแหน่งของ ga.head",
    ),
    "no such post": (
        lambda o: o.organization.close_position("ga.haed", last=TODAY),
        "there is no position 'ga.haed'; the nearest: ga.head",
        "ที่ใกล้เคียง: ga.head",
    ),
    "post abolished already": (
        lambda o: (
            o.organization.add_position("x", "ก", unit="ga", first=TODAY, last=LATER),
            o.organization.close_position("x", last=LATER),
        ),
        "this ends on 2026-11-24 already",
        "สิ้นสุดเมื่อ",
    ),
    "nothing to correct": (
        lambda o: o.organization.correct_person("E2", email=""),
        "E2 is on file like that already; nothing would change",
        "ข้อมูลของ E2 เป็นเช่นนั้นอยู่แล้ว",
    ),
    "a name taken away": (
        lambda o: o.organization.correct_person("E2", given_name=""),
        "The name is missing",
        "ไม่มีชื่อ",
    ),
    "nobody to correct": (
        lambda o: o.organization.correct_person("E8", phone="1"),
        "there is no person 'E8'",
        "ไม่มีบุคลากร 'E8'",
    ),
}


@pytest.mark.parametrize(("act", "english", "thai"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(division: Office, act: Act, english: str, thai: str) -> None:
    with pytest.raises(OrganizationRefused) as caught:
        act(division)
    assert english in str(caught.value)
    assert thai in caught.value.message("th")


START = date(2026, 1, 1)
DAYS = st.integers(0, 12)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["appoint", "head-absent", "post-vacant", "delegated", "end"]),
        st.sampled_from(["E1", "E2", "E3"]),
        DAYS,
        st.one_of(DAYS, st.none()),
    ),
    max_size=12,
)


@given(changes=CHANGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_allowed_leaves_one_head_and_acting_that_fits(
    changes: list[tuple[str, str, int, int | None]],
) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        org = office.organization
        org.add_unit("ga", "งาน", first=START)
        org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=START, is_head=True)
        for code in ("E1", "E2", "E3"):
            org.add_person(code, code)
        for what, person, first, last in changes:
            day, until = START + timedelta(first), None if last is None else START + timedelta(last)
            known = org.structure
            try:
                if what == "appoint":
                    org.appoint(person, "ga.head", first=day, last=until)
                elif what == "end":
                    tenures = [*known.appointments.values(), *known.actings.values()]
                    if tenures:
                        org.end(tenures[first % len(tenures)], last=until or day)
                else:
                    org.act_for(person, "ga.head", basis=what, first=day, last=until, order="1")
            except OrganizationRefused:
                assert org.structure.appointments == known.appointments
                assert org.structure.actings == known.actings
        bases = office.profile.vocabulary("acting-basis")
        for offset in range(15):
            held = org.on(START + timedelta(offset)).in_position("ga.head")
            own = [one for one in held if one.acting is None]
            others = [one for one in held if one.acting is not None]
            assert len(own) <= 1
            assert len([one for one in others if one.acting and one.acting.basis != "delegated"]) <= 1
            for one in others:
                assert one.acting is not None
                assert bases[one.acting.basis].extra["held" if own else "vacant"]
                assert one.person.id not in {two.person.id for two in own}
