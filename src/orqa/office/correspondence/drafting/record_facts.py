"""What a record tells for a paper: names, dates, purposes, by names that templates use."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.people import Person
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.visits import Visit
from orqa.office.errors import NotFound

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.base.refs import RecordRef
    from orqa.office.office import Office

Facts = dict[str, Any]
_RECORD = Text.of(en="the record", th="รายการ")


def facts_of(office: "Office", ref: "RecordRef", language: str) -> Facts:
    """What a record tells, in a language; nothing for a kind that papers are not filled from.

    Raises:
        NotFound: when there is no such record, or whoever acts may not see it.
    """
    with office.reading(personal=True) as reader:
        (stored,) = reader.get_many([ref])
    if stored is None:
        raise NotFound(_RECORD, ref.id)
    record = office.codec.decode(stored)
    tell = _TELLERS.get(type(record))
    return {} if tell is None else {name: value for name, value in tell(office, record, language).items() if value}


def _partner(_office: "Office", partner: Any, language: str) -> Facts:
    english = next((name.text for name in partner.names if name.language == "en"), "")
    own = next((name.text for name in partner.names if name.language == language), partner.name)
    contact = partner.contacts[0] if partner.contacts else None
    told: Facts = {"partner.name": own, "partner.name.en": english or partner.name, "partner.country": partner.country}
    if contact is not None:
        told |= {"contact.name": contact.name, "contact.post": contact.post, "contact.email": contact.email}
    return told


def _of_partner(office: "Office", partner: str | None, language: str) -> Facts:
    """The facts of the institution that a record belongs to, where it may be seen."""
    if not partner:
        return {}
    try:
        return _partner(office, office.partnerships.partner(partner), language)
    except NotFound:
        return {}


def _person(_office: "Office", person: Any, language: str) -> Facts:
    name = person.name
    return {
        "person.name": name.in_language(language),
        "person.name.en": name.in_language("en"),
        "person.email": person.email,
    }


def _visit(office: "Office", visit: Any, language: str) -> Facts:
    told = {"visit.purpose": visit.purpose, "visit.first": visit.first, "visit.last": visit.last}
    members = tuple(", ".join(filter(None, (one.name, one.post))) for one in visit.members)
    return {**told, "visit.members": members, **_of_partner(office, visit.partner, language)}


def _mobility(office: "Office", mobility: Any, language: str) -> Facts:
    traveller = mobility.traveller
    names = (traveller.given_name.in_language(language), traveller.family_name.in_language(language))
    return {
        "traveller.name": " ".join(filter(None, names)),
        "mobility.first": mobility.first,
        "mobility.last": mobility.last,
        "mobility.arrived": mobility.arrived,
        "mobility.ended": mobility.ended_on,
        "mobility.programme": mobility.programme,
        **_of_partner(office, mobility.partner, language),
    }


def _agreement(office: "Office", agreement: Any, language: str) -> Facts:
    printed = agreement.signed.day if agreement.signed else None
    signed = printed.first if printed is not None and printed.day is not None else None
    told = {"agreement.title": agreement.title, "agreement.number": agreement.number, "agreement.signed": signed}
    return {**told, **_of_partner(office, agreement.partner, language)}


def _letter(_office: "Office", letter: Any, _language: str) -> Facts:
    if letter.restricted is not None:  # its words go into no other paper by themselves
        return {}
    told = {"letter.subject": letter.subject, "letter.sender": letter.sender, "letter.reference": letter.reference}
    return {**told, "letter.dated": letter.dated}


_TELLERS: Final[Mapping["type[Record]", Callable[["Office", Any, str], Facts]]] = {
    Partner: _partner,
    Person: _person,
    Visit: _visit,
    Mobility: _mobility,
    Agreement: _agreement,
    Letter: _letter,
}
"""Who tells what of each kind of record."""
