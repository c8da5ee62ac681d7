"""Old letters go to the National Archives (การส่งมอบหนังสือครบอายุ, ข้อ 58 and 59), or the office says why it keeps them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.base.years import CalendarYear
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.keeping import LetterKeeping, RetentionRefused, restated
from orqa.domain.correspondence.retention import decide_retention
from orqa.office.correspondence.dossier import Dossier, Which, dossier, letter_of
from orqa.office.correspondence.of_age import OfAge, deposited, of_age
from orqa.office.correspondence.retaining import Retaining, facts_of
from orqa.office.correspondence.retention_tables import Forecast, archives_table, forecast
from orqa.office.errors import PeriodNeeded
from orqa.office.openings import as_read

if TYPE_CHECKING:
    from orqa.office.correspondence.retained import Progress
    from orqa.reporting.tables import Table

HAND_OVER: Final = "letter.hand-over"
"""The action, as the policy has it."""

_AT_ONCE: Final = 100

_KEEPING = Text.of(en="Keeping an old letter", th="การขอเก็บหนังสือไว้เอง")
_NO_PAPER = Text.of(en="name the list that both sides signed (แบบที่ 21)", th="ให้ระบุบัญชีส่งมอบที่ลงนามแล้ว (แบบที่ 21)")
_NOT_YET = Text.of(
    en="the letter {letter} does not go there: it comes of age in {year}",
    th="หนังสือ {letter} ยังไม่ต้องส่งมอบ จะครบอายุในปี {year}",
)
_EXCEPTED = Text.of(
    en="the letter {letter} does not go there: secret matter and what another law fixes are excepted",
    th="หนังสือ {letter} ไม่ต้องส่งมอบ เพราะเป็นเรื่องลับหรือมีกฎหมายกำหนดไว้เป็นอย่างอื่น",
)
_NO_DEPOSIT = Text.of(en="name the list that both sides signed (แบบที่ 23)", th="ให้ระบุบัญชีฝากหนังสือที่ลงนามแล้ว (แบบที่ 23)")
_IS_THERE = Text.of(
    en="the letter {letter} is deposited with the National Archives already",
    th="หนังสือ {letter} ฝากไว้ที่สำนักหอจดหมายเหตุแห่งชาติแล้ว",
)
_NOT_THERE = Text.of(
    en="the letter {letter} is not deposited with the National Archives",
    th="หนังสือ {letter} ไม่ได้ฝากไว้ที่สำนักหอจดหมายเหตุแห่งชาติ",
)
_TAKING_BACK = Text.of(en="Taking deposited letters back", th="การรับหนังสือที่ฝากคืน")
_DEPOSITED = Text.of(en="deposited by {paper}", th="ฝากตาม {paper}")
_HANDED = Text.of(en="handed over by {paper}", th="ส่งมอบตาม {paper}")


class Archiving(Retaining):
    """Hand old letters over, or keep them for the office's own use."""

    def of_age(self, year: CalendarYear) -> tuple[OfAge, ...]:
        """The letters that reach the age of the archives in a calendar year (ครบ 20 ปี, ข้อ 58), and are still here.

        The age is that of the rules on the last day of the year; letters that were handed over, secret matter and what
        another law fixes are left out.

        Args:
            year: the calendar year, such as ``office.year("calendar", 2569)``.

        Raises:
            PeriodNeeded: for anything else.
        """
        if not isinstance(year, CalendarYear):
            raise PeriodNeeded(year)
        with self._office.reading() as reader:
            return tuple(of_age(reader, self._office.rules(year.last), year.ce))

    def hand_over(self, letters: Iterable[Which], paper: str, *, on: date | None = None) -> tuple[LetterKeeping, ...]:
        """Keep that letters went to the National Archives by a list that both sides signed (ข้อ 59.1).

        Args:
            letters: which; all of them, or none.
            paper: the list, such as its number or the letter that it went with.
            on: the day; by default today.

        Raises:
            RetentionRefused: without the list, for a letter that is not of age, is excepted or went before.
            NotFound, NotAllowed, Conflict: as of :meth:`classify`.
        """
        day = on or self._office.today()
        if not paper.strip():
            raise RetentionRefused(_NO_PAPER)
        reason = _HANDED.fill(paper=paper.strip()).in_language(self._office.profile.language)
        return self._all_said(letters, reason, lambda seen, said: self._check_goes(seen, said, day), handed_over_on=day)

    def keep_here(self, letter: Which, reason: str) -> LetterKeeping:
        """Say why the office keeps an old letter itself (หนังสือที่ขอเก็บเอง, ข้อ 58.3, แบบที่ 22).

        Raises:
            ReasonMissing: without a reason.
            RetentionRefused: when it went to the archives, or that was said already.
        """
        if not is_reason(reason):
            raise ReasonMissing(_KEEPING)
        (said,) = self._all_said([letter], reason.strip(), lambda _seen, _said: None, own_use=reason.strip())
        return said

    def deposit(self, letters: Iterable[Which], paper: str, *, on: date | None = None) -> tuple[LetterKeeping, ...]:
        """Keep that letters were deposited with the National Archives before their time (ฝากหนังสือ, ข้อ 60).

        They stay the office's own: it decides who borrows them and whether they are destroyed.

        Args:
            letters: which; all of them, or none.
            paper: the list that both sides signed (แบบที่ 23).
            on: the day; by default today.

        Raises:
            RetentionRefused: without the list, for one that is deposited, was handed over, or is secret matter.
            NotFound, NotAllowed, Conflict: as of :meth:`classify`.
        """
        if not paper.strip():
            raise RetentionRefused(_NO_DEPOSIT)
        reason = _DEPOSITED.fill(paper=paper.strip()).in_language(self._office.profile.language)
        day = on or self._office.today()
        return self._deposit_moved(letters, reason, deposited_on=day, deposit=paper.strip())

    def take_deposit_back(self, letters: Iterable[Which], reason: str) -> tuple[LetterKeeping, ...]:
        """Keep that letters came back from the National Archives (รับหนังสือที่ฝากคืน).

        Raises:
            ReasonMissing: without a reason.
            RetentionRefused: for one that is not deposited.
            NotFound, NotAllowed, Conflict: as of :meth:`classify`.
        """
        if not is_reason(reason):
            raise ReasonMissing(_TAKING_BACK)
        return self._deposit_moved(letters, reason.strip(), deposited_on=None, deposit="")

    def archives_table(self, year: CalendarYear, form: str = "handover") -> "Table":
        """Letters as a list, by its form.

        Args:
            year: the calendar year.
            form: ``handover``: what comes of age and goes to the archives (แบบที่ 21); ``kept``: what the office keeps
                itself (แบบที่ 22); ``deposit``: what was deposited in the year and is there still (แบบที่ 23).
        """
        if form == "deposit":
            with self._office.reading() as reader:
                ones = tuple(deposited(reader, year.first, year.last))
            return archives_table(self._office.rules(year.last).reading(), form, ones)
        found = [one for one in self.of_age(year) if one.goes is (form == "handover")]
        return archives_table(self._office.rules(year.last).reading(), form, found)

    def retention_forecast(self, on: date | None = None, *, progress: "Progress | None" = None) -> Forecast:
        """How many letters are kept up to which year, by the rules of a day (ประมาณการหนังสือครบอายุการเก็บ).

        Letters are streamed, whatever their number. Those in a destruction list that goes on are left out, and so is
        secret matter; the age of a letter counts from its line in the register.

        Args:
            on: the day whose rules count; by default today.
            progress: told now and then how many letters were decided.
        """
        with self._office.reading() as reader:
            return forecast(reader, self._office.rules(on), progress)

    # ------------------------------------------------------------------ inside

    def _deposit_moved(self, letters: Iterable[Which], reason: str, **changes: Any) -> tuple[LetterKeeping, ...]:
        """Say of each letter that it went to the archives in deposit, or came back; of all of them, or of none."""

        def check(seen: Dossier, known: LetterKeeping) -> None:
            if seen.letter.restricted is not None:
                raise RetentionRefused(_EXCEPTED.fill(letter=seen.letter.id))
            if (known.deposited_on is None) is (changes["deposited_on"] is None):
                raise RetentionRefused((_IS_THERE if known.deposited_on else _NOT_THERE).fill(letter=seen.letter.id))

        return self._all_said(letters, reason, check, **changes)

    def _all_said(
        self, letters: Iterable[Which], reason: str, check: Callable[[Dossier, LetterKeeping], None], **changes: Any
    ) -> tuple[LetterKeeping, ...]:
        """Say something of each letter, once, in one batch; refused where one is raised to secret matter meanwhile."""
        office, at = self._office, self._office.now()
        found = [dossier(office, ref, self._recorder) for ref in dict.fromkeys(map(letter_of, letters))]
        told = []
        for seen in found:
            known = self.said_of_keeping(seen.letter)
            check(seen, known)
            said = restated(known, at=at, by=office.rights.name, reason=reason, **changes)
            told.append(evolve(said, restricted=seen.letter.restricted))
        if told:
            with as_read(*(seen.letter for seen in found)) as floors:
                self._recorder.save(HAND_OVER, at, told, floors)
        return tuple(evolve(one, version=one.version + 1) for one in told)

    def _check_goes(self, seen: Dossier, said: LetterKeeping, day: date) -> None:
        """Refuse a letter that does not go to the archives on a day."""
        office = self._office
        year = decide_retention(facts_of(office, seen, said), office.rules(day)).value.hand_over
        if year is None:
            raise RetentionRefused(_EXCEPTED.fill(letter=seen.letter.id))
        if year > day.year:
            raise RetentionRefused(_NOT_YET.fill(letter=seen.letter.id, year=office.written_year(year)))
