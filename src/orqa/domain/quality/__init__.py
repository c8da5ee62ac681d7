"""Quality assurance (การประกันคุณภาพการศึกษา): frameworks as data, scores that explain themselves, audits.

The names below are loaded on first use: an office that evaluates nothing does not pay for the engine.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.domain.quality.auditing import audit
    from orqa.domain.quality.data_checks import check_data, check_series
    from orqa.domain.quality.data_sets import DataPoint, DataSet, merged
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.inputs import NotApplicable
    from orqa.domain.quality.reading import check_files, read_framework

__all__ = [
    "DataPoint",
    "DataSet",
    "Evaluation",
    "Framework",
    "NotApplicable",
    "audit",
    "check_data",
    "check_files",
    "check_series",
    "merged",
    "read_framework",
]

_HOMES = {
    "audit": "auditing",
    **dict.fromkeys(("check_data", "check_series"), "data_checks"),
    **dict.fromkeys(("DataPoint", "DataSet", "merged"), "data_sets"),
    "Evaluation": "evaluation",
    "Framework": "framework",
    "NotApplicable": "inputs",
    **dict.fromkeys(("check_files", "read_framework"), "reading"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
