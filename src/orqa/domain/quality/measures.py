"""Reading what a node measures and how that becomes a score: ``quantity`` and ``score`` of a node's table."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from attrs import define, field, frozen

from orqa.base.language import Text
from orqa.domain.quality import faults
from orqa.domain.quality.bands import Bands
from orqa.domain.quality.formulas import FormulaProblem, read_formula
from orqa.domain.quality.inputs import InputField
from orqa.domain.quality.marks import Mark
from orqa.domain.quality.methods import (
    OPERATORS,
    AllItems,
    AsIs,
    ByBands,
    FullMark,
    Item,
    ItemTable,
    Ladder,
    Limit,
    Method,
    Points,
    Rating,
    Slope,
)
from orqa.domain.quality.numbers import Number, shown
from orqa.domain.quality.quantities import (
    NO_UNIT,
    Calculated,
    Deviation,
    Mean,
    Quantity,
    Ratio,
    Sample,
    Weighted,
    unit_text,
)
from orqa.domain.quality.scales import Scale
from orqa.domain.quality.tables import (
    Conditions,
    Scores,
    Weights,
    as_number,
    not_twice,
    number,
    optional_number,
    own_mark,
    read_decimals,
    refuse,
    works_fields,
)
from orqa.rules import problems
from orqa.rules.errors import near
from orqa.rules.strict import StrictTable, Where

_FEW = 5

METHODS = ("full-mark", "value", "bands", "slope", "items", "all-items", "ladder", "rating", "points", "limit")
"""How a result becomes a score."""


@frozen
class Measured:
    """What a node measures, as its table says.

    Attributes:
        quantity: what is measured.
        most: the greatest measure that can be.
        sample: who must have answered.
        marks: the marks of the tables that it uses.
    """

    quantity: Quantity
    most: Number | None
    sample: Sample | None
    marks: tuple[Mark, ...]


@define
class Named:
    """The tables of a framework that its nodes name.

    Attributes:
        scales: by name.
        bands: by name.
        scores: scores of items, by name.
        ladders: by name.
        weights: of classes of works, by name.
        units: what units are called, by code.
        works: the inputs of works that nodes were found to count.
    """

    scales: Mapping[str, Scale] = field(factory=dict)
    bands: Mapping[str, Bands] = field(factory=dict)
    scores: Mapping[str, Scores] = field(factory=dict)
    ladders: Mapping[str, Conditions] = field(factory=dict)
    weights: Mapping[str, Weights] = field(factory=dict)
    units: Mapping[str, Text] = field(factory=dict)
    works: dict[str, InputField] = field(factory=dict)

    def unit(self, code: str) -> Text:
        """What people call a unit; its code where the file does not say."""
        return self.units.get(code) or unit_text(code)

    def find(self, tables: Mapping[str, Any], name: Any, where: Where) -> Any:
        """One of them, or a refusal that names the nearest."""
        if not isinstance(name, str) or name not in tables:
            refuse(faults.DANGLING, where, found=repr(name), near=near(name, tables) or sorted(tables)[:_FEW] or "–")
        return tables[name]


def read_quantity(node: str, table: StrictTable, named: Named) -> Measured:
    """``quantity = {…}``."""
    most = optional_number(table, "max")
    sample = _sample(table)
    unit = named.unit(table.take("unit", str) or "")
    marks: tuple[Mark, ...] = (own_mark(table), *((sample.mark,) if sample else ()))
    quantity: Quantity
    if table.has("formula"):
        quantity = _calculated(table, unit)
    elif table.has("mean_of"):
        quantity = _mean(table, unit)
    elif table.has("input"):
        quantity = Ratio(
            node=node, numerator=(table.need("input", str),), unit=unit, decimals=read_decimals(table, "round")
        )
    else:
        quantity, more = _ratio(node, table, unit, named)
        marks += more
    table.done()
    return Measured(quantity, most, sample, marks)


def _calculated(table: StrictTable, unit: Text) -> Calculated:
    try:
        formula = read_formula(table.need("formula", str))
    except FormulaProblem as problem:
        refuse(faults.FORMULA, table.where.at("formula"), reason=problem.reason)
    return Calculated(formula=formula, unit=unit, decimals=read_decimals(table, "round"))


def _mean(table: StrictTable, unit: Text) -> Mean:
    listed = table.need("mean_of", str)
    sum_of, count = (table.take(name, str) or "" for name in ("sum", "count"))
    if bool(sum_of) is not bool(count):
        table.where.fail(problems.MISSING, name="count" if sum_of else "sum")
    return Mean(of=listed, sum_of=sum_of, count=count, unit=unit)


def _ratio(node: str, table: StrictTable, unit: Text, named: Named) -> tuple[Quantity, tuple[Mark, ...]]:
    prefix, classes = table.take("works", str), table.words("weights")
    works, marks = None, []
    if prefix is not None:
        found = [named.find(named.weights, name, table.where.at("weights")) for name in classes]
        if not found:
            table.where.fail(problems.MISSING, name="weights")
        not_twice((code for weights in found for code, _ in weights.rows), table.where.at("weights"))
        works = Weighted(prefix, tuple(row for weights in found for row in weights.rows))
        for weights in found:
            named.works.update(works_fields(prefix, weights))
            marks.append(weights.mark)
    standard = optional_number(table, "deviation_from")
    ratio = Ratio(
        node=node,
        numerator=table.words("numerator"),
        works=works,
        denominator=table.words("denominator"),
        less=table.words("less"),
        times=_above_zero(table, "times", 1),
        unit=NO_UNIT if standard is not None else unit,
        decimals=read_decimals(table, "round"),
    )
    if not ratio.numerator and works is None:
        table.where.fail(problems.MISSING, name="numerator")
    if ratio.numerator and works is not None:
        refuse(faults.TWICE, table.where, name="numerator, works")
    if ratio.less and not ratio.denominator:
        table.where.fail(problems.MISSING, name="denominator")
    if standard is None:
        return ratio, tuple(marks)
    if standard <= 0:
        refuse(faults.NOT_ABOVE_ZERO, table.where, name="deviation_from", found=shown(standard))
    return Deviation(ratio=ratio, standard=standard), tuple(marks)


def _sample(table: StrictTable) -> Sample | None:
    if not table.has("sample"):
        table.raw("sample")
        return None
    entry = StrictTable(table.need("sample", dict), table.where.at("sample"))
    sample = Sample(
        part=entry.need("part", str), of=entry.need("of", str), at_least=number(entry, "at_least"), mark=own_mark(entry)
    )
    entry.done()
    return sample


def read_method(
    node: str, table: StrictTable, scale: Scale, weight: Number, named: Named
) -> tuple[Method, tuple[Mark, ...]]:
    """``score = {method = …}``: the method, and the marks of the tables that it uses."""
    name = table.choice("method", METHODS)
    mark = own_mark(table)
    if name in {"items", "all-items", "ladder"}:
        method, marks = _ticked(name, node, table, scale, named)
    elif name == "bands":
        bands: Bands = named.find(named.bands, table.need("table", str), table.where)
        method, marks = ByBands(bands), tuple(band.mark for band in bands.rows)
    else:
        method, marks = _plain(name, table, scale, weight), ()
    table.done()
    return method, (mark, *marks)


def _plain(name: str, table: StrictTable, scale: Scale, weight: Number) -> Method:
    """A method that uses no other table."""
    match name:
        case "full-mark":
            return FullMark(full=_above_zero(table, "full"), low=scale.low, high=scale.high)
        case "value":
            return AsIs(low=scale.low, high=scale.high)
        case "slope":
            return Slope(_points(table))
        case "limit":
            return Limit(
                op=table.choice("op", tuple(OPERATORS)), limit=number(table, "limit"), low=scale.low, high=scale.high
            )
        case "points":
            return Points(points=weight)
    return Rating()


def _ticked(name: str, node: str, table: StrictTable, scale: Scale, named: Named) -> tuple[Method, tuple[Mark, ...]]:
    if name == "ladder":
        ladder: Conditions = named.find(named.ladders, table.need("table", str), table.where)
        return Ladder(node=node, conditions=ladder.conditions, rungs=ladder.rungs), (ladder.mark,)
    items = tuple(_item(row, table.where.at("items", i)) for i, row in enumerate(table.take("items", list) or ()))
    marks = tuple(item.mark for item in items)
    not_twice((item.id for item in items), table.where.at("items"))
    if name == "all-items":
        if not items:
            table.where.fail(problems.MISSING, name="items")
        return AllItems(node=node, items=items, low=scale.low, high=scale.high), marks
    scores: Scores = named.find(named.scores, table.need("table", str), table.where)
    if len(scores.rows) <= len(items):
        refuse(faults.TABLE_SHORT, table.where, most=len(scores.rows) - 1, node=node, items=len(items))
    return ItemTable(node=node, items=items, table=scores.rows), (*marks, scores.mark)


def _item(row: Any, where: Where) -> Item:
    table = StrictTable(row, where)
    item = Item(
        id=table.need("id", str),
        title=table.title(),
        optional=table.take("optional", bool) or False,
        mark=own_mark(table),
    )
    table.done()
    return item


def _above_zero(table: StrictTable, name: str, default: Number | None = None) -> Number:
    value = number(table, name, default)
    if value <= 0:
        refuse(faults.NOT_ABOVE_ZERO, table.where, name=name, found=shown(value))
    return value


def _points(table: StrictTable) -> tuple[tuple[Number, Number], ...]:
    rows = table.need("points", list)
    where = table.where.at("points")
    if len(rows) < 2 or not all(isinstance(row, list) and len(row) == 2 for row in rows):
        where.fail(problems.WRONG_TYPE, name="points", expected="a list of [result, score]", found=repr(rows))
    points = tuple((as_number(at, "points", where), as_number(height, "points", where)) for at, height in rows)
    if any(right[0] <= left[0] for left, right in pairwise(points)):
        refuse(faults.NOT_RISING, where, name="points", found=[shown(at) for at, _ in points])
    return points
