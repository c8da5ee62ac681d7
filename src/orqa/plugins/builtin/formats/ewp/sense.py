"""Whether what an agreement says can be: two partners, years in order, a hash that is that of its text."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from orqa.base.findings import Finding, Place
from orqa.domain.partnerships.academic_years import is_year, span_of, years_between
from orqa.domain.partnerships.cooperation import YES, Condition, Partner
from orqa.domain.partnerships.isced import Standing, standing
from orqa.plugins.builtin.formats.ewp.checks import shown
from orqa.plugins.builtin.formats.ewp.findings import FIELD, HASH, ITSELF, OUTSIDE, OWN, SAME, YEAR, YEARS, ZERO
from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused, text_of
from orqa.plugins.builtin.formats.ewp.schema import ELEMENTS
from orqa.plugins.builtin.formats.ewp.schema import YEARS as SEVENTH
from orqa.plugins.builtin.formats.ewp.streaming import Item
from orqa.plugins.builtin.formats.xml_tree import read_xml

if TYPE_CHECKING:
    from orqa.domain.partnerships.cooperation import Agreement


def sense(item: Item, file: str = "") -> Iterator[Finding]:
    """What is wrong with what an agreement says.

    Args:
        item: the agreement as it was read.
        file: the name of the file, for the places of findings.
    """
    agreement: Agreement = item.fact
    *parts, (_, _, lines) = item.located
    partners = [(fact, line) for fact, line, _ in parts if isinstance(fact, Partner)]
    heis = [one.hei for one, _ in partners if one.hei is not None]
    if len(heis) == 2 and heis[0] == heis[1]:
        yield SAME.make(place=Place(file, partners[1][1]), hei=shown(heis[0]))
    if partners:
        owner, line = partners[0]
        for name, value in (("iia-id", owner.agreement_id), ("iia-code", owner.code)):
            if value is None:
                yield OWN.make(place=Place(file, line), field=name, name=name)
    for fact, line, told in parts:
        if isinstance(fact, Condition):
            if fact.sending not in heis or fact.receiving not in heis or fact.sending == fact.receiving:
                yield from _direction(fact, line, dict(reversed(told)), heis, file)
            yield from _fields(fact, line, file)
            if not _in_order(fact.years, agreement.version):
                yield from _years(told, fact.years, agreement.version, file)
    if agreement.printed_hash is not None:
        yield from _hash(item, dict(reversed(lines)), file)


def _fields(condition: Condition, line: int, file: str) -> Iterator[Finding]:
    """Codes that are none, of the fields and of those for which a language is asked."""
    asked = (one.study_field for one in condition.languages if one.study_field is not None)
    for one in (*condition.study_fields, *asked):
        code = (one.code or "").strip()
        found = standing(code) if code.isascii() and code.isdecimal() else Standing.KNOWN
        if found is not Standing.KNOWN:
            kind = ZERO if found is Standing.ZERO_LOST else FIELD
            yield kind.make(place=Place(file, line), field="isced-f-code", code=code)


def _direction(condition: Condition, line: int, lines: dict[str, int], heis: list[str], file: str) -> Iterator[Finding]:
    element = ELEMENTS[condition.kind]
    for name, hei in (("sending-hei-id", condition.sending), ("receiving-hei-id", condition.receiving)):
        if hei is not None and hei not in heis:
            yield OUTSIDE.make(
                place=Place(file, lines[name]),
                field=name,
                name=name,
                where=element,
                hei=shown(hei),
                partners=", ".join(heis),
            )
    if condition.sending is not None and condition.sending == condition.receiving:
        yield ITSELF.make(place=Place(file, line), where=element, hei=shown(condition.sending))


@lru_cache(maxsize=512)
def _in_order(years: tuple[str, ...], version: int) -> bool:
    """Whether nothing is to be told of years, as of most: an answer has few different ones."""
    names = SEVENTH if version > 6 else ("receiving-academic-year-id",) * len(years)
    return next(_years([(name, 0) for name in names], years, version, ""), None) is None


def _years(lines: list[tuple[str, int]], years: tuple[str, ...], version: int, file: str) -> Iterator[Finding]:
    names = SEVENTH if version > 6 else ("receiving-academic-year-id",)
    where = sorted((one for one in lines if one[0] in names), key=lambda one: names.index(one[0]))
    if len(where) != len(years):  # one is missing, which was told
        return
    for year, (name, line) in zip(years, where, strict=True):
        if is_year(year.strip()) is False:
            yield YEAR.make(place=Place(file, line), field=name, found=year.strip())
    for before, after, (_, line) in zip(years, years[1:], where[1:], strict=False):
        if span_of(before) is None or span_of(after) is None:
            continue
        between = years_between(before, after)
        if between is None or (version == 6 and len(between) != 2):
            yield YEARS.make(place=Place(file, line), first=before.strip(), last=after.strip())


def _hash(item: Item, lines: dict[str, int], file: str) -> Iterator[Finding]:
    agreement: Agreement = item.fact
    try:
        right = hash_of(item)
    except EwpRefused:  # it has no conditions, or several; which was told
        return
    name = "iia-hash" if agreement.version > 6 else "conditions-hash"
    found = agreement.printed_hash or ""
    if found.strip() != right:
        yield HASH.make(place=Place(file, lines[name]), field=name, found=shown(found), right=right)


def hash_of(item: Item) -> str:
    """The hash of an agreement that was read."""
    agreement: Agreement = item.fact
    if item.spelled is None or agreement.version == 6:
        text = text_of(read_xml(agreement.written or ""), agreement.version)
    else:
        ids = (f"_iia-id_{number}={one.agreement_id or ''}_" for number, one in enumerate(agreement.partners, 1))
        mark = "_@terminated-as-a-whole@_" if agreement.terminated in YES else ""
        text = "".join((mark, *ids, *item.spelled))
    return hashlib.sha256(text.encode()).hexdigest()
