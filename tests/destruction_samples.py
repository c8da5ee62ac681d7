"""An office with letters whose time is over, and what brings a destruction list to where a test begins."""

import io
from datetime import date, datetime
from typing import Any

from attrs import frozen

from handling_samples import received
from orqa.domain.correspondence.destruction import DestructionList
from orqa.domain.correspondence.records import Letter
from orqa.office.correspondence.destroying import DestructionCarriedOut
from orqa.office.office import Office

START = date(2020, 1, 1)
SURVEYED = date(2028, 2, 1)
DESTROYED = date(2028, 4, 5)


class Moved:
    """A clock that stands where a test sets it; each look is a second later."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock

    def to(self, day: date) -> None:
        self.clock.at = datetime(day.year, day.month, day.day, 9, tzinfo=self.clock.at.tzinfo)


@frozen
class World:
    office: Office
    letters: list[Letter]
    moved: Moved

    @property
    def registrar(self) -> Office:
        return self.office.acting("R1")

    @property
    def lists(self) -> DestructionCarriedOut:
        return self.registrar.correspondence.destruction

    def survey(self) -> DestructionList:
        self.moved.to(SURVEYED)
        return self.lists.survey(self.office.year("calendar", 2570), unit="irqa").list

    def considered(self) -> DestructionList:
        made = appointed(self)
        for member in ("D1", "S1", "S2"):
            made = self.lists.opine(made, member)
        return self.lists.report(made)

    def sent(self) -> DestructionList:
        made = self.considered()
        approved(self, made)
        return self.lists.send(made, "อว 0655/1")

    def cleared(self) -> DestructionList:
        return self.lists.answer(self.sent(), "เห็นชอบ")


def peopled(office: Office) -> None:
    organization = office.organization
    organization.add_unit("irqa", {"th": "กองวิเทศสัมพันธ์", "en": "International Division"}, first=START)
    people = (("R1", "registrar"), ("D1", "director"), ("P1", "president"), ("S1", "staff"), ("S2", "staff"))
    for code, role in people:
        organization.add_person(code, {"th": f"ชื่อ{code}", "en": code}, {"th": "มีสุข", "en": "Sample"})
        organization.grant(code, role, unit="irqa", first=START, order="1/2563")


def filled(office: Office, clock: Any, count: int = 4) -> World:
    """Letters of 2569, finished that year and routine, so that their time was over with 2570."""
    moved = Moved(clock)
    moved.to(date(2026, 3, 2))
    peopled(office)
    letters = []
    for number in range(1, count + 1):
        letter = received(office, number, note=f"หมายเหตุ{number}").letter
        office.correspondence.attach(
            letter, io.BytesIO(b"bytes of %d" % number), name=f"a{number}.pdf", text=f"เนื้อความ{number}"
        )
        task = office.correspondence.assign(letter, "S1", note=f"คำสั่งการ{number}").tasks[0]
        office.correspondence.close(task, f"ผล{number}")
        office.correspondence.classify(letter, "routine", "งานประจำ", medium="paper")
        letters.append(letter)
    return World(office, letters, moved)


def appointed(world: World) -> DestructionList:
    return world.lists.appoint(world.survey(), "D1", ["S1", "S2"], order="9/2571")


def approved(world: World, made: DestructionList) -> None:
    request = world.lists.submit(made)
    while request.state.value == "pending":
        role = request.steps[request.step].role
        request = world.office.acting({"director": "D1", "president": "P1"}[role]).approvals.approve(request)
