"""Sphinx extension: write the reference pages from the code before each build.

The pages stand in ``docs/reference/generated`` and are kept out of version control. What they hold comes from
:func:`pages`, which needs no Sphinx, so that a test can compare the listings with the code.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orqa_reference import api, catalogue, commands, plugins, profiles

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "reference/generated"


def pages() -> Mapping[str, str]:
    """Every generated page: path below :data:`FOLDER`, and its text."""
    found = dict(catalogue.pages())
    for part in (commands, plugins, profiles, api):
        found |= dict(part.pages())
    return found


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Bring a folder to hold exactly these pages; unchanged files keep their times, so that Sphinx skips them."""
    wanted = {folder / name: text for name, text in texts.items()}
    for path in _files(folder):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _before_build(app: "Sphinx") -> None:
    api.name_types()
    write(Path(app.srcdir) / FOLDER, pages())


def setup(app: "Sphinx") -> dict[str, Any]:
    """Called by Sphinx."""
    from orqa_reference import links

    app.connect("builder-inited", _before_build)
    app.connect("autodoc-process-docstring", links.before_napoleon, priority=400)
    app.connect("autodoc-process-docstring", links.after_napoleon, priority=600)
    app.connect("missing-reference", links.resolve)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
