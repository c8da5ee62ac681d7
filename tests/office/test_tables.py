"""Letters and registers as tables and data frames."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import frozen

from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import Actor
from orqa.office.correspondence.letter_tables import Look
from orqa.office.correspondence.looking import Found
from orqa.office.office import Office

pytest.importorskip("pandas")
pytest.importorskip("polars")

HIDDEN = Restriction(rank=2, persons=("keeper",))
SECRET = "ชื่อผู้ต้องสงสัย"  # noqa: S105 - a subject


@frozen
class Role:
    """A role in a unit; empty for the office as a whole."""

    role: str
    unit: str


@pytest.fixture
def filled(office: Office, clock: Any) -> Office:
    """Letters of three days, the last on New Year's Eve and the first day of the next year, by the office's clock."""
    bangkok = ZoneInfo("Asia/Bangkok")
    for serial, at in enumerate(
        (
            datetime(2026, 11, 23, 9, 0, tzinfo=bangkok),
            datetime(2026, 12, 31, 23, 59, tzinfo=bangkok),
            datetime(2027, 1, 1, 0, 1, tzinfo=bangkok),
        ),
        1,
    ):
        clock.at = at
        office.correspondence.receive(
            reference=f"อว 0655/{serial}",
            dated="12 มกราคม 2569",
            sender="นายสมชาย ใจดี",
            subject=f"ขอเชิญประชุม ครั้งที่ {serial}",
            kind="external",
            urgency="urgent",
        )
    clock.at = datetime(2026, 12, 1, 9, 0, tzinfo=bangkok)
    return office


def test_a_register_is_a_frame_with_buddhist_years_and_without_personal_data(filled: Office) -> None:
    table = filled.correspondence.table(year=2026)
    frame = table.to_pandas()
    assert list(frame.columns)[:4] == ["registered_on", "registered_on_be", "number", "reference"]
    assert "sender" not in frame
    assert list(frame["number"]) == [1, 2]
    assert list(frame["registered_on_be"]) == [2569, 2569]
    assert list(frame["registered_on"].dt.date) == [date(2026, 11, 23), date(2026, 12, 31)]
    assert list(table.to_pandas(personal=True)["sender"]) == ["นายสมชาย ใจดี"] * 2


def test_an_empty_register_has_the_same_columns(filled: Office) -> None:
    tables = (filled.correspondence.table(year=year) for year in (2026, 1999))
    full, empty = (table.to_polars() for table in tables)
    assert (full.schema, len(empty)) == (empty.schema, 0)


def test_heads_may_be_those_of_the_form(filled: Office) -> None:
    heads = filled.correspondence.table(year=2026).to_pandas(titles="th").columns
    assert {"เลขทะเบียนรับ", "ที่", "เรื่อง", "ลงวันที่ (พ.ศ.)"} <= set(heads)


def test_a_table_is_read_anew_each_time(filled: Office) -> None:
    table = filled.correspondence.table(year=2026)
    assert len(table.to_arrow()) == 2
    filled.correspondence.receive(
        reference="อว 0655/9", dated="12 มกราคม 2569", subject="ใหม่", sender="ก", kind="external"
    )
    assert len(table.to_arrow()) == 3


def test_letters_of_a_year_are_those_of_its_days_in_the_office_s_zone(filled: Office) -> None:
    frame = filled.correspondence.letters().to_polars()
    assert frame["subject"].to_list() == ["ขอเชิญประชุม ครั้งที่ 1", "ขอเชิญประชุม ครั้งที่ 2"]
    assert frame["received_at"].dt.year().to_list() == [2026, 2026]
    assert frame["received_at"].dtype.time_zone == "Asia/Bangkok"
    assert filled.correspondence.letters(filled.year(named=2570)).to_polars()["subject"].to_list() == [
        "ขอเชิญประชุม ครั้งที่ 3"
    ]
    assert len(filled.correspondence.letters(direction="sent").to_polars()) == 0


def test_codes_are_told_by_their_titles(filled: Office) -> None:
    (first, *_) = filled.correspondence.letters().to_arrow().to_pylist()
    assert (first["letter_kind"], first["urgency"], first["direction"]) == ("หนังสือภายนอก", "ด่วน", "รับ")
    assert first["dated_be"] == 2569


def test_a_search_shows_itself_as_a_table(filled: Office) -> None:
    found = filled.correspondence.search("ประชุม")
    shown = found._repr_html_()
    assert shown.startswith('<table lang="th"><caption>หนังสือ</caption>')
    assert "ขอเชิญประชุม ครั้งที่ 3" in shown
    assert "ไม่แสดงข้อมูลส่วนบุคคล: จาก, ถึง" in shown
    assert "สมชาย" not in shown
    assert "สมชาย" in found.table().with_personal()._repr_html_()


def test_nothing_found_is_a_table_too(filled: Office) -> None:
    nothing = filled.correspondence.search("ไม่มีคำนี้แน่")
    assert nothing.table().to_arrow().schema == filled.correspondence.letters().to_arrow().schema
    assert Found(letters=(), exact=0, total=0)._repr_html_().startswith('<table lang="en"')


def test_a_table_shows_itself_in_the_office_s_language(filled: Office) -> None:
    shown = filled.correspondence.table(year=2026)._repr_html_()
    assert "<caption>ทะเบียนหนังสือรับ</caption>" in shown
    assert "๒๓ พ.ย. ๖๙" in shown


def test_of_a_secret_letter_a_list_shows_that_it_is_there(office: Office) -> None:
    at = office.now()
    keeper = office.acting(Actor(person="keeper", clearance=3, roles=(Role("secret-registrar", ""),)))
    secret = Letter(
        id=office.ids.next_id(at), subject=SECRET, sender="ผู้ส่ง", reference="ลับ 1", received_at=at, restricted=HIDDEN
    )
    keeper.recorder.save("secret.receive", at, [secret])
    (row,) = keeper.correspondence.letters().to_arrow(personal=True).to_pylist()
    assert (row["subject"], row["sender"], row["reference"]) == ("(เรื่องลับ)", None, None)
    assert SECRET not in Look.of(office).letters([secret])._repr_html_()
    assert office.correspondence.letters().to_arrow().num_rows == 0


def test_void_lines_are_the_same_in_a_frame_and_in_the_rows(filled: Office) -> None:
    """Lines that are not plain go another way than those that are."""
    filled.correspondence.void(filled.correspondence.entry(1, 2026), reason="ไม่ใช้แล้ว")
    table = filled.correspondence.table(year=2026).with_personal()
    plain = filled.correspondence.table(year=2027).with_personal()
    for one in (table, plain):
        frame = one.to_arrow().select([column.name for column in one.columns]).to_pylist()
        assert frame == list(one.records())
    assert "ยกเลิก: ไม่ใช้แล้ว" in table.to_arrow()["note"].to_pylist()
