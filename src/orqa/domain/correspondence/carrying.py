"""Lines of a register that was kept elsewhere, on paper or in another system: their numbers are facts, not claims."""

from datetime import date, datetime

from attrs import evolve, frozen

from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text
from orqa.domain.correspondence.decisions import entry_of, read_letter
from orqa.domain.correspondence.drafts import ReceivedDraft
from orqa.domain.correspondence.inspection import Inspection
from orqa.domain.correspondence.numbering import CENTRAL, REGISTERS, own_unit, series_year
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import restriction_in
from orqa.rules.profile import Profile
from orqa.rules.views import Reading

_ERROR = Severity.ERROR

NO_NUMBER = FindingKind(
    "carried-number-unusable",
    _ERROR,
    Text.of(en="a register number is 1 or more, found {number}", th="เลขทะเบียนต้องตั้งแต่ 1 ขึ้นไป แต่พบ {number}"),
)
DAY_UNUSABLE = FindingKind(
    "carried-day-unusable",
    _ERROR,
    Text.of(
        en="{day} is no day of registering: it lies ahead, or before the rules that are known here",
        th="{day} เป็นวันลงทะเบียนไม่ได้ เพราะยังมาไม่ถึง หรืออยู่ก่อนระเบียบที่ระบบรู้จัก",
    ),
)
TWICE = FindingKind(
    "carried-number-twice",
    _ERROR,
    Text.of(
        en="the number {number}/{year} stands in row {first} already, for something else; find out which is right",
        th="เลข {number}/{year} มีในแถวที่ {first} แล้วสำหรับเรื่องอื่น ให้ตรวจว่าแถวใดถูกต้อง",
    ),
)
TAKEN = FindingKind(
    "carried-number-taken",
    _ERROR,
    Text.of(
        en="the number {number}/{year} is in the register already, for something else: {subject!r}; "
        "a register number is never used again",
        th="เลข {number}/{year} มีในทะเบียนแล้วสำหรับเรื่องอื่น: {subject!r} เลขทะเบียนใช้ซ้ำไม่ได้",
    ),
)
BEYOND = FindingKind(
    "carried-number-beyond",
    _ERROR,
    Text.of(
        en="the register of {year} goes on here, behind {last}; bring along numbers up to {last}, not {number}",
        th="ทะเบียนปี {year} ออกเลขต่อจาก {last} ในระบบนี้แล้ว เลขที่นำเข้าต้องไม่เกิน {last} แต่พบ {number}",
    ),
)
HOLES = FindingKind(
    "carried-numbers-missing",
    Severity.WARNING,
    Text.of(
        en="{register} of {year}: no row has the numbers {numbers}; add what the old register says of them",
        th="{register} ปี {year} ไม่มีรายการของเลข {numbers} ให้เพิ่มตามทะเบียนเดิม",
    ),
)


@frozen(kw_only=True)
class CarriedDraft:
    """A line of a register that was kept elsewhere.

    Attributes:
        register: code of the vocabulary ``register``.
        unit: whose: id of a unit; ``central`` for the office as a whole.
        number: its register number there.
        registered_on: the day of registering; it picks the year of the series.
        letter: what it says of the letter.
        action: what was done with it (การปฏิบัติ).
        void: why the number is void; empty where it is not.
    """

    register: str
    unit: str
    number: int
    registered_on: date
    letter: ReceivedDraft
    action: str = ""
    void: str = ""


@frozen
class Carried:
    """What becomes of such a line: its records, none where a finding is an error; a void one may have no letter."""

    entry: RegisterEntry | None
    letter: Letter | None
    findings: tuple[Finding, ...]


def decide_carried(profile: Profile, reading: Reading, draft: CarriedDraft, *, at: datetime, letter_id: str) -> Carried:
    """Check a line and make its records under its own number.

    Args:
        profile: of the office.
        reading: of the rules as they stood on the day of registering.
        draft: the line.
        at: the moment of registering, as far as it is known.
        letter_id: id for the letter.
    """
    register = profile.vocabulary(REGISTERS)[draft.register]
    direction = register.extra["direction"]
    year = series_year(reading, draft.registered_on, draft.register)
    seen = Inspection(profile, reading, draft.letter, draft.registered_on, register=draft.register, direction=direction)
    if draft.number < 1:
        seen.found(NO_NUMBER, "number", number=draft.number)
    letter = None if draft.void and not draft.letter.subject else read_letter(seen, at, letter_id)
    if has_errors(seen.findings):
        return Carried(None, None, tuple(seen.findings))
    line = RegisterEntry(
        id=carried_id(draft, year), year=year, registered_on=draft.registered_on, note=draft.letter.note
    )
    if letter is not None:
        letter = evolve(letter, direction=direction, unit=own_unit(draft.unit))
        line = entry_of(letter, draft.register, draft.unit, year, draft.registered_on, line.id)
    entry = evolve(
        line,
        register=draft.register,
        unit=draft.unit or CENTRAL,
        number=draft.number,
        action=draft.action,
        state="void" if draft.void else "registered",
        reason=draft.void,
        restricted=restriction_in(reading, draft.register, letter.secrecy if letter else ""),
    )
    return Carried(entry, letter, tuple(seen.findings))


def carried_id(draft: CarriedDraft, year: int) -> str:
    """The id of the line of a number: two lines of one number cannot both be written."""
    return f"{draft.register}/{draft.unit or CENTRAL}/{year}/{draft.number}"


def is_same(one: RegisterEntry, other: RegisterEntry) -> bool:
    """Whether two lines of one number say the same."""
    return _said(one) == _said(other)


def _said(entry: RegisterEntry) -> tuple[object, ...]:
    return entry.reference, entry.dated, entry.sender, entry.subject, entry.state
