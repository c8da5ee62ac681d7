"""Units, positions, people: the service of one area (หน่วยงานและบุคลากร)."""

from orqa.office.organizing_people import People
from orqa.office.organizing_units import Units


class OrganizationService(Units, People):
    """Keep the organization and ask who was what on a day.

    Reached as ``office.organization`` or, in a work, ``work.organization``. What is changed takes effect on a day;
    who asks of an earlier day is answered as before. Every change is refused whole or made whole.
    """
