"""Agreements that other universities published in their registers (ข้อตกลงที่สถาบันอื่นเผยแพร่): never our own."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, optional

from orqa.base.markers import indexed, public, searchable
from orqa.base.partial import PartialDate
from orqa.base.records import Record, shown_by
from orqa.domain.partnerships.terms import NoEnd, Term

_text = instance_of(str)


@frozen(kw_only=True)
class PrintedCell:
    """A cell as it was printed.

    Attributes:
        name: of the column, as the vocabulary ``agreement-register-field`` has it.
        text: what stood there.
    """

    name: str = field(validator=_text)
    text: str = field(validator=_text)


@frozen(kw_only=True)
class PublishedAgreement(Record):
    """An agreement as the register of another university prints it, with what was read of it.

    What could not be read is empty, and stands in ``printed``.

    Attributes:
        publisher: id of the partner whose register it stands in.
        partner: whom the agreement is with, without the kind that stood behind the name.
        partner_key: by which all ways to write the name are one.
        country: of the partner, ISO 3166-1 alpha-2; empty where it is not known.
        agreement_kind: code of the vocabulary ``agreement-kind``; empty where it is not known.
        level: who of the publisher made it, as printed: the university or a unit.
        signed: the days of signature, at the precision of print.
        begins: the first day, where it is printed apart.
        term: how long it holds, as printed.
        last_day: until when it holds, as printed or worked out; None where nothing tells.
        number: the running number, as printed.
        printed: all cells.
        source: file that it was read from, or address where it stands.
        as_of: of which day the register is.
    """

    kind: ClassVar[str] = "published-agreement"
    __repr__ = shown_by("publisher", "partner", "agreement_kind")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("publisher", "partner"), ("partner_key", "publisher"))

    publisher: str = field(validator=_text, metadata=indexed())
    partner: str = field(validator=matches_re(r"(?s).*\S.*"), metadata=indexed() | searchable() | public())
    partner_key: str = field(validator=_text, metadata=indexed())
    country: str = field(default="", validator=matches_re("([A-Z]{2})?"), metadata=indexed() | public())
    agreement_kind: str = field(default="", validator=_text, metadata=indexed() | public())
    level: str = field(default="", validator=_text, metadata=public())
    signed: tuple[PartialDate, ...] = field(
        default=(), validator=deep_iterable(instance_of(PartialDate)), metadata=public()
    )
    begins: PartialDate | None = field(default=None, metadata=public())
    term: Term = field(validator=instance_of(Term), metadata=public())
    last_day: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed() | public())
    number: str = field(default="", validator=_text, metadata=public())
    printed: tuple[PrintedCell, ...] = ()
    source: str = field(default="", validator=_text, metadata=public())
    as_of: PartialDate | None = field(default=None, metadata=public())

    def cell(self, name: str) -> str:
        """What was printed in a column; empty where there was none."""
        return next((one.text for one in self.printed if one.name == name), "")

    def holds(self, on: date) -> bool | None:
        """Whether it is in force on a day; None where the register does not tell.

        One that is printed to end in so many months from a day that is not printed does not tell, either.
        """
        start = self.begins or max(self.signed, default=None, key=lambda one: one.last)
        if start is not None and on < start.first:
            return False
        if self.last_day is not None and self.term.no_end is not NoEnd.AUTO_RENEWED:
            return on <= self.last_day
        return True if self.term.no_end in {NoEnd.OPEN_ENDED, NoEnd.AUTO_RENEWED} else None
