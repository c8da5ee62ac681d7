"""Visits and delegations, from the plan to the report (การเยือนและคณะผู้แทน)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.errors import VisitRefused
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.visits import (
    Gift,
    Member,
    ProgrammeItem,
    Visit,
    VisitState,
    changed,
    in_order,
    moved_programme,
    moved_to,
    refuse_below_zero,
    with_gift,
    with_item,
)
from orqa.office.partnerships.keeping import NO_PURPOSE, NO_REASON, TO_COME, reversed_days
from orqa.office.partnerships.visit_reading import VISIT, VisitReading
from orqa.office.partnerships.visit_steps import ended_steps, moved_steps, new_steps

KEEP: Final = "visit.keep"
"""The action, as the policy has it: visits and activities."""

_TOLD: Final = frozenset(
    ("purpose", "first", "last", "partner", "visitor", "agreement", "unit", "owner", "members", "programme")
) | {"interpreters", "budget_line", "estimate", "letters"}
_NO_REPORT = Text.of(en="say what came of it", th="ให้ระบุผลการเยือน")
_NO_WAY = Text.of(
    en="{way!r} is no direction; choose received or sent", th="{way!r} ไม่ใช่ทิศทาง ให้เลือก received หรือ sent"
)


class Visits(VisitReading):
    """Keep visits from the plan to the report; reached as ``office.partnerships.visits``."""

    def plan(  # noqa: PLR0913 - what a visit is, by name
        self,
        direction: Direction | str,
        purpose: str,
        *,
        first: date,
        last: date | None = None,
        partner: str = "",
        visitor: str = "",
        agreement: str | None = None,
        unit: str = "",
        owner: str = "",
        members: Iterable[Member] = (),
        programme: Iterable[ProgrammeItem] = (),
        interpreters: Iterable[str] = (),
        budget_line: RecordRef | None = None,
        estimate: Money | None = None,
        letters: Iterable[RecordRef | str] = (),
        key: str | None = None,
    ) -> Visit:
        """Keep a visit that is planned (บันทึกแผนการเยือน).

        What is to be done for it, by the rule ``visit.checklist``, waits as tasks for the owner, else for the unit.

        Args:
            direction: ``received`` for a delegation that comes, ``sent`` for one that goes.
            purpose: what for.
            first: the first day.
            last: the last day; by default the first.
            partner: the institution, by id, identifier or name.
            visitor: who comes or is visited, where it is no partner that is kept.
            agreement: id of the agreement that it uses.
            unit: code of the unit that hosts or sends.
            owner: id or staff number of the person in charge.
            members: the delegation; personal data.
            programme: what happens when.
            interpreters: who interprets.
            budget_line: the line of the budget that pays.
            estimate: what it may cost.
            letters: letters that it goes back to, by id.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such partner, unit, person or letter.
            VisitRefused: when the days are reversed, there is no purpose, no such direction, or the cost is negative.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        last = last or first
        _refuse(reversed_days(first, last))
        _refuse(None if purpose.strip() else NO_PURPOSE)
        refuse_below_zero(estimate)
        if direction not in tuple(Direction):
            raise VisitRefused(_NO_WAY.fill(way=str(direction)))
        told: dict[str, Any] = {
            "purpose": purpose,
            "first": first,
            "last": last,
            "partner": partner,
            "visitor": visitor,
        }
        told |= {"agreement": agreement, "unit": unit, "owner": owner, "members": members, "programme": programme}
        told |= {"interpreters": interpreters, "budget_line": budget_line, "estimate": estimate, "letters": letters}
        fields = {"direction": Direction(direction), **self._fields(told, first)}

        def make(at: Any) -> Any:
            made = Visit(id=self._office.ids.next_id(at), **fields)
            return (made, *new_steps(self._office, made, at)), ()

        return self._keep(Visit, VISIT, KEEP, {"plan": fields}, key, make, unit)

    def change(self, visit: Visit | str, reason: str, *, key: str | None = None, **told: Any) -> Visit:
        """Change a visit before it is held (แก้ไขแผนการเยือน): a new version, with the reason; others stay to be read.

        Its programme and the open tasks of its check-list move with its first day; the tasks go to whoever is in charge
        then.

        Args:
            visit: the visit, or its id.
            reason: why.
            key: as of :meth:`plan`.
            told: what is otherwise, by name, as of :meth:`plan`: ``purpose``, ``first``, ``last``, ``partner``,
                ``visitor``, ``agreement``, ``unit``, ``owner``, ``members``, ``programme``, ``interpreters``,
                ``budget_line``, ``estimate``, ``letters``; an empty text takes back what was named.

        Raises:
            NotFound, NotAllowed: as of :meth:`plan`.
            VisitRefused: without a reason, when the days are reversed, or when it was held or cancelled.
            TypeError: when a visit has no such field.
        """
        _refuse(None if reason.strip() else NO_REASON)
        known, office = self.get(visit), self._office
        first = told.get("first", known.first)
        last = told.get("last", max(known.last, first))
        _refuse(reversed_days(first, last))
        _refuse(None if told.get("purpose", known.purpose).strip() else NO_PURPOSE)
        refuse_below_zero(told.get("estimate"))
        fields = self._fields({**told, "last": last}, first)

        def make(at: Any) -> Any:
            before = self.get(known.id)
            along = {"programme": moved_programme(before, first)}  # as it is now, whoever added to it meanwhile
            after = changed(before, reason=reason, **along | fields)
            return (after, *moved_steps(office, before, after, at)), ()

        return self._keep(Visit, VISIT, KEEP, {"visit": known.id, "reason": reason, **fields}, key, make, known.unit)

    def confirm(self, visit: Visit | str, *, key: str | None = None) -> Visit:
        """Say that a visit takes place (ยืนยันการเยือน).

        Raises:
            NotFound: when there is no such visit.
            VisitRefused: when it is not planned.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        return self._moved(visit, VisitState.CONFIRMED, key)

    def hold(self, visit: Visit | str, *, key: str | None = None) -> Visit:
        """Say that a visit took place (บันทึกว่าเกิดขึ้นแล้ว): from then on it counts for its agreement.

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: when that does not follow, or its first day is still to come.
        """
        known = self.get(visit)
        _refuse(TO_COME if known.first > self._office.today() else None)
        return self._moved(known, VisitState.HELD, key)

    def report(self, visit: Visit | str, text: str, *, key: str | None = None) -> Visit:
        """Keep what came of a visit (รายงานผลการเยือน).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: without a text, or when it was not held.
        """
        _refuse(None if text.strip() else _NO_REPORT)
        return self._moved(visit, VisitState.REPORTED, key, report=text)

    def cancel(self, visit: Visit | str, reason: str, *, key: str | None = None) -> Visit:
        """Say that a visit does not take place (ยกเลิกการเยือน).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: without a reason, or when it was held.
        """
        _refuse(None if reason.strip() else NO_REASON)
        known, office = self.get(visit), self._office

        def make(at: Any) -> Any:
            gone = moved_to(self.get(known.id), VisitState.CANCELLED, reason=reason)
            return (gone, *ended_steps(office, gone, at, reason)), ()

        return self._keep(Visit, VISIT, KEEP, {"visit": known.id, "cancel": reason}, key, make, known.unit)

    def add_gift(self, visit: Visit | str, gift: Gift, *, key: str | None = None) -> Visit:
        """Keep a gift of a visit, given or received (บันทึกของที่ระลึก).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: when it was cancelled, or the gift is worth less than nothing.
        """
        return self._changed(visit, {"gift": gift}, lambda known: with_gift(known, gift), key)

    def add_item(self, visit: Visit | str, item: ProgrammeItem, *, key: str | None = None) -> Visit:
        """Put an item into the programme of a visit (เพิ่มกำหนดการ); on none of its days it is told by ``check``.

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: when it was cancelled.
        """
        return self._changed(visit, {"item": item}, lambda known: with_item(known, item), key)

    # ------------------------------------------------------------------ inside

    def _fields(self, told: Mapping[str, Any], on: date) -> dict[str, Any]:
        """What was told of a visit, as it is kept."""
        if strange := told.keys() - _TOLD:
            raise TypeError(f"a visit has no {', '.join(sorted(strange))}")
        kept: dict[str, Callable[[Any], Any]] = {
            "partner": self._partner,
            "agreement": self._agreement,
            "unit": lambda unit: self._unit(unit, on),
            "owner": self._person,
            "members": tuple,
            "programme": lambda items: in_order(tuple(items)),
            "interpreters": tuple,
            "letters": lambda letters: self._letters(tuple(letters)),
        }
        return {name: kept[name](value) if name in kept else value for name, value in told.items()}

    def _moved(self, visit: Visit | str, state: VisitState, key: str | None, **fields: object) -> Visit:
        asked = {"state": state.value, **fields}
        return self._changed(visit, asked, lambda known: moved_to(known, state, **fields), key)

    def _changed(
        self, visit: Visit | str, asked: dict[str, object], change: Callable[[Visit], Visit], key: str | None
    ) -> Visit:
        known = self.get(visit)

        def make(_at: Any) -> Any:
            return (change(self.get(known.id)),), ()

        return self._keep(Visit, VISIT, KEEP, {"visit": known.id, **asked}, key, make, known.unit)


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise VisitRefused(reason)
