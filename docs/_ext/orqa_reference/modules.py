"""The public modules of orqa and what they define."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import orqa
from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind


@cache
def public_modules() -> tuple[ModuleType, ...]:
    """Every module without a leading underscore in its path, the package itself first."""
    names = sorted(info.name for info in pkgutil.walk_packages(orqa.__path__, "orqa.") if "._" not in info.name)
    return (orqa, *map(importlib.import_module, names))


def errors() -> list[type[OrqaError]]:
    """Every error that is defined in a public module, by code."""
    found = {value for _, value in _members() if inspect.isclass(value) and issubclass(value, OrqaError)}
    return sorted(found, key=lambda error: error.code)


def finding_kinds() -> list[tuple[FindingKind, str]]:
    """Every kind of finding and the module that declares it, by code."""
    homes: dict[str, tuple[FindingKind, str]] = {}
    for module, value in _members():
        if isinstance(value, FindingKind):
            homes.setdefault(value.code, (value, module.__name__))
    return [homes[code] for code in sorted(homes)]


def _members() -> Iterator[tuple[ModuleType, object]]:
    for module in public_modules():
        for value in vars(module).values():
            yield module, value
