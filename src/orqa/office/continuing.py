"""A register that was kept elsewhere and goes on here."""

from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, series_cell
from orqa.office.errors import RegisterRefused
from orqa.office.registers import Registers, refuse_others
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add

_BEGUN = Text.of(
    en="this register of {year} has given numbers here already, up to {last}; a series is continued before its first "
    "number, and not again",
    th="ทะเบียนนี้ของปี {year} ออกเลขในระบบนี้แล้วถึงเลข {last} การตั้งเลขต่อทำได้ก่อนออกเลขแรกเท่านั้น",
)
_NO_LAST = Text.of(
    en="the last number of the old register is 1 or more, not {last}",
    th="เลขสุดท้ายของทะเบียนเดิมต้องตั้งแต่ 1 ขึ้นไป ไม่ใช่ {last}",
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
            RegisterRefused: when the series has begun, or there is no such register.
            NotAllowed, StorageError: as of ``send``.
        """
        code = self.register_code(register)
        refuse_others(self._office, code)
        year = year if year is not None else self.current_year(code)
        cell = series_cell(code, unit or CENTRAL, year)
        if last < 1:
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

    def _begun(self, year: int, given: int) -> RegisterRefused:
        return RegisterRefused(_BEGUN.fill(year=self._office.written_year(year), last=given))
