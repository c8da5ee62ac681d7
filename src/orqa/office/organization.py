"""Units, positions, people: the service of one area (หน่วยงานและบุคลากร)."""

from datetime import date

from orqa.base.language import Text
from orqa.domain.organization.signatures import signature
from orqa.office.organizing_people import People
from orqa.office.organizing_posts import Posts
from orqa.office.organizing_units import Units
from orqa.rules.decisions import Decision


class OrganizationService(Units, Posts, People):
    """Keep the organization and ask who was what on a day.

    Reached as ``office.organization`` or, in a work, ``work.organization``. What is changed takes effect on a day;
    who asks of an earlier day is answered as before. Every change is refused whole or made whole.
    """

    def signature(self, person: str, position: str = "", *, on: date | None = None) -> Decision[tuple[Text, ...]]:
        """The lines that are printed under somebody's signature on a day, and the rules that say so (การลงชื่อ).

        Args:
            person: id or staff number of the one who signs.
            position: code of the position that they sign in; by default their own.
            on: the day; by default today.

        Raises:
            NotFound: when there is no such person.
            NotInPosition: when they neither hold the position nor act in it.
        """
        day = on or self._office.today()
        known, reading = self.person(person), self._office.profile.at(day).reading()
        lines = signature(self.on(day), reading, known, position)
        return reading.decision(lines, {"person": known.id, "position": position, "on": day})
