"""A register that was kept elsewhere and goes on here."""

from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, REGISTERS, series_cell
from orqa.office.correspondence.registers import Registers, refuse_others
from orqa.office.correspondence.units import check_unit
from orqa.office.errors import RegisterRefused, refuse
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add

_BEGUN = Text.of(
    en="this register of {year} has given numbers here already, up to {last}; a series is continued before its first "
    "number, and not again",
    th="ทะเบียนนี้ของปี {year} ออกเลขในระบบนี้แล้วถึงเลข {last} การตั้งเลขต่อทำได้ก่อนออกเลขแรกเท่านั้น",
)
_LARGEST = 10**12 - 1
"""A running number has 12 digits at most, see :func:`orqa.domain.correspondence.numbering.slots`."""
_NO_LAST = Text.of(
    en="the last number of the old register is a whole one, 1 or more, of 12 digits at most, not {last!r}",
    th="เลขสุดท้ายของทะเบียนเดิมต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป ไม่เกิน 12 หลัก ไม่ใช่ {last!r}",
)
_NO_NUMBERS = Text.of(
    en="the lines of the {register} take no numbers", th="รายการใน{register}ไม่มีเลขลำดับ จึงไม่มีเลขให้ตั้งต่อ"
)
_AHEAD = Text.of(
    en="the series of {year} has not begun anywhere; name {now} or an earlier year (a Christian-era one)",
    th="ทะเบียนของปี {year} ยังไม่เริ่ม ให้ระบุปี {now} หรือปีก่อนหน้า (เป็นปี ค.ศ.)",
)


class Continuing(Registers):
    """Go on behind the numbers of an old register."""

    def continue_series(
        self, last: int, *, register: str = RECEIVED, unit: str = CENTRAL, year: int | None = None
    ) -> int:
        """Continue a series behind the last number of the register that was kept elsewhere (ตั้งเลขต่อจากทะเบียนเดิม).

        The journal keeps it as one step. What the old register says of its numbers can be brought along before and
        after with ``orqa import register``.

        Args:
            last: the last number there.
            register: code or title of the vocabulary ``register``.
            unit: whose; by default the central registry's.
            year: Christian-era year of the series; by default today's.

        Returns:
            the next number.

        Raises:
            RegisterRefused: when the series has begun or lies ahead, there is no such register or unit, or its lines
                take no numbers.
            NotAllowed, StorageError: as of ``send``.
        """
        code = self.register_code(register)
        refuse_others(self._office, code)
        now = self.current_year(code)
        year = year if year is not None else now
        refuse(self._why_not(code, unit, year, now))
        cell = series_cell(code, unit or CENTRAL, year)
        if last != int(last) or not 1 <= last <= _LARGEST:
            raise RegisterRefused(_NO_LAST.fill(last=last))
        with self._office.reading() as reader:
            given = reader.cells(cell).get(cell, 0)
        if given:
            raise self._begun(year, given)
        try:  # a number that somebody takes this very moment is in the way, too
            self._recorder.save("register.continue", self._office.now(), (), (Add(cell, last, at_most=last),))
        except Refused as refused:
            raise self._begun(year, refused.value) from refused
        return last + 1

    def _why_not(self, register: str, unit: str, year: int, now: int) -> Text | None:
        term = self._office.profile.vocabulary(REGISTERS)[register]
        if not term.extra["numbered"]:
            return _NO_NUMBERS.fill(register=term.title)
        if year > now:
            return _AHEAD.fill(year=year, now=now)
        if unit in self._office.organization.structure.units:  # of an old year, also one that is closed today
            return None
        return check_unit(self._office, unit, self._office.today())

    def _begun(self, year: int, given: int) -> RegisterRefused:
        return RegisterRefused(_BEGUN.fill(year=self._office.written_year(year), last=given))
