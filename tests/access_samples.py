"""People who may more or less, and letters: what the tests of access share."""

from typing import Any

from attrs import frozen

from orqa.office.access import Actor
from orqa.office.office import Office


@frozen
class Held:
    """A role; in the office as a whole where no unit is named."""

    role: str
    unit: str = ""


_BOTH = (Held("secret-registrar"), Held("registrar"))
REGISTRAR = Actor(person="anong", roles=(Held("registrar"),), units=("central-office",))
CLERK = Actor(person="boonmee", roles=(Held("clerk", "irqa"),), units=("irqa",))
KEEPER = Actor(person="chaiya", roles=_BOTH, clearance=3)
NOVICE = Actor(person="duang", roles=_BOTH, clearance=1)
BYSTANDER = Actor(person="ekachai", units=("irqa",))
COLLEAGUE = Actor(person="farid", units=("irqa",), clearance=2)
UNCLEARED = Actor(person="sombat", roles=_BOTH)


def fields(number: int = 12, **changes: Any) -> dict[str, Any]:
    """What is entered of a letter."""
    return {
        "reference": f"อว 0655.08/{number}",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {number}",
        "kind": "external",
    } | changes


def position(office: Office) -> int:
    """Where the journal ends: it is the same as long as nothing is written."""
    return office.store.checkpoint().position
