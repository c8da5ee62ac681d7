"""What is done with an agreement (การดำเนินการกับข้อตกลง): each function gives the agreement as it is afterwards."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.base.months import months_after
from orqa.domain.partnerships.agreement_parts import AgreementMove, Extension, PrintedDate, Signature
from orqa.domain.partnerships.agreement_states import IN_THE_MAKING, NEXT, AgreementState
from orqa.domain.partnerships.agreements import Agreement, changed_agreement, notice_by
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.terms import last_day

Titles = Mapping[str, Text]
"""What people call each state."""

_ONE_DAY: Final = timedelta(days=1)
_S = AgreementState
_RUNNING: Final = frozenset({_S.ACTIVE, _S.RENEWAL_NOTICE})

_NOT_NOW = Text.of(
    en="it stands at “{state}” and cannot become “{wanted}”; it may become: {allowed}",
    th="ข้อตกลงอยู่ในสถานะ “{state}” จึงเปลี่ยนเป็น “{wanted}” ไม่ได้ เปลี่ยนได้เป็น {allowed}",
)
_NOTHING = Text.of(en="nothing further", th="สถานะอื่นไม่ได้แล้ว")
_NOT_RENEWED = Text.of(
    en="it stands at “{state}”; only one that is in force is prolonged, after its end a new agreement takes its place",
    th="ข้อตกลงอยู่ในสถานะ “{state}” ต่ออายุได้เฉพาะฉบับที่มีผลใช้บังคับ หากสิ้นสุดแล้วให้จัดทำฉบับใหม่แทน",
)
_NO_LATER = Text.of(
    en="the new last day {until} does not lie after {end}", th="วันสิ้นสุดใหม่ {until} ต้องอยู่หลังวันสิ้นสุดเดิม {end}"
)
_NO_END = Text.of(
    en="no last day is known to prolong it from; give the new last day", th="ไม่ทราบวันสิ้นสุดเดิม โปรดระบุวันสิ้นสุดใหม่"
)
_NO_LENGTH = Text.of(en="a term has at least one month", th="ระยะเวลาต้องไม่น้อยกว่าหนึ่งเดือน")
_NO_NOTICE = Text.of(
    en="its text states no notice; give the last day on which it holds",
    th="ข้อตกลงไม่ได้กำหนดระยะเวลาบอกกล่าว โปรดระบุวันสุดท้าย",
)
_EARLIER = Text.of(
    en="the last day {last} lies before the day of notice, {on}", th="วันสุดท้าย {last} อยู่ก่อนวันบอกกล่าว {on}"
)
_LONGER = Text.of(
    en="the last day {last} lies after its end, {end}; a notice never prolongs an agreement",
    th="วันสุดท้าย {last} อยู่หลังวันสิ้นสุด {end} การบอกเลิกไม่ทำให้ข้อตกลงยาวขึ้น",
)
_NO_PARTY = Text.of(en="it has no party number {party}; it has {count}", th="ไม่มีคู่สัญญาลำดับที่ {party} มีทั้งหมด {count} ฝ่าย")
_SIGNED = Text.of(en="party number {party} has signed already", th="คู่สัญญาลำดับที่ {party} ลงนามแล้ว")
_NOT_APPROVED = Text.of(
    en="it stands at “{state}”; it is signed once it is approved",
    th="ข้อตกลงอยู่ในสถานะ “{state}” ต้องได้รับอนุมัติก่อนจึงลงนามได้",
)
_OVER = Text.of(en="it stands at “{state}”; nothing of it is decided any more", th="ข้อตกลงอยู่ในสถานะ “{state}” แล้ว")
_NOT_IN_MAKING = Text.of(
    en="it stands at “{state}”; only one in the making is approved",
    th="ข้อตกลงอยู่ในสถานะ “{state}” อนุมัติได้เฉพาะข้อตกลงที่อยู่ระหว่างจัดทำ",
)
_ITSELF = Text.of(en="an agreement does not take its own place", th="ข้อตกลงแทนตัวเองไม่ได้")
_NOT_SUSPENDED = Text.of(en="it stands at “{state}”, not suspended", th="ข้อตกลงอยู่ในสถานะ “{state}” ไม่ได้ระงับอยู่")


def moved(agreement: Agreement, to: AgreementState, move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement in a further state.

    Raises:
        AgreementRefused: when it cannot become that from where it stands on the day of the move.
    """
    stands = agreement.standing(move.on)
    if to not in NEXT[stands]:
        allowed = joined(titles[one] for one in NEXT[stands]) if NEXT[stands] else _NOTHING
        raise AgreementRefused(_NOT_NOW.fill(state=titles[stands], wanted=titles[to], allowed=allowed))
    return _with(agreement, move, state=to)


def approved(agreement: Agreement, move: AgreementMove, titles: Titles, *, council: bool) -> Agreement:
    """The agreement, approved on the day of the move; one in the making may have been approved elsewhere, on paper.

    Raises:
        AgreementRefused: when it is not in the making any more, or is approved already.
    """
    if agreement.state not in IN_THE_MAKING or agreement.state is _S.APPROVED:
        raise AgreementRefused(_NOT_IN_MAKING.fill(state=titles[agreement.standing(move.on)]))
    day = PrintedDate.of(move.on)
    return _with(agreement, move, state=_S.APPROVED, approved=day, council=council or agreement.council)


def signed(agreement: Agreement, signatures: tuple[Signature, ...], move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement with further signatures: it is signed once all parties have signed, on the last of their days.

    Raises:
        AgreementRefused: when it is not approved, there is no such party, or it has signed already.
    """
    if agreement.state is not _S.APPROVED:
        raise AgreementRefused(_NOT_APPROVED.fill(state=titles[agreement.standing(move.on)]))
    held = {one.party for one in agreement.signatures}
    for one in signatures:
        if one.party >= len(agreement.parties):
            raise AgreementRefused(_NO_PARTY.fill(party=one.party + 1, count=len(agreement.parties)))
        if one.party in held:
            raise AgreementRefused(_SIGNED.fill(party=one.party + 1))
        held.add(one.party)
    everybody = len(held) == len(agreement.parties)
    state = _S.SIGNED if everybody else _S.APPROVED
    return _with(agreement, move, state=state, signatures=(*agreement.signatures, *signatures))


def renewed(
    agreement: Agreement, move: AgreementMove, titles: Titles, *, until: date | None = None, months: int | None = None
) -> Agreement:
    """The same agreement with a later end.

    Args:
        agreement: one that is in force.
        move: what was agreed, and when.
        titles: what people call the states.
        until: the new last day.
        months: else for how long from the end of the running term.

    Raises:
        AgreementRefused: when it is not in force, the new end is no later one, or nothing tells it.
    """
    stands = agreement.standing(move.on)
    if stands not in _RUNNING:
        raise AgreementRefused(_NOT_RENEWED.fill(state=titles[stands]))
    end = agreement.end(move.on)
    if until is None:
        if end is None or months is None:
            raise AgreementRefused(_NO_END)
        if months < 1:
            raise AgreementRefused(_NO_LENGTH)
        until = last_day(end + _ONE_DAY, months, agreement.last_day)
    if end is not None and until <= end:
        raise AgreementRefused(_NO_LATER.fill(until=day_text(until), end=day_text(end)))
    extension = Extension(on=move.on, until=until, document=move.document)
    return _with(agreement, move, extensions=(*agreement.extensions, extension), intention="")


def terminated(agreement: Agreement, move: AgreementMove, titles: Titles, *, last: date | None = None) -> Agreement:
    """The agreement, of which notice was given on the day of the move.

    Of one that is prolonged of itself a notice in time stops the next term only; one that comes too late stops the term
    after that. Of any other it holds until the notice has run, and never longer than its term.

    Args:
        agreement: one that is in force or suspended.
        move: the notice.
        titles: what people call the states.
        last: the last day, where the parties agreed on one.

    Raises:
        AgreementRefused: when it is not in force, no notice is stated, or the last day lies before the notice.
    """
    checked = moved(agreement, _S.TERMINATING, move, titles)
    if last is None:
        last = _end_by_notice(agreement, move.on)
    if last < move.on:
        raise AgreementRefused(_EARLIER.fill(last=day_text(last), on=day_text(move.on)))
    end = agreement.end(move.on)
    if end is not None and last > end and not agreement.renewed_for:
        raise AgreementRefused(_LONGER.fill(last=day_text(last), end=day_text(end)))
    return changed_agreement(checked, ended_on=last, noticed_on=move.on, intention="")


def _end_by_notice(agreement: Agreement, on: date) -> date:
    notice = agreement.notice
    if notice is None:
        raise AgreementRefused(_NO_NOTICE)
    end = agreement.end(on)
    if agreement.renewed_for and end is not None:
        in_time = notice_by(end, notice)
        return end if in_time is None or on <= in_time else agreement.end(end + _ONE_DAY) or end
    run = months_after(on, notice.months) + timedelta(days=notice.days)
    return run if end is None else min(run, end)


def suspended(agreement: Agreement, move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement, out of use for a time; errors as of :func:`moved`."""
    return moved(agreement, _S.SUSPENDED, move, titles)


def resumed(agreement: Agreement, move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement, in use again.

    Raises:
        AgreementRefused: when it is not suspended.
    """
    stands = agreement.standing(move.on)
    if stands is not _S.SUSPENDED:
        raise AgreementRefused(_NOT_SUSPENDED.fill(state=titles[stands]))
    return _with(agreement, move, state=_S.SIGNED)


def superseded(agreement: Agreement, by: Agreement, move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement, whose place another takes from the day of the move on; errors as of :func:`moved`.

    Raises:
        AgreementRefused: when the other is itself.
    """
    if by.id == agreement.id:
        raise AgreementRefused(_ITSELF)
    checked = moved(agreement, _S.SUPERSEDED, move, titles)
    end = agreement.end(move.on)
    last = move.on - _ONE_DAY if end is None else min(end, move.on - _ONE_DAY)
    return changed_agreement(checked, superseded_by=by.id, ended_on=last, intention="")


def intended(agreement: Agreement, intention: str, move: AgreementMove, titles: Titles) -> Agreement:
    """The agreement, of whose end something was decided: ``renew`` or ``lapse``.

    Raises:
        AgreementRefused: when it is not in force.
    """
    stands = agreement.standing(move.on)
    if stands not in _RUNNING and stands is not _S.SIGNED:
        raise AgreementRefused(_OVER.fill(state=titles[stands]))
    return _with(agreement, move, intention=intention)


def _with(agreement: Agreement, move: AgreementMove, **fields: object) -> Agreement:
    return changed_agreement(agreement, **fields, moves=(*agreement.moves, move))
