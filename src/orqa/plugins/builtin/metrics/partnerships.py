"""Metrics of agreements (ตัวชี้วัดข้อตกลงความร่วมมือ): in force, used, ending without a decision, days to signature."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_counting import (
    RULE,
    Counting,
    days_to_signature,
    decide_counting,
    ends_undecided,
)
from orqa.domain.partnerships.agreement_states import HELD, AgreementState
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.records import Partner
from orqa.office.deadlines import from_to
from orqa.office.partnerships.uses import agreement_uses
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.metrics import Measure, MetricContext, percent_share
from orqa.rules.errors import UnknownParameter
from orqa.storage.codec import Codec
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.rules.views import Reading

_CODEC = Codec([Agreement, Partner])
_COUNTED = (*HELD, AgreementState.SUPERSEDED.value)
_WITHIN = Text.of(en="within {months} months", th="ภายใน {months} เดือน")
_NO_UNIT = Text.of(en="no unit", th="ไม่ระบุหน่วยงาน")
_NOTHING = Measure(value=None, count=0)
_NO_COUNTRY = Text.of(en="no country", th="ไม่ระบุประเทศ")


class AgreementsInForce:
    """Agreements in force in the period, by the rule ``agreement.counting``; partners of a merger are one.

    Args:
        by: what the parts are: ``kind``, ``country`` or ``unit``.
        of: what is counted: ``agreement``, or each ``partner`` once.
    """

    def __init__(self, by: str, of: str = "agreement") -> None:
        self._by, self._of = by, of

    def measure(self, context: MetricContext) -> Measure:
        """An agreement with partners in two countries counts in the part of each, and once in the number.

        Nothing where the profile does not say how agreements are counted.
        """
        reading = _reading(context)
        if reading is None:
            return _NOTHING
        counted = _in_force(context, reading)
        partners = _partners(context, counted)
        parts: Counter[Text] = Counter()
        everybody: set[str] = set()
        for one in counted:
            named = {partners[each].id for each in one.partners if each in partners}
            titles = self._titles(context, one, [partners[each] for each in one.partners if each in partners])
            if self._of == "agreement":
                parts.update(titles)
            everybody |= named
        if self._of == "partner":
            held = {one.id: one for one in partners.values()}
            parts.update(_country(held[one].country) for one in everybody)
        value = len(counted) if self._of == "agreement" else len(everybody)
        ordered = sorted(parts.items(), key=lambda part: (-part[1], str(part[0])))
        return Measure(
            value=value, count=len(counted), parts=tuple(ordered), citations=reading.decision(None, {}).citations
        )

    def _titles(self, context: MetricContext, agreement: Agreement, partners: Iterable[Partner]) -> set[Text]:
        if self._by == "country":
            return {_country(one.country) for one in partners}
        if self._by == "unit":
            return {Text.of(en=agreement.unit) if agreement.unit else _NO_UNIT}
        term = context.profile.vocabulary("agreement-kind").get(agreement.agreement_kind)
        return {term.title if term else Text.of(en=agreement.agreement_kind)}


class ActiveShare:
    """Of the agreements in force in the period, the share under which something was done in it."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where none is in force. Whatever is done counts for the agreement that it names."""
        reading = _reading(context)
        if reading is None:
            return _NOTHING
        counted = _in_force(context, reading)
        used = agreement_uses(context.counting, context.period.first, context.until)
        active = sum(one.id in used for one in counted)
        share = percent_share(active, len(counted))
        return Measure(value=share, count=len(counted), citations=reading.decision(None, {}).citations)


class EndingUndecided:
    """Agreements in force that end soon after the period and of which nobody decided what becomes of them."""

    def measure(self, context: MetricContext) -> Measure:
        """The number is of the longest time of the rule ``agreement.undecided_months``, the parts are of each."""
        reading = _reading(context)
        if reading is None:
            return _NOTHING
        counting, times = _counting(reading), sorted(reading.value("agreement.undecided_months"))
        held = [one for one in _agreements(context, HELD) if one.agreement_kind not in counting.left_out]
        within = {months: sum(ends_undecided(one, context.until, months) for one in held) for months in times}
        in_force = sum(one.is_in_force(context.until) for one in held)
        parts = tuple((_WITHIN.fill(months=months), number) for months, number in within.items())
        return Measure(
            value=max(within.values(), default=0),
            count=in_force,
            parts=parts,
            citations=reading.decision(None, {}).citations,
        )


class DaysToSignature:
    """Median days from the request for an agreement to the last signature, of those signed in the period."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where of none both days are known."""
        signed = from_to("signed_on", context.period.first, context.until)
        found = every(context.reader, _CODEC, Agreement, signed)
        value, count = days_to_signature(found)
        return Measure(value=value, count=count)


def _reading(context: MetricContext) -> "Reading | None":
    """The rules of the period; None in a profile that does not say how agreements are counted."""
    view = context.profile.at(context.until)
    try:
        view.parameter(RULE)
    except UnknownParameter:
        return None
    return view.reading()


def _counting(reading: "Reading") -> Counting:
    return reading.adopt(decide_counting(reading.view.reading()))


def _in_force(context: MetricContext, reading: "Reading") -> list[Agreement]:
    counting, first, last = _counting(reading), context.period.first, context.until
    return [one for one in _agreements(context, _COUNTED) if counting.counts(one, first, last)]


def _agreements(context: MetricContext, states: tuple[str, ...]) -> Iterable[Agreement]:
    return every(context.reader, _CODEC, Agreement, is_in("state", states))


def _partners(context: MetricContext, agreements: Iterable[Agreement]) -> Mapping[str, Partner]:
    """The partners of agreements by the ids that they name; of one that was merged, the one that stays."""
    wanted = {each for one in agreements for each in one.partners}
    held: dict[str, Partner] = {}
    while missing := sorted(wanted - held.keys()):
        for ref, stored in zip(missing, context.reader.get_many([_ref(one) for one in missing]), strict=True):
            wanted.discard(ref)
            if stored is not None:
                held[ref] = cast("Partner", _CODEC.decode(stored))
                wanted.add(held[ref].merged_into or ref)
    return {one: _standing(held, one) for one in held}


def _standing(held: Mapping[str, Partner], identity: str) -> Partner:
    while (into := held[identity].merged_into) is not None and into in held:
        identity = into
    return held[identity]


def _ref(identity: str) -> RecordRef:
    return RecordRef(Partner.kind, identity)


def _country(code: str) -> Text:
    return country(code).name if code else _NO_COUNTRY
