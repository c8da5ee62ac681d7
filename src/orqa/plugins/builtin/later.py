"""What is imported when it is made: a plugin names its contributions without importing them."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any


def later(where: str, *given: object) -> Callable[..., Any]:
    """A factory that imports what it makes when it is called.

    Args:
        where: module and name of a class or function, such as ``orqa.plugins.builtin.metrics.budgets:AboveTarget``.
        given: what that is called with, before what the factory is called with.
    """
    return partial(_made, where, *given)


def _made(where: str, *given: object) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)(*given)
