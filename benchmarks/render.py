"""Write a register of 100,000 lines in each format, beside what people write by hand; then a million in little memory.

The peers do less: they neither check a cell for characters that a screen obeys nor for formulas, and print no dates.
Set ORQA_BENCH_ROWS for another size; ORQA_BENCH_LONG for that of the memory test (0 leaves it out).
"""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from _duel import duel, show

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.plugins.builtin.renderers import orqa_renderers
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table

ROWS = int(os.environ.get("ORQA_BENCH_ROWS", "100000"))
LONG = int(os.environ.get("ORQA_BENCH_LONG", "1000000"))
KINDS = {"registered_on": "date", "number": "number", "dated": "date"}
NAMES = ("registered_on", "number", "reference", "dated", "sender", "recipient", "subject", "action")
SUBJECTS = (
    "ขอเชิญเข้าร่วมประชุมสัมมนาทางวิชาการระดับนานาชาติ",
    "ขอความอนุเคราะห์ตอบแบบสอบถาม",
    "แจ้งกำหนดการตรวจประเมินคุณภาพภายใน ปีการศึกษา 2568",
    "ส่งบันทึกข้อตกลงความร่วมมือ (MoU) ด้านการแลกเปลี่ยนนักศึกษา",
)
FIRST = date(2026, 1, 5)
DAYS = [FIRST + timedelta(days=number) for number in range(365)]


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    return (
        (DAYS[n * 365 // count], n, f"อว 0655.08/{n}", DAYS[n % 365], "สำนักงานตัวอย่าง", "อธิการบดี", SUBJECTS[n % 4], "")
        for n in range(count)
    )


def register(count: int) -> Report:
    columns = tuple(Column(name=n, title=Text.of(th=n), type=ColumnType(KINDS.get(n, "text"))) for n in NAMES)
    table = Table(columns, lambda: rows(count), None, ("registered_on",))
    style = Style("th", Era.BUDDHIST, "thai")
    return Report(name="register", title=Text.of(th="ทะเบียน"), sections=(Section((table,)),), style=style)


class Sink(io.RawIOBase):
    """Counts bytes and forgets them."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.size += len(data)
        return len(data)


def render(name: str, count: int = ROWS) -> int:
    renderer = next(spec for spec in orqa_renderers() if spec.name == name).factory()
    sink: Any = Sink()
    renderer.render(register(count), sink)
    return int(sink.size)


def text_sink() -> io.TextIOWrapper:
    raw: Any = Sink()
    return io.TextIOWrapper(raw, encoding="utf-8", newline="")


def csv_module() -> None:
    csv.writer(text_sink()).writerows(rows(ROWS))


def json_module() -> None:
    json.dump(
        [[str(c) if isinstance(c, date) else c for c in row] for row in rows(ROWS)], text_sink(), ensure_ascii=False
    )


def json_encoder() -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    text_sink().writelines(encode([str(c) if isinstance(c, date) else c for c in row]) + "\n" for row in rows(ROWS))


def jinja_loop() -> Callable[[], None]:
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(
        "<table>{% for row in rows %}<tr>{% for c in row %}<td>{{ c }}</td>{% endfor %}</tr>\n{% endfor %}</table>"
    )
    return lambda: text_sink().writelines(template.generate(rows=rows(ROWS)))


def markdown_join() -> None:
    text_sink().writelines(f"| {' | '.join(map(str, row))} |\n" for row in rows(ROWS))


def text_join() -> None:
    text_sink().writelines(f"{'  '.join(str(cell).ljust(20) for cell in row)}\n" for row in rows(ROWS))


def pandas_frame() -> Any:
    import pandas as pd

    return pd.DataFrame(list(rows(ROWS)), columns=list(NAMES))


def compare() -> None:
    peers: dict[str, dict[str, Callable[[], object]]] = {
        "csv": {"csv module": csv_module},
        "json": {"json.dump of a list": json_module, "JSONEncoder a row": json_encoder},
        "html": {"jinja2 loop": jinja_loop()},
        "markdown": {"str.join": markdown_join},
        "text": {"str.ljust": text_join},
    }
    try:
        frame = pandas_frame()
        peers["csv"]["pandas to_csv"] = lambda: frame.to_csv(text_sink())
        peers["html"]["pandas to_html"] = lambda: frame.to_html(text_sink())
    except ImportError:
        print("peer pandas not installed")
    try:
        from tabulate import tabulate

        peers["markdown"]["tabulate"] = lambda: tabulate(rows(ROWS), headers=NAMES, tablefmt="github")
        peers["text"]["tabulate"] = lambda: tabulate(rows(ROWS), headers=NAMES)
    except ImportError:
        print("peer tabulate not installed")
    for name, others in peers.items():
        base = next(iter(others))
        results = duel({"orqa": lambda name=name: render(name), **others}, per=ROWS, repeat=3, warm=False)
        show(f"{name}: {ROWS:,} rows of {len(NAMES)} cells", results, base)


def peak(name: str, count: int) -> int:
    """Peak memory in MiB of a process that renders so many rows.

    Read from /proc: what getrusage tells begins with the memory of the parent.
    """
    status = "pathlib.Path('/proc/self/status').read_text()"
    code = f"import pathlib, render; render.render({name!r}, {count}); print({status})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    (kibibytes,) = (line.split()[1] for line in done.stdout.splitlines() if line.startswith("VmHWM"))
    return int(kibibytes) // 1024


def memory() -> None:
    print(f"\npeak memory of the process: 1,000 rows, {LONG:,} rows   (goal: no more than 5 MiB apart)")
    for spec in orqa_renderers():
        few, many = peak(spec.name, 1000), peak(spec.name, LONG)
        print(f"  {spec.name:<9} {few:>5} MiB {many:>5} MiB   {'' if many - few <= 5 else 'MISSED'}")


if __name__ == "__main__":
    compare()
    if LONG and Path("/proc/self/status").exists():
        memory()
