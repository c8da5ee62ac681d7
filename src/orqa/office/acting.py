"""From a person to what they may do and see."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.domain.organization.policy import RULE
from orqa.office.access import Actor
from orqa.office.rights import PersonRights

if TYPE_CHECKING:
    from orqa.office.office import Office


def rights_of(office: "Office", actor: Actor, on: date) -> PersonRights:
    """What a person may do and see on a day; see :meth:`orqa.office.office.Office.acting`."""
    view = office.profile.at(on)
    view.parameter(RULE)  # a profile without a policy is told at once
    return PersonRights(actor, view, office.profile.vocabularies.get("role", {}), _is_the_same)


def _is_the_same(unit: str, other: str) -> bool:
    return unit == other
