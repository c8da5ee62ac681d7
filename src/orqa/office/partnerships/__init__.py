"""International relations: the service of one area, put together from its parts (งานวิเทศสัมพันธ์)."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from orqa.office.partnerships.agreement_exchange import AgreementExchange
from orqa.office.partnerships.agreement_steps import AgreementSteps
from orqa.office.partnerships.durations import Durations
from orqa.office.partnerships.expiring import Expiring
from orqa.office.partnerships.own_registers import OwnRegisters
from orqa.office.partnerships.published import Published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.partnerships.activities import Activity
    from orqa.domain.partnerships.enquiries import Enquiry
    from orqa.domain.partnerships.official_trips import OfficialTrip
    from orqa.domain.partnerships.study_cases import StudyCase
    from orqa.domain.partnerships.visits import Visit
    from orqa.office.organizing import Changed
    from orqa.office.partnerships.activities import Activities
    from orqa.office.partnerships.approved_texts import ApprovedTexts
    from orqa.office.partnerships.cooperation import Cooperation
    from orqa.office.partnerships.files import PartnershipFiles
    from orqa.office.partnerships.grades import GradeTables
    from orqa.office.partnerships.information import Enquiries
    from orqa.office.partnerships.learning import LearningAgreements
    from orqa.office.partnerships.scholarship_news import News
    from orqa.office.partnerships.stays import Stays
    from orqa.office.partnerships.study_cases import StudyCases
    from orqa.office.partnerships.trips import Trips
    from orqa.office.partnerships.visits import Visits


class PartnershipService(AgreementSteps, AgreementExchange, OwnRegisters, Published, Durations, Expiring):
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
    def learning(self) -> "LearningAgreements":
        """Learning agreements of students who go or come, with their versions (ข้อตกลงการเรียน)."""
        from orqa.office.partnerships.learning import LearningAgreements

        return LearningAgreements(self._office, self._recording)

    @cached_property
    def grades(self) -> "GradeTables":
        """How often each grade is given, here and there, and conversion by it (ตารางการกระจายเกรด)."""
        from orqa.office.partnerships.grades import GradeTables

        return GradeTables(self._office, self._recording)

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

    @cached_property
    def visits(self) -> "Visits":
        """Visits and delegations, in and out (การเยือนและคณะผู้แทน)."""
        from orqa.office.partnerships.visits import Visits

        return Visits(self._office, self._recording)

    @cached_property
    def files(self) -> "PartnershipFiles":
        """Files that lie with visits, trips, activities and agreements (เอกสารแนบ)."""
        from orqa.office.partnerships.files import PartnershipFiles

        return PartnershipFiles(self._office, self._recording)

    @cached_property
    def activities(self) -> "Activities":
        """What is done under agreements (กิจกรรมความร่วมมือ)."""
        from orqa.office.partnerships.activities import Activities

        return Activities(self._office, self._recording)

    def visit(self, direction: str, purpose: str, **fields: Any) -> "Visit":
        """Keep a visit that is planned (บันทึกแผนการเยือน).

        Args:
            direction: ``received`` or ``sent``.
            purpose: what for.
            **fields: those of :meth:`orqa.office.partnerships.visits.Visits.plan`, which tells the errors.
        """
        return self.visits.plan(direction, purpose, **fields)

    def activity(self, activity_kind: str, title: str, **fields: Any) -> "Activity":
        """Keep an activity that is planned (บันทึกกิจกรรมความร่วมมือ).

        Args:
            activity_kind: code of the vocabulary ``cooperation-activity``.
            title: what it is called.
            **fields: those of :meth:`orqa.office.partnerships.activities.Activities.plan`, which tells the errors.
        """
        return self.activities.plan(activity_kind, title, **fields)

    @cached_property
    def trips(self) -> "Trips":
        """Trips abroad of staff and executives (การไปราชการต่างประเทศ)."""
        from orqa.office.partnerships.trips import Trips

        return Trips(self._office, self._recording)

    @cached_property
    def enquiries(self) -> "Enquiries":
        """What people ask, with tickets and answers (เรื่องสอบถาม)."""
        from orqa.office.partnerships.information import Enquiries

        return Enquiries(self._office, self._recording)

    @cached_property
    def texts(self) -> "ApprovedTexts":
        """Texts that answers may use (ข้อความมาตรฐาน)."""
        from orqa.office.partnerships.approved_texts import ApprovedTexts

        return ApprovedTexts(self._office, self._recording)

    @cached_property
    def news(self) -> "News":
        """News of scholarships (ข่าวทุน)."""
        from orqa.office.partnerships.scholarship_news import News

        return News(self._office, self._recording)

    def trip(self, person: str, purpose: str, **fields: Any) -> "Changed[OfficialTrip]":
        """Ask for a trip abroad (ขออนุมัติไปราชการต่างประเทศ).

        Args:
            person: id or staff number of the traveller.
            purpose: what for.
            **fields: those of :meth:`orqa.office.partnerships.trips.Trips.ask`, which tells the errors.
        """
        return self.trips.ask(person, purpose, **fields)

    def enquire(self, question: str, **fields: Any) -> "Enquiry":
        """Take an enquiry in (รับเรื่องสอบถาม).

        Args:
            question: what is asked.
            **fields: those of :meth:`orqa.office.partnerships.information.Enquiries.take_in`, which tells the errors.
        """
        return self.enquiries.take_in(question, **fields)

    def answer(self, enquiry: "Enquiry | str", texts: "Iterable[str]" = (), **fields: Any) -> "Enquiry":
        """Answer an enquiry (ตอบเรื่องสอบถาม).

        Args:
            enquiry: the enquiry, or its id.
            texts: codes of approved texts.
            **fields: those of :meth:`orqa.office.partnerships.information.Enquiries.answer`, which tells the errors.
        """
        return self.enquiries.answer(enquiry, texts, **fields)
