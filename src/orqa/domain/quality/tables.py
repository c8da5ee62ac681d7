"""Reading the tables that nodes of a framework refer to: scales, bands, item tables, ladders, weights, inputs."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any, NoReturn

from attrs import frozen

from orqa.base.findings import FindingKind
from orqa.base.rounding import Rounding
from orqa.domain.quality import faults
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.inputs import InputField, InputKind, TakenFrom
from orqa.domain.quality.marks import Mark, together
from orqa.domain.quality.methods import Rung
from orqa.domain.quality.nodes import RoundingRule, RoundWhen
from orqa.domain.quality.numbers import Number, compact, number_of, shown
from orqa.domain.quality.resolving import MARKS
from orqa.domain.quality.scales import BUILT_IN, Level, Scale, ScaleKind
from orqa.rules import problems
from orqa.rules.strict import StrictTable, Where

MOST_DECIMALS = 9
"""Decimals of a score; published ones have two."""


@frozen
class Scores:
    """The score of each number of items met, from none."""

    rows: tuple[Number, ...]
    mark: Mark


@frozen
class Conditions:
    """The conditions of a ladder with their titles, and its steps."""

    conditions: tuple[tuple[str, Any], ...]
    rungs: tuple[Rung, ...]
    mark: Mark


@frozen
class Weights:
    """The weight of each class of works."""

    rows: tuple[tuple[str, Number], ...]
    titles: Mapping[str, Any]
    mark: Mark


def strict(table: Mapping[str, Any], where: Where) -> tuple[StrictTable, tuple[Mark, ...]]:
    """A resolved table to be read strictly, and the marks of its single figures."""
    return StrictTable({key: value for key, value in table.items() if key != MARKS}, where), table.get(MARKS, ())


def refuse(kind: FindingKind, where: Where, **values: Any) -> NoReturn:
    """Refuse a table for what a finding of this kind says.

    Raises:
        RuleLoadError: always.
    """
    where.fail(kind.template, **values)


def number(table: StrictTable, name: str, default: Number | None = None) -> Number:
    """A number that must be there, or has a default."""
    found = optional_number(table, name)
    if found is not None:
        return found
    return default if default is not None else table.where.fail(problems.MISSING, name=name)


def optional_number(table: StrictTable, name: str) -> Number | None:
    """A number that may be missing."""
    raw = table.raw(name)
    return None if raw is None else as_number(raw, name, table.where)


def as_number(raw: Any, name: str, where: Where) -> Number:
    """A TOML number, exactly."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        where.fail(problems.WRONG_TYPE, name=name, expected="a number", found=repr(raw))
    try:
        return number_of(raw)
    except ValueError:
        where.fail(problems.FLOAT, name=name)


def own_mark(table: StrictTable, default: Mark | None = None) -> Mark:
    """The citation, certainty and note of a table; what it does not say is as in ``default``."""
    default = default or Mark()
    return Mark(
        citations=table.citations() if table.has("cite") else default.citations,
        certainty=table.certainty() if table.has("certainty") else default.certainty,
        note=table.note(),
    )


def needed_mark(table: StrictTable) -> Mark:
    """The citation and certainty of what must say how sure it is."""
    if not table.has("certainty"):
        table.where.fail(problems.MISSING, name="certainty")
    return own_mark(table)


def _rows_mark(table: StrictTable, marks: tuple[Mark, ...]) -> Mark:
    """The mark of a table of figures; it or each of its rows must say how sure it is."""
    rows = table.peek("rows")
    each = isinstance(rows, list) and rows and all(isinstance(row, dict) and "certainty" in row for row in rows)
    return together((own_mark(table) if each else needed_mark(table), *marks))


def read_decimals(table: StrictTable, name: str) -> int | None:
    """A number of decimals that may be missing."""
    decimals = table.take(name, int)
    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
        table.where.fail(problems.WRONG_TYPE, name=name, expected=f"0 … {MOST_DECIMALS}", found=decimals)
    return decimals


def not_twice(names: Iterable[str], where: Where) -> None:
    """Refuse a name that is there twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            refuse(faults.TWICE, where, name=name)
        seen.add(name)


def not_below_zero(table: StrictTable, name: str, value: Number) -> Number:
    """A number that may be 0 and not less."""
    if value < 0:
        refuse(faults.BELOW_ZERO, table.where, name=name, found=shown(value))
    return value


def read_rounding(table: StrictTable, default: RoundingRule | None = None) -> RoundingRule:
    """``{decimals = 2, mode = "half-up", when = "score"}``."""
    decimals = read_decimals(table, "decimals")
    if decimals is None:
        decimals = default.decimals if default else table.where.fail(problems.MISSING, name="decimals")
    mode = table.choice("mode", tuple(Rounding), default.mode if default else Rounding.HALF_UP)
    when = table.choice("when", tuple(RoundWhen), default.when if default else RoundWhen.SCORE)
    rule = RoundingRule(decimals=decimals, mode=Rounding(mode), when=RoundWhen(when), mark=own_mark(table))
    table.done()
    return rule


def read_scale(name: str, table: StrictTable) -> Scale:
    """``[scale.<name>]``."""
    kind = ScaleKind(table.choice("kind", tuple(ScaleKind)))
    table.note("title")
    own_mark(table)
    rows = table.take("levels", list)
    levels = tuple(_level(StrictTable(row, table.where.at("levels", i))) for i, row in enumerate(rows or ()))
    not_twice((level.code.casefold() for level in levels), table.where.at("levels"))
    built_in = BUILT_IN.get(kind, ())
    if levels and built_in and [level.code for level in levels] != [level.code for level in built_in]:
        codes = [level.code for level in built_in]
        table.where.fail(problems.NOT_ONE_OF, name="levels", found=[lvl.code for lvl in levels], allowed=codes)
    levels = levels or built_in
    between = table.take("between", bool) or False
    if kind is ScaleKind.ORDINAL and not levels:
        table.where.fail(problems.MISSING, name="levels")
    if any(above.value <= below.value for below, above in pairwise(levels)):
        refuse(faults.NOT_RISING, table.where, name="levels", found=[shown(level.value) for level in levels])
    low = optional_number(table, "min")
    high = optional_number(table, "max")
    step = optional_number(table, "step")
    table.done()
    if levels:
        return Scale(id=name, kind=kind, low=levels[0].value, high=levels[-1].value, levels=levels, between=between)
    if kind is ScaleKind.NARRATIVE:
        return Scale(id=name, kind=kind)
    return _numeric(name, low, high, step, table.where)


def _numeric(name: str, low: Number | None, high: Number | None, step: Number | None, where: Where) -> Scale:
    if low is None or high is None:
        where.fail(problems.MISSING, name="min" if low is None else "max")
    if high <= low:
        refuse(faults.NOT_RISING, where, name="min, max", found=[shown(low), shown(high)])
    if step is not None and step <= 0:
        refuse(faults.NOT_ABOVE_ZERO, where, name="step", found=shown(step))
    return Scale(id=name, kind=ScaleKind.NUMERIC, low=low, high=high, step=step)


def _level(table: StrictTable) -> Level:
    level = Level(number(table, "value"), table.need("code", str), table.title())
    table.done()
    return level


def read_bands(name: str, table: StrictTable, marks: tuple[Mark, ...] = ()) -> Bands:
    """``[bands.<name>]``; gaps and overlaps are looked for afterwards, see :mod:`orqa.domain.quality.soundness`."""
    mark = _rows_mark(table, marks)
    decimals = read_decimals(table, "decimals")
    decimals = 2 if decimals is None else decimals
    closed = table.choice("upper", ("included", "excluded"), "included") == "included"
    title = table.title() if table.has("title") else table.where.fail(problems.MISSING, name="title")
    rows = table.need("rows", list)
    places = [table.where.at("rows", i) for i in range(len(rows))]
    table.done()
    if not rows:
        table.where.fail(problems.MISSING, name="rows")
    bands = tuple(_band(StrictTable(row, place), decimals, mark) for row, place in zip(rows, places, strict=True))
    parts = (code for code, _ in groupby(band.code for band in bands))  # neighbours may say one word by other gates
    not_twice(filter(None, parts), table.where.at("rows"))
    return Bands(id=name, title=title, rows=bands, decimals=decimals, closed=closed)


def _band(table: StrictTable, decimals: int, mark: Mark) -> Band:
    band = Band(
        low=_units(table, "from", decimals),
        high=_units(table, "to", decimals),
        code=table.take("code", str) or "",
        title=table.note("title"),
        score=optional_number(table, "score"),
        needs=table.words("needs"),
        mark=own_mark(table, mark),
    )
    table.done()
    if band.score is None and not (band.code and band.title):
        table.where.fail(problems.MISSING, name="code, title" if not band.code else "title")
    return band


def _units(table: StrictTable, name: str, decimals: int) -> int:
    """An edge in units of the last decimal; it must be a whole number of them."""
    value = number(table, name) * 10**decimals
    if compact(Fraction(value)).denominator != 1:
        table.where.fail(
            problems.WRONG_TYPE, name=name, expected=f"a number of {decimals} decimals", found=shown(value)
        )
    return int(value)


def read_scores(table: StrictTable, marks: tuple[Mark, ...] = ()) -> Scores:
    """``[table.<name>]``: ``rows = [0, 1, 2, 3, 3, 4, 5]``."""
    rows = table.need("rows", list)
    scores = tuple(as_number(row, "rows", table.where.at("rows", i)) for i, row in enumerate(rows))
    table.note("title")
    mark = needed_mark(table)
    table.done()
    if any(above < below for below, above in pairwise(scores)) or not scores:
        refuse(faults.NOT_RISING, table.where, name="rows", found=[shown(score) for score in scores])
    return Scores(scores, together((mark, *marks)))


def read_ladder(table: StrictTable, marks: tuple[Mark, ...] = ()) -> Conditions:
    """``[ladder.<name>]``: conditions, and rows that need some of them."""
    mark = _rows_mark(table, marks)
    table.note("title")
    conditions = StrictTable(table.need("conditions", dict), table.where.at("conditions"))
    titles = tuple((name, conditions.title(name)) for name in conditions.names())
    rows = table.need("rows", list)
    rungs = tuple(_rung(StrictTable(row, table.where.at("rows", i)), mark) for i, row in enumerate(rows))
    table.done()
    known = {name for name, _ in titles}
    for i, rung in enumerate(rungs):
        for unknown in set(rung.needs) - known:
            refuse(faults.DANGLING, table.where.at("rows", i), found=unknown, near=sorted(known))
    if not rungs or rungs[0].needs or any(b.score <= a.score for a, b in pairwise(rungs)):
        refuse(faults.NOT_RISING, table.where, name="rows", found=[shown(rung.score) for rung in rungs])
    return Conditions(titles, rungs, together((mark, *(rung.mark for rung in rungs))))


def _rung(table: StrictTable, mark: Mark) -> Rung:
    rung = Rung(
        score=number(table, "score"), needs=table.words("needs"), title=table.title(), mark=own_mark(table, mark)
    )
    table.done()
    return rung


def read_weights(table: StrictTable, figures: tuple[Mark, ...] = ()) -> Weights:
    """``[weights.<name>]``: the classes of works with their weights."""
    mark = _rows_mark(table, figures)
    table.note("title")
    rows, titles, marks = [], {}, [mark]
    for i, row in enumerate(table.need("rows", list)):
        entry = StrictTable(row, table.where.at("rows", i))
        code = entry.need("code", str)
        if code in titles:
            refuse(faults.TWICE, entry.where, name=code)
        rows.append((code, not_below_zero(entry, "weight", number(entry, "weight"))))
        titles[code] = entry.title()
        marks.append(own_mark(entry, mark))
        entry.done()
    table.done()
    return Weights(tuple(rows), titles, together(marks))


def read_input(name: str, table: StrictTable, marks: tuple[Mark, ...] = ()) -> InputField:
    """``[input.<name>]``."""
    kind = InputKind(table.choice("kind", tuple(InputKind)))
    low, high = optional_number(table, "min"), optional_number(table, "max")
    if kind is InputKind.PERCENT and high is None:
        high = 100
    if kind is not InputKind.NUMBER:
        low = not_below_zero(table, "min", low or 0)
    if low is not None and high is not None and high < low:
        refuse(faults.NOT_RISING, table.where, name="min, max", found=[shown(low), shown(high)])
    found = InputField(
        id=name,
        title=table.title(),
        unit=table.need("unit", str),
        kind=kind,
        low=low,
        high=high,
        at_most=table.words("at_most"),
        taken_from=_taken_from(table, kind),
        mark=together((own_mark(table), *marks)),
    )
    table.done()
    return found


def _taken_from(table: StrictTable, kind: InputKind) -> TakenFrom | None:
    if not table.has("from"):
        table.raw("from")
        return None
    entry = StrictTable(table.need("from", dict), table.where.at("from"))
    if kind is not InputKind.NUMBERS:
        entry.where.fail(problems.NOT_ONE_OF, name="kind", found=kind, allowed=[InputKind.NUMBERS])
    found = TakenFrom(entry.need("level", str), entry.take("node", str) or "overall")
    entry.done()
    return found


def works_fields(prefix: str, weights: Weights) -> dict[str, InputField]:
    """The inputs of works by class, which a file need not declare."""
    found = {}
    for code, _ in weights.rows:
        name = f"{prefix}.{code}"
        found[name] = InputField(
            id=name, title=weights.titles[code], unit="works", kind=InputKind.COUNT, mark=weights.mark
        )
    return found
