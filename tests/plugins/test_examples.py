"""The plugins in ``examples/plugins`` are distributions like any other: installed, found, blocked, and sound."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from orqa.plugins.registry import Registry

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples" / "plugins").glob("*/pyproject.toml"))
OFFERS = {
    "orqa-campus-example": {
        "calendars/example-university",
        "formats/recfile",
        "metrics/letters.from_abroad",
        "notifiers/campus-chat",
        "profiles/example-university",
        "qa_frameworks/example-international-check",
        "reports/letters-by-kind",
    },
    "orqa-framework-banpt": {
        "qa_frameworks/banpt-automation-2024",
        "qa_frameworks/banpt-iaps-4.0",
        "qa_frameworks/banpt-iaps-5.0",
        "qa_frameworks/banpt-seven-standards",
    },
    "orqa-framework-naac": {"qa_frameworks/naac"},
    "orqa-kind-petition": {"profiles/with-petitions"},
    "orqa-northern-university": {"profiles/northern-university"},
    "orqa-renderer-fods": {"renderers/fods"},
    "orqa-store-jsonfolder": {"stores/jsonfolder"},
}

SHOW = """
from orqa.plugins.collecting import SPEC_OF
from orqa.plugins.registry import Registry

registry = Registry(discover=True, only={only!r}, strict=True)
for given in registry.describe():
    if not given.provider.builtin:
        area = next(area for area, kind in SPEC_OF.items() if isinstance(given.spec, kind))
        print(f"{{area}}/{{given.spec.name}} {{given.origin}}")
"""


def project(example: Path) -> Any:
    return tomllib.loads((example / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def install(example: Path, site: Path) -> str:
    """Leave what an installer leaves: the package on the path, and its metadata; give back the path."""
    about = project(example)
    info = site / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n")
    points = "".join(f"{name} = {target}\n" for name, target in about["entry-points"]["orqa"].items())
    (info / "entry_points.txt").write_text(f"[orqa]\n{points}")
    return os.pathsep.join([str(site), str(example / "src")])


def run(path: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with the examples and this checkout, even where another one is installed."""
    here = os.pathsep.join([path, str(ROOT / "src")])
    environment = {**os.environ, "PYTHONPATH": here, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def sites(tmp_path: Path) -> str:
    return os.pathsep.join(install(example, tmp_path / example.name) for example in EXAMPLES)


def test_every_example_is_known_here() -> None:
    assert {example.name for example in EXAMPLES} == set(OFFERS)
    assert all(project(example)["name"] == example.name for example in EXAMPLES)


def test_all_of_them_live_together(sites: str, tmp_path: Path) -> None:
    done = run(sites, "-W", "error", "-c", SHOW.format(only=sorted(OFFERS)), cwd=tmp_path)
    assert done.stderr == ""
    shown = [line.split(" ", 1) for line in done.stdout.splitlines()]
    assert {name for name, _ in shown} == set.union(*OFFERS.values())
    assert ["renderers/fods", "fods (orqa-renderer-fods 1.0.0)"] in shown


def commands_of(readme: str) -> list[str]:
    """The commands that a README shows, but for the installing."""
    blocks = re.findall(r"^```console\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^\$ ((?:.*\\\n)*.*)$", "".join(blocks), re.MULTILINE)
    return [line.replace("orqa ", f"{sys.executable} -W error -m orqa ", 1) for line in lines if "pip" not in line]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_commands_of_its_readme_run(example: Path, tmp_path: Path) -> None:
    path = install(example, tmp_path / "site")
    work = tmp_path / "work"
    shutil.copytree(example, work)
    commands = commands_of((example / "README.md").read_text(encoding="utf-8"))
    assert commands
    for command in commands:
        done = run(
            path, "-c", f"import subprocess; raise SystemExit(subprocess.call({command!r}, shell=True))", cwd=work
        )
        assert (done.returncode, done.stderr) == (0, ""), command


def test_they_are_not_there_where_they_are_not_asked_for() -> None:
    known = {given.spec.name for given in Registry().describe()}
    assert not known & {"fods", "jsonfolder", "letters-by-kind", "recfile", "example-university"}


def test_the_command_lists_and_uses_them(sites: str, tmp_path: Path) -> None:
    commands = [
        ["plugins"],
        ["init", "jsonfolder:///office", "--profile", "example-university"],
        ["verify", "jsonfolder:///office"],
    ]
    shown = [run(sites, "-W", "error", "-m", "orqa", *command, cwd=tmp_path) for command in commands]
    assert [(done.returncode, done.stderr) for done in shown] == [(0, "")] * len(commands)
    assert "letters-by-kind" in shown[0].stdout
    assert "campus-example (orqa-campus-example 1.0.0)" in shown[0].stdout
    assert (tmp_path / "office" / "journal" / "000000000001.json").stat().st_size > 0


def test_a_folder_of_json_holds_the_same_office_as_a_file(sites: str, tmp_path: Path) -> None:
    """The demonstration gives the same register to the byte; a copy there and back gives the same files."""
    commands = [
        ["demo", "--out", "one", "--on", "2026-11-26"],
        ["demo", "--out", "two", "--on", "2026-11-26", "--store", "jsonfolder:///ที่ทำการ"],
        ["copy", "jsonfolder:///ที่ทำการ", "sqlite:///copy.db"],
        ["copy", "sqlite:///copy.db", "jsonfolder:///back"],
        ["verify", "--office", "jsonfolder:///back"],
    ]
    for command in commands:
        done = run(sites, "-m", "orqa", *command, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    registers = sorted(path.name for path in (tmp_path / "one").glob("received-register.*"))
    assert len(registers) == 5
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", registers, shallow=False) == (registers, [], [])
    files = sorted(path.name for path in (tmp_path / "ที่ทำการ" / "journal").iterdir())
    folders = [tmp_path / name / "journal" for name in ("ที่ทำการ", "back")]
    assert filecmp.cmpfiles(*folders, files, shallow=False) == (files, [], [])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_its_own_tests_pass(example: Path, tmp_path: Path) -> None:
    options = ["-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={tmp_path / 'run'}"]
    done = run(install(example, tmp_path / "site"), "-m", "pytest", *options, str(example / "tests"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_it_is_a_whole_distribution(example: Path) -> None:
    about = project(example)
    assert (example / about["readme"]).is_file()
    assert about["license"] == "MIT"
    assert "orqa" in about["dependencies"]
    for target in about["entry-points"]["orqa"].values():
        assert (example / "src" / target.partition(":")[0] / "__init__.py").is_file()
