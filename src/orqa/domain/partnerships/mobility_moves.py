"""What can be done with a mobility, and in which order (ลำดับการดำเนินการของแฟ้มแลกเปลี่ยน).

The order is code, which steps must be done before is a rule (``mobility.steps``).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import OFF, STATES, Mobility, MobilityState


class Act(StrEnum):
    """What somebody does with a mobility; commands are called so."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ARRIVE = "arrive"
    REPORT_RETURN = "report-return"
    RECOGNISE = "recognise"
    CANCEL = "cancel"


_AFTER: Final = MappingProxyType(
    {
        MobilityState.NOMINATED: (Act.ACCEPT, Act.DECLINE, Act.CANCEL),
        MobilityState.ACCEPTED: (Act.ARRIVE, Act.CANCEL),
        MobilityState.ARRIVED: (Act.REPORT_RETURN,),
        MobilityState.RETURNED: (Act.RECOGNISE,),
        MobilityState.RECOGNISED: (),
        MobilityState.DECLINED: (),
        MobilityState.CANCELLED: (),
    }
)


def acts_of(mobility: Mobility) -> tuple[Act, ...]:
    """What can be done with it now; nothing is recognised of staff."""
    found = _AFTER[mobility.stands]
    return tuple(one for one in found if one is not Act.RECOGNISE or mobility.people == "student")


def require(mobility: Mobility, act: Act) -> None:
    """Go on where something can be done with it now.

    Raises:
        MobilityRefused: where not; it says what can.
    """
    allowed = acts_of(mobility)
    if act in allowed:
        return
    state = STATES[mobility.stands]
    if not allowed:
        raise MobilityRefused(_OVER.fill(code=mobility.code, state=state, act=act.value))
    raise MobilityRefused(_NOT_NOW.fill(code=mobility.code, state=state, act=act.value, allowed=", ".join(allowed)))


def require_steps(act: Act, open_steps: Iterable[Text]) -> None:
    """Go on where no step is open that must be done before.

    Args:
        act: what is to be done.
        open_steps: the titles of steps that the rules want done before it, and that are open.

    Raises:
        MobilityRefused: where there is one.
    """
    missing = tuple(open_steps)
    if missing:
        raise MobilityRefused(_STEPS.fill(act=act.value, steps=joined(missing)))


def accepted(mobility: Mobility, on: date) -> Mobility:
    """Taken by the host on a day.

    Raises:
        MobilityRefused: when it does not wait for that, or the day lies before the nomination.
    """
    require(mobility, Act.ACCEPT)
    _not_before(on, mobility.nominated_on)
    return evolve(mobility, state=MobilityState.ACCEPTED.value, accepted_on=on)


def declined(mobility: Mobility, on: date, reason: str) -> Mobility:
    """Not taken by the host.

    Raises:
        MobilityRefused: as of :func:`accepted`; and without a reason.
    """
    require(mobility, Act.DECLINE)
    return _off(mobility, MobilityState.DECLINED, on, reason)


def cancelled(mobility: Mobility, on: date, reason: str) -> Mobility:
    """Given up before arrival.

    Raises:
        MobilityRefused: after arrival, where the stay is ended by a return; and without a reason.
    """
    require(mobility, Act.CANCEL)
    return _off(mobility, MobilityState.CANCELLED, on, reason)


def arrived(mobility: Mobility, on: date) -> Mobility:
    """Arrived at the host on a day.

    Raises:
        MobilityRefused: when it was not accepted, or the day lies before that.
    """
    require(mobility, Act.ARRIVE)
    _not_before(on, mobility.accepted_on or mobility.nominated_on)
    return evolve(mobility, state=MobilityState.ARRIVED.value, arrived=on)


def returned(mobility: Mobility, on: date, attended: Decimal | None, report: str, reason: str) -> Mobility:
    """Back from the host, or left for home.

    Args:
        mobility: who.
        on: the last day of the stay.
        attended: of a stay that ended early, how much was attended, in the unit of what was planned.
        report: what came of it.
        reason: why it ended early.

    Raises:
        MobilityRefused: before arrival, or when more was attended than planned.
    """
    require(mobility, Act.REPORT_RETURN)
    _not_before(on, mobility.arrived or mobility.nominated_on)
    if attended is not None and not 0 <= attended <= mobility.units:
        raise MobilityRefused(_ATTENDED.fill(found=attended, planned=mobility.units))
    if attended is not None and not reason.strip():
        raise MobilityRefused(_EARLY)
    return evolve(
        mobility,
        state=MobilityState.RETURNED.value,
        returned=on,
        attended=attended,
        report=report or mobility.report,
        reason=reason,
    )


def recognised(mobility: Mobility) -> Mobility:
    """With what was learnt recognised at home.

    Raises:
        MobilityRefused: before the return, and for staff.
    """
    require(mobility, Act.RECOGNISE)
    return evolve(mobility, state=MobilityState.RECOGNISED.value)


def is_off(mobility: Mobility) -> bool:
    """Whether it was declined or cancelled: its place is free again."""
    return mobility.state in OFF


def _off(mobility: Mobility, state: MobilityState, on: date, reason: str) -> Mobility:
    if not reason.strip():
        raise MobilityRefused(_REASON)
    _not_before(on, mobility.nominated_on)
    return evolve(mobility, state=state.value, ended_on=on, reason=reason.strip())


def _not_before(day: date, first: date) -> None:
    if day < first:
        raise MobilityRefused(_BEFORE.fill(day=day_text(day), first=day_text(first)))


_NOT_NOW = Text.of(
    en="{act} is not possible: {code} is {state}; possible now: {allowed}",
    th="ทำ {act} ไม่ได้ เพราะแฟ้ม {code} อยู่ในสถานะ{state} ขณะนี้ทำได้: {allowed}",
)
_OVER = Text.of(
    en="{act} is not possible: {code} is {state}, and nothing follows; open a new file",
    th="ทำ {act} ไม่ได้ เพราะแฟ้ม {code} {state} สิ้นสุดแล้ว โปรดเปิดแฟ้มใหม่",
)
_STEPS = Text.of(
    en="before {act}, do or waive these steps of the check-list: {steps}",
    th="ก่อนทำ {act} ต้องดำเนินการหรือยกเว้นรายการต่อไปนี้: {steps}",
)
_BEFORE = Text.of(
    en="the day {day} lies before {first}; give a later one", th="วันที่ {day} อยู่ก่อน {first} โปรดระบุวันหลังจากนั้น"
)
_REASON = Text.of(en="say why", th="โปรดระบุเหตุผล")
_EARLY = Text.of(en="say why the stay ended early", th="โปรดระบุเหตุผลที่กลับก่อนกำหนด")
_ATTENDED = Text.of(
    en="{found} was attended of {planned} planned; give a number from 0 to that",
    th="เรียน {found} จากแผน {planned} โปรดระบุ 0 ถึงจำนวนตามแผน",
)
