"""A record to its stored form and back, kind, version and index fields included, against plain cattrs.

The codec also works out the search text, which is no part of a stored form; so the peer to meet is plain cattrs
that works out the same search keys. Plain cattrs alone is shown beside it.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import get_type_hints

import attrs
import cattrs
from _duel import duel, show
from attrs import field, frozen
from cattrs.preconf.json import make_converter

from orqa.base.markers import indexed, is_marked, marked, public, searchable
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.correspondence.records import Letter
from orqa.storage.codec import Codec
from orqa.storage.protocol import Stored


class Urgency(Enum):
    NORMAL = "normal"
    URGENT = "urgent"


@frozen
class Unit:
    code: str
    name: str


@frozen
class Attachment:
    name: str
    sha256: str
    size: int


@frozen(kw_only=True)
class Document(Record):
    kind = "document"

    register: str = field(metadata=indexed())
    number: int = field(metadata=indexed())
    dated: date = field(metadata=indexed() | public())
    received: datetime = field(metadata=indexed())
    subject: str = field(metadata=searchable() | public())
    sender: Unit
    urgency: Urgency = field(metadata=indexed())
    amount: Decimal | None
    recipients: tuple[Unit, ...]
    attachments: tuple[Attachment, ...]
    tags: tuple[str, ...]


def document(number: int) -> Document:
    return Document(
        id=f"{number:032x}",
        register="received",
        number=number,
        dated=date(2026, 3, 3),
        received=datetime(2026, 3, 3, 2, 30, 15, tzinfo=UTC),
        subject=f"ขออนุมัติเดินทางไปราชการเพื่อเข้าร่วมประชุมวิชาการนานาชาติ ครั้งที่ {number}",
        sender=Unit("0839", "คณะวิทยาศาสตร์"),
        urgency=Urgency.URGENT if number % 3 else Urgency.NORMAL,
        amount=Decimal(number * 100 + 25) / 100 if number % 2 else None,
        recipients=tuple(Unit(str(k), "สำนักงานอธิการบดี") for k in range(3)),
        attachments=tuple(Attachment(f"แนบ{k}.pdf", "a" * 64, 123456 + k) for k in range(2)),
        tags=("ประชุม", "ต่างประเทศ", "งบประมาณ"),
    )


def letter(number: int) -> Letter:
    return Letter(
        id=f"{number:032x}",
        letter_kind="external",
        reference=f"อว 0655.08/ว {number}",
        reference_key=f"อว 0655.08/ว {number}",
        dated=date(2026, 3, 3),
        sender="กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
        recipient="อธิการบดี",
        subject=f"ขอเชิญประชุมวิชาการนานาชาติ ครั้งที่ {number}",
        received_at=datetime(2026, 3, 3, 2, 30, 15, tzinfo=UTC),
    )


def plain_converter() -> cattrs.Converter:
    """What somebody who knows cattrs would write; references as text, as they are stored."""
    converter = make_converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(RecordRef, str)
    converter.register_structure_hook(RecordRef, lambda value, _: RecordRef.parse(value))
    return converter


def compare(title: str, records: list[Record]) -> None:
    kind = type(records[0])
    codec, plain = Codec([kind]), plain_converter()
    puts = [codec.encode(record) for record in records]
    stored = [Stored(put.ref, 1, put.body) for put in puts]
    dicts = [plain.unstructure(record, kind) for record in records]
    assert [codec.decode(item) for item in stored] == records == [plain.structure(item, kind) for item in dicts]
    texts = marked(kind, "searchable")

    def keyed(record: Record) -> dict[str, object]:
        search = "\n".join(search_key(getattr(record, name) or "") for name in texts)
        return {"body": plain.unstructure(record, kind), "text": search}

    both = {
        "plain cattrs": lambda: [plain.structure(plain.unstructure(record, kind), kind) for record in records],
        "plain cattrs and search keys": lambda: [plain.structure(keyed(record)["body"], kind) for record in records],
        "orqa codec": lambda: [codec.decode(Stored(p.ref, 1, p.body)) for p in map(codec.encode, records)],
    }
    out = {
        "plain cattrs": lambda: [plain.unstructure(record, kind) for record in records],
        "plain cattrs and search keys": lambda: [keyed(record) for record in records],
        "orqa codec": lambda: [codec.encode(record) for record in records],
    }
    back = {
        "plain cattrs": lambda: [plain.structure(item, kind) for item in dicts],
        "orqa codec": lambda: [codec.decode(item) for item in stored],
    }
    show(
        f"{title}: to stored form and back",
        duel(both, per=len(records)),
        "plain cattrs and search keys",
        "x1.50 or less",
    )
    show(f"{title}: to stored form, with index and search text", duel(out, per=len(records)), "plain cattrs")
    show(f"{title}: back", duel(back, per=len(records)), "plain cattrs")


def without_search(kind: type[Record]) -> type[Record]:
    """The same class with no searchable field."""
    fields = {
        a.name: attrs.field(metadata=indexed() if is_marked(a, "indexed") else {}) for a in attrs.fields(kind)[2:]
    }
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name in fields}
    body = {**fields, "__annotations__": hints, "kind": kind.kind, "__module__": __name__}
    return frozen(kw_only=True)(type(f"Unsearched{kind.__name__}", (Record,), body))


def stripped(records: list[Record]) -> list[Record]:
    kind = without_search(type(records[0]))
    names = [a.name for a in attrs.fields(kind)]
    return [kind(**{name: getattr(record, name) for name in names}) for record in records]


if __name__ == "__main__":
    for title, records in (
        ("document", [document(n) for n in range(500)]),
        ("letter", [letter(n) for n in range(500)]),
    ):
        compare(f"{title} without search", stripped(records))
        compare(f"{title} with search", records)
