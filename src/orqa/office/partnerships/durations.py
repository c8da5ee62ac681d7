"""Stays are certified by the host, and told how long they are (ระยะเวลาการเคลื่อนย้าย)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.durations import (
    Duration,
    DurationUnknown,
    decide_duration,
    look_at,
    over_cycle,
)
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, StayCertificate
from orqa.domain.partnerships.mobility_moves import is_off
from orqa.office.organizing import Changed
from orqa.office.partnerships.mobility_checks import day_that_came
from orqa.office.partnerships.recognising import Recognising
from orqa.office.partnerships.schemes import scheme_of
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

_EVENTS: Final = ("arrival", "departure")
_EVENT = Text.of(en="{found!r} is not certified; choose from: {known}", th="{found!r} ไม่มีหนังสือรับรอง ให้เลือกจาก: {known}")
_NO_PAPER = Text.of(en="a certificate needs its number or title", th="หนังสือรับรองต้องระบุเลขที่หรือชื่อ")
_ORDER = Text.of(
    en="departure on {last} lies before arrival on {first}; mend the wrong one",
    th="วันกลับ {last} อยู่ก่อนวันถึง {first} โปรดแก้ไขวันที่ผิด",
)
_OFF = Text.of(en="{code} never began: nothing is certified of it", th="แฟ้ม {code} ไม่ได้เริ่มเดินทาง จึงไม่มีหนังสือรับรอง")


@frozen(kw_only=True)
class Stayed:
    """How long a mobility is, and what is to be looked at.

    Attributes:
        mobility: the file.
        decision: how long, and the rules that say so; None while it has no first or last day.
        scheme: whose rules it follows.
        findings: where it falls short, is too long, or certificates differ.
    """

    mobility: Mobility
    decision: "Decision[Duration] | None"
    scheme: str
    findings: tuple[Finding, ...]


class Durations(Recognising):
    """Certify stays and count how long they are; a part of ``office.partnerships``."""

    def certify(  # noqa: PLR0913 - what stands in a certificate, by name
        self,
        which: Mobility | str,
        event: str,
        day: date,
        document: str,
        *,
        about: "RecordRef | None" = None,
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Enter a certificate of arrival or departure (หนังสือรับรองการพำนัก); it counts before what was reported.

        Args:
            which: the mobility.
            event: ``arrival`` or ``departure``; another of the same takes its place.
            day: the first or last day of the stay that it names.
            document: its number or title.
            about: the letter or file that it is.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: as of ``mobility``.
            MobilityRefused: for another event, without a document, for a file that never began, a day to come, and
                where departure lies before arrival.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if event not in _EVENTS:
            raise MobilityRefused(_EVENT.fill(found=event, known=", ".join(_EVENTS)))
        if not document.strip():
            raise MobilityRefused(_NO_PAPER)
        paper = StayCertificate(
            event=event, day=day_that_came(self._office, day), document=document.strip(), about=about
        )
        made = self._changed_file(which, {"certificate": paper}, lambda known: _with(known, paper), key)
        return Changed(record=made.record, findings=self.duration(made.record).findings)

    def duration(self, which: Mobility | str, scheme: str | None = None) -> Stayed:
        """How long a mobility is by the rules of its scheme (ระยะเวลา), and where it falls short.

        Args:
            which: the mobility.
            scheme: whose rules it follows, such as ``erasmus_plus``; by default that of its agreement's kind.

        Raises:
            NotFound: as of ``mobility``.
            UnknownDimension: when the rules do not know the scheme or the kind of mobility.
        """
        known = self.mobility(which)
        named = scheme_of(self._office, known, _begins(known)) if scheme is None else scheme
        try:
            decision = self._length(known, named)
        except DurationUnknown:
            return Stayed(mobility=known, decision=None, scheme=named, findings=())
        reading = self._office.rules(_begins(known)).reading()
        others = self._others(known, named)
        findings = (
            *look_at(reading, named, known, decision.value),
            *over_cycle(reading, named, known, decision.value, others),
        )
        return Stayed(mobility=known, decision=decision, scheme=named, findings=findings)

    def duration_table(self, mobilities: Iterable[Mobility] | None = None) -> "Table":
        """How long mobilities are, by default all that may be seen (ตารางระยะเวลา)."""
        from orqa.office.partnerships.duration_tables import duration_table

        found = self.mobilities() if mobilities is None else tuple(mobilities)
        return duration_table([self.duration(one) for one in found], self._names())

    # ------------------------------------------------------------------ inside

    def _length(self, known: Mobility, scheme: str) -> "Decision[Duration]":
        return decide_duration(self._office.rules(_begins(known)).reading(), scheme, known)

    def _others(self, known: Mobility, scheme: str) -> Iterator[Duration]:
        """The lengths of the other mobilities of the same student at the same level, in the same scheme."""
        for one in self._every(Mobility, equal("traveller_key", known.traveller_key)):
            same = one.id != known.id and one.level == known.level and one.people == known.people
            if same and not is_off(one) and scheme_of(self._office, one, _begins(one)) == scheme:
                try:
                    yield self._length(one, scheme).value
                except DurationUnknown:
                    continue


def _with(known: Mobility, paper: StayCertificate) -> Mobility:
    if is_off(known):
        raise MobilityRefused(_OFF.fill(code=known.code))
    others = tuple(one for one in known.certificates if one.event != paper.event)
    made = evolve(known, certificates=(*others, paper))
    first, last = made.certificate("arrival"), made.certificate("departure")
    if first is not None and last is not None and last.day < first.day:
        raise MobilityRefused(_ORDER.fill(first=day_text(first.day), last=day_text(last.day)))
    return made


def _begins(known: Mobility) -> date:
    """The day whose rules count."""
    return known.arrived or known.first or known.nominated_on
