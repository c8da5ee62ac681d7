"""The steps of a draft at the command line: comment, review, propose, decide, sign, number, send out, file."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.refs import RecordRef
from orqa.cli.lines import named_line, of_series, print_issue
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, options

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMENT = click.option("--comment", default="", help="Words for whoever reads it (ความเห็น).")
_WORDS = click.option("--comment", required=True, help="Why (เหตุผล).")


def _told(found: Any, office: Any, settings: Settings) -> None:
    from orqa.cli.drafts import print_draft

    print_draft(found, office, settings)


def _step(name: str, method: str, words: "Callable[..., Any]", told: str) -> click.Command:
    """A command that does one step of a draft with words."""

    @click.command(name, help=told)
    @click.argument("which")
    @options(words, KEY)
    @common_options
    def step(settings: Settings, which: str, comment: str, key: str | None) -> None:
        with settings.open_office() as office:
            _told(getattr(office.correspondence, method)(which, comment, key=key), office, settings)

    return step


@click.command()
@click.argument("which")
@options(
    click.option("--unit", default="", help="Code of the unit in which the route begins; by default the draft's."),
    _COMMENT,
    KEY,
)
@common_options
def propose(settings: Settings, which: str, unit: str, comment: str, key: str | None) -> None:
    """Propose the draft WHICH to those who decide along its route (เสนอ)."""
    with settings.open_office() as office:
        office.correspondence.propose(RecordRef("draft", which), unit, comment=comment, key=key)
        _told(office.correspondence.drafts.get(which), office, settings)


@click.command()
@click.argument("which")
@options(
    click.option("--dated", help="Its date; by default today, or the day of the reservation."),
    click.option("--reserved", metavar="NUMBER", help="A reserved number (12 or 12/2569) that it gets."),
    of_series,
    KEY,
)
@common_options
def number(  # noqa: PLR0913 - the command's options
    settings: Settings,
    which: str,
    dated: str | None,
    reserved: str | None,
    *,
    register: str,
    unit: str,
    year: int | None,
    key: str | None,
) -> None:
    """Give the signed draft WHICH its number and date (ออกเลขและลงวันที่); --register and so on are of --reserved."""
    with settings.open_office() as office:
        series: Any = {"register": register, "unit": unit, "year": year}
        line = named_line(reserved, office, settings, **series) if reserved else None
        print_issue(office.correspondence.number(which, dated=dated, reserved=line, key=key), office, settings)


@click.command()
@click.argument("which")
@options(
    click.option("--way", default="post", show_default=True, help="Way of sending, code or title, e.g. hand, email."),
    click.option("--to", multiple=True, help="Who gets it; by default its addressee; several for a circular."),
    click.option("--proof", default="", help="Number of the receipt or of the line in the delivery book."),
    KEY,
)
@common_options
def dispatch(settings: Settings, which: str, **given: Any) -> None:
    """Say that the numbered paper WHICH (a draft or a letter, by id) left the office (ส่ง)."""
    with settings.open_office() as office:
        _told(office.correspondence.dispatch(which, **given), office, settings)


@click.command()
@click.argument("which")
@options(click.option("--of", default="", help="Which receiver, of several; by default all."), _COMMENT, KEY)
@common_options
def receipt(settings: Settings, which: str, of: str, comment: str, key: str | None) -> None:
    """Say that the receiver of WHICH told the receipt (ตอบรับ)."""
    with settings.open_office() as office:
        _told(office.correspondence.confirm_receipt(which, comment, of=of, key=key), office, settings)


STEPS = (
    _step("comment", "comment", _WORDS, "Say something about the draft WHICH (ให้ความเห็น)."),
    _step("review", "review", _COMMENT, "Say that the draft WHICH was looked over (ตรวจร่าง)."),
    propose,
    _step("approve", "approve", _COMMENT, "Approve the step of the draft WHICH that waits (เห็นชอบ)."),
    _step("return", "return_", _WORDS, "Send the draft WHICH back, or say that its receiver did (ส่งคืน)."),
    _step("reject", "reject", _WORDS, "Refuse the draft WHICH, or say that its receiver did (ไม่อนุมัติ ไม่รับ)."),
    _step("recall", "recall", _WORDS, "Take the draft or letter WHICH back (ดึงคืน)."),
    _step("sign", "sign", _COMMENT, "Sign the draft WHICH (ลงนาม)."),
    number,
    dispatch,
    receipt,
    _step("file", "file", _COMMENT, "Say that the file copy of WHICH lies with the case (เก็บ)."),
)
"""The commands of one step each."""
