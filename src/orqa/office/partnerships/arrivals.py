"""Foreigners who arrive under an exchange get the record of their stay (การเปิดรายการพำนักเมื่อเดินทางถึง)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.mobility_steps import stays_behind
from orqa.domain.partnerships.stays import EventKind
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.mobility_facts import MobilityFacts

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.domain.partnerships.stay_records import Stay
    from orqa.office.partnerships.stays import Stays

OPENED: Final = FindingKind(
    "mobility-stay-opened",
    Severity.INFO,
    Text.of(
        en="the stay {stay} was opened; what is due of it: orqa stay show {stay}",
        th="เปิดรายการพำนัก {stay} แล้ว ดูสิ่งที่ต้องทำ: orqa stay show {stay}",
    ),
)
LINKED: Final = FindingKind(
    "mobility-stay-linked",
    Severity.INFO,
    Text.of(en="the stay {stay} was kept already, and is of this file now", th="มีรายการพำนัก {stay} อยู่แล้ว จึงผูกกับแฟ้มนี้"),
)
UNTOLD: Final = FindingKind(
    "mobility-stay-facts",
    Severity.WARNING,
    Text.of(
        en="nobody told {what} of {name}; tell it as soon as it is seen: {how}",
        th="ยังไม่ได้ระบุ{what}ของ {name} โปรดบันทึกเมื่อทราบ: {how}",
    ),
)

_TO_COME = Text.of(
    en="an arrival on {day} is still to come; enter it on the day", th="ยังไม่ถึงวันที่ {day} ให้บันทึกเมื่อเดินทางถึงแล้ว"
)
_SEVERAL = Text.of(
    en="several stays may be this person's: {ids}; name one (stay)",
    th="มีรายการพำนักหลายรายการที่อาจเป็นบุคคลนี้: {ids} โปรดระบุ (stay)",
)
_OTHER = Text.of(en="the stay {stay} is of another record, {about}", th="รายการพำนัก {stay} เป็นของรายการอื่น {about}")
_UNTIL = Text.of(
    en="no rule tells until when a visa {visa} lets them stay; give the last day that was stamped (until)",
    th="ไม่มีกติกาที่บอกวันสิ้นสุดของวีซ่า {visa} โปรดระบุวันที่ประทับตรา (until)",
)
_NOT_HERE = Text.of(
    en="{code} is of nobody who was received, needs a visa and is here",
    th="แฟ้ม {code} ไม่ใช่ของผู้ที่รับเข้ามา ต้องใช้วีซ่า และพำนักอยู่ในขณะนี้",
)
_PASSPORT = Text.of(en="the passport", th="หนังสือเดินทาง")
_STAMP = Text.of(en="the last day that was stamped", th="วันสิ้นสุดที่ประทับตรา")
_NATIONALITY = Text.of(en="the nationality", th="สัญชาติ")


@frozen(kw_only=True)
class Entry:
    """What is told of somebody's entry to the country on arrival; personal data.

    Attributes:
        entered: the day of the entry; by default that of the arrival.
        until: the last day of the permission that was stamped; by default what the rules of stay tell.
        passport: number of the passport.
        passport_until: its last day.
        nationality: a country's name or code; by default the citizenship in the file.
        stay: id of a stay that is kept already; by default it is looked for.
    """

    entered: date | None = None
    until: date | None = None
    passport: str = ""
    passport_until: date | None = None
    nationality: str = ""
    stay: str = ""


class Arrivals(MobilityFacts):
    """Enter arrivals, with the stay of whoever is a foreigner; a part of ``office.partnerships``."""

    def arrive(
        self,
        which: Mobility | str,
        on: date | None = None,
        *,
        entry: Entry | None = None,
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Enter the day of arrival (เดินทางถึง), and open the stay of somebody received with a visa, in one batch.

        Notice of residence and the report after 90 days are due of the stay. One that is kept already, of this file, of
        the passport or of the name on that day, is used; there are never two.

        Args:
            which: the mobility.
            on: the day; by default today.
            entry: what is told of the entry to the country; what is not told and is needed is told as a finding.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, MobilityRefused: as of :meth:`accept`; on a day to come; where several stays may be the person's,
                and where no rule and no stamp tells until when they may stay.
            StayRefused, CountryNotUnderstood: as of ``office.partnerships.stays.register``.
            NotAllowed: when whoever acts may not keep mobilities, or stays; nothing is written.
        """
        day, told = on or self._office.today(), entry or Entry()
        if day > self._office.today():
            raise MobilityRefused(_TO_COME.fill(day=day_text(day)))
        known = self.mobility(which)
        if known.way != "received" or not known.visa:
            return super().arrive(which, on, key=key)
        if self._recording is None:
            with self._office.work(KEEP) as work:
                return work.partnerships.arrive(known.id, on, entry=told, key=key)
        done = super().arrive(known.id, on, key=key)
        return evolve(done, findings=(*done.findings, *self._stay(done.record, told, day, key)))

    def complete_step(  # noqa: PLR0913 - what is told of a step, by name
        self,
        which: Mobility | str,
        step: str,
        on: date | None = None,
        *,
        document: str = "",
        about: "RecordRef | None" = None,
        waived: str = "",
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Enter that a step of the check-list was done, or is not needed (ดำเนินการตามรายการตรวจสอบ).

        A step that the rules of stay ask for, such as notice of residence, is noted in the stay of the file, too, in
        one batch; arguments and errors as of :meth:`orqa.office.partnerships.mobilities.Mobilities.complete_step`.
        """
        day, known = on or self._office.today(), self.mobility(which)
        stay = None if waived.strip() else self._stay_to_note(known, step)
        if stay is not None and self._recording is None:
            with self._office.work(KEEP) as work:
                return work.partnerships.complete_step(known.id, step, on, document=document, about=about, key=key)
        done = super().complete_step(known.id, step, on, document=document, about=about, waived=waived, key=key)
        if stay is not None:
            asked = stays_behind(self._office.rules(known.nominated_on).reading(), known)[step]
            self._stays.done(stay, asked, day, number=document, key=None if key is None else f"{key}/stay")
        return done

    def open_stay(
        self, which: Mobility | str, *, entry: Entry | None = None, key: str | None = None
    ) -> Changed[Mobility]:
        """Open the stay of somebody received who is here and has none (เปิดรายการพำนักย้อนหลัง), in one batch.

        For files that a table with days of arrival made. A stay that is kept already is used, as by :meth:`arrive`.

        Args:
            which: the mobility.
            entry: as of :meth:`arrive`.
            key: as of :meth:`arrive`.

        Raises:
            NotFound, StayRefused, CountryNotUnderstood, NotAllowed: as of :meth:`arrive`.
            MobilityRefused: as of :meth:`arrive`; and for somebody who is not here or needs no visa.
        """
        known = self.mobility(which)
        if not needs_stay(known):
            raise MobilityRefused(_NOT_HERE.fill(code=known.code))
        if self._recording is None:
            with self._office.work(KEEP) as work:
                return work.partnerships.open_stay(known.id, entry=entry, key=key)
        self._office.require(KEEP)
        assert known.arrived is not None  # noqa: S101 - of one who is here
        return Changed(record=known, findings=self._stay(known, entry or Entry(), known.arrived, key))

    # ------------------------------------------------------------------ inside

    def _stay_to_note(self, known: Mobility, step: str) -> "Stay | None":
        """The stay of a file, where a step is one of the rules of stay and is due of it still."""
        asked = stays_behind(self._office.rules(known.nominated_on).reading(), known).get(step)
        if asked is None or known.arrived is None:
            return None
        own = self._office.partnerships.stays.list(about=known.ref)
        due = {one.value.step.value for one in self._office.partnerships.stays.due(own[0])} if own else ()
        return own[0] if asked in due else None

    def _stay(self, made: Mobility, told: Entry, day: date, key: str | None) -> tuple[Finding, ...]:
        """Open or link the stay of a file; what was done, and what is still to be told."""
        again = None if key is None else f"{key}/stay"
        found = self._stay_of(made, told, day)
        try:
            if found is None:
                stay = self._opened_stay(made, told, day, again)
                kind = OPENED
            else:
                stay = self._linked(found, made, told, day, again)
                kind = LINKED
        except NotModelled:
            raise MobilityRefused(_UNTIL.fill(visa=made.visa)) from None
        return (kind.make(record=stay.ref, stay=stay.id), *_untold(stay, day))

    def _stay_of(self, made: Mobility, told: Entry, day: date) -> "Stay | None":
        """The stay that is surely the person's: the named one, that of the file, of the passport or of the name.

        Raises:
            MobilityRefused: where several may be, or the named one is of another record.
        """
        stays = self._office.partnerships.stays
        if told.stay:
            named = stays.get(told.stay)
            if named.about not in {None, made.ref}:
                raise MobilityRefused(_OTHER.fill(stay=named.id, about=str(named.about)))
            return named
        if own := stays.list(about=made.ref):
            return own[0]
        wanted = {one.casefold() for one in made.traveller.name.in_language("en").split()}
        number = told.passport.strip().casefold()
        free = [one for one in stays.list(on=day) if one.about is None]
        alike = [
            one
            for one in free
            if (number and any(number == each.number.casefold() for each in one.events))
            or wanted == {word.casefold().strip(",") for word in one.name.split()}
        ]
        if len(alike) > 1:
            raise MobilityRefused(_SEVERAL.fill(ids=", ".join(one.id for one in alike)))
        return alike[0] if alike else None

    def _opened_stay(self, made: Mobility, told: Entry, day: date, key: str | None) -> "Stay":
        who = made.traveller
        return self._stays.register(
            who.name.in_language("en"),
            group=str(self._kind(made.mobility_kind).extra["foreigner"]),
            visa=made.visa,
            person=who.person or "",
            nationality=told.nationality or who.citizenship,
            unit=made.unit,
            first=day,
            entered=told.entered or day,
            until=told.until,
            passport=told.passport,
            passport_until=told.passport_until,
            about=made.ref,
            key=key,
        ).record

    def _linked(self, found: "Stay", made: Mobility, told: Entry, day: date, key: str | None) -> "Stay":
        """The stay that is kept, as that of the file, with an entry where none was noted."""
        entered = any(one.kind is EventKind.ENTRY and one.happened(day) for one in found.events)
        fields: dict[str, Any] = {} if entered and not told.entered else {"entered": told.entered or day}
        if found.about == made.ref and not fields:
            return found
        return self._stays.belong(found, made.ref, until=told.until, key=key, **fields).record

    @property
    def _stays(self) -> "Stays":
        from orqa.office.partnerships.stays import Stays

        return Stays(self._office, self._recording)


def needs_stay(known: Mobility) -> bool:
    """Whether somebody was received, needs a visa, and is here."""
    return known.way == "received" and bool(known.visa) and known.arrived is not None and known.returned is None


def _untold(stay: "Stay", day: date) -> tuple[Finding, ...]:
    stamped = any(one.kind is EventKind.ENTRY and one.until for one in stay.events)
    missing = [
        (_PASSPORT, "orqa stay new-passport", stay.passport(day) is None),
        (_STAMP, "orqa stay extend", not stamped),
        (_NATIONALITY, "orqa stay change --nationality", not stay.nationality),
    ]
    what = [text for text, _, lacks in missing if lacks]
    if not what:
        return ()
    how = ", ".join(command for _, command, lacks in missing if lacks)
    return (UNTOLD.make(record=stay.ref, what=joined(what), name=stay.name, how=how),)
