"""Punches whose time is over: erased for good with their files, told afterwards, and frozen figures stay."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.base.errors import NotModelled
from orqa.domain.attendance.clock_errors import ClockRefused, PunchesErased
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.plugins import hookimpl
from orqa.plugins.specs import ProfileSpec

BANGKOK = ZoneInfo("Asia/Bangkok")
OLD, NEW = "2024-03-04", "2026-11-16"
CUTOFF = date(2024, 11, 1)
Take = Callable[..., object]


class OurUniversity:
    """A university that keeps punches for two years."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @hookimpl
    def orqa_profiles(self) -> Iterator[ProfileSpec]:
        title = {"th": "มหาวิทยาลัยของเรา", "en": "Our university"}
        yield ProfileSpec(
            name="our-university", title=title, parent="thai-public-university", factory=lambda: self.folder
        )


@pytest.fixture
def profile(tmp_path: Path) -> OurUniversity:
    folder = tmp_path / "our-university"
    (folder / "rules").mkdir(parents=True)
    title = 'title = {th = "มหาวิทยาลัยของเรา", en = "Our university"}'
    head = f'name = "our-university"\n{title}\nparent = "thai-public-university"\nversion = "1"\n'
    (folder / "profile.toml").write_text(head, "utf-8")
    (folder / "sources.toml").write_text("", "utf-8")
    reason = 'reason = {th = "ประกาศของเรา", en = "Our announcement"}, cite = "thai-university-practice"'
    row = '{from = 1959-09-28, value = {years = 2}, cite = "thai-university-practice", certainty = "known"}'
    rule = f"[punch_retention]\noverride = {{{reason}}}\nrows = [{row}]\n"
    (folder / "rules" / "attendance.toml").write_text(rule, "utf-8")
    table = 'table = [{roles = ["clerk"], within = "office"}], cite = "thai-university-practice", certainty = "known"'
    rows = f'rows = [{{from = 1983-06-01, action = ["punch.import", "punch.erase"], {table}}}]'
    (folder / "rules" / "access.toml").write_text(f"[policy]\noverride = {{{reason}}}\n{rows}\n", "utf-8")
    return OurUniversity(folder)


@pytest.fixture
def now() -> list[datetime]:
    return [datetime(2024, 3, 5, 9, 0, tzinfo=BANGKOK)]


@pytest.fixture
def kept(url: str, tmp_path: Path, profile: OurUniversity, now: list[datetime]) -> Iterator[Office]:
    """An office with a punch of each user taken in long ago, and lately."""
    bytes_at = str(tmp_path / "bytes")
    with orqa.open_office(
        url, profile="our-university", plugins=[profile], clock=lambda: now[-1], attachments=bytes_at
    ) as office:
        office.organization.add_person("6501", "สมชาย", "ใจดี")
        clocks = office.attendance.clocks
        clocks.add("gate", number="1")
        clocks.add_user("gate", "7", "6501", first=date(2020, 10, 1))
        office.attendance.employments.begin("6501", "civil_servant", first=date(2023, 10, 2))
        taken(office, tmp_path, "a.dat", OLD)
        now.append(datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK))
        taken(office, tmp_path, "b.dat", NEW)
        yield office


def taken(office: Office, folder: Path, name: str, *days: str) -> list[str]:
    lines = [f"7\t{day} {clock}\t1\t0\t1\t0\n" for day in days for clock in ("08:20:00", "16:35:00")]
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return [one.code for one in office.attendance.clocks.import_file(folder / name, clock="gate").findings]


def freeze(office: Office) -> None:
    for year in (2567, 2568):
        office.attendance.statistics.freeze(office.year("fiscal", year))  # type: ignore[arg-type]


def test_what_is_due_is_told_and_nothing_is_changed(kept: Office) -> None:
    due = kept.attendance.retention.due()
    assert (due.before, due.months, due.sheets, due.files) == (CUTOFF, ("2024-03",), 1, 1)
    assert [str(one) for one in kept.attendance.retention.kept_since().citations] == ["thai-university-practice"]
    assert kept.attendance.retention.erased_before() is None
    assert len(kept.attendance.days.results(date(2024, 3, 4), date(2024, 3, 4))) == 1


def test_figures_are_frozen_first(kept: Office) -> None:
    with pytest.raises(ClockRefused, match=r"1 person from 2023-10-01 to 2024-03-31 are not frozen.*close-year 2567"):
        kept.attendance.retention.erase("ครบสองปี")
    assert kept.attendance.retention.list() == ()
    assert len(kept.attendance.clocks.punches(date(2024, 3, 4), date(2024, 3, 4))) == 2


def test_no_month_is_erased_of_a_half_year_that_is_not_frozen(kept: Office, tmp_path: Path) -> None:
    taken(kept, tmp_path, "late.dat", "2024-10-07")
    kept.attendance.statistics.freeze(kept.year("fiscal", 2567))  # type: ignore[arg-type]
    assert kept.attendance.retention.due().months == ("2024-03", "2024-10")
    assert kept.attendance.retention.erase("ครบสองปี").before == date(2024, 10, 1)
    assert kept.attendance.retention.due().months == ("2024-10",)
    assert len(kept.attendance.days.results(date(2024, 10, 7), date(2024, 10, 7))) == 1
    with pytest.raises(ClockRefused, match="close-year 2568"):
        kept.attendance.retention.erase("ครบสองปี")
    freeze(kept)
    assert kept.attendance.retention.erase("ครบสองปี").before == CUTOFF


def test_punches_and_files_are_erased_and_the_journal_still_verifies(kept: Office, tmp_path: Path) -> None:
    freeze(kept)
    frozen = kept.attendance.statistics.frozen(kept.year("fiscal", 2567))  # type: ignore[arg-type]
    old, new = kept.attendance.clocks.files()
    done = kept.attendance.retention.erase("ครบสองปี")
    assert (done.id, done.before, done.sheets, done.files, done.reason) == ("2024-11", CUTOFF, 1, 1, "ครบสองปี")
    assert [one.id for one in kept.attendance.clocks.files()] == [new.id]
    assert kept.attendance.clocks.punches(date(2024, 1, 1), date(2024, 12, 31)) == ()
    assert len(kept.attendance.clocks.punches(date(2026, 11, 16), date(2026, 11, 16))) == 2
    assert kept.attendance.statistics.frozen(kept.year("fiscal", 2567)) == frozen  # type: ignore[arg-type]
    assert kept.verify(deep=True).findings == ()
    assert not list((tmp_path / "bytes").rglob(f"*{old.digest[4:]}*"))
    assert kept.attendance.retention.due().months == ()
    assert kept.attendance.retention.erase("ครบสองปี") == done, "again there is nothing to erase"


def test_days_before_are_refused_not_told_as_absence(kept: Office) -> None:
    freeze(kept)
    kept.attendance.retention.erase("ครบสองปี")
    days, year = kept.attendance.days, kept.year("fiscal", 2567)
    for ask in (
        lambda: days.results(date(2024, 10, 31), date(2024, 11, 4)),
        lambda: days.month("6501", 2024, 3),
        lambda: days.register(date(2024, 3, 4)),
        lambda: kept.attendance.statistics.half(1, year),  # type: ignore[arg-type]
        lambda: kept.attendance.reasons.file("6501", date(2024, 3, 4), "08:30", "ลืม"),
    ):
        with pytest.raises(PunchesErased, match="before 2024-11-01 were erased"):
            ask()
    assert days.results(CUTOFF, date(2024, 11, 4))
    assert kept.attendance.statistics.freeze(year) == ()  # type: ignore[arg-type]
    (run,) = days.absences(date(2024, 11, 4), date(2024, 11, 29))
    assert run.first == date(2024, 11, 4), "there is no punch between the first day that is kept and the stretch"


def test_erased_punches_do_not_come_back_by_an_import(kept: Office, tmp_path: Path) -> None:
    freeze(kept)
    kept.attendance.retention.erase("ครบสองปี")
    assert "punches-past-their-time" in taken(kept, tmp_path, "c.dat", OLD, "2026-11-17")
    assert kept.attendance.clocks.punches(date(2024, 3, 4), date(2024, 3, 4)) == ()
    assert len(kept.attendance.clocks.punches(date(2026, 11, 17), date(2026, 11, 17))) == 2
    assert kept.attendance.retention.due().sheets == 0


def test_what_was_broken_off_is_ended(kept: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(kept)
    with monkeypatch.context() as patched:
        patched.setattr(type(kept.recorder), "erase", lambda *_: (_ for _ in ()).throw(OSError("no power")))
        with pytest.raises(OSError, match="no power"):
            kept.attendance.retention.erase("ครบสองปี")
    assert kept.attendance.retention.erased_before() == CUTOFF
    done = kept.attendance.retention.erase("ครบสองปี")
    assert (done.sheets, done.files) == (1, 1)


def test_where_no_time_is_set_nothing_is_erased(office: Office) -> None:
    with pytest.raises(NotModelled, match=r"attendance\.punch_retention"):
        office.attendance.retention.erase("เก่าแล้ว")


def test_who_erases_and_why(kept: Office) -> None:
    with pytest.raises(NotAllowed):
        kept.acting("6501").attendance.retention.erase("เก่าแล้ว")
    with pytest.raises(ClockRefused, match="say why"):
        kept.attendance.retention.erase(" ")


@pytest.fixture
def clerk(kept: Office) -> Office:
    """The office of a clerk who takes in what clocks wrote, and may not read the leave of others."""
    kept.organization.add_unit("hall", "งานอาคาร", first=date(2020, 1, 1))
    kept.organization.add_person("6502", "สมหญิง", "ใจงาม")
    kept.organization.grant("6502", "clerk", unit="hall", first=date(2020, 1, 1))
    return kept.acting("6502")


def test_who_takes_punches_in_need_not_be_allowed_to_read_them(kept: Office, clerk: Office, tmp_path: Path) -> None:
    assert taken(clerk, tmp_path, "c.dat", NEW, "2026-11-17") == []
    assert len(kept.attendance.clocks.punches(date(2026, 11, 16), date(2026, 11, 17))) == 4
    assert taken(clerk, tmp_path, "c.dat", NEW, "2026-11-17") == [], "the same file again"
    assert len(kept.attendance.clocks.files()) == 3
    assert clerk.attendance.clocks.files() == ()
    assert clerk.attendance.clocks.punches(date(2026, 11, 16), date(2026, 11, 17)) == ()
    with pytest.raises(NotAllowed):
        clerk.attendance.clocks.unknown()


def test_who_erases_punches_need_not_be_allowed_to_read_them(kept: Office, clerk: Office) -> None:
    freeze(kept)
    done = clerk.attendance.retention.erase("ครบสองปี")
    assert (done.before, done.sheets, done.files) == (CUTOFF, 1, 1)
    assert kept.attendance.retention.due().sheets == 0
    assert kept.verify(deep=True).findings == ()
