"""Readers of the files of time clocks: each gives punches, and rows where a table is wanted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.findings import Finding, Place
from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.formats.attlog import iter_attlog
from orqa.plugins.builtin.formats.hip_text import iter_hip_text
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from pathlib import Path


class PunchFileReader:
    """Gives punches, and the same as rows."""

    def read_punches(self, path: "Path") -> Iterator[Punch | Finding]:
        """The punches; see :class:`orqa.plugins.specs.PunchReader`."""
        raise NotImplementedError

    def read(self, path: "Path") -> Iterator[Row | Finding]:
        """The punches as rows; see :class:`orqa.plugins.specs.RowReader`."""
        for item in self.read_punches(path):
            yield _row(item, path.name) if isinstance(item, Punch) else item


@frozen
class AttlogReader(PunchFileReader):
    """Reads the text log of clocks of the ZKTeco family."""

    def read_punches(self, path: "Path") -> Iterator[Punch | Finding]:
        """The punches; see :func:`orqa.plugins.builtin.formats.attlog.iter_attlog`."""
        return iter_attlog(path)


@frozen
class HipTextReader(PunchFileReader):
    """Reads the text report of clocks of HIP."""

    def read_punches(self, path: "Path") -> Iterator[Punch | Finding]:
        """The punches; see :func:`orqa.plugins.builtin.formats.hip_text.iter_hip_text`."""
        return iter_hip_text(path)


def _row(punch: Punch, file: str) -> Row:
    state, verify = ("" if value is None else str(value) for value in (punch.state, punch.verify))
    values = {"user": punch.user, "at": str(punch.at), "device": punch.device, "state": state, "verify": verify}
    return Row({**values, "name": punch.name}, Place(file, punch.line))
