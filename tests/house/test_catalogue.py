"""Every error and finding of the house has a stable code of its own and speaks Thai and English alike."""

import importlib
import inspect
import pkgutil
import re
import string
from collections import Counter
from collections.abc import Iterator

import click
import pytest

import orqa
from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind
from orqa.base.language import Text


def members() -> Iterator[tuple[str, object]]:
    """Everything that is defined in a module of orqa, once."""
    for info in pkgutil.walk_packages(orqa.__path__, "orqa."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if getattr(value, "__module__", info.name) == info.name or isinstance(value, FindingKind):
                yield f"{info.name}.{name}", value


EVERYTHING = dict(members())
ERRORS = {
    value.__qualname__: value
    for value in EVERYTHING.values()
    if inspect.isclass(value) and issubclass(value, OrqaError) and value is not OrqaError
}
KINDS = {value.code: value for value in EVERYTHING.values() if isinstance(value, FindingKind)}


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}


def test_there_are_errors_and_findings() -> None:
    assert len(ERRORS) > 10
    assert len(KINDS) > 10


def test_codes_are_unique() -> None:
    codes = Counter(error.code for error in ERRORS.values())
    assert [code for code, times in codes.items() if times > 1] == []
    declared = Counter(id(value) for value in EVERYTHING.values() if isinstance(value, FindingKind))
    assert len(declared) == len(KINDS), "two kinds of finding share a code"


@pytest.mark.parametrize("error", ERRORS.values(), ids=lambda error: error.code)
def test_an_error_speaks_both_languages(error: type[OrqaError]) -> None:
    assert set(error.template.languages) >= {"th", "en"}
    assert _same_fields(error.template)
    if "shown" not in vars(error):
        assert placeholders(error.template.in_language("en")) <= set(error.attributes)
    assert error.__doc__


def test_no_code_is_made_for_errors() -> None:
    """The base of all errors takes what they annotate; attrs would make each command wait for hundreds of classes."""
    assert [name for name, error in ERRORS.items() if "__attrs_attrs__" in vars(error)] == []
    values = [(error, value) for error in ERRORS.values() for value in vars(error).values()]
    assert [error for error, value in values if type(value).__module__.startswith("attr")] == [], "a field of attrs"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_a_finding_speaks_both_languages(kind: FindingKind) -> None:
    assert set(kind.template.languages) >= {"th", "en"}
    assert _same_fields(kind.template)


def test_no_message_sends_people_to_a_command_that_is_not_there() -> None:
    from orqa.cli.root import orqa as command

    templates = [*(error.template for error in ERRORS.values()), *(kind.template for kind in KINDS.values())]
    forms = [form for text in templates for _, form in text.forms]
    said = {word for form in forms for word in re.findall(r"(?:: |สั่ง) ?orqa ([a-z]+)", form)}
    assert "verify" in said, "the pattern finds what messages say"
    assert said <= set(command.list_commands(click.Context(command)))


def _same_fields(text: Text) -> bool:
    return len({frozenset(placeholders(form)) for _, form in text.forms}) == 1
