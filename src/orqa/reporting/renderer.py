"""What a renderer is; plugins contribute them."""

from typing import BinaryIO, Protocol

from orqa.reporting.model import Report


class Renderer(Protocol):
    """Writes any report in one format. A renderer knows no report, a report no renderer.

    Promises, numbered and tested by :class:`orqa.testing.renderers.RendererContract`: the rows of a table are read
    as they are written, so that a million need no memory; text from data is shown as text, whatever characters
    it holds; the same report gives the same bytes; ``out`` is left open.
    """

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
