"""The check-list of a visit: tasks with due days on the desk of whoever is in charge (รายการเตรียมการเยือน)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.organization.tasks import Task, TaskState, new_task, person_token, unit_token, withdrawn
from orqa.domain.partnerships.visits import GiftWay, Visit, outside
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office

STEP: Final = "visit.step"
"""What the tasks of a visit ask for."""

CHECKLIST: Final = "visit.checklist"
GIFT_LIMIT: Final = "visit.gift_limit"
NOTICE_DAYS: Final = "visit.gift_notice_days"
"""The rules: steps of a visit, what a gift may be worth, and within how many days one above that is told."""

GIFT_ABOVE: Final = FindingKind(
    "visit-gift-above-limit",
    Severity.WARNING,
    Text.of(
        en="the gift {what} is worth {value}, above {limit}: tell the head of the agency by {day}",
        th="ของขวัญ {what} มูลค่า {value} เกิน {limit} ให้แจ้งผู้บริหารสูงสุดของหน่วยงานภายใน {day}",
    ),
)
GIFT_UNVALUED: Final = FindingKind(
    "visit-gift-without-value",
    Severity.INFO,
    Text.of(
        en="say what the gift {what} is worth, in the currency of the limit: up to {limit} may be taken",
        th="ให้ระบุมูลค่าของขวัญ {what} เป็นสกุลเงินของวงเงิน รับได้ไม่เกิน {limit}",
    ),
)
OUTSIDE: Final = FindingKind(
    "visit-programme-outside",
    Severity.WARNING,
    Text.of(
        en="{what} is on {on}, no day of the visit, {first} to {last}; correct the programme or the days",
        th="{what} อยู่ในวันที่ {on} ซึ่งไม่ใช่วันเยือน {first} ถึง {last} ให้แก้ไขกำหนดการหรือวันเยือน",
    ),
)
_TITLE = Text.of(en="{step}: {purpose}", th="{step}: {purpose}")


def new_steps(office: "Office", visit: Visit, at: datetime) -> list[Task]:
    """The tasks of a visit that begins to be planned; none where nobody is in charge of it."""
    if not visit.owner and not visit.unit:
        return []
    whom = _whom(visit)
    return [
        new_task(
            identity=office.ids.next_id(at),
            area="partnerships",
            action=STEP,
            about=visit.ref,
            title=_title(row, visit),
            whom=whom,
            due=visit.first + timedelta(days=row["days"]),
            opened_at=at,
            opened_by=office.rights.name,
        )
        for row in _steps(office, visit)
    ]


def moved_steps(office: "Office", before: Visit, after: Visit, at: datetime) -> list[Task]:
    """The open tasks of a visit that changed: due as long before its first day as they were, for who is in charge.

    They are called by what the visit is for now.
    """
    if not before.owner and not before.unit:
        return new_steps(office, after, at)
    by, whom = after.first - before.first, _whom(after) if after.owner or after.unit else ""
    titles: dict[Text | None, Text | None] = {_title(row, before): _title(row, after) for row in _steps(office, before)}
    still = (one for one in steps_of(office, before) if one.state is TaskState.OPEN)
    moved = (
        (one, evolve(one, due=one.due and one.due + by, whom=whom or one.whom, title=titles.get(one.title, one.title)))
        for one in still
    )
    return [new for old, new in moved if new != old]


def _steps(office: "Office", visit: Visit) -> Sequence[Mapping[str, Any]]:
    """The rows of the rule, for a visit of its day and direction."""
    rows: Sequence[Mapping[str, Any]] = (
        office.rules(visit.first).reading().value(CHECKLIST, direction=visit.direction.value)
    )
    return rows


def _title(row: Mapping[str, Any], visit: Visit) -> Text:
    return _TITLE.fill(step=Text.from_value(row["title"]), purpose=visit.purpose)


def _whom(visit: Visit) -> str:
    return person_token(visit.owner) if visit.owner else unit_token(visit.unit)


def steps_of(office: "Office", visit: Visit) -> tuple[Task, ...]:
    """The tasks of a visit, done and open, the one that is due first first."""
    with office.reading() as reader:
        found = every(office, reader, Task, equal("about", str(visit.ref)) & equal("action", STEP))
        return tuple(sorted(found, key=lambda one: (one.due or date.max, one.id)))


def ended_steps(office: "Office", visit: Visit, at: datetime, reason: str) -> list[Task]:
    """The open tasks of a visit, no longer wanted."""
    still = (one for one in steps_of(office, visit) if one.state is TaskState.OPEN)
    return [withdrawn(one, at=at, by=office.rights.name, reason=reason) for one in still]


def programme_findings(visit: Visit) -> Iterator[Finding]:
    """Items of the programme that lie on no day of the visit."""
    days: dict[str, Any] = {"first": day_text(visit.first), "last": day_text(visit.last)}
    for one in outside(visit):
        yield OUTSIDE.make(record=visit.ref, field="programme", what=one.what, on=day_text(one.on), **days)


def gift_findings(office: "Office", visit: Visit) -> Iterator[Finding]:
    """What to look at in the gifts that were received; before the first day of the rule there is nothing to say."""
    for gift in visit.gifts:
        if gift.way is not GiftWay.RECEIVED:
            continue
        reading = office.rules(gift.on).reading()
        limit = Money.of(reading.value(GIFT_LIMIT), office.profile.currency)
        if gift.value is None or gift.value.currency != limit.currency:
            yield GIFT_UNVALUED.make(record=visit.ref, field="gifts", what=gift.what, limit=limit)
        elif gift.value.minor > limit.minor:
            day = day_text(gift.on + timedelta(days=reading.value(NOTICE_DAYS)))
            told: dict[str, Any] = {"what": gift.what, "limit": limit, "value": gift.value, "day": day}
            yield GIFT_ABOVE.make(record=visit.ref, field="gifts", **told)
