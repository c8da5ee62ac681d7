"""Studies abroad are carried from the application to the service owed (การดำเนินเรื่องการไปศึกษาต่อต่างประเทศ)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.study_plans import Degree
from orqa.domain.budgets.records import BudgetLine, SpendingCase
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.study_cases import (
    Admission,
    Scholarship,
    StudyAction,
    StudyCase,
    StudyRefused,
    departed,
    require,
)
from orqa.office.organizing import Changed
from orqa.office.partnerships.partner_findings import called_so_too
from orqa.office.partnerships.study_reading import ROUTE
from orqa.office.partnerships.study_steps import StudySteps
from orqa.office.service import Asked

if TYPE_CHECKING:
    from orqa.base.money import Money
    from orqa.domain.attendance.study_plans import StudyVerdict
    from orqa.domain.organization.approvals import Approval
    from orqa.office.recorder import Save
    from orqa.rules.decisions import Decision

_DEGREE = Text.of(
    en="there is no degree {degree!r}; choose one of: {known}", th="ไม่มีระดับการศึกษา {degree!r} ให้เลือกจาก: {known}"
)
_PURPOSE = Text.of(
    en="{purpose!r} is no purpose of study leave; choose one of: {known}",
    th="{purpose!r} ไม่ใช่วัตถุประสงค์ของการลา ให้เลือกจาก: {known}",
)
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_NOT_THERE = Text.of(
    en="{record} is not there, may not be seen, or is no {kind}", th="ไม่พบ {record} ไม่มีสิทธิดู หรือไม่ใช่ {kind}"
)
_OF_ANOTHER = Text.of(en="{record} is of another person", th="{record} เป็นของบุคคลอื่น")
_TITLE = Text.of(en="Study abroad: {person}, {place}", th="การไปศึกษาต่อต่างประเทศ: {person} {place}")
_OWES = Text.of(
    en="{left} day(s) of service are still owed; close it when they are served, or tell the reason",
    th="ยังต้องชดใช้อีก {left} วัน ให้ปิดเรื่องเมื่อชดใช้ครบ หรือระบุเหตุผล",
)
_NO_REASON = Text.of(en="tell the reason", th="โปรดระบุเหตุผล")
_MONEY: Final = {BudgetLine.kind: BudgetLine, SpendingCase.kind: SpendingCase}
_FIELDS: Final = ("purpose", "degree", "subject", "institution", "country", "first", "last", "funding", "estimate")


class StudyCases(StudySteps):
    """Keep studies abroad; reached as ``office.partnerships.study_cases``.

    Everybody may apply for themselves, submit, ask for an extension and withdraw; the rest is for those whom the policy
    names. A step that does not fit where a case stands is refused, and the message says what may be done.
    """

    def apply(  # noqa: PLR0913 - what is applied for, by name
        self,
        person: str = "",
        *,
        first: date,
        last: date,
        purpose: str = "study",
        degree: str = "none",
        subject: str = "",
        institution: str = "",
        country: str = "",
        funding: str = "",
        estimate: "Money | None" = None,
        applied: date | None = None,
        key: str | None = None,
    ) -> Changed[StudyCase]:
        """Keep an application to study abroad (ยื่นเรื่องการไปศึกษาต่อ).

        Args:
            person: id or staff number; by default whoever acts.
            first: the first day, as it is planned.
            last: the last day.
            purpose: one of the rule ``study.purposes``.
            degree: none, bachelor, master or doctorate.
            subject: what is studied.
            institution: at which place of study.
            country: its name in English or Thai, or its ISO 3166-1 code.
            funding: who pays, a code of the vocabulary ``study-funding``.
            estimate: what it costs the university.
            applied: the day of the application; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such person.
            StudyRefused: when the purpose or degree is none, or the days are reversed.
            UnknownTerm: for a funding that the profile does not have.
            CountryNotUnderstood: when the country is none, or may be several.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        actor = office.actor
        known = office.organization.person(person or (actor.person if actor else ""))
        fields: dict[str, Any] = {"first": first, "last": last, "purpose": purpose, "degree": degree}
        fields |= {"subject": subject.strip(), "institution": institution.strip(), "funding": funding}
        fields |= {"country": read_country(country).code if country.strip() else "", "estimate": estimate}
        self._check(fields)
        unit = next(iter(office.organization.on().units_of(known.id)), "")
        fields |= {"person": known.id, "unit": unit, "applied": applied or office.today()}
        action = self._action(known.id)

        def make(save: "Save") -> Changed[StudyCase]:
            at = office.now()
            made = StudyCase(id=office.ids.next_id(at), **fields)
            save(action, at, (made,))
            return Changed(record=evolve(made, version=1), findings=called_so_too(made.ref, country))

        office.require(action)
        return self._recorder.once(key, action, Asked(fields), make, lambda done: Changed(record=self.get(done[0].id)))

    def change(self, case: StudyCase | str, *, key: str | None = None, **fields: Any) -> Changed[StudyCase]:
        """Mend what is planned (แก้ไขเรื่อง): fields of :meth:`apply` other than the person; the others stay.

        Raises:
            TypeError: for a field that there is none of.
            NotFound, StudyRefused, UnknownTerm, CountryNotUnderstood, NotAllowed: as of :meth:`apply`; and when it does
                not fit where the case stands.
        """
        if wrong := fields.keys() - set(_FIELDS):
            raise TypeError(f"change() has no field {min(wrong)!r}; it has {', '.join(_FIELDS)}")
        if fields.get("country"):
            fields["country"] = read_country(fields["country"]).code

        def mended(known: StudyCase) -> StudyCase:
            self._check({name: fields.get(name, getattr(known, name)) for name in _FIELDS})
            return evolve(known, **fields)

        asked = {"change": tuple(sorted((name, str(value)) for name, value in fields.items()))}
        return self._changed(case, StudyAction.CHANGE, asked, mended, key, own=True)

    def check(self, case: StudyCase | str) -> "Decision[StudyVerdict]":
        """What the rules ``study.*`` of attendance say of the plan (ตรวจสอบหลักเกณฑ์); nothing is kept.

        Raises:
            NotFound: when there is no such case.
            NotAllowed: when whoever acts may not see the leave of the person.
            NotModelled: when the rules say nothing about that time.
        """
        known = self._of(case)
        plan = {"purpose": known.purpose, "abroad": True, "degree": Degree(known.degree), "asked_on": known.applied}
        return self._office.attendance.studies.check(
            known.person, known.first, known.last, funding=known.funding, **plan
        )

    def submit(self, case: StudyCase | str, *, key: str | None = None) -> "Approval":
        """Submit it for approval along the route ``study.abroad`` (เสนออนุมัติ); decided in ``office.approvals``.

        Raises:
            NotFound: when there is no such case.
            StudyRefused: when it does not fit where the case stands.
            NoApprover, NobodyMaySee: when nobody may decide a step, or see the case.
        """
        from orqa.office.approvals import Approvals

        known = self._of(case)
        require(StudyAction.SUBMIT, self.state(known))
        person = self._office.organization.person(known.person).name
        title = _TITLE.fill(person=person, place=known.institution or known.country)
        return Approvals(self._office, self._recording).submit(
            known, ROUTE, unit=known.unit, title=title, amount=known.estimate, key=key
        )

    def admit(
        self, case: StudyCase | str, day: date, *, number: str = "", note: str = "", key: str | None = None
    ) -> Changed[StudyCase]:
        """Keep the letter by which the place of study takes the person (หนังสือตอบรับ).

        Raises:
            NotFound: when there is no such case.
            StudyRefused: when it does not fit where the case stands.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        found = Admission(day=day, number=number, note=note)
        return self._changed(
            case, StudyAction.ADMIT, {"admit": found}, lambda known: evolve(known, admission=found), key
        )

    def link(  # noqa: PLR0913 - what a case points to, by name
        self,
        case: StudyCase | str,
        *,
        leave: RecordRef | None = None,
        bond: RecordRef | None = None,
        partner: RecordRef | None = None,
        budget: Iterable[RecordRef] = (),
        papers: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> Changed[StudyCase]:
        """Tie to it what other areas keep (ผูกรายการที่เกี่ยวข้อง); what is not given stays.

        Args:
            case: the case, or its id.
            leave: the study leave; of the same person.
            bond: the contract; of the same person.
            partner: the place of study, where it is a partner.
            budget: further lines or spending cases that pay.
            papers: further letters and other records.
            key: as of :meth:`apply`.

        Raises:
            NotFound: when there is no such case.
            StudyRefused: when a record is not there, may not be seen, is of another kind or person, or it does not fit
                where the case stands.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        money, others = tuple(budget), tuple(papers)

        def tied(known: StudyCase) -> StudyCase:
            self._same_person(known, Leave, leave)
            self._same_person(known, Bond, bond)
            self._there(Partner, partner)
            for one in money:
                self._there(_MONEY.get(one.kind, BudgetLine), one)
            return evolve(
                known,
                leave=leave or known.leave,
                bond=bond or known.bond,
                partner=partner or known.partner,
                budget=tuple(dict.fromkeys((*known.budget, *money))),
                papers=tuple(dict.fromkeys((*known.papers, *others))),
            )

        asked = {"leave": leave, "bond": bond, "partner": partner, "budget": money, "papers": others}
        return self._changed(case, StudyAction.LINK, asked, tied, key)

    def fund(  # noqa: PLR0913 - what a scholarship is, by name
        self,
        case: StudyCase | str,
        sponsor: str,
        *,
        money: "Money | None" = None,
        number: str = "",
        first: date | None = None,
        last: date | None = None,
        key: str | None = None,
    ) -> Changed[StudyCase]:
        """Keep a scholarship (ทุนการศึกษา).

        Raises:
            NotFound, StudyRefused, NotAllowed: as of :meth:`admit`.
        """
        found = Scholarship(sponsor=sponsor, money=money, number=number, first=first, last=last)

        def funded(known: StudyCase) -> StudyCase:
            return evolve(known, scholarships=(*known.scholarships, found))

        return self._changed(case, StudyAction.LINK, {"fund": found}, funded, key)

    def depart(self, case: StudyCase | str, day: date, *, key: str | None = None) -> Changed[StudyCase]:
        """Keep that they left (บันทึกการเดินทาง), where all is there that the rule ``study.before_departure`` asks for.

        Raises:
            NotFound, StudyRefused, NotAllowed: as of :meth:`admit`; the message names what is missing.
        """

        def left(known: StudyCase) -> StudyCase:
            return departed(known, day, self._missing(known, self._approval(known)))

        return self._changed(case, StudyAction.DEPART, {"depart": day}, left, key)

    def close(
        self, case: StudyCase | str, day: date | None = None, *, reason: str = "", key: str | None = None
    ) -> Changed[StudyCase]:
        """Close it when all service is served (ปิดเรื่อง), or for a reason.

        Raises:
            NotFound, StudyRefused, NotAllowed: as of :meth:`admit`; while service is owed and no reason is told.
        """
        on = day or self._office.today()

        def closed(known: StudyCase) -> StudyCase:
            for stands in self.service(known, (on,)):
                if stands.left and not reason.strip():
                    raise StudyRefused(_OWES.fill(left=stands.left))
            return evolve(known, closed=on, reason=reason.strip())

        return self._changed(case, StudyAction.CLOSE, {"close": on, "reason": reason}, closed, key)

    def withdraw(self, case: StudyCase | str, reason: str, *, key: str | None = None) -> Changed[StudyCase]:
        """Withdraw it before leaving (ถอนเรื่อง).

        Raises:
            NotFound, StudyRefused, NotAllowed: as of :meth:`admit`; and without a reason.
        """
        if not reason.strip():
            raise StudyRefused(_NO_REASON)

        def withdrawn(known: StudyCase) -> StudyCase:
            return evolve(known, closed=self._office.today(), withdrawn=True, reason=reason.strip())

        return self._changed(case, StudyAction.WITHDRAW, {"withdraw": reason}, withdrawn, key, own=True)

    # ------------------------------------------------------------------ inside

    def _check(self, fields: Mapping[str, Any]) -> None:
        view = self._office.rules(fields["first"])
        if fields["last"] < fields["first"]:
            raise StudyRefused(_REVERSED.fill(first=day_text(fields["first"]), last=day_text(fields["last"])))
        if fields["degree"] not in set(Degree):
            raise StudyRefused(_DEGREE.fill(degree=fields["degree"], known=", ".join(Degree)))
        purposes = view.reading().value("study.purposes")
        if fields["purpose"] not in purposes:
            known = joined(Text.of(en=one) for one in purposes)
            raise StudyRefused(_PURPOSE.fill(purpose=fields["purpose"], known=known))
        if fields["funding"]:
            _ = view.vocabulary("study-funding")[fields["funding"]]

    def _there(self, kind: type[Any], ref: RecordRef | None) -> Any:
        """What a case is to point to; None for nothing.

        Raises:
            StudyRefused: where it is not there, or of another kind.
        """
        if ref is None:
            return None
        found = self._one_or_none(kind, ref.id) if ref.kind == kind.kind else None
        if found is None:
            raise StudyRefused(_NOT_THERE.fill(record=ref, kind=kind.kind))
        return found

    def _same_person(self, case: StudyCase, kind: type[Any], ref: RecordRef | None) -> None:
        found = self._there(kind, ref)
        if found is not None and found.person != case.person:
            raise StudyRefused(_OF_ANOTHER.fill(record=ref))
