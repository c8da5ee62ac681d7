"""The university's own agreements as lines of a register."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from orqa.base.partial import PartialDate
from orqa.domain.partnerships.agreement_parts import Party
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.terms import Term


@frozen
class OwnLine:
    """One of our agreements as a register prints it; one of many partners names them all.

    Attributes:
        partner: the names of the partners.
        country: of the first.
        agreement_kind: code of the kind.
        level: our unit that makes it, by its title; the university where no unit does.
        signed: the days of signature.
        begins: the first day, where it is told apart.
        term: how long it holds, with the last extension.
        number: in our register.
        cells: what else is printed, by column.
    """

    partner: str
    country: str
    agreement_kind: str
    level: str
    signed: tuple[PartialDate, ...]
    begins: PartialDate | None
    term: Term
    number: str
    cells: Mapping[str, str]

    def cell(self, name: str) -> str:
        """What else is printed in a column; empty for nothing."""
        return self.cells.get(name, "")


def own_lines(
    agreements: Iterable[Agreement], partners: Mapping[str, Partner], units: Mapping[str, str]
) -> Iterator[OwnLine]:
    """Agreements as lines.

    Args:
        agreements: which.
        partners: by their ids.
        units: titles of our units, by their codes.
    """
    for one in agreements:
        known = [partners[identity] for identity in one.partners if identity in partners]
        names = [_called(party, partners) for party in one.parties if party.partner in partners]
        own = next((party for party in one.parties if not party.partner), None)
        level = (units.get(own.unit, own.unit) or own.called) if own else ""
        kind = one.kind_printed
        cells = {"agreement_kind": kind, "note": one.note, "end": one.ends_printed, "duration": one.term_printed}
        cells["signed"] = one.signed.printed if one.signed else ""
        yield OwnLine(
            partner="; ".join(names),
            country=known[0].country if known else "",
            agreement_kind=one.agreement_kind,
            level=level,
            signed=_signed(one),
            begins=one.in_force.day if one.in_force else None,
            term=_term(one),
            number=one.number,
            cells=cells,
        )


def _called(party: Party, partners: Mapping[str, Partner]) -> str:
    """A partner's name, with its unit before it."""
    name = partners[party.partner].name
    return f"{party.unit}, {name}" if party.unit else name


def _signed(one: Agreement) -> tuple[PartialDate, ...]:
    days = tuple(sign.signed.day for sign in one.signatures if sign.signed.day is not None)
    return days or ((one.signed.day,) if one.signed and one.signed.day else ())


def _term(one: Agreement) -> Term:
    """How long it holds by now: an extension has put another end in the place of the printed one."""
    if one.ended_on is None and not one.extensions:
        return one.term
    end = one.ended_on or one.extensions[-1].until
    return Term(until=PartialDate.of(end), no_end=one.term.no_end, renewed_for=one.term.renewed_for)
