"""Partners that may be one and the same, with the reasons (สถาบันที่อาจซ้ำกัน); pure.

Each partner is put under a few keys and only those under one key are told together, so that the work grows with their
number and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from attrs import frozen

from orqa.domain.partnerships.names import name_key, words_key
from orqa.domain.partnerships.records import Partner


class Likeness(StrEnum):
    """Why partners may be one; the surest first."""

    SAME_IDENTIFIER = "same_identifier"
    SAME_NAME = "same_name"
    """In any language, whatever its case, accents and points, in countries that agree."""
    SAME_WORDS = "same_words"
    """The words of a name in another order, in countries that agree."""
    NAME_ABROAD = "name_abroad"
    """The same name, in different countries: more often two institutions than one."""


class Reason(NamedTuple):
    """Why partners may be one: the likeness, what is alike, and the ids of those that share it."""

    likeness: Likeness
    shared: str
    partners: tuple[str, ...]


@frozen
class Doubles:
    """Partners that may be one.

    Attributes:
        partners: their ids, the one that was made first first.
        reasons: why, the surest first.
    """

    partners: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def surest(self) -> Likeness:
        """The surest of the reasons."""
        return self.reasons[0].likeness


def find_doubles(partners: Iterable[Partner]) -> tuple[Doubles, ...]:
    """Groups of partners that may be one, those of the surest reasons first; those that were merged are left out.

    Two partners whose countries are both known and differ are told for the same identifier, and for the same name last
    and in a group of their own.
    """
    known = {one.id: one for one in partners if one.merged_into is None}
    blocks: dict[tuple[Likeness, str], dict[str, None]] = defaultdict(dict)
    for one in known.values():
        for likeness, shared in keys_of(one):
            blocks[likeness, shared][one.id] = None
    reasons = [reason for block in blocks.items() for reason in _reasons(block, known)]
    near = [reason for reason in reasons if reason.likeness is not Likeness.NAME_ABROAD]
    groups = [
        *_joined(near),
        *((reason.partners, [reason]) for reason in reasons if reason.likeness is Likeness.NAME_ABROAD),
    ]
    order = list(Likeness)
    found = (
        Doubles(tuple(sorted(ids)), tuple(sorted(_telling(why), key=lambda one: (order.index(one.likeness), one))))
        for ids, why in groups
    )
    return tuple(sorted(found, key=lambda one: (order.index(one.surest), one.partners)))


def _telling(reasons: list[Reason]) -> set[Reason]:
    """The reasons without those of words where the same partners have the same name already."""
    named = {reason.partners for reason in reasons if reason.likeness is Likeness.SAME_NAME}
    return {one for one in reasons if one.likeness is not Likeness.SAME_WORDS or one.partners not in named}


def keys_of(partner: Partner) -> Iterator[tuple[Likeness, str]]:
    """What a partner is put under: each identifier, each name, the words of each name."""
    for identifier in partner.identifiers:
        yield Likeness.SAME_IDENTIFIER, f"{identifier.scheme} {identifier.value}"
    for name in partner.names:
        if key := name_key(name.text):
            yield Likeness.SAME_NAME, key
        if words := words_key(name.text):
            yield Likeness.SAME_WORDS, words


def _reasons(block: tuple[tuple[Likeness, str], dict[str, None]], known: dict[str, Partner]) -> Iterator[Reason]:
    """What a key says of those under it: by country, except for identifiers, which are of one institution anywhere.

    One whose country is not known may be of any.
    """
    (likeness, shared), ids = block
    if len(ids) == 1:
        return
    if likeness is Likeness.SAME_IDENTIFIER:
        yield Reason(likeness, shared, tuple(ids))
        return
    by_country: dict[str, list[str]] = defaultdict(list)
    for identity in ids:
        by_country[known[identity].country].append(identity)
    untold = by_country.pop("", [])
    for within in by_country.values() or [[]]:
        if len(within) + len(untold) > 1:
            yield Reason(likeness, shared, tuple(sorted((*within, *untold))))
    if likeness is Likeness.SAME_NAME and len(by_country) > 1:
        yield Reason(Likeness.NAME_ABROAD, shared, tuple(sorted(one for some in by_country.values() for one in some)))


def _joined(reasons: Iterable[Reason]) -> Iterator[tuple[list[str], list[Reason]]]:
    """Those that a chain of reasons leads between, together."""
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    reasons = list(reasons)
    for reason in reasons:
        first = top(reason.partners[0])
        for other in reason.partners[1:]:
            above[top(other)] = first
    groups: dict[str, tuple[list[str], list[Reason]]] = defaultdict(lambda: ([], []))
    for one in list(above):
        groups[top(one)][0].append(one)
    for reason in reasons:
        groups[top(reason.partners[0])][1].append(reason)
    yield from groups.values()
