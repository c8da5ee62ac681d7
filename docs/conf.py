"""Sphinx settings; `make docs` builds with every warning an error."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from orqa import __version__ as release

project = "orqa"
author = "The orqa authors"
copyright = "2026, The orqa authors"
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"orqa {release}"
language = "en"

autosummary_generate = True
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
