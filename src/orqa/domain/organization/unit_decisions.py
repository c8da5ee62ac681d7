"""What becomes of units: founded, renamed, moved, merged, closed; pure, without store or clock."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.organization import findings as kinds
from orqa.domain.organization.checking import LEVEL, UNIT, Check, day_text
from orqa.domain.organization.policy import WHOLE_OFFICE
from orqa.domain.organization.units import Unit, UnitSpan

LEVELS = "unit-level"


def decide_unit(check: Check, code: str, span: UnitSpan) -> Unit | None:
    """A new unit; None where a finding is an error."""
    check.new_code("code", code, check.structure.units, UNIT)
    if code in WHOLE_OFFICE - {""}:
        check.found(kinds.CODE_RESERVED, "code", name=code)
    _check_span(check, code, span)
    return None if check.is_refused() else Unit(id=code, spans=(span,))


def decide_change(  # noqa: PLR0913 - what changes, by name
    check: Check,
    code: str,
    first: date,
    *,
    title: Text | None = None,
    parent: str | None = None,
    level: str | None = None,
    letter_code: str | None = None,
    region: str | None = None,
    order: str = "",
) -> Unit | None:
    """The unit with a further span from ``first`` on, in which what is given is changed; None where refused.

    What the unit is before that day stays: who asks of an earlier day is answered as before.
    """
    unit = check.unit_on("code", code, first)
    if unit is None:
        return None
    before = unit.spans[-1]
    if first <= before.first:
        check.found(kinds.TOO_EARLY, "first", name=code, last=day_text(before.first), day=day_text(first))
        return None
    changes: dict[str, Any] = {"title": title, "parent": parent, "level": level, "letter_code": letter_code}
    changes["region"] = region
    span = evolve(before, first=first, order=order, **{k: v for k, v in changes.items() if v is not None})
    if evolve(span, first=before.first, order=before.order) == before:
        check.found(kinds.NO_CHANGE, "code", name=code, day=day_text(first))
    _check_span(check, code, span)
    return None if check.is_refused() else evolve(unit, spans=(*unit.spans, span))


def decide_end(check: Check, codes: Iterable[str], last: date, *, into: str = "", order: str = "") -> tuple[Unit, ...]:
    """The units with their end: closed, or merged into another one that is there on the day after; () where refused.

    Units below them must be moved, merged or closed before, and appointments ended; units that end together may stand
    below each other.
    """
    codes = tuple(dict.fromkeys(codes))
    after = last + timedelta(days=1)
    units = [check.unit_on("code", code, last) for code in codes]
    if into:
        check.unit_on("into", into, after)
    ended = []
    for unit in units:
        if unit is None:
            continue
        if unit.id == into or unit.last is not None:
            check.found(kinds.NO_CHANGE, "into", name=unit.id, day=day_text(after))
        if unit.spans[-1].first > last:
            check.found(kinds.TOO_EARLY, "last", name=unit.id, last=day_text(unit.spans[-1].first), day=day_text(last))
        _check_nothing_left(check, unit.id, codes, last)
        ended.append(evolve(unit, last=last, merged_into=into, end_order=order))
    return () if check.is_refused() else tuple(ended)


def _check_span(check: Check, code: str, span: UnitSpan) -> None:
    check.title(span.title)
    if span.level:
        check.term("level", LEVELS, span.level, LEVEL)
    if span.region:
        check.region("region", span.region)
    if span.parent:
        _check_parent(check, code, span)


def _check_parent(check: Check, code: str, span: UnitSpan) -> None:
    """It is there, it is not below the unit on any day from the span's first on, and of a higher level."""
    if span.parent != code and check.unit_through("parent", span.parent, span.first, None) is None:
        return
    for day in _turning_days(check, span.first):
        above = check.structure.ancestors(span.parent, day)
        if span.parent == code or code in above:
            way = (span.parent, *above) if span.parent != code else (code,)
            check.found(kinds.CIRCLE, "parent", name=code, parent=span.parent, path=" → ".join(way))
            return
    _check_level(check, code, span)


def _turning_days(check: Check, first: date) -> list[date]:
    """The days from ``first`` on on which some unit changes: between them nothing does."""
    days = {span.first for unit in check.structure.units.values() for span in unit.spans if span.first > first}
    return [first, *sorted(days)]


def _check_level(check: Check, code: str, span: UnitSpan) -> None:
    parent = check.structure.units.get(span.parent)
    above = parent.on(span.first) if parent else None
    if not (span.level and above and above.level):
        return  # a profile may know no levels at all
    levels = check.reading.view.vocabulary(LEVELS)
    own, higher = levels.get(span.level), levels.get(above.level)
    if own and higher and own.extra["rank"] >= higher.extra["rank"]:
        check.found(
            kinds.RANK_NOT_LOWER, "level", name=code, level=own.title, parent=span.parent, parent_level=higher.title
        )


def _check_nothing_left(check: Check, code: str, together: tuple[str, ...], last: date) -> None:
    structure, after = check.structure, last + timedelta(days=1)
    left = {
        unit for day in _turning_days(check, after) for unit in structure.on(day).children(code) if unit not in together
    }
    if left:
        check.found(kinds.STILL_BELOW, "code", name=code, day=day_text(last), units=", ".join(sorted(left)))
    people = sorted(
        {
            structure.people[one.person].code
            for part in (structure.appointments, structure.actings)
            for one in part.values()
            if structure.positions[one.position].unit == code and (one.last is None or one.last > last)
        }
    )
    if people:
        check.found(kinds.STILL_HELD, "code", name=code, day=day_text(last), people=", ".join(people))
