"""The texts that rules are taken from: laws, regulations, orders, and practice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from orqa.base.citations import Certainty
from orqa.base.language import Text
from orqa.rules import problems
from orqa.rules.frozen import FrozenDict
from orqa.rules.strict import StrictTable, Where, check_source_id

KINDS = (
    "constitution",
    "act",
    "decree",
    "ministerial-regulation",
    "regulation",
    "announcement",
    "resolution",
    "order",
    "circular",
    "standard",
    "practice",
)
"""The kinds of source, the strongest first; ``practice`` is what offices do without a written text."""


@frozen(kw_only=True)
class Source:
    """One text, kept once and cited by id.

    Attributes:
        id: stable id that citations use, such as ``opm-correspondence-2526``.
        kind: one of :data:`KINDS`.
        title: its full title.
        number: number among texts of the same title, such as an amendment's ``2``; empty where it has none.
        made: the day it was signed.
        published: the day it was published, as in the Royal Gazette (ราชกิจจานุเบกษา).
        in_force: the first day it is in force.
        gazette: volume, part and page as printed.
        amends: id of the text that it amends.
        url: where it can be read.
        note: what a reader should know about this entry.
        certainty: how sure these particulars (not the rules cited from it) are.
        profile: the profile that brought it.
    """

    id: str
    kind: str
    title: Text
    number: str = ""
    made: date | None = None
    published: date | None = None
    in_force: date | None = None
    gazette: str = ""
    amends: str = ""
    url: str = ""
    note: Text | None = None
    certainty: Certainty
    profile: str


def read_sources(
    data: Mapping[str, Any], where: Where, profile: str, parents: Mapping[str, Source]
) -> FrozenDict[str, Source]:
    """The sources of a profile: those of its parent, then its own.

    Raises:
        RuleLoadError: when an entry is malformed, repeats a source of the parent or amends an unknown text.
    """
    found: dict[str, Source] = dict(parents)
    for name, entry in data.items():
        check_source_id(name, where.at(name))
        if name in parents:
            where.at(name).fail(problems.REPEATED, name=name)
        found[name] = _source(name, StrictTable(entry, where.at(name)), profile)
    for name, source in found.items():
        if source.amends and source.amends not in found:
            where.at(name, "amends").fail(problems.UNKNOWN_SOURCE, source=source.amends, near=())
    return FrozenDict(found)


def _source(name: str, table: StrictTable, profile: str) -> Source:
    source = Source(
        id=name,
        kind=table.choice("kind", KINDS),
        title=table.title(),
        number=table.take("number", str) or "",
        made=table.take("made", date),
        published=table.take("published", date),
        in_force=table.take("in_force", date),
        gazette=table.take("gazette", str) or "",
        amends=table.take("amends", str) or "",
        url=table.take("url", str) or "",
        note=table.note(),
        certainty=table.certainty(),
        profile=profile,
    )
    table.done()
    return source
