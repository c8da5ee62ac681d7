"""Help for Sphinx: docstrings of values that hold a colon, and links to names where people import them."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_VALUES = {"attribute", "data", "property"}
_kept: dict[str, list[str]] = {}


def before_napoleon(  # noqa: PLR0913, PLR0917 - the event's own arguments
    app: "Sphinx", what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Read the docstring of a value as that of a function, and keep the result from napoleon.

    Napoleon takes what stands before a colon in the first line for the value's type, and leaves sections unread.
    """
    del obj, options
    if what in _VALUES:
        _kept[name] = GoogleDocstring(list(lines), app.config, app, "function", name).lines()


def after_napoleon(  # noqa: PLR0913, PLR0917 - the event's own arguments
    app: "Sphinx", what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Put back what :func:`before_napoleon` kept."""
    del app, obj, options
    if what in _VALUES:
        lines[:] = _kept.pop(name)


def resolve(app: "Sphinx", env: "BuildEnvironment", node: Any, contnode: "nodes.Element") -> "nodes.Element | None":
    """Link a forwarded name to its home, a lone name to the one thing that is called so, a field to its class."""
    if node.get("refdomain") != "py":
        return None
    objects = env.domains.python_domain.objects
    names = _matches(node["reftarget"], objects)
    if node["reftype"] == "attr" and not names:
        names = _matches(node["reftarget"].rpartition(".")[0] or node.get("py:class") or "", objects)
    if len(names) != 1:
        return None
    entry = objects[names[0]]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, contnode, names[0])


def _matches(target: str, objects: Mapping[str, Any]) -> list[str]:
    """The documented names that a written name may mean."""
    found = _home(target) or target
    if found in objects:
        return [found]
    return [name for name, it in objects.items() if target and name.endswith(f".{target}") and it.objtype != "module"]


def _home(target: str) -> str | None:
    """Where something is defined that can be imported by the dotted name ``target``."""
    module, _, name = target.rpartition(".")
    if not module.startswith("orqa"):
        return None
    try:
        value = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return None
    return f"{value.__module__}.{value.__qualname__}" if hasattr(value, "__qualname__") else None
