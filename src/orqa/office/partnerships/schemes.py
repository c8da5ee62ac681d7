"""Whose rules a mobility follows (โครงการที่กำหนดกติกา): that of its agreement's kind, by the rule ``mobility.scheme``."""

from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.office.errors import NotFound

if TYPE_CHECKING:
    from orqa.domain.partnerships.mobilities import Mobility
    from orqa.office.office import Office

NONE: Final = "none"
"""Of a mobility that follows the rules of no scheme."""


def scheme_of(office: "Office", mobility: "Mobility", on: date) -> str:
    """The scheme whose rules a mobility follows, such as ``erasmus_plus``; ``none`` for that of its agreement alone."""
    if mobility.agreement is None:
        return NONE
    try:
        kind = office.partnerships.agreement(mobility.agreement).agreement_kind
    except NotFound:
        return NONE
    named: str = office.rules(on).reading().value("mobility.scheme").get(kind, NONE)
    return named
