"""Reading printed dates: orqa against dateutil (and dateparser) on English and ISO dates, and orqa on Thai ones.

The peers do not read the Buddhist era, so they are timed on what they can read; the Thai rows show what a date costs
where they cannot follow.
"""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from _duel import duel, show

from orqa.base.dates import format_thai_date, parse_thai_date

ORQA = "orqa parse_thai_date"
DAYS = [date.fromordinal(date(2020, 1, 1).toordinal() + 7 * week) for week in range(300)]
FORMS: dict[str, Callable[[date], str]] = {
    "English": lambda day: f"{day.day} {day:%B} {day.year}",
    "ISO 8601": date.isoformat,
    "Thai, in full": lambda day: format_thai_date(day, "thai"),
    "Thai, short": lambda day: format_thai_date(day, "thai", "short"),
    "Thai, with weekday and พ.ศ.": lambda day: format_thai_date(day, "thai", era=True, weekday=True),
}
PEERS = {
    "English": [("dateutil.parser", "parse"), ("dateparser", "parse")],
    "ISO 8601": [("dateutil.parser", "isoparse"), ("dateparser", "parse")],
}


def peer(module: str, name: str) -> dict[str, Callable[[str], date]]:
    """A reader of a peer, or nothing and a line that says so."""
    try:
        read: Callable[[str], Any] = getattr(import_module(module), name)
    except ImportError:
        print(f"peer {module.partition('.')[0]} not installed")
        return {}
    return {f"{module}.{name}": lambda text: date(*read(text).timetuple()[:3])}


def reading(read: Callable[[str], date], texts: Sequence[str]) -> Callable[[], Any]:
    """One run over all texts; the answers are checked first."""
    assert [read(text) for text in texts] == DAYS, "a peer reads these dates otherwise"
    return lambda: [read(text) for text in texts]


def main() -> None:
    for form, printed in FORMS.items():
        texts = [printed(day) for day in DAYS]
        readers: dict[str, Callable[[str], date]] = {ORQA: parse_thai_date}
        for module, name in PEERS.get(form, []):
            readers |= peer(module, name)
        runs = {name: reading(read, texts) for name, read in readers.items()}
        goal = "dateutil at least x4" if form == "English" else ""
        show(f"{form}: {texts[0]}", duel(runs, per=len(texts)), ORQA, goal)


if __name__ == "__main__":
    main()
