"""The layers of the house: who may import whom, read from the source by its syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "orqa"

ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "rules": {"base"},
    "domain": {"rules", "base"},
    "storage": {"base"},
    "reporting": {"domain", "rules", "base"},
    "office": {"reporting", "storage", "domain", "rules", "base"},
    "plugins": {"office", "reporting", "storage", "domain", "rules", "base"},
    "cli": {"plugins", "office", "reporting", "storage", "domain", "rules", "base"},
    "notebook": {"plugins", "office", "reporting", "storage", "domain", "rules", "base"},
    "testing": {"plugins", "office", "reporting", "storage", "domain", "rules", "base"},
}
"""Each folder of ``orqa`` and the folders below it that it may import."""

AREAS: dict[str, set[str]] = {"correspondence": set(), "attendance": set()}
"""Areas of ``domain`` and the areas that each may import; everything may import ``organization``."""


def modules(package: Path) -> dict[str, Path]:
    """Module name (``orqa.base.thai``) to file."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(module: str, path: Path, *, only_at_top: bool = False) -> Iterator[str]:
    """The ``orqa`` names that a module imports, those for type checking included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in tree.body if only_at_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "orqa")
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] + "." if node.level else ""
            name = f"{base}{node.module or ''}".rstrip(".")
            if name.split(".")[0] == "orqa":
                yield from (f"{name}.{alias.name}" for alias in node.names)


def wrong_arrows(package: Path) -> list[str]:
    """Every import that the layers do not allow, and every folder that has no place."""
    problems = []
    for module, path in modules(package).items():
        parts = module.split(".")
        if len(parts) == 1 or (len(parts) == 2 and path.parent == package):
            problems += [
                f"{module} imports {target} at its top; forward it lazily"
                for target in imports(module, path, only_at_top=True)
                if parts[1:] != ["_version"] and target.split(".")[1] != "_version"
            ]
            continue
        layer = parts[1]
        if layer not in ALLOWED:
            problems.append(f"{module}: the folder {layer!r} has no place in the layers")
            continue
        for target in imports(module, path):
            problem = _wrong(parts, target.split("."))
            if problem:
                problems.append(f"{module} imports {target}: {problem}")
    return problems


def _wrong(source: list[str], target: list[str]) -> str:
    layer = target[1] if len(target) > 1 else ""
    if layer in {"_version", "__version__"}:
        return ""
    if layer == source[1]:
        areas = (source[2:3], target[2:3])
        if layer != "domain" or areas[0] == areas[1] or not areas[0]:
            return ""
        allowed = AREAS.get(source[2], set()) | {"organization"}
        return "" if target[2] in allowed else "areas meet by RecordRef only"
    if layer in ALLOWED[source[1]]:
        return ""
    return f"{source[1]} may import only {sorted(ALLOWED[source[1]])}"


def cycles(package: Path) -> list[list[str]]:
    """Cycles among the imports that run when a module is loaded."""
    known = modules(package)
    graph: dict[str, set[str]] = {}
    for module, path in known.items():
        targets = set()
        for name in imports(module, path, only_at_top=True):
            target = name if name in known else name.rpartition(".")[0]
            if target in known and target != module:
                targets.add(target)
        graph[module] = targets
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(node: str, trail: list[str]) -> None:
        if node in trail:
            found.append([*trail[trail.index(node) :], node])
            return
        if node in done:
            return
        for target in sorted(graph[node]):
            visit(target, [*trail, node])
        done.add(node)

    for module in graph:
        visit(module, [])
    return found


def test_no_wrong_arrow() -> None:
    assert wrong_arrows(PACKAGE) == []


def test_no_cycle() -> None:
    assert cycles(PACKAGE) == []


def test_every_layer_exists() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ALLOWED)


@pytest.mark.parametrize(
    ("file", "code", "expected"),
    [
        ("base/a.py", "from orqa.rules import loader", "base may import only []"),
        ("storage/a.py", "import orqa.domain.letters", "storage may import only ['base']"),
        ("domain/letters/a.py", "from ..money import b", "areas meet by RecordRef only"),
        ("rules/a.py", "def f():\n    from orqa.office import desk", "rules may import only ['base']"),
        ("attic/a.py", "", "the folder 'attic' has no place in the layers"),
        ("__init__.py", "from orqa.base import money", "forward it lazily"),
    ],
)
def test_a_wrong_arrow_is_seen(tmp_path: Path, file: str, code: str, expected: str) -> None:
    package = _package(tmp_path, {file: code})
    problems = wrong_arrows(package)
    assert len(problems) == 1
    assert expected in problems[0]


def test_a_right_arrow_passes(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        {"domain/letters/a.py": "from orqa.base import money\nfrom ..organization import units\nfrom .b import c"},
    )
    assert wrong_arrows(package) == []


def test_a_cycle_is_seen(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        {
            "base/a.py": "from orqa.base import b",
            "base/b.py": "from orqa.base.c import x",
            "base/c.py": "import orqa.base.a",
        },
    )
    assert cycles(package) == [["orqa.base.a", "orqa.base.b", "orqa.base.c", "orqa.base.a"]]


def _package(tmp_path: Path, files: dict[str, str]) -> Path:
    for file, code in files.items():
        path = tmp_path / "orqa" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    return tmp_path / "orqa"
