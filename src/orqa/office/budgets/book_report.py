"""What all reports on a budget have in common: period, unit of amounts, rules, and what values of axes are called."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.office.budgets.lines import VOCABULARIES
from orqa.office.budgets.quarters import TOTAL
from orqa.office.budgets.words import IN_ALL, NOT_TOLD
from orqa.reporting.audience import Audience
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Fact, Report, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orqa.base.citations import Citation
    from orqa.base.findings import Finding
    from orqa.base.years import Year
    from orqa.office.office import Office

_UNIT = Text.of(th="หน่วยของจำนวนเงิน", en="Amounts in")
_UNITS: Final = {"THB": Text.of(th="บาท", en="baht")}
_LAST: Final = 1_000_000


@frozen(slots=False)
class BookReport:
    """A report on the budget of a year.

    Attributes:
        office: whose.
        year: the fiscal year.
        currency: of its amounts.
        audience: whom it is for.
        language: of its text; None for the office's own.
    """

    office: "Office"
    year: "Year"
    currency: str
    audience: Audience
    language: str | None

    def report(  # noqa: PLR0913, PLR0917 - what a report is
        self,
        name: str,
        title: Text,
        sections: Sequence[Section],
        citations: "Iterable[Citation]",
        facts: Sequence[Fact] = (),
        findings: "Sequence[Finding]" = (),
    ) -> Report:
        """The report; its amounts are decimals of the unit that its head names."""
        profile = self.office.profile
        style = Style.of_profile(profile, self.language)
        spoken = {"en": Style("en"), style.language: style}
        labels = [(one, self.year.label(one, era=it.era, digits=it.digits)) for one, it in spoken.items()]
        return Report(
            name=name,
            title=title,
            sections=tuple(sections),
            style=style,
            audience=self.audience,
            period=Text(tuple(labels)),
            made_at=self.office.now(),
            facts=(Fact(_UNIT, _UNITS.get(self.currency, Text.of(en=self.currency))), *facts),
            profile=profile.name,
            data_version=profile.data_version,
            findings=tuple(findings),
            citations=tuple(Cited(one, profile.source(one).title) for one in citations),
        )

    @cached_property
    def projects(self) -> "Mapping[str, Text]":
        """What the projects of the year's action plan are called, by their codes."""
        return {one.code: Text.of(en=one.title) for one in self.office.budgets.projects.list(self.year)}

    def title(self, axis: str, value: str) -> Text:
        """What people call a value of an axis; ``total`` is all natures."""
        return IN_ALL if (axis, value) == ("nature", TOTAL) else self.value(axis, value)[1]

    def value(self, axis: str, value: str) -> tuple[int, Text]:
        """The place in its list and the title of a value of an axis; what no list has comes last, as it is."""
        if not value:
            return _LAST, NOT_TOLD
        if axis == "unit":
            span = self.office.organization.on(min(self.office.today(), self.year.last)).unit(value)
            return 0, span.title if span else Text.of(en=value)
        if axis == "project":
            return 0, self.projects.get(value, Text.of(en=value))
        terms: Any = self.office.profile.vocabularies.get(VOCABULARIES.get(axis, ""), {})
        term = terms.get(value)
        return (list(terms).index(value), term.title) if term else (_LAST - 1, Text.of(en=value))
