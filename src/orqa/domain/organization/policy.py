"""Who may do what: a table of the profile, ``access.policy``, asked by action (role × action)."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from orqa.base.language import Text
from orqa.rules.errors import UnknownDimension

if TYPE_CHECKING:
    from orqa.rules.views import View

RULE = "access.policy"
EVERYBODY = "everybody"
"""Stands in the table for every person of the office, whatever their roles."""

WHOLE_OFFICE = frozenset({"", "central"})
"""How records and roles say that they belong to the office as a whole (หน่วยงานสารบรรณกลาง), not to one unit."""


class Holds(Protocol):
    """A role that a person has (บทบาท)."""

    @property
    def role(self) -> str:
        """Code of the vocabulary ``role``."""

    @property
    def unit(self) -> str:
        """Id of the unit that it is held in; empty for the office as a whole."""


@frozen(kw_only=True)
class Allowance:
    """What the table says of an action.

    Attributes:
        action: such as ``letter.receive``.
        title: what people call it, where the table tells.
        own: roles that may do it for the unit that the role is held in, and those below.
        office: roles that may do it for every unit.
    """

    action: str
    title: Text | None
    own: frozenset[str]
    office: frozenset[str]

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles that may, somewhere."""
        return tuple(sorted(self.own | self.office))

    def allows(self, held: Iterable[Holds], unit: str | None, is_within: Callable[[str, str], bool]) -> bool:
        """Whether somebody with these roles may do it for a unit.

        Args:
            held: the person's roles.
            unit: id of the unit that the record belongs to; empty for the office as a whole; None where nothing tells.
            is_within: whether a unit (first) is another one (second) or below it.
        """
        if EVERYBODY in self.own or EVERYBODY in self.office:
            return True
        return any(self._by_role(one, unit, is_within) for one in held)

    def _by_role(self, held: Holds, unit: str | None, is_within: Callable[[str, str], bool]) -> bool:
        if held.role in self.office:
            return True
        if held.role not in self.own:
            return False
        if unit is None or held.unit in WHOLE_OFFICE:
            return True
        return unit not in WHOLE_OFFICE and (unit == held.unit or is_within(unit, held.unit))


def allowance_of(view: "View", action: str) -> Allowance | None:
    """What the policy on the view's days says of an action; None where it says nothing, so that nobody may.

    Raises:
        UnknownParameter: when the profile has no policy.
    """
    try:
        row = view.row(RULE, {"action": action})
    except UnknownDimension:
        return None
    own, office = (frozenset(_roles(row.value, within)) for within in ("own", "office"))
    return Allowance(action=action, title=row.note, own=own, office=office)


def _roles(lines: Iterable[Any], within: str) -> Iterator[str]:
    for line in lines:
        if line["within"] == within:
            yield from line["roles"]
