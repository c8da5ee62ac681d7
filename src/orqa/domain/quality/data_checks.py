"""What is wrong with a common data set, before any framework is scored with it (การตรวจสอบข้อมูลพื้นฐาน)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from orqa.base.findings import Finding, Place
from orqa.base.language import Text, joined
from orqa.domain.quality.data_findings import (
    FIELD_DIFFERS,
    FIELD_TWICE,
    NO_DATE,
    NO_DIVISOR,
    NO_SOURCE,
    WRONG_UNIT,
    YEAR_KIND_CHANGES,
    YEAR_TWICE,
)
from orqa.domain.quality.data_sets import DataPoint, DataSet
from orqa.domain.quality.inputs import Unusable, not_applicable
from orqa.domain.quality.numbers import shown
from orqa.domain.quality.quantities import Deviation, Mean, Ratio
from orqa.domain.quality.remarks import ABOVE_TOTAL, NOTHING_TO_DIVIDE, UNKNOWN_ID
from orqa.domain.quality.unit_words import means_unit, unit_words
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.nodes import Node


_NAMED = Text.of(en="{title} ({id})", th="{title} ({id})")
_NODE = Text.of(en="{id} {title}", th="{id} {title}")
_FEW = 6
"""How many fields a finding about the whole data set names."""


@frozen
class Spot:
    """Where a number stands in a file.

    Attributes:
        place: the file and the line or row.
        columns: the column of each part of a point, by the part's name.
    """

    place: Place = field(factory=Place)
    columns: Mapping[str, str] = field(factory=dict)

    def at(self, part: str) -> Place:
        """The place of one part."""
        return Place(self.place.file, self.place.line, self.columns.get(part, ""))


def check_data(data: DataSet, *frameworks: "Framework", spots: Sequence[Spot] = ()) -> tuple[Finding, ...]:
    """What is wrong or missing.

    Told are fields that no framework knows, with the nearest; fields that are there twice; other units; numbers that
    are none, negative, over 100 percent or above their total; what has nothing to be divided by; numbers without a
    source. Both the unit's own numbers and those the committee confirmed are looked at.

    Args:
        data: the data set.
        frameworks: those that it is to serve, one or more.
        spots: where each point stands in the file, one for one; none where it is from no file.
    """
    return tuple(_Check(data, frameworks, spots).findings())


def check_series(data_sets: Iterable[DataSet]) -> tuple[Finding, ...]:
    """What is wrong between data sets: a year that is there twice, a figure that goes by another kind of year."""
    found: list[Finding] = []
    ids: dict[str, list[DataSet]] = {}
    kinds: dict[tuple[str, str], str] = {}
    for data in sorted(data_sets, key=lambda one: (one.unit, one.year)):
        ids.setdefault(data.id, []).append(data)
        for point in data.points:
            kind = point.year_kind or data.year_kind
            before = kinds.setdefault((data.unit, point.id), kind)
            if kind != before:
                found.append(_kind_changed(point.id, data, before, kind))
    twice = (same for same in ids.values() if len(same) > 1)
    return (*(YEAR_TWICE.make(unit=s[0].unit, year=s[0].year, count=len(s), record=s[0].ref) for s in twice), *found)


def _kind_changed(name: str, data: DataSet, before: str, kind: str) -> Finding:
    return YEAR_KIND_CHANGES.make(
        field=name, record=data.ref, name=name, unit=data.unit, year=data.year, first=before, second=kind
    )


class _Check:
    """One look over a data set."""

    def __init__(self, data: DataSet, frameworks: Sequence["Framework"], spots: Sequence[Spot]) -> None:
        self.data = data
        self.frameworks = frameworks
        self.spots = spots
        self.first: dict[str, int] = {}
        for number, point in enumerate(data.points):
            self.first.setdefault(point.id, number)
        self.titles = {name: title for one in reversed(frameworks) for name, title in one.input_titles.items()}
        self.fields = {name: entry for one in reversed(frameworks) for name, entry in one.inputs.items()}
        self.slots = {name: slot for one in reversed(frameworks) for name, slot in one.slots.items()}

    def findings(self) -> Iterator[Finding]:
        yield from self._frameworks_agree()
        for number, point in enumerate(self.data.points):
            yield from self._point(number, point)
        reported, confirmed = self._values("value"), self._values("confirmed")
        own = list(self._between(reported, "value"))
        yield from own
        told = {(finding.code, finding.field) for finding in own}
        if confirmed != reported:
            again = self._between(confirmed, "confirmed")
            yield from (finding for finding in again if (finding.code, finding.field) not in told)
        yield from self._origins()

    def _frameworks_agree(self) -> Iterator[Finding]:
        for name in self.first:
            asking = [one for one in self.frameworks if name in one.inputs]
            units = {one.inputs[name].unit: one for one in reversed(asking)}
            if len(units) > 1:
                first, second = sorted(units.values(), key=asking.index)[:2]
                yield FIELD_DIFFERS.make(
                    field=name,
                    place=self._place(name, "id"),
                    name=self._name(name),
                    first=unit_words(first.inputs[name].unit),
                    framework=first.id,
                    second=unit_words(second.inputs[name].unit),
                    other=second.id,
                )

    # ------------------------------------------------------------------ each by itself

    def _point(self, number: int, point: DataPoint) -> Iterator[Finding]:
        if self.first[point.id] != number:
            yield FIELD_TWICE.make(field=point.id, place=self._spot(number, "id"), name=self._name(point.id))
        if point.id not in self.slots:
            yield self._unknown(number, point)
            return
        known = self.fields.get(point.id)
        if known is not None and point.unit and known.unit and not means_unit(point.unit, known.unit):
            yield WRONG_UNIT.make(
                field=point.id,
                place=self._spot(number, "unit"),
                name=self._name(point.id),
                found=point.unit[:60],
                unit=unit_words(known.unit),
            )
        for part in ("value", "confirmed"):
            try:
                self._read(point.id, getattr(point, part))
            except Unusable as problem:
                yield problem.kind.make(field=point.id, place=self._spot(number, part), **problem.values)

    def _unknown(self, number: int, point: DataPoint) -> Finding:
        found = point.id[:60]
        return UNKNOWN_ID.make(
            field=found,
            place=self._spot(number, "id"),
            framework=", ".join(one.id for one in self.frameworks),
            found=repr(found),
            near=", ".join(near(found, self.slots)) or "–",
        )

    def _read(self, name: str, text: str) -> Any:
        """What a framework makes of a text; None where there is none, or it says that the thing does not apply."""
        return None if not text or not_applicable(text) else self.slots[name](text)

    def _values(self, part: str) -> dict[str, Any]:
        """The numbers that can be used: of the unit itself, or as the committee confirmed them."""
        found = {}
        for name, number in self.first.items():
            text = self.data.points[number].given(confirmed=part == "confirmed")
            try:
                value = self._read(name, text) if name in self.slots else None
            except Unusable:
                value = None
            if value is not None:
                found[name] = value
        return found

    # ------------------------------------------------------------------ one against the other

    def _between(self, values: Mapping[str, Any], part: str) -> Iterator[Finding]:
        seen: set[str] = set()
        for framework in self.frameworks:
            for name, totals in framework.limits:
                if name in seen or name not in values or not all(total in values for total in totals):
                    continue
                seen.add(name)
                total = sum(values[one] for one in totals)
                if values[name] > total:
                    yield self._above(name, values[name], total, totals, part)
            for node in framework.leaves():
                yield from self._divided(node, values, part)

    def _above(self, name: str, value: Any, total: Any, totals: Sequence[str], part: str) -> Finding:
        return ABOVE_TOTAL.make(
            field=name,
            place=self._place(name, part),
            name=self.titles[name],
            found=shown(value),
            total=shown(total),
            totals=joined(self.titles[one] for one in totals),
        )

    def _divided(self, node: "Node", values: Mapping[str, Any], part: str) -> Iterator[Finding]:
        above, below = _parts(node)
        given = next((name for name in above if name in values), None)
        if given is None or not below:
            return
        title = _NODE.fill(id=node.id, title=node.title)
        missing = [name for name in below if name not in values]
        if any(name in self.first and self.data.points[self.first[name]].value for name in missing):
            return  # it is there, but is no number, which is told
        if missing:
            names = joined(map(self._name, missing))
            place = self._place(given, part)
            yield NO_DIVISOR.make(field=node.id, place=place, node=title, name=self._name(given), missing=names)
            return
        assert node.quantity is not None  # noqa: S101 - it has a divisor
        try:
            node.quantity.value(values)
        except ZeroDivisionError:
            place = self._place(below[0], part)
            yield NOTHING_TO_DIVIDE.make(field=node.id, place=place, node=title, inputs=", ".join(below))
        except KeyError:
            return  # more of the numerator is missing, which the evaluation tells

    def _origins(self) -> Iterator[Finding]:
        filled = [point for point in self.data.points if point.value or point.confirmed]
        for kind, found in (
            (NO_SOURCE, [point for point in filled if not point.source]),
            (NO_DATE, [point for point in filled if point.on is None]),
        ):
            if found:
                names = ", ".join(point.id for point in found[:_FEW]) + (" …" if len(found) > _FEW else "")
                place = Place(self.spots[0].place.file) if self.spots else None
                yield kind.make(place=place, count=len(found), all=len(filled), names=names)

    # ------------------------------------------------------------------ words and places

    def _name(self, name: str) -> Text:
        title = self.titles.get(name)
        return _NAMED.fill(title=title, id=name) if title else Text.of(en=name[:60], th=name[:60])

    def _place(self, name: str, part: str) -> Place | None:
        number = self.first.get(name)
        if number is None:
            return None
        if part == "confirmed" and not self.data.points[number].confirmed:
            part = "value"
        return self._spot(number, part)

    def _spot(self, number: int, part: str) -> Place | None:
        return self.spots[number].at(part) if number < len(self.spots) else None


def _parts(node: "Node") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The inputs above and below the line of a node that divides; nothing for one that does not."""
    quantity = node.quantity
    ratio = quantity.ratio if isinstance(quantity, Deviation) else quantity
    if isinstance(ratio, Ratio):
        return (*ratio.numerator, *(ratio.works.names if ratio.works else ())), (*ratio.denominator, *ratio.less)
    if isinstance(quantity, Mean) and quantity.sum_of:
        return (quantity.sum_of,), (quantity.count,)
    return (), ()
