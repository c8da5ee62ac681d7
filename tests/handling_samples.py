"""A small office with people, for the tests of what is done with letters."""

from datetime import date
from typing import Any

from orqa.office.correspondence.registering import Registration
from orqa.office.office import Office

START = date(2020, 1, 1)


def peopled(office: Office) -> Office:
    """The division, its section, and three people: registrar R1, director D1, staff S1 and S2."""
    organization = office.organization
    organization.add_unit("irqa", {"th": "กองวิเทศสัมพันธ์", "en": "International Division"}, first=START)
    organization.add_unit("ga", {"th": "งานบริหารทั่วไป", "en": "Administration"}, first=START, parent="irqa")
    for code, given, role, unit in (
        ("R1", "อนงค์", "registrar", "irqa"),
        ("D1", "บุญมี", "director", "irqa"),
        ("S1", "ใจดี", "staff", "ga"),
        ("S2", "สมใจ", "staff", "ga"),
    ):
        person = organization.add_person(code, {"th": given, "en": code}, {"th": "มีสุข", "en": "Sample"}).record
        organization.grant(person.code, role, unit=unit, first=START)
    return office


def received(office: Office, number: int = 12, **changes: Any) -> Registration:
    fields = {
        "reference": f"อว 0655.08/{number}",
        "dated": "12 พฤศจิกายน 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {number}",
        "kind": "external",
    }
    return office.correspondence.receive(**(fields | changes))


def person(office: Office, code: str) -> str:
    known = office.organization.structure.person(code)
    assert known is not None
    return known.id
