"""Nominations of students as partners send them to each other (การเสนอชื่อนักศึกษาแลกเปลี่ยน).

As in :mod:`~orqa.domain.partnerships.cooperation` every value is the text that was sent, and None is what was not said.
Students are persons: all of this is personal data.
"""

from attrs import field, frozen

from orqa.domain.partnerships.cooperation import Worded
from orqa.domain.partnerships.cooperation_bodies import Address


@frozen(kw_only=True)
class Side:
    """The institution that sends or receives.

    Attributes:
        hei: its SCHAC code.
        unit: the id of its unit.
        agreement_id: the id of the agreement in its system.
        others: everything else that was sent, as XML.
    """

    hei: str | None
    unit: str | None = None
    agreement_id: str | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class Student:
    """Who goes.

    Attributes:
        given_names: in languages or scripts.
        family_names: in languages or scripts.
        global_id: the European student identifier.
        born: the day of birth.
        country: of citizenship in version 2, of nationality in 3; two letters.
        gender: 0 not known, 1 male, 2 female, 9 not applicable.
        email: one address.
        street: where they live.
        mailing: where to write to.
        others: everything else that was sent, as XML, pictures and telephone numbers among it.
    """

    given_names: tuple[Worded, ...]
    family_names: tuple[Worded, ...]
    global_id: str | None
    born: str | None = None
    country: str | None = None
    gender: str | None = None
    email: str | None = None
    street: Address | None = None
    mailing: Address | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class KnownLanguage:
    """A language that the student knows: its code, the level A1 to C2 or NS for a native speaker."""

    code: str | None
    level: str | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class Requirement:
    """What the host asks for: its name there, and the id of a file or an address on the web."""

    name: str | None
    file: str | None = None
    url: str | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class OutgoingMobility:
    """A student whom one institution sends to another.

    Attributes:
        version: of the interface of outgoing mobilities, 2 or 3.
        id: in the sender's system; never changes.
        sending: who sends.
        receiving: who receives.
        term: of the sender, as ``2025/2026-1/2`` for the first of two.
        no_term: an empty text where the stay fits no term of the sender; None where a term is told.
        year: academic year of the host.
        student: who goes.
        status: where it stands.
        activity: studies or a traineeship.
        length: long, short and blended, or short and doctoral.
        arrives: planned day, version 2.
        departs: planned day, version 2.
        level_at_nomination: of the European framework, version 2.
        level_at_departure: of the European framework.
        agreement_field: of education, as the agreement has it, version 3.
        study_field: of education of the student, ISCED-F.
        languages: what the student speaks, version 2.
        requirements: what the host asked for, version 2.
        comment: in words, version 3.
        proposal: the id of this state of the nomination, version 3.
        nomination_others: everything else that was sent in the nomination, as XML, version 3.
        others: everything else that was sent, as XML.
        written: as it was sent; what is written again where nothing was changed.
    """

    version: int
    id: str | None
    sending: Side | None
    receiving: Side | None
    term: str | None = None
    no_term: str | None = None
    year: str | None = None
    student: Student | None
    status: str | None
    activity: str | None
    length: str | None
    arrives: str | None = None
    departs: str | None = None
    level_at_nomination: str | None = None
    level_at_departure: str | None = None
    agreement_field: str | None = None
    study_field: str | None = None
    languages: tuple[KnownLanguage, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    comment: str | None = None
    proposal: str | None = None
    nomination_others: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    written: str | None = field(default=None, eq=False, repr=False)
