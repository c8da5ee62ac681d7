"""What happens in a stay is kept: entries, extensions, reports, permits (เหตุการณ์ระหว่างการพำนัก)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.permission import decide_permission
from orqa.domain.partnerships.stay_records import Stay, noted, struck
from orqa.domain.partnerships.stays import EventKind, StayEvent, StayRefused, Step
from orqa.office.organizing import Changed
from orqa.office.partnerships.stay_findings import findings_of
from orqa.office.partnerships.stay_reading import StayReading
from orqa.office.service import Asked

if TYPE_CHECKING:
    from orqa.office.recorder import Save

KEEP: Final = "stay.keep"
"""The action, as the policy has it."""

_STEP = Text.of(en="there is no step {step!r}; choose one of: {known}", th="ไม่มีขั้นตอน {step!r} ให้เลือกจาก: {known}")
_OWN_CALL = Text.of(
    en="{step} is kept by a call of its own, for it says until when", th="{step} ต้องบันทึกด้วยคำสั่งเฉพาะ เพราะมีวันสิ้นสุด"
)
_EXTENDED: Final = frozenset({Step.EXTENSION})


class StayEvents(StayReading):
    """Keep what happens in stays; a part of ``office.partnerships.stays``."""

    def enter(  # noqa: PLR0913 - as of the others
        self,
        stay: Stay | str,
        day: date,
        until: date | None = None,
        *,
        visa: str = "",
        planned: bool = False,
        note: str = "",
        key: str | None = None,
    ) -> Changed[Stay]:
        """Keep an entry to the country, or a plan of one (เดินทางเข้า); the report is counted anew from it.

        Args:
            stay: the stay, or its id.
            day: the day.
            until: the last day that was stamped.
            visa: the kind of visa, where it is another one.
            planned: whether it is still to come.
            note: what else is to be known.
            key: as of :meth:`keep`.

        Raises:
            NotFound, StayRefused, UnknownTerm, NotModelled, NotAllowed: as of :meth:`keep`.
        """
        self._check_terms(visa=visa)
        event = StayEvent(kind=EventKind.ENTRY, day=day, until=until, visa=visa, planned=planned, note=note)
        return self.keep(stay, event, key=key)

    def leave(  # noqa: PLR0913 - as of the others
        self,
        stay: Stay | str,
        day: date,
        *,
        permit: bool = False,
        planned: bool = False,
        note: str = "",
        key: str | None = None,
    ) -> Changed[Stay]:
        """Keep that they left the country, or a plan of it (เดินทางออก): without a re-entry permit the permission ends.

        Args:
            stay: the stay, or its id.
            day: the day.
            permit: whether there is a re-entry permit that is not kept here.
            planned: whether it is still to come.
            note: what else is to be known.
            key: as of :meth:`keep`.

        Raises:
            NotFound, StayRefused, NotAllowed: as of :meth:`keep`.
        """
        event = StayEvent(kind=EventKind.EXIT, day=day, permit=permit, planned=planned, note=note)
        return self.keep(stay, event, key=key)

    def extend(
        self, stay: Stay | str, day: date, until: date, *, number: str = "", key: str | None = None
    ) -> Changed[Stay]:
        """Keep an extension of stay with the last day that was stamped (อนุญาตให้อยู่ต่อ).

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: while they are abroad, or where the last day lies before the day of the stamp.
        """
        return self.keep(stay, StayEvent(kind=EventKind.EXTENSION, day=day, until=until, number=number), key=key)

    def report(
        self, stay: Stay | str, day: date, *, following: date | None = None, number: str = "", key: str | None = None
    ) -> Changed[Stay]:
        """Keep that they reported to the immigration office (รายงานตัว); too early or too late is a finding.

        Args:
            stay: the stay, or its id.
            day: the day.
            following: the day of the next report, as the receipt prints it; it counts before any count of days.
            number: of the receipt.
            key: as of :meth:`keep`.

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: when the next report would lie before this one.
        """
        return self.done(stay, Step.REPORT, day, until=following, number=number, key=key)

    def reentry(  # noqa: PLR0913 - as of the others
        self,
        stay: Stay | str,
        day: date,
        *,
        until: date | None = None,
        multiple: bool = False,
        number: str = "",
        key: str | None = None,
    ) -> Changed[Stay]:
        """Keep a re-entry permit (ใบอนุญาตกลับเข้ามาอีก); one for a single time is used by the next exit.

        Args:
            stay: the stay, or its id.
            day: the day on which it was given.
            until: its last day.
            multiple: whether it serves for several times.
            number: its number.
            key: as of :meth:`keep`.

        Raises:
            NotFound, StayRefused, NotAllowed: as of :meth:`keep`.
        """
        step = Step.REENTRY_PERMIT
        event = StayEvent(kind=EventKind.DONE, day=day, step=step, until=until, multiple=multiple, number=number)
        return self.keep(stay, event, key=key)

    def change_visa(
        self, stay: Stay | str, day: date, visa: str, *, until: date | None = None, key: str | None = None
    ) -> Changed[Stay]:
        """Keep that the visa was changed in the country (เปลี่ยนประเภทการตรวจลงตรา).

        Args:
            stay: the stay, or its id.
            day: the day.
            visa: a code of the vocabulary ``visa``.
            until: the last day that was stamped.
            key: as of :meth:`keep`.

        Raises:
            NotFound, UnknownTerm, NotAllowed: as of :meth:`keep`.
            StayRefused: while they are abroad, or where the last day lies before the day of the stamp.
        """
        self._check_terms(visa=visa)
        event = StayEvent(kind=EventKind.DONE, day=day, step=Step.CHANGE_OF_VISA, visa=visa, until=until)
        return self.keep(stay, event, key=key)

    def new_passport(
        self, stay: Stay | str, day: date, number: str, *, until: date | None = None, key: str | None = None
    ) -> Changed[Stay]:
        """Keep a new passport (หนังสือเดินทางเล่มใหม่): the stamps are to be moved to it.

        Raises:
            NotFound, StayRefused, NotAllowed: as of :meth:`keep`.
        """
        return self.keep(stay, StayEvent(kind=EventKind.PASSPORT, day=day, number=number, until=until), key=key)

    def done(  # noqa: PLR0913 - as of the others
        self,
        stay: Stay | str,
        step: Step | str,
        day: date,
        *,
        until: date | None = None,
        number: str = "",
        note: str = "",
        key: str | None = None,
    ) -> Changed[Stay]:
        """Keep that a step was done: notice of residence, work permit, arrival card and so on (ดำเนินการแล้ว).

        Args:
            stay: the stay, or its id.
            step: one of :class:`~orqa.domain.partnerships.stays.Step`.
            day: the day.
            until: the last day of the work permit, or the day of the next report.
            number: of the paper or the receipt.
            note: what else is to be known, such as the address.
            key: as of :meth:`keep`.

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: when there is no such step, it is an extension, or the days do not fit.
        """
        if step not in set(Step):
            raise StayRefused(_STEP.fill(step=str(step), known=", ".join(Step)))
        if step in _EXTENDED:
            raise StayRefused(_OWN_CALL.fill(step=str(step)))
        event = StayEvent(kind=EventKind.DONE, day=day, step=Step(step), until=until, number=number, note=note)
        return self.keep(stay, event, key=key)

    def happened(
        self, stay: Stay | str, kind: EventKind | str, day: date, *, note: str = "", key: str | None = None
    ) -> Changed[Stay]:
        """Keep the first day of work, the end of the contract or programme, or graduation (เริ่มงาน สิ้นสุด สำเร็จการศึกษา).

        Such a day may lie ahead. The end is the last day with the university.

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: when the kind is none of these, or the days do not fit.
        """
        if kind not in _DAYS:
            raise StayRefused(_STEP.fill(step=str(kind), known=", ".join(_DAYS)))
        return self.keep(stay, StayEvent(kind=EventKind(kind), day=day, note=note), key=key)

    def keep(self, stay: Stay | str, event: StayEvent, *, key: str | None = None) -> Changed[Stay]:
        """Keep any event of a stay; what the other calls do.

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: when it is there already, or cannot have happened so; nothing is written.
        """
        return self._changed(stay, {"event": event}, lambda known: noted(known, event), key, event)

    def strike(self, stay: Stay | str, number: int, *, key: str | None = None) -> Changed[Stay]:
        """Take out an event that was noted wrongly, by its number in the list from 1 (ลบรายการที่บันทึกผิด).

        Earlier versions keep it.

        Raises:
            NotFound, NotAllowed: as of :meth:`keep`.
            StayRefused: when there is none, or the others do not fit without it.
        """
        return self._changed(stay, {"strike": number}, lambda known: struck(known, number), key)

    # ------------------------------------------------------------------ inside

    def _check_terms(self, *, group: str = "", visa: str = "") -> None:
        view = self._office.rules()
        if group:
            _ = view.vocabulary("foreigner")[group]
        if visa:
            _ = view.vocabulary("visa")[visa]

    def _changed(
        self,
        stay: Stay | str,
        asked: Mapping[str, object],
        change: Callable[[Stay], Stay],
        key: str | None,
        event: StayEvent | None = None,
    ) -> Changed[Stay]:
        identity = stay if isinstance(stay, str) else stay.id

        def make(save: "Save") -> Changed[Stay]:
            known = self.get(identity)
            return self._written(known, change(known), save, event)

        return self._once(key, {"stay": identity, **asked}, make)

    def _written(self, before: Stay, after: Stay, save: "Save", event: StayEvent | None = None) -> Changed[Stay]:
        days = [one.day for one in after.events if not one.planned]
        last = max(days, default=after.first)
        decide_permission(self._office.profile.ruleset, self._stayer(after, last), after.events, last)
        save(KEEP, self._office.now(), (after,))
        kept = evolve(after, version=after.version + 1)
        findings = findings_of(self._office, before, kept, event) if event else ()
        return Changed(record=kept, findings=findings)

    def _once(
        self, key: str | None, asked: Mapping[str, object], make: "Callable[[Save], Changed[Stay]]"
    ) -> Changed[Stay]:
        self._office.require(KEEP)
        return self._recorder.once(key, KEEP, Asked(asked), make, lambda done: Changed(record=self.get(done[0].id)))


_DAYS: Final = (EventKind.WORK_START, EventKind.CONTRACT_END, EventKind.PROGRAMME_END, EventKind.GRADUATION)
"""What happens on a day and is no paper."""
