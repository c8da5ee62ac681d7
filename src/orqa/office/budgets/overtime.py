"""Orders to work outside office hours are kept, and paid by the punches (เงินตอบแทนการปฏิบัติงานนอกเวลาราชการ)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.overtime_orders import (
    OrderPay,
    OvertimeOrder,
    OvertimeWindow,
    decide_order_pay,
)
from orqa.domain.budgets.rates import NATIONAL
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.budgets.overtime_facts import order_facts
from orqa.office.budgets.turns import OVERTIME, turns
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.office.turns import unless_changed
from orqa.storage.errors import Refused
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.domain.budgets.records import SpendingCase
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

ORDER: Final = "overtime.order"
"""The action, as the policy has it: keep orders, and take them back."""

ROUTE: Final = "budget.overtime"
"""The route by which an order is decided."""

_ORDER = Text.of(en="the overtime order", th="คำสั่งให้ปฏิบัติงานนอกเวลา")
_NOBODY = Text.of(en="an order names at least one person and one time", th="คำสั่งต้องระบุบุคคลและเวลาอย่างน้อยหนึ่งรายการ")
_TWICE = Text.of(en="{name} is named twice", th="ระบุ {name} ซ้ำ")
_REVERSED = Text.of(en="the time of {day} ends before it begins", th="เวลาของวันที่ {day} สิ้นสุดก่อนเริ่มต้น")
_OTHER_YEAR = Text.of(
    en="{day} lies outside the fiscal year of {line}; order it apart", th="{day} อยู่นอกปีงบประมาณของ {line} ให้ออกคำสั่งแยก"
)
_TAKEN = Text.of(
    en="{name} is ordered to work on {day} at that time already, for {purpose} ({order}), and is paid for it once; "
    "take that order back first, or name another time",
    th="{name} มีคำสั่งให้ปฏิบัติงานในเวลานั้นของวันที่ {day} แล้ว เพื่อ{purpose} ({order}) เบิกซ้ำไม่ได้ ให้ยกเลิกคำสั่งเดิมก่อน หรือระบุเวลาอื่น",
)
_NOT_APPROVED = Text.of(
    en="the order was not approved: name the paper by which it was, or have it approved along its route",
    th="คำสั่งยังไม่ได้รับอนุมัติ ให้ระบุเลขที่เอกสารหรือเสนอขออนุมัติตามลำดับ",
)
_WITHDRAWN = Text.of(en="the order was taken back on {day}", th="คำสั่งถูกยกเลิกเมื่อ {day}")
_NO_REASON = Text.of(en="say why the order is taken back", th="โปรดระบุเหตุผลที่ยกเลิกคำสั่ง")
_MEANWHILE = Text.of(en="the order was changed at the same moment; look again", th="มีการแก้ไขคำสั่งพร้อมกัน โปรดตรวจสอบ")
_NOT_OVER = Text.of(
    en="the order runs until {day}; what was worked is known after that", th="คำสั่งสิ้นสุด {day} จะทราบชั่วโมงหลังวันนั้น"
)
_NOTHING = Text.of(en="by the punches nothing is to be paid", th="ตามการลงเวลาไม่มีเงินที่ต้องจ่าย")


class OvertimeOrders(Service):
    """Keep orders, tell what they may cost, ask for the money; reached as ``office.budgets.overtime``."""

    def order(  # noqa: PLR0913 - what stands in an order, by name
        self,
        line: str,
        purpose: str,
        people: Iterable[str],
        windows: Iterable[OvertimeWindow],
        *,
        unit: str,
        document: str = "",
        on: date | None = None,
        about: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> OvertimeOrder:
        """Keep an order to work outside office hours (คำสั่งให้ปฏิบัติงานนอกเวลา).

        Args:
            line: the line of the budget that pays, by id, or by its code this year.
            purpose: what for.
            people: ids or staff numbers.
            windows: when; all in the fiscal year of the line.
            unit: code of the unit.
            document: number of the paper, where it was approved on paper; otherwise :meth:`submit` it.
            on: the day of the order; by default today.
            about: letters, projects and other records that it goes back to.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such line, unit or person.
            BudgetRefused: when nobody or no time is named, somebody twice, a time that cannot be, or one for which
                somebody is ordered already.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known, named = office.budgets.line(line), tuple(office.organization.person(one).id for one in people)
        times = tuple(sorted(windows, key=lambda one: (one.on, one.starts)))
        self._check(known.year, known.code, named, times)
        fields: dict[str, Any] = {"line": known.id, "purpose": purpose, "people": named, "windows": times}
        fields |= {"unit": office.organization.unit(unit).id, "document": document.strip(), "concerns": tuple(about)}

        def make(save: "Save") -> OvertimeOrder:
            marks = turns(office, OVERTIME, named)
            self._refuse_taken(named, times)
            at = office.now()
            made = OvertimeOrder(id=office.ids.next_id(at), on=on or office.today(), **fields)
            try:
                save(ORDER, at, [made], marks)
            except Refused as refused:
                raise BudgetRefused(_MEANWHILE) from refused
            return evolve(made, version=1)

        return self._recorder.once(key, ORDER, Asked({**fields, "on": on}), make, lambda made: self.get(made[0].id))

    def get(self, order: OvertimeOrder | str) -> OvertimeOrder:
        """An order as it is now.

        Raises:
            NotFound: when there is none.
        """
        identity = order.id if isinstance(order, OvertimeOrder) else order
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(OvertimeOrder.kind, identity)])
        if stored is None:
            raise NotFound(_ORDER, identity)
        return cast("OvertimeOrder", self._office.codec.decode(stored))

    def list(self, unit: str = "") -> tuple[OvertimeOrder, ...]:
        """The orders of a unit, by default all, the oldest first."""
        query = equal("unit", unit) if unit else Query()
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, OvertimeOrder, query, ("on",)))

    def submit(self, order: OvertimeOrder | str, *, key: str | None = None) -> Approval:
        """Ask for approval of an order along the route ``budget.overtime`` (เสนอขออนุมัติ).

        Raises:
            BudgetRefused: when it was taken back.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        known = self._standing(self.get(order))
        return self._office.approvals.submit(known, ROUTE, unit=known.unit, title=known.purpose, key=key)

    def is_approved(self, order: OvertimeOrder | str) -> bool:
        """Whether an order was approved, on paper or along its route."""
        known = self.get(order)
        if known.document:
            return True
        request = self._office.approvals.latest(known)
        return request is not None and request.state is ApprovalState.APPROVED

    def withdraw(self, order: OvertimeOrder | str, reason: str, *, key: str | None = None) -> OvertimeOrder:
        """Take an order back (ยกเลิกคำสั่ง).

        Raises:
            BudgetRefused: without a reason, or when it was taken back before.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(order)
        if not reason.strip():
            raise BudgetRefused(_NO_REASON)

        def make(save: "Save") -> OvertimeOrder:
            now = self._standing(self.get(known.id))
            gone = evolve(now, withdrawn=self._office.today(), reason=reason.strip())
            with unless_changed(OvertimeOrder.kind, BudgetRefused(_MEANWHILE)):
                save(ORDER, self._office.now(), [gone])
            return evolve(gone, version=gone.version + 1)

        asked = Asked({"withdraw": known.id, "reason": reason})
        return self._recorder.once(key, ORDER, asked, make, lambda _made: self.get(known.id))

    def pay(self, order: OvertimeOrder | str) -> "Decision[OrderPay]":
        """What each person may be paid for each day of an approved order, by the punches, with the rules.

        Somebody was there from the first punch of the day to the last one, approved reasons for missing punches among
        them; what of it lies in the time of the order and outside office hours counts. Who is on leave is paid nothing.

        Raises:
            BudgetRefused: when the order was not approved, was taken back, or runs on.
            NotAllowed: when whoever acts may not see the leave of somebody who is named.
            OutsideCalendar: when its days are not all in the calendar.
            NotModelled: where no source tells the rates of a day.
        """
        known = self._standing(self.get(order))
        if not self.is_approved(known):
            raise BudgetRefused(_NOT_APPROVED)
        last = known.windows[-1].on
        if last >= self._office.today():
            raise BudgetRefused(_NOT_OVER.fill(day=day_text(last)))
        fund = self._office.budgets.line(known.line).fund or NATIONAL
        return decide_order_pay(
            known.windows,
            order_facts(self._office, known, self._earlier(known)),
            self._office.profile.ruleset,
            fund=fund,
        )

    def request(self, order: OvertimeOrder | str, *, on: date | None = None) -> "SpendingCase":
        """Ask for the money of an order (ขออนุมัติเบิกเงินตอบแทน): a spending case of what :meth:`pay` comes to.

        It goes along the route ``budget.request``, and back to the order; asked again, it is the same case.

        Args:
            order: the order, or its id.
            on: the day of the request; by default today.

        Raises:
            BudgetRefused: when nothing is to be paid, or as of :meth:`pay`.
            OverBudget, RouteUnknown, NoApprover: as of ``request`` of spending cases.
            KeyUsedOtherwise: when punches changed since it was asked for, so that it comes to another amount.
        """
        known = self.get(order)
        total = self.pay(known).value.total
        if not total:
            raise BudgetRefused(_NOTHING)
        about = (known.ref, *known.concerns)
        return self._office.budgets.request(
            known.line, total, known.purpose, unit=known.unit, on=on, about=about, key=f"overtime/{known.id}"
        )

    def table(self, pay: OrderPay) -> "Table":
        """What an order may cost, a row for each person and day (หลักฐานการจ่ายเงินตอบแทน)."""
        from orqa.office.budgets.overtime_tables import pay_table

        return pay_table(self._office, pay)

    # ------------------------------------------------------------------ inside

    def _check(self, year: int, line: str, people: tuple[str, ...], windows: tuple[OvertimeWindow, ...]) -> None:
        if not people or not windows:
            raise BudgetRefused(_NOBODY)
        if twice := next((one for one in people if people.count(one) > 1), None):
            raise BudgetRefused(_TWICE.fill(name=self._office.organization.person(twice).name))
        for one in windows:
            if one.ends <= one.starts:
                raise BudgetRefused(_REVERSED.fill(day=day_text(one.on)))
            if self._office.budgets.fiscal_year(one.on).ce != year:
                raise BudgetRefused(_OTHER_YEAR.fill(day=day_text(one.on), line=line))

    def _refuse_taken(self, people: tuple[str, ...], windows: tuple[OvertimeWindow, ...]) -> None:
        """Refuse a time for which an order that stands names one of the people: the same hours are paid once."""
        for order in self.list():
            both = [one for one in people if one in order.people] if order.withdrawn is None else []
            shared = next((one for one in windows if both and any(one.overlaps(had) for had in order.windows)), None)
            if shared is not None:
                name = self._office.organization.person(both[0]).name
                told = {"day": day_text(shared.on), "purpose": order.purpose, "order": order.document or order.id}
                raise BudgetRefused(_TAKEN.fill(name=name, **told))

    def _standing(self, order: OvertimeOrder) -> OvertimeOrder:
        if order.withdrawn is not None:
            raise BudgetRefused(_WITHDRAWN.fill(day=day_text(order.withdrawn)))
        return order

    def _earlier(self, order: OvertimeOrder) -> tuple[OvertimeOrder, ...]:
        """The orders before it, approved and standing, that name some of its people for some of its days."""
        people, days = set(order.people), {one.on for one in order.windows}
        return tuple(
            one
            for one in self.list()
            if one.id < order.id  # ids are in the order of time
            and one.withdrawn is None
            and people.intersection(one.people)
            and days.intersection(had.on for had in one.windows)
            and self.is_approved(one)
        )
