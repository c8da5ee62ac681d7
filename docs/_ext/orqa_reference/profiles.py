"""A page for each profile: its rules with value, clause, source and certainty, its lists of codes, its sources.

The page of a profile that is laid over another tells what it brings or changes; the rest is on the other's page.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from orqa.base.language import Text
from orqa.plugins.opening import builtin_registry
from orqa.rules.parameters import Parameter, Row, Scale
from orqa.rules.profile import Profile
from orqa.rules.sources import Source
from orqa.rules.vocabulary import Term, Vocabulary
from orqa_reference.markdown import anchor, code, page, plain, table


def pages() -> Iterator[tuple[str, str]]:
    """One page for each profile that comes with orqa."""
    registry = builtin_registry()
    for name in registry.profile_names():
        profile = registry.profile(name)
        yield f"profiles/{name}.md", _profile(profile, registry.profile(profile.parent) if profile.parent else None)


def _profile(profile: Profile, parent: Profile | None) -> str:
    rules = [_rule(profile.name, rule) for rule in own_rules(profile)]
    lists = [_vocabulary(profile.name, words) for words in own_lists(profile)]
    sources = [one for one in profile.sources.values() if parent is None or one.id not in parent.sources]
    heads = ("Source", "Title", "In force from", "Published", "Certainty")
    return page(
        f"Profile {profile.name}",
        _about(profile),
        *([f"What it does not bring or change stands in {{doc}}`{parent.name}`."] if parent else []),
        *(["## Rules", *rules] if rules else []),
        *(["## Vocabularies", *lists] if lists else []),
        "## Sources",
        table(heads, map(_source, sources)),
    )


def own_rules(profile: Profile) -> list[Parameter]:
    """The rules of which a row is the profile's own."""
    every = profile.ruleset.parameters.values()
    return [rule for rule in every if any(row.profile == profile.name for row in rule.rows)]


def own_lists(profile: Profile) -> list[Vocabulary]:
    """The vocabularies of which a term is the profile's own."""
    every = profile.vocabularies.values()
    return [words for words in every if any(term.profile == profile.name for term in words.values())]


def _about(profile: Profile) -> str:
    facts = {
        "title": show(profile.title),
        "laid over": code(profile.parent) or "nothing: it stands alone",
        "languages": ", ".join(profile.languages),
        "country": code(profile.country),
        "time zone": code(profile.time_zone),
        "currency": code(profile.currency),
        "calendar": code(profile.calendar),
        "years and digits": f"{profile.era}, {profile.digits}",
        "data": code(profile.data_version),
    }
    return table(("", ""), facts.items())


def _rule(profile: str, rule: Parameter) -> str:
    head = (anchor("rule", profile, rule.key), f"### {rule.key}", "", show(rule.title))
    notes = [f"Numbers count {code(rule.unit)}." if rule.unit else "", show(rule.note) if rule.note else ""]
    return "\n\n".join(("\n".join(head), *filter(None, notes), _rows(rule.rows), *_tables(rule)))


def _tables(rule: Parameter) -> list[str]:
    """What stands in values that are tables: of a rule with dimensions all in one, in the order of its dimensions."""
    rows = [row for row in rule.rows if _is_table(row.value)]
    if not rule.by or not rows:
        return [f"From {row.start}:\n\n{_value_table(row.value)}" for row in rows]
    rows.sort(key=lambda row: [row.dims.get(name, "") for name in rule.by])
    lines = ({name: row.dims.get(name, "") for name in rule.by} | dict(item) for row in rows for item in row.value)
    return [_value_table(tuple(lines))]


_COLUMNS: dict[str, Callable[[Row], str]] = {
    "From": lambda row: row.start.isoformat(),
    "For": lambda row: ", ".join(f"{plain(name)} = {plain(value)}" for name, value in row.dims.items()),
    "Value": lambda row: "repealed" if row.repealed else _cell(row.value),
    "Clause": lambda row: ", ".join(code(str(citation)) for citation in row.citations),
    "Certainty": lambda row: row.certainty.value,
    "Last checked": lambda row: row.last_checked.isoformat() if row.last_checked else "never",
    "Brought by": lambda row: code(row.profile),
    "Note": lambda row: " ".join(show(text) for text in (row.note, row.reason) if text),
}
_MAY_BE_EMPTY = {"For", "Note"}


def _rows(rows: tuple[Row, ...]) -> str:
    """The rows of a rule; a column that would be empty is left out."""
    cells = {head: [tell(row) for row in rows] for head, tell in _COLUMNS.items()}
    shown = {head: column for head, column in cells.items() if head not in _MAY_BE_EMPTY or any(column)}
    return table(tuple(shown), zip(*shown.values(), strict=True))


def _is_table(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _value_table(value: tuple[Mapping[str, Any], ...]) -> str:
    heads = tuple(dict.fromkeys(name for item in value for name in item))
    return table(tuple(map(plain, heads)), (tuple(show(item.get(name, "")) for name in heads) for item in value))


def _cell(value: Any) -> str:
    return f"{len(value)} rows, below" if _is_table(value) else show(value)


def _vocabulary(profile: str, words: Vocabulary) -> str:
    extra = tuple(words.fields)
    heads = ("Code", "Title", *map(plain, extra), "Clause", "Certainty")
    head = (anchor("vocabulary", profile, words.name), f"### {words.name}", "", show(words.title))
    return "\n".join((*head, "", table(heads, (_term(term, extra) for term in words.values()))))


def _term(term: Term, extra: tuple[str, ...]) -> tuple[str, ...]:
    cited = ", ".join(code(str(citation)) for citation in term.citations)
    further = (show(term.extra.get(name, "")) for name in extra)
    return code(term.code), show(term.title), *further, cited, term.certainty.value


def _source(source: Source) -> tuple[str, ...]:
    gazette = f" ({plain(source.gazette)})" if source.gazette else ""
    days = [day.isoformat() if day else "–" for day in (source.in_force, source.published)]
    return code(source.id), show(source.title), days[0], days[1] + gazette, source.certainty.value


def show(value: Any) -> str:
    """A value of a rule as Markdown in one line."""
    match value:
        case Text():
            return " / ".join(plain(form) for _, form in value.forms)
        case Scale():
            return "; ".join(f"from {show(first)} {plain(value.over)}: {show(then)}" for first, then in value.steps)
        case Mapping():
            return _mapping(value)
        case tuple() | list():
            return ", ".join(map(show, value))
        case bool():
            return "yes" if value else "no"
    return plain(str(value))


def _mapping(value: Mapping[str, Any]) -> str:
    if value and set(value) <= {"th", "en"}:
        return show(Text.from_value(value))
    return ", ".join(f"{plain(str(name))} {show(item)}" for name, item in value.items())
