"""Uses of agreements: what was held in a time, each thing once, for the agreement that it names."""

from datetime import date

from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.visits import Visit
from orqa.office.office import Office
from orqa.office.partnerships.uses import USES, Uses, uses_of

FIRST, LAST = date(2026, 10, 1), date(2027, 9, 30)
IN, BEFORE = date(2026, 11, 23), date(2026, 9, 30)


def visit(identity: str, agreement: str | None, held: date | None) -> Visit:
    day = held or IN
    return Visit(
        id=identity, direction="sent", purpose="x", first=day, last=day, agreement=agreement, held=held, state="held"
    )


def trip(identity: str, of_visit: str | None) -> OfficialTrip:
    return OfficialTrip(
        id=identity,
        person="p",
        unit="u",
        purpose="x",
        country="JP",
        first=LAST,
        last=LAST,
        agreement="a",
        visit=of_visit,
        held=LAST,
        state="permitted",
    )


def test_each_use_counts_once_for_its_agreement_in_its_time(office: Office) -> None:
    lecture = Activity(id="l", activity_kind="lecture", title="x", first=FIRST, last=FIRST, agreement="b", held=FIRST)
    records = [
        *(visit("1", "a", IN), visit("2", "a", None), visit("3", "a", BEFORE), visit("4", None, IN)),
        *(lecture, trip("5", None), trip("6", "1")),
    ]
    office.recorder.save("visit.keep", office.now(), records)
    with office.reading(personal=True) as reader:
        found = uses_of(reader, FIRST, LAST)
        assert uses_of(reader, LAST, LAST) == {"a": Uses(trips=1, latest=LAST)}
    assert found == {"a": Uses(visits=1, trips=1, latest=LAST), "b": Uses(activities=1, latest=FIRST)}
    assert found["a"].total == 2


def test_all_kinds_that_use_an_agreement_tell_it_alike() -> None:
    for kind in USES:
        assert {"agreement", "held"} <= {one.name for one in kind.__attrs_attrs__}
