"""Requests along a route: who decides, what is sent back, and what waits for whom meanwhile."""

import threading
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from organization_samples import ENLARGED, begun
from orqa.base.refs import RecordRef
from orqa.domain.organization.approvals import Approval, ApprovalState, Verdict
from orqa.domain.organization.errors import ApprovalIsOver, CommentNeeded, MayNotDecide, NoApprover, RouteUnknown
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.tasks import Task
from orqa.office.access import Actor
from orqa.office.errors import KeyUsedOtherwise, NotFound
from orqa.office.office import Office
from orqa.storage.errors import Conflict
from orqa.storage.query import equal

TODAY = date(2026, 11, 23)


@pytest.fixture
def division(office: Office) -> Office:
    return begun(office)


def as_(office: Office, code: str) -> Office:
    person = office.organization.person(code).id
    now = office.organization.on()
    return office.acting(Actor(person=person, roles=now.roles_of(person), units=now.units_of(person)))


def letter(office: Office) -> RecordRef:
    return office.correspondence.receive(
        subject="ขอเชิญประชุม", sender="กองคลัง", reference="12/2569", dated=TODAY
    ).letter.ref


def asked(office: Office, by: str = "E3") -> Approval:
    return as_(office, by).approvals.submit(letter(office), "letter.received", unit="ga", title="ขอเชิญประชุม")


def waiting(office: Office, approval: Approval) -> list[str]:
    with office.reading() as reader:
        page = reader.find(Task.kind, equal("about", str(approval.ref)) & equal("state", "open"))
    tasks = [office.codec.decode(stored) for stored in page.items]
    assert all(isinstance(task, Task) and task.waiting for task in tasks)
    return [f"{task.action} {task.whom}" for task in tasks if isinstance(task, Task)]


def test_a_request_goes_from_step_to_step_with_one_open_task(division: Office) -> None:
    request = asked(division)
    assert [step.whom for step in request.steps] == ["role:section-head@ga", "role:director@irqa"]
    assert waiting(division, request) == ["approval.decide role:section-head@ga"]
    passed = as_(division, "E2").approvals.approve(request, "เห็นควรแจ้งงานวิเทศสัมพันธ์")
    assert passed.state is ApprovalState.PENDING
    assert waiting(division, request) == ["approval.decide role:director@irqa"]
    ended = as_(division, "E1").approvals.approve(request.id, "ดำเนินการ")
    assert ended.state is ApprovalState.APPROVED
    assert waiting(division, request) == []
    assert [(move.verdict, move.comment) for move in ended.moves] == [
        (Verdict.APPROVED, "เห็นควรแจ้งงานวิเทศสัมพันธ์"),
        (Verdict.APPROVED, "ดำเนินการ"),
    ]
    assert division.approvals.of(request.about) == (ended,)
    assert division.approvals.get(request.id) == ended


def test_the_task_is_due_on_a_working_day(division: Office) -> None:
    request = asked(division)  # on a Monday, one working day
    with division.reading() as reader:
        (stored,) = reader.find(Task.kind, equal("about", str(request.ref))).items
    task = division.codec.decode(stored)
    assert isinstance(task, Task)
    assert task.due == date(2026, 11, 24)


def test_a_task_whose_day_the_calendar_does_not_reach_says_so(office: Office, clock: Any) -> None:
    division = begun(office)
    clock.at = clock.at.replace(year=2090)
    request = asked(division)
    with division.reading() as reader:
        (stored,) = reader.find(Task.kind, equal("about", str(request.ref))).items
    task = division.codec.decode(stored)
    assert isinstance(task, Task)
    assert task.due is None
    assert task.note.startswith("ไม่มีวันครบกำหนด: 1 วันทำการนับจาก 23 พ.ย. 2633 อยู่นอกปฏิทินวันทำการ")


def test_all_requests_about_a_record_are_told(division: Office) -> None:
    request = asked(division)
    more = [evolve(request, id=f"more-{number}", version=0) for number in range(1_050)]
    division.recorder.save("approval.submit", division.now(), more)
    assert len(division.approvals.of(request.about)) == 1_051


def test_what_is_sent_back_waits_for_whoever_asked_and_goes_the_whole_way_again(division: Office) -> None:
    request = asked(division)
    as_(division, "E2").approvals.approve(request)
    returned = as_(division, "E1").approvals.return_(request, "แนบกำหนดการด้วย")
    assert returned.state is ApprovalState.RETURNED
    clerk = division.organization.person("E3").id
    assert waiting(division, request) == [f"approval.mend person:{clerk}"]
    with pytest.raises(ApprovalIsOver, match="was returned to whoever asked"):
        as_(division, "E1").approvals.approve(request)
    again = as_(division, "E3").approvals.resubmit(request, "แนบแล้ว")
    assert (again.state, again.step) == (ApprovalState.PENDING, 0)
    assert waiting(division, request) == ["approval.decide role:section-head@ga"]


def test_rejecting_and_withdrawing_end_it(division: Office) -> None:
    first, second = asked(division), asked(division)
    assert as_(division, "E2").approvals.reject(first, "ซ้ำกับเรื่องเดิม").state is ApprovalState.REJECTED
    assert as_(division, "E3").approvals.withdraw(second).state is ApprovalState.WITHDRAWN
    assert waiting(division, first) == waiting(division, second) == []
    for request in (first, second):
        with pytest.raises(ApprovalIsOver, match="only a request that waits is decided"):
            as_(division, "E2").approvals.approve(request)


def test_who_acts_decides_with_the_printed_wording(division: Office) -> None:
    division.organization.act_for("E2", "irqa.director", basis="head-absent", first=TODAY, order="คำสั่ง 12/2569")
    request = asked(division)
    as_(division, "E2").approvals.approve(request)
    ended = as_(division, "E2").approvals.approve(request)
    own, acting = [move.position.in_language("th") for move in ended.moves if move.position]
    assert own == "หัวหน้างาน"
    assert acting == "หัวหน้างาน รักษาราชการแทน ผู้อำนวยการกอง"


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("E3", "nobody decides about their own request"),
        ("E1", "it waits for Head of section of งานบริหารทั่วไป, and they are not that today"),
        (None, "only a person decides: use office.acting(person)"),
    ],
)
def test_others_may_not_decide(division: Office, who: str | None, reason: str) -> None:
    request = asked(division)
    office = as_(division, who) if who else division
    with pytest.raises(MayNotDecide) as caught:
        office.approvals.approve(request)
    assert reason in str(caught.value)
    assert "พิจารณา" in caught.value.message("th")
    assert division.approvals.get(request.id).version == 1


def test_only_whoever_asked_withdraws(division: Office) -> None:
    with pytest.raises(MayNotDecide, match="only whoever asked may do that"):
        as_(division, "E2").approvals.withdraw(asked(division))


def test_nobody_approves_what_they_asked_for_themselves(division: Office) -> None:
    """The head asks: the step would be the head's own, and nobody else has that role."""
    with pytest.raises(NoApprover, match="as Head of section for งานบริหารทั่วไป on 2026-11-23"):
        asked(division, by="E2")


def test_what_is_not_there_is_not_asked_about(division: Office) -> None:
    with pytest.raises(NotFound):
        division.approvals.submit(RecordRef("letter", "nothing"), "letter.received", unit="ga")
    with pytest.raises(NotFound):
        division.approvals.get("nothing")
    with pytest.raises(RouteUnknown, match=r"the profile has: letter\.received, letter\.draft"):
        division.approvals.submit(letter(division), "letter.recieved", unit="ga")


@pytest.mark.parametrize("verdict", ["return_", "reject"])
def test_sending_back_needs_words(division: Office, verdict: str) -> None:
    request = asked(division)
    with pytest.raises(CommentNeeded, match="say why it is"):
        getattr(as_(division, "E2").approvals, verdict)(request, "  ")


def test_the_same_key_asks_and_decides_once(division: Office) -> None:
    clerk, head, about = as_(division, "E3"), as_(division, "E2"), letter(division)
    first = clerk.approvals.submit(about, "letter.received", unit="ga", key="a")
    assert clerk.approvals.submit(about, "letter.received", unit="ga", key="a") == first
    assert head.approvals.approve(first, key="b") == head.approvals.approve(first, key="b")
    assert division.approvals.get(first.id).step == 1


def test_the_same_key_with_another_restriction_is_refused(division: Office) -> None:
    clerk, about = as_(division, "E3"), letter(division)
    clerk.approvals.submit(about, "letter.received", unit="ga", key="a")
    with pytest.raises(KeyUsedOtherwise) as refused:
        clerk.approvals.submit(about, "letter.received", unit="ga", restricted=Restriction(rank=1), key="a")
    assert all(refused.value.message(language) for language in ("en", "th"))


def test_a_work_may_register_and_submit_together(division: Office) -> None:
    clerk = as_(division, "E3")
    with division.work("รับและเสนอ") as work:
        made = work.correspondence.receive(subject="ก", sender="ข", reference="1/2569", dated=TODAY)
        request = work.approvals.submit(made.received.letter, "letter.received", unit="ga")
    assert clerk.approvals.get(request.id).about == made.letter.ref


def test_a_step_whose_holder_has_left_goes_up(division: Office) -> None:
    request = asked(division)
    (appointed,) = [
        one for one in division.organization.structure.appointments.values() if one.position == "irqa.director"
    ]
    division.organization.end(appointed, last=date(2026, 11, 22))
    with pytest.raises(NoApprover, match="as Director"):
        as_(division, "E2").approvals.approve(request)
    division.organization.act_for("E2", "irqa.director", basis="post-vacant", first=TODAY, order="1/2569")
    assert as_(division, "E2").approvals.approve(request).step == 1


def test_two_who_decide_at_once_do_not_both(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        begun(office)
        office.organization.add_person("E4", "E4")
        office.organization.act_for("E4", "ga.head", basis="delegated", first=ENLARGED, order="1")
        request = asked(office)
        outcomes: list[str] = []

        def decide(code: str) -> None:
            try:
                with orqa.open_office(shared_url) as other:
                    as_(other, code).approvals.approve(request)
                outcomes.append("done")
            except (Conflict, MayNotDecide):
                outcomes.append("late")

        threads = [threading.Thread(target=decide, args=(code,)) for code in ("E2", "E4")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["done", "late"]
        assert len(office.approvals.get(request.id).moves) == 1
        assert len(waiting(office, request)) == 1


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["E1", "E2", "E3"]),
        st.sampled_from(["approve", "return_", "reject", "withdraw", "resubmit"]),
    ),
    max_size=8,
)


@given(moves=MOVES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_request_either_ends_or_waits_for_exactly_one(moves: list[tuple[str, str]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        request = asked(begun(office))
        for code, what in moves:
            before = office.approvals.get(request.id)
            try:
                after = getattr(as_(office, code).approvals, what)(request, "เหตุผล")
            except (MayNotDecide, ApprovalIsOver):
                after = office.approvals.get(request.id)
                assert after == before
            else:
                assert len(after.moves) == len(before.moves) + 1
                assert evolve(after, moves=()) != evolve(before, moves=())
            open_ones = waiting(office, request)
            ended = after.state in {ApprovalState.APPROVED, ApprovalState.REJECTED, ApprovalState.WITHDRAWN}
            assert len(open_ones) == (0 if ended else 1)
            if after.state is ApprovalState.RETURNED:
                assert open_ones[0].startswith("approval.mend person:")
