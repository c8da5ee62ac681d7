"""What of the agreements ends, is to be noticed, is idle, for people and for reports (การติดตามอายุข้อตกลง)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.domain.partnerships.agreement_counting import decide_counting
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.office.access import UNNAMED
from orqa.office.partnerships.agreement_reading import AgreementReading
from orqa.office.partnerships.radar import Radar, read_radar
from orqa.office.partnerships.uses import agreement_uses
from orqa.rules.errors import UnknownParameter

if TYPE_CHECKING:
    from orqa.reporting.audience import Audience
    from orqa.reporting.model import Report

USUAL: Final = 6
"""Months that the radar looks ahead where nothing is said."""

_YEAR: Final = 12
_LIMIT: Final = 100
_MOST: Final = 1_200
_MONTHS = Text.of(
    en="the radar looks ahead from 1 to {most} months, found {within}", th="ดูล่วงหน้าได้ 1 ถึง {most} เดือน พบ {within}"
)


class Expiring(AgreementReading):
    """Watch over the ends of agreements; a part of ``office.partnerships``."""

    def expiring(self, within: int = USUAL, *, on: date | None = None, limit: int = _LIMIT) -> Radar:
        """What ends, what must be noticed by when, and what is idle (ข้อตกลงที่ใกล้หมดอายุ).

        Args:
            within: how many months to look ahead.
            on: the first day; by default today.
            limit: how many of each sort are shown; the counts by month are of all.

        Raises:
            AgreementRefused: when the months are none to look ahead.
        """
        if not 1 <= within <= _MOST:
            raise AgreementRefused(_MONTHS.fill(within=within, most=_MOST))
        first = on or self._office.today()
        last = months_after(first, within) - timedelta(days=1)
        with self._office.store.read(UNNAMED) as counter:
            used = agreement_uses(counter, months_after(first, -_YEAR), first)
        with self._office.reading() as reader:
            radar = read_radar(
                reader, self._office.codec.decode, first, last, max(1, limit), used, self._uncounted(first)
            )
        return evolve(radar, reviewed=self._reviewed(radar))

    def _uncounted(self, on: date) -> tuple[str, ...]:
        """The kinds that are no agreements of their own; none where no rule says."""
        try:
            return tuple(decide_counting(self._office.rules(on).reading()).value.left_out)
        except (UnknownParameter, NotModelled):
            return ()

    def _reviewed(self, radar: Radar) -> frozenset[str]:
        """Those shown as idle that the council reviews; none where no rule says after how long it does."""
        try:
            months = self._office.rules(radar.first).row("agreement.idle_months", {}).value
        except UnknownParameter:
            return frozenset()
        since = months_after(radar.first, -months)
        with self._office.store.read(UNNAMED) as counter:
            used = agreement_uses(counter, since, radar.first)
        old = (one for one in radar.idle if one.starts_on is not None and one.starts_on <= since)
        return frozenset(one.id for one in old if one.id not in used)

    def overview(
        self,
        within: int = USUAL,
        *,
        on: date | None = None,
        audience: "Audience | str" = "internal",
        language: str = "",
    ) -> "Report":
        """One page for the head of the office: what ends, what is idle, who owes whom (ภาพรวมความร่วมมือระหว่างประเทศ).

        Raises:
            AgreementRefused: as of :meth:`expiring`.
        """
        from orqa.office.partnerships.agreement_reports import overview_report
        from orqa.reporting.audience import Audience

        return overview_report(self._office, self.expiring(within, on=on), Audience(audience), language or None)
