"""Each hook keeps the rules of hooks, is documented with its exact signature, tested, and used by an example."""

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pluggy
import pytest

from orqa.plugins import hookimpl, hookspecs
from orqa.plugins.collecting import HOOK_OF, SPEC_OF
from orqa.plugins.hookspecs import HOOK_API, PROJECT
from orqa.plugins.specs import FIRST_API

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")
HOOKS: dict[str, Callable[..., Any]] = {
    name: value for name, value in vars(hookspecs).items() if name.startswith("orqa_")
}


def signature(hook: Callable[..., Any]) -> str:
    """As it stands in the code, without the quotation marks of forward references."""
    return hook.__name__ + str(inspect.signature(hook)).replace("'", "")


def implemented_in(folder: Path) -> set[str]:
    """The hooks that Python files below a folder mark with ``hookimpl``."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("hookimpl" in ast.unparse(d) for d in node.decorator_list):
                found.add(node.name)
    return found


def test_hooks_and_descriptors_belong_together() -> None:
    assert set(HOOKS) == {f"orqa_{area}" for area in SPEC_OF} == set(HOOK_OF.values())
    for area, spec in SPEC_OF.items():
        assert f"Iterable[{spec.__name__}]" in signature(HOOKS[f"orqa_{area}"])


def test_the_versions_of_the_hooks() -> None:
    assert re.fullmatch(r"\d+\.\d+", HOOK_API)
    assert FIRST_API.split(".")[0] == HOOK_API.split(".")[0], "plugins that name no version would no longer be used"


def test_what_pluggy_knows_is_what_is_declared() -> None:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    assert {name for name in vars(manager.hook) if not name.startswith("_")} == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=list(HOOKS))
def test_a_hook_has_no_default_and_no_parameter_by_name(hook: Callable[..., Any]) -> None:
    """pluggy fills neither; a hook grows by new parameters, which implementations need not take."""
    for parameter in inspect.signature(hook).parameters.values():
        assert parameter.default is inspect.Parameter.empty
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD


@pytest.mark.parametrize("hook", HOOKS.values(), ids=list(HOOKS))
def test_a_hook_tells_in_its_docstring_what_when_and_how(hook: Callable[..., Any]) -> None:
    doc = inspect.getdoc(hook) or ""
    assert doc.startswith("Contribute ")
    assert "factory is called" in doc
    assert f"def {hook.__name__}():" in doc
    assert "@hookimpl" in doc


@pytest.mark.parametrize("hook", HOOKS.values(), ids=list(HOOKS))
def test_a_hook_is_documented_with_its_exact_signature_and_an_example(hook: Callable[..., Any]) -> None:
    assert f"```text\n{signature(hook)}\n```" in PAGE
    assert f"@hookimpl\ndef {hook.__name__}():" in PAGE


@pytest.mark.parametrize("spec", SPEC_OF.values(), ids=list(SPEC_OF))
def test_a_descriptor_is_documented_with_all_its_fields(spec: type[attrs.AttrsInstance]) -> None:
    (listed,) = re.findall(rf"`{spec.__name__}\((.*?)\)`", PAGE)
    names = [attribute.name for attribute in attrs.fields(spec)]  # type: ignore[arg-type]
    assert sorted(listed.split(", ")) == sorted(names)


def test_the_page_names_no_hook_that_is_not_there() -> None:
    assert set(re.findall(r"\borqa_[a-z_]+\b", PAGE)) == set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_used_by_orqa_itself_and_by_an_example(name: str) -> None:
    assert name in implemented_in(ROOT / "src" / "orqa" / "plugins" / "builtin")
    assert name in implemented_in(ROOT / "examples" / "plugins")


def test_only_files_of_plugins_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "plugin.py").write_text("@hookimpl(specname='x')\ndef orqa_a(): ...\n\ndef orqa_b(): ...\n")
    assert implemented_in(tmp_path) == {"orqa_a"}


def test_the_marker_is_all_that_a_plugin_needs_from_the_package() -> None:
    from orqa import plugins

    assert plugins.__all__ == ["hookimpl"]
    assert hookimpl.project_name == PROJECT
