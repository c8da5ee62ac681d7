"""Files of mobilities get their number and place, held against what the agreement allows (จำนวนที่นั่ง)."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships import mobility_moves as moves
from orqa.domain.partnerships.agreement_parts import Quota
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.balance import draw
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.exchange_accounts import ExchangeAccount, movement_of
from orqa.domain.partnerships.mobilities import DIRECTIONS, Mobility
from orqa.domain.partnerships.movements import BalanceRefused, Clauses, Direction, shown
from orqa.domain.partnerships.quotas import used
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.mobility_plans import Planning
from orqa.office.service import Asked
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from orqa.domain.partnerships.records import Partner
    from orqa.office.recorder import Save

OVER: Final = FindingKind(
    "mobility-over-quota",
    Severity.WARNING,
    Text.of(
        en="with this one, {found} are {way} in {year}; {why} {clause}: agree on it with the partner",
        th="เมื่อรวมรายนี้ {way}ในปี {year} เป็น {found}; {why} {clause} โปรดตกลงกับคู่สัญญา",
    ),
)
UNCHECKED: Final = FindingKind(
    "mobility-quota-not-checked",
    Severity.WARNING,
    Text.of(en="places were not checked: {reason}", th="ไม่ได้ตรวจจำนวนที่นั่ง: {reason}"),
)
TWICE: Final = FindingKind(
    "mobility-person-twice",
    Severity.WARNING,
    Text.of(
        en="the same person has the file {code} in that year; persons and mobilities are counted apart",
        th="บุคคลเดียวกันมีแฟ้ม {code} ในปีนั้นแล้ว จำนวนคนและจำนวนครั้งนับแยกกัน",
    ),
)

_OVER = Text.of(
    en="with this one, {found} would be {way} in {year}; {why} {clause}",
    th="เมื่อรวมรายนี้ {way}ในปี {year} จะเป็น {found}; {why} {clause}",
)
_TRIES: Final = 20


class Placing(Planning):
    """Open files, held against what the agreement allows; a part of ``office.partnerships``."""

    def _opened(
        self,
        made: Mobility,
        partner: "Partner",
        key: str | None,
        adds: Iterable[Add] = (),
        others: Callable[[Mobility], Iterable[Any]] = lambda _made: (),
    ) -> Changed[Mobility]:
        """Write a new file with its number, checked against the account; see :meth:`nominate_person`."""
        self._office.require(KEEP)
        more = tuple(adds)

        def make(save: "Save") -> Changed[Mobility]:
            for left in reversed(range(_TRIES)):
                owner, findings = self._checked(made, partner)
                held = [owner] if owner is not None and not self._recorder.is_writing(owner.ref) else []
                try:
                    saved = save(KEEP, self._office.now(), (made, *others(made), *held), (next_number(made), *more))
                except Conflict as conflict:
                    if not left or conflict.ref.kind not in {ExchangeAccount.kind, Agreement.kind}:
                        raise
                    continue
                return Changed(record=self._numbered_file(made, saved), findings=findings)
            raise AssertionError  # pragma: no cover - the last try raises

        asked = {"mobility": evolve(made, id="", number=None), "adds": [one.cell for one in more]}
        return self._recorder.once(
            key, KEEP, Asked(asked), make, lambda done: Changed(record=self.mobility(done[0].id))
        )

    def _numbered_file(self, made: Mobility, saved: Any) -> Mobility:
        waiting = self._recorder.waiting(made.ref)
        if waiting is not None:
            return evolve(made, version=1)
        return evolve(made, version=1, number=saved.numbers[0])

    def _checked(
        self, made: Mobility, partner: "Partner"
    ) -> tuple[ExchangeAccount | Agreement | None, tuple[Finding, ...]]:
        """The record by which those who open files of one balance wait for each other, and what is to be looked at.

        That is the account, else the agreement, where it has clauses or places of its own.

        Raises:
            MobilityRefused: above what the agreement allows, where the rules refuse that.
        """
        accounts = self._accounts_of(partner)
        account, known = accounts.get(made.agreement), self._of_partner(partner)
        clauses, agreement = self._clauses(made.agreement, account), self._kept_agreement(made.agreement or "")
        under = self._by_agreement(known, accounts).get(made.agreement, [])
        findings = [
            TWICE.make(field="traveller", record=made.ref, code=one.code)
            for one in known
            if one.traveller_key == made.traveller_key and one.year == made.year and not moves.is_off(one)
        ]
        if clauses is not None:
            findings += self._or_unchecked(made, lambda: self._over(made, clauses, account, under))
        if agreement is not None and agreement.scope.quotas:
            quotas = agreement.scope.quotas
            findings += self._or_unchecked(made, lambda: self._over_quotas(made, quotas, under, clauses))
        elif clauses is None:
            agreement = None
        return account or agreement, tuple(findings)

    def _or_unchecked(self, made: Mobility, check: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """What a check finds, or why it could not be made."""
        try:
            return tuple(check())
        except BalanceRefused as refused:
            return (UNCHECKED.make(field="agreement", record=made.ref, reason=refused.reason),)

    def _over_quotas(
        self, made: Mobility, quotas: Iterable[Quota], under: list[Mobility], clauses: Clauses | None
    ) -> Iterable[Finding]:
        """What to say where a new file is above the places that the agreement names for a year."""
        kinds = {code: term.extra["circumstance"] for code, term in self._kinds().items()}
        for one in used(quotas, made, under, kinds, clauses):
            if one.is_over:
                yield self._told_over(made, one.units, one.why, "")

    def _over(
        self, made: Mobility, clauses: Clauses, account: ExchangeAccount | None, mobilities: list[Mobility]
    ) -> Iterable[Finding]:
        """What to say where a new file is above the places that the clauses leave in its year."""
        opening = account.brought(self._year_ce) if account else None
        begins = account.first if account else clauses.first.ce
        kinds = {code: term.extra["circumstance"] for code, term in self._kinds().items()}
        new = movement_of(made, kinds, self._year_ce)
        if new is None or new.circumstance in clauses.left_out or made.year < begins:
            return
        before = draw(self._movements(mobilities), clauses, through=self._year_ce(made.year - 1), opening=opening)
        places = next(one for one in before.places if one.direction is made.way)
        now = draw(self._movements(mobilities), clauses, through=self._year_ce(made.year), opening=opening)
        taken = sum(
            (line.counted for line in now.lines if _is_of(line.movement, made.way, made.year)),
            clauses.in_unit(new.units, new.unit),
        )
        if places.most is None or taken <= places.most:
            return
        clause = f"({account.clause})" if account and account.clause else ""
        yield self._told_over(made, Fraction(taken), places.why, clause)

    def _told_over(self, made: Mobility, found: Fraction, why: Text, clause: str) -> Finding:
        """What is above; refused where the rules refuse that."""
        told: dict[str, Any] = {
            "found": shown(found),
            "way": DIRECTIONS[made.way],
            "year": made.series,
            "why": why,
            "clause": clause,
        }
        if self._office.rules(made.nominated_on).reading().value("mobility.over_quota") == "refuse":
            raise MobilityRefused(_OVER.fill(**told))
        return OVER.make(field="units", record=made.ref, **told)


def next_number(made: Mobility) -> Add:
    """The next number of its academic year, written into a new file."""
    return Add(f"mobility/{made.year}", 1, into=(Into(made.ref, "number"),))


def places_cell(call: str, partner: str) -> str:
    """The cell that holds how many places of a call are left at a partner."""
    return f"mobility-places/{call}/{partner}"


def _is_of(movement: Any, way: Direction, year: int) -> bool:
    return movement.direction is way and movement.year.ce == year
