"""Looking over one register: each number once, none missing, none printed twice, dates in the order of numbers."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import RegisterEntry

HOLE = FindingKind(
    "register-number-missing",
    Severity.ERROR,
    Text.of(
        en="the numbers {first} to {last} of the register have no row; add what the paper register says of them",
        th="เลข {first} ถึง {last} ไม่มีรายการในทะเบียน ให้เพิ่มตามทะเบียนฉบับกระดาษ",
    ),
)
DOUBLE = FindingKind(
    "register-number-doubled",
    Severity.ERROR,
    Text.of(
        en="the number {number} of the register stands in more than one row; find out which of them is right",
        th="เลข {number} ในทะเบียนมีมากกว่าหนึ่งรายการ ให้ตรวจว่ารายการใดถูกต้อง",
    ),
)
BEYOND = FindingKind(
    "register-number-beyond-series",
    Severity.ERROR,
    Text.of(
        en="the number {number} is beyond the last one that was given, {last}; continue the series behind it",
        th="เลข {number} เกินเลขสุดท้ายที่ออก คือ {last} ให้ตั้งเลขต่อจากเลขนั้น",
    ),
)
DISORDER = FindingKind(
    "register-dates-out-of-order",
    Severity.WARNING,
    Text.of(
        en="the number {number} is dated {dated}, before the lower number {lower} of {other}",
        th="เลข {number} ลงวันที่ {dated} ก่อนเลขก่อนหน้า {lower} ซึ่งลงวันที่ {other}",
    ),
)


@frozen
class Numbered:
    """What of a line counts here, in the order of numbers."""

    ref: RecordRef
    number: int
    state: str
    dated: date | None

    @classmethod
    def of(cls, entry: RegisterEntry) -> "Numbered":
        """A line that has a number."""
        assert entry.number is not None  # noqa: S101 - asked only for those
        return cls(entry.ref, entry.number, entry.state, entry.dated)


def audit(lines: Iterable[Numbered], last: int, *, issued: bool) -> Iterator[Finding]:
    """Compare the lines of a series, in the order of their numbers, with its last number.

    Args:
        lines: every line that has a number.
        last: the last number that was given.
        issued: whether the dates are those of letters that the office issues, which rise with the numbers.
    """
    expected, latest = 1, (0, date.min)
    for line in lines:
        if line.number < expected:
            yield DOUBLE.make(record=line.ref, field="number", number=line.number)
            continue
        if line.number > expected:
            yield HOLE.make(field="number", first=expected, last=line.number - 1)
        if line.number > last:
            yield BEYOND.make(record=line.ref, field="number", number=line.number, last=last)
        expected = line.number + 1
        if issued and line.state == "registered" and line.dated is not None:
            if line.dated < latest[1]:
                yield _disorder(line, line.dated, *latest)
            else:
                latest = (line.number, line.dated)
    if expected <= last:
        yield HOLE.make(field="number", first=expected, last=last)


def _disorder(line: Numbered, dated: date, lower: int, other: date) -> Finding:
    return DISORDER.make(
        record=line.ref, field="dated", number=line.number, dated=day_text(dated), lower=lower, other=day_text(other)
    )
