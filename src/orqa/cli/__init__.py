"""The ``orqa`` command. Commands are loaded when they are asked for, so that each starts fast."""

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line."""
    from orqa.cli.root import orqa

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console in Windows-874 has no dot in the middle, but goes on
    orqa(prog_name="orqa")
