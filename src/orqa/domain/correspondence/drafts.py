"""What a registrar enters about a letter that came in or goes out, and what comes of it."""

from datetime import date

from attrs import frozen

from orqa.base.findings import Finding, Place
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.rules.decisions import Decision


@frozen(kw_only=True)
class ReceivedDraft:
    """A received letter as entered: values, or text as printed on the paper or in an input file.

    Attributes:
        reference: number of the letter (ที่), in any printed shape.
        dated: date of the letter (ลงวันที่), as a date or as printed.
        sender: where it comes from (จาก).
        recipient: whom it is for (ถึง).
        subject: matter (เรื่อง).
        letter_kind: code or title of the profile's vocabulary ``letter-kind``; empty where it is not known.
        urgency: code or title of the vocabulary ``urgency``; empty where no mark is printed.
        secrecy: code or title of the vocabulary ``secrecy``; empty where no mark is printed.
        note: remark (หมายเหตุ).
        unit: id of the unit that receives it by itself; empty where the central registry does.
        reference_missing: why the paper has no number; takes the number's place where the rules require one.
        dated_missing: why the paper has no date; likewise.
        place: where in an input file it stands; each finding points there.
    """

    reference: str | None = None
    dated: date | str | None = None
    sender: str = ""
    recipient: str = ""
    subject: str = ""
    letter_kind: str = ""
    urgency: str = ""
    secrecy: str = ""
    note: str = ""
    unit: str = ""
    reference_missing: str = ""
    dated_missing: str = ""
    place: Place | None = None


@frozen(kw_only=True)
class SentDraft:
    """What the office issues, as entered before it has its number (หนังสือส่ง, คำสั่ง, ประกาศ …).

    Attributes:
        letter_kind: code or title of the profile's vocabulary ``letter-kind``.
        subject: matter (เรื่อง).
        recipient: whom it is for (ถึง).
        sender: who issues it (จาก).
        unit: id of the unit that numbers it; empty for the office as a whole.
        unit_code: letters and digits before the slash of the unit's numbers, such as ``อว 0655.08``.
        dated: its date, as a date or as printed; by default the day of registering.
        circular: whether it is marked ว, the same for many receivers (หนังสือเวียน, ข้อ 32).
        special: whether it takes no number and prints พิเศษ in its place.
        urgency: code or title of the vocabulary ``urgency``.
        secrecy: code or title of the vocabulary ``secrecy``.
        note: remark (หมายเหตุ).
        place: where in an input file it stands; each finding points there.
    """

    letter_kind: str = ""
    subject: str = ""
    recipient: str = ""
    sender: str = ""
    unit: str = ""
    unit_code: str = ""
    dated: date | str | None = None
    circular: bool = False
    special: bool = False
    urgency: str = ""
    secrecy: str = ""
    note: str = ""
    place: Place | None = None


@frozen(kw_only=True)
class Received:
    """What was decided about a draft.

    Attributes:
        letter: the letter to keep; None where a finding is an error.
        entry: its line in the register, whose ``number`` the store fills in; None where ``letter`` is.
        findings: all that was found, in the order of the fields.
        decision: the series that the number is taken from (None where ``letter`` is), with the rules it rests on.
    """

    letter: Letter | None
    entry: RegisterEntry | None
    findings: tuple[Finding, ...]
    decision: Decision[str | None]

    @property
    def series(self) -> str:
        """The cell that counts the register's numbers: ``series/received/central/2026``; empty where none is taken."""
        return self.decision.value or ""


@frozen(kw_only=True)
class Sent(Received):
    """What was decided about something that the office issues; its series is empty where it takes no number."""
