"""Exchange accounts are kept, and balances drawn from mobilities (ดุลการแลกเปลี่ยน)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.years import Year
from orqa.domain.partnerships.balance import draw
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.exchange_accounts import ExchangeAccount, account_id, movement_of
from orqa.domain.partnerships.ledger import Balance
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.movements import Clauses, Movement
from orqa.domain.partnerships.records import Partner
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange_given import number_of, terms_of
from orqa.office.partnerships.mobility_reading import MobilityReading
from orqa.office.service import Asked
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

KEEP: Final = "mobility.keep"
"""The action, as the policy has it."""

SIGN: Final = Text.of(
    en="sent − received: above 0 the partner owes places, below 0 we owe them",
    th="ส่งออก − รับเข้า: มากกว่า 0 คู่สัญญาค้างที่นั่ง น้อยกว่า 0 เราค้างที่นั่ง",
)
"""How the sign of a balance is read."""

_AGREEMENT = Text.of(
    en="the agreement {agreement} is not with {partner}; name another, or none",
    th="ข้อตกลง {agreement} ไม่ได้ทำกับ {partner} โปรดระบุข้อตกลงอื่นหรือไม่ระบุ",
)
_OPENING = Text.of(en="an opening balance needs the year at whose end it stood", th="ยอดยกมาต้องระบุปีที่ยอดนั้นสิ้นสุด")


@frozen(kw_only=True)
class AccountBalance:
    """The balance of one agreement with a partner.

    Attributes:
        partner: the partner.
        agreement: id of the agreement; None for mobilities that are under none.
        balance: who owes, with each line.
        is_assumed: whether no clauses are kept, so that the profile's unit and nothing else counts.
        clause: where the agreement says so.
    """

    partner: Partner
    agreement: str | None
    balance: Balance
    is_assumed: bool
    clause: str = ""

    @property
    def wording(self) -> Text:
        """How the sign is read, and who owes how much and why."""
        return Text.of(en="{sign}; {told}", th="{sign}; {told}").fill(sign=SIGN, told=self.balance.explanation)


@frozen(kw_only=True)
class NoBalance:
    """That no balance can be drawn of one agreement with a partner, and why.

    Attributes:
        partner: the partner.
        agreement: id of the agreement; None for mobilities that are under none.
        error: why not, with what to do.
    """

    partner: Partner
    agreement: str | None
    error: OrqaError


class Exchange(MobilityReading):
    """Keep accounts of exchange places and draw their balances; a part of ``office.partnerships``."""

    def keep_account(  # noqa: PLR0913 - what an agreement says, by name
        self,
        partner: str,
        *,
        agreement: str | None = None,
        opening: Decimal | str | None = None,
        opening_year: int | None = None,
        clause: str = "",
        key: str | None = None,
        **terms: Any,
    ) -> Changed[ExchangeAccount]:
        """Keep what was agreed with a partner about places (เงื่อนไขดุลการแลกเปลี่ยน), in the place of what was kept before.

        Args:
            partner: as ``partner`` finds it.
            agreement: id of the agreement; None for what holds without one.
            opening: the balance that was kept elsewhere, sent minus received.
            opening_year: the academic year at whose end it stood.
            clause: where the agreement says so, such as ``ข้อ 5``.
            key: of the caller's choice: the same call with the same key is done once.
            **terms: the clauses, those of :func:`orqa.office.partnerships.exchange_given.terms_of`.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
            MobilityRefused: for what is no number, unit, year or word of these, and an agreement with another.
            TypeError: when there is no such clause.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if opening is not None and opening_year is None:
            raise MobilityRefused(_OPENING)
        known = self.partner(partner)
        agreement = self._agreement_with(agreement, known) if agreement else None
        made = ExchangeAccount(
            id=account_id(known.id, agreement),
            partner=known.id,
            agreement=agreement,
            terms=terms_of(self._office, **terms),
            opening=number_of(opening, "opening"),
            opening_year=None if opening_year is None else self.academic_year(opening_year).ce,
            clause=clause,
        )
        self._office.require(KEEP)

        def make(save: "Save") -> Changed[ExchangeAccount]:
            before = self._one_or_none(ExchangeAccount, made.id)
            new = evolve(made, version=before.version if before else 0)
            save(KEEP, self._office.now(), (new,))
            return Changed(record=evolve(new, version=new.version + 1))

        def again(_made: object) -> Changed[ExchangeAccount]:
            return Changed(record=self._one_or_none(ExchangeAccount, made.id) or made)

        return self._recorder.once(key, KEEP, Asked({"account": made.id, "terms": made}), make, again)

    def accounts(self, partner: str = "") -> tuple[ExchangeAccount, ...]:
        """The accounts that are kept, of one partner or of all.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
        """
        if not partner:
            return self._every(ExchangeAccount)
        return self._every(ExchangeAccount, is_in("partner", self._ids_of(self.partner(partner).id)))

    def balance(
        self, partner: str, on: date | None = None, *, agreement: str | None = None
    ) -> tuple[AccountBalance, ...]:
        """How the exchange with a partner stands, by agreement, at the end of an academic year (ดุลการแลกเปลี่ยน).

        Mobilities of a partner that was merged into this one count, too.

        Args:
            partner: as ``partner`` finds it.
            on: a day of the academic year; by default today.
            agreement: only this one.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
            BalanceRefused: for mixed units that no clause relates, and stays that ended early where none says what
                counts. :meth:`each_balance` gives the others all the same.
        """
        drawn: list[AccountBalance] = []
        for one in self.each_balance(partner, on, agreement=agreement):
            if isinstance(one, NoBalance):
                raise one.error
            drawn.append(one)
        return tuple(drawn)

    def each_balance(
        self, partner: str, on: date | None = None, *, agreement: str | None = None
    ) -> Iterator[AccountBalance | NoBalance]:
        """As :meth:`balance`; of an agreement whose balance cannot be drawn the reason, so that it hides no other.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
        """
        known = self.partner(partner)
        year = self._year_rule().year_of(on or self._office.today())
        accounts = self._accounts_of(known)
        under = self._by_agreement(self._of_partner(known), accounts)
        for one in under:
            if agreement is not None and one != agreement:
                continue
            try:
                yield self._drawn(known, one, accounts.get(one), under[one], year)
            except OrqaError as error:
                yield NoBalance(partner=known, agreement=one, error=error)

    def balances(self, on: date | None = None) -> "Table":
        """Who owes whom how many places, of all partners with exchange (ดุลการแลกเปลี่ยนทุกสถาบัน).

        An agreement whose balance cannot be drawn is told with the reason.
        """
        from orqa.office.partnerships.exchange_tables import balance_table

        day = on or self._office.today()
        named = {one.partner for one in self._counted(Mobility)} | {
            one.partner for one in self._counted(ExchangeAccount)
        }
        partners = {known.id: known for known in map(self.partner, named)}
        names = sorted(partners.values(), key=lambda one: (one.name, one.id))
        found = [balance for one in names for balance in self.each_balance(one.id, day)]
        return balance_table(self._office, found, self._year_rule().year_of(day))

    # ------------------------------------------------------------------ inside

    def _agreement_with(self, named: str, partner: Partner) -> str:
        """The id of an agreement with a partner.

        Raises:
            NotFound: when there is no such agreement.
            MobilityRefused: when it is with others.
        """
        found = self.agreement(named)
        if not {*self._ids_of(partner.id)} & {*found.partners}:
            raise MobilityRefused(_AGREEMENT.fill(agreement=found.number or found.title, partner=partner.name))
        return found.id

    def _of_partner(self, partner: Partner) -> tuple[Mobility, ...]:
        """All mobilities of a partner and of those that were merged into it, with what waits to be written."""
        ids = self._ids_of(partner.id)
        kept = {one.id: one for one in self._counted(Mobility, is_in("partner", ids))}
        waiting = {one.id: one for one in self._recorder.waiting_of(Mobility) if one.partner in ids}
        return tuple((kept | waiting).values())

    def _accounts_of(self, partner: Partner) -> dict[str | None, ExchangeAccount]:
        """The accounts of a partner by agreement; those of partners that were merged into it where it has none."""
        ids = self._ids_of(partner.id)
        kept = self._counted(ExchangeAccount, is_in("partner", ids))
        return {one.agreement: one for one in sorted(kept, key=lambda one: -ids.index(one.partner))}

    def _by_agreement(
        self, mobilities: Iterable[Mobility], accounts: Mapping[str | None, ExchangeAccount]
    ) -> dict[str | None, list[Mobility]]:
        """Mobilities by what they are counted under; one without an agreement under the only account there is."""
        only = next(iter(accounts)) if len(accounts) == 1 else None
        found: dict[str | None, list[Mobility]] = {one: [] for one in accounts}
        for one in mobilities:
            found.setdefault(one.agreement if one.agreement is not None else only, []).append(one)
        return found

    def _drawn(
        self,
        partner: Partner,
        agreement: str | None,
        account: ExchangeAccount | None,
        mobilities: list[Mobility],
        year: Year,
    ) -> AccountBalance:
        clauses = self._clauses(agreement, account)
        is_assumed = clauses is None
        if clauses is None:
            first = min((one.year for one in mobilities), default=year.ce)
            clauses = Clauses(unit=self._default_unit(), first=self._year_ce(first))
        opening = account.brought(self._year_ce) if account else None
        balance = draw(self._movements(mobilities), clauses, through=year, opening=opening)
        clause = account.clause if account else ""
        return AccountBalance(
            partner=partner, agreement=agreement, balance=balance, is_assumed=is_assumed, clause=clause
        )

    def _clauses(self, agreement: str | None, account: ExchangeAccount | None) -> Clauses | None:
        """What counts: the clauses that the agreement itself holds, else those of the account; None for neither."""
        known = self._kept_agreement(agreement) if agreement else None
        if known is not None and known.exchange is not None:
            return known.exchange.clauses(self._year_ce)
        return None if account is None else account.terms.clauses(self._year_ce)

    def _movements(self, mobilities: Iterable[Mobility]) -> list[Movement]:
        kinds = {code: term.extra["circumstance"] for code, term in self._kinds().items()}
        found = (movement_of(one, kinds, self._year_ce) for one in mobilities)
        return [one for one in found if one is not None]

    def _default_unit(self) -> str:
        unit: str = self._office.rules().reading().value("mobility.unit")
        return unit
