"""Indonesian accreditation by the BAN-PT, as data: two instruments with points, one with levels, and limits."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import FrameworkSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FRAMEWORKS = (
    (
        "banpt-iaps-4.0",
        "programme",
        {"th": "การรับรองหลักสูตร IAPS 4.0 ของ BAN-PT", "en": "BAN-PT programme accreditation, IAPS 4.0"},
    ),
    (
        "banpt-iaps-5.0",
        "programme",
        {"th": "การรับรองหลักสูตร IAPS 5.0 ของ BAN-PT", "en": "BAN-PT programme accreditation, IAPS 5.0"},
    ),
    (
        "banpt-seven-standards",
        "programme",
        {"th": "การรับรองเจ็ดมาตรฐานของ BAN-PT", "en": "BAN-PT accreditation by seven standards"},
    ),
    ("banpt-automation-2024", "institution", {"th": "การต่ออายุอัตโนมัติของ BAN-PT", "en": "BAN-PT automatic extension"}),
)
"""Id, level and title of each; its file has its name."""


def _folder() -> "Traversable":
    return files(__name__) / "frameworks"


@hookimpl
def orqa_qa_frameworks() -> Iterator[FrameworkSpec]:
    """The frameworks of the BAN-PT."""
    for name, level, title in _FRAMEWORKS:
        yield FrameworkSpec(name=name, title=title, level=level, file=f"{name}.toml", factory=_folder)
