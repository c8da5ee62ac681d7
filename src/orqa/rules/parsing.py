"""Reading the rules of one file: ``rules/leave.toml`` holds the keys ``leave.…``."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

from attrs import evolve, field, frozen

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.rules import problems
from orqa.rules.frozen import FrozenDict, freeze
from orqa.rules.parameters import Parameter, Row, Scale
from orqa.rules.strict import SNAKE, StrictTable, Where, check_name, check_text

ROW_WORDS = frozenset(
    {"from", "value", "scale", "over", "table", "repealed", "cite", "certainty", "published", "last_checked", "note"}
)
"""What a row says beside its dimensions."""

TAKEN = ROW_WORDS | {"key", "on", "known_on", "self"}
"""Names that no dimension or amount may have: rows use them, or the calls by which rules are asked."""

_RULE_WORDS = frozenset({"title", "unit", "by", "rows", "note", "override", "least"})


@frozen
class Override:
    """Why a rule of the parent profile may be replaced, and by what authority."""

    reason: Text
    citations: tuple[Citation, ...]


@frozen(kw_only=True)
class RuleDraft:
    """A rule as its file states it, before it is laid over the parent profile's.

    Attributes:
        key: the full key.
        title: its title; ``None`` where an override keeps the parent's.
        unit: its unit; empty where an override keeps the parent's.
        by: dimension names, each with the values that the file closes it to (empty: by vocabulary or rows).
        rows: its rows, one for each combination of listed dimension values.
        least: whether its values are the least that a profile laid over it may set.
        override: why it may replace a rule of the parent, where it does.
        note: what a reader should know.
        where: its place, for messages.
    """

    key: str
    title: Text | None
    unit: str
    by: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...] = ()
    least: bool = False
    override: Override | None
    note: Text | None
    where: Where = field(eq=False)


@frozen
class RuleReader:
    """Reads the rules of a profile.

    Attributes:
        profile: the profile's name.
        parents: the rules of its parent: an override without ``by`` is asked as they are.
    """

    profile: str
    parents: Mapping[str, Parameter]

    def read(self, prefix: str, data: Mapping[str, Any], where: Where) -> Iterator[RuleDraft]:
        """The rules of one file, in its order; its keys begin with ``prefix``.

        Raises:
            RuleLoadError: when anything in the file is malformed.
        """
        check_name(prefix, SNAKE, where)
        yield from self._read_group(prefix, data, where)

    def _read_group(self, key: str, data: Mapping[str, Any], where: Where) -> Iterator[RuleDraft]:
        for name, entry in data.items():
            place = where.at(check_name(name, SNAKE, where))
            if not isinstance(entry, dict) or not entry:
                place.fail(problems.NO_ROWS)
            elif isinstance(entry.get("rows"), list):
                yield self._read_rule(f"{key}.{name}", StrictTable(entry, place))
            elif _RULE_WORDS.isdisjoint(entry):
                yield from self._read_group(f"{key}.{name}", entry, place)
            else:
                place.fail(problems.NO_ROWS)

    def _read_rule(self, key: str, table: StrictTable) -> RuleDraft:
        override = _read_override(table)
        old = self.parents.get(key) if override else None
        draft = RuleDraft(
            key=key,
            title=table.title() if override is None or table.has("title") else None,
            unit=table.take("unit", str) or "",
            by=_read_by(table) or FrozenDict(dict.fromkeys(old.by if old else (), ())),
            least=table.take("least", bool) or False,
            override=override,
            note=table.note(),
            where=table.where,
        )
        rows = table.need("rows", list)
        if not rows:
            table.where.fail(problems.NO_ROWS)
        table.done()
        places = [table.where.at("rows", i) for i in range(len(rows))]
        return evolve(
            draft,
            rows=tuple(row for entry, at in zip(rows, places, strict=True) for row in self._rows(draft, entry, at)),
        )

    def _rows(self, draft: RuleDraft, entry: Any, where: Where) -> Iterator[Row]:
        """One row of the file: a row for each combination of the dimension values that it lists."""
        table = StrictTable(entry, where)
        dims = {name: table.words(name) for name in draft.by}
        row = _read_row(draft, table, self.profile)
        table.done()
        given = {name: values for name, values in dims.items() if values}
        for cell in product(*given.values()):
            yield evolve(row, dims=FrozenDict(zip(given, cell, strict=True)))


def _read_override(table: StrictTable) -> Override | None:
    if not table.has("override"):
        table.raw("override")
        return None
    entry = StrictTable(table.need("override", dict), table.where.at("override"))
    override = Override(entry.title("reason"), entry.citations())
    entry.done()
    return override


def _check_free(name: str, where: Where) -> str:
    if check_name(name, SNAKE, where) in TAKEN:
        where.fail(problems.TAKEN, name=name, taken=sorted(TAKEN))
    return name


def _read_by(table: StrictTable) -> FrozenDict[str, tuple[str, ...]]:
    """``by = ["personnel"]`` or, with its values, ``by = {personnel = ["civil_servant", "temporary"]}``."""
    place = table.where.at("by")
    found = table.raw("by") or []
    named = found if isinstance(found, dict) else dict.fromkeys(found, ()) if isinstance(found, list) else None
    if named is None:
        place.fail(problems.WRONG_TYPE, name="by", expected="a list of names", found=repr(found))
    for name, values in named.items():
        _check_free(str(name), place)
        if not all(isinstance(value, str) for value in values):
            place.fail(problems.WRONG_TYPE, name=name, expected="a list of texts", found=repr(values))
    return FrozenDict({name: tuple(values) for name, values in named.items()})


def _read_row(draft: RuleDraft, table: StrictTable, profile: str) -> Row:
    start = table.need("from", date)
    value = _read_value(table)
    authority = draft.override.citations if draft.override else ()
    return Row(
        key=draft.key,
        start=start,
        value=value,
        repealed=value is None,
        citations=tuple(dict.fromkeys((*table.citations(), *authority))),
        certainty=table.certainty(),
        published=table.take("published", date) or start,
        last_checked=table.take("last_checked", date),
        note=table.note(),
        reason=draft.override.reason if draft.override else None,
        profile=profile,
    )


def _read_value(table: StrictTable) -> Any:
    """The value of a row; ``None`` for a repeal."""
    given = [name for name in ("value", "scale", "table", "repealed") if table.has(name)]
    raw = {name: table.raw(name) for name in ("value", "scale", "table", "repealed", "over")}
    if len(given) != 1 or (given == ["repealed"] and raw["repealed"] is not True):
        table.where.fail(problems.ONE_VALUE, found=given)
    if (raw["over"] is None) == (given == ["scale"]):
        table.where.fail(problems.SCALE_OVER)
    if given == ["repealed"]:
        return None
    place = table.where.at(given[0])
    _check_inside(raw[given[0]], place)
    if given == ["scale"]:
        return _read_scale(raw["over"], raw["scale"], place)
    if given == ["table"] and not (isinstance(raw["table"], list) and all(isinstance(r, dict) for r in raw["table"])):
        place.fail(problems.WRONG_TYPE, name="table", expected="a list of tables", found=repr(raw["table"]))
    return freeze(raw[given[0]])


def _check_inside(value: Any, where: Where) -> None:
    """Numbers inside are finite, and titles exist in each language of the profile."""
    if isinstance(value, Decimal) and not value.is_finite():
        where.fail(problems.FLOAT, name="value")
    if isinstance(value, list):
        for i, item in enumerate(value):
            _check_inside(item, where.at(i))
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "title":
                check_text(item, name, where)
            else:
                _check_inside(item, where.at(name))


def _read_scale(over: Any, steps: Any, where: Where) -> Scale:
    pairs = isinstance(steps, list) and steps and all(isinstance(s, list) and len(s) == 2 for s in steps)
    if not pairs or not isinstance(over, str):
        where.fail(problems.SCALE_STEPS, found=repr(steps))
    thresholds = [step[0] for step in steps]
    alike = all(type(t) in (int, Decimal) for t in thresholds) or all(type(t) is date for t in thresholds)
    if not alike or any(b <= a for a, b in pairwise(thresholds)):
        where.fail(problems.SCALE_STEPS, found=repr(thresholds))
    return Scale(_check_free(over, where), tuple((threshold, freeze(value)) for threshold, value in steps))
