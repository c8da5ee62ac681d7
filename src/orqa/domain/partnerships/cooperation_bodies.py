"""Institutions, their units, and approvals of agreements, as partners abroad send them to each other.

As in :mod:`~orqa.domain.partnerships.cooperation` every value is the text that was sent, and None is what was not said.
"""

from attrs import field, frozen

from orqa.domain.partnerships.cooperation import Contact, Worded


@frozen
class OtherId:
    """A further identifier and its kind, such as ``erasmus``, ``pic`` or one of the sender's own."""

    text: str
    kind: str = ""


@frozen(kw_only=True)
class Address:
    """Where to go or to write to: in lines, or in parts.

    Attributes:
        recipients: to whom, as an envelope has it.
        lines: at most four; a sender gives these or the parts.
        building_number: number on the street.
        building: its name.
        street: the street.
        room: flat or office in the building.
        floor: where it is in the building.
        box: post office box.
        delivery_points: mail stops and the like.
        postal_code: as the post writes it.
        locality: city, town or village.
        region: province or state.
        country: two letters of ISO 3166-1.
        others: everything else that was sent, as XML.
    """

    recipients: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    building_number: str | None = None
    building: str | None = None
    street: str | None = None
    room: str | None = None
    floor: str | None = None
    box: str | None = None
    delivery_points: tuple[str, ...] = ()
    postal_code: str | None = None
    locality: str | None = None
    region: str | None = None
    country: str | None = None
    others: tuple[str, ...] = ()

    @property
    def in_both_ways(self) -> bool:
        """Whether it is given in lines and in parts, which is one too many."""
        parts = (self.building_number, self.building, self.street, self.room, self.floor, self.box)
        return bool(self.lines) and (any(one is not None for one in parts) or bool(self.delivery_points))


@frozen(kw_only=True)
class Institution:
    """An institution as it presents itself.

    Attributes:
        hei: its SCHAC code.
        other_ids: further identifiers.
        names: a language each.
        abbreviation: as people call it.
        street: where to go.
        mailing: where to write to.
        websites: addresses on the web, a language each.
        logo: where its sign is found.
        factsheets: what incoming students need to know.
        catalogues: of its courses.
        contacts: whom to ask; personal data.
        root_unit: the id of the unit that is the whole institution.
        units: the ids of its units.
        others: everything else that was sent, as XML.
        written: as it was sent; what is written again where nothing was changed.
    """

    hei: str | None
    names: tuple[Worded, ...]
    other_ids: tuple[OtherId, ...] = ()
    abbreviation: str | None = None
    street: Address | None = None
    mailing: Address | None = None
    websites: tuple[Worded, ...] = ()
    logo: str | None = None
    factsheets: tuple[Worded, ...] = ()
    catalogues: tuple[Worded, ...] = ()
    contacts: tuple[Contact, ...] = ()
    root_unit: str | None = None
    units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    written: str | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class HeiUnit:
    """A faculty, department or other unit of an institution.

    Attributes:
        id: never shown to people, never changes.
        code: by which people know it.
        names: a language each.
        abbreviation: as people call it.
        parent: the id of the unit that it belongs to.
        street: where to go.
        mailing: where to write to.
        websites: addresses on the web, a language each.
        logo: where its sign is found.
        factsheets: what incoming students need to know.
        contacts: whom to ask; personal data.
        others: everything else that was sent, as XML.
        written: as it was sent; what is written again where nothing was changed.
    """

    id: str | None
    code: str | None
    names: tuple[Worded, ...]
    abbreviation: str | None = None
    parent: str | None = None
    street: Address | None = None
    mailing: Address | None = None
    websites: tuple[Worded, ...] = ()
    logo: str | None = None
    factsheets: tuple[Worded, ...] = ()
    contacts: tuple[Contact, ...] = ()
    others: tuple[str, ...] = ()
    written: str | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class AgreementApproval:
    """That a partner approved an agreement as its text stood then.

    Attributes:
        agreement_id: the id of the agreement in the system of whoever asked.
        approved_hash: the hash of the text that was approved.
        pdf: the id of the file with the signed paper.
        others: everything else that was sent, as XML.
        written: as it was sent; what is written again where nothing was changed.
    """

    agreement_id: str | None
    approved_hash: str | None
    pdf: str | None = None
    others: tuple[str, ...] = ()
    written: str | None = field(default=None, eq=False, repr=False)
