"""Reading a 50 MB answer of Erasmus Without Paper: orqa against lxml and expat over the same file, which check nothing.

orqa makes facts of each agreement, works out its hash anew and looks for what breaks a rule. `iterparse` of lxml builds
elements and gives each of them as it ends, or only each agreement; expat gives the names and the texts. lxml is no
dependency of orqa: without it only expat is compared. Memory is what reading adds while streaming.
"""

import random
import sys
import tempfile
import tracemalloc
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from _duel import duel, show

from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    ConditionKind,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.plugins.builtin.formats.ewp import iter_iias, write_iias
from orqa.plugins.builtin.formats.ewp.schema import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable

BYTES = 50_000_000
ORQA, ELEMENTS, AGREEMENTS, EXPAT = "orqa iter_iias", "lxml iterparse", "lxml iterparse, agreements only", "expat"
_FIELDS = ("0610", "0411", "0231", "1015", "0713")


def _contact(number: int) -> Contact:
    return Contact(
        names=(Worded(f"International office {number}", "en"), Worded(f"สำนักงานวิเทศสัมพันธ์ {number}", "th")),
        emails=(f"office{number}@example.edu",),
    )


def _condition(kind: ConditionKind, way: tuple[str, str], draw: random.Random) -> Condition:
    students = {"blended": "false", "levels": ("6", "7")} if kind.of_students else {}
    return Condition(
        kind=kind,
        sending=way[0],
        receiving=way[1],
        years=("2025/2026", "2028/2029"),
        sending_contacts=(_contact(draw.randrange(9)),),
        receiving_contacts=(_contact(draw.randrange(9)),),
        people=str(draw.randrange(1, 9)),
        languages=(LanguageSkill(code="en", level="B2"),),
        study_fields=(StudyField(code=draw.choice(_FIELDS), clarification="any of the kind"),),
        total=f"{draw.randrange(1, 99)}.50",
        **students,  # type: ignore[arg-type]
    )


def _agreement(number: int, draw: random.Random) -> Agreement:
    ours, theirs = "example.ac.th", f"university{number}.example.edu"
    return Agreement(
        version=7,
        partners=(
            Partner(hei=theirs, agreement_id=str(number), code=f"X {number}/2025", contacts=(_contact(number),)),
            Partner(hei=ours, agreement_id=f"th-{number}"),
        ),
        in_effect="true",
        conditions=tuple(
            _condition(kind, way, draw) for kind in ConditionKind for way in ((ours, theirs), (theirs, ours))
        ),
    )


def written(path: Path, size: int = BYTES) -> int:
    """A made-up answer of a size, an element a line; how many agreements it holds."""
    draw = random.Random(7)
    whole = write_iias([_agreement(number, draw) for number in range(100)], 7).decode()
    start, *parts = whole.replace("><", ">\n<").split("<iia ")
    parts[-1] = parts[-1].removesuffix("</iias-get-response>\n")
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        while file.tell() < size:
            file.write("<iia " + parts[number % 100])
            number += 1
        file.write("</iias-get-response>\n")
    return number


def elements(path: Path, tag: str | None) -> None:
    from lxml import etree

    for _, element in etree.iterparse(path, tag=tag):
        if tag is not None:
            element.clear()


def bare(path: Path) -> None:
    def _nothing(*_: object) -> None:
        return

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = _nothing
    with path.open("rb") as file:
        parser.ParseFile(file)


def peak(path: Path) -> int:
    """The most bytes that reading a file holds at once, while nobody keeps what it gives."""
    tracemalloc.start()
    deque(iter_iias(path), maxlen=0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, short = Path(folder, "answer.xml"), Path(folder, "short.xml")
        number = written(path)
        written(short, BYTES // 50)
        found = list(iter_iias(short))
        assert all(isinstance(one, Agreement) for one in found), "nothing is wrong with it"
        runs: dict[str, Callable[[], object]] = {
            ORQA: lambda: deque(iter_iias(path), maxlen=0),
            EXPAT: lambda: bare(path),
        }
        base = EXPAT
        try:
            import lxml  # noqa: F401
        except ImportError:
            print("lxml is not installed", file=sys.stderr)
        else:
            base = ELEMENTS
            runs[ELEMENTS] = lambda: elements(path, None)
            runs[AGREEMENTS] = lambda: elements(path, f"{{{NAMESPACES[7]}}}iia")
        results = duel(runs, per=number, repeat=3, warm=False)
        goal = f"orqa at most x{1 / 0.3:.2f} of {ELEMENTS}"
        show(f"Reading {number:,} agreements, {path.stat().st_size / 1e6:.0f} MB", results, base, goal)
        print(f"\npeak of streaming: {peak(path) / 1e6:.1f} MB, of a file of a fiftieth: {peak(short) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
