"""Where nodes of two frameworks correspond, so that evidence gathered once serves both (ตารางเทียบเคียงเกณฑ์).

A correspondence is never a rating: a score of one framework says nothing of the other's.
"""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from orqa.domain.quality.marks import Mark


class Relation(StrEnum):
    """``equal``: they ask for the same; ``part-of``, ``includes``: one is wider; ``overlaps``: they share something."""

    EQUAL = "equal"
    PART_OF = "part-of"
    INCLUDES = "includes"
    OVERLAPS = "overlaps"

    @property
    def turned(self) -> "Relation":
        """The relation seen from the other side."""
        return {Relation.PART_OF: Relation.INCLUDES, Relation.INCLUDES: Relation.PART_OF}.get(self, self)


@frozen(kw_only=True)
class Correspondence:
    """A node here and nodes there.

    Attributes:
        node: id of the node here.
        others: ids of the nodes there.
        relation: how the node here stands to those there.
        mark: whose reading it is, and how sure.
    """

    node: str
    others: tuple[str, ...]
    relation: Relation
    mark: Mark


@frozen(kw_only=True)
class Crosswalk:
    """The correspondences of one framework with another.

    Attributes:
        to: id of the other framework.
        rows: the correspondences.
    """

    to: str
    rows: tuple[Correspondence, ...]

    def of(self, node_id: str) -> tuple[Correspondence, ...]:
        """The correspondences of a node."""
        return tuple(row for row in self.rows if row.node == node_id)

    def turned(self, here: str) -> "Crosswalk":
        """The same seen from the other framework; ``here`` is the id of the framework that states it."""
        found = [
            Correspondence(node=other, others=(row.node,), relation=row.relation.turned, mark=row.mark)
            for row in self.rows
            for other in row.others
        ]
        return Crosswalk(to=here, rows=tuple(sorted(found, key=lambda row: row.node)))


def serves(crosswalks: Iterable[Crosswalk], node_id: str) -> dict[str, tuple[str, ...]]:
    """The nodes of each other framework that evidence for a node serves too, by framework id."""
    found: dict[str, tuple[str, ...]] = {}
    for crosswalk in crosswalks:
        others = tuple(dict.fromkeys(other for row in crosswalk.of(node_id) for other in row.others))
        if others:
            found[crosswalk.to] = others
    return found
