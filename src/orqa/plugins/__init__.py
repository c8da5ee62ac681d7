"""Hooks, the registry, and the composition root.

A plugin writer needs one name from here, :data:`hookimpl`, and the descriptors of :mod:`orqa.plugins.specs`.
"""

from orqa.plugins.hookspecs import hookimpl

__all__ = ["hookimpl"]
