"""Reports, extensions and the return of a study abroad: they go to the bond (ขั้นตอนระหว่างศึกษา)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.domain.attendance.bonds import Bond
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships.study_cases import AskedExtension, StudyAction, StudyCase, StudyRefused, require
from orqa.office.organizing import Changed
from orqa.office.partnerships.study_reading import EXTENSION_ROUTE, StudyReading
from orqa.office.service import Asked

if TYPE_CHECKING:
    from orqa.office.attendance.bonds import Bonds
    from orqa.office.recorder import Save

ASK: Final = "study-case.ask"
KEEP: Final = "study-case.keep"
"""The actions, as the policy has them: of one's own case, and of any."""

EXTENSION: Final = "study.extension"

LATE = FindingKind(
    "study-extension-late",
    Severity.WARNING,
    Text.of(
        en="the extension is asked for on {day}, after {last}, the last day that is permitted",
        th="ขอขยายเวลาวันที่ {day} หลังวันสุดท้ายที่อนุญาต {last}",
    ),
)
LONG = FindingKind(
    "study-extension-long",
    Severity.WARNING,
    Text.of(
        en="the extension to {last} is longer than {months} months at a time, which end on {most}",
        th="การขยายเวลาถึง {last} เกินครั้งละ {months} เดือน ซึ่งสิ้นสุด {most}",
    ),
)
BARE = FindingKind(
    "study-extension-papers",
    Severity.WARNING,
    Text.of(en="papers are missing: {papers}", th="ขาดเอกสาร: {papers}"),
)
_NO_BOND = Text.of(
    en="it has no contract that may be seen; tie the bond to it first", th="ไม่มีสัญญาที่ดูได้ โปรดผูกสัญญาลาศึกษาก่อน"
)
_NOT_LONGER = Text.of(
    en="an extension ends after {last}, the last day that is permitted already",
    th="การขยายเวลาต้องสิ้นสุดหลัง {last} ซึ่งอนุญาตอยู่แล้ว",
)
_WAITS = Text.of(en="an extension is asked for already and is not decided", th="มีการขอขยายเวลาที่ยังไม่ได้พิจารณา")
_NOT_APPROVED = Text.of(en="no extension is approved; ask for one first", th="ยังไม่มีการอนุมัติขยายเวลา โปรดขอก่อน")
_TITLE = Text.of(en="Extension of the study abroad to {last}: {person}", th="ขยายเวลาศึกษาต่อถึง {last}: {person}")
_WORK: Final = "ขอขยายเวลาศึกษาต่อ"


class StudySteps(StudyReading):
    """What happens while somebody studies; a part of ``office.partnerships.study_cases``."""

    def report(self, case: StudyCase | str, received: date, title: str = "", *, key: str | None = None) -> Bond:
        """Keep that a report on the study came, in the bond (รายงานผลการศึกษา).

        Raises:
            NotFound: when there is no such case.
            StudyRefused: when it does not fit where the case stands, or it has no bond.
            BondRefused: for a day before the leave.
            NotAllowed: when whoever acts may not change bonds.
        """
        return self._bonds.report(self._for(case, StudyAction.REPORT), received, title, key=key)

    def back(self, case: StudyCase | str, day: date, *, key: str | None = None) -> Bond:
        """Keep that they reported back to duty, in the bond (รายงานตัวกลับ): service is counted from that day.

        Raises:
            NotFound, StudyRefused, BondRefused, NotAllowed: as of :meth:`report`.
        """
        return self._bonds.back(self._for(case, StudyAction.BACK), day, key=key)

    def ask_extension(  # noqa: PLR0913 - what is asked for, by name
        self,
        case: StudyCase | str,
        last: date,
        *,
        reason: str = "",
        papers: Iterable[str] = (),
        day: date | None = None,
        key: str | None = None,
    ) -> Changed[StudyCase]:
        """Ask for a longer leave, along the route ``study.extension`` (ขอขยายเวลา).

        Args:
            case: the case, or its id.
            last: the new last day.
            reason: why.
            papers: what lies with it, such as ``adviser_letter``; the rule ``study.extension`` names them.
            day: the day on which it is asked for; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The case; findings tell where it is asked for too late, for too long, or without its papers.

        Raises:
            NotFound: when there is no such case.
            StudyRefused: when it does not fit where the case stands, the leave is not longer, or another one waits.
            NoApprover, NobodyMaySee: when nobody may decide it.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if self._recording is None:  # neither is left without the other
            told: dict[str, Any] = {"reason": reason, "papers": tuple(papers), "day": day, "key": key}
            with self._office.work(_WORK) as work:
                return work.partnerships.study_cases.ask_extension(case, last, **told)
        from orqa.office.approvals import Approvals

        known = self._of(case)
        bond = self._bonded(known)
        on = day or self._office.today()
        asked = AskedExtension(day=on, last=last, reason=reason, papers=tuple(papers))

        def change(one: StudyCase) -> StudyCase:
            self._refuse_extension(one, bond, last)
            return evolve(one, extensions=(*one.extensions, asked))

        action = StudyAction.ASK_EXTENSION
        made = self._changed(known, action, {"extension": asked}, change, key, own=True)
        name = self._office.organization.person(known.person).name
        title = _TITLE.fill(last=day_text(last), person=name)
        Approvals(self._office, self._recording).submit(
            known.ref, EXTENSION_ROUTE, unit=known.unit, title=title, key=key
        )
        return evolve(made, findings=tuple(self._of_extension(known, bond, asked)))

    def extend(self, case: StudyCase | str, order: str = "", *, key: str | None = None) -> Bond:
        """Enter the extension that was approved last, in the bond (บันทึกการขยายเวลา); what is owed grows with it.

        Raises:
            NotFound, BondRefused, NotAllowed: as of :meth:`report`.
            StudyRefused: when none is approved, or it does not fit where the case stands.
        """
        known = self._of(case)
        bond = self._for(known, StudyAction.EXTEND)
        request = self._approval(known, EXTENSION_ROUTE)
        if request is None or request.state is not ApprovalState.APPROVED or not known.extensions:
            raise StudyRefused(_NOT_APPROVED)
        return self._bonds.extend(bond, known.extensions[-1].last, order, key=key)

    # ------------------------------------------------------------------ inside

    @property
    def _bonds(self) -> "Bonds":
        from orqa.office.attendance.bonds import Bonds

        return Bonds(self._office, self._recording)

    def _for(self, case: StudyCase | str, action: StudyAction) -> Bond:
        """The bond of a case with which something may be done now."""
        known = self._of(case)
        require(action, self.state(known))
        return self._bonded(known)

    def _bonded(self, case: StudyCase) -> Bond:
        bond = self._bond(case)
        if bond is None:
            raise StudyRefused(_NO_BOND)
        return bond

    def _refuse_extension(self, case: StudyCase, bond: Bond, last: date) -> None:
        """Go on where no other extension waits, and this one is longer than what is permitted."""
        request = self._approval(case, EXTENSION_ROUTE)
        if request is not None and request.waits_for is not None:
            raise StudyRefused(_WAITS)
        if last <= bond.permitted_to:
            raise StudyRefused(_NOT_LONGER.fill(last=day_text(bond.permitted_to)))

    def _of_extension(self, case: StudyCase, bond: Bond, asked: AskedExtension) -> Iterator[Finding]:
        decision = self._office.rules(asked.day).reading()
        rule = decision.value(EXTENSION)
        cited = decision.decision(None, {}).citations
        if asked.day > bond.permitted_to:
            yield LATE.make(record=case.ref, citations=cited, day=day_text(asked.day), last=day_text(bond.permitted_to))
        most = months_after(bond.permitted_to, rule["most_months"])
        if asked.last > most:
            told = {"last": day_text(asked.last), "months": rule["most_months"], "most": day_text(most)}
            yield LONG.make(record=case.ref, citations=cited, **told)
        if lacking := [one for one in rule["papers"] if one not in asked.papers]:
            yield BARE.make(record=case.ref, citations=cited, papers=", ".join(lacking))

    def _action(self, person: str) -> str:
        actor = self._office.actor
        return ASK if actor is not None and actor.person == person else KEEP

    def _changed(  # noqa: PLR0913 - what is changed, and by whom
        self,
        case: StudyCase | str,
        action: StudyAction,
        asked: Mapping[str, object],
        change: Callable[[StudyCase], StudyCase],
        key: str | None,
        *,
        own: bool = False,
    ) -> Changed[StudyCase]:
        """Change a case where that fits; ``own``: whoever it is of may do it, too."""
        identity = case if isinstance(case, str) else case.id
        known = self.get(identity)
        by = self._action(known.person) if own else KEEP
        self._office.require(by)

        def make(save: "Save") -> Changed[StudyCase]:
            now = self.get(identity)
            require(action, self.state(now))
            made = change(now)
            save(by, self._office.now(), (made,))
            return Changed(record=evolve(made, version=made.version + 1))

        asks = Asked({"case": identity, **asked})
        return self._recorder.once(key, by, asks, make, lambda done: Changed(record=self.get(done[0].id)))
