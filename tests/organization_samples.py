"""A small invented university that the tests of this area share."""

from datetime import date

from orqa.base.language import Text
from orqa.domain.organization.people import Acting, Appointment, Clearance, Person, Position, RoleGrant
from orqa.domain.organization.structure import Structure
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.office.office import Office

FOUNDED, ENLARGED = date(2003, 4, 1), date(2007, 3, 22)


def unit(code: str, parent: str = "", first: date = FOUNDED, **spans: object) -> Unit:
    """A unit of one span."""
    return Unit(id=code, spans=(UnitSpan(first=first, title=Text.of(th=code, en=code), parent=parent),), **spans)


def person(code: str, given: str = "ใจดี", family: str = "มีสุข", **fields: object) -> Person:
    """A person whose id is the code."""
    return Person(
        id=code, code=code, given_name=Text.of(th=given, en=code), family_name=Text.of(th=family, en="Sample"), **fields
    )


DIVISION = Unit(
    id="irqa",
    spans=(
        UnitSpan(first=FOUNDED, title=Text.of(th="สำนักงานประกันคุณภาพการศึกษา"), parent="president-office"),
        UnitSpan(
            first=ENLARGED,
            title=Text.of(th="กองวิเทศสัมพันธ์และการประกันคุณภาพ"),
            parent="president-office",
            order="คำสั่ง 1/2550",
        ),
    ),
)
DIRECTOR = Position(
    id="irqa.director", unit="irqa", title=Text.of(th="ผู้อำนวยการกอง"), roles=("director",), is_head=True, first=FOUNDED
)
HEAD = Position(
    id="ga.head", unit="ga", title=Text.of(th="หัวหน้างาน"), roles=("section-head",), is_head=True, first=ENLARGED
)
STRUCTURE = Structure(
    units=(unit("university"), unit("president-office", "university"), DIVISION, unit("ga", "irqa", ENLARGED)),
    positions=(DIRECTOR, HEAD),
    people=(
        person("p-1", clearances=(Clearance(level="secret", first=date(2020, 1, 1), last=date(2026, 12, 31)),)),
        person("p-2"),
        person("p-3"),
    ),
    appointments=(
        Appointment(id="a-1", person="p-1", position="irqa.director", first=date(2020, 1, 1)),
        Appointment(id="a-2", person="p-2", position="ga.head", first=date(2020, 1, 1), last=date(2026, 11, 30)),
    ),
    actings=(
        Acting(
            id="act-1",
            basis="head-absent",
            person="p-2",
            position="irqa.director",
            first=date(2026, 11, 20),
            last=date(2026, 11, 24),
            order="คำสั่ง 12/2569",
        ),
    ),
    grants=(RoleGrant(id="g-1", person="p-3", role="registrar", unit="irqa", first=date(2021, 1, 1)),),
)


def begun(office: Office) -> Office:
    """A division whose section has a head (E2) and a clerk (E3), under a director (E1)."""
    org = office.organization
    org.add_unit("irqa", "กองวิเทศสัมพันธ์", first=ENLARGED, level="division")
    org.add_unit("ga", "งานบริหารทั่วไป", first=ENLARGED, parent="irqa", level="section")
    org.add_position("irqa.director", "ผู้อำนวยการกอง", unit="irqa", first=ENLARGED, roles=["director"], is_head=True)
    org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=ENLARGED, roles=["section-head"], is_head=True)
    org.add_position("ga.clerk", "เจ้าหน้าที่", unit="ga", first=ENLARGED, roles=["clerk"])
    for code, position in (("E1", "irqa.director"), ("E2", "ga.head"), ("E3", "ga.clerk")):
        org.add_person(code, code)
        org.appoint(code, position, first=ENLARGED)
    return office
