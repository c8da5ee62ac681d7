"""What the repository holds: nothing of one machine, words for every module, and listings that are whole."""

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import orqa
from orqa.plugins.opening import builtin_registry

ROOT = Path(__file__).parents[2]
PROFILES = builtin_registry().profile_names()
LEFT_OUT = {".git", ".venv", "build", "dist", "_build", "generated", "__pycache__"}


def tracked() -> list[Path]:
    """The files under version control; in an unpacked source distribution, all of them."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts)]
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace")


# ------------------------------------------------------------------ nothing of one machine

_FOLDERS = ("home", "Users", "root", "mnt", "opt/venv")
FOREIGN = {
    "a path of one machine": re.compile(rf"(?<![\w.:~$/}}-])/(?:{'|'.join(_FOLDERS)})/[\w.]|\b[A-Z]:\\\\?Users\b"),
    "a conflict of a merge": re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE),
}


def foreign(name: str, text: str) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match[0]!r}"
        for what, pattern in FOREIGN.items()
        for match in pattern.finditer(text)
    ]


def test_no_file_speaks_of_one_machine() -> None:
    own = str(Path(__file__).relative_to(ROOT))
    assert [problem for name, text in texts() if name != own for problem in foreign(name, text)] == []


def test_files_are_utf_8_with_unix_line_ends() -> None:
    assert [name for name, text in texts() if "\r\n" in text and not name.startswith("tests/")] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("open('/home/somchai/x')", "a path of one machine"),
        ('"C:\\Users\\somchai"', "a path of one machine"),
        ("see /mnt/notes.md", "a path of one machine"),
        ("a\n<<<<<<< HEAD\n", "a conflict of a merge"),
    ],
)
def test_what_is_foreign_is_seen(text: str, what: str) -> None:
    (problem,) = foreign("x", text)
    assert what in problem


@pytest.mark.parametrize("text", ["sqlite:////srv/office.db", "docs/mnt/x", "~/mnt/x", "https://a.org/home/x", "/mnt"])
def test_what_is_not_foreign_passes(text: str) -> None:
    assert foreign("x", text) == []


def test_no_link_between_pages_is_broken() -> None:
    """Files that a page names by a relative link are there; the generated ones are checked by the build."""
    links = [
        (path, target)
        for path in tracked()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "/generated/" not in target
    ]
    assert len(links) > 10
    assert [f"{path.relative_to(ROOT)}: {to}" for path, to in links if not (path.parent / to).exists()] == []


# ------------------------------------------------------------------ words for everything


def public_modules() -> list[str]:
    names = [info.name for info in pkgutil.walk_packages(orqa.__path__, "orqa.")]
    return ["orqa", *(name for name in names if "._" not in name)]


def test_every_module_says_what_it_is() -> None:
    assert [name for name in public_modules() if not (importlib.import_module(name).__doc__ or "").strip()] == []


def test_the_glossary_holds_only_words_that_the_code_uses() -> None:
    page = (ROOT / "docs/reference/glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    sources = (ROOT / "src").rglob("*")
    used = set(re.findall(r"\w+", "\n".join(p.read_text("utf-8") for p in sources if p.suffix in {".py", ".toml"})))
    assert len(words) > 50
    assert sorted(word for word in words if words.count(word) > 1) == []
    assert sorted(set(words) - used) == []


# ------------------------------------------------------------------ the reference is whole


@pytest.fixture(scope="module")
def generated() -> Mapping[str, str]:
    """The pages that the documentation makes from the code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs/_ext"))
        pages: Mapping[str, str] = importlib.import_module("orqa_reference").pages()
    return pages


def headings(page: str) -> list[str]:
    return re.findall(r"^#{2,3} (.+)$", page, re.MULTILINE)


def test_every_public_module_has_a_page(generated: Mapping[str, str]) -> None:
    for name in public_modules():
        assert f".. automodule:: {name}\n" in generated[f"api/{name}.rst"]
        assert f"   {name}\n" in generated["api/index.rst"]


def test_every_error_is_listed(generated: Mapping[str, str]) -> None:
    declared = set(_declared(r'code: ClassVar\[str\] = "([a-z-]+)"'))
    assert len(declared) > 10
    assert sorted(headings(generated["errors.md"])) == sorted(declared)


def test_every_finding_is_listed(generated: Mapping[str, str]) -> None:
    declared = set(_declared(r'FindingKind\(\s*"([a-z-]+)"')) - {"subject-empty"}  # an example in a docstring
    assert declared <= set(headings(generated["findings.md"]))
    assert len(headings(generated["findings.md"])) > 10


def _declared(pattern: str) -> Iterator[str]:
    """Codes as the source spells them: not through the extension, whose listing is under test."""
    for path in (ROOT / "src").rglob("*.py"):
        yield from re.findall(pattern, path.read_text(encoding="utf-8"))


def test_every_command_and_option_is_listed(generated: Mapping[str, str]) -> None:
    page = generated["command.md"]
    for words in ((), ("letter",), ("letter", "import"), ("rules", "show"), ("verify",)):
        done = subprocess.run(
            [sys.executable, "-m", "orqa", *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
            env=_plain(),
        )
        section = page.split(f"## {' '.join(('orqa', *words))}\n")[1].split("\n## ")[0]
        for option in re.findall(r"^ +(?:-\w, )?(--[\w-]+)", done.stdout, re.MULTILINE):
            if option not in {"--help", "--version"}:
                assert f"`{option}`" in section, (words, option)
        for command in re.findall(r"^  ([a-z]+)  ", done.stdout, re.MULTILINE):
            assert f"## {' '.join(('orqa', *words, command))}\n" in page


def _plain() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "200", "LANG": "C.UTF-8"}


@pytest.mark.parametrize("name", PROFILES)
def test_every_rule_term_and_source_is_listed(generated: Mapping[str, str], name: str) -> None:
    registry, page = builtin_registry(), generated[f"profiles/{name}.md"]
    profile = registry.profile(name)
    found = headings(page)
    for key, parameter in profile.ruleset.parameters.items():
        if all(row.profile != name for row in parameter.rows):
            assert key not in found, "it stands on the page of the profile that brings it"
            continue
        assert key in found
        section = page.split(f"### {key}\n")[1].split("\n### ")[0]
        for row in parameter.rows:
            lines = [line for line in section.splitlines() if line.startswith(f"| {row.start} |")]
            said = [
                *(f"`{citation}`" for citation in row.citations),
                row.certainty.value,
                *(value.replace("_", "\\_") for value in row.dims.values()),
            ]
            assert any(all(word in line for word in said) for line in lines)
    for vocabulary in profile.vocabularies.values():
        if any(term.profile == name for term in vocabulary.values()):
            assert vocabulary.name in found
            assert all(f"| `{code}` |" in page for code in vocabulary)
    inherited = registry.profile(profile.parent).sources if profile.parent else {}
    assert all(f"| `{source}` |" in page for source in profile.sources if source not in inherited)


@pytest.mark.parametrize("name", sorted(set(PROFILES) - {"example-abroad"}))
def test_the_changelog_tells_every_rule(name: str) -> None:
    """Which rule, from which day, by which source; the invented profile is told as a whole."""
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    profile = builtin_registry().profile(name)
    for parameter in profile.ruleset.parameters.values():
        for row in parameter.rows:
            if row.profile == name:
                start = f"| `{parameter.key}` | {row.start} | `{row.citations[0]}`"
                assert any(line.startswith(start) and line.endswith(f"| {row.certainty} |") for line in lines), start
    for vocabulary in profile.vocabularies.values():
        if any(term.profile == name for term in vocabulary.values()):
            assert any(line.startswith(f"| `{vocabulary.name}` |") for line in lines), vocabulary.name
