"""Contracts of study leave are kept, and the service that is owed is counted (สัญญาลาศึกษาและการชดใช้)."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bond_errors import BondRefused
from orqa.domain.attendance.bonds import (
    Bond,
    Extension,
    Pause,
    ProgressReport,
    Standing,
    decide_breach,
    decide_factor,
    decide_reports_due,
    decide_return_by,
    standing,
)
from orqa.office.attendance.records import all_of, record_of
from orqa.office.attendance.seeing import require_leave_of
from orqa.office.service import Asked, Service
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.money import Money
    from orqa.domain.attendance.bonds import (
        Breach,
    )
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

SIGN: Final = "bond.sign"
CHANGE: Final = "bond.change"
"""The actions, as the policy has them."""

_BOND = Text.of(en="the bond", th="สัญญาชดใช้ทุน")
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_NOT_LONGER = Text.of(
    en="an extension ends after {last}, the last day that is permitted already",
    th="การขยายเวลาต้องสิ้นสุดหลัง {last} ซึ่งอนุญาตอยู่แล้ว",
)
_BACK = Text.of(en="the person reported back on {day} already", th="รายงานตัวกลับเมื่อ {day} แล้ว")
_AWAY = Text.of(en="the person has not reported back yet", th="ยังไม่ได้รายงานตัวกลับ")
_BEFORE = Text.of(en="the day {day} lies before {first}", th="วันที่ {day} อยู่ก่อน {first}")
_ENDED = Text.of(en="it ended on {day}", th="สัญญาสิ้นสุดเมื่อ {day}")


class Bonds(Service):
    """Keep bonds and ask how they stand; reached as ``office.attendance.bonds``."""

    def sign(  # noqa: PLR0913 - what stands in a contract, by name
        self,
        person: str,
        *,
        first: date,
        last: date,
        abroad: bool = False,
        contract: str = "",
        leave: RecordRef | None = None,
        funding: str = "",
        sponsor: str = "",
        country: str = "",
        institution: str = "",
        degree: str = "",
        guarantors: tuple[str, ...] = (),
        key: str | None = None,
    ) -> Bond:
        """Keep a contract of study, training or research leave (ทำสัญญาลาศึกษา).

        What each day away costs in days of service is the rule ``bond.factor`` as it is on the first day; it stays with
        the contract when the rule changes.

        Args:
            person: id or staff number.
            first: the first day of the leave.
            last: the last day that is permitted.
            abroad: whether the study is abroad.
            contract: its number.
            leave: the leave that it belongs to, where that is kept here.
            funding: by whom the study is paid.
            sponsor: who gives the money.
            country: where.
            institution: at which place of study.
            degree: for what.
            guarantors: who stands in for it (ผู้ค้ำประกัน).
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such person.
            BondRefused: when the last day lies before the first.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if last < first:
            raise BondRefused(_REVERSED.fill(first=day_text(first), last=day_text(last)))
        office = self._office
        known = office.organization.person(person)
        fields: dict[str, Any] = {"person": known.id, "first": first, "last": last, "abroad": abroad}
        fields |= {"contract": contract, "leave": leave, "funding": funding, "sponsor": sponsor, "country": country}
        fields |= {"institution": institution, "degree": degree, "guarantors": guarantors}

        def make(save: "Save") -> Bond:
            at = office.now()
            factor = decide_factor(office.rules(first).reading(), abroad=abroad).value
            units = office.organization.on(first).units_of(known.id)
            bond = Bond(id=office.ids.next_id(at), unit=units[0] if units else "", factor=factor, **fields)
            save(SIGN, at, (bond,))
            return evolve(bond, version=1)

        return self._recorder.once(key, SIGN, Asked(fields), make, lambda made: self.get(made[0].id))

    def extend(self, bond: Bond | str, last: date, order: str = "", *, key: str | None = None) -> Bond:
        """Permit a longer leave (ขยายเวลาศึกษา); what is owed grows with it.

        Raises:
            NotFound: when there is no such bond.
            BondRefused: when the leave is not longer, the person is back, or the contract ended.
        """

        def extended(known: Bond) -> Bond:
            _not_ended(known)
            if known.returned:
                raise BondRefused(_BACK.fill(day=day_text(known.returned)))
            if last <= known.permitted_to:
                raise BondRefused(_NOT_LONGER.fill(last=day_text(known.permitted_to)))
            return evolve(known, extensions=(*known.extensions, Extension(last=last, order=order)))

        return self._changed(bond, {"extend": last, "order": order}, extended, key)

    def report(self, bond: Bond | str, received: date, title: str = "", *, key: str | None = None) -> Bond:
        """Keep that a report on the study was received (รายงานผลการศึกษา).

        Raises:
            NotFound: when there is no such bond.
            BondRefused: for a day before the leave.
        """

        def reported(known: Bond) -> Bond:
            _not_before(received, known.first)
            return evolve(known, reports=(*known.reports, ProgressReport(received=received, title=title)))

        return self._changed(bond, {"report": received, "title": title}, reported, key)

    def back(self, bond: Bond | str, day: date, *, key: str | None = None) -> Bond:
        """Keep on which day the person reported back (รายงานตัวกลับเข้าปฏิบัติราชการ): service is counted from it.

        Raises:
            NotFound: when there is no such bond.
            BondRefused: for a day before the leave, when the person is back already, or the contract ended.
        """

        def returned(known: Bond) -> Bond:
            _not_ended(known)
            if known.returned:
                raise BondRefused(_BACK.fill(day=day_text(known.returned)))
            _not_before(day, known.first)
            return evolve(known, returned=day)

        return self._changed(bond, {"back": day}, returned, key)

    def pause(
        self, bond: Bond | str, first: date, last: date | None = None, reason: str = "", *, key: str | None = None
    ) -> Bond:
        """Keep days that do not serve (ช่วงที่ไม่นับเป็นเวลาชดใช้), such as leave without pay.

        Args:
            bond: the bond, or its id.
            first: the first day.
            last: the last day; None while it goes on. A pause that goes on is ended by the same first day with a last.
            reason: why; of a pause that is known, by default as before.
            key: as of :meth:`sign`.

        Raises:
            NotFound: when there is no such bond.
            BondRefused: when the person is not back, the days are reversed or before that, or the contract ended.
        """
        if last and last < first:
            raise BondRefused(_REVERSED.fill(first=day_text(first), last=day_text(last)))

        def paused(known: Bond) -> Bond:
            _not_ended(known)
            if known.returned is None:
                raise BondRefused(_AWAY)
            _not_before(first, known.returned)
            before = next((one for one in known.pauses if one.first == first), None)
            why = reason or (before.reason if before else "")
            others = tuple(one for one in known.pauses if one is not before)
            return evolve(known, pauses=(*others, Pause(first=first, last=last, reason=why)))

        return self._changed(bond, {"pause": first, "last": last, "reason": reason}, paused, key)

    def end(self, bond: Bond | str, day: date, reason: str, *, key: str | None = None) -> Bond:
        """Keep that the person left, or the contract ended otherwise; :meth:`breach` tells what is owed.

        Raises:
            NotFound: when there is no such bond.
            BondRefused: when it ended already, or for a day before the leave.
        """

        def ended(known: Bond) -> Bond:
            _not_ended(known)
            _not_before(day, known.first)
            return evolve(known, ended=day, reason=reason)

        return self._changed(bond, {"end": day, "reason": reason}, ended, key)

    def get(self, identity: str) -> Bond:
        """The bond of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, Bond, identity, _BOND)

    def list(self, person: str = "") -> tuple[Bond, ...]:
        """All bonds that may be seen, or those of one person (id or staff number), the first that was made first.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave of the person who is named.
        """
        if not person:
            return all_of(self._office, Bond)
        known = self._office.organization.person(person).id
        require_leave_of(self._office, known)
        return all_of(self._office, Bond, equal("person", known))

    def standing(self, bond: Bond | str, on: date | None = None) -> Standing:
        """How many days are owed, served and left at the end of a day, by default today.

        Raises:
            NotFound: when there is no such bond.
        """
        return standing(self._of(bond), on or self._office.today())

    def return_by(self, bond: Bond | str) -> "Decision[date]":
        """By when the person must report back, and the rule that says so.

        Raises:
            NotFound: when there is no such bond.
        """
        known = self._of(bond)
        return decide_return_by(self._office.rules(known.permitted_to).reading(), known)

    def reports_due(self, bond: Bond | str) -> "Decision[tuple[date, ...]]":
        """By when reports on the study are due, received or not, and the rule that says so.

        Raises:
            NotFound: when there is no such bond.
        """
        known = self._of(bond)
        return decide_reports_due(self._office.rules(known.first).reading(), known)

    def breach(
        self,
        bond: Bond | str,
        paid: "Money",
        *,
        on: date | None = None,
        demanded: date | None = None,
        settled: date | None = None,
    ) -> "Decision[Breach]":
        """What must be paid where the person leaves before all is served (ผิดสัญญา), and the rules that say so.

        Args:
            bond: the bond, or its id.
            paid: salary, scholarship and whatever else was paid for the study.
            on: the last day in service; by default the day on which the bond ended, else today.
            demanded: the day on which it was demanded; None counts no interest.
            settled: the day on which it is paid; by default that of the demand.

        Raises:
            NotFound: when there is no such bond.
        """
        known = self._of(bond)
        day = on or known.ended or self._office.today()
        reading = self._office.rules(demanded or day).reading()
        return decide_breach(reading, known, day, paid, demanded=demanded, settled=settled)

    def table(self, on: date | None = None) -> "Table":
        """All bonds as they stand on a day, by default today (ทะเบียนสัญญาชดใช้ทุน)."""
        from orqa.office.attendance.bond_tables import bond_table

        return bond_table(self._office, self.list(), on or self._office.today())

    # ------------------------------------------------------------------ inside

    def _of(self, bond: Bond | str) -> Bond:
        return bond if isinstance(bond, Bond) else self.get(bond)

    def _changed(
        self, bond: Bond | str, asked: dict[str, object], change: Callable[[Bond], Bond], key: str | None
    ) -> Bond:
        identity = bond if isinstance(bond, str) else bond.id

        def make(save: "Save") -> Bond:
            changed = change(self.get(identity))
            save(CHANGE, self._office.now(), (changed,))
            return evolve(changed, version=changed.version + 1)

        asks = Asked({"bond": identity, **asked})
        return self._recorder.once(key, CHANGE, asks, make, lambda made: self.get(made[0].id))


def _not_ended(bond: Bond) -> None:
    """Go on where a contract runs.

    Raises:
        BondRefused: where it ended.
    """
    if bond.ended:
        raise BondRefused(_ENDED.fill(day=day_text(bond.ended)))


def _not_before(day: date, first: date) -> None:
    """Go on where a day does not lie before another.

    Raises:
        BondRefused: where it does.
    """
    if day < first:
        raise BondRefused(_BEFORE.fill(day=day_text(day), first=day_text(first)))
