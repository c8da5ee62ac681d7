"""Starting: `import orqa`, and the first steps after it, each in fresh interpreters that take turns.

The time is taken inside the new process, around the statement alone, after the garbage collector was asked to rest;
bytecode is compiled beforehand by a run that is thrown away.
"""

import statistics
import subprocess
import sys

from _duel import show

REPEAT = 15
ORQA = "import orqa"
PEER = "import attrs, pluggy"
STATEMENTS = {
    PEER: PEER,
    ORQA: ORQA,
    "import orqa; orqa.open_office": "import orqa; orqa.open_office",
    "import orqa; orqa.work_calendar('th-government')": "import orqa; orqa.work_calendar('th-government')",
    "import orqa.cli, click; orqa --help": (
        "import io, contextlib, orqa.cli.root as r\n"
        "with contextlib.redirect_stdout(io.StringIO()): r.orqa(['--help'], standalone_mode=False)"
    ),
    "import orqa.office.office (all services)": (
        "import orqa.office.office, orqa.office.reports, orqa.office.correspondence.importing"
    ),
}
TIMED = """\
import gc, time
gc.disable()
start = time.perf_counter()
exec({statement!r})
print(time.perf_counter() - start)
"""


def seconds(statement: str) -> float:
    """How long a statement takes in a new interpreter."""
    code = TIMED.format(statement=statement)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    samples: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for turn in range(REPEAT + 1):
        for name, statement in STATEMENTS.items():
            taken = seconds(statement)
            if turn:
                samples[name].append(taken)
    results = {name: statistics.median(values) for name, values in samples.items()}
    show("Starting", results, PEER, f"{ORQA} under 80 ms and at most x1.25 of {PEER}")


if __name__ == "__main__":
    main()
