"""Identifiers are held by one partner at most: looked up, taken and given up with the partner's own record."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.holding import HeldIdentifier, holder_ref
from orqa.domain.partnerships.records import Partner, PartnerIdentifier

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

TAKEN = Text.of(
    en="{identifier} is the identifier of {partner}; change that one, or merge the two",
    th="รหัส {identifier} เป็นของ {partner} อยู่แล้ว โปรดแก้ไขที่รายการนั้น หรือรวมสองรายการเข้าด้วยกัน",
)


def held(
    office: "Office", identifiers: Iterable[PartnerIdentifier], recording: "Recording | None" = None
) -> dict[PartnerIdentifier, HeldIdentifier]:
    """Who holds identifiers; one that nobody holds or ever held is left out."""
    wanted = list(dict.fromkeys(identifiers))
    if not wanted:
        return {}
    refs = [holder_ref(one) for one in wanted]
    with office.reading() as reader:
        stored = reader.get_many(refs)
    found = {}
    for identifier, ref, kept in zip(wanted, refs, stored, strict=True):
        waiting = recording.waiting(ref) if recording is not None else None
        if isinstance(waiting, HeldIdentifier):
            found[identifier] = evolve(waiting, version=waiting.version + 1)
        elif kept is not None:
            found[identifier] = cast("HeldIdentifier", office.codec.decode(kept))
    return found


def taking(
    holders: dict[PartnerIdentifier, HeldIdentifier],
    partner: Partner,
    before: Collection[PartnerIdentifier] = (),
    merged: Collection[str] = (),
) -> tuple[HeldIdentifier, ...]:
    """What to write so that a partner holds its identifiers and gives up those that it has no more.

    Args:
        holders: of all these identifiers, as :func:`held` tells them.
        partner: as it is to be written.
        before: the identifiers that it had.
        merged: ids of partners whose identifiers it takes over.

    Raises:
        PartnerRefused: when another partner holds one.
    """
    changed = []
    own = set(partner.identifiers)
    for identifier in dict.fromkeys((*partner.identifiers, *before)):
        known = holders.get(identifier)
        if identifier in own:
            if known is not None and known.partner not in {"", partner.id, *merged}:
                raise PartnerRefused(TAKEN.fill(identifier=identifier.value, partner=known.partner))
            holder = partner.id
        else:
            holder = ""
        if known is None or known.partner != holder:
            made = known or HeldIdentifier(id=holder_ref(identifier).id, partner=holder)
            changed.append(evolve(made, partner=holder))
    return tuple(changed)
