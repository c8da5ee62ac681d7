"""Reports of orqa as spreadsheets that LibreOffice opens (flat OpenDocument, ``.fods``)."""

from collections.abc import Iterator

from orqa.plugins import hookimpl
from orqa.plugins.specs import RendererSpec
from orqa.reporting.renderer import Renderer


def _fods() -> Renderer:
    from orqa_renderer_fods.renderer import FodsRenderer

    return FodsRenderer()


@hookimpl
def orqa_renderers() -> Iterator[RendererSpec]:
    """Contribute the format ``fods``."""
    yield RendererSpec(
        name="fods",
        title={"en": "Spreadsheet for LibreOffice", "th": "ตารางคำนวณสำหรับ LibreOffice"},
        media_type="application/vnd.oasis.opendocument.spreadsheet-flat-xml",
        suffix=".fods",
        factory=_fods,
    )
