"""What deciding about one received letter costs, beside the work that any program must do for it.

The decision reads number and date as printed, cleans each text, checks the letter by the profile's rules, makes
letter and register entry, and keeps what it rests on. Its base is the making of the two records alone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files

from _duel import duel, show

from orqa.domain.correspondence.decisions import decide_receive
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.references import parse_reference
from orqa.rules.loader import load_profile

GOAL = 40e-6
ON, AT = date(2026, 11, 23), datetime(2026, 11, 23, 2, tzinfo=UTC)
DATED = date(2026, 11, 12)
SUBJECT = "ขอเชิญประชุมคณะกรรมการบริหารงานวิเทศสัมพันธ์และการประกันคุณภาพ ครั้งที่ ๑๐/๒๕๖๙"
PRINTED = ReceivedDraft(
    reference="อว ๐๖๕๕.๐๘/ว ๑๒",
    dated="๑๒ พฤศจิกายน ๒๕๖๙",
    sender="คณะวิศวกรรมศาสตร์",
    subject=SUBJECT,
    letter_kind="external",
    urgency="urgent",
)


def decision() -> Callable[[], Received]:
    folder = files("orqa.plugins.builtin.profiles")
    national = load_profile(folder / "national")
    profile = load_profile(folder / "thai-public-university", national)
    view = profile.at(ON)

    def decide() -> Received:
        return decide_receive(profile, view.reading(), PRINTED, on=ON, at=AT, letter_id="l1", entry_id="e1")

    received = decide()
    assert received.letter is not None
    assert received.letter.dated == DATED
    assert not received.findings
    return decide


def two_records() -> RegisterEntry:
    """The least that is made for a letter, from values that need no reading."""
    letter = Letter(
        id="l1",
        reference="อว ๐๖๕๕.๐๘/ว ๑๒",
        reference_key="อว0655.08/ว12",
        dated=DATED,
        sender="คณะวิศวกรรมศาสตร์",
        subject=SUBJECT,
        letter_kind="external",
        urgency="urgent",
        secrecy="open",
        received_at=AT,
    )
    return RegisterEntry(
        id="e1",
        year=2026,
        registered_on=ON,
        letter=letter.ref,
        reference=letter.reference or "",
        dated=DATED,
        sender=letter.sender,
        subject=SUBJECT,
    )


def main() -> None:
    peers: dict[str, Callable[[], object]] = {
        "two records alone": two_records,
        "decide_receive": decision(),
        "parse_reference": lambda: parse_reference("อว ๐๖๕๕.๐๘/ว ๑๒"),
    }
    try:
        from dateutil.parser import parse
    except ImportError:
        print("peer dateutil not installed")
    else:
        peers["dateutil.parser, one English date"] = lambda: parse("12 November 2026")
    results = duel(peers)
    show("Decide about one received letter", results, "two records alone", goal=f"{GOAL * 1e6:.0f} us")


if __name__ == "__main__":
    main()
