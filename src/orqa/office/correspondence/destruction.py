"""How letters are destroyed: the part ``office.correspondence.destruction``, and the short ways to it."""

from datetime import date
from functools import cached_property

from orqa.base.years import CalendarYear
from orqa.domain.correspondence.destruction import DestructionList
from orqa.office.correspondence.destroying import Destruction, DestructionCarriedOut
from orqa.office.correspondence.destruction_lists import Surveyed
from orqa.office.correspondence.masking import Masking


class WithDestruction(Masking):
    """Survey what may be destroyed, and destroy it (การทำลายหนังสือ, ข้อ 66 to 70)."""

    @cached_property
    def destruction(self) -> DestructionCarriedOut:
        """Destruction lists, from the survey to the record of the committee (บัญชีหนังสือขอทำลาย)."""
        return DestructionCarriedOut(self._office, self._recording)

    def survey_for_destruction(self, year: CalendarYear, *, unit: str = "") -> Surveyed:
        """The list of letters whose period ended with a year: see ``destruction.survey``."""
        return self.destruction.survey(year, unit=unit)

    def destroy(self, known: DestructionList | str, method: str, *, on: date | None = None) -> Destruction:
        """Destroy the letters of a cleared list for good: see ``destruction.destroy``."""
        return self.destruction.destroy(known, method, on=on)
