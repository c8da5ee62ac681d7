"""Laying the rules of a profile over those of its parent, without changing either.

An override names a key of the parent, gives a reason and a citation, and replaces rows of equal dimensions from
its first day on; rows before that day, and rows of other dimensions, stay. A new rule lives in a file whose name
no ancestor uses, so that a later release of the parent cannot silently mean something else by the same key.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from orqa.rules import problems
from orqa.rules.errors import near
from orqa.rules.frozen import FrozenDict
from orqa.rules.parameters import Dims, Parameter, Row
from orqa.rules.parsing import RuleDraft
from orqa.rules.soundness import check_least, check_parameter
from orqa.rules.sources import Source
from orqa.rules.strict import Where
from orqa.rules.vocabulary import Vocabulary

Parameters = Mapping[str, Parameter]


def lay_over(  # noqa: PLR0913, PLR0917 - what a profile is laid over, and what it brings
    parents: Parameters,
    drafts: Iterable[RuleDraft],
    vocabularies: Mapping[str, Vocabulary],
    sources: Mapping[str, Source],
    profile: str,
    top: Where,
) -> FrozenDict[str, Parameter]:
    """The rules of a profile by key, sorted.

    Rules of the parent are built again: a vocabulary that the profile made longer may have opened a gap in them.

    Raises:
        RuleLoadError: for an override of nothing, a new key under an ancestor's prefix, a tie or a gap, and for less
            than the least that an ancestor sets, where no written text says so.
    """
    built: dict[str, Parameter] = {}
    prefixes = {key.partition(".")[0]: parameter.profile for key, parameter in parents.items()}
    for draft in drafts:
        old = parents.get(draft.key)
        _check_place(draft, old, parents, prefixes)
        built[draft.key] = _build(draft, old, vocabularies, profile)
        if old is not None and old.least:
            check_least(built[draft.key], old, sources, draft.where)
    for key, old in parents.items():
        if key not in built:
            built[key] = _rebuild(old, vocabularies, top)
    return FrozenDict(sorted(built.items()))


def _check_place(draft: RuleDraft, old: Parameter | None, parents: Parameters, prefixes: Mapping[str, str]) -> None:
    prefix = draft.key.partition(".")[0]
    if old is not None and draft.override is None:
        draft.where.fail(problems.NEEDS_OVERRIDE, profile=old.profile)
    if old is None and draft.override is not None:
        draft.where.fail(problems.NO_PARENT_KEY, near=near(draft.key, parents))
    if old is None and prefix in prefixes:
        draft.where.fail(problems.FOREIGN_PREFIX, profile=prefixes[prefix], prefix=prefix)


def _build(draft: RuleDraft, old: Parameter | None, vocabularies: Mapping[str, Vocabulary], profile: str) -> Parameter:
    if old is not None and draft.by and tuple(draft.by) != old.by:
        draft.where.at("by").fail(problems.OTHER_DIMENSIONS, allowed=old.by)
    rows = _replaced(old.rows if old else (), draft.rows)
    named = draft.by or {}
    if old is not None:
        named = {name: tuple(dict.fromkeys((*old.dimensions[name], *named.get(name, ())))) for name in old.by}
    parameter = Parameter(
        key=draft.key,
        title=draft.title or (old.title if old else draft.title),  # type: ignore[arg-type]  # read_rules needs one
        unit=draft.unit or (old.unit if old else ""),
        dimensions=_dimensions(named, rows, vocabularies, draft.where),
        rows=tuple(sorted(rows, key=lambda row: row.start)),
        note=draft.note or (old.note if old else None),
        least=old.least if old else draft.least,
        profile=old.profile if old else profile,
    )
    check_parameter(parameter, draft.where)
    return parameter


def _rebuild(old: Parameter, vocabularies: Mapping[str, Vocabulary], top: Where) -> Parameter:
    where = top.at(old.key)
    dimensions = _dimensions(old.dimensions, old.rows, vocabularies, where)
    if dimensions == old.dimensions:
        return old
    grown = Parameter(
        key=old.key,
        title=old.title,
        unit=old.unit,
        dimensions=dimensions,
        rows=old.rows,
        note=old.note,
        least=old.least,
        profile=old.profile,
    )
    check_parameter(grown, where)
    return grown


def _replaced(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Old rows without those that new rows of equal dimensions replace from their first day on, and the new."""
    new = list(new)
    firsts: dict[Dims, date] = {}
    for row in new:
        dims = _sorted(row)
        firsts[dims] = min(row.start, firsts.get(dims, row.start))
    kept = [row for row in old if row.start < firsts.get(_sorted(row), date.max)]
    return kept + new


def _sorted(row: Row) -> Dims:
    return FrozenDict(sorted(row.dims.items()))


def _dimensions(
    named: Mapping[str, tuple[str, ...]], rows: Iterable[Row], vocabularies: Mapping[str, Vocabulary], where: Where
) -> FrozenDict[str, tuple[str, ...]]:
    """The closed values of each dimension: its vocabulary's codes, else the file's, else those of the rows."""
    rows = list(rows)
    return FrozenDict({name: _values(name, listed, rows, vocabularies, where) for name, listed in named.items()})


def _values(
    name: str, listed: tuple[str, ...], rows: list[Row], vocabularies: Mapping[str, Vocabulary], where: Where
) -> tuple[str, ...]:
    used = tuple(dict.fromkeys(row.dims[name] for row in rows if name in row.dims))
    vocabulary = vocabularies.get(name.replace("_", "-"))
    allowed = tuple(vocabulary) if vocabulary is not None else listed or used
    foreign = [value for value in used if value not in allowed]
    if foreign:
        where.fail(problems.NOT_ONE_OF, name=name, found=foreign, allowed=allowed)
    if not allowed:
        where.fail(problems.NO_VALUES, name=name)
    return allowed
