"""International relations: the service of one area, put together from its parts (งานวิเทศสัมพันธ์)."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from orqa.office.partnerships.agreement_steps import AgreementSteps
from orqa.office.partnerships.expiring import Expiring
from orqa.office.partnerships.own_registers import OwnRegisters
from orqa.office.partnerships.published import Published
from orqa.office.partnerships.recognising import Recognising

if TYPE_CHECKING:
    from orqa.domain.partnerships.study_cases import StudyCase
    from orqa.office.organizing import Changed
    from orqa.office.partnerships.cooperation import Cooperation
    from orqa.office.partnerships.stays import Stays
    from orqa.office.partnerships.study_cases import StudyCases


class PartnershipService(AgreementSteps, OwnRegisters, Published, Recognising, Expiring):
    """Keep the institutions that the university works with, agreements and mobilities; ``office.partnerships``.

    Everybody in the office may see them. Whom to write to there is personal data: it is in no public report. Who may
    keep them, the policy says.
    """

    @cached_property
    def cooperation(self) -> "Cooperation":
        """Agreements as partners exchange them by Erasmus Without Paper, and copies of them (ข้อตกลงแลกเปลี่ยน)."""
        from orqa.office.partnerships.cooperation import Cooperation

        return Cooperation(self._office, self._recording)

    @cached_property
    def stays(self) -> "Stays":
        """Stays of foreigners: visa, extension, report, re-entry, work permit (การพำนักของชาวต่างชาติ)."""
        from orqa.office.partnerships.stays import Stays

        return Stays(self._office, self._recording)

    @cached_property
    def study_cases(self) -> "StudyCases":
        """Studies abroad of the university's own people, from the application to the service owed (การไปศึกษาต่อ)."""
        from orqa.office.partnerships.study_cases import StudyCases

        return StudyCases(self._office, self._recording)

    def study_case(self, person: str = "", **fields: Any) -> "Changed[StudyCase]":
        """Keep an application to study abroad (ยื่นเรื่องการไปศึกษาต่อ).

        Args:
            person: id or staff number; by default whoever acts.
            **fields: those of :meth:`orqa.office.partnerships.study_cases.StudyCases.apply`, which tells the errors.
        """
        return self.study_cases.apply(person, **fields)
