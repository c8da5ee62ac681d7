"""Printed dates: what is read, what is refused, and with which candidates."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orqa.base.date_reading import Reader, plain_date
from orqa.base.dates import (
    WEEKDAY_MISMATCH,
    DateNotUnderstood,
    check_weekday,
    format_thai_date,
    format_thai_partial,
    parse_partial_date,
    parse_thai_date,
)
from orqa.base.digits import to_thai_digits
from orqa.base.partial import PartialDate

DAYS = st.dates(date(1889, 4, 1), date(2199, 12, 31))
JANUARY_12 = date(2025, 1, 12)

READ = {
    "๑๒ มกราคม ๒๕๖๘": JANUARY_12,
    "12 มกราคม 2568": JANUARY_12,
    "๑๒ มกราคม ๒๕๖8": JANUARY_12,
    "12 มกราคม พ.ศ. 2568": JANUARY_12,
    "12 มกราคม พ.ศ.2568": JANUARY_12,
    "วันที่ ๑๒ เดือน มกราคม พุทธศักราช ๒๕๖๘": JANUARY_12,
    "12 ม.ค. 68": JANUARY_12,
    "12 ม.ค.68": JANUARY_12,
    "12ม.ค.2568": JANUARY_12,
    "12 ม.ค 68": JANUARY_12,
    "12 มค 68": JANUARY_12,
    "12-ม.ค.-68": JANUARY_12,
    "12 ม.ค. ค.ศ. 2025": JANUARY_12,
    "12/01/2568": JANUARY_12,
    "12/1/2568": JANUARY_12,
    "12 / 01 / 2568": JANUARY_12,
    "12.01.2568": JANUARY_12,
    "12-01-2568": JANUARY_12,
    "12/01/2025": JANUARY_12,
    "12/01/68": JANUARY_12,
    "๑๒/๐๑/๖๘": JANUARY_12,
    "2025-01-12": JANUARY_12,
    "2568-01-12": JANUARY_12,
    "2025/1/12": JANUARY_12,
    "2025-01-12T00:00:00": JANUARY_12,
    "2025-01-12 00:00:00": JANUARY_12,
    "2025-01-12 09:30": JANUARY_12,
    "2025-01-12T23:59:59.999": JANUARY_12,
    "12/01/2568 16:05": JANUARY_12,
    "12 January 2025": JANUARY_12,
    "12 Jan 2025": JANUARY_12,
    "12 JAN. 2025": JANUARY_12,
    "12-Jan-2025": JANUARY_12,
    "12th January, 2025": JANUARY_12,
    "12th of January 2025": JANUARY_12,
    "January 12, 2025": JANUARY_12,
    "Jan 12 2025": JANUARY_12,
    "12 January 2568 BE": JANUARY_12,
    "12 January B.E. 2568": JANUARY_12,
    "Sunday, 12 January 2025": JANUARY_12,
    "วันอาทิตย์ที่ ๑๒ มกราคม พ.ศ. ๒๕๖๘": JANUARY_12,
    "วันอาทิตย์ที่ ๑๒ มกราคม ๒๕๖๘ เวลา ๐๙.๓๐ น.": JANUARY_12,
    "ลงวันที่ 12 มกราคม 2568": JANUARY_12,
    "ลงวันที่12มกราคม2568": JANUARY_12,
    "ลว. 12 ม.ค. 68": JANUARY_12,
    "ลว.12 ม.ค. 68": JANUARY_12,
    "ลง 12 ม.ค. 68": JANUARY_12,
    "เมื่อวันที่ 12 ม.ค. 68": JANUARY_12,
    "สั่ง ณ วันที่ ๑๒ มกราคม พ.ศ. ๒๕๖๘": JANUARY_12,
    "ประกาศ ณ วันที่ ๑๒ มกราคม พ.ศ. ๒๕๖๘": JANUARY_12,
    "ให้ไว้ ณ วันที่ ๑๒ มกราคม พ.ศ. ๒๕๖๘": JANUARY_12,
    "  12\xa0มกราคม \u200b2568 ": JANUARY_12,
    "23-11-60": date(2017, 11, 23),
    "31/12/68": date(2025, 12, 31),
    "ลว. 01/02/03": date(1960, 2, 1),
    "29 ก.พ. 2567": date(2024, 2, 29),
    "3 Sept 2024": date(2024, 9, 3),
    "1 เม.ย. 2432": date(1889, 4, 1),
    "31 มี.ค. 2482": date(1940, 3, 31),
    "1 เม.ย. 2483": date(1940, 4, 1),
    "31 ธ.ค. 2483": date(1940, 12, 31),
    "1 ม.ค. 2484": date(1941, 1, 1),
    "31/12/2742": date(2199, 12, 31),
    "1 January 1800": date(1800, 1, 1),
}


@pytest.mark.parametrize(("text", "day"), READ.items(), ids=READ)
def test_a_clear_date_is_read(text: str, day: date) -> None:
    assert parse_thai_date(text) == day
    if text not in EITHER:
        assert parse_partial_date(text) == PartialDate.of(day)


EITHER = {"12/01/2025": (JANUARY_12, date(2025, 12, 1)), "3-4-2018": (date(2018, 4, 3), date(2018, 3, 4))}


@pytest.mark.parametrize(("text", "days"), EITHER.items(), ids=EITHER)
def test_parties_of_several_countries_may_put_day_or_month_first(text: str, days: tuple[date, ...]) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        parse_partial_date(text)
    assert refused.value.candidates == days
    assert "day or month" in refused.value.message("en")
    assert "วันหรือเดือนก่อน" in refused.value.message("th")


@given(DAYS, st.sampled_from("/-."))
def test_a_day_that_can_only_be_one_is_read_whatever_its_separator(day: date, mark: str) -> None:
    printed = f"{day.day}{mark}{day.month}{mark}"
    either = mark != "." and day.day != day.month and day.day <= 12
    assert either == _is_refused(f"{printed}{day.year}")
    if day.year >= 1941:
        assert parse_partial_date(f"{printed}{day.year + 543}") == PartialDate.of(day), "its era tells the order"


def _is_refused(text: str) -> bool:
    try:
        parse_partial_date(text)
    except DateNotUnderstood:
        return True
    return False


REFUSED: dict[str, tuple[str, tuple[date, ...]]] = {
    "": ("no day, month and year", ()),
    "ไม่มีวันที่": ("no day, month and year", ()),
    "2025-01-12T20:00:00Z": ("no day, month and year", ()),  # the 13th in Bangkok: whose day is meant?
    "2025-01-12T09:30:00+07:00": ("no day, month and year", ()),
    "2025-01-12 29:30": ("no day, month and year", ()),
    "2025-01-12 24:00": ("no day, month and year", ()),
    "1 2 3 4": ("no day, month and year", ()),
    "123 มกราคม 2568": ("no day, month and year", ()),
    "12 2568": ("no day, month and year", ()),
    "01/02/03": ("2 digit(s)", (date(1960, 2, 1), date(2003, 2, 1), date(2001, 2, 3))),
    "12/01/25": ("2 digit(s)", (date(1982, 1, 12), date(2025, 1, 12), date(2012, 1, 25))),
    "12 Jan 25": ("2 digit(s)", (date(1982, 1, 12), date(2025, 1, 12))),
    "12\xa0Jan 25": ("2 digit(s)", (date(1982, 1, 12), date(2025, 1, 12))),
    "12 ม.ค. ค.ศ. 25": ("2 digit(s)", (date(1982, 1, 12), date(2025, 1, 12))),
    "12 ม.ค. 168": ("3 digit(s)", ()),
    "12/01/5": ("1 digit(s)", ()),
    "12 พ.ต. 68": (
        "'พ.ต.' is no month",
        (date(2025, 11, 12), date(2025, 5, 12), date(2025, 10, 12), date(2025, 2, 12)),
    ),
    "12 มกรคม 2568": ("'มกรคม' is no month", (date(2025, 1, 12), date(2025, 7, 12), date(2025, 3, 12))),
    "12 Janury 2025": ("'Janury' is no month", (date(2025, 1, 12), date(2025, 7, 12))),
    "31 มค. 25x": ("'x' is no known word", ()),
    "โทร 12 ม.ค. 68": ("'โทร' is no known word", ()),
    "12/25/2025": ("no month 25", (date(2025, 12, 25),)),
    "2025-13-01": ("no month 13", (date(2025, 1, 13),)),
    "31 เม.ย. 2568": ("no such day", ()),
    "29 ก.พ. 2568": ("no such day", ()),
    "0 ม.ค. 2568": ("no such day", ()),
    "12/01-2568": ("parted in different ways", ()),
    "มกราคม 12 มกราคม 2568": ("two months", ()),
    "January 12/01/2025": ("two months", ()),
    "12 มกราคม พ.ศ. 2568 AD": ("two eras", ()),
    "12 ม.ค. 2300": ("2300 is neither", ()),
    "12 ม.ค. 2743": ("2743 is neither", ()),
    "12 ม.ค. พ.ศ. 2025": ("2025 is neither", (JANUARY_12,)),
    "12 ม.ค. ค.ศ. 2568": ("2568 is neither", (JANUARY_12,)),
    "15 ก.พ. 2483": ("no January, February and March", (date(1940, 2, 15), date(1941, 2, 15))),
    "31 มี.ค. 2431": ("lunar", ()),
    "มกราคม 2568": ("names no single day", ()),
    "พ.ศ. 2568": ("names no single day", ()),
}


@pytest.mark.parametrize(("text", "answer"), REFUSED.items(), ids=map(repr, REFUSED))
def test_what_is_not_clear_is_refused_with_candidates(text: str, answer: tuple[str, tuple[date, ...]]) -> None:
    reason, candidates = answer
    with pytest.raises(DateNotUnderstood) as caught:
        parse_thai_date(text)
    assert reason in caught.value.message("en")
    assert caught.value.candidates == candidates
    assert caught.value.text == text
    assert caught.value.messages.languages == ("en", "th")


def test_a_refusal_says_what_to_do_in_both_languages() -> None:
    with pytest.raises(DateNotUnderstood) as caught:
        parse_thai_date("12/25/2025")
    assert caught.value.message("en") == (
        "'12/25/2025' is not understood as a date: there is no month 25. "
        "It may mean 2025-12-25 (year-month-day, common era)"
    )
    assert caught.value.message("th") == ("อ่าน '12/25/2025' เป็นวันที่ไม่ได้: ไม่มีเดือนที่ 25 อาจหมายถึง 25 ธันวาคม 2568")
    with pytest.raises(DateNotUnderstood) as caught:
        parse_thai_date("12 Jan 25")
    assert caught.value.message("th").endswith("อาจหมายถึง 12 มกราคม 2525 หรือ 12 มกราคม 2568")
    with pytest.raises(DateNotUnderstood, match="Write it as 12 January 2025") as caught:
        parse_thai_date("31/04/2568")
    assert caught.value.message("en").isascii(), "whoever reads English may read no Thai"
    assert "เขียนเป็น 12 มกราคม 2568" in caught.value.message("th")


def test_a_hostile_text_is_refused_at_once_and_not_repeated_whole() -> None:
    with pytest.raises(DateNotUnderstood) as caught:
        parse_thai_date("9" * 100_000)
    assert len(caught.value.message()) < 300


@given(st.text() | st.text(st.sampled_from("0123456789๐๑๒/-. มกราคธพศยJan\xa0:"), max_size=20))
@example("2025-01-1")
@example("²/01/2568")
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        day = parse_thai_date(text)
    except DateNotUnderstood as error:
        assert all(error.message(language) for language in ("th", "en"))  # noqa: PT017 -- either way is right
    else:
        assert parse_partial_date(text) == PartialDate.of(day)


@given(
    DAYS,
    st.sampled_from(["thai", "arabic"]),
    st.sampled_from(["long", "short", "numeric"]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read_back(day: date, digits: str, style: str, era: bool, weekday: bool) -> None:  # noqa: FBT001 -- drawn
    text = format_thai_date(day, digits, style, era=era, weekday=weekday)  # type: ignore[arg-type]
    assert parse_thai_date(text) == day
    assert check_weekday(text) is None


@given(
    DAYS,
    st.sampled_from(
        ["{0:%d/%m/%Y}", "{0.day} {0:%B} {0.year}", "{0:%b} {0.day}, {0.year}", "{0:%A} {0.day} {0:%b} {0.year}"]
    ),
)
def test_english_dates_are_read(day: date, form: str) -> None:
    assert parse_thai_date(form.format(day)) == day


@given(st.dates(date(1700, 1, 1), date(2300, 1, 1)), st.integers(0, 5))
def test_the_short_way_never_differs_from_the_long(day: date, form: int) -> None:
    text = (
        f"{day}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.day} ธ.ค. {day.year + 543}",
        f"{day.day} มีนาคม {day.year}",
        f"{day.day} มี.ค. {day:%y}",
        f"{day.day} {day:%b} {day:%y}",
    )[form]
    short = plain_date(text)
    if short is not None:
        year, month, number, _ = Reader(text).read()
        assert (short.year, short.month, short.day) == (year, month, number)


PARTIAL = {
    "2568": "2025",
    "๒๕๖๘": "2025",
    "2025": "2025",
    "พ.ศ. 2568": "2025",
    "ปี พ.ศ. ๒๕๖๘": "2025",
    "พ.ศ. ๖๘": "2025",
    "ค.ศ. 1940": "1940",
    "มกราคม 2568": "2025-01",
    "เดือนมกราคม พ.ศ. 2568": "2025-01",
    "ม.ค. 68": "2025-01",
    "Nov. 2018": "2018-11",
    "01/2568": "2025-01",
    "1/2025": "2025-01",
    "2025-01": "2025-01",
    "ก.พ. 2482": "1940-02",
}


@pytest.mark.parametrize(("text", "iso"), PARTIAL.items(), ids=PARTIAL)
def test_a_partial_date_keeps_its_precision(text: str, iso: str) -> None:
    assert str(parse_partial_date(text)) == iso


@pytest.mark.parametrize("text", ["68", "๖๘", "10/68", "Nov 18", "2567-2568", "13/2568", "พ.ศ. 2480", "วันจันทร์ที่ 2568"])
def test_an_unclear_partial_date_is_refused(text: str) -> None:
    with pytest.raises(DateNotUnderstood):
        parse_partial_date(text)


@given(DAYS, st.sampled_from(["thai", "arabic"]), st.sampled_from(["long", "short", "numeric"]), st.integers(1, 3))
def test_a_written_partial_date_is_read_back(day: date, digits: str, style: str, parts: int) -> None:
    partial = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert parse_partial_date(format_thai_partial(partial, digits, style)) == partial  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "options", "text"),
    [
        (JANUARY_12, {}, "12 มกราคม 2568"),
        (JANUARY_12, {"digits": "thai"}, "๑๒ มกราคม ๒๕๖๘"),
        (JANUARY_12, {"style": "short"}, "12 ม.ค. 68"),
        (date(2003, 1, 2), {"style": "short"}, "2 ม.ค. 46"),
        (date(1950, 1, 2), {"style": "short"}, "2 ม.ค. 2493"),
        (date(1961, 1, 2), {"style": "short"}, "2 ม.ค. 04"),
        (JANUARY_12, {"style": "numeric", "digits": "thai"}, "๑๒/๐๑/๒๕๖๘"),
        (JANUARY_12, {"era": True, "weekday": True}, "วันอาทิตย์ที่ 12 มกราคม พ.ศ. 2568"),
        (date(1940, 3, 31), {}, "31 มีนาคม 2482"),
    ],
)
def test_dates_are_written_as_offices_print_them(day: date, options: dict[str, str], text: str) -> None:
    assert format_thai_date(day, **options) == text  # type: ignore[arg-type]


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="'long', 'short' or 'numeric', found 'tall'"):
        format_thai_date(JANUARY_12, style="tall")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="digits are 'thai' or 'arabic'"):
        format_thai_date(JANUARY_12, digits="roman")  # type: ignore[arg-type]


@given(DAYS, st.integers(1, 6))
def test_a_wrong_weekday_is_a_warning_and_the_date_is_kept(day: date, shift: int) -> None:
    names = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
    text = f"วัน{names[(day.weekday() + shift) % 7]}ที่ {format_thai_date(day)}"
    finding = check_weekday(text)
    assert finding is not None
    assert finding.code == WEEKDAY_MISMATCH.code == "weekday-mismatch"
    assert f"เป็นวัน{names[day.weekday()]}" in finding.message.in_language("th")
    assert f"is a {day:%A}" in finding.message.in_language("en")
    assert parse_thai_date(text) == day


def test_no_weekday_is_no_finding() -> None:
    assert check_weekday("12 มกราคม 2568") is None
    assert check_weekday("Sun 12 Jan 2025") is None
    assert check_weekday("พฤหัสที่ ๙ มกราคม ๒๕๖๘") is None


@given(DAYS)
def test_digits_may_be_thai_in_any_form(day: date) -> None:
    assert parse_thai_date(to_thai_digits(f"{day.day}/{day.month}/{day.year}")) == day
