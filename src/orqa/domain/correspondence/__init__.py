"""Official correspondence (งานสารบรรณ): letters, their numbers, and the registers that hold them.

The names below are loaded on first use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.domain.correspondence.citing import parse_citation
    from orqa.domain.correspondence.errors import ReferenceNotUnderstood
    from orqa.domain.correspondence.references import Reference, ReferenceKind, parse_reference, reference_key

__all__ = ["Reference", "ReferenceKind", "ReferenceNotUnderstood", "parse_citation", "parse_reference", "reference_key"]

_HOMES = {
    "parse_citation": "citing",
    "ReferenceNotUnderstood": "errors",
    **dict.fromkeys(("Reference", "ReferenceKind", "parse_reference", "reference_key"), "references"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
