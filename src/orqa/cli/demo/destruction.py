"""Old letters of the demonstration: real ones, in an office of their own, carried through a destruction list.

The office plays on days of its own, for letters are destroyed years after they came.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.demo.day import CLERK, DIRECTOR, DIVISION, HEAD, REGISTRAR

if TYPE_CHECKING:
    from orqa.base.years import CalendarYear
    from orqa.domain.correspondence.destruction import DestructionList
    from orqa.office.office import Office

PRESIDENT: Final = "1001"
"""Staff number of the head of department, as ``people.csv`` has it."""

NAME: Final = "old-letters.db"
REPORT: Final = "destruction-list.html"
"""What it leaves in the folder."""

_YEARS: Final = 3
_KEPT: Final = Text.of(en="still referred to", th="ยังใช้อ้างอิง")
_AGREED: Final = "เห็นชอบ"
_HELD: Final = Text.of(en="an auditor asks for it", th="ผู้สอบบัญชีขอดู")

_REGISTERED = Text.of(
    en="{letters} letters of {day}, all closed; {routine} circulars are routine, the others are kept for ten years",
    th="หนังสือ {letters} ฉบับ รับเมื่อ {day} ปิดเรื่องแล้วทุกฉบับ หนังสือเวียน {routine} ฉบับเป็นเรื่องธรรมดา นอกนั้นเก็บสิบปี",
)
_SURVEYED = Text.of(
    en="survey of {year}: list {name} with {lines} letters, {kept} kept longer",
    th="สำรวจปี {year}: บัญชีที่ {name} มีหนังสือ {lines} ฉบับ ยังต้องเก็บ {kept} ฉบับ",
)
_CONSIDERED = Text.of(
    en="the committee of three keeps line 1 until {until}: {why}", th="คณะกรรมการสามคนให้เก็บลำดับที่ 1 ถึง {until}: {why}"
)
_REFUSED = Text.of(en="refused: {why}", th="ปฏิเสธ: {why}")
_DESTROYED = Text.of(
    en="destroyed: {letters} letters; their {lines} lines stay in the register, approval and minutes with the list",
    th="ทำลายแล้ว {letters} ฉบับ คงเหลือรายการในทะเบียน {lines} รายการ พร้อมบัญชี การอนุมัติ และบันทึกผล",
)


class _Clock:
    """Stands on the days that the play sets, a second later at each look."""

    def __init__(self, day: date) -> None:
        self.to(day)

    def to(self, day: date) -> None:
        """Another day, at nine in the morning."""
        self.at = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - the office adds its time zone

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def play(today: date, source: Path, folder: Path, profile: str) -> Iterator[Text]:
    """Play it in an office of its own in the folder; what happened, one thing after the other."""
    from orqa.cli.demo.organization import load_rosters
    from orqa.plugins.opening import open_office

    clock = _Clock(date(today.year - _YEARS, 3, 2))
    with open_office(f"sqlite:///{folder / NAME}", profile=profile, clock=clock) as office:
        load_rosters(office)
        yield _registered(office, source)
        clock.to(date(today.year, 1, 15))
        yield from _listed(office, clock)
        year = office.year("calendar", office.written_year(today.year - 1))
        office.reports.write("destruction-list", "html", folder / REPORT, period=year)


def _registered(office: "Office", source: Path) -> Text:
    """The letters of the file, closed on the day they came; circulars are routine."""
    from orqa.office.correspondence.importing import import_received

    import_received(office, source)
    registrar, routine = office.acting(REGISTRAR).correspondence, 0
    found = office.correspondence.search("", limit=100).letters
    for letter in found:
        registrar.close(letter, "เวียนทราบแล้ว")
        if "ว" in (letter.reference or "").partition("/")[2]:
            registrar.classify(letter, "routine", "หนังสือเวียนเพื่อทราบ", medium="paper")
            routine += 1
    return _REGISTERED.fill(letters=len(found), day=day_text(office.today()), routine=routine)


def _listed(office: "Office", clock: _Clock) -> Iterator[Text]:
    """The list, from the survey to the committee's record."""
    lists, year = office.acting(REGISTRAR).correspondence.destruction, office.today().year - 1
    named = cast("CalendarYear", office.year("calendar", office.written_year(year)))
    made = lists.survey(named, unit=DIVISION)
    told = {"year": office.written_year(year), "name": lists.name(made.list)}
    yield _SURVEYED.fill(lines=made.list.lines, kept=made.kept, **told)
    found = lists.appoint(made.list, DIRECTOR, [HEAD, CLERK], order="คำสั่งมหาวิทยาลัย 5/2569")
    until = office.written_year(year + 5)
    why = _KEPT.in_language(office.profile.language)
    for member in (DIRECTOR, HEAD, CLERK):
        lists.opine(found, member)
        lists.opine(found, member, "keep", lines=[1], until=until, note=why)
    found = lists.report(found)
    yield _CONSIDERED.fill(until=until, why=_KEPT)
    yield from _carried_out(office, _sent(office, found), clock)


def _sent(office: "Office", found: "DestructionList") -> "DestructionList":
    """Approved along its route, and answered by the National Archives."""
    lists = office.acting(REGISTRAR).correspondence.destruction
    request = lists.submit(found)
    for code in (DIRECTOR, PRESIDENT):
        request = office.acting(code).approvals.approve(request)
    return lists.answer(lists.send(found, "อว 0998/15"), _AGREED)


def _carried_out(office: "Office", found: "DestructionList", clock: _Clock) -> Iterator[Text]:
    """Refused while somebody holds a letter, done when nobody does."""
    from orqa.domain.correspondence.destruction import DestructionRefused

    registrar = office.acting(REGISTRAR)
    lists = registrar.correspondence.destruction
    clock.to(office.today() + timedelta(days=30))
    held = lists.lines(found, "listed")[0].letter
    hold = registrar.holds.place(held, "audit", _HELD.in_language(office.profile.language))
    try:
        lists.destroy(found, "ย่อยกระดาษ")
    except DestructionRefused as refused:
        yield _REFUSED.fill(why=Text.of(en=refused.message("en"), th=refused.message("th")))
    registrar.holds.lift(hold, "ตรวจแล้ว")
    done = lists.destroy(found, "ย่อยกระดาษ")
    lists.record(done.list, "แฟ้มบันทึกผลการทำลาย 1/2569")
    lines = sum(len(office.correspondence.lines_of(line.letter.id)) for line in lists.lines(found, "destroyed"))
    yield _DESTROYED.fill(letters=done.letters, lines=lines)
