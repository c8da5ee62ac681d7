"""The page of what comes with orqa, as its registry lists it."""

from collections.abc import Iterator

from orqa.plugins.collecting import Contribution
from orqa.plugins.opening import builtin_registry
from orqa_reference.markdown import code, page, plain, table

_ABOUT = """\
Stores, formats, reports, profiles and calendars that are there without any plugin. `orqa plugins` lists them too, with
those of installed plugins."""

_HEADS = ("Kind", "Name", "Title", "Thai")


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    yield (
        "contributions.md",
        page("What comes with orqa", _ABOUT, table(_HEADS, map(_row, builtin_registry().describe()))),
    )


def _row(item: Contribution) -> tuple[str, ...]:
    titles = (plain(item.spec.title.in_language(language)) for language in ("en", "th"))
    return plain(str(item.spec.noun)), code(item.spec.name), *titles
