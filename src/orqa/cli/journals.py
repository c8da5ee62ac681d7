"""Look into the journal: its end, to keep elsewhere, and who did what, when.

Whoever can open the store can read all of it, so these commands show everything, restricted records too, unless a
person acts (``--as``).
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import LIMIT, Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.refs import RecordRef
    from orqa.office.office import Office
    from orqa.storage.protocol import Entry

_COLUMNS = (
    Column(name="position", title=Text.of(en="No.", th="ลำดับ"), type=ColumnType.NUMBER),
    Column(name="at", title=Text.of(en="When", th="เมื่อ"), type=ColumnType.MOMENT),
    Column(name="actor", title=Text.of(en="Who", th="ผู้ทำ")),
    Column(name="action", title=Text.of(en="Action", th="การกระทำ")),
    Column(name="kind", title=Text.of(en="Kind", th="ชนิด")),
    Column(name="id", title=Text.of(en="Id", th="รหัส"), unbroken=True),
    Column(name="version", title=Text.of(en="Version", th="รุ่น"), type=ColumnType.NUMBER),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ")),
)
_GONE = Text.of(en="destroyed since", th="ถูกทำลายแล้ว")
_DESTROYED = Text.of(en="destroyed: {reason}", th="ทำลาย: {reason}")
_TOUCHED = Text.of(en="content unchanged", th="เนื้อหาเดิม")
_RESTRICTED = Text.of(en="for {readers}", th="เฉพาะ {readers}")
_NOT_A_RECORD = Text.of(
    en="{text!r} is no record; write kind:id, as the journal shows it",
    th="{text!r} ไม่ใช่รายการ ให้เขียน ชนิด:รหัส ตามที่บันทึกเหตุการณ์แสดง",
)


@click.command()
@click.argument("url", required=False)
@common_options
def checkpoint(settings: Settings, url: str | None) -> None:
    """Print where the journal ends, position:hash.

    Keep it where those who can write the store cannot: orqa verify --expect shows then whether the journal was
    rewritten.
    """
    settings.office = url or settings.office
    with settings.unopened_office(read_only=True) as office:
        end = office.checkpoint()
    if settings.as_json:
        print_json({"position": end.position, "chain": end.chain})
    else:
        click.echo(f"{end.position}:{end.chain}")


@click.command()
@click.argument("url", required=False)
@click.option("--after", type=click.IntRange(min=0), help="Entries behind this position, from there on.")
@click.option("--record", metavar="KIND:ID", help="Only entries of this record.")
@click.option("--limit", type=LIMIT, default=50, show_default=True, help="Entries at most.")
@common_options
def journal(settings: Settings, url: str | None, after: int | None, record: str | None, limit: int) -> None:
    """Show who did what, when: the last entries, or those behind a position.

    With --json each entry is a line of JSON, with its content and hashes. Everything is shown, restricted records
    too: whoever can open the store can read it. With --as PERSON, an auditor or administrator, it is what this person
    may see.
    """
    settings.office = url or settings.office
    with settings.open_office(read_only=True) as office:
        found = _entries(office, after, _ref(settings, record), limit)
        if settings.as_json:
            for entry in found:
                print_json(_data(entry), indent=None)
        else:
            _print(found, office, settings)


def _entries(office: "Office", after: int | None, record: "RecordRef | None", limit: int) -> "Iterable[Entry]":
    from orqa.storage.protocol import SYSTEM

    access = None if office.actor else SYSTEM
    if after is None:
        return office.latest_entries(limit, record=record, access=access)
    return islice(office.journal(after, record=record, access=access), limit)


def _ref(settings: Settings, text: str | None) -> "RecordRef | None":
    from orqa.base.refs import RecordRef

    try:
        return None if text is None else RecordRef.parse(text)
    except ValueError:
        raise click.BadParameter(settings.say(_NOT_A_RECORD.fill(text=text)), param_hint="--record") from None


def _data(entry: "Entry") -> dict[str, Any]:
    fields = ("position", "batch", "op", "kind", "id", "version", "at", "actor", "action", "readers", "body")
    hashes = ("salt", "digest", "prev", "chain")
    return (
        {name: getattr(entry, name) for name in fields}
        | {"erased": entry.body is None}
        | {name: getattr(entry, name) for name in hashes}
    )


def _print(entries: "Iterable[Entry]", office: "Office", settings: Settings) -> None:
    rows = [
        (
            entry.position,
            datetime.fromisoformat(entry.at).astimezone(office.zone),
            entry.actor,
            entry.action,
            *((None,) * 3 if entry.op == "adds" else (entry.kind, entry.id, entry.version)),
            "; ".join(_notes(entry, settings)),
        )
        for entry in entries
    ]
    print_table(_COLUMNS, rows, Style.of_profile(office.profile, settings.language))


def _notes(entry: "Entry", settings: Settings) -> Iterator[str]:
    """What else there is to say: of numbers, of destruction, of who may see it."""
    body = entry.body or {}
    if entry.body is None:
        yield settings.say(_GONE)
    elif entry.op == "erase":
        yield settings.say(_DESTROYED.fill(reason=body.get("reason", "")))
    elif entry.op == "touch":
        yield settings.say(_TOUCHED)
    elif entry.op == "adds":
        yield from _changes(body.get("adds", ()))
        yield from filter(None, [body.get("reason")])
    if entry.readers:
        yield settings.say(_RESTRICTED.fill(readers=", ".join(entry.readers)))


def _changes(adds: "Iterable[tuple[str, int, int]]") -> Iterator[str]:
    """What became of each cell: the sum of its changes, and its value at the end."""
    sums: dict[str, tuple[int, int]] = {}
    for cell, amount, value in adds:
        sums[cell] = (sums.get(cell, (0, 0))[0] + amount, value)
    yield from (f"{cell} {amount:+,} = {value:,}" for cell, (amount, value) in sums.items())
