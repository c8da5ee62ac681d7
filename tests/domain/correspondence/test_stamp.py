"""The receive stamp as data."""

from datetime import date, time

import pytest

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.stamp import decide_stamp
from orqa.rules.errors import UnknownParameter
from orqa.rules.profile import Profile

ON = date(2026, 11, 23)
ENTRY = RegisterEntry(
    id="e-1", year=2026, number=12, registered_on=ON, letter=RecordRef("letter", "l-1"), subject="ขอข้อมูล"
)
AGENCY = Text.of(th="กองวิเทศสัมพันธ์", en="Division")


def test_the_stamp_is_form_12_in_the_upper_right_corner(university: Profile) -> None:
    decision = decide_stamp(university.at(ON).reading(), ENTRY, AGENCY, ON, time(9, 30))
    stamp = decision.value
    assert (stamp.agency, stamp.number, stamp.date, stamp.time) == (AGENCY, 12, ON, time(9, 30))
    assert (stamp.form, stamp.width_mm, stamp.height_mm) == (12, 50, 25)
    assert stamp.place.in_language("th") == "มุมบนด้านขวาของหนังสือ"
    assert [(field.name, field.title.in_language("th")) for field in stamp.fields] == [
        ("number", "เลขรับ"),
        ("date", "วันที่"),
        ("time", "เวลา"),
    ]
    assert [str(cited) for cited in decision.citations] == ["opm-correspondence-2526#37", "opm-correspondence-2526#73"]


def test_a_profile_may_know_no_stamp(abroad: Profile) -> None:
    with pytest.raises(UnknownParameter):
        decide_stamp(abroad.at(ON).reading(), ENTRY, AGENCY, ON, time(9, 30))
