"""Templates of papers, and what a record fills them with (แม่แบบและข้อมูลที่เติมให้)."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.correspondence.drafting.errors import TemplateUnknown
from orqa.domain.correspondence.drafting.findings import TEMPLATE_MALFORMED
from orqa.domain.correspondence.drafting.templates import MOST_CHARACTERS, Template, read_template
from orqa.office.correspondence.drafting.record_facts import facts_of

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.office.office import Office

_ENDING: Final = ".toml"
_TOO_LONG = Text.of(en="the file has more than {most} bytes", th="แฟ้มใหญ่กว่า {most} ไบต์")


@frozen(kw_only=True)
class Templates:
    """The templates that an office may use.

    Attributes:
        templates: by name; those of a folder stand before those of the profile.
        findings: files that are none, each with what is wrong.
    """

    templates: Mapping[str, Template]
    findings: tuple[Finding, ...]

    def named(self, name: str) -> Template:
        """The template of a name.

        Raises:
            TemplateUnknown: when there is none.
        """
        if name not in self.templates:
            raise TemplateUnknown(name, tuple(self.templates))
        return self.templates[name]


def templates_of(office: "Office", folder: "str | Path | None" = None) -> Templates:
    """The templates of the profile, and of a folder of plain files.

    Raises:
        OSError: when the folder cannot be read.
    """
    known: dict[str, Template] = {}
    findings: list[Finding] = []
    for name, data, origin in _all(office, folder, findings):
        template, found = read_template(name, data, origin)
        findings += found
        if template is not None:
            known[name] = template
    return Templates(templates=dict(sorted(known.items())), findings=tuple(findings))


def _all(office: "Office", folder: "str | Path | None", findings: list[Finding]) -> Iterator[tuple[str, Any, str]]:
    yield from ((name, data, office.profile.name) for name, data in office.profile.templates.items())
    for path in sorted(Path(folder).iterdir()) if folder is not None else ():
        if path.suffix != _ENDING or not path.is_file():
            continue
        if path.stat().st_size > MOST_CHARACTERS * 4:
            findings.append(TEMPLATE_MALFORMED.make(name=path.name, reason=_TOO_LONG.fill(most=MOST_CHARACTERS * 4)))
            continue
        try:
            yield path.stem, tomllib.loads(path.read_text(encoding="utf-8")), str(folder)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OrqaError, ValueError) as error:
            findings.append(TEMPLATE_MALFORMED.make(name=path.name, reason=str(error)))


def record_facts(office: "Office", about: "tuple[RecordRef, ...]", language: str) -> dict[str, Any]:
    """What records tell, by names such as ``partner.name``; the first record that tells a fact tells it."""
    found: dict[str, Any] = {}
    for ref in about:
        for name, value in facts_of(office, ref, language).items():
            found.setdefault(name, value)
    return found


def day_words(language: str, day: date) -> str:
    """A day in the words of a paper."""
    from orqa.base.date_format import format_thai_date
    from orqa.base.date_names import ENGLISH_MONTHS

    return format_thai_date(day) if language == "th" else f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
