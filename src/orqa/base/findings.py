"""Problems in data, as values: what is wrong, where, and what to do, in Thai and English."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from attrs import field, frozen
from attrs.validators import matches_re

from orqa.base.citations import Citation
from orqa.base.language import Text, joined
from orqa.base.refs import RecordRef


class Severity(StrEnum):
    """``error``: the item was not accepted; ``warning``: accepted, look at it; ``info``: told, nothing to do."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Place:
    """Where in a file: its name, the line or row (from 1) and the column's header or letter."""

    file: str = ""
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        if self.file and self.line is not None and not self.column:
            return f"{self.file}:{self.line}"  # as each row of a file has it
        line = "" if self.line is None else str(self.line)
        return ":".join(filter(None, (self.file, line, self.column)))


@frozen(kw_only=True)
class Finding:
    """One problem in data.

    Attributes:
        code: stable kebab-case name; programs may rely on it.
        severity: error, warning or info.
        message: what was found and what to do, per language.
        record: the record concerned, where there is one.
        field: the field concerned; empty for the whole record.
        place: where in the input.
        citations: the rules that say so.
    """

    code: str
    severity: Severity
    message: Text
    record: RecordRef | None = None
    field: str = ""
    place: Place | None = None
    citations: tuple[Citation, ...] = ()

    def show(self, language: str = "en") -> str:
        """One line for people: ``place: severity: message [code]``."""
        head = f"{self.place}: " if self.place and str(self.place) else ""
        return f"{head}{self.severity}: {self.message.in_language(language)} [{self.code}]"


@frozen
class FindingKind:
    """A kind of finding, declared once beside the check that makes it.

    >>> EMPTY = FindingKind("subject-empty", Severity.ERROR, Text.of(en="The subject is empty", th="ไม่มีเรื่อง"))
    >>> str(EMPTY.make(field="subject").message)
    'The subject is empty'
    """

    code: str = field(validator=matches_re(r"[a-z][a-z0-9-]+"))
    severity: Severity
    template: Text

    def make(
        self,
        *,
        field: str = "",
        record: RecordRef | None = None,
        place: Place | None = None,
        citations: Iterable[Citation] = (),
        **values: Any,
    ) -> Finding:
        """Make a finding of this kind; ``values`` fill the ``{name}`` fields of the template."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.template.fill(**values),
            record=record,
            field=field,
            place=place,
            citations=tuple(citations),
        )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def reasons(findings: Iterable[Finding]) -> Text:
    """The messages of the errors among findings, one behind the other: why something was refused."""
    return joined((finding.message for finding in findings if finding.severity is Severity.ERROR), "; ")
