"""How India's NAAC grades institutions, as data: weights by kind of institution, bands by edition."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import FrameworkSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def _folder() -> "Traversable":
    return files(__name__) / "frameworks"


@hookimpl
def orqa_qa_frameworks() -> Iterator[FrameworkSpec]:
    """The framework of the NAAC."""
    title = {"th": "การจัดระดับสถาบันของ NAAC ประเทศอินเดีย", "en": "NAAC grading of institutions, India"}
    yield FrameworkSpec(name="naac", title=title, level="institution", file="naac.toml", factory=_folder)
