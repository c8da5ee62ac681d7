"""orqa: the office of a Thai public university as a domain library.

The names below are loaded on first use, so that ``import orqa`` costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

from orqa._version import __version__

if TYPE_CHECKING:
    from orqa.plugins.opening import load_framework, open_office, work_calendar

__all__ = ["__version__", "load_framework", "open_office", "work_calendar"]

_HOMES = dict.fromkeys(("load_framework", "open_office", "work_calendar"), "orqa.plugins.opening")


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'orqa' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
