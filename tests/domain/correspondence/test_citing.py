"""Citations of letters: number and date in one phrase."""

from datetime import date

import pytest

from orqa.base.dates import DateNotUnderstood
from orqa.domain.correspondence import ReferenceNotUnderstood, parse_citation

CITED = [
    ("ว 42 ลว. 30 ต.ค. 51", "ว 42", date(2008, 10, 30)),
    ("ว ๔๒ ลว ๓๐ ต.ค. ๒๕๕๑", "ว 42", date(2008, 10, 30)),
    ("ว 42", "ว 42", None),
    ("อว 0655.08/ว 12 ลงวันที่ 12 มกราคม 2568", "อว 0655.08/ว 12", date(2025, 1, 12)),
    ("อว 0655/1 ลง 3 ม.ค. 2568", "อว 0655/1", date(2025, 1, 3)),
    (
        "หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค (กวจ) 0405.2/ว 804 ลงวันที่ ๑๒ พฤศจิกายน ๒๕๖๘",
        "กค (กวจ) 0405.2/ว 804",
        date(2025, 11, 12),
    ),
    ("หนังสือสำนักงานที่ปรึกษา ที่อว 0655/7", "อว 0655/7", None),
    ("คำสั่งมหาวิทยาลัย ที่ ๓๒๐๗/๒๕๖๘ ลงวันที่ ๑๘ สิงหาคม ๒๕๖๘", "3207/2568", date(2025, 8, 18)),
    ("หนังสือ ที่ อว 0655/1 วันที่ 3 ม.ค. 68", "อว 0655/1", date(2025, 1, 3)),
    ("มติที่ประชุม ครั้งที่ 3/2568 เมื่อวันที่ 3 มีนาคม 2568", "ครั้งที่ 3/2568", date(2025, 3, 3)),
    ("รายงานการประชุมครั้งที่ ๓/๒๕๖๘ เมื่อวันจันทร์ที่ ๓ มีนาคม ๒๕๖๘", "ครั้งที่ 3/2568", date(2025, 3, 3)),
    ("ครั้งที่ 3/2559 ลงวันที่ 3 มกราคม 2559", "ครั้งที่ 3/2559", date(2016, 1, 3)),
]


@pytest.mark.parametrize(("text", "number", "day"), CITED)
def test_number_and_date_are_read(text: str, number: str, day: date | None) -> None:
    reference, dated = parse_citation(text)
    assert (str(reference), dated) == (number, day)


def test_words_without_a_number_are_refused() -> None:
    with pytest.raises(ReferenceNotUnderstood, match="not where they belong"):
        parse_citation("ตามหนังสือที่อ้างถึง")


def test_a_broken_date_is_refused_and_not_dropped() -> None:
    with pytest.raises(DateNotUnderstood):
        parse_citation("ว 42 ลว. 30 กพ.ม. 51")


def test_a_paragraph_is_no_citation() -> None:
    with pytest.raises(ReferenceNotUnderstood, match="longer than"):
        parse_citation("ที่ " * 100_000)
