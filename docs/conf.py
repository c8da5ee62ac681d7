"""Sphinx settings; `make docs` builds with every warning an error, without a network."""

import builtins
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from orqa import __version__ as release

project = "orqa"
author = "The orqa authors"
copyright = "2026, The orqa authors"
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "orqa_reference"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_ext"]

html_theme = "furo"
html_title = f"orqa {release}"
language = "en"

autodoc_typehints = "signature"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100
autodoc_member_order = "bysource"
autodoc_inherit_docstrings = False  # what is overridden says "see"; the rest would be the words of dict and click
napoleon_google_docstring = True
napoleon_use_ivar = True
napoleon_attr_annotations = True

_ELSEWHERE = (
    *("attr", "attrs", "cattrs", "click", "hypothesis", "IPython", "pluggy", "psycopg", "pytest"),
    *("pa", "pandas", "pd", "pl", "polars", "pyarrow"),
    *sys.stdlib_module_names,
)

nitpick_ignore_regex = [
    # Documented elsewhere: links would need inventories that are fetched at each build, and builds need no network.
    (r"py:.*", rf"({'|'.join(_ELSEWHERE)})(\..*)?"),
    (r"py:.*", rf"({'|'.join(vars(builtins))})"),
    # Type variables stand for any type and have no page.
    (r"py:.*", r"([\w.]+\.)?_?[A-Z]"),
    # Types of one module's own, within signatures that attrs writes, have no page.
    (r"py:class", r"orqa\.[\w.]+\._\w+"),
    # Names without their module, within signatures that other packages write (types of click, __init__ of attrs).
    (r"py:class", r"_\w+|Context|Traversable|Attribute|tzinfo"),
]
