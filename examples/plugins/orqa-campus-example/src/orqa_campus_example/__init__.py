"""An invented university: its rules, its closing days, a report and the files of its old letter system."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import (
    CalendarSpec,
    FormatSpec,
    FrameworkSpec,
    MetricSpec,
    NotifierSpec,
    ProfileSpec,
    ReportSpec,
    RowReader,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from orqa.base.calendar import WorkCalendar
    from orqa.office.ports import Notifier
    from orqa.reporting.context import ReportBuilder
    from orqa.reporting.metrics import Metric

TITLE = {"th": "มหาวิทยาลัยตัวอย่าง", "en": "Example University"}


def _folder() -> "Traversable":
    return files(__name__) / "profile"


def _frameworks() -> "Traversable":
    return files(__name__) / "frameworks"


def _calendar(region: str | None, known_on: date | None) -> "WorkCalendar":
    from orqa_campus_example.closing_days import load

    return load(region, known_on)


def _letters_by_kind() -> "ReportBuilder":
    from orqa_campus_example.letters_by_kind import LettersByKind

    return LettersByKind()


def _from_abroad() -> "Metric":
    from orqa_campus_example.from_abroad import FromAbroad

    return FromAbroad()


def _chat(target: str) -> "Notifier":
    from orqa_campus_example.outbox import ChatOutbox

    return ChatOutbox(target)


def _recfiles() -> RowReader:
    from orqa_campus_example.recfiles import RecfileReader

    return RecfileReader()


@hookimpl
def orqa_profiles() -> Iterator[ProfileSpec]:
    """The university's rules."""
    yield ProfileSpec(name="example-university", title=TITLE, parent="thai-public-university", factory=_folder)


@hookimpl
def orqa_calendars() -> Iterator[CalendarSpec]:
    """The university's working days."""
    yield CalendarSpec(name="example-university", title=TITLE, factory=_calendar)


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """How many letters of each kind came."""
    title = {"th": "จำนวนหนังสือรับตามชนิด", "en": "Received letters by kind"}
    yield ReportSpec(name="letters-by-kind", title=title, factory=_letters_by_kind)


@hookimpl
def orqa_metrics() -> Iterator[MetricSpec]:
    """Which share of the letters came from abroad."""
    title = {"th": "สัดส่วนหนังสือจากต่างประเทศ", "en": "Share of letters from abroad"}
    unit = {"th": "ร้อยละ", "en": "percent"}
    yield MetricSpec(name="letters.from_abroad", title=title, unit=unit, factory=_from_abroad)


@hookimpl
def orqa_notifiers() -> Iterator[NotifierSpec]:
    """Reminders through the campus chat."""
    title = {"th": "ห้องสนทนาของวิทยาเขต", "en": "The campus chat"}
    yield NotifierSpec(name="campus-chat", title=title, factory=_chat, requires_api="1.1")


@hookimpl
def orqa_qa_frameworks() -> Iterator[FrameworkSpec]:
    """The university's own check of its international work."""
    title = {"th": "การตรวจงานวิเทศสัมพันธ์ของมหาวิทยาลัยตัวอย่าง", "en": "Example University's check of international work"}
    yield FrameworkSpec(
        name="example-international-check", title=title, level="faculty", file="international.toml", factory=_frameworks
    )


@hookimpl
def orqa_formats() -> Iterator[FormatSpec]:
    """The files of the old letter system."""
    title = {"th": "แฟ้มของระบบสารบรรณเดิม", "en": "Recfile of the old letter system"}
    yield FormatSpec(name="recfile", title=title, suffixes=".rec", factory=_recfiles)
