"""Who is in a position, and which role somebody has, on a day."""

from attrs import field, frozen

from orqa.domain.organization.people import Acting, Person, Position


@frozen(kw_only=True)
class Holder:
    """Somebody in a position on a day.

    Attributes:
        person: who.
        position: which.
        acting: on what basis the person acts for its holder; None for the one who was appointed.
    """

    person: Person
    position: Position
    acting: Acting | None = None


@frozen(kw_only=True)
class HeldRole:
    """A role that somebody has on a day (บทบาท).

    Attributes:
        role: code of the vocabulary ``role``.
        unit: id of the unit that it is held in.
        position: the position that it comes with; empty for a granted one.
        acting: the acting that it comes by; None for one's own.
    """

    role: str
    unit: str
    position: str = ""
    acting: Acting | None = field(default=None, repr=False)
