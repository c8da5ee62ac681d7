"""The partners that an office keeps, to find again those that a file names."""

from typing import TYPE_CHECKING

from orqa.domain.partnerships.matching import KnownPartners
from orqa.domain.partnerships.records import Partner
from orqa.office.paging import every
from orqa.storage.query import absent

if TYPE_CHECKING:
    from orqa.office.office import Office


def known_partners(office: "Office") -> KnownPartners:
    """All partners that may be seen, save those that were merged into others."""
    found = KnownPartners()
    with office.reading() as reader:
        for partner in every(office, reader, Partner, absent("merged_into")):
            found.add(partner)
    return found
