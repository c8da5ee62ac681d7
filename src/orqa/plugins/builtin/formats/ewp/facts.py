"""What an agreement says, from its element; all that has no place of its own is kept as XML."""

from typing import Final

from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.plugins.builtin.formats.ewp.canonical import canonical
from orqa.plugins.builtin.formats.ewp.schema import CONTACTS, KINDS
from orqa.plugins.builtin.formats.ewp.xml import Element

_XML: Final = "http://www.w3.org/XML/1998/namespace"


def facts(iia: Element, version: int) -> Agreement:
    """The agreement of an ``iia``, whatever is wrong with it."""
    rest = _Rest(iia)
    partners = tuple(_partner(one) for one in rest.all("partner"))
    in_effect = rest.text("in-effect")
    conditions = rest.one("cooperation-conditions")
    printed = rest.text("iia-hash" if version > 6 else "conditions-hash")
    pdf = rest.text("pdf-file" if version > 6 else "pdf")
    mine = [] if conditions is None else [one for one in conditions.elements if _is_condition(one)]
    others = [] if conditions is None else [canonical(one) for one in conditions.elements if not _is_condition(one)]
    return Agreement(
        version=version,
        partners=partners,
        in_effect=in_effect,
        conditions=tuple(_condition(one, version) for one in mine),
        terminated=None if conditions is None else conditions.attribute("terminated-as-a-whole"),
        pdf=pdf,
        others=rest.others(),
        conditions_others=tuple(others),
        printed_hash=printed,
        written=canonical(iia),
    )


class _Rest:
    """The elements in another; those that were asked for are taken out, and what is left has no place of its own."""

    def __init__(self, element: Element, uri: str | None = None) -> None:
        self.uri = element.name.uri if uri is None else uri
        self.left = element.elements

    def all(self, local: str, uri: str | None = None) -> list[Element]:
        found = [one for one in self.left if (one.name.uri, one.name.local) == (uri or self.uri, local)]
        if found:
            self.left = [one for one in self.left if (one.name.uri, one.name.local) != (uri or self.uri, local)]
        return found

    def one(self, local: str) -> Element | None:
        """The first; others of the name are left."""
        found = next((one for one in self.left if (one.name.uri, one.name.local) == (self.uri, local)), None)
        if found is not None:
            self.left = [one for one in self.left if one is not found]
        return found

    def text(self, local: str) -> str | None:
        found = self.one(local)
        return None if found is None else found.text

    def texts(self, local: str) -> tuple[str, ...]:
        return tuple(one.text for one in self.all(local))

    def worded(self, local: str) -> tuple[Worded, ...]:
        return tuple(Worded(one.text, _language_of(one)) for one in self.all(local))

    def others(self) -> tuple[str, ...]:
        return tuple(canonical(one) for one in self.left)


def _is_condition(element: Element) -> bool:
    above = element.parent
    return element.name.local in KINDS and above is not None and element.name.uri == above.name.uri


def _language_of(element: Element) -> str:
    return next((value for name, value in element.attributes.items() if (name.uri, name.local) == (_XML, "lang")), "")


def _contact(element: Element) -> Contact:
    rest = _Rest(element, CONTACTS)
    return Contact(
        names=rest.worded("contact-name"),
        given_names=rest.worded("person-given-names"),
        family_names=rest.worded("person-family-name"),
        emails=rest.texts("email"),
        roles=rest.worded("role-description"),
        others=rest.others(),
    )


def _partner(element: Element) -> Partner:
    rest = _Rest(element)
    signer = rest.one("signing-contact")
    return Partner(
        hei=rest.text("hei-id"),
        unit=rest.text("ounit-id"),
        agreement_id=rest.text("iia-id"),
        code=rest.text("iia-code"),
        signer=None if signer is None else _contact(signer),
        signed=rest.text("signing-date"),
        contacts=tuple(_contact(one) for one in rest.all("contact", CONTACTS)),
        others=rest.others(),
    )


def _field(element: Element) -> StudyField:
    rest = _Rest(element)
    code = rest.one("isced-f-code")
    return StudyField(
        code=None if code is None else code.text,
        clarification=rest.text("isced-clarification"),
        approved_code=None if code is None else code.attribute("v6-value"),
        others=rest.others(),
    )


def _language(element: Element) -> LanguageSkill:
    rest = _Rest(element)
    study_field = rest.one("subject-area")
    return LanguageSkill(
        code=rest.text("language"),
        level=rest.text("cefr-level"),
        study_field=None if study_field is None else _field(study_field),
        not_yet_defined=element.attribute("not-yet-defined"),
        others=rest.others(),
    )


def _condition(element: Element, version: int) -> Condition:
    rest = _Rest(element)
    kind = KINDS[element.name.local]
    people = rest.one("mobilities-per-year")
    if version > 6:
        years: tuple[str, ...] = tuple(rest.text(name) or "" for name in YEARS)
    else:
        years = rest.texts("receiving-academic-year-id")
    return Condition(
        kind=kind,
        sending=rest.text("sending-hei-id"),
        receiving=rest.text("receiving-hei-id"),
        years=years,
        sending_unit=rest.text("sending-ounit-id"),
        receiving_unit=rest.text("receiving-ounit-id"),
        sending_contacts=tuple(_contact(one) for one in rest.all("sending-contact")),
        receiving_contacts=tuple(_contact(one) for one in rest.all("receiving-contact")),
        people=None if people is None else people.text,
        people_not_yet_defined=None if people is None else people.attribute("not-yet-defined"),
        languages=tuple(_language(one) for one in rest.all("recommended-language-skill")),
        study_fields=tuple(_field(one) for one in rest.all("subject-area")),
        terms=rest.text("other-info-terms"),
        total=rest.text("total-months-per-year" if kind.of_students else "total-days-per-year"),
        blended=rest.text("blended") if kind.of_students else None,
        levels=rest.texts("eqf-level") if kind.of_students else (),
        others=rest.others(),
    )


YEARS: Final = ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
"""The elements that tell the years of a condition in version 7."""
