"""Registers of agreements read cell by cell: dates, terms, kinds, countries, in every form that is printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.dates import DateNotUnderstood
from orqa.base.language import Text
from orqa.base.partial import PartialDate
from orqa.domain.partnerships.registers.dates import DateHabits, DateOrder
from orqa.domain.partnerships.registers.ends import read_end
from orqa.domain.partnerships.registers.kinds import Named, PrintedKinds
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.domain.partnerships.registers.rows import RegisterFacts, RowReader, told_of
from orqa.domain.partnerships.registers.writing import write_date, write_end, write_length
from orqa.domain.partnerships.terms import NoEnd, Standing, Term, TermNotUnderstood
from orqa.plugins.opening import builtin_registry

ON = date(2026, 11, 27)
KINDS = PrintedKinds.of(builtin_registry().profile("national").vocabulary("agreement-kind").values())


def habits(*cells: str, said: DateOrder | None = None) -> DateHabits:
    made = DateHabits(ON, said)
    for cell in cells:
        made.note(cell)
    return made


MONTH_FIRST = ("1/25/2018", "1999", "3/4/2019")
DAY_FIRST = ("12.05.2011", "26.12.13", "29-5-2014")
THAI = ("๑๒/๐๑/๒๕๖๒", "26.12.60", "12 ม.ค. 62")

READ = [
    (MONTH_FIRST, "1/25/2018", "2018-01-25"),
    (MONTH_FIRST, "3/4/2019", "2019-03-04"),
    (MONTH_FIRST, "1/24/2018\n2/3/2018", "2018-01-24 2018-02-03"),
    (MONTH_FIRST, "2/3/2018 (here); 2/5/2018 (there)", "2018-02-03 2018-02-05"),
    (MONTH_FIRST, "2/3/2018 5/3/2018", "2018-02-03 2018-05-03"),
    (MONTH_FIRST, "2/3/2018 and 5/3/2018", "2018-02-03 2018-05-03"),
    (MONTH_FIRST, "Dec-18", "2018-12"),
    (MONTH_FIRST, "12 May 13", "2013-05-12"),
    (MONTH_FIRST, "6/7/18", "2018-06-07"),
    (DAY_FIRST, "26.12.13", "2013-12-26"),
    (DAY_FIRST, "03/04/2019", "2019-04-03"),
    (DAY_FIRST, "31/12/68", "1968-12-31"),
    (DAY_FIRST, "12 May 2011, 15 May 2011", "2011-05-12 2011-05-15"),
    (THAI, "๑๒/๐๑/๒๕๖๒", "2019-01-12"),
    (THAI, "3/4/62", "2019-04-03"),
    (THAI, "12 ม.ค. 62 และ 13 ม.ค. 62", "2019-01-12 2019-01-13"),
    ((), "03/04/2562", "2019-04-03"),
    ((), "5/5/2018", "2018-05-05"),
    ((), "6th December 2016", "2016-12-06"),
    ((), "Sept 07, 2021", "2021-09-07"),
    ((), "Nov. 2018", "2018-11"),
    ((), "พ.ศ. ๒๕๖๘", "2025"),
    ((), "2019年4月1日", "2019-04-01"),
    ((), "令和元年5月", "2019-05"),
    ((), "平成31年4月1日", "2019-04-01"),
    ((), "H31.4.1", "2019-04-01"),
]


@pytest.mark.parametrize(("others", "cell", "expected"), READ)
def test_a_date_is_read_as_its_register_prints_dates(others: tuple[str, ...], cell: str, expected: str) -> None:
    assert " ".join(map(str, habits(*others).read_all(cell))) == expected


REFUSED = [
    ((), "03/04/2019", "no date of this register tells", ["2019-04-03", "2019-03-04"]),
    (("25/1/2018", "1/25/2018"), "3/4/2018", "both kinds", ["2018-04-03", "2018-03-04"]),
    (("25/1/2018", "1/25/2018"), "1/25/2018; 3/4/2018", "'3/4/2018'.*both kinds", ["2018-04-03", "2018-03-04"]),
    ((), "26.12.13", "two digits|2 digit", ["1970-12-26", "2013-12-26", "2026-12-13"]),
    ((), "2025/2027", "follow each other", []),
    ((), "2025/2026", "academic year", []),
    (DAY_FIRST, "31/31/2019", "month 31", []),
    (DAY_FIRST, "30/2/2019", "no such day", []),
    (DAY_FIRST, "soon", "no day, month and year|known word", []),
]


@pytest.mark.parametrize(("others", "cell", "why", "candidates"), REFUSED)
def test_a_date_that_may_mean_several_days_is_refused(
    others: tuple[str, ...], cell: str, why: str, candidates: list[str]
) -> None:
    with pytest.raises(DateNotUnderstood, match=why) as refused:
        habits(*others, cell).read_all(cell)
    assert list(map(str, refused.value.candidates)) == candidates


def test_somebody_who_knows_the_register_may_say_its_order() -> None:
    assert habits("3/4/2018", said=DateOrder.MONTH_FIRST).read("3/4/2018") == PartialDate.parse("2018-03-04")
    assert habits(*DAY_FIRST, said=DateOrder.MONTH_FIRST).read("25/4/2018") == PartialDate.parse("2018-04-25")


def test_how_dates_were_read_is_told_once() -> None:
    told = [one.show() for one in told_of(habits(*MONTH_FIRST, "6/7/18"), "Cleveland")]
    assert [line.split("[")[1] for line in told] == ["register-date-order]", "register-short-years]"]
    assert "month first" in told[0]
    assert [one.code for one in told_of(habits("25/1/2018", "1/25/2018"), "x")] == ["register-two-date-orders"]
    assert list(told_of(habits("31st December 2021", "Nov. 2018"), "x")) == []


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.booleans())
def test_one_sure_date_decides_all(day: date, month_first: bool) -> None:  # noqa: FBT001
    sure, form = ("1/25/2018", f"{day.month}/{day.day}/{day.year}")
    if not month_first:
        sure, form = ("25/1/2018", f"{day.day}/{day.month}/{day.year}")
    assert habits(sure, form).read(form) == PartialDate.of(day)


ENDS = [
    ("5 Years", Term(months=60)),
    ("Initially 5 Years", Term(months=60)),
    ("Till consent", Term(no_end=NoEnd.OPEN_ENDED)),
    ("Endless", Term(no_end=NoEnd.OPEN_ENDED)),
    ("Automatic Extension Every 5 years", Term(no_end=NoEnd.AUTO_RENEWED, renewed_for=60)),
    ("Annually Automatic Extension", Term(no_end=NoEnd.AUTO_RENEWED, renewed_for=12)),
    ("Not Specified", Term(no_end=NoEnd.NOT_STATED)),
    ("pending renewal", Term(no_end=NoEnd.NOT_STATED, standing=Standing.RENEWAL_PENDING)),
    ("2026", Term(until=PartialDate(2026))),
    ("February 2018", Term(until=PartialDate(2018, 2))),
    ("31.12.29", Term(until=PartialDate(2029, 12, 31))),
    ("12/5/2026 (Automatic Extension Every 5 years)", None),
    ("5 Years (2026)", Term(months=60, until=PartialDate(2026))),
]


@pytest.mark.parametrize(("text", "expected"), ENDS)
def test_an_end_is_read_whatever_stands_in_its_place(text: str, expected: Term | None) -> None:
    both = Term(until=PartialDate(2026, 5, 12), no_end=NoEnd.AUTO_RENEWED, renewed_for=60)
    assert read_end(text, habits("25/1/2018")).term == (expected or both)


@pytest.mark.parametrize(
    "text", ["1 Jan 2021 - 31 Dec 2025", "1 มกราคม 2564 ถึง 31 ธันวาคม 2568", "1/1/2021 – 31/12/2025"]
)
def test_a_cell_may_say_from_when_until_when(text: str) -> None:
    span = read_end(text, habits("25/1/2018"))
    assert (str(span.begins), str(span.term.until)) == ("2021-01-01", "2025-12-31")


@pytest.mark.parametrize("text", ["2025/2027", "2025/2026"])
def test_an_academic_year_is_no_end(text: str) -> None:
    with pytest.raises(DateNotUnderstood, match="academic year"):
        read_end(text, habits())


def test_what_is_no_end_is_refused() -> None:
    with pytest.raises(TermNotUnderstood):
        read_end("as long as 2 moons", habits())


NAMES = [
    ("Meio University (Cooperation Agreement)", "Meio University", "agreement"),
    ("Name (MOU)", "Name", "mou"),
    ("Name (Addendum)", "Name", "addendum"),
    ("Name [MoA on a Double Master's Degree Programme]", "Name", "moa"),
    ("Name (Agreement for a Double Master's Degree Programme)", "Name", "double_degree"),
    ("Name (Agreement on Academic Exchange Programme for Students)", "Name", "student_exchange"),
    ("Name (Addendum fo the Exchange of Students)", "Name", "addendum"),
    ("Name - MOU", "Name", "mou"),
    ("มหาวิทยาลัยชิบะ (บันทึกความเข้าใจ)", "มหาวิทยาลัยชิบะ", "mou"),
    ("Universiti Tunku Abdul Rahman (UTAR)", "Universiti Tunku Abdul Rahman (UTAR)", ""),
    ("University of Moa", "University of Moa", ""),
    ("Rani Durgavati Vishwavidyalaya, Jabalpur (Madhya Pradesh)",) * 2 + ("",),
]


@pytest.mark.parametrize(("printed", "name", "code"), NAMES)
def test_the_kind_behind_a_name_is_parted_from_it(printed: str, name: str, code: str) -> None:
    named = KINDS.part(printed)
    assert (named.name, named.code) == (name, code)
    assert (named == Named(printed)) == (not code)


def reader(*cells: str) -> RowReader:
    return RowReader(habits=habits(*cells), kinds=KINDS, titles={}, known_kinds=Text.of(en="MoU"))


ROWS = [
    ({"country": "Columbia"}, ["register-country-unknown"]),
    ({"country": "Korea"}, ["register-country-called-so-too"]),
    ({"country": ""}, ["register-country-missing"]),
    ({"agreement_kind": "handshake"}, ["register-kind-unknown"]),
    ({"signed": "13/13/2018"}, ["register-cell-not-read"]),
    ({"end": "2025/2027"}, ["register-cell-not-read"]),
    ({"signed": "12 May 2018", "end": "11 May 2016"}, ["register-end-before-start"]),
    ({"signed": "12 May 2018", "end": "11 May 2022", "duration": "5 years"}, ["register-term-differs"]),
    ({"signed": "12 May 2018", "end": "11 May 2023", "duration": "5 years"}, []),
    ({"signed": "12 May 2018", "end": "12 May 2023", "duration": "5 years"}, []),
    ({"signed": "12 May 2018", "end": "2023", "duration": "5 years"}, []),
    ({"signed": "pending renewal", "end": "-"}, []),
    ({"country": "Taiwan (R.O.C)", "agreement_kind": "MoU", "signed": "2019"}, []),
]


@pytest.mark.parametrize(("cells", "codes"), ROWS)
def test_each_doubtful_cell_is_told_and_the_row_is_kept(cells: dict[str, str], codes: list[str]) -> None:
    facts, findings = reader().read({"partner": "Example", "country": "Japan", **cells})
    assert facts.partner == "Example"
    assert [one.code for one in findings] == codes
    assert all(one.field in cells for one in findings)


def test_the_last_day_follows_from_the_later_signature() -> None:
    facts, _ = reader("25/1/2018").read({"partner": "x", "signed": "1/3/2018; 5/3/2018", "end": "5 Years"}, "Japan")
    assert (facts.country, facts.last_day, len(facts.signed)) == ("JP", date(2023, 3, 4), 2)
    facts, _ = reader("1/25/2018").read({"partner": "x", "begins": "1/3/2018 1/5/2018", "end": "no end date"}, "US")
    assert (len(facts.signed), str(facts.begins), facts.last_day) == (2, "2018-01-05", None)


HOLDS = [
    (RegisterFacts(partner="x"), None),
    (RegisterFacts(partner="x", signed=(PartialDate(2027),)), False),
    (RegisterFacts(partner="x", signed=(PartialDate(2019),), term=Term(no_end=NoEnd.OPEN_ENDED)), True),
    (RegisterFacts(partner="x", last_day=date(2026, 11, 26)), False),
    (RegisterFacts(partner="x", last_day=ON), True),
    (RegisterFacts(partner="x", last_day=date(2020, 1, 1), term=Term(months=12, no_end=NoEnd.AUTO_RENEWED)), True),
]


@pytest.mark.parametrize(("facts", "holds"), HOLDS)
def test_whether_it_is_in_force_is_told_where_the_register_tells_it(facts: RegisterFacts, holds: bool | None) -> None:  # noqa: FBT001
    kept = PublishedAgreement(
        id="1",
        publisher="p",
        partner=facts.partner,
        partner_key="x",
        signed=facts.signed,
        begins=facts.begins,
        term=facts.term,
        last_day=facts.last_day,
    )
    assert kept.holds(ON) is holds


FORMS = ("words", "month_words", "points", "thai")
PARTIALS = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(1, 3),
)


@given(PARTIALS, st.sampled_from(FORMS))
def test_a_written_date_is_read_again(day: PartialDate, form: str) -> None:
    text = write_date(day, form)
    assert habits("25.12.2018", text).read(text, ends=True) == day


TERMS = [
    *(term for _, term in ENDS if term is not None),
    Term(months=18),
    Term(no_end=NoEnd.AUTO_RENEWED),
    Term(months=60, no_end=NoEnd.AUTO_RENEWED, renewed_for=60),
    Term(until=PartialDate(2026, 5, 12), no_end=NoEnd.AUTO_RENEWED, renewed_for=60),
    Term(until=PartialDate(2026, 5, 12), standing=Standing.EXPIRED),
]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize(("form", "language"), [("words", "en"), ("thai", "th")])
def test_a_written_term_is_read_again(term: Term, form: str, language: str) -> None:
    text = write_end(term, form, language, lengths=True)
    assert (read_end(text, habits("25/12/2018")).term if text else Term(no_end=NoEnd.NOT_STATED)) == term
    if term.until is None and term.standing is None:
        assert write_length(term, language) == text
