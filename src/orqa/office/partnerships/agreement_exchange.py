"""What an agreement says about exchange: the clauses of its balance, and its places (เงื่อนไขและที่นั่งแลกเปลี่ยน)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.academic_years import years_between
from orqa.domain.partnerships.agreement_parts import AgreementMove, AskedLanguage, PlaceTerms, Quota
from orqa.domain.partnerships.agreements import Agreement, changed_agreement
from orqa.domain.partnerships.cooperation import ConditionKind
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.isced import Standing, standing
from orqa.domain.partnerships.movements import Direction
from orqa.office.organizing import Changed
from orqa.office.partnerships.agreements import Agreements
from orqa.office.partnerships.exchange_given import checked_quota_unit, number_of, terms_of

if TYPE_CHECKING:
    from orqa.domain.partnerships.agreement_parts import ExchangeTerms

_STAFF: Final = "staff"

_WAY = Text.of(en="the direction is sent or received, not {found!r}", th="ทิศทางต้องเป็น sent หรือ received ไม่ใช่ {found!r}")
_MOBILITY = Text.of(en="{found!r} is none of: {known}", th="{found!r} ไม่อยู่ในรายการ: {known}")
_NONE = Text.of(en="it has no such places to take out", th="ไม่มีที่นั่งตามที่ระบุให้ลบ")
_SEVERAL = Text.of(
    en="it has several such places, {known}; say for which fields of education (fields) and years (first, last)",
    th="มีที่นั่งลักษณะนี้หลายรายการ {known} โปรดระบุสาขา (fields) และปีการศึกษา (first, last)",
)
_NEGATIVE = Text.of(en="places are counted from 0, found {found}", th="จำนวนที่นั่งต้องตั้งแต่ 0 พบ {found}")
_YEARS = Text.of(
    en="{first} – {last} are no academic years in order, as 2025/2026 – 2027/2028",
    th="{first} – {last} ไม่ใช่ปีการศึกษาที่เรียงกัน เช่น 2025/2026 – 2027/2028",
)
_FIELD = Text.of(
    en="{found!r} is no field of ISCED-F 2013, such as 0610", th="ไม่มีรหัสสาขา {found!r} ใน ISCED-F 2013 เช่น 0610"
)
_TOTAL = Text.of(
    en="months or days a year are a number above 0 with two decimals at most, found {found}",
    th="จำนวนเดือนหรือวันต่อปีต้องมากกว่า 0 และมีทศนิยมไม่เกินสองตำแหน่ง พบ {found}",
)
_WHOM = Text.of(
    en="{mobility} is for others: SMS and SMT are of students, STA and STT of staff (whom)",
    th="{mobility} ไม่ตรงกับผู้ใช้ที่นั่ง SMS และ SMT เป็นของนักศึกษา STA และ STT เป็นของบุคลากร (whom)",
)
_LANGUAGE = Text.of(en="{found!r} is no language with a level, such as en:B2", th="{found!r} ไม่ใช่ภาษาและระดับ เช่น en:B2")


class AgreementExchange(Agreements):
    """Keep what agreements say about exchange; a part of ``office.partnerships``."""

    def set_exchange(
        self,
        which: Agreement | str,
        *,
        none: bool = False,
        on: date | None = None,
        key: str | None = None,
        **terms: Any,
    ) -> Changed[Agreement]:
        """Keep the clauses of the exchange balance that an agreement itself holds (เงื่อนไขดุลการแลกเปลี่ยนในข้อตกลง).

        They count before those of an account, and take the place of those that it held.

        Args:
            which: the agreement, or what ``agreement`` finds it by.
            none: that it holds none any more.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.
            **terms: those of :func:`orqa.office.partnerships.exchange_given.terms_of`.

        Raises:
            MobilityRefused: for what is no number, unit, year or word of these.
            NotFound, AgreementRefused, NotAllowed: as of ``change_agreement``.
        """
        made: ExchangeTerms | None = None if none else terms_of(self._office, **terms)
        return self.change_agreement(which, exchange=made, on=on, key=key)

    def set_places(  # noqa: PLR0913 - what an agreement says of places, by name
        self,
        which: Agreement | str,
        direction: Direction | str,
        places: int | None,
        *,
        unit: str = "person",
        whom: str = "",
        mobility: str = "",
        note: str = "",
        on: date | None = None,
        key: str | None = None,
        **terms: Any,
    ) -> Changed[Agreement]:
        """Keep how many places an agreement has in a year one way, and for whom (ที่นั่งตามข้อตกลง).

        They take the place of those of the same direction, people and kind of mobility; places for other fields of
        education stand beside them.

        Args:
            which: the agreement, or what ``agreement`` finds it by.
            direction: ``sent`` or ``received``.
            places: how many in a year; None takes them out.
            unit: ``person``, or a unit of exchange.
            whom: a level of study, or ``staff``; empty for any, and for staff where ``mobility`` is of staff.
            mobility: ``SMS`` (studies), ``SMT`` (traineeship), ``STA`` (teaching) or ``STT`` (training).
            note: what is not told by these.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.
            **terms: as :class:`~orqa.domain.partnerships.agreement_parts.PlaceTerms`; ``languages`` also as ``en:B2``,
                ``total`` also as text.

        Raises:
            AgreementRefused: for what is no direction, number, year, field or language of these.
            UnknownTerm: when the profile has no such level.
            NotFound, NotAllowed: as of ``change_agreement``.
        """
        quota = self._quota(direction, places or 0, unit, whom, note, {"mobility": mobility, **terms})

        def change(known: Agreement) -> Agreement:
            replaced = _replaced(known.scope.quotas, quota)
            if places is None and replaced is None:
                raise AgreementRefused(_NONE)
            others = [one for one in known.scope.quotas if one is not replaced]
            kept = (*others, *((quota,) if places is not None else ()))
            move = AgreementMove(act="change", on=on or self._office.today())
            return changed_agreement(known, scope=evolve(known.scope, quotas=kept), moves=(*known.moves, move))

        asked = {"places": self._agreement_of(which).id, "quota": quota, "out": places is None, "on": on}
        return self._agreement_changed(which, asked, change, key)

    def _quota(  # noqa: PLR0913, PLR0917 - what places are
        self, direction: str, places: int, unit: str, whom: str, note: str, terms: dict[str, Any]
    ) -> Quota:
        if direction not in tuple(Direction):
            raise AgreementRefused(_WAY.fill(found=str(direction)[:40]))
        if places < 0:
            raise AgreementRefused(_NEGATIVE.fill(found=places))
        levels = self._office.rules().vocabulary("study-level")
        for level in (*(terms.get("levels") or ()), *({whom} - {"", _STAFF})):
            _ = levels[level]
        told = place_terms(**terms)
        whom = _whom_of(told.mobility, whom)
        return Quota(
            direction=Direction(direction),
            places=places,
            unit=checked_quota_unit(self._office, unit),
            whom=whom,
            note=note,
            terms=None if told == PlaceTerms() else told,
        )


def _whom_of(mobility: str, whom: str) -> str:
    """Whom places are for: those of staff where the kind of mobility is of staff.

    Raises:
        AgreementRefused: when they are for others.
    """
    if not mobility:
        return whom
    if ConditionKind(mobility).of_students:
        fits = whom != _STAFF
    else:
        fits, whom = whom in {"", _STAFF}, _STAFF
    if not fits:
        raise AgreementRefused(_WHOM.fill(mobility=mobility))
    return whom


def place_terms(
    *,
    mobility: str = "",
    languages: Iterable[AskedLanguage | str] = (),
    total: Decimal | str | None = None,
    fields: Iterable[str] | None = None,
    levels: Iterable[str] | None = None,
    **others: Any,
) -> PlaceTerms:
    """What else is agreed of places, from what callers give.

    Raises:
        AgreementRefused: for a kind of mobility, year, field, language or total that is none.
        MobilityRefused: for a total that is no number.
    """
    if mobility and mobility not in tuple(ConditionKind):
        raise AgreementRefused(_MOBILITY.fill(found=mobility[:40], known=", ".join(ConditionKind)))
    codes = None if fields is None else tuple(fields)
    for code in codes or ():
        if standing(code) is not Standing.KNOWN:
            raise AgreementRefused(_FIELD.fill(found=code[:40]))
    first, last = others.get("first") or "", others.get("last") or ""
    if (first or last) and years_between(first, last) is None:
        raise AgreementRefused(_YEARS.fill(first=first[:20] or "…", last=last[:20] or "…"))
    amount = number_of(total, "total")
    if amount is not None and (amount <= 0 or amount != round(amount, 2)):
        raise AgreementRefused(_TOTAL.fill(found=f"{amount:f}"))
    return PlaceTerms(
        mobility=mobility,
        total=amount,
        languages=tuple(one if isinstance(one, AskedLanguage) else _language(one) for one in languages),
        fields=codes,
        levels=None if levels is None else tuple(levels),
        **others,
    )


def _language(text: str) -> AskedLanguage:
    code, _, level = text.partition(":")
    try:
        return AskedLanguage(code=code.strip(), level=level.strip().upper())
    except ValueError:
        raise AgreementRefused(_LANGUAGE.fill(found=text[:40])) from None


def _replaced(kept: Iterable[Quota], new: Quota) -> Quota | None:
    """The places whose place others take; None where they stand beside those that are kept.

    Raises:
        AgreementRefused: when they may be several, and neither fields nor years say which.
    """
    alike = [one for one in kept if _whom(one) == _whom(new)]
    fields = _fields(new)
    same = [one for one in alike if _fields(one) == fields]
    if not same and fields and any(map(_fields, alike)):
        return None
    alike = same or alike
    if len(alike) > 1:
        alike = [one for one in alike if _years(one) == _years(new)] or alike
    if len(alike) > 1:
        raise AgreementRefused(
            _SEVERAL.fill(known="; ".join(" ".join((*_fields(one), *_years(one))).strip() or "–" for one in alike))
        )
    return alike[0] if alike else None


def _whom(quota: Quota) -> tuple[Direction, str, str]:
    return quota.direction, quota.whom, quota.terms.mobility if quota.terms else ""


def _years(quota: Quota) -> tuple[str, str]:
    return (quota.terms.first, quota.terms.last) if quota.terms else ("", "")


def _fields(quota: Quota) -> tuple[str, ...]:
    return tuple(sorted((quota.terms and quota.terms.fields) or ()))
