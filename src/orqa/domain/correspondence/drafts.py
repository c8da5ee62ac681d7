"""What a registrar enters about a received letter, and what comes of it."""

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
    reference_missing: str = ""
    dated_missing: str = ""
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
        """The cell that counts the register's numbers: ``series/received/central/2026``; empty where refused."""
        return self.decision.value or ""
