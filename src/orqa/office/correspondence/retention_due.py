"""What falls due with the keeping of letters: the yearly survey, the archives' answer, what goes to the archives."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.destruction import DestructionList, ListState, survey_until
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.records import OfficeSettings
from orqa.domain.organization.tasks import unit_token
from orqa.office.correspondence.letters_due import AREA
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.rules.errors import UnknownParameter
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from orqa.office.office import Office

_SETTINGS: Final = RecordRef(OfficeSettings.kind, "office")
_SURVEY = Text.of(
    en="Survey the letters whose period ended with {year}, on the destruction list (แบบที่ 25)",
    th="สำรวจหนังสือที่ครบอายุการเก็บในปี {year} และจัดทำบัญชีหนังสือขอทำลาย (แบบที่ 25)",
)
_ANSWER = Text.of(
    en="The National Archives answer on destruction list {number}/{year}; silence is agreement",
    th="ครบกำหนดสำนักหอจดหมายเหตุแห่งชาติแจ้งผลบัญชีหนังสือขอทำลายที่ {number}/{year} หากไม่แจ้งถือว่าเห็นชอบ",
)
_HAND_OVER = Text.of(
    en="Hand over to the National Archives what reached {years} years in {year} (แบบที่ 21)",
    th="ส่งมอบหนังสือที่ครบ {years} ปีในปี {year} ให้สำนักหอจดหมายเหตุแห่งชาติ (แบบที่ 21)",
)


def archives_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """The last days of the archives' time on lists that are with them (ข้อ 70)."""
    query = equal("state", ListState.SENT.value) & from_to("answer_by", first, last)
    with office.reading() as reader:
        for one in every(office, reader, DestructionList, query):
            title = _ANSWER.fill(number=one.number, year=office.written_year(one.year))
            whom = unit_token(one.unit) if one.unit else ""
            yield Deadline(
                day=cast("date", one.answer_by), area=AREA, title=title, about=one.ref, source=one.ref, whom=whom
            )


def surveys_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """The last days of the surveys of years that have letters and no list yet (ข้อ 66)."""
    for year, ends in _years(office, first, last):
        days = _rule(office, ends, "retention.survey_days")
        if days is None or not first <= (day := survey_until(ends, days)) <= last or _is_surveyed(office, year):
            continue
        if not _has_letters(office, date(year + 1 - _shortest(office, ends), 1, 1)):
            continue
        title = _SURVEY.fill(year=office.written_year(year))
        yield Deadline(day=day, area=AREA, title=title, about=_SETTINGS, source=_SETTINGS)


def handovers_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """The days by which letters that came of age in a year go to the National Archives (ข้อ 58)."""
    for year, ends in _years(office, first, last):
        by, years = _rule(office, ends, "retention.handover_by"), _rule(office, ends, "retention.handover_years")
        if by is None or years is None:
            continue
        day = date(year + 1, by["month"], by["day"])
        if first <= day <= last and _has_dated(office, year - years):
            title = _HAND_OVER.fill(years=years, year=office.written_year(year))
            yield Deadline(day=day, area=AREA, title=title, about=_SETTINGS, source=_SETTINGS)


def _years(office: "Office", first: date, last: date) -> Iterator[tuple[int, date]]:
    """Calendar years whose deadlines may lie in a span, with their last days; none that has not begun."""
    today = office.today()
    for ce in range(max(first.year, today.year - 1) - 1, min(last.year, today.year) + 1):
        if date.min.year < ce < date.max.year:
            yield ce, office.year("calendar", office.written_year(ce)).last


def _rule(office: "Office", day: date, key: str) -> Any:
    """A rule of a day; None where the profile has none, such as abroad."""
    try:
        return office.rules(day).reading().value(key)
    except (UnknownParameter, NotModelled):
        return None


def _shortest(office: "Office", day: date) -> int:
    """The years after which a letter can be due at the earliest."""
    rows = office.rules(day).parameter("retention.period").rows
    return min(row.value for row in rows if isinstance(row.value, int))


def _is_surveyed(office: "Office", year: int) -> bool:
    """Whether a year has a list that was not taken back."""
    with office.reading() as reader:
        states = reader.count_by(DestructionList.kind, ("state",), equal("year", year))
    return any(state != ListState.WITHDRAWN.value for (state,) in states)


def _has_letters(office: "Office", before: date) -> bool:
    """Whether the office has letters that were registered before a day."""
    with office.reading() as reader:
        return bool(reader.find(Letter.kind, between("received_at", None, before.isoformat()), limit=1).items)


def _has_dated(office: "Office", year: int) -> bool:
    """Whether the office has letters of a year."""
    query = between("dated", f"{year:04}-01-01", f"{year + 1:04}-01-01")
    with office.reading() as reader:
        return bool(reader.find(Letter.kind, query, limit=1).items)
