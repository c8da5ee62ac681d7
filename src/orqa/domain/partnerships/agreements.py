"""Agreements with institutions abroad and at home (ข้อตกลงความร่วมมือ), as they are kept."""

from datetime import date
from typing import Any, ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, optional

from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.months import months_after
from orqa.base.partial import PartialDate, Precision
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.partnerships.agreement_parts import (
    UNIT,
    UNIVERSITY,
    AgreementMove,
    ExchangeTerms,
    Extension,
    Notice,
    Party,
    PrintedDate,
    Scope,
    Signature,
)
from orqa.domain.partnerships.agreement_states import IN_FORCE, AgreementState
from orqa.domain.partnerships.terms import LastDay, Term, notice_day

_text = instance_of(str)
_day = optional(instance_of(date))
_printed = optional(instance_of(PrintedDate))

_DATED: Final = frozenset({AgreementState.SIGNED, AgreementState.SUSPENDED, AgreementState.TERMINATING})
"""What is kept of agreements whose dates tell where they stand."""


@frozen(kw_only=True)
class Agreement(Record):
    """An agreement of two or more parties (ข้อตกลงความร่วมมือ).

    Made by :func:`new_agreement` and changed by :func:`changed_agreement`, which keep the fields right that follow from
    others: ``partner``, ``known_as``, ``level``, ``signed_on``, ``starts_on``, ``ends_on``, ``ends_month``,
    ``renewed_for`` and ``notice_on``. By them it is listed and found among a million.

    Attributes:
        agreement_kind: by the vocabulary ``agreement-kind``.
        kind_printed: the word that the paper or register has for its kind.
        title: as it is printed.
        number: its number in the university's register.
        parties: those who make it, two or more.
        counterpart: of which sort the other side is, by the vocabulary ``counterpart``.
        unit: id of our unit that keeps it.
        person: id of whoever answers for it.
        state: what is kept of where it stands; see :meth:`standing`.
        parent: id of the agreement that it stands under or changes (MoA under MoU, addendum).
        superseded_by: id of the one that took its place: the one relation of two that follow each other.
        requested: when it was asked for.
        approved: when whoever decides approved it.
        signed: when it was signed, where one day is printed for all parties.
        signatures: who signed when, of each party.
        in_force: from when, where that is printed.
        term: how long it holds; its printed end is in it.
        term_printed: the length as it was printed.
        ends_printed: the end as it was printed.
        last_day: which day is the last of a length.
        extensions: by which the same agreement was prolonged, the oldest first.
        ended_on: its last day, where it was ended before or otherwise than its term says.
        notice: how long before the end notice is given; None where it is not stated.
        noticed_on: when notice was given.
        intention: what was decided about its end: ``renew`` or ``lapse``; empty while nothing was.
        told_on: when the commission was told of the council's approval.
        council: whether the university council approved it.
        scope: what it is about.
        exchange: the clauses of the exchange balance; None where it has none.
        concerns: letters, minutes and other records that made it.
        moves: what was done with it, the oldest first.
        source: where it was read, such as a register and its line.
        note: what else a reader should know.
        partner: id of the first party that is a partner.
        level: whether the university or a unit of it makes it.
        known_as: what it is searched by: title, number, names and ids of the parties.
        signed_on: the day on which the last party signed; None while one has not.
        starts_on: the first day on which it is in force; None where nothing tells it.
        ends_on: its last day, of one that is prolonged of itself the last of its first term.
        ends_month: the month of that day, such as ``2026-07``.
        renewed_for: months of each further term; 0 where it is not prolonged of itself.
        notice_on: the last day to give notice before that last day; None where no notice is stated.
    """

    kind: ClassVar[str] = "agreement"
    __repr__ = shown_by("agreement_kind", "title", "state", "ends_on")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("renewed_for", "state", "ends_on"),
        ("renewed_for", "state", "ends_month"),
        ("state", "starts_on"),
        ("partner", "title"),
        ("state", "notice_on"),
    )

    agreement_kind: str = field(validator=matches_re("[a-z][a-z0-9_]*"), metadata=indexed() | public())
    kind_printed: str = field(default="", validator=_text, metadata=public())
    title: str = field(converter=clean_text, validator=_text, metadata=indexed() | public())
    number: str = field(default="", validator=_text, metadata=indexed() | public())
    parties: tuple[Party, ...] = field(validator=deep_iterable(instance_of(Party)), metadata=public())
    counterpart: str = field(default="institution", validator=_text, metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    person: str = field(default="", validator=_text, metadata=personal())
    state: AgreementState = field(
        default=AgreementState.PROPOSED, converter=AgreementState, metadata=indexed() | public()
    )
    parent: str | None = field(default=None, validator=optional(_text), metadata=indexed())
    superseded_by: str | None = field(default=None, validator=optional(_text), metadata=indexed())
    requested: PrintedDate | None = field(default=None, validator=_printed)
    approved: PrintedDate | None = field(default=None, validator=_printed)
    signed: PrintedDate | None = field(default=None, validator=_printed, metadata=public())
    signatures: tuple[Signature, ...] = field(
        default=(), validator=deep_iterable(instance_of(Signature)), metadata=personal()
    )
    in_force: PrintedDate | None = field(default=None, validator=_printed, metadata=public())
    term: Term = field(factory=Term, validator=instance_of(Term), metadata=public())
    term_printed: str = field(default="", validator=_text, metadata=public())
    ends_printed: str = field(default="", validator=_text, metadata=public())
    last_day: LastDay = field(default=LastDay.DAY_BEFORE, converter=LastDay)
    extensions: tuple[Extension, ...] = field(default=(), validator=deep_iterable(instance_of(Extension)))
    ended_on: date | None = field(default=None, validator=_day)
    notice: Notice | None = field(default=None, validator=optional(instance_of(Notice)))
    noticed_on: date | None = field(default=None, validator=_day)
    intention: str = field(default="", validator=matches_re("(renew|lapse)?"), metadata=indexed())
    told_on: date | None = field(default=None, validator=_day)
    council: bool = field(default=False, validator=instance_of(bool))
    scope: Scope = field(factory=Scope, validator=instance_of(Scope), metadata=public())
    exchange: ExchangeTerms | None = field(default=None, validator=optional(instance_of(ExchangeTerms)))
    concerns: tuple[RecordRef, ...] = ()
    moves: tuple[AgreementMove, ...] = ()
    source: str = field(default="", validator=_text)
    note: str = field(default="", validator=_text)

    partner: str = field(default="", validator=_text, metadata=indexed())
    level: str = field(default=UNIVERSITY, validator=matches_re(f"{UNIVERSITY}|{UNIT}"), metadata=indexed() | public())
    known_as: tuple[str, ...] = field(default=(), metadata=searchable())
    signed_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    starts_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    ends_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    ends_month: str | None = field(default=None, validator=optional(matches_re(r"\d{4}-\d{2}")), metadata=indexed())
    renewed_for: int = field(default=0, validator=instance_of(int), metadata=indexed())
    notice_on: date | None = field(default=None, validator=_day, metadata=indexed())

    @property
    def partners(self) -> tuple[str, ...]:
        """Ids of the parties that are partners, each once."""
        return tuple(dict.fromkeys(one.partner for one in self.parties if one.partner))

    @property
    def first_end(self) -> date | None:
        """The last day of its first term, as it was agreed: before it was prolonged or ended early."""
        if self.term.until is not None:
            return self.term.until.last
        return None if self.starts_on is None else self.term.last_day(self.starts_on, self.last_day)

    def end(self, on: date | None = None) -> date | None:
        """The last day of the term that runs on a day, or of its first term; None where there is none.

        An agreement that is prolonged of itself runs on past its first end; a notice in time has stopped that where
        ``ended_on`` says so.
        """
        if self.ends_on is None or not self.renewed_for or on is None or on <= self.ends_on:
            return self.ends_on
        if self.starts_on is not None and not self.extensions:
            return self.term.last_day(self.starts_on, self.last_day, on)
        terms = 1
        while (end := months_after(self.ends_on, terms * self.renewed_for)) < on:
            terms += 1
        return end

    def standing(self, on: date, warning: int = 0) -> AgreementState:
        """Where it stands on a day.

        In force is not signed: an agreement is active from its first day to its last. One without any date is taken to
        be in force, for that is why a register has it.

        Args:
            on: the day.
            warning: for how many months before its last day it counts as near its end.
        """
        if self.state is AgreementState.SUPERSEDED:
            before = self.ended_on is not None and on <= self.ended_on
            return self._running(on, warning) if before else self.state
        if self.state not in _DATED:
            return self.state
        end = self.end(on)
        if end is not None and on > end:
            return AgreementState.TERMINATED if self.state is AgreementState.TERMINATING else AgreementState.EXPIRED
        return self._running(on, warning) if self.state is AgreementState.SIGNED else self.state

    @property
    def signed_as_known(self) -> date | PartialDate | None:
        """When the last party signed, no more exactly than it was printed; None while one has not."""
        return self._printed_as(self.signed_on, self.signed, *(one.signed for one in self.signatures))

    @property
    def starts_as_known(self) -> date | PartialDate | None:
        """From when it is in force, no more exactly than that was printed; None where nothing tells it."""
        return self._printed_as(self.starts_on, self.in_force, self.signed, *(one.signed for one in self.signatures))

    @staticmethod
    def _printed_as(day: date | None, *printed: PrintedDate | None) -> date | PartialDate | None:
        """A day; where no date was printed that is it, the year or month that begins with it."""
        known = [one.day for one in printed if one is not None and one.day is not None and one.day.first == day]
        return day if not known or any(one.precision is Precision.DAY for one in known) else max(known)

    def is_in_force(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.standing(on) in IN_FORCE

    def _running(self, on: date, warning: int) -> AgreementState:
        if self.starts_on is not None and on < self.starts_on:
            return AgreementState.SIGNED
        end = self.end(on)
        if end is not None and not self.renewed_for and warning and months_after(end, -warning) <= on:
            return AgreementState.RENEWAL_NOTICE
        return AgreementState.ACTIVE


def new_agreement(*, names: tuple[str, ...] = (), **fields: Any) -> Agreement:
    """An agreement that was not kept before.

    Args:
        names: of its partners, to be searched by.
        fields: as of :class:`Agreement`, but those that follow from others.
    """
    return _settled(Agreement(**fields, known_as=names))


def changed_agreement(agreement: Agreement, **fields: Any) -> Agreement:
    """The agreement with other fields, and with what follows from them."""
    return _settled(evolve(agreement, **fields))


def _settled(agreement: Agreement) -> Agreement:
    """The agreement, with the fields that follow from others."""
    signed = _signed_on(agreement)
    starts = agreement.in_force.first if agreement.in_force and agreement.in_force.day else signed
    ends = _ends_on(agreement, starts)
    own = [one for one in agreement.parties if not one.partner]
    known = (agreement.title, agreement.number, *agreement.partners, *(one.called for one in agreement.parties))
    return evolve(
        agreement,
        partner=next(iter(agreement.partners), ""),
        level=own[0].level if own else agreement.parties[0].level if agreement.parties else UNIVERSITY,
        known_as=tuple(dict.fromkeys(filter(None, (*known, *agreement.known_as)))),
        signed_on=signed,
        starts_on=starts,
        ends_on=ends,
        ends_month=None if ends is None else f"{ends:%Y-%m}",
        renewed_for=0 if agreement.ended_on is not None else agreement.term.renewed_for or 0,
        notice_on=notice_by(ends, agreement.notice),
    )


def notice_by(end: date | None, notice: Notice | None) -> date | None:
    """The last day to give notice before an end; None where there is no end or no notice is stated."""
    return None if end is None or notice is None else notice_day(end, months=notice.months, days=notice.days)


def _signed_on(agreement: Agreement) -> date | None:
    """The day of the last signature, once all parties have signed; one day for all, where just that is printed."""
    by_party = {one.party: one.signed.first for one in agreement.signatures}
    days = [by_party.get(place) for place in range(len(agreement.parties))]
    if days and all(days):
        return max(day for day in days if day)
    return agreement.signed.first if agreement.signed else None


def _ends_on(agreement: Agreement, starts: date | None) -> date | None:
    if agreement.ended_on is not None:
        return agreement.ended_on
    if agreement.extensions:
        return agreement.extensions[-1].until
    return evolve(agreement, starts_on=starts).first_end
