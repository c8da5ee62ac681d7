"""Letters and their registers: the service of one area (งานสารบรรณ)."""

from orqa.office.enclosures import Enclosures
from orqa.office.looking import Looking
from orqa.office.registering import Registering


class Correspondence(Registering, Enclosures, Looking):
    """Receive letters, find them again; reached as ``office.correspondence`` or, in a work, ``work.correspondence``.

    Each base holds the methods of one subject; a new subject is a new base in a module of its own.
    """
