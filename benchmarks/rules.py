"""Reading rules: a decision that cites its law, against look-ups that cite nothing; and loading a profile.

Peers: a hand-written history (a sorted list and bisect for each key), OpenFisca's parameters where installed, and
``tomllib`` reading the same files without checking anything.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from _duel import duel, show

from orqa.rules.decisions import Decision
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import View

ROOT = files("orqa.plugins.builtin.profiles")
KEYS = ("register.circulars", "years.calendar", "letter.required", "dates.earliest_year", "reference.style")
DAYS = [date(2015, 1, 1) + timedelta(n * 7) for n in range(500)]


def load() -> Profile:
    """Load and check the two Thai profiles."""
    return load_profile(ROOT / "thai-public-university", load_profile(ROOT / "national"))


def parse() -> object:
    """Only read the same files."""
    return [
        tomllib.loads(path.read_text("utf-8"))
        for name in ("national", "thai-public-university")
        for path in sorted(Path(str(ROOT / name)).rglob("*.toml"))
        if path.parent.name != "cases"
    ]


def decide(view: View) -> Decision[None]:
    """Read five rules and end the decision."""
    reading = view.reading()
    for key in KEYS:
        reading.value(key)
    return reading.decision(None, {"on": view.first})


def each(task: Callable[[date], object]) -> Callable[[], None]:
    """One call that does the task for each day."""

    def run() -> None:
        for day in DAYS:
            task(day)

    return run


def by_hand(ruleset: RuleSet) -> Callable[[date], object]:
    """A sorted list of days and one of values for each key."""
    rows = {key: ruleset.parameter(key).rows for key in KEYS}
    starts = {key: [row.start for row in history] for key, history in rows.items()}
    values = {key: [row.value for row in history] for key, history in rows.items()}

    def look_up(day: date) -> None:
        for key in KEYS:
            values[key][bisect_right(starts[key], day) - 1]

    return look_up


def openfisca() -> Callable[[date], object] | None:
    """The same keys as OpenFisca parameters, read one by one."""
    try:
        from openfisca_core.parameters import ParameterNode
    except ImportError:
        print("peer OpenFisca-Core not installed")
        return None
    names = [key.replace(".", "_") for key in KEYS]
    tree = ParameterNode("", data={name: {"values": {"1941-01-01": {"value": 1}}} for name in names})

    def look_up(day: date) -> None:
        node = tree.get_at_instant(day.isoformat())
        for name in names:
            getattr(node, name)

    return look_up


def peers() -> dict[str, Callable[[], object]]:
    """One decision a day that reads five rules."""
    ruleset = load().ruleset
    found: dict[str, Callable[[], object]] = {
        "orqa, cited": each(lambda day: decide(ruleset.at(day))),
        "orqa, citations listed": each(lambda day: decide(ruleset.at(day)).citations),
        "orqa, once a span": lambda: [decide(span.view) for span in ruleset.spans(KEYS, DAYS[0], DAYS[-1])],
        "bisect by hand, nothing cited": each(by_hand(ruleset)),
    }
    fisca = openfisca()
    return found | ({"OpenFisca-Core, nothing cited": each(fisca)} if fisca else {})


if __name__ == "__main__":
    show("A decision that reads five rules", duel(peers(), per=len(DAYS)), base="bisect by hand, nothing cited")
    show("Load two profiles", duel({"orqa, checked": load, "tomllib, unchecked": parse}), base="tomllib, unchecked")
