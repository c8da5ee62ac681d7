"""Agreements on exchange between two institutions, as their systems send them to each other.

Every value is the text that was sent: partners approve an agreement by a hash of it, so ``15.50`` never becomes
``15.5``. What a text means is told by properties. None is what was not said, and is never the same as an empty text.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import field, frozen

YES: Final = ("true", "1")
"""How a yes is written."""


class ConditionKind(StrEnum):
    """Who goes to do what; ``total`` of a condition counts months of students and days of staff."""

    STUDIES = "SMS"
    TRAINEESHIPS = "SMT"
    TEACHING = "STA"
    TRAINING = "STT"

    @property
    def of_students(self) -> bool:
        """Whether students go, not staff."""
        return self in {ConditionKind.STUDIES, ConditionKind.TRAINEESHIPS}


@frozen
class Worded:
    """A text in a language; the language is empty where none was told."""

    text: str
    language: str = ""


@frozen(kw_only=True)
class Contact:
    """Somebody to write to; personal data.

    Attributes:
        names: as they are to be called, a language each.
        given_names: given names.
        family_names: family names.
        emails: addresses.
        roles: what they do.
        others: everything else that was sent, as XML.
    """

    names: tuple[Worded, ...]
    given_names: tuple[Worded, ...] = ()
    family_names: tuple[Worded, ...] = ()
    emails: tuple[str, ...] = ()
    roles: tuple[Worded, ...] = ()
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class Partner:
    """One side of an agreement.

    Attributes:
        hei: the SCHAC code of the institution.
        unit: the id of its unit, where the unit is the partner.
        agreement_id: the id of the agreement in the partner's system; never shown to people, never changes.
        code: the number by which its people know the agreement.
        signer: who signed.
        signed: the day of the first signing.
        contacts: whom to ask.
        others: everything else that was sent, as XML.
    """

    hei: str | None
    unit: str | None = None
    agreement_id: str | None = None
    code: str | None = None
    signer: Contact | None = None
    signed: str | None = None
    contacts: tuple[Contact, ...] = ()
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class StudyField:
    """A field of education.

    Attributes:
        code: ISCED-F, four digits in version 7.
        clarification: what the code does not tell.
        approved_code: the shorter code under which it was approved in version 6.
        others: everything else that was sent, as XML.
    """

    code: str | None
    clarification: str | None = None
    approved_code: str | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class LanguageSkill:
    """A language that those who go should know.

    Attributes:
        code: the language.
        level: of the European framework, A1 to C2.
        study_field: the field for which it is asked; None for all.
        not_yet_defined: the mark of an agreement that was approved in version 6 without it.
        others: everything else that was sent, as XML.
    """

    code: str | None
    level: str | None = None
    study_field: StudyField | None = None
    not_yet_defined: str | None = None
    others: tuple[str, ...] = ()


@frozen(kw_only=True)
class Condition:
    """What one partner sends to the other; a balanced exchange is two of them.

    Attributes:
        kind: who goes to do what.
        sending: the institution that sends.
        receiving: the institution that receives.
        sending_unit: the id of the unit that sends.
        receiving_unit: the id of the unit that receives.
        sending_contacts: whom to ask where people leave.
        receiving_contacts: whom to ask where people arrive.
        years: academic years of the receiving institution; all of them in version 6, the first and the last in 7.
        people: how many a year.
        people_not_yet_defined: the mark of an agreement that was approved in version 6 without a number.
        languages: what they should speak.
        study_fields: fields of education; none for any.
        terms: anything else that was agreed.
        total: months or days of all people in a year.
        blended: whether students may do a part at home.
        levels: of students, by the European qualifications framework; none for any.
        others: everything else that was sent, as XML.
    """

    kind: ConditionKind
    sending: str | None
    receiving: str | None
    years: tuple[str, ...]
    sending_unit: str | None = None
    receiving_unit: str | None = None
    sending_contacts: tuple[Contact, ...] = ()
    receiving_contacts: tuple[Contact, ...] = ()
    people: str | None = None
    people_not_yet_defined: str | None = None
    languages: tuple[LanguageSkill, ...] = ()
    study_fields: tuple[StudyField, ...] = ()
    terms: str | None = None
    total: str | None = None
    blended: str | None = None
    levels: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """Months or days of all people in a year; None where it was not said, which is not nothing."""
        return number(self.total)


@frozen(kw_only=True)
class Agreement:
    """An agreement of two institutions.

    Attributes:
        version: of the agreements interface, 6 or 7.
        partners: both sides, whose copy it is first.
        in_effect: whether it is or was in force.
        conditions: what was agreed, in the order on which the hash depends.
        terminated: the mark of an agreement that both gave up before anybody went.
        pdf: the signed paper, itself in version 6 and the id of the file in 7.
        others: everything else that was sent, as XML.
        conditions_others: everything else that was sent among the conditions, as XML.
        printed_hash: the hash that was sent with it; it follows from the rest, and does not tell copies apart.
        written: the agreement as it was sent; what is written again unchanged where nothing else was changed.
    """

    version: int
    partners: tuple[Partner, ...]
    in_effect: str | None
    conditions: tuple[Condition, ...] = ()
    terminated: str | None = None
    pdf: str | None = None
    others: tuple[str, ...] = ()
    conditions_others: tuple[str, ...] = ()
    printed_hash: str | None = field(default=None, eq=False)
    written: str | None = field(default=None, eq=False, repr=False)


def number(text: str | None) -> Decimal | None:
    """The number that a text is; None for no text, and for one that is no number."""
    if text is None or not text.strip().isascii() or not set(text.strip()) <= set("+-.0123456789"):
        return None
    try:
        return Decimal(text.strip())
    except ArithmeticError:
        return None
