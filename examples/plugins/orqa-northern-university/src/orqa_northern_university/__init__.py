"""A second invented university: its campuses, codes, series, routes and labels, all of it data."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import ProfileSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TITLE = {"th": "มหาวิทยาลัยตัวอย่างแดนเหนือ", "en": "Northern Example University"}


def _folder() -> "Traversable":
    return files(__name__) / "profile"


@hookimpl
def orqa_profiles() -> Iterator[ProfileSpec]:
    """The university's rules."""
    yield ProfileSpec(name="northern-university", title=TITLE, parent="thai-public-university", factory=_folder)
