"""An office with fifty letters, five of them secret, and people who may see none of these: where the walks go."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.links import link_id
from orqa.domain.correspondence.records import Attachment, Letter, RegisterEntry
from orqa.office.office import Office
from orqa.plugins.opening import builtin_registry
from orqa.reporting.tables import Table

START = date(2026, 1, 1)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
TELLING = ("เรื่องปกปิด", "หน่วยปกปิด", "ผู้รับปกปิด", "แฟ้มปกปิด", "ข้อความปกปิด", "หมายเหตุปกปิด", "เหตุปกปิด", "ลล 99", "ลล99")
"""What stands in secret letters and in nothing else."""

ROLES = ("registrar", "secret-registrar", "auditor", "clerk", "staff", "director", "section-head")


@frozen
class Secret:
    """One of the five, or one that is not there."""

    number: int
    letter: str
    entry: str
    attachment: str
    task: str
    link: str
    approval: str
    circulation: str
    loan: str = "absent-8"
    hold: str = "absent-9"

    @property
    def ref(self) -> RecordRef:
        return RecordRef(Letter.kind, self.letter)

    @property
    def as_letter(self) -> Letter:
        """As somebody might hold it who got hold of its id."""
        return Letter(id=self.letter, version=1, subject="", received_at=AT)

    @property
    def as_entry(self) -> RegisterEntry:
        return RegisterEntry(id=self.entry, version=1, year=2026, registered_on=START)

    @property
    def as_attachment(self) -> Attachment:
        return Attachment(
            id=self.attachment,
            version=1,
            letter=self.ref,
            name="a",
            media_type="a/b",
            size=3,
            digest="0" * 64,
            attached_at=AT,
        )


ABSENT = Secret(0, "absent-1", "absent-2", "absent-3", "absent-4", "absent-5", "absent-6", "absent-7")


def fields(number: int) -> dict[str, Any]:
    return {
        "reference": f"ลล 99{number}/{number}",
        "dated": "12 มกราคม 2569",
        "sender": f"หน่วยปกปิดที่ {number}",
        "recipient": f"ผู้รับปกปิดที่ {number}",
        "subject": f"เรื่องปกปิดที่ {number}",
        "note": f"หมายเหตุปกปิดที่ {number}",
        "kind": "external",
    }


def opened(number: int) -> dict[str, Any]:
    return {
        "reference": f"อว 0655/{number}",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {number}",
        "kind": "external",
    }


def people(office: Office) -> None:
    """S1 keeps what is secret; D1 is a director; U1 may do all but is not cleared; N1 is cleared but may do nothing."""
    organization = office.organization
    organization.add_unit("irqa", title="กอง", first=START, letter_code="อว 0655.08")
    organization.add_position(
        "irqa.director", "ผู้อำนวยการกอง", unit="irqa", first=START, roles=["director"], is_head=True
    )
    for code, roles in (("S1", ("secret-registrar", "registrar")), ("D1", ()), ("U1", ROLES), ("N1", ())):
        organization.add_person(code, "ใจดี", "ตัวอย่าง")
        for role in roles:
            organization.grant(code, role, unit="irqa", first=START, order="1/2569")
    organization.appoint("D1", "irqa.director", first=START, order="1/2569")
    for code in ("S1", "N1"):
        organization.clear(code, "top-secret", first=START, order="2/2569")


def fill(office: Office) -> list[Secret]:
    """Fifty letters: every tenth is secret from the start or is raised later, with everything about it."""
    people(office)
    office.correspondence.add_file_code("1", "ทั่วไป", first=START)
    keeper = office.acting("S1")
    secrets = []
    for number in range(1, 51):
        if number % 10:
            office.correspondence.receive(**opened(number))
        elif number == 20:
            letter = keeper.correspondence.receive(**fields(number), secrecy="ลับที่สุด").letter
            secrets.append(_about(keeper, letter, number))
        elif number == 30:
            sent = {name: value for name, value in fields(number).items() if name not in {"reference", "dated"}}
            letter = keeper.correspondence.send(**sent, secrecy="ลับมาก").letter
            secrets.append(_about(keeper, letter, number))
        else:
            letter = office.correspondence.receive(**fields(number)).letter
            made = _about(office, letter, number)
            keeper.correspondence.raise_secrecy(letter, "ลับ", f"เหตุปกปิดที่ {number}")
            secrets.append(made)
    for secret in secrets:
        keeper.correspondence.give_copy(secret.letter, "S1", permission="เหตุปกปิด", receipt="เหตุปกปิด")
    return secrets


def _about(office: Office, letter: Letter, number: int) -> Secret:
    """Everything that can be kept of a letter."""
    correspondence = office.correspondence
    attachment = correspondence.attach(
        letter, io.BytesIO(b"abc%d" % number), name=f"แฟ้มปกปิดที่ {number}.pdf", text=f"ข้อความปกปิดที่ {number}"
    )
    task = approval = link = circulation = "no-such-record"
    loan = "no-such-record"
    correspondence.store(letter, "1", stage="working", place="ตู้ 1", note=f"หมายเหตุปกปิดที่ {number}")
    correspondence.add_instrument(letter, kind="order", note=f"หมายเหตุปกปิดที่ {number}")
    if letter.direction == "received" and not letter.restricted:
        lent = {"delegation": "คำสั่ง 1", "purpose": f"เหตุปกปิดที่ {number}"}
        loan = correspondence.lend(letter, "D1", **lent).id
        task = correspondence.assign(letter, "D1", note=f"หมายเหตุปกปิดที่ {number}").tasks[0].id
        approval = correspondence.propose(letter, "irqa").id
        correspondence.take_in(letter, "irqa")
        circulation = correspondence.circulate(letter, "D1", note=f"หมายเหตุปกปิดที่ {number}").circulation.id
    other = correspondence.find("อว 0655/1")[0]
    link = link_id(letter.ref, other.ref, "follows")
    if office.actor is None:
        correspondence.link(letter, other, "follows")
    hold = office.holds.place(letter, "case", f"เหตุปกปิดที่ {number}").id
    entry = correspondence.lines_of(letter)[0]
    ids = (letter.id, entry.id, attachment.id, task, link, approval, circulation, loan, hold)
    return Secret(entry.number or 0, *ids)


# ------------------------------------------------------------------ what comes out


def report_names(office: Office) -> Iterator[str]:
    """Every report that there is, of each term where there is one of each."""
    for spec in builtin_registry().reports.values():
        terms = office.profile.vocabulary(spec.of_each) if spec.of_each else ()
        yield from (f"{term}-{spec.name}" for term in terms) if terms else (spec.name,)


def shown(value: object) -> Iterator[str]:
    """All texts in an answer, whatever it is made of."""
    if isinstance(value, Table):
        yield from shown(list(value.rows()))
        yield repr(value)
    elif isinstance(value, Office):
        return
    elif isinstance(value, Path):
        yield value.read_text(encoding="utf-8", errors="replace")
    elif attrs.has(type(value)):
        yield repr(value)
        for one in attrs.fields(type(value)):
            yield from shown(getattr(value, one.name))
    elif isinstance(value, dict):
        yield from shown([*value.keys(), *value.values()])
    elif isinstance(value, io.IOBase):
        yield repr(value.read())
    elif isinstance(value, list | tuple | set | frozenset) or hasattr(value, "__next__"):
        for one in value:  # type: ignore[attr-defined]
            yield from shown(one)
    else:
        yield repr(value)


def told(error: OrqaError) -> list[str]:
    """All that an error says."""
    values = [repr(getattr(error, name)) for name in error.attributes]
    return [error.code, error.message("th"), error.message("en"), *values]
