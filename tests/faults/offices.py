"""Offices of the tests of faults: how each kind of store is opened, and a process that registers letters in one.

As a program, ``offices.py URL NAME`` registers letters for ever and tells of each when it is registered.
"""

import itertools
import sys
from pathlib import Path
from typing import Any

import orqa
from orqa.office.office import Office
from orqa.plugins import opening
from orqa.plugins.registry import Registry
from orqa.storage.protocol import Store

FOLDERS = Path(__file__).parents[2] / "examples" / "plugins" / "orqa-store-jsonfolder" / "src"


def registry() -> Registry:
    """What comes with orqa, and the store of the examples."""
    if str(FOLDERS) not in sys.path:
        sys.path.append(str(FOLDERS))
    found = Registry()
    found.register("orqa_store_jsonfolder")
    return found


def opened(url: str) -> Office:
    """The office of a URL; begun where there is none."""
    return orqa.open_office(url, "thai-public-university", registry=registry())


def open_store(url: str) -> Store:
    """The store of a URL by itself."""
    return opening.open_store(url, registry())


def letter(subject: str) -> dict[str, Any]:
    """What a clerk fills in."""
    return {
        "reference": "อว 0655.08/12",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": subject,
        "kind": "external",
    }


def main(url: str, name: str) -> None:
    """Register for ever."""
    with opened(url) as office:
        for turn in itertools.count():
            done = office.correspondence.receive(**letter(f"ทุนการศึกษา {name} " + "ก" * (turn % 40)))
            sys.stdout.write(f"{done.number} {done.letter.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
