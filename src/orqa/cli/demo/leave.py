"""A fiscal year of leave of the made-up staff: asked for, permitted, cancelled; closed, and its halves in figures."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from attrs import frozen

from orqa.base.calendar_errors import OutsideCalendar
from orqa.base.dates import format_thai_date
from orqa.base.language import Text
from orqa.base.years import Period
from orqa.cli.demo.clock import STAFF, code_of
from orqa.domain.attendance.half_years import HalfYear

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear
    from orqa.domain.attendance.leave.records import Leave
    from orqa.office.office import Office

_DIRECTOR, _HEADS = "2001", {"ga": "2002", "ir": "2003", "qa": "2004"}
_SECTIONS = tuple(_HEADS)
_TYPES = ("civil_servant", "university_employee", "university_employee", "permanent_employee", "government_employee")
_SINCE = date(2014, 6, 2)
_AHEAD = timedelta(days=28)


@frozen
class _Wish:
    """What somebody asks for: whose number, which leave, on which working day of the fiscal year, of how many days."""

    user: int
    kind: str
    begins: int
    days: int = 1
    filed: int = 0
    papers: tuple[str, ...] = ()


_SICK: Final = tuple(_Wish(user, "sick", 9 * user, 1 + user % 3, filed=user % 3 + 1) for user in range(2, 20, 3))
_PERSONAL: Final = tuple(_Wish(user, "personal", 11 * user, filed=-5) for user in range(3, 19, 5))
_VACATION: Final = tuple(_Wish(user, "vacation", 8 * user, 2 + user % 4, filed=-10) for user in range(4, 28, 4))
_WISHES: Final = (
    *_SICK,
    *_PERSONAL,
    *_VACATION,
    _Wish(21, "sick", 130, 18, filed=18, papers=("certificate",)),
    _Wish(22, "maternity", 140, 60, filed=-1),
)
_CANCELLED, _REFUSED = _Wish(23, "vacation", 150, 3, filed=-10), _Wish(26, "personal", 160, 2, filed=-5)

_ASKED = Text.of(
    en="fiscal year {year}: {people} people, {days} days of vacation granted; {leaves} leaves asked for and permitted",
    th="ปีงบประมาณ {year}: {people} คน ให้สิทธิลาพักผ่อน {days} วัน ยื่นและอนุญาตใบลา {leaves} ฉบับ",
)
_BACK = Text.of(
    en="{name}: vacation from {first} cancelled, {days} days came back; another request was refused",
    th="{name}: ยกเลิกวันลาพักผ่อนตั้งแต่ {first} ได้คืน {days} วัน และมีใบลาหนึ่งฉบับไม่อนุญาต",
)
_CLOSED = Text.of(
    en="fiscal year {year} closed: {entries} entries, {frozen} half-year figures frozen; {lapsed} days lapsed",
    th="ปิดปีงบประมาณ {year}: บันทึก {entries} รายการ ปิดสถิติครึ่งปี {frozen} รายการ หมดสิทธิ {lapsed} วัน",
)
_OVER = Text.of(
    en="half years within the limits: {met} of {all}; a request of the new year waits for permission",
    th="สถิติครึ่งปีที่อยู่ในเกณฑ์: {met} จาก {all} มีใบลาของปีใหม่หนึ่งฉบับรออนุญาต",
)
_BEYOND = Text.of(
    en="no leave is played: the work calendar does not reach so far",
    th="ไม่แสดงการลา: ปฏิทินวันทำการยังไม่ครอบคลุมช่วงเวลานี้",
)


def year_of_leave(office: "Office") -> Iterator[Text]:
    """Play the last fiscal year that is over; what happened, one thing after the other."""
    if not is_reached(office):
        yield _BEYOND
        return
    year, days = last_year(office), _working_days(office)
    _employ(office)
    opened = office.attendance.leave_years.open(year)
    granted = sum(one.hundredths for one in opened.entries) // 100
    leaves = [_permitted(office, _asked(office, wish, days)) for wish in _WISHES]
    written = office.written_year(year.ce)
    yield _ASKED.fill(year=written, people=opened.people, days=granted, leaves=len(leaves))
    yield _changed(office, days)
    closed = office.attendance.leave_years.close(year)
    lapsed = -sum(one.hundredths for one in closed.entries if one.entry == "lapse") // 100
    figures = {"entries": len(closed.entries), "frozen": len(closed.frozen), "lapsed": lapsed}
    yield _CLOSED.fill(year=written, **figures)
    _waiting(office)
    yield _OVER.fill(met=sum(map(_is_met, closed.frozen)), all=len(closed.frozen))


def is_reached(office: "Office") -> bool:
    """Whether the calendar knows the last fiscal year, and the days to come of which leave is asked for."""
    try:
        office.calendar.working_days(last_year(office).first, office.today() + _AHEAD)
    except OutsideCalendar:
        return False
    return True


def write_reports(office: "Office", out: Path, language: str | None) -> Iterator[Path]:
    """Write the register of leave, the second half in figures for the office and for all, and the register of a day."""
    if not is_reached(office):
        return
    year = last_year(office)
    yield office.reports.write("leave-register", "html", out / "leave-register.html", year, language=language)
    half = office.attendance.statistics.period(2, year)
    for ending, audience in (("", "internal"), ("-public", "public")):
        path = out / f"half-year-attendance{ending}.html"
        yield office.reports.write("half-year-attendance", "html", path, half, language=language, audience=audience)
    day = half.last - timedelta(days=7)
    path, period = out / "attendance-register.html", Period(day, day)
    yield office.reports.write("attendance-register", "html", path, period, language=language)


def last_year(office: "Office") -> "FiscalYear":
    """The last fiscal year that is over."""
    this = cast("FiscalYear", office.year("fiscal"))
    return cast("FiscalYear", office.year("fiscal", office.written_year(this.ce - 1)))


# ------------------------------------------------------------------ inside


def _working_days(office: "Office") -> list[date]:
    year = last_year(office)
    return list(office.calendar.working_days(year.first, year.last))


def _employ(office: "Office") -> None:
    with office.work("บรรจุบุคลากรสมมุติ") as work:
        for user in range(1, STAFF + 1):
            kind, unit = _TYPES[user % len(_TYPES)], _SECTIONS[user % len(_SECTIONS)]
            work.attendance.employments.begin(code_of(user), kind, first=_SINCE, line="support", unit=unit)


def _asked(office: "Office", wish: _Wish, days: list[date]) -> "Leave":
    person, first = code_of(wish.user), days[wish.begins]
    last = days[wish.begins + wish.days - 1]
    filed = days[wish.begins + wish.filed]
    own = office.acting(person).attendance.leave
    return own.request(person, wish.kind, first, last, filed_on=filed, papers=wish.papers)


def _head_of(office: "Office", leave: "Leave") -> str:
    return _HEADS[office.organization.on().units_of(leave.person)[0]]


def _permitted(office: "Office", leave: "Leave") -> "Leave":
    for who in (_head_of(office, leave), _DIRECTOR):
        leave = office.acting(who).attendance.leave.permit(leave)
    return leave


def _changed(office: "Office", days: list[date]) -> Text:
    """A permitted vacation is cancelled, and a request refused."""
    leave = _permitted(office, _asked(office, _CANCELLED, days))
    office.attendance.leave.cancel(leave, "งานเร่งด่วน", on=leave.filed_on)
    refused = _asked(office, _REFUSED, days)
    office.acting(_head_of(office, refused)).attendance.leave.refuse(refused, "ตรงกับวันตรวจประเมิน")
    name = office.organization.person(code_of(_CANCELLED.user)).name
    first = Text.of(en=str(leave.first), th=format_thai_date(leave.first))
    return _BACK.fill(name=name, first=first, days=_CANCELLED.days)


def _waiting(office: "Office") -> None:
    """A request of somebody of the second section, for a day to come: it waits for their head."""
    day = office.today() + timedelta(days=14)
    while not office.calendar.is_working_day(day):
        day += timedelta(days=1)
    person = code_of(1)
    office.acting(person).attendance.leave.request(person, "vacation", day, day)


def _is_met(figures: HalfYear) -> bool:
    return figures.met
