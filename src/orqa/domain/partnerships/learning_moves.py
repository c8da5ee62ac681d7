"""A learning agreement is proposed, changed, signed, approved, given up (การดำเนินการข้อตกลงการเรียน)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import (
    SIGNATORIES,
    Component,
    ComponentChange,
    LearningAgreement,
    LearningVersion,
    Signatory,
    Signature,
    digest_of,
)

REASONS: Final = "learning-change-reason"
"""The vocabulary of why something is dropped or added."""


@frozen(kw_only=True)
class Reason:
    """Why something is dropped or added: a code of :data:`REASONS`, words, or both."""

    code: str = ""
    words: str = ""


@frozen(kw_only=True)
class Changing:
    """What a change drops and adds; what is not named stays.

    Attributes:
        drop: by code or title of what was to be studied there, why.
        add: what is studied instead, and why.
        drop_here: by code or title of what it was to count for, why.
        add_here: what it counts for instead, and why.
    """

    drop: Mapping[str, Reason] = {}
    add: Sequence[tuple[Component, Reason]] = ()
    drop_here: Mapping[str, Reason] = {}
    add_here: Sequence[tuple[Component, Reason]] = ()


def proposed(
    known: LearningAgreement, studied: Iterable[Component], counted: Iterable[Component], on: date
) -> LearningAgreement:
    """With a first version proposed; one that waits is dropped for it.

    Raises:
        MobilityRefused: when a version was approved, nothing is studied, or a component is there twice, or counts for
            what is not there.
    """
    if known.approved is not None:
        raise MobilityRefused(_CHANGE_IT.fill(number=known.approved.number))
    return _with(known, tuple(studied), tuple(counted), (), on)


def changed(known: LearningAgreement, changing: Changing, reasons: Mapping[str, Any], on: date) -> LearningAgreement:
    """With a change of the approved version proposed; one that waits is dropped for it.

    Args:
        known: the agreement.
        changing: what is dropped and added.
        reasons: terms of :data:`REASONS`.
        on: the day of the proposal.

    Raises:
        MobilityRefused: before a version was approved, without a change, for what is not there, and without a reason or
            with one that is for the other.
    """
    holds = known.approved
    if holds is None:
        raise MobilityRefused(_PROPOSE_FIRST)
    studied, there = _applied(holds.studied, changing.drop, changing.add, reasons, here=False)
    counted, here = _applied(holds.counted, changing.drop_here, changing.add_here, reasons, here=True)
    if not (there or here):
        raise MobilityRefused(_NO_CHANGE)
    return _with(known, studied, counted, (*there, *here), on)


def along_route(known: LearningAgreement) -> LearningAgreement:
    """With the version that waits marked as one that is approved along its route."""
    return _replaced(known, evolve(_waiting(known), by_route=True))


def signed(known: LearningAgreement, signature: Signature, needed: Sequence[str]) -> LearningAgreement:
    """With a signature under the version that waits.

    Raises:
        MobilityRefused: when none waits, whoever signs need not or did already, or the day lies before the proposal.
    """
    waits = _waiting(known)
    if signature.by not in needed:
        raise MobilityRefused(_NOT_NEEDED.fill(who=SIGNATORIES[Signatory(signature.by)]))
    if signature.by in waits.signed_by:
        raise MobilityRefused(_SIGNED.fill(who=SIGNATORIES[Signatory(signature.by)], number=waits.number))
    _not_before(signature.on, waits.proposed_on)
    return _replaced(known, evolve(waits, signatures=(*waits.signatures, signature)))


def approved(known: LearningAgreement, needed: Iterable[str], on: date) -> LearningAgreement:
    """With the version that waits approved.

    Raises:
        MobilityRefused: when none waits, a signature is missing, the day lies before one, or its content is not that of
            its hash.
    """
    waits = _waiting(known)
    missing = [SIGNATORIES[Signatory(one)] for one in needed if one not in waits.signed_by]
    if missing:
        raise MobilityRefused(_UNSIGNED.fill(number=waits.number, who=joined(missing)))
    _not_before(on, max((one.on for one in waits.signatures), default=waits.proposed_on))
    if not waits.is_as_proposed:
        raise MobilityRefused(_NOT_THE_SAME.fill(number=waits.number))
    return _replaced(known, evolve(waits, approved_on=on))


def given_up(known: LearningAgreement, reason: str, on: date) -> LearningAgreement:
    """Without the version that waits: what was approved before holds on.

    Raises:
        MobilityRefused: when none waits, and without a reason.
    """
    waits = _waiting(known)
    if not reason.strip():
        raise MobilityRefused(_SAY_WHY)
    _not_before(on, waits.proposed_on)
    return _replaced(known, evolve(waits, dropped_on=on, dropped=reason.strip()))


# ---------------------------------------------------------------------- inside


def _with(
    known: LearningAgreement,
    studied: tuple[Component, ...],
    counted: tuple[Component, ...],
    changes: tuple[ComponentChange, ...],
    on: date,
) -> LearningAgreement:
    _refuse(studied, counted)
    number = len(known.versions) + 1
    waits = known.proposed
    if waits is not None:
        _not_before(on, waits.proposed_on)
        known = _replaced(known, evolve(waits, dropped_on=on, dropped=f"→ {number}"))
    made = LearningVersion(
        number=number,
        studied=studied,
        counted=counted,
        changes=changes,
        digest=digest_of(number, studied, counted, changes),
        proposed_on=on,
    )
    return evolve(known, versions=(*known.versions, made))


def _refuse(studied: tuple[Component, ...], counted: tuple[Component, ...]) -> None:
    if not studied:
        raise MobilityRefused(_NOTHING)
    for components in (studied, counted):
        for place, one in enumerate(components):
            if not one.name.strip():
                raise MobilityRefused(_NAMELESS)
            if any(other.is_called(one.name) for other in components[:place]):
                raise MobilityRefused(_TWICE.fill(component=one.name))
    for one in studied:
        for named in one.replaces:
            if not any(other.is_called(named) for other in counted):
                raise MobilityRefused(_NOT_HERE.fill(component=one.name, named=named))


def _applied(
    before: tuple[Component, ...],
    drop: Mapping[str, Reason],
    add: Sequence[tuple[Component, Reason]],
    reasons: Mapping[str, Any],
    *,
    here: bool,
) -> tuple[tuple[Component, ...], tuple[ComponentChange, ...]]:
    left, changes = list(before), list[ComponentChange]()
    for named, why in drop.items():
        gone = next((one for one in left if one.is_called(named)), None)
        if gone is None:
            raise MobilityRefused(_NOT_THERE.fill(named=named, known=", ".join(one.name for one in left) or "–"))
        left.remove(gone)
        changes.append(_change("deleted", gone, why, reasons, here=here))
    changes += [_change("inserted", one, why, reasons, here=here) for one, why in add]
    return (*left, *(one for one, _ in add)), tuple(changes)


def _change(status: str, one: Component, why: Reason, reasons: Mapping[str, Any], *, here: bool) -> ComponentChange:
    if not (why.code or why.words.strip()):
        raise MobilityRefused(_WHY.fill(component=one.name))
    fitting = [code for code, term in reasons.items() if term.extra["status"] == status]
    if why.code and why.code not in fitting:
        raise MobilityRefused(_REASON.fill(found=why.code, component=one.name, known=", ".join(fitting)))
    return ComponentChange(status=status, component=one.name, reason=why.code, words=why.words.strip(), here=here)


def _waiting(known: LearningAgreement) -> LearningVersion:
    if known.proposed is None:
        raise MobilityRefused(_NONE_WAITS)
    return known.proposed


def _replaced(known: LearningAgreement, made: LearningVersion) -> LearningAgreement:
    return evolve(known, versions=tuple(made if one.number == made.number else one for one in known.versions))


def _not_before(day: date, first: date) -> None:
    if day < first:
        raise MobilityRefused(_BEFORE.fill(day=day_text(day), first=day_text(first)))


_CHANGE_IT = Text.of(
    en="version {number} of the learning agreement was approved; propose a change of it",
    th="ข้อตกลงการเรียนฉบับที่ {number} อนุมัติแล้ว ให้เสนอขอเปลี่ยนแปลง",
)
_PROPOSE_FIRST = Text.of(
    en="no version of the learning agreement was approved; propose it anew instead of a change",
    th="ยังไม่มีข้อตกลงการเรียนที่อนุมัติ ให้เสนอใหม่แทนการขอเปลี่ยนแปลง",
)
_NO_CHANGE = Text.of(en="it changes nothing; say what is dropped or added", th="ไม่มีการเปลี่ยนแปลง โปรดระบุสิ่งที่ตัดหรือเพิ่ม")
_NOT_NEEDED = Text.of(en="{who} need not sign (mobility.signatures)", th="{who}ไม่ต้องลงนาม (mobility.signatures)")
_SIGNED = Text.of(en="{who} signed version {number} already", th="{who}ลงนามฉบับที่ {number} แล้ว")
_UNSIGNED = Text.of(
    en="version {number} is approved after it was signed by: {who}", th="ฉบับที่ {number} จะอนุมัติได้เมื่อลงนามครบ ยังขาด: {who}"
)
_NOT_THE_SAME = Text.of(
    en="version {number} is not what was proposed: its content has another hash; propose it anew",
    th="ฉบับที่ {number} ไม่ตรงกับที่เสนอ เนื้อหามีค่าแฮชต่างไป โปรดเสนอใหม่",
)
_SAY_WHY = Text.of(en="say why", th="โปรดระบุเหตุผล")
_NOTHING = Text.of(en="nothing is studied; name a course", th="ไม่มีรายวิชาที่จะเรียน โปรดระบุรายวิชา")
_NAMELESS = Text.of(en="a course has neither code nor title; give one", th="มีรายวิชาที่ไม่มีทั้งรหัสและชื่อ โปรดระบุ")
_TWICE = Text.of(
    en="{component} is there twice; tell them apart by code or title", th="มี {component} สองรายการ โปรดแยกด้วยรหัสหรือชื่อ"
)
_NOT_HERE = Text.of(
    en="{component} is to count for {named}, which is not among what counts here; add that",
    th="{component} ให้เทียบกับ {named} ซึ่งไม่มีในรายวิชาที่เทียบ โปรดเพิ่ม",
)
_NOT_THERE = Text.of(en="there is no {named} to drop; there are: {known}", th="ไม่มี {named} ให้ตัด รายวิชาที่มี: {known}")
_WHY = Text.of(en="say why {component} is dropped or added", th="โปรดระบุเหตุผลที่ตัดหรือเพิ่ม {component}")
_REASON = Text.of(
    en="{found!r} is no reason for this change of {component}; choose from: {known}, or say it in words",
    th="{found!r} ไม่ใช่เหตุผลของการเปลี่ยนแปลง {component} ให้เลือกจาก: {known} หรือเขียนเป็นข้อความ",
)
_NONE_WAITS = Text.of(
    en="no version of the learning agreement waits; propose one", th="ไม่มีข้อตกลงการเรียนที่รอดำเนินการ โปรดเสนอ"
)
_BEFORE = Text.of(
    en="the day {day} lies before {first}; give a later one", th="วันที่ {day} อยู่ก่อน {first} โปรดระบุวันหลังจากนั้น"
)
