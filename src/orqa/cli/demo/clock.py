"""A made-up year of a time clock: forty invented people, every malformation of real files, the same each time."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from orqa.base.calendar_errors import OutsideCalendar

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.attendance.punch_imports import PunchImport
    from orqa.office.office import Office

STAFF = 40
FILE, ROSTER = "made-up_1_attlog.dat", "made-up-staff.csv"
"""Both names say that nothing in these files happened."""

CLOCK = "made-up-gate"
LATE_USERS = (30, 31)
"""Who works late, on the days of :func:`late_days`."""

_DAYS = 365
_LATE_FROM = timedelta(days=310)
"""When in the fiscal year before they do."""
_NOON = 720
_CARELESS = 7
_SECTIONS = ("ga", "ir", "qa")
_GIVEN = ("กานดา", "ขจร", "จันทนา", "ชาลี", "ดารา", "ธิดา", "นพ", "บุษบา")
_FAMILY = ("สมมุติ", "ตัวอย่าง", "จำลอง")
_HEADS = "รหัสบุคลากร,ชื่อ,นามสกุล,ตำแหน่ง,ตั้งแต่วันที่"
_DAMAGED = (
    "{user:>9}\t1990-00--8 -16:-29:-40\t1\t255\t1\t0",
    "{user:>9}\t2047-02-30 08:00:00\t1\t255\t1\t0",
    "{user:>9}\x0b\t{at}\t1\t255\t1\t0",
    "\x0c7q\t{at}\t1\t255\t1\t0",
    "{user:>9}\t{at}\t1",
)
_RESETS = (datetime(2000, 1, 1, 0, 3), datetime(2015, 10, 20, 9, 34), datetime(2131, 6, 1, 7))  # noqa: DTZ001
_WAYS = ((510, 995), (510, 720, 780, 995), (510,), (), tuple(range(500, 1000, 40)))
"""Minutes of the day at which somebody punches."""

_FILLER = "\x7f\x7f\x7f\x7f"


def made_log(office: "Office", last: date) -> bytes:
    """The log of a year up to a day: padded, CRLF, no end of line at its end; most of it good, much of it not."""
    draw = random.Random(2569)  # noqa: S311 - the same file each time is what is wanted
    lines: list[str] = []
    late = late_days(office, _year_before(office))
    for number in range(_days_back(office, last), 0, -1):
        day = last - timedelta(days=number)
        punches = sorted(
            [*(_day(draw, day) if is_worked(office, day) else []), *(_late(office, day) if day in late else [])]
        )
        lines += [_line(user, at) for at, user in punches]
        lines += _faults(draw, day) if draw.random() < 0.05 else []
    return "\r\n".join(lines).encode()


def take_in(office: "Office", folder: Path) -> "PunchImport":
    """Write the made-up staff and log into a folder, and take both in as an office would."""
    from orqa.office.tabular.importing import import_table
    from orqa.office.tabular.kinds import import_kind

    roster, log, last = folder / ROSTER, folder / FILE, office.today()
    roster.write_text("\n".join([_HEADS, *_roster()]) + "\n", encoding="utf-8")
    import_table(office, roster, import_kind("people"))
    log.write_bytes(made_log(office, last))
    clocks = office.attendance.clocks
    clocks.add(CLOCK, number="1", place="เครื่องสมมุติ ข้อมูลสร้างขึ้น")
    first = last - timedelta(days=_days_back(office, last))
    for user in range(1, STAFF):  # the last is nobody yet, so that an unknown user is told
        clocks.add_user(CLOCK, str(user), code_of(user), first=first)
    return clocks.import_file(log)


def _roster() -> Iterator[str]:
    for user in range(1, STAFF + 1):
        name = f"{_GIVEN[user % len(_GIVEN)]},{_FAMILY[user % len(_FAMILY)]}{user}"
        yield f"{code_of(user)},{name},{_SECTIONS[user % len(_SECTIONS)]}.officer,1 ตุลาคม 2558"


def code_of(user: int) -> str:
    """The staff number of one of the made-up staff."""
    return f"m{user:03}"


def _days_back(office: "Office", last: date) -> int:
    """How far the log goes back: a year at least, and to the first day of the fiscal year before."""
    return max(_DAYS, (last - _year_before(office).first).days)


def _year_before(office: "Office") -> "Year":
    return office.year("fiscal", office.written_year(office.year("fiscal").ce - 1))


def late_days(office: "Office", year: "Year") -> list[date]:
    """The days of a fiscal year on which two of them work late: two days of work, and a day off after these."""
    days = [year.first + _LATE_FROM + timedelta(days=number) for number in range(14)]
    worked = [day for day in days if is_worked(office, day)][:2]
    return [*worked, next(day for day in days if day > worked[-1] and not is_worked(office, day))]


def _late(office: "Office", day: date) -> Iterator[tuple[datetime, int]]:
    """What they punch: once more in the evening, or in and out on a day off."""
    for user in LATE_USERS:
        for hour, minute in ((19, 45),) if is_worked(office, day) else ((8, 20), (12, 40)):
            yield datetime.combine(day, time(hour, minute, user)), user


def is_worked(office: "Office", day: date) -> bool:
    """Whether people work on a day, as far as the calendar, or the week, tells."""
    try:
        return office.calendar.is_working_day(day)
    except OutsideCalendar:
        return day.weekday() < 5


def _day(draw: random.Random, day: date) -> Iterator[tuple[datetime, int]]:
    """What forty people punch on a working day: twice, four times, once, at every door, again within a minute."""
    for user in range(1, STAFF + 1):
        (minutes,) = draw.choices(_WAYS, (70, 12, 8, 2 if user % _CARELESS == 0 else 0, 2))
        for minute in minutes:
            seconds = draw.randrange(*_spread(user, minute))
            at = datetime.combine(day, time(0)) + timedelta(minutes=minute, seconds=seconds)
            yield at, user
            if draw.random() < 0.06:
                yield at + timedelta(seconds=draw.randrange(1, 50)), user


def _spread(user: int, minute: int) -> tuple[int, int]:
    """How many seconds before and after its time somebody punches: one of seven is late, and leaves early, at times."""
    if user % _CARELESS == 0:
        return -1800, 900
    return (-1800, 60) if minute < _NOON else (-300, 1800)


def _faults(draw: random.Random, day: date) -> list[str]:
    """What a clock with a failing battery and memory leaves on one day."""
    user, at = draw.randrange(1, STAFF), datetime.combine(day, time(17, 0))
    reset = draw.choice(_RESETS)
    damaged = [form.format(user=user, at=at) for form in draw.sample(_DAMAGED, 2)]
    stretch = [_line(user, reset + timedelta(minutes=minute)) for minute in range(draw.randrange(1, 4))]
    return [*damaged, *stretch, "", *([_FILLER] * draw.randrange(0, 40))]


def _line(user: int, at: datetime) -> str:
    return f"{user:>9}\t{at}\t1\t255\t1\t0"
