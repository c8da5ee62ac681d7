"""Letters and their registers: the service of one area (งานสารบรรณ)."""

from orqa.office.closing import ClosingLetters
from orqa.office.comparing import Comparing
from orqa.office.continuing import Continuing
from orqa.office.enclosures import Enclosures
from orqa.office.endorsing import Endorsing
from orqa.office.letter_tables import LetterTables
from orqa.office.linking import Linking
from orqa.office.looking import Looking
from orqa.office.registering import Registering
from orqa.office.secrecy import Secrecy
from orqa.office.taking_in import TakesIn
from orqa.office.tracing import Tracing
from orqa.office.voiding import Voiding
from orqa.office.year_end import YearEnding


class Correspondence(
    Registering,
    TakesIn,
    Voiding,
    ClosingLetters,
    Endorsing,
    Linking,
    Comparing,
    Tracing,
    YearEnding,
    Enclosures,
    Secrecy,
    Looking,
    Continuing,
    LetterTables,
):
    """Receive and send letters, handle them, find them again.

    Reached as ``office.correspondence`` or, in a work, as ``work.correspondence``.
    Each base holds the methods of one subject; a new subject is a new base in a module of its own.
    """
