"""A profile: a country or an institution as data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.rules.errors import UnknownTerm, near
from orqa.rules.frozen import FrozenDict
from orqa.rules.ruleset import RuleSet
from orqa.rules.sources import Source
from orqa.rules.views import View
from orqa.rules.vocabulary import Vocabulary


@frozen(kw_only=True, eq=False)
class Profile:
    """What differs between countries and institutions: rules, lists of codes, language, calendar, money.

    Attributes:
        name: kebab-case name.
        title: what people call it.
        parent: the profile that it is laid over; empty for one that stands alone.
        languages: the languages (BCP 47) in which all its texts exist, the office's own first.
        time_zone: IANA name of the office's time zone.
        country: ISO 3166-1 code; user-assigned such as ``XA`` for an invented country.
        currency: ISO 4217 code.
        calendar: name of its working calendar among the registered calendars.
        region: where the office stands, by ISO 3166-2 code or name as that calendar has it; empty for nationwide days
            off only.
        era: how years are printed: ``buddhist`` or ``common``.
        digits: how digits are printed: ``thai`` or ``arabic``.
        ruleset: its rules.
        sources: the texts that its rules are taken from, by id.
        vocabularies: its lists of codes, by name.
        templates: of the papers that it drafts, by name, as their files have them.
        data_version: changes with every change of its data or its parents' data.
    """

    name: str
    title: Text
    parent: str
    languages: tuple[str, ...]
    time_zone: str
    country: str
    currency: str
    calendar: str
    region: str = ""
    era: str
    digits: str
    ruleset: RuleSet = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    vocabularies: Mapping[str, Vocabulary] = field(repr=False)
    templates: Mapping[str, Mapping[str, Any]] = field(factory=FrozenDict, repr=False)
    data_version: str

    @property
    def language(self) -> str:
        """The language of the office's own papers."""
        return self.languages[0]

    def at(self, day: date, known_on: date | None = None) -> View:
        """The rules as they stand on a day, see :meth:`orqa.rules.ruleset.RuleSet.at`."""
        return self.ruleset.at(day, known_on)

    def vocabulary(self, name: str) -> Vocabulary:
        """A list of codes, such as ``letter-kind``.

        Raises:
            UnknownTerm: when there is none of this name.
        """
        try:
            return self.vocabularies[name]
        except KeyError:
            raise UnknownTerm(self.name, name, near(name, self.vocabularies)) from None

    def source(self, citation: Citation) -> Source:
        """The text that a citation cites.

        Raises:
            UnknownTerm: when the profile has no such source.
        """
        try:
            return self.sources[citation.source]
        except KeyError:
            raise UnknownTerm(self.name, citation.source, near(citation.source, self.sources)) from None
