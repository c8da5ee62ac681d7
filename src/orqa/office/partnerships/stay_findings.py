"""What to look at in an event of a stay that was kept: too early, too late, over the permission, without a permit."""

from typing import TYPE_CHECKING, Any

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.permission import decide_overstay, decide_permission
from orqa.domain.partnerships.stay import due
from orqa.domain.partnerships.stays import STEPS, EventKind, Step
from orqa.office.partnerships.stay_reading import stayer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.domain.partnerships.stay_records import Stay
    from orqa.domain.partnerships.stays import StayEvent
    from orqa.office.office import Office

EARLY = FindingKind(
    "stay-too-early",
    Severity.WARNING,
    Text.of(
        en="{step} on {day} lies before {first}, the first day on which it is taken; look whether it was taken",
        th="{step} วันที่ {day} ก่อน {first} ซึ่งเป็นวันแรกที่รับดำเนินการ โปรดตรวจสอบว่ารับแล้วหรือไม่",
    ),
)
LATE = FindingKind(
    "stay-too-late",
    Severity.WARNING,
    Text.of(
        en="{step} on {day} lies after {last}, the last day{fine}",
        th="{step} วันที่ {day} หลังวันสุดท้าย {last}{fine}",
    ),
)
OVERSTAYED = FindingKind(
    "stay-overstayed",
    Severity.WARNING,
    Text.of(
        en="the permission ended on {until}, before {day}: the fine is {fine}",
        th="การอนุญาตสิ้นสุด {until} ก่อนวันที่ {day} ค่าปรับ {fine}",
    ),
)
WITHOUT_PERMIT = FindingKind(
    "stay-left-without-permit",
    Severity.WARNING,
    Text.of(
        en="left on {day} without a re-entry permit: the permission to {until} ended with it",
        th="ออกวันที่ {day} โดยไม่มีใบอนุญาตกลับเข้ามาอีก การอนุญาตถึง {until} จึงสิ้นสุด",
    ),
)
_FINE = Text.of(en="; the fine is {fine}", th=" ค่าปรับ {fine}")


def findings_of(office: "Office", before: "Stay", after: "Stay", event: "StayEvent") -> tuple[Finding, ...]:
    """What to look at in an event, by what was due before it."""
    if event.planned:
        return ()
    return (*_in_time(office, before, event), *_permitted(office, before, after, event))


def _in_time(office: "Office", before: "Stay", event: "StayEvent") -> "Iterator[Finding]":
    step = Step.EXTENSION if event.kind is EventKind.EXTENSION else event.step
    if step is None:
        return
    rules, who = office.profile.ruleset, stayer_of(office, before, event.day)
    calendar = office.calendars.of_unit(before.unit)
    for found in due(rules, who, before.events, event.day, calendar=calendar):
        if found.value.step is not step:
            continue
        one, title = found.value, STEPS[step]
        told: dict[str, Any] = {"step": title, "day": day_text(event.day), "record": before.ref}
        told["citations"] = found.citations
        if one.first and event.day < one.first:
            yield EARLY.make(field="events", first=day_text(one.first), **told)
        elif one.last and event.day > one.last:
            fine = _FINE.fill(fine=one.fine.written()) if one.fine else ""
            yield LATE.make(field="events", last=day_text(one.last), fine=fine, **told)


def _permitted(office: "Office", before: "Stay", after: "Stay", event: "StayEvent") -> "Iterator[Finding]":
    if event.kind not in {EventKind.EXIT, EventKind.EXTENSION}:
        return
    rules, who = office.profile.ruleset, stayer_of(office, before, event.day)
    held = decide_permission(rules, who, before.events, event.day).value
    if held.until and event.day > held.until:
        fine = decide_overstay(rules.at(event.day).reading(), until=held.until, on=event.day)
        told: dict[str, Any] = {"until": day_text(held.until), "day": day_text(event.day)}
        told["fine"] = fine.value.written()
        yield OVERSTAYED.make(field="events", record=before.ref, citations=fine.citations, **told)
    elif event.kind is EventKind.EXIT and held.until:
        left = decide_permission(rules, who, after.events, event.day)
        if left.value.until is None and not left.value.inside:
            told = {"until": day_text(held.until), "day": day_text(event.day)}
            yield WITHOUT_PERMIT.make(field="events", record=before.ref, citations=left.citations, **told)
