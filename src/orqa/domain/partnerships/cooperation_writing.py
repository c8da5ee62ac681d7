"""An agreement of the university as its copy for Erasmus Without Paper, and what it lacks for that (สำเนาของเรา).

Nothing is guessed: what a version asks for and the agreement does not say is told, with what to do.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from attrs import frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.academic_years import years_between
from orqa.domain.partnerships.agreement_parts import Party, PlaceTerms, PrintedDate, Quota
from orqa.domain.partnerships.agreement_states import IN_THE_MAKING, AgreementState
from orqa.domain.partnerships.agreements import Agreement as Kept
from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    ConditionKind,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.domain.partnerships.cooperation_lacks import LACKS, LEFT_OUT, TAKEN
from orqa.domain.partnerships.cooperation_scope import LEVELS
from orqa.domain.partnerships.exchange_wording import terms_wording
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.records import Partner as Institution

STAFF: Final = "staff"
PERSON: Final = "person"
EQF: Final = {code: level for level, code in LEVELS.items()}
"""Study levels of the vocabulary ``study-level`` as levels of the European qualifications framework."""
_FIELD_DIGITS: Final = 4
_SPOKEN: Final = frozenset({ConditionKind.STUDIES, ConditionKind.TEACHING})

_SCHAC = Text.of(en="the SCHAC code of {partner}", th="รหัส SCHAC ของ {partner}")
_NUMBER = Text.of(en="its number", th="เลขที่ข้อตกลง")
_TWO = Text.of(en="the one partner of an agreement of two", th="คู่ความร่วมมือเพียงแห่งเดียว")
_PLACES = Text.of(en="any number of places", th="จำนวนที่นั่ง")
_PEOPLE = Text.of(en="the number of people of {way}", th="จำนวนคนของ {way}")
_YEARS = Text.of(en="the academic years of {way}", th="ปีการศึกษาของ {way}")
_TOTAL = Text.of(en="months or days in a year of {way}", th="จำนวนเดือนหรือวันต่อปีของ {way}")
_LANGUAGES = Text.of(en="the language of {way}", th="ภาษาที่ใช้ของ {way}")
_BLENDED = Text.of(en="whether a part may be done at home of {way}", th="การเรียนแบบผสมผสานของ {way}")
_KIND = Text.of(en="the kind of mobility of {way}", th="ประเภทการเคลื่อนย้ายของ {way}")
_UNIT = Text.of(en="the code of the unit {unit}", th="รหัสของหน่วยงาน {unit}")
_LEVEL = Text.of(en="the level of study", th="ระดับการศึกษา")
_BY_PARTNER: Final = "orqa partner change --id schac=…"
_BY_PLACES: Final = "orqa agreement places"
_BY_NUMBER: Final = "orqa agreement change --number"


@frozen(kw_only=True)
class Writer:
    """Who writes, and in what form.

    Attributes:
        own: SCHAC code of the university.
        version: of the agreements interface, 6 or 7.
        on: the day.
        academic: the academic year of a day, by the common-era year in which it begins.
        own_id: our id of the agreement in copies that were exchanged before; empty for the record's own.
        partner_id: the partner's id of it; None while the partner has told none.
        partner_code: the partner's number of it.
    """

    own: str
    version: int
    on: date
    academic: Callable[[date], int]
    own_id: str = ""
    partner_id: str | None = None
    partner_code: str | None = None


@frozen(kw_only=True)
class WrittenOut:
    """Our copy of an agreement, and what it lacks; no copy where there is no such agreement of two.

    Attributes:
        copy: the copy; None where it cannot be made.
        findings: what is not kept, was taken as something, or was left out.
    """

    copy: Agreement | None
    findings: tuple[Finding, ...]


def written_out(kept: Kept, partner: Institution, writer: Writer) -> WrittenOut:
    """The copy of an agreement that the university itself would serve.

    Args:
        kept: the agreement, with one partner.
        partner: that one.
        writer: who writes, and in what form.
    """
    return _Writing(kept, partner, writer).made()


class _Writing:
    def __init__(self, kept: Kept, partner: Institution, writer: Writer) -> None:
        self.kept, self.partner, self.writer = kept, partner, writer
        self.which = kept.number or kept.title or kept.id
        self.hei = partner.identifier("schac")
        self.findings: list[Finding] = []

    def made(self) -> WrittenOut:
        if len(self.kept.partners) != 1:
            self._lacks(_TWO, "orqa agreement show")
            return WrittenOut(copy=None, findings=tuple(self.findings))
        if not self.hei:
            self._lacks(_SCHAC.fill(partner=self.partner.name), _BY_PARTNER)
        if not self.kept.number:
            self._lacks(_NUMBER, _BY_NUMBER)
        conditions = [self._condition(one) for one in self.kept.scope.quotas if one.places]
        if not conditions:
            self._lacks(_PLACES, _BY_PLACES)
        kinds = list(ConditionKind)
        conditions.sort(key=lambda one: kinds.index(one.kind))
        copy = Agreement(
            version=self.writer.version,
            partners=(self._ours(), self._theirs()),
            in_effect="true" if self._in_effect() else "false",
            conditions=tuple(conditions),
        )
        return WrittenOut(copy=copy, findings=tuple(self.findings))

    # -- partners ------------------------------------------------------------------------------------------------------

    def _ours(self) -> Partner:
        place, party = next((pair for pair in enumerate(self.kept.parties) if not pair[1].partner), (-1, Party()))
        return Partner(
            hei=self.writer.own,
            unit=party.unit or None,
            agreement_id=self.writer.own_id or self.kept.id,
            code=self.kept.number or None,
            signer=self._signer(place),
            signed=self._signed(place),
        )

    def _theirs(self) -> Partner:
        place, party = next(pair for pair in enumerate(self.kept.parties) if pair[1].partner)
        return Partner(
            hei=self.hei or None,
            unit=self._unit(party.unit),
            agreement_id=self.writer.partner_id,
            code=self.writer.partner_code,
            signer=self._signer(place),
            signed=self._signed(place),
        )

    def _unit(self, named: str) -> str | None:
        code = next((one.code for one in self.partner.units if named and named in {one.name, one.code}), "")
        if named and not code:
            self._left_out(_UNIT.fill(unit=named), "")
        return code or None

    def _signer(self, place: int) -> Contact | None:
        found = next((one for one in self.kept.signatures if one.party == place and one.name), None)
        if found is None:
            return None
        roles = (Worded(found.post),) if found.post else ()
        return Contact(names=(Worded(found.name),), roles=roles)

    def _signed(self, place: int) -> str | None:
        own = next((one.signed for one in self.kept.signatures if one.party == place), self.kept.signed)
        return _whole_day(own)

    def _in_effect(self) -> bool:
        """Whether it is or was in force; a draft is not."""
        if self.kept.state in {*IN_THE_MAKING, AgreementState.DROPPED}:
            return False
        return self.kept.starts_on is None or self.kept.starts_on <= self.writer.on

    # -- conditions ----------------------------------------------------------------------------------------------------

    def _condition(self, quota: Quota) -> Condition:
        told = quota.terms or PlaceTerms()
        sent = quota.direction is Direction.SENT
        hei = self.hei or None
        kind = self._kind(quota, told)
        way = f"{kind} {quota.direction}"
        return Condition(
            kind=kind,
            sending=self.writer.own if sent else hei,
            receiving=hei if sent else self.writer.own,
            sending_unit=told.sending_unit or None,
            receiving_unit=told.receiving_unit or None,
            years=self._years(told, way),
            people=self._people(quota, way),
            languages=self._languages(told, kind, way),
            study_fields=tuple(StudyField(code=self._field(one)) for one in self._fields(told)),
            terms=self._info(told, kind),
            total=self._total(told, way),
            blended=self._blended(told, kind, way),
            levels=self._levels(quota, told) if kind.of_students else (),
        )

    def _kind(self, quota: Quota, told: PlaceTerms) -> ConditionKind:
        if told.mobility:
            return ConditionKind(told.mobility)
        activities = set(self.kept.scope.activities)
        if quota.whom != STAFF:
            internship = "internship" in activities and "student_exchange" not in activities
            return ConditionKind.TRAINEESHIPS if internship else ConditionKind.STUDIES
        self._taken(_KIND.fill(way=quota.direction), ConditionKind.TEACHING, f"{_BY_PLACES} --mobility")
        return ConditionKind.TEACHING

    def _years(self, told: PlaceTerms, way: str) -> tuple[str, ...]:
        first, last = (told.first, told.last) if told.first else self._own_years()
        years = years_between(first, last)
        what = _YEARS.fill(way=way)
        if years is None:
            self._lacks(what, f"{_BY_PLACES} --first --last")
            return ()
        if not told.first:
            self._taken(what, f"{first} – {last}", f"{_BY_PLACES} --first --last")
        return tuple(years) if self.writer.version == 6 else (first, last)

    def _own_years(self) -> tuple[str, str]:
        """Our academic years of its clauses, else of its days; empty where nothing tells them."""
        terms, end = self.kept.exchange, self.kept.end(self.writer.on)
        if terms is not None and terms.last is not None:
            return _year(terms.first), _year(terms.last)
        if self.kept.starts_on is None or end is None:
            return "", ""
        return _year(self.writer.academic(self.kept.starts_on)), _year(self.writer.academic(end))

    def _people(self, quota: Quota, way: str) -> str | None:
        if quota.unit == PERSON or quota.whom == STAFF:
            return str(quota.places)
        what = _PEOPLE.fill(way=way)
        if self.writer.version == 6:
            self._left_out(what, quota.unit)
        else:
            self._lacks(what, f"{_BY_PLACES} --unit person")
        return None

    def _total(self, told: PlaceTerms, way: str) -> str | None:
        if told.total is None and self.writer.version == 6:
            self._lacks(_TOTAL.fill(way=way), f"{_BY_PLACES} --total")
        return None if told.total is None else f"{told.total:f}"

    def _languages(self, told: PlaceTerms, kind: ConditionKind, way: str) -> tuple[LanguageSkill, ...]:
        if not told.languages and self.writer.version > 6 and kind in _SPOKEN:
            self._lacks(_LANGUAGES.fill(way=way), f"{_BY_PLACES} --language")
        return tuple(LanguageSkill(code=one.code, level=one.level or None) for one in told.languages)

    def _blended(self, told: PlaceTerms, kind: ConditionKind, way: str) -> str | None:
        if not kind.of_students:
            return None
        if told.blended is None:
            self._lacks(_BLENDED.fill(way=way), f"{_BY_PLACES} --blended / --not-blended")
            return None
        return "true" if told.blended else "false"

    def _levels(self, quota: Quota, told: PlaceTerms) -> tuple[str, ...]:
        levels = told.levels
        if levels is None:
            levels = (quota.whom,) if quota.whom else self.kept.scope.levels
        for one in levels:
            if one not in EQF:
                self._left_out(_LEVEL, one)
        return tuple(EQF[one] for one in levels if one in EQF)

    def _fields(self, told: PlaceTerms) -> tuple[str, ...]:
        return self.kept.scope.fields if told.fields is None else told.fields

    def _field(self, code: str) -> str:
        """Version 7 has four digits: a broad or narrow field is written with zeros."""
        return code if self.writer.version == 6 else code.ljust(_FIELD_DIGITS, "0")

    def _info(self, told: PlaceTerms, kind: ConditionKind) -> str | None:
        """What else was agreed, the clauses of the balance among it: the network has no other place for them."""
        balance = self.kept.exchange if kind.of_students else None
        words = (told.info, terms_wording(balance).in_language("en") if balance else "")
        return ". ".join(filter(None, words)) or None

    # -- what is not so ------------------------------------------------------------------------------------------------

    def _lacks(self, what: Text, how: str) -> None:
        version = self.writer.version
        self.findings.append(LACKS.make(record=self.kept.ref, which=self.which, what=what, version=version, how=how))

    def _taken(self, what: Text, taken: str, how: str) -> None:
        self.findings.append(TAKEN.make(record=self.kept.ref, which=self.which, what=what, taken=taken, how=how))

    def _left_out(self, what: Text, found: str) -> None:
        self.findings.append(LEFT_OUT.make(record=self.kept.ref, which=self.which, what=what, found=found))


def _year(begins: int) -> str:
    return f"{begins}/{begins + 1}"


def _whole_day(printed: PrintedDate | None) -> str | None:
    day = printed.day if printed else None
    return day.first.isoformat() if day is not None and day.first == day.last else None
