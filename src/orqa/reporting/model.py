"""The neutral report: what is told, without a word on how it looks."""

from datetime import datetime

from attrs import evolve, field, frozen
from attrs.validators import instance_of, matches_re

from orqa.base.citations import Citation
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Block
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table


@frozen
class Section:
    """A part of a report with its own heading (none for the first, unnamed part)."""

    blocks: tuple[Block, ...] = field(validator=instance_of(tuple))
    title: Text | None = None


@frozen
class Cited:
    """A rule that the report rests on.

    Attributes:
        citation: clause and source.
        title: the title of the source.
    """

    citation: Citation
    title: Text


@frozen(kw_only=True)
class Evidence:
    """A record that proves something the report says (หลักฐาน).

    Attributes:
        record: the record.
        title: what it is.
        public: whether a public report may name it.
    """

    record: RecordRef
    title: Text
    public: bool = False


@frozen
class Fact:
    """A line of the report's head: office, profile, state of the rules' data."""

    label: Text
    value: Text


@frozen(kw_only=True, eq=False)
class Report:
    """A report as a builder returns it and every renderer takes it.

    A public report holds public columns and public evidence only, and no findings, whatever its builder put in:
    the rest is dropped when it is made, so no renderer can show it.

    Attributes:
        name: kebab-case name of the kind of report.
        title: its heading.
        sections: its parts, in order.
        style: language, era and digits of its text.
        audience: whom it is for.
        period: what time it is about, as text.
        made_at: when it was made, with the office's time zone; it is part of the report, never the present moment.
        facts: further lines of its head.
        profile: the profile whose rules it rests on.
        data_version: the state of that profile's data.
        citations: the rules that it rests on.
        evidence: the records that prove it.
        findings: what is wrong with the data that it shows.
        left_out: how many records this audience may not see; stated in the report.
    """

    name: str = field(validator=matches_re(r"[a-z][a-z0-9-]*"))
    title: Text = field(validator=instance_of(Text))
    sections: tuple[Section, ...] = field(validator=instance_of(tuple))
    style: Style = field(factory=Style)
    audience: Audience = field(default=Audience.INTERNAL, converter=Audience)
    period: Text | None = None
    made_at: datetime | None = field(default=None)
    facts: tuple[Fact, ...] = field(default=(), validator=instance_of(tuple))
    profile: str = ""
    data_version: str = ""
    citations: tuple[Cited, ...] = field(default=(), validator=instance_of(tuple))
    evidence: tuple[Evidence, ...] = field(default=(), validator=instance_of(tuple))
    findings: tuple[Finding, ...] = field(default=(), validator=instance_of(tuple))
    left_out: int = 0

    @made_at.validator
    def _check_zone(self, _attribute: object, value: datetime | None) -> None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"made_at needs a time zone, found {value!r}")

    def __attrs_post_init__(self) -> None:
        if self.audience is Audience.INTERNAL:
            return
        drop = object.__setattr__  # the only place where a report is narrowed: before anybody has seen it
        drop(self, "sections", tuple(_public_part(section) for section in self.sections))
        drop(self, "evidence", tuple(item for item in self.evidence if item.public))
        drop(self, "findings", ())

    @property
    def language(self) -> str:
        """The language of its text."""
        return self.style.language

    @property
    def tables(self) -> tuple[Table, ...]:
        """All its tables, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Table))

    def say(self, text: Text) -> str:
        """A text in the report's language."""
        return text.in_language(self.style.language)

    def _repr_html_(self) -> str:
        from orqa.reporting.preview import report_preview

        return report_preview(self)


def _public_part(section: Section) -> Section:
    blocks = (b.for_audience(Audience.PUBLIC) if isinstance(b, Table) else b for b in section.blocks)
    return evolve(section, blocks=tuple(block for block in blocks if block is not None))
