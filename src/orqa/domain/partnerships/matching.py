"""Institutions that are known, found again by what :mod:`orqa.domain.partnerships.doubles` calls alike; pure.

Each is put under a few keys, by country; to look one up takes the same time however many are known.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from attrs import define, field

from orqa.domain.partnerships.doubles import Likeness, keys_of
from orqa.domain.partnerships.records import Partner

_MOST = 5
"""Partners that one likeness tells, at most."""


class Match(NamedTuple):
    """That a partner is like one that is known.

    Attributes:
        likeness: why.
        shared: what is alike.
        partner: the id of the known one.
        surely: whether the two are taken for one: they have the same identifier, or the same name and country.
    """

    likeness: Likeness
    shared: str
    partner: str
    surely: bool


@define
class KnownPartners:
    """The partners that are known, by all that they are known by."""

    _blocks: dict[tuple[Likeness, str], dict[str, list[str]]] = field(factory=dict)

    def add(self, partner: Partner) -> None:
        """Know a partner, or more of one that is known."""
        for key in keys_of(partner):
            ids = self._blocks.setdefault(key, {}).setdefault(partner.country, [])
            if partner.id not in ids[-_MOST:]:
                ids.append(partner.id)

    def matches(self, partner: Partner) -> tuple[Match, ...]:
        """What a partner is like, the surest first; of each likeness a few partners at most."""
        found: dict[tuple[str, Likeness], Match] = {}
        for likeness, shared in keys_of(partner):
            for match in self._under(likeness, shared, partner):
                found.setdefault((match.partner, match.likeness), match)
        order = list(Likeness)
        told = sorted(found.values(), key=lambda one: (not one.surely, order.index(one.likeness), one.partner))
        named = {one.partner for one in told if one.likeness is Likeness.SAME_NAME}
        return tuple(one for one in told if one.likeness is not Likeness.SAME_WORDS or one.partner not in named)

    def _under(self, likeness: Likeness, shared: str, partner: Partner) -> Iterator[Match]:
        by_country = self._blocks.get((likeness, shared), {})
        if likeness is Likeness.SAME_IDENTIFIER:
            ids = (one for some in by_country.values() for one in some)
            yield from (Match(likeness, shared, one, surely=True) for one in islice(ids, _MOST) if one != partner.id)
            return
        for country, known in by_country.items():
            agrees = country == partner.country or not country or not partner.country
            if not agrees and likeness is not Likeness.SAME_NAME:
                continue
            surely = likeness is Likeness.SAME_NAME and country == partner.country
            why = likeness if agrees else Likeness.NAME_ABROAD
            yield from (Match(why, shared, one, surely) for one in known[:_MOST] if one != partner.id)
