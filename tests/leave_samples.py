"""A small office in which people go on leave, as tests of leave use it."""

from datetime import date

from organization_samples import begun
from orqa.domain.attendance.leave import Leave
from orqa.office.office import Office

DAY = date(2026, 12, 14)
"""A Monday of fiscal year 2570."""


def employed(office: Office) -> Office:
    """A director, a head of section and one more person, all in service since 2557."""
    begun(office)
    for code, personnel in (("E1", "civil_servant"), ("E2", "civil_servant"), ("E3", "university_employee")):
        office.attendance.employments.begin(code, personnel, first=date(2014, 6, 2))
    return office


def permitted(office: Office, leave: Leave) -> Leave:
    """The leave after the head of section and the director."""
    office.acting("E2").attendance.leave.permit(leave)
    return office.acting("E1").attendance.leave.permit(leave)


def asked(office: Office, kind: str = "personal", first: date = DAY, last: date = DAY, **more: object) -> Leave:
    """What the last of them asks for."""
    return office.acting("E3").attendance.leave.request("E3", kind, first, last, **more)  # type: ignore[arg-type]
