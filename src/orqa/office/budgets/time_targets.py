"""What the cabinet asks for by a day that need end no quarter (เป้าหมายตามกำหนดเวลา), as a table."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from orqa.base.calendar_errors import OutsideCalendar
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.budgets.targets import OBLIGATE_BY, decide_obligate_by, decide_pay_by, decide_windows
from orqa.office.naming import term_title
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from decimal import Decimal

    from orqa.base.calendar import WorkCalendar
    from orqa.base.citations import Citation
    from orqa.base.years import Year
    from orqa.rules.decisions import Decision
    from orqa.rules.profile import Profile

VOCABULARY: Final = "spending-target"
"""What the activities and items are called."""

_COLUMNS: Final = (
    Column(name="what", title=Text.of(th="เป้าหมายตามกำหนดเวลา", en="Asked for by a day"), public=True),
    Column(name="until", title=Text.of(th="ภายในวันที่", en="Until"), type=ColumnType.DATE, public=True),
    Column(name="percent", title=Text.of(th="ร้อยละ", en="Percent"), type=ColumnType.PERCENT, public=True),
)
_ACTS: Final = {
    "disbursed": Text.of(en="{what}: disbursed", th="{what}: เบิกจ่าย"),
    "committed": Text.of(en="{what}: committed", th="{what}: ก่อหนี้ผูกพัน"),
}
_PAID: Final = Text.of(en="What is accepted today: paid", th="รายการที่ตรวจรับวันนี้: จ่ายเงิน")

Row: TypeAlias = "tuple[Text, date, Decimal | None]"


@frozen(kw_only=True)
class TimeTargets:
    """Targets of a year by a day, of those that are known for it.

    Attributes:
        profile: whose rules.
        calendar: for working days.
        year: the fiscal year.
        today: which windows are open, and from when a payment counts; on a day outside the year neither is told.
        read: takes the citations of what is told.
    """

    profile: "Profile"
    calendar: "WorkCalendar"
    year: "Year"
    today: date
    read: "dict[Citation, None]"

    def tables(self) -> tuple[Table, ...]:
        """What is asked for, by which day, and how much of it; no table where nothing is known of the year."""
        rows = sorted(self._rows(), key=lambda row: row[1])
        return (Table.of(_COLUMNS, rows),) if rows else ()

    def _rows(self) -> Iterator[Row]:
        ruleset, year = self.profile.ruleset, self.year
        for item in ruleset.parameter(OBLIGATE_BY).dimensions["item"]:
            with suppress(NotModelled):
                yield self._act("committed", item), self._told(decide_obligate_by(ruleset, year, item)), None
        if self.today in year:
            yield from self._of_today()

    def _of_today(self) -> Iterator[Row]:
        ruleset = self.profile.ruleset
        with suppress(NotModelled):
            for one in self._told(decide_windows(ruleset, self.today)):
                yield self._act(one.measure, one.scope), one.last, one.percent
        with suppress(NotModelled, OutsideCalendar):
            yield _PAID, self._told(decide_pay_by(ruleset, self.calendar, self.year, self.today)), None

    def _told(self, decision: "Decision[Any]") -> Any:
        """What was decided; its citations are kept where it tells anything."""
        if decision.value:
            self.read.update(dict.fromkeys(decision.citations))
        return decision.value

    def _act(self, measure: str, code: str) -> Text:
        return _ACTS[measure].fill(what=term_title(self.profile, VOCABULARY, code))
