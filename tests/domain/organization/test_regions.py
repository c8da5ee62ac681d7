"""In which region units stand and people work, from day to day."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.attendance.people import Employment
from orqa.domain.organization.people import Appointment, Person, Position
from orqa.domain.organization.regions import person_stays, region_of, unit_stays, working_units
from orqa.domain.organization.structure import Structure
from orqa.domain.organization.units import Unit, UnitSpan

FOUNDED, MOVED, ENDS = date(2003, 4, 1), date(2026, 7, 1), date(2026, 8, 31)
SONGKHLA, TRANG = "TH-90", "TH-92"


def span(first: date, parent: str = "", region: str = "") -> UnitSpan:
    return UnitSpan(first=first, title=Text.of(th="หน่วยงาน"), parent=parent, region=region)


def unit(code: str, *spans: UnitSpan, last: date | None = None) -> Unit:
    return Unit(id=code, spans=spans, last=last)


UNITS = (
    unit("uni", span(FOUNDED)),
    unit("songkhla", span(FOUNDED, "uni", SONGKHLA)),
    unit("trang", span(FOUNDED, "uni", TRANG)),
    unit("science", span(FOUNDED, "songkhla"), span(MOVED, "trang"), last=ENDS),
    unit("lab", span(FOUNDED, "science")),
)
STRUCTURE = Structure(units=UNITS)


def test_the_nearest_unit_that_has_a_region_tells_it() -> None:
    assert unit_stays(STRUCTURE, "uni") == ((FOUNDED, ""),)
    assert unit_stays(STRUCTURE, "songkhla") == ((FOUNDED, SONGKHLA),)
    assert unit_stays(STRUCTURE, "science") == ((FOUNDED, SONGKHLA), (MOVED, TRANG), (ENDS + timedelta(days=1), ""))
    assert unit_stays(STRUCTURE, "lab")[:2] == ((FOUNDED, SONGKHLA), (MOVED, TRANG))
    assert unit_stays(STRUCTURE, "nowhere") == ()


def test_a_person_is_where_their_service_is_else_where_their_post_is() -> None:
    people = Structure(
        units=UNITS,
        positions=(Position(id="clerk", title=Text.of(th="เจ้าหน้าที่"), unit="trang", first=FOUNDED),),
        people=(Person(id="p", code="1", given_name=Text.of(th="ก")),),
        appointments=(Appointment(id="a", person="p", position="clerk", first=FOUNDED),),
    )
    here = Employment(id="e", person="p", personnel="civil_servant", unit="lab", first=date(2020, 1, 1), last=ENDS)
    assert person_stays(people, "p", ()) == ((FOUNDED, TRANG),)
    assert person_stays(people, "p", (here,)) == (
        (FOUNDED, TRANG),
        (date(2020, 1, 1), SONGKHLA),
        (MOVED, TRANG),
    )
    assert person_stays(people, "p", (evolve(here, unit=""),)) == ((FOUNDED, TRANG),)
    assert person_stays(people, "stranger", ()) == ()
    assert person_stays(people, "stranger", (here,)) == ((date(2020, 1, 1), SONGKHLA), (MOVED, TRANG)), "never nowhere"
    assert working_units(people, "p", here, date(2020, 1, 1)) == ("lab", "science", "songkhla", "uni")


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "a", "b"]), st.dates(FOUNDED, MOVED)), max_size=8),
    st.dates(FOUNDED, MOVED),
)
def test_without_any_region_there_are_no_stays(rows: list[tuple[str, str, date]], day: date) -> None:
    units: dict[str, Unit] = {}
    for code, parent, first in sorted(rows, key=lambda row: row[2]):
        spans = units[code].spans if code in units else ()
        if code != parent and (not spans or spans[-1].first < first):
            units[code] = unit(code, *spans, span(first, parent))
    structure = Structure(units=units.values())
    assert all(unit_stays(structure, code) == () for code in units)
    assert region_of(structure, units, day) == ""


@given(st.sampled_from(["uni", "songkhla", "trang", "science", "lab"]), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_stays_say_of_each_day_what_the_day_itself_says(code: str, day: date) -> None:
    stays = unit_stays(STRUCTURE, code)
    told = next((region for first, region in reversed(stays) if first <= day), "")
    assert told == region_of(STRUCTURE, (code, *STRUCTURE.ancestors(code, day)), day)
