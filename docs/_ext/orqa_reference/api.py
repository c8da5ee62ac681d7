"""A page for each public module, filled by autodoc."""

import ast
import inspect
from collections.abc import Iterator
from itertools import groupby
from types import ModuleType

from orqa_reference.modules import public_modules

LAYERS = {
    "": "The package",
    "base": "base: values that everything is made of",
    "rules": "rules: dated, cited parameters",
    "domain": "domain: records and decisions",
    "storage": "storage: the protocol of stores",
    "reporting": "reporting: the neutral report",
    "office": "office: the services",
    "plugins": "plugins: hooks, registry, what comes with orqa",
    "testing": "testing: the kit for writers of plugins",
    "notebook": "notebook: display in notebooks",
    "cli": "cli: the command",
}
"""The layers from below, as the index of modules shows them."""


def pages() -> Iterator[tuple[str, str]]:
    """The index and one page for each module."""
    layers = {name: list(found) for name, found in groupby(public_modules(), _layer)}
    yield "api/index.rst", _title("Modules") + "\n".join(_toctree(name, layers[name]) for name in LAYERS)
    for module in public_modules():
        yield f"api/{module.__name__}.rst", _page(module)


def _layer(module: ModuleType) -> str:
    return module.__name__.split(".")[1] if "." in module.__name__ else ""


def _toctree(layer: str, modules: list[ModuleType]) -> str:
    lines = "\n".join(f"   {module.__name__}" for module in modules)
    return f".. toctree::\n   :caption: {LAYERS[layer]}\n   :maxdepth: 1\n\n{lines}\n"


def _page(module: ModuleType) -> str:
    options = "   :members:\n   :show-inheritance:\n   :ignore-module-all:\n"
    forwarded = ", ".join(f":py:obj:`{name} <{home}>`" for name, home in _forwarded(module))
    also = f"\nImport from here, too: {forwarded}\n" if forwarded else ""
    return f"{_title(module.__name__)}.. automodule:: {module.__name__}\n{options}{also}"


def _forwarded(module: ModuleType) -> Iterator[tuple[str, str]]:
    """The classes and functions that a module offers and another one defines."""
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        home = value.__module__ if hasattr(value, "__qualname__") else module.__name__
        if home != module.__name__:
            yield name, f"{home}.{name}"


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}\n\n"


def name_types() -> None:
    """Give modules the names that they import for type checking only, so that autodoc can link them.

    By now every module is loaded, so what was left out against import cycles and for speed can be filled in.
    """
    for module in public_modules():
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                block = ast.Module([part for part in node.body if not _is_forward(part, module)], [])
                exec(compile(block, module.__name__, "exec"), vars(module))  # noqa: S102 - our own imports


def _is_forward(node: ast.stmt, module: ModuleType) -> bool:
    """Whether a package forwards the name lazily; it must stay lazy."""
    names = {alias.asname or alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
    return bool(names & set(getattr(module, "__all__", ())))
