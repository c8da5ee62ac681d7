"""What the commands of the budget share: amounts, lines, days, and how postings and cases are told."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.date_format import day_text
from orqa.base.digits import to_arabic_digits
from orqa.base.language import Text, joined
from orqa.base.money import NotExact
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.budgets.records import STATES
from orqa.domain.budgets.stages import OPEN, TITLES, VERBS, Stage

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.domain.budgets.moves import Held
    from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
    from orqa.office.office import Office

_NOT_POSITIVE = Text.of(
    en="an amount is above 0, found {amount}; for the way back there are refund, release and reverse",
    th="จำนวนเงินต้องมากกว่า 0 พบ {amount} การส่งคืนหรือยกเลิกใช้คำสั่ง refund, release หรือ reverse",
)
_FRACTION = Text.of(
    en="{amount} has a fraction of the smallest unit: write at most {places} decimals",
    th="{amount} มีเศษต่ำกว่าหน่วยเล็กที่สุด ให้เขียนทศนิยมไม่เกิน {places} ตำแหน่ง",
)
_POSTING = Text.of(en="{line}: {verb} {moves} on {day} ({id})", th="{line}: {verb} {moves} เมื่อ {day} ({id})")
_MOVE = Text.of(en="{amount} {source} → {target}", th="{amount} {source} → {target}")
_CASE = Text.of(en="{id}: {title}, {state}{held}", th="{id}: {title} {state}{held}")
_HELD = Text.of(en="; {stage} {amount}", th=" {stage} {amount}")
_CONTRACT = Text.of(en="  Contract: {contract}", th="  สัญญา: {contract}")
_SPENDER = Text.of(en="  Spent on our behalf by: {spender}", th="  หน่วยงานที่เบิกแทน: {spender}")
_DUE = Text.of(en="  To be accounted for by {day}", th="  ส่งใช้ภายใน {day}")

_LEFT_OUT = Text.of(
    en="{number} cases of others are left out; the totals count them", th="ไม่แสดงเรื่องของผู้อื่น {number} เรื่อง ยอดรวมนับไว้แล้ว"
)
_PAY_BY = Text.of(en="  To be paid by {day}", th="  เบิกจ่ายภายใน {day}")

_NEGATIVE = re.compile(r"[-\u2212][\d,]+(\.\d+)?", re.ASCII).fullmatch


class Baht(click.ParamType[Decimal, str]):
    """An amount as people write it, above 0: 1,234.50 or ๑,๒๓๔.๕๐; never a float.

    Args:
        zero: whether it may be 0.
    """

    name = "amount"

    def __init__(self, *, zero: bool = False) -> None:
        self._zero = zero

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The amount; a usage error that says how to write it where it is none."""
        settings = (ctx.find_object(Settings) if ctx else None) or Settings()
        try:
            amount = exact(value)
        except AmountNotUnderstood as error:
            self.fail(settings.say(error.messages), param, ctx)
        if amount < 0 or not (amount or self._zero):
            self.fail(settings.say(_NOT_POSITIVE.fill(amount=value)), param, ctx)
        return amount


class MoneyCommand(click.Command):
    """A command that takes an amount, and tells a negative one from an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an argument such as ``-5``, which would be taken for an option that nobody knows."""
        before = ""
        for arg in args:
            if _NEGATIVE(to_arabic_digits(arg)) and not before.startswith("--"):
                settings = ctx.ensure_object(Settings)
                raise click.BadParameter(settings.say(_NOT_POSITIVE.fill(amount=arg)), ctx, param_hint="AMOUNT")
            before = arg
        return super().parse_args(ctx, args)


def posting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """As :func:`~orqa.cli.options.common_options`; a fraction of a satang is a usage error, too."""

    @wraps(command)
    def told(settings: Settings, /, **given: Any) -> Any:
        try:
            return command(settings, **given)
        except NotExact as error:
            said = settings.say(_FRACTION.fill(amount=error.amount, places=error.places))
            raise click.BadParameter(said, param_hint="AMOUNT") from error

    return common_options(told)


AMOUNT = click.argument("amount", type=Baht(), metavar="AMOUNT")
FISCAL = click.option("--year", type=YEAR, help="Fiscal year, e.g. 2570; by default this one.")
DOCUMENT = click.option("--document", default="", help="Number of the paper (เลขที่เอกสาร).")
POSTED = options(ON, DOCUMENT, KEY)
"""The day, the paper and the key of whatever is posted."""

BECAUSE = click.option("--reason", required=True, help="Why.")
DUE = click.option("--due", type=Day(), help="Day by which it is to be accounted for; by default by the rules.")


def fiscal(office: "Office", year: int | None) -> "Year":
    """The fiscal year that somebody means who writes 2570 or 2027."""
    from orqa.cli.naming import series_year

    ce = series_year(year, office)
    return office.year("fiscal", None if ce is None else office.written_year(ce))


def line_of(office: "Office", code: str, year: int | None = None) -> "BudgetLine":
    """A line by its code in a year, in digits of either kind."""
    return office.budgets.line(to_arabic_digits(code), fiscal(office, year))


def posting_data(office: "Office", posting: "Posting") -> dict[str, Any]:
    """A posting as JSON-like data."""
    moves = [{"from": move.source, "to": move.target, "amount": amount(office, move.minor)} for move in posting.moves]
    return {
        "id": posting.id,
        "line": office.budgets.line(posting.line).code,
        "verb": posting.verb,
        "on": posting.on,
        "moves": moves,
        "case": posting.case,
        "document": posting.document,
        "reverses": posting.reverses,
        "pair": posting.pair,
        "reason": posting.reason,
    }


def amount(office: "Office", minor: int) -> str:
    """An amount of the ledger for programs: 1234.50, exact, never a float."""
    return str(office.budgets.money(minor).decimal)


def tell_left_out(settings: Settings, number: int) -> None:
    """Tell how many cases there are besides those that are shown."""
    if number:
        click.echo(settings.say(_LEFT_OUT.fill(number=number)), err=True)


def tell_postings(office: "Office", settings: Settings, postings: Iterable["Posting"]) -> None:
    """Tell what was posted: one document of one posting, or of a list of several."""
    found = list(postings)
    if settings.as_json:
        data = [posting_data(office, one) for one in found]
        print_json(data[0] if len(data) == 1 else data)
        return
    for one in found:
        click.echo(settings.say(_told(office, one)))


def _told(office: "Office", posting: "Posting") -> Text:
    moves = (
        _MOVE.fill(
            amount=office.budgets.money(move.minor).written(), source=TITLES[move.source], target=TITLES[move.target]
        )
        for move in posting.moves
    )
    return _POSTING.fill(
        line=office.budgets.line(posting.line).code,
        verb=VERBS.get(posting.verb, posting.verb),
        moves=joined(moves),
        day=day_text(posting.on),
        id=posting.id,
    )


def held_data(office: "Office", held: "Held") -> dict[str, str]:
    """What a case holds by stage, as JSON-like data."""
    return {stage.value: amount(office, held.of(stage)) for stage in (*OPEN, Stage.PAID)}


def case_data(office: "Office", case: "SpendingCase") -> dict[str, Any]:
    """A spending case as JSON-like data."""
    return {
        "id": case.id,
        "line": office.budgets.line(case.line).code,
        "funded": office.budgets.line(case.funded).code,
        "title": case.title,
        "state": case.state,
        "on": case.on,
        "amount": amount(office, case.minor),
        "requester": case.requester,
        "contract": case.contract,
        "spender": case.spender,
        "due": case.due,
        "pay_by": case.pay_by,
        "agreed": case.agreed,
        "concerns": [str(ref) for ref in case.concerns],
        "held": held_data(office, office.budgets.held(case)),
    }


def tell_case(
    office: "Office", settings: Settings, case: "SpendingCase", more: Mapping[str, Any] | None = None
) -> None:
    """Tell where a spending case stands and what it holds; ``more`` is for programs."""
    line = office.budgets.line(case.funded)
    short = [one for one in office.budgets.overdrawn(line.year) if one.record == line.ref]
    if settings.as_json:
        print_json({**case_data(office, case), "findings": [finding_data(one) for one in short], **(more or {})})
        return
    print_findings(short, settings, to_stderr=True)
    held = office.budgets.held(case)
    parts = [
        _HELD.fill(stage=TITLES[stage], amount=office.budgets.money(held.of(stage)).written())
        for stage in (*OPEN, Stage.PAID)
        if held.of(stage)
    ]
    told = _CASE.fill(id=case.id, title=case.title, state=STATES[case.state], held=joined(parts, "") if parts else "")
    click.echo(settings.say(told))
    if case.contract:
        click.echo(settings.say(_CONTRACT.fill(contract=case.contract)))
    if case.spender:
        click.echo(settings.say(_SPENDER.fill(spender=case.spender)))
    if case.due:
        click.echo(settings.say(_DUE.fill(day=day_text(case.due))))
    if case.pay_by:
        click.echo(settings.say(_PAY_BY.fill(day=day_text(case.pay_by))))
