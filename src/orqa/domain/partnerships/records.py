"""Institutions that the university works with (สถาบันคู่ความร่วมมือ), as they are kept."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.thai import clean_text
from orqa.domain.partnerships.identifiers import Scheme, erasmus_code, oid, pic, ror, schac
from orqa.domain.partnerships.names import name_key, script_of

if TYPE_CHECKING:
    from attrs import Attribute

SCHEMES: Final[dict[str, Scheme]] = {"erasmus": erasmus_code, "oid": oid, "pic": pic, "ror": ror, "schac": schac}
"""The kinds of identifiers that an institution has, by what calls name them."""

UNTOLD: Final = "und"
"""The language of a name of which nobody said it (BCP 47)."""

_ONE_DAY = timedelta(days=1)
_day = optional(instance_of(date))
_named = matches_re(r"(?s).*\S.*")


_LANGUAGE: Final = "[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"


def is_language(text: str) -> bool:
    """Whether a text has the form of a BCP 47 code."""
    return re.fullmatch(_LANGUAGE, text) is not None


def _in_order(entry: "PartnerName", _attribute: "Attribute[date | None]", last: date | None) -> None:
    if last is not None and entry.first is not None and last < entry.first:
        raise ValueError(f"the last day {last} lies before the first, {entry.first}")


@frozen(kw_only=True)
class PartnerName:
    """What an institution is called in one language, for a time.

    Attributes:
        text: the name.
        language: BCP 47, such as ``en``; ``und`` where nobody said it.
        script: ISO 15924, such as ``Thai``; by default that of its letters.
        first: the first day of the name; None where it is not known.
        last: its last day; None where it still holds.
    """

    text: str = field(converter=clean_text, validator=_named)
    language: str = field(default=UNTOLD, validator=matches_re(_LANGUAGE))
    script: str = field(validator=matches_re("[A-Z][a-z]{3}"))
    first: date | None = field(default=None, validator=_day)
    last: date | None = field(default=None, validator=[_day, _in_order])

    @script.default
    def _script(self) -> str:
        return script_of(self.text)

    def holds(self, on: date) -> bool:
        """Whether the institution was called so on a day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@frozen(kw_only=True)
class PartnerIdentifier:
    """One identifier of an institution, in its compact form.

    Attributes:
        scheme: one of :data:`SCHEMES`.
        value: as :meth:`orqa.domain.partnerships.identifiers.Scheme.validate` gives it.
    """

    scheme: str = field(validator=instance_of(str))
    value: str = field(validator=_named)


@frozen(kw_only=True)
class PartnerUnit:
    """A faculty, school or other part of an institution.

    Attributes:
        name: what it is called.
        code: by which others know it, such as the ``ounit-id`` of Erasmus Without Paper.
    """

    name: str = field(converter=clean_text, validator=_named)
    code: str = field(default="", validator=instance_of(str))


@frozen(kw_only=True)
class PartnerContact:
    """A person to write to at an institution; all of it is personal data.

    Attributes:
        name: of the person, or of their desk.
        email: their address.
        phone: their number.
        post: what they are there.
        unit: in which part of the institution.
    """

    name: str = field(converter=clean_text, validator=_named)
    email: str = field(default="", validator=instance_of(str))
    phone: str = field(default="", validator=instance_of(str))
    post: str = field(default="", validator=instance_of(str))
    unit: str = field(default="", validator=instance_of(str))


@frozen(kw_only=True)
class Partner(Record):
    """An institution that the university works with (สถาบันคู่ความร่วมมือ).

    Made by :func:`new_partner` and changed by :func:`changed`, which keep ``name`` and ``known_as`` right.

    Attributes:
        name: the name that it is listed by.
        names: all names, in whatever languages and times; a later one of a language stands before those it followed.
        known_as: what it is searched by: each name as it is written and by its key, each identifier.
        country: ISO 3166-1 alpha-2; empty where it is not known.
        country_written: the country as it was written.
        identifiers: at most a few of each scheme.
        units: its parts that agreements are made with.
        contacts: whom to write to.
        merged_into: id of the partner that this one was found to be; None for one that stands for itself.
    """

    kind: ClassVar[str] = "partner"
    __repr__ = shown_by("name", "country", "merged_into")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("country", "name"), ("merged_into", "name"))

    name: str = field(validator=_named, metadata=indexed() | public())
    names: tuple[PartnerName, ...] = field(validator=deep_iterable(instance_of(PartnerName)), metadata=public())
    known_as: tuple[str, ...] = field(default=(), metadata=searchable() | public())
    country: str = field(default="", validator=matches_re("([A-Z]{2})?"), metadata=indexed() | public())
    country_written: str = field(default="", validator=instance_of(str))
    identifiers: tuple[PartnerIdentifier, ...] = field(default=(), metadata=public())
    units: tuple[PartnerUnit, ...] = field(default=(), metadata=public())
    contacts: tuple[PartnerContact, ...] = field(default=(), metadata=personal())
    merged_into: str | None = field(default=None, validator=optional(instance_of(str)), metadata=indexed())

    def titled(self, on: date) -> Text:
        """Its name on a day in each language that it had one in."""
        held = [one for one in self.names if one.holds(on)] or self.names[:1]
        forms: dict[str, str] = {}
        for one in held:
            forms.setdefault(one.language, one.text)
        return Text(tuple(forms.items()))

    def identifier(self, scheme: str) -> str:
        """Its identifier of a scheme, the first that was kept; empty for none."""
        return next((one.value for one in self.identifiers if one.scheme == scheme), "")


def new_partner(  # noqa: PLR0913 - what a partner is, by name
    *,
    identity: str,
    names: tuple[PartnerName, ...],
    country: str = "",
    country_written: str = "",
    identifiers: tuple[PartnerIdentifier, ...] = (),
    units: tuple[PartnerUnit, ...] = (),
    contacts: tuple[PartnerContact, ...] = (),
) -> Partner:
    """A partner that was not kept before; see :class:`Partner`. It is listed by its first name that still holds."""
    return Partner(
        id=identity,
        name=_listed(names),
        names=names,
        known_as=_known_as(names, identifiers),
        country=country,
        country_written=country_written,
        identifiers=identifiers,
        units=units,
        contacts=contacts,
    )


def changed(partner: Partner, **fields: object) -> Partner:
    """The partner with other fields, listed and searched by what it has now."""
    made = evolve(partner, **fields)  # type: ignore[arg-type]
    return evolve(made, name=_listed(made.names), known_as=_known_as(made.names, made.identifiers))


def renamed(partner: Partner, name: PartnerName) -> Partner:
    """The partner, called otherwise from the first day of a name on.

    What it was called in the same language ends on the day before; a name in a further language ends none. The new name
    stands before the one that it ends, so that a partner stays listed in its language.
    """
    first = name.first
    if first is None:
        return changed(partner, names=(*partner.names, name))
    ended = [one for one in partner.names if one.holds(first) and _of_one_language(one, name)]
    kept = [
        evolve(one, last=first - _ONE_DAY) if one in ended and _began_before(one, first) else one
        for one in partner.names
    ]
    kept = [one for one in kept if not (one in ended and not _began_before(one, first))]
    place = partner.names.index(ended[0]) if ended else len(kept)
    return changed(partner, names=(*kept[:place], name, *kept[place:]))


def merged(kept: Partner, other: Partner) -> tuple[Partner, Partner]:
    """Two partners that are one: the first with all that was known of the second, and the second that leads to it."""
    known = {(one.text, one.language, one.first, one.last) for one in kept.names}
    names = (one for one in other.names if (one.text, one.language, one.first, one.last) not in known)
    one = changed(
        kept,
        names=(*kept.names, *names),
        country=kept.country or other.country,
        country_written=kept.country_written or other.country_written,
        identifiers=tuple(dict.fromkeys((*kept.identifiers, *other.identifiers))),
        units=tuple(dict.fromkeys((*kept.units, *other.units))),
        contacts=tuple(dict.fromkeys((*kept.contacts, *other.contacts))),
    )
    return one, evolve(other, merged_into=kept.id)


def _listed(names: tuple[PartnerName, ...]) -> str:
    return next((one.text for one in names if one.last is None), names[0].text)


def _known_as(names: tuple[PartnerName, ...], identifiers: tuple[PartnerIdentifier, ...]) -> tuple[str, ...]:
    texts = [one.text for one in names]
    return tuple(dict.fromkeys((*texts, *filter(None, map(name_key, texts)), *(one.value for one in identifiers))))


def _of_one_language(one: PartnerName, other: PartnerName) -> bool:
    """Whether two names are of one language; one of a language that nobody told is of those of its script."""
    return one.language == other.language or (UNTOLD in {one.language, other.language} and one.script == other.script)


def _began_before(name: PartnerName, day: date) -> bool:
    return name.first is None or name.first < day
