"""Every framework that ships: its promises, and each of its worked cases by name."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from orqa.domain.quality.cases import WorkedCase, differences, read_cases
from orqa.plugins.frameworks import cases_of
from orqa.plugins.opening import builtin_registry, load_framework
from orqa.plugins.specs import FrameworkSpec
from orqa.testing import FrameworkContract


def shipped() -> tuple[FrameworkSpec, ...]:
    return tuple(builtin_registry().qa_frameworks.values())


@cache
def cases() -> dict[str, tuple[WorkedCase, ...]]:
    return {spec.name: read_cases(cases_of(spec.factory(), spec.file) or "") for spec in shipped()}


def each_case() -> Iterator[Any]:
    for name, found in cases().items():
        for case in found:
            yield pytest.param(name, case, id=f"{name}:{case.id}")


@pytest.mark.parametrize(("name", "case"), tuple(each_case()))
def test_a_worked_case_comes_out_as_it_says(name: str, case: WorkedCase) -> None:
    assert differences(case, load_framework(name, **case.profile)) == ()


@pytest.mark.parametrize("name", tuple(cases()))
def test_no_two_cases_of_a_framework_have_one_name(name: str) -> None:
    names = [case.id for case in cases()[name]]
    assert names
    assert sorted({found for found in names if names.count(found) > 1}) == []


def _contract(spec: FrameworkSpec) -> type[FrameworkContract]:
    """The contract for one of them; its cases are run above, by name."""
    return type(spec.name, (FrameworkContract,), {"folder": spec.factory(), "file": spec.file, "__test__": True})


for _spec in shipped():
    globals()[f"Test_{_spec.name}"] = _contract(_spec)
