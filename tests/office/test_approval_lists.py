"""Requests that were made: by state, unit, route and whoever asked; as records and as a table."""

from datetime import timedelta
from typing import Any

import pytest

from access_samples import KEEPER, fields
from organization_samples import ENLARGED, begun
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.domain.organization.errors import NobodyMaySee, RouteUnknown, StateUnknown
from orqa.office.errors import NotFound
from orqa.office.office import Office


@pytest.fixture
def division(office: Office) -> Office:
    return begun(office)


def asked(office: Office, number: int, route: str = "letter.received", unit: str = "ga", by: str = "E3") -> Approval:
    letter = office.correspondence.receive(**fields(number)).letter
    return office.acting(by).approvals.submit(letter, route, unit=unit, title=letter.subject)


def test_requests_are_told_the_newest_first(division: Office) -> None:
    made = [asked(division, number) for number in range(1, 5)]
    lists = division.approvals
    assert lists.requests() == tuple(reversed(made))
    assert lists.requests(limit=2) == (made[3], made[2])
    assert [row[-1] for row in lists.table().rows()] == [one.id for one in reversed(made)]


def test_requests_are_narrowed_down(division: Office) -> None:
    division.organization.grant("E1", "vice-president", unit="irqa", first=ENLARGED)
    first, second, third = (asked(division, n, "letter.draft" if n == 3 else "letter.received") for n in (1, 2, 3))
    head = division.acting("E2").approvals
    second = head.approve(second)
    third = head.return_(third, "แก้คำลงท้าย")
    lists = division.approvals
    assert lists.requests(state="returned") == lists.requests(route="letter.draft") == (third,)
    assert lists.requests(state=ApprovalState.PENDING) == (second, first)
    assert lists.requests(unit="irqa") == lists.requests(unit="ga") == (third, second, first)
    assert lists.requests(requester="E3", state="approved") == lists.requests(requester="E1") == ()
    assert len(list(lists.table(requester="E3", unit="ga", route="letter.received").rows())) == 2


def test_the_table_says_for_whom_each_waits(division: Office) -> None:
    request = asked(division, 1)
    division.acting("E2").approvals.approve(request)
    returned = division.acting("E2").approvals.return_(asked(division, 2), "แก้ไข")
    new, old = division.approvals.table().records(personal=True)
    assert (old["title"].in_language("th"), old["requester"].in_language("th")) == ("ขอเชิญประชุม ครั้งที่ 1", "E3")
    assert old["state"].in_language("th") == "รอ ผู้อำนวยการกอง ของ กองวิเทศสัมพันธ์"
    assert old["state"].in_language("en") == "waits for Director of division, กองวิเทศสัมพันธ์"
    assert (old["route"].in_language("th"), old["unit"].in_language("th")) == ("เกษียนหนังสือรับ", "งานบริหารทั่วไป")
    assert new["state"].in_language("en") == "returned to whoever asked"
    assert new["moved_at"] == returned.moves[-1].at.astimezone(division.zone)
    assert not {"title", "requester"} & set(next(division.approvals.table().records()))
    assert "ขอเชิญประชุม" in division.approvals.table().with_personal()._repr_html_()


def secret_letter(office: Office, *, cleared: bool = True) -> Letter:
    """One that the people of the section and of the division may see, where they are cleared for its level."""
    keeper = office.acting(KEEPER).correspondence
    letter = keeper.receive(**fields(1, secrecy="ลับ")).letter
    keeper.share(letter, units=["ga", "irqa"])
    for code in ("E1", "E2") if cleared else ("E1",):
        office.organization.clear(code, "confidential", first=ENLARGED, order="คำสั่ง 3/2569")
    return letter


def test_a_request_about_secret_matter_is_secret_though_nobody_says_so(division: Office) -> None:
    letter, keeper = secret_letter(division), division.acting(KEEPER)
    request = keeper.approvals.submit(letter.ref, "letter.received", unit="ga", title="เรื่องสอบสวน")
    assert (request.title, request.restricted is not None) == (None, True)
    assert division.approvals.requests() == division.acting("E3").approvals.requests() == ()
    assert list(division.approvals.table().rows()) == []
    assert division.desk("E2").total == division.acting("E3").desk("E3").total == 0
    assert [one.id for one in keeper.approvals.requests()] == [request.id]
    (row,) = keeper.approvals.table().records(personal=True)
    assert (row["title"].in_language("en"), row["title"].in_language("th")) == ("(restricted)", "(เรื่องลับ)")
    head = division.acting("E2")
    (waits,) = head.desk().table().records(personal=True)
    assert waits["title"].in_language("en") == "(restricted)"
    assert division.acting("E1").approvals.approve(head.approvals.approve(request)).state is ApprovalState.APPROVED


def test_secret_matter_is_not_sent_to_those_who_may_not_see_it(division: Office) -> None:
    letter, keeper = secret_letter(division, cleared=False), division.acting(KEEPER)
    with pytest.raises(NobodyMaySee) as caught:
        keeper.correspondence.propose(letter, "ga")
    assert "nobody who decides as Head of section of งานบริหารทั่วไป may see this" in str(caught.value)
    assert "ผู้พิจารณาในบทบาท หัวหน้างาน ของ งานบริหารทั่วไป ไม่มีสิทธิเข้าถึงเรื่องนี้" in caught.value.message("th")
    assert keeper.approvals.requests() == ()
    with pytest.raises(NotFound):
        division.acting("E3").approvals.submit(letter.ref, "letter.received", unit="ga")


@pytest.mark.parametrize(
    ("wanted", "error", "english", "thai"),
    [
        ({"state": "open"}, StateUnknown, "is never 'open'; it is one of: pending, returned", "คำขอไม่มีสถานะ 'open'"),
        ({"route": "x.y"}, RouteUnknown, "the profile has: letter.received", "ไม่มีลำดับการเสนอ 'x.y'"),
        ({"unit": "nowhere"}, NotFound, "the unit nowhere", "หน่วยงาน"),
        ({"requester": "E9"}, NotFound, "E9", "E9"),
    ],
)
def test_what_is_not_known_is_told(
    division: Office, wanted: dict[str, Any], error: type[OrqaError], english: str, thai: str
) -> None:
    for ask in (division.approvals.requests, division.approvals.table):
        with pytest.raises(error) as caught:
            ask(**wanted)
        assert english in str(caught.value)
        assert thai in caught.value.message("th")


def test_the_latest_of_two_requests_of_one_moment_is_the_later(division: Office, clock: Any) -> None:
    letter = division.correspondence.receive(**fields(1)).letter
    at = clock()
    one = division.acting("E3").approvals
    made = []
    for _ in range(3):
        clock.at = at - timedelta(seconds=3)
        made.append(one.submit(letter, "letter.received", unit="ga"))
        one.withdraw(made[-1])
    assert len({request.opened_at for request in made}) == 1, "all of one moment"
    latest = division.approvals.latest(letter)
    assert latest is not None
    assert latest.id == made[-1].id
