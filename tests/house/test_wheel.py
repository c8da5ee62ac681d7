"""What is shipped: a wheel with types, data and the demonstration's input; a source archive that builds the same."""

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "orqa"


def build(kind: str, project: Path, out: Path) -> Path:
    """Build with what is installed: no isolation, no network."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)], cwd=project, check=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if ".dist-info/" not in name}


def package_files() -> Iterator[Path]:
    for path in PACKAGE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    found = contents(wheel)
    assert found == {str(path.relative_to(ROOT / "src")): path.read_bytes() for path in package_files()}


@pytest.mark.parametrize(
    ("pattern", "at_least"),
    [
        (r"orqa/py\.typed", 1),
        (r"orqa/plugins/builtin/profiles/(national|thai-public-university|example-abroad)/profile\.toml", 3),
        (r"orqa/plugins/builtin/profiles/[^/]+/(rules|vocabularies|cases)/[^/]+\.toml", 10),
        (r"orqa/plugins/builtin/frameworks/iqa-2557/(programme|faculty|institution)(\.cases)?\.toml", 6),
        (r"orqa/plugins/builtin/frameworks/aun-qa/programme-[34]\.0(\.cases)?\.toml", 4),
        (r"orqa/plugins/builtin/frameworks/(esg/esg-2015|edpex/edpex|onesqa/round-3)(\.cases)?\.toml", 6),
        (r"orqa/plugins/builtin/calendars/data/th-government/20\d\d\.csv", 9),
        (r"orqa/cli/demo/letters-[a-z]+\.csv", 2),
        (r"orqa/plugins/builtin/renderers/templates/.+", 1),
    ],
)
def test_the_wheel_holds_types_and_data(wheel: Path, pattern: str, at_least: int) -> None:
    assert len([name for name in contents(wheel) if re.fullmatch(pattern, name)]) >= at_least


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        (metadata,) = (opened.read(name).decode() for name in opened.namelist() if name.endswith("/METADATA"))
        (entry_points,) = (
            opened.read(name).decode() for name in opened.namelist() if name.endswith("entry_points.txt")
        )
        assert any(name.endswith("/licenses/LICENSE") for name in opened.namelist())
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata
    assert "# orqa" in metadata
    assert entry_points.split() == ["[console_scripts]", "orqa", "=", "orqa.cli:main"]


def test_the_source_archive_builds_the_same_wheel(wheel: Path, archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as opened:
        opened.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)  # 3.11.4 and newer
        opened.extractall(tmp_path / "source")  # noqa: S202 - an archive of our own making
    (project,) = (tmp_path / "source").iterdir()
    assert contents(build("wheel", project, tmp_path / "again")) == contents(wheel)


def test_the_source_archive_holds_what_the_two_commands_need(archive: Path) -> None:
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"Makefile", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "docs/conf.py"} <= names
    assert {"tests/house/test_wheel.py", "benchmarks/_duel.py", "docs/_ext/orqa_reference/__init__.py"} <= names
    assert not [name for name in names if re.search(r"__pycache__|/generated/|\.db$|\.venv", name)]
