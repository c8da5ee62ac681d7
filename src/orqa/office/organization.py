"""Units, positions, people: the service of one area (หน่วยงานและบุคลากร)."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.organization.signatures import signature
from orqa.domain.organization.units import Unit
from orqa.office.errors import NotFound
from orqa.office.organizing import TITLE
from orqa.office.organizing_people import People
from orqa.office.organizing_posts import Posts
from orqa.office.organizing_units import Units
from orqa.rules.decisions import Decision

if TYPE_CHECKING:
    from orqa.reporting.tables import Table


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

    def unit(self, code: str) -> Unit:
        """The unit of a code, with all that it was.

        Raises:
            NotFound: when there is none.
        """
        found = self.structure.units.get(code)
        if found is None:
            raise NotFound(TITLE, code)
        return found

    def table(self, name: str, *, on: date | None = None) -> "Table":
        """The organization on a day as a table: ``units`` from the top down, ``positions`` or ``people``.

        Args:
            name: of the table.
            on: the day; by default today.

        Raises:
            UnknownTable: when there is none of that name.
        """
        from orqa.office.organization_tables import organization_table

        return organization_table(name, self.on(on), self._office.profile)

    def history(self, code: str) -> "Table":
        """What a unit was called, whose part it was and on what that rested, from its founding on.

        Raises:
            NotFound: when there is none of that code.
        """
        from orqa.office.organization_tables import history_table

        return history_table(self.unit(code), self._office.profile)

    def tenures(self, person: str) -> "Table":
        """What a person (id or staff number) holds, acts in and was given, of all days.

        Raises:
            NotFound: when there is no such person.
        """
        from orqa.office.organization_tables import tenure_table

        return tenure_table(self.structure, self.person(person), self._office.profile)
