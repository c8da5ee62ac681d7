"""Made agreements that the tests of this area share."""

from datetime import date
from typing import Any

from orqa.base.partial import PartialDate
from orqa.domain.partnerships.agreement_parts import Notice, Party, PrintedDate
from orqa.domain.partnerships.agreements import Agreement, new_agreement
from orqa.domain.partnerships.terms import Term
from orqa.office.office import Office

START = date(2024, 1, 1)


def agreement(identity: str, start: date | None = START, months: int | None = 36, **fields: Any) -> Agreement:
    """An agreement that is signed; with ``renewed`` months of each further term."""
    renewed = fields.pop("renewed", None)
    given: dict[str, Any] = {
        "agreement_kind": "mou",
        "title": f"Agreement {identity}",
        "parties": (Party(), Party(partner=fields.pop("with_", "p1"))),
        "state": "signed",
        "signed": PrintedDate.of(start),
        "term": Term(months=months, renewed_for=renewed),
        "notice": Notice(months=6),
    }
    return new_agreement(id=identity, **{**given, **fields})


def partial(text: str) -> PrintedDate:
    """A date as a register prints it."""
    return PrintedDate(day=PartialDate.parse(text))


def kept(office: Office, *agreements: Agreement) -> None:
    """Agreements, written into an office as they are."""
    office.recorder.save("agreement.keep", office.now(), list(agreements))


def agreed(office: Office, *ids: str) -> None:
    """An agreement of each id, where there is none yet."""
    with office.reading() as reader:
        known = {str(identity) for (identity,) in reader.rows(Agreement.kind, ("id",))}
    kept(office, *(agreement(one) for one in dict.fromkeys(ids) if one not in known))
