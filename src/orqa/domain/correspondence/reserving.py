"""Keeping numbers for letters to come, and making numbers void: what is allowed, and the lines that come of it.

The correspondence regulation knows neither; offices do both, and the row stays in the register for ever.
"""

from datetime import date

from attrs import evolve

from orqa.base.language import Text, joined
from orqa.base.reasons import LONGEST_REASON, is_reason
from orqa.domain.correspondence.numbering import (
    CIRCULAR,
    REGISTERS,
    UNIT_CODE,
    pattern_key,
    printed_pattern,
    series_year,
)
from orqa.domain.correspondence.records import EntryState, RegisterEntry
from orqa.domain.correspondence.secrecy import restriction_in
from orqa.domain.correspondence.states import NEXT, TITLES
from orqa.domain.correspondence.terms import find_code
from orqa.rules.profile import Profile
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term, titles_of

NO_REASON = Text.of(
    en="say why, in 1 to {longest} characters: the reason stays in the register",
    th="ให้ระบุเหตุผล 1 ถึง {longest} ตัวอักษร เพราะเหตุผลจะคงอยู่ในทะเบียน",
)
NO_REGISTER = Text.of(
    en="there is no register {name!r}; choose one of: {known}", th="ไม่มีทะเบียน {name!r} ให้เลือกจาก: {known}"
)
NOT_RESERVED_HERE = Text.of(
    en="no numbers are reserved in the {register}; they are in: {known}",
    th="ไม่มีการจองเลขใน{register} จองได้ใน: {known}",
)
HOW_MANY = Text.of(
    en="1 to {most} numbers are reserved at once, not {count}; reserve the rest in further steps",
    th="จองเลขได้ครั้งละ 1 ถึง {most} เลข ไม่ใช่ {count} ส่วนที่เหลือให้จองอีกครั้ง",
)
NO_UNIT_CODE = Text.of(
    en="numbers of this register begin with the code of the unit, and {unit} has none; enter it",
    th="เลขที่ของทะเบียนนี้ขึ้นต้นด้วยรหัสหน่วยงาน แต่ {unit} ไม่มีรหัส ให้ระบุ",
)
NOT_KEPT = Text.of(
    en="the number {number} is {state}; only a reserved one takes a letter: reserve another, or send under the next",
    th="เลข {number} {state} ผูกกับหนังสือได้เฉพาะเลขที่จองไว้ ให้จองเลขใหม่ หรือออกเลขถัดไป",
)
OTHER_UNIT = Text.of(
    en="the number {number} was reserved by {owner} and takes a letter of that unit; {unit} reserves its own",
    th="เลข {number} เป็นเลขที่ {owner} จองไว้ ใช้ได้กับหนังสือของหน่วยงานนั้น {unit} ต้องจองเลขของตน",
)
NOT_FORWARD = Text.of(
    en="the number {number} is {state} and cannot become {wanted}; what may follow is: {allowed}",
    th="เลข {number} {state} จึงเปลี่ยนเป็น “{wanted}” ไม่ได้ เปลี่ยนได้เป็น: {allowed}",
)
_NOTHING = Text.of(en="nothing, it stays so for ever", th="ไม่มี สถานะนี้คงอยู่ตลอดไป")


def why_no_reason(reason: str) -> Text | None:
    """What is wrong with a reason; None where it is one."""
    return None if is_reason(reason) else NO_REASON.fill(longest=f"{LONGEST_REASON:,}")


def find_register(reading: Reading, name: str) -> Term | Text:
    """The register that a code or a title names, or what there is."""
    known = reading.view.vocabulary(REGISTERS)
    code = find_code(known, name)
    return NO_REGISTER.fill(name=name, known=titles_of(known.values())) if code is None else known[code]


def why_not_reserve(reading: Reading, register: Term, count: int, *, unit: str, unit_code: str) -> Text | None:
    """Why numbers of a register may not be reserved; None where they may."""
    known = reading.view.vocabulary(REGISTERS)
    if not is_reservable(register):
        return NOT_RESERVED_HERE.fill(register=register.title, known=titles_of(filter(is_reservable, known.values())))
    most = reading.value("register.most_reserved")
    if not 1 <= count <= most:
        return HOW_MANY.fill(most=most, count=f"{count:,}")
    if UNIT_CODE in reading.value("register.printed", register=register.code) and not unit_code:
        return NO_UNIT_CODE.fill(unit=unit or Text.of(en="the office as a whole", th="หน่วยงานสารบรรณกลาง"))
    return None


def is_reservable(register: Term) -> bool:
    """Whether numbers of a register can be kept: it numbers what the office issues."""
    return bool(register.extra["numbered"]) and register.extra["direction"] == "sent"


def reserved_line(  # noqa: PLR0913 - the parts of a series, and why it is kept
    profile: Profile,
    reading: Reading,
    register: str,
    *,
    unit: str,
    unit_code: str,
    on: date,
    reason: str,
    entry_id: str,
) -> RegisterEntry:
    """A line that keeps a number, which the store fills in."""
    year = series_year(reading, on, register)
    pattern = printed_pattern(profile, reading, register, year, circular=register == CIRCULAR)
    pattern = pattern.replace(UNIT_CODE, unit_code)
    return RegisterEntry(
        id=entry_id,
        register=register,
        unit=unit,
        year=year,
        state="reserved",
        registered_on=on,
        printed=pattern,
        printed_key=pattern_key(pattern, reading.value("reference.style")) or None,
        reason=reason.strip(),
        restricted=restriction_in(reading, register, ""),
    )


def why_not_bind(entry: RegisterEntry, unit: str) -> Text | None:
    """Why a line takes no letter of a unit; None where it does."""
    if entry.state != "reserved":
        return NOT_KEPT.fill(number=entry.number, state=TITLES[entry.state])
    if unit != entry.unit:
        return OTHER_UNIT.fill(number=entry.number, owner=entry.unit, unit=unit)
    return None


def why_not(entry: RegisterEntry, wanted: EntryState) -> Text | None:
    """Why a number may not go on to a state; None where it may."""
    allowed = NEXT[entry.state]
    if wanted in allowed:
        return None
    shown = joined(TITLES[state] for state in allowed) if allowed else _NOTHING
    return NOT_FORWARD.fill(number=entry.number, state=TITLES[entry.state], wanted=TITLES[wanted], allowed=shown)


def voided(entry: RegisterEntry, reason: str) -> RegisterEntry:
    """The line of a number that is not used, or whose letter is cancelled."""
    return evolve(entry, state="void", reason=reason.strip())
