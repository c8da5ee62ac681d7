"""The pages of errors and of findings: stable codes and what they say."""

from collections.abc import Iterator

from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind
from orqa_reference.markdown import anchor, code, from_docstring, page, plain
from orqa_reference.modules import errors, finding_kinds


def pages() -> Iterator[tuple[str, str]]:
    """Both pages."""
    yield "errors.md", page("Errors", _ERRORS, *map(_error, errors()))
    yield "findings.md", page("Findings", _FINDINGS, *(_finding(kind, home) for kind, home in finding_kinds()))


_ERRORS = """\
A programming problem or a refused act is an exception. Every one derives from {py:class}`orqa.base.errors.OrqaError`,
keeps its data as attributes and tells its message in Thai and English (`error.message("th")`). The code is stable:
programs may rely on it."""

_FINDINGS = """\
A problem in data is a value, a {py:class}`orqa.base.findings.Finding`: an `error` means that the item was not
accepted, a `warning` that somebody should look at it, an `info` that nothing need be done. The code is stable."""

_ALL_ARE = {OrqaError, Exception, BaseException, object}


def _error(error: type[OrqaError]) -> str:
    bases = ", ".join(code(base.__name__) for base in error.__mro__[1:] if base not in _ALL_ARE)
    fields = ", ".join(map(code, error.attributes))
    return "\n".join(
        (
            anchor("error", error.code),
            f"## {error.code}",
            "",
            f"{{py:class}}`{error.__module__}.{error.__qualname__}`: {from_docstring(error.__doc__ or '')}",
            "",
            *_messages(error.template.forms),
            f"- attributes: {fields or '–'}",
            f"- is a: {bases or '–'}",
        )
    )


def _finding(kind: FindingKind, home: str) -> str:
    lines = (
        anchor("finding", kind.code),
        f"## {kind.code}",
        "",
        f"{kind.severity.value}, from {{py:mod}}`{home}`",
        "",
        *_messages(kind.template.forms),
    )
    return "\n".join(lines)


def _messages(forms: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"- {language}: {plain(form.replace('!r}', '}'))}" for language, form in forms]
