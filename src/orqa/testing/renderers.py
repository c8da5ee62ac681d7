"""What every renderer promises, as tests.

::

    class TestMyRenderer(RendererContract):
        def renderer(self):
            return MyRenderer()

The promises, by the number in the test's name:

R-01
    Any report is written: empty, with every kind of block, in every language.
R-02
    What a report says to people stands in what is written (formats of tables only: what its tables say).
R-03
    Text of data is text: marks of the format, formulas and control characters in it have no power.
R-04
    Rows are read as they are written: a long table needs no more memory than a short one.
R-05
    The same report gives the same bytes; rendering does not use a report up.
R-06
    ``out`` need only be written to, and is left open.
R-07
    A public report gives away nothing that is not public.
R-08
    An error while rows are read reaches the caller, and ``out`` is left open.
"""

# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of
import io
import tracemalloc
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar, cast

from orqa.base.findings import Finding, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Figure, Paragraph
from orqa.reporting.model import Evidence, Report
from orqa.reporting.renderer import Renderer
from orqa.reporting.tables import Table
from orqa.testing.report_samples import (
    HOSTILE,
    OBEYED,
    SAID,
    STYLES,
    every_block,
    full_report,
    report_of,
    text_column,
)


class _Pipe(io.RawIOBase):
    """Takes bytes and nothing else: no seek, no tell, no read."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


class _Drain(io.RawIOBase):
    """Takes bytes and forgets them."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


class _Broken(Exception):
    """Raised by rows that cannot be read."""


class RendererContract:
    """Subclass it, give your renderer, run pytest.

    Attributes:
        tables_only: whether the format holds tables only, as CSV does.
        streams: whether it can write while it reads; a format that must know the whole first says False.
        memory: bytes that it may need for a table of any length.
    """

    tables_only: ClassVar[bool] = False
    streams: ClassVar[bool] = True
    memory: ClassVar[int] = 2_000_000

    def renderer(self) -> Renderer:
        """A fresh renderer."""
        raise NotImplementedError

    def text_of(self, data: bytes) -> str:
        """What people read in a file of the format; by default the file as UTF-8."""
        return data.decode("utf-8-sig")

    def cells_of(self, data: bytes) -> list[list[str]] | None:
        """The first table of a file, titles first, as a program of the format reads it; None when it cannot."""
        del data
        return None

    def skip(self, reason: str) -> None:
        """Leave a promise out, and say why."""
        import pytest

        pytest.skip(reason)

    def render(self, report: Report) -> bytes:
        """The bytes of a report."""
        out = io.BytesIO()
        self.renderer().render(report, out)
        assert not out.closed, "R-06: the renderer closed the file that it was given"
        return out.getvalue()

    # ------------------------------------------------------------------ the promises

    def test_r01_writes_any_report(self) -> None:
        for style in STYLES:
            self.render(Report(name="empty", title=Text.of(en="Empty"), sections=(), style=style))
            assert self.render(full_report(style)), style
            for block in every_block():
                assert self.render(report_of(block, style=style)) or self.tables_only, block

    def test_r02_says_all_that_the_report_says(self) -> None:
        for style in STYLES:
            text = self.text_of(self.render(full_report(style)))
            said = ["ทุน", style.say(Text.of(en="Received", th="รับ"))]
            said += [] if self.tables_only else [style.say(part) for part in SAID]
            assert not [part for part in said if part not in text], style

    def test_r03_shows_text_of_data_as_text(self) -> None:
        columns = [text_column(), text_column("other")]
        data = self.render(report_of(Table.of(columns, [[hostile, "x"] for hostile in HOSTILE])))
        cells = self.cells_of(data)
        if cells is None:
            self.skip("the contract was not told how to read this format back (cells_of)")
        else:
            assert cells[1:] == [[hostile, "x"] for hostile in HOSTILE]

    def test_r03_writes_no_character_that_a_screen_obeys(self) -> None:
        for obeyed, character in OBEYED.items():
            label = Text.of(en=f"{obeyed} {character}")
            blocks = [Table.of([text_column()], [[character]], label), Paragraph(label), Figure(label=label, value=1)]
            data = self.render(report_of(*blocks))
            assert character.encode("utf-8", "surrogatepass") not in data, obeyed

    def test_r04_reads_rows_as_it_writes(self) -> None:
        if not self.streams:
            self.skip("the format must know the whole table first (streams = False)")
            return
        table = Table((text_column(), text_column("other")), _long)
        self.render(report_of(Table.of(table.columns, [("warm", "up")])))
        tracemalloc.start()
        try:
            self.renderer().render(report_of(table), cast("BinaryIO", _Drain()))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < self.memory

    def test_r05_gives_the_same_bytes_again(self) -> None:
        report = full_report(STYLES[1])
        assert self.render(report) == self.render(report)

    def test_r06_writes_to_a_pipe(self) -> None:
        report, pipe = full_report(STYLES[1]), _Pipe()
        self.renderer().render(report, cast("BinaryIO", pipe))
        assert not pipe.closed
        assert bytes(pipe.data) == self.render(report)

    def test_r07_gives_away_nothing_that_is_not_public(self) -> None:
        columns = [text_column(), text_column("hidden", public=False)]
        table = Table.of(columns, [["shown", "secret-cell"]], group_by=["hidden"])
        evidence = Evidence(record=RecordRef("letter", "secret-id"), title=Text.of(en="secret-title"))
        finding = Finding(code="secret-code", severity=Severity.INFO, message=Text.of(en="secret-message"))
        data = self.render(report_of(table, audience=Audience.PUBLIC, evidence=(evidence,), findings=(finding,)))
        assert b"shown" in data
        assert b"secret" not in data
        assert b"hidden" not in self.text_of(data).encode()

    def test_r08_lets_errors_of_the_data_through(self) -> None:
        out = io.BytesIO()
        try:
            self.renderer().render(report_of(Table((text_column(),), _breaking)), out)
        except _Broken:
            assert not out.closed
        else:
            raise AssertionError("the error of the rows was swallowed")


def _long() -> Iterator[tuple[str, str]]:
    return ((f"{number} {'ทุนการศึกษา' * 20}", f"{'x' * 40} " * 36) for number in range(1_500))


def _breaking() -> Iterator[tuple[str]]:
    yield ("before",)
    raise _Broken
