"""Which column of a file holds which field of a letter: told by the heads, in every language of the profile."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.correspondence.drafts import ReceivedDraft
from orqa.domain.correspondence.findings import KIND_MISSING
from orqa.office.rejects import is_why
from orqa.reporting.guards import unguarded
from orqa.rules.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from orqa.office.ports import InputRow
    from orqa.rules.views import Reading

_FIELDS = "letter-field"

UNUSED = FindingKind(
    "import-column-unused",
    Severity.INFO,
    Text.of(
        en="the column {column!r} is not one of a letter and was not read; known are: {known}",
        th="คอลัมน์ {column!r} ไม่ใช่รายการของหนังสือ จึงไม่ได้อ่าน คอลัมน์ที่รู้จัก: {known}",
    ),
)
TWICE = FindingKind(
    "import-column-twice",
    Severity.WARNING,
    Text.of(
        en="the columns {first!r} and {second!r} both mean {title!r}; the first was read",
        th="คอลัมน์ {first!r} และ {second!r} หมายถึง {title!r} เหมือนกัน อ่านเฉพาะคอลัมน์แรก",
    ),
)
MISSING = FindingKind(
    "import-column-missing",
    Severity.WARNING,
    Text.of(
        en="the file has no column {title!r}; its letters are registered without that",
        th="แฟ้มไม่มีคอลัมน์ {title!r} จึงลงทะเบียนหนังสือโดยไม่มีรายการนี้",
    ),
)

_TOLD_ONCE = {KIND_MISSING.code: "letter_kind"}
"""What is found in each row of a file that lacks a column, and the column: the file's head tells it once."""


@define(eq=False, slots=False)
class ColumnsNotRecognised(OrqaError, ValueError):
    """A file lacks columns that no letter can do without; ``missing`` names them. Nothing was written."""

    code: ClassVar[str] = "columns-not-recognised"
    template: ClassVar[Text] = Text.of(
        en="{file} has no column for: {missing}. Its columns are: {found}. Known columns: {known}",
        th="{file} ไม่มีคอลัมน์: {missing} คอลัมน์ที่มี: {found} คอลัมน์ที่รู้จัก: {known}",
    )

    file: str
    missing: Text
    found: tuple[str, ...]
    known: Text


@frozen
class Columns:
    """The columns of one file.

    Attributes:
        of_field: the head of the column of each field of a draft.
        findings: columns that are of no use, or missing; each once.
        guarded: whether orqa wrote the file for mending, so that its cells may carry guards against formulas.
    """

    of_field: Mapping[str, str]
    findings: tuple[Finding, ...] = field(default=())
    guarded: bool = False

    def draft(self, row: "InputRow") -> ReceivedDraft:
        """What a row says about a letter."""
        values = row.values
        given = {name: values[head] for name, head in self.of_field.items() if values.get(head)}
        if self.guarded:
            given = {name: unguarded(value) for name, value in given.items()}
        return ReceivedDraft(place=row.place, **given)

    def shown(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of a row, each with its column, without those that :attr:`findings` tell for the whole file."""
        return tuple(
            self._placed(finding)
            for finding in findings
            if (column := _TOLD_ONCE.get(finding.code)) is None or column in self.of_field
        )

    def _placed(self, finding: Finding) -> Finding:
        head, place = self.of_field.get(finding.field, ""), finding.place
        return evolve(finding, place=Place(place.file, place.line, head)) if place and head else finding


def recognise(file: str, heads: Iterable[str], vocabulary: Vocabulary, reading: "Reading") -> Columns:
    """Find the column of each field.

    Args:
        file: its name, for messages.
        heads: of its columns, in their order.
        vocabulary: ``letter-field`` of the profile.
        reading: of the rules on the day of registering.

    Raises:
        ColumnsNotRecognised: when a field is missing that each letter must have, and the reason for its absence too.
    """
    heads = tuple(heads)
    fields, known = _by_title(vocabulary), _titles(vocabulary.values())
    found: dict[str, str] = {}
    findings = []
    for head in heads:
        if is_why(head):
            continue
        name = fields.get(search_key(head))
        if name is None:
            findings.append(UNUSED.make(place=Place(file), column=head, known=known))
        elif name in found:
            title = vocabulary[name].title
            findings.append(TWICE.make(place=Place(file), first=found[name], second=head, title=title))
        else:
            found[name] = head
    missing = [
        vocabulary[name]
        for name in reading.value("letter.required")
        if name not in found and f"{name}_missing" not in found
    ]
    if missing:
        raise ColumnsNotRecognised(file, _titles(missing), heads, known)
    findings += [
        MISSING.make(place=Place(file), title=vocabulary[name].title)
        for name in _TOLD_ONCE.values()
        if name not in found
    ]
    return Columns(found, tuple(findings), guarded=any(map(is_why, heads)))


def _by_title(vocabulary: Vocabulary) -> dict[str, str]:
    """Field by each of its spellings, as search keys."""
    fields: dict[str, str] = {}
    for code, term in vocabulary.items():
        for spelling in (code, *(form for _, form in term.title.forms), *term.extra.get("also", "").split("|")):
            fields.setdefault(search_key(spelling), code)
    return fields


def _titles(terms: Iterable[Term]) -> Text:
    titles = [term.title for term in terms]
    languages = dict.fromkeys(language for title in titles for language in title.languages)
    return Text(tuple((lang, ", ".join(title.in_language(lang) for title in titles)) for lang in languages))
