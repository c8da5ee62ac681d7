"""What commands about reasons and corrections have in common: they are filed, and count when they are approved."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings
from orqa.cli.organization import FIRST, options, say_if_none
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.organization.approvals import Approval

_FILED: Final = Text.of(
    en="Filed; it counts when the request {request} is approved", th="ยื่นแล้ว มีผลเมื่อคำขอ {request} ได้รับความเห็นชอบ"
)
_APPROVED: Final = Text.of(en="approved", th="เห็นชอบแล้ว")
_WAITS: Final = Text.of(en="does not count", th="ยังไม่มีผล")

LISTED = options(
    FIRST,
    click.option("--last", type=Day(), required=True, help="Last day."),
    click.option("--person", default="", help="Staff number; by default everybody."),
)
"""Whose are listed, and about which days."""


def tell_filed(settings: Settings, what: str, request: "Approval") -> None:
    """Tell which request decides about what was filed.

    Args:
        settings: language, and whether JSON is asked for.
        what: what its id is called in JSON.
        request: for its approval.
    """
    if settings.as_json:
        print_json({"approval": request.id, what: request.about.id})
    else:
        click.echo(settings.say(_FILED.fill(request=request.id)))


def tell_listed(settings: Settings, line: Text, found: Iterable[Mapping[str, Any]], approved: Iterable[str]) -> None:
    """Show what was filed, a line each, and whether it counts.

    Args:
        settings: language, and whether JSON is asked for.
        line: how one is told; its ``state`` is filled in here.
        found: what is told of each, its ``id`` among it.
        approved: ids of those that count.
    """
    counts = set(approved)
    if settings.as_json:
        print_json([{**one, "approved": one["id"] in counts} for one in found])
        return
    told = list(found)
    say_if_none(told, settings)
    for one in told:
        click.echo(settings.say(line.fill(state=_APPROVED if one["id"] in counts else _WAITS, **one)))
