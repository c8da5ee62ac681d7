"""Lending letters at the command line (การยืมหนังสือ)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing
from orqa.cli.output import print_json
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.domain.correspondence.lending import Loan
    from orqa.office.office import Office

_LENT = Text.of(en="Loan {loan}, due {due}{cited}", th="การยืม {loan} กำหนดส่งคืน {due}{cited}")
_VIEWED = Text.of(en="Viewing {loan}{cited}", th="การให้ดูหรือคัดลอก {loan}{cited}")
_BACK = Text.of(en="Loan {loan}: back on {on}", th="การยืม {loan} ส่งคืนแล้ววันที่ {on}")
_CITED = Text.of(en=", by {citations}", th=" ตาม {citations}")
_PERMITTED = click.option("--permitted-by", default="", help="Staff code of whoever permits it; by default who acts.")
_DELEGATION = click.option("--delegation", default="", help="Order by which borrower or permitter act for another.")
_PURPOSE = click.option("--purpose", required=True, help="For which official work.")


def _told(loan: "Loan", office: "Office", settings: Settings, cited: tuple[str, ...] = ()) -> None:
    """Print what became of a loan."""
    if settings.as_json:
        data = {"loan": loan.id, "letter": loan.letter.id, "way": loan.way, "due": loan.due, "is_out": loan.is_out}
        print_json(data | {"returned_on": loan.returned_on, "citations": list(cited)})
        return
    style = Style.of_profile(office.profile, settings.language)
    by = _CITED.fill(citations=", ".join(cited)) if cited else Text.of(en="", th="")
    said = _LENT if loan.is_out else _VIEWED if loan.due is None else _BACK
    days = {name: style.value(day, ColumnType.DATE) for name, day in (("due", loan.due), ("on", loan.returned_on))}
    click.echo(settings.say(said.fill(loan=loan.id, cited=by, **days)))


def _cited(loan: "Loan", office: "Office") -> tuple[str, ...]:
    return tuple(map(str, office.correspondence.loan_decision(loan).citations))


@click.group()
def loan() -> None:
    """Lend kept letters, call them back, take them back (การยืมหนังสือ)."""


@loan.command("lend")
@click.argument("which")
@click.argument("borrower")
@options(
    _PURPOSE,
    click.option("--due", type=Day(), help="By when it is to be back; by default what the rules say."),
    click.option("--agency", default="", help="The other agency that borrows; BORROWER is then a name."),
    click.option("--post", default="", help="Post of the borrower there."),
    click.option("--collected-by", default="", help="Who fetches it; by default the borrower."),
    _PERMITTED,
    _DELEGATION,
    ON,
    KEY,
)
@common_options
def lend_letter(settings: Settings, which: str, borrower: str, **given: Any) -> None:
    """Lend the letter WHICH to BORROWER, a staff code or a name of another agency (ให้ยืม)."""
    with settings.open_office() as office:
        made = office.correspondence.lend(look_up(which, office, settings), borrower, **given)
        _told(made, office, settings, _cited(made, office))


@loan.command()
@click.argument("which")
@click.argument("person")
@options(_PURPOSE, _PERMITTED, _DELEGATION, ON, KEY)
@common_options
def view(settings: Settings, which: str, person: str, **given: Any) -> None:
    """Let PERSON from outside look at the letter WHICH, or copy it (ให้ดูหรือคัดลอก)."""
    with settings.open_office() as office:
        made = office.correspondence.view(look_up(which, office, settings), person, **given)
        _told(made, office, settings, _cited(made, office))


@loan.command()
@click.argument("which")
@click.argument("due", type=Day())
@options(_PERMITTED, _DELEGATION, KEY)
@common_options
def renew(settings: Settings, which: str, due: date, **given: Any) -> None:
    """Prolong the loan WHICH until the day DUE (ต่ออายุการยืม)."""
    with settings.open_office() as office:
        _told(office.correspondence.renew(which, due, **given), office, settings)


@loan.command()
@click.argument("which")
@options(
    click.option("--reason", required=True, help="Why."),
    click.option("--by", type=Day(), help="By when it is to be back; by default today."),
    KEY,
)
@common_options
def recall(settings: Settings, which: str, reason: str, by: date | None, key: str | None) -> None:
    """Call back what the loan WHICH lent (เรียกคืน)."""
    with settings.open_office() as office:
        _told(office.correspondence.call_back(which, reason, by=by, key=key), office, settings)


@loan.command("return")
@click.argument("which")
@options(
    click.option("--returned-by", default="", help="Who brings it; by default the borrower."),
    ON,
    click.option("--note", default="", help="Remark."),
    KEY,
)
@common_options
def return_loan(settings: Settings, which: str, **given: Any) -> None:
    """Take back what the loan WHICH lent (รับคืน)."""
    with settings.open_office() as office:
        _told(office.correspondence.take_back(which, **given), office, settings)


@loan.command("list")
@options(
    click.option("--letter", help="Those of one letter: register number, printed number or id."),
    click.option("--out", "is_out", is_flag=True, help="Those alone that are not back."),
)
@common_options
def list_loans(settings: Settings, letter: str | None, *, is_out: bool) -> None:
    """Show the cards of loans by the day on which they are due (บัตรยืมหนังสือ, แบบที่ 24)."""
    with settings.open_office(read_only=True) as office:
        of = look_up(letter, office, settings) if letter else None
        print_listing(office.correspondence.loan_cards(of, is_out=is_out), office, settings)


@loan.command()
@ON
@common_options
def overdue(settings: Settings, on: date | None) -> None:
    """List loans that should be back, the longest overdue first (ค้างส่ง)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.overdue_loans_table(on), office, settings)
