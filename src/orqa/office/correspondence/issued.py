"""What became of a letter that goes out, or of numbers that are kept for some."""

from collections.abc import Iterable
from functools import cached_property
from typing import cast

from attrs import evolve, frozen

from orqa.base.digits import in_digits
from orqa.base.findings import Finding
from orqa.domain.correspondence.drafts import Received
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.office.recorder import Saved
from orqa.rules.decisions import Decision
from orqa.rules.profile import Profile


@frozen(kw_only=True)
class Issue:
    """A letter that was entered in a register and has its number there, where it takes one.

    Attributes:
        profile: of the office, whose digits are printed.
        decided: what was decided, before the number was known.
        saved: what the store answered.
    """

    profile: Profile
    decided: Received
    saved: Saved

    @property
    def number(self) -> int | None:
        """The register number (เลขทะเบียนส่ง); None where none is taken.

        Raises:
            NumberPending: inside a work, whose numbers are taken at its end.
        """
        return self.saved.numbers[0] if self.decided.series else cast("RegisterEntry", self.decided.entry).number

    @cached_property
    def letter(self) -> Letter:
        """The letter as stored."""
        letter = cast("Letter", self.decided.letter)
        return evolve(letter, version=letter.version or 1)

    @cached_property
    def entry(self) -> RegisterEntry:
        """Its line in the register, with its number; see :attr:`number`."""
        entry = cast("RegisterEntry", self.decided.entry)
        return evolve(entry, version=entry.version + 1, number=self.number)

    @property
    def printed(self) -> str:
        """The number as the letter prints it, in the digits of the office; empty where it prints none.

        Raises:
            NumberPending: as of :attr:`number`.
        """
        return in_digits(self.entry.printed_number, "thai" if self.profile.digits == "thai" else "arabic")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at: warnings and notes, never errors."""
        return self.decided.findings

    @property
    def decision(self) -> Decision[str | None]:
        """The series of the number, and the rules that it rests on (``decision.citations``)."""
        return self.decided.decision


@frozen(kw_only=True)
class Reservation:
    """Numbers of a series that are kept for letters to come (จองเลข).

    Attributes:
        lines: their lines in the register, before their numbers were known.
        saved: what the store answered.
    """

    lines: tuple[RegisterEntry, ...]
    saved: Saved

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers, in their order.

        Raises:
            NumberPending: inside a work, whose numbers are taken at its end.
        """
        return self.saved.numbers

    @cached_property
    def entries(self) -> tuple[RegisterEntry, ...]:
        """The lines with their numbers, each to be bound to a letter or made void; see :attr:`numbers`."""
        return tuple(_numbered(self.lines, self.numbers))


def _numbered(lines: Iterable[RegisterEntry], numbers: Iterable[int]) -> Iterable[RegisterEntry]:
    return (evolve(line, version=1, number=number) for line, number in zip(lines, numbers, strict=True))
