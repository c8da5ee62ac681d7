"""Letters and their registers: the service of one area (งานสารบรรณ)."""

from orqa.office.correspondence.archiving import Archiving
from orqa.office.correspondence.circulating import Circulating
from orqa.office.correspondence.closing import ClosingLetters
from orqa.office.correspondence.comparing import Comparing
from orqa.office.correspondence.continuing import Continuing
from orqa.office.correspondence.destruction import WithDestruction
from orqa.office.correspondence.drafting import Drafting
from orqa.office.correspondence.enclosures import Enclosures
from orqa.office.correspondence.endorsing import Endorsing
from orqa.office.correspondence.forwarding import Forwarding
from orqa.office.correspondence.in_force import InForce
from orqa.office.correspondence.inspecting import Inspecting
from orqa.office.correspondence.lateness import Lateness
from orqa.office.correspondence.lending import Lending
from orqa.office.correspondence.letter_tables import LetterTables
from orqa.office.correspondence.linking import Linking
from orqa.office.correspondence.looking import Looking
from orqa.office.correspondence.mailroom import MailRoom
from orqa.office.correspondence.registering import Registering
from orqa.office.correspondence.secrecy import Secrecy
from orqa.office.correspondence.storing import Storing
from orqa.office.correspondence.taking_in import TakesIn
from orqa.office.correspondence.tracing import Tracing
from orqa.office.correspondence.voiding import Voiding
from orqa.office.correspondence.year_end import YearEnding


class Correspondence(
    Drafting,
    Registering,
    TakesIn,
    Voiding,
    ClosingLetters,
    Circulating,
    Endorsing,
    Forwarding,
    Linking,
    Comparing,
    Tracing,
    MailRoom,
    Lateness,
    YearEnding,
    Enclosures,
    Secrecy,
    Storing,
    Lending,
    InForce,
    Inspecting,
    Archiving,
    WithDestruction,
    Looking,
    Continuing,
    LetterTables,
):
    """Receive and send letters, handle them, find them again.

    Reached as ``office.correspondence`` or, in a work, as ``work.correspondence``.
    Each base holds the methods of one subject; a new subject is a new base in a module of its own.
    """
