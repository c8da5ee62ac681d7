"""How people are named under what they sign (การลงชื่อและตำแหน่ง, ภาคผนวก 3 of the correspondence regulation)."""

from collections.abc import Mapping

from orqa.base.language import Text, joined
from orqa.domain.organization.holding import HeldRole
from orqa.domain.organization.people import Acting
from orqa.domain.organization.structure import Organization
from orqa.rules.vocabulary import Term


def signing_lines(
    organization: Organization, bases: Mapping[str, Term], person: str, acting: Acting | None
) -> tuple[Text, ...]:
    """The lines below the name: the own position; for one who acts, the wording behind it, and the position acted for.

    Args:
        organization: as it stands on the day of signing.
        bases: the vocabulary ``acting-basis``, whose titles are the printed wording.
        person: id of the one who signs.
        acting: what they act by; None where they sign in their own right.
    """
    own = [organization.title_of(held.position) for held in organization.positions_of(person) if held.acting is None]
    if acting is None:
        return tuple(own[:1])
    for_whom = organization.title_of(organization.structure.positions[acting.position])
    wording = bases[acting.basis].title
    return ((joined((own[0], wording), " ") if own else wording), for_whom)


def signed_as(organization: Organization, bases: Mapping[str, Term], person: str, held: HeldRole) -> Text | None:
    """What somebody decides as, in one line; None where they have no post for it."""
    if held.acting is None and held.position:
        return organization.title_of(organization.structure.positions[held.position])
    lines = signing_lines(organization, bases, person, held.acting)
    return joined(lines, " ") if lines else None
