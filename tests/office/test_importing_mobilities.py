"""Tables of mobilities that were kept elsewhere."""

from datetime import date
from pathlib import Path

import pytest

from organization_samples import begun
from orqa.office.office import Office
from orqa.office.partnerships.arrivals import Entry
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind

TABLE = """เลขที่อ้างอิง,ทิศทาง,ประเภทการเคลื่อนย้าย,สถาบัน,ปีการศึกษา,ภาค,รหัสนักศึกษา,ชื่อ,นามสกุล,วันเริ่ม,วันเดินทางถึง,วันเดินทางกลับ,จำนวน
EX-1,ส่งออก,exchange,Example University,2568,first,S1,แอน,ตัวอย่าง,10/08/2568,12/08/2568,18/12/2568,
EX-2,รับเข้า,exchange,03vek6s52,2568,year,X1,Kei,Sample,10/08/2568,12/08/2568,,
EX-3,received,free_mover,Example University,2568,,X2,Lee,Sample,,,,๐.๕
EX-4,ส่งออก,exchange,Nowhere College,2568,first,S4,Kim,Sample,,,,
EX-5,ส่งออก,exchange,Example University,2568,,S5,Kim,Sample,,,,many
EX-6,ส่งออก,exchange,Example University,2568,first,S6,Kim,Sample,,,18/12/2568,
"""


@pytest.fixture
def url() -> str:
    return "memory:"


def test_a_table_becomes_files_with_numbers(office: Office, tmp_path: Path) -> None:
    keep = begun(office).partnerships
    keep.add_partner({"en": "Example University"}, country="JP", identifiers={"ror": "03vek6s52"})
    path = tmp_path / "mobilities.csv"
    path.write_text(TABLE, encoding="utf-8")
    result = import_table(office, path, import_kind("mobilities"))
    told = {one.place.line: str(one.message) for one in result.findings if one.code == "import-mobility-refused"}
    assert sorted(told) == [5, 6, 7]
    assert "was not found" in told[5]
    assert "no number of units" in told[6]
    assert "without an arrival" in told[7]
    found = {one.reference: (one.code, one.direction, one.state, str(one.units)) for one in keep.mobilities()}
    assert found == {
        "EX-1": ("2568/1", "sent", "returned", "1"),
        "EX-2": ("2568/2", "received", "arrived", "2"),
        "EX-3": ("2568/3", "received", "nominated", "0.5"),
    }
    assert keep.mobility("EX-2").traveller.code == "X1"
    (stayless,) = [one for one in result.findings if one.code == "import-mobility-no-stay"]
    assert stayless.place is not None
    assert stayless.place.line == 3
    assert "open-stay" in stayless.show("en")
    assert "ยังไม่ได้เปิดรายการพำนัก" in stayless.show("th")
    opened = keep.open_stay("EX-2", entry=Entry(until=date(2027, 8, 11)))
    assert [one.code for one in opened.findings] == ["mobility-stay-opened", "mobility-stay-facts"]
    again = import_table(office, path, import_kind("mobilities"))
    assert len(keep.mobilities()) == 3
    assert again.findings[0].code == "import-already-there"
    assert office.verify(deep=True).findings == ()
