"""Another country is another profile: the same day of an office, in the invented country."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

import orqa
from orqa.domain.organization.approvals import ApprovalState
from orqa.office.errors import NotAllowed
from orqa.office.office import Office

SINCE, TODAY = date(2015, 1, 1), date(2026, 11, 2)


@pytest.fixture
def abroad() -> Iterator[Office]:
    clock = lambda: datetime(2026, 11, 2, 9)  # noqa: DTZ001, E731 - the office adds its time zone
    with orqa.open_office("memory:", profile="example-abroad", clock=clock) as office:
        org = office.organization
        org.add_unit("div", "Division", first=SINCE, level="division")
        org.add_unit("sec", "Section", first=SINCE, parent="div", level="section")
        for code, unit, role in (
            ("dir", "div", "director"),
            ("head", "sec", "section-head"),
            ("clerk", "sec", "registrar"),
        ):
            org.add_position(code, code, unit=unit, first=SINCE, roles=[role], is_head=role != "registrar")
        for person, position in (("A1", "dir"), ("A2", "head"), ("A3", "clerk")):
            org.add_person(person, person)
            org.appoint(person, position, first=SINCE)
        yield office


def test_a_letter_goes_its_way_by_the_rules_of_the_country(abroad: Office) -> None:
    registrar = abroad.acting("A3").correspondence
    got = registrar.receive(
        subject="Exchange agreement", sender="Ministry", reference="A-1/2026", dated=TODAY, kind="external"
    )
    registrar.assign(got.letter, "sec")
    request = registrar.propose(got.letter, "sec")
    assert [step.whom for step in request.steps] == ["role:section-head@sec", "role:director@div"]
    abroad.acting("A2").approvals.approve(request)
    abroad.organization.act_for("A2", "dir", basis="head-absent", first=TODAY, last=TODAY, order="Order 3")
    done = abroad.acting("A2").approvals.approve(request)
    assert done.state is ApprovalState.APPROVED
    assert str(done.moves[-1].position) == "head Acting for dir"
    registrar.close(got.letter, "Answered")
    assert abroad.desk("A1").total == 0
    assert abroad.metrics.value("correspondence.letters_by_kind", abroad.year()).count == 1


def test_the_policy_of_the_country_counts(abroad: Office) -> None:
    with pytest.raises(NotAllowed, match="Who may: Clerk, Registrar"):
        abroad.acting("A1").correspondence.receive(subject="Exchange", sender="Ministry", reference="A-2", dated=TODAY)
