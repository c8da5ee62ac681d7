"""Whether what an agreement says can be: two partners, years in order, a hash that is that of its text."""

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from orqa.base.findings import Finding, Place
from orqa.plugins.builtin.formats.ewp.checks import shown
from orqa.plugins.builtin.formats.ewp.facts import YEARS as SEVENTH
from orqa.plugins.builtin.formats.ewp.findings import HASH, ITSELF, OUTSIDE, OWN, SAME, YEAR, YEARS
from orqa.plugins.builtin.formats.ewp.hashes import text_of
from orqa.plugins.builtin.formats.ewp.schema import KINDS
from orqa.plugins.builtin.formats.ewp.xml import Element

_YEAR: Final = re.compile("([0-9]{4})/([0-9]{4})")


def sense(iia: Element, version: int, file: str = "") -> Iterator[Finding]:
    """What is wrong with what an agreement says.

    Args:
        iia: the agreement.
        version: of the agreements interface.
        file: the name of the file, for the places of findings.
    """
    partners = iia.named("partner")
    heis = [hei.text for one in partners for hei in one.named("hei-id")[:1]]
    if len(heis) == 2 and heis[0] == heis[1]:
        yield SAME.make(place=Place(file, partners[1].line), hei=shown(heis[0]))
    for name in ("iia-id", "iia-code"):
        if partners and not partners[0].named(name):
            yield OWN.make(place=Place(file, partners[0].line), field=name, name=name)
    conditions = iia.named("cooperation-conditions")
    for one in (spec for above in conditions for spec in above.elements if spec.name.local in KINDS):
        yield from _direction(one, heis, file)
        yield from _years(one, version, file)
    if len(conditions) == 1:
        yield from _hash(iia, version, file)


def years_between(first: str, last: str) -> list[str] | None:
    """All academic years from one to another; None where they are none, or not in order."""
    start, end = _span(first), _span(last)
    if start is None or end is None or end[0] < start[0] or start[1] - start[0] != end[1] - end[0]:
        return None
    length = start[1] - start[0]
    return [f"{year:04}/{year + length:04}" for year in range(start[0], end[0] + 1)]


def _span(year: str) -> tuple[int, int] | None:
    """Where a year begins and ends: in one year in the south, in two in the north."""
    found = _YEAR.fullmatch(year.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if last - first in {0, 1} else None


def _direction(condition: Element, heis: list[str], file: str) -> Iterator[Finding]:
    told = []
    for name in ("sending-hei-id", "receiving-hei-id"):
        for one in condition.named(name)[:1]:
            told.append(one.text)
            if one.text not in heis:
                yield OUTSIDE.make(
                    place=Place(file, one.line),
                    field=name,
                    name=name,
                    where=condition.name.local,
                    hei=shown(one.text),
                    partners=", ".join(heis),
                )
    if len(told) == 2 and told[0] == told[1]:
        yield ITSELF.make(place=Place(file, condition.line), where=condition.name.local, hei=shown(told[0]))


def _years(condition: Element, version: int, file: str) -> Iterator[Finding]:
    names = SEVENTH if version > 6 else ("receiving-academic-year-id",)
    found = [one for name in names for one in condition.named(name)]
    for one in found:
        if _YEAR.fullmatch(one.text.strip()) and _span(one.text) is None:
            yield YEAR.make(place=Place(file, one.line), field=one.name.local, found=one.text.strip())
    for before, after in pairwise(found):
        if _span(before.text) is None or _span(after.text) is None:
            continue
        between = years_between(before.text, after.text)
        if between is None or (version == 6 and len(between) != 2):
            yield YEARS.make(place=Place(file, after.line), first=before.text.strip(), last=after.text.strip())


def _hash(iia: Element, version: int, file: str) -> Iterator[Finding]:
    right = hash_of(iia, version)
    for one in iia.named("iia-hash" if version > 6 else "conditions-hash")[:1]:
        if one.text.strip() != right:
            yield HASH.make(place=Place(file, one.line), field=one.name.local, found=shown(one.text), right=right)


def hash_of(iia: Element, version: int) -> str:
    """The hash of an agreement that was read."""
    return hashlib.sha256(text_of(iia, version).encode()).hexdigest()
