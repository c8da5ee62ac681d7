"""What an agreement is made of: printed dates, parties, signatures, scope, places, and what was done with it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re, optional

from orqa.base.partial import PartialDate
from orqa.base.thai import clean_text
from orqa.domain.partnerships.movements import Circumstance, Clauses, Direction, EarlyReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.base.years import Year

_text = instance_of(str)
_day = optional(instance_of(date))
_count = optional([instance_of(int), ge(0)])

UNIVERSITY: Final = "university"
UNIT: Final = "unit"
"""The levels at which a party makes an agreement."""


@frozen(kw_only=True)
class PrintedDate:
    """A date as a paper or a register prints it.

    Attributes:
        day: what it means, at the precision of print; None where it is not understood.
        printed: the printed text; empty where it is what ``day`` says.
    """

    day: PartialDate | None = field(default=None, validator=optional(instance_of(PartialDate)))
    printed: str = field(default="", validator=_text)

    @classmethod
    def of(cls, day: "date | PartialDate | PrintedDate | None") -> "PrintedDate | None":
        """A day, a partial date or a printed date as it is kept; None stays None."""
        if day is None or isinstance(day, PrintedDate):
            return day
        return cls(day=day if isinstance(day, PartialDate) else PartialDate.of(day))

    @property
    def first(self) -> date | None:
        """The first day that it may mean."""
        return None if self.day is None else self.day.first


@frozen(kw_only=True)
class Party:
    """One side of an agreement.

    Attributes:
        partner: id of the partner; empty for the university itself.
        unit: the unit that makes it: of a partner by name, of the university by code; empty for the whole of it.
        called: what it is called in the text, where that is not its name today.
    """

    partner: str = field(default="", validator=_text)
    unit: str = field(default="", validator=_text)
    called: str = field(default="", converter=clean_text, validator=_text)

    @property
    def level(self) -> str:
        """Whether a unit makes it or the whole university."""
        return UNIT if self.unit else UNIVERSITY


@frozen(kw_only=True)
class Signature:
    """That somebody signed for a party; who, is personal data.

    Attributes:
        party: place of the party among the parties, from 0.
        signed: when.
        name: who signed.
        post: as what.
    """

    party: int = field(validator=[instance_of(int), ge(0)])
    signed: PrintedDate = field(validator=instance_of(PrintedDate))
    name: str = field(default="", validator=_text)
    post: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Notice:
    """How long before the end notice must be given (ระยะเวลาบอกกล่าว).

    Attributes:
        months: before the last day.
        days: before that.
        printed: what the text says.
    """

    months: int = field(default=0, validator=[instance_of(int), ge(0)])
    days: int = field(default=0, validator=[instance_of(int), ge(0)])
    printed: str = field(default="", validator=_text)


@frozen(kw_only=True)
class AskedLanguage:
    """A language that those who go should know: its code (BCP 47), and the level from A1 to C2; empty for any."""

    code: str = field(validator=matches_re("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"))
    level: str = field(default="", validator=matches_re("([ABC][12])?"))


@frozen(kw_only=True)
class PlaceTerms:
    """What an exchange agreement says of places beyond their number; Erasmus Without Paper asks for it.

    Attributes:
        mobility: who goes to do what: ``SMS``, ``SMT``, ``STA`` or ``STT``; empty where it does not say.
        first: the first academic year, as the host writes it: ``2025/2026``.
        last: the last one.
        total: months of all students, or days of all staff, in a year.
        languages: what they should know.
        fields: fields of education (ISCED-F); empty for any, None for those of the agreement.
        levels: of study, by the vocabulary ``study-level``; empty for any, None for those of the agreement.
        blended: whether a part may be done at home; None where it does not say.
        sending_unit: id of the unit that sends, as its institution names it.
        receiving_unit: id of the unit that receives.
        info: what else was agreed, in words.
    """

    mobility: str = field(default="", validator=matches_re("(SM[ST]|ST[AT])?"))
    first: str = field(default="", validator=matches_re("([0-9]{4}/[0-9]{4})?"))
    last: str = field(default="", validator=matches_re("([0-9]{4}/[0-9]{4})?"))
    total: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    languages: tuple[AskedLanguage, ...] = ()
    fields: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    blended: bool | None = field(default=None, validator=optional(instance_of(bool)))
    sending_unit: str = field(default="", validator=_text)
    receiving_unit: str = field(default="", validator=_text)
    info: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Quota:
    """Places that an agreement has in a year.

    Attributes:
        direction: sent or received, seen from the university.
        places: how many.
        unit: in which unit, such as ``student_semester`` or ``person``.
        whom: a level of study, or ``staff``; empty for any.
        note: what is not told by these.
        terms: what else was agreed of these places; None where nothing was.
    """

    direction: Direction = field(converter=Direction)
    places: int = field(validator=[instance_of(int), ge(0)])
    unit: str = field(default="student_semester", validator=_text)
    whom: str = field(default="", validator=_text)
    note: str = field(default="", validator=_text)
    terms: PlaceTerms | None = field(default=None, validator=optional(instance_of(PlaceTerms)))


@frozen(kw_only=True)
class Scope:
    """What an agreement is about.

    Attributes:
        fields: fields of education, ISCED-F 2013, leading zeros kept: ``0610``; none for any.
        levels: of study, by the vocabulary ``study-level``; none for any.
        activities: by the vocabulary ``agreement-activity``; none where it does not say.
        quotas: places in a year.
    """

    fields: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()


@frozen(kw_only=True)
class UnitsPerYear:
    """How many of a unit are one year of study; see :class:`orqa.domain.partnerships.movements.Clauses`."""

    unit: str = field(validator=_text)
    count: int = field(validator=[instance_of(int), ge(1)])


@frozen(kw_only=True)
class ExchangeTerms:
    """The clauses of an exchange balance as they are kept; :meth:`clauses` gives them to draw a balance.

    Attributes are those of :class:`orqa.domain.partnerships.movements.Clauses`; years are academic ones, by the
    common-era year that names them. ``left_out`` None leaves out every circumstance.
    """

    unit: str = field(validator=_text)
    per_year: tuple[UnitsPerYear, ...] = ()
    first: int = field(validator=instance_of(int))
    last: int | None = field(default=None, validator=_count)
    level_at_end: bool = False
    yearly_cap: Decimal | None = None
    carry_over: int = field(default=0, validator=[instance_of(int), ge(0)])
    matched: tuple[Direction, ...] = ()
    vacancies: Decimal | None = None
    credit_years: int | None = field(default=None, validator=_count)
    early_return: EarlyReturn | None = None
    left_out: tuple[Circumstance, ...] | None = None

    def clauses(self, year: "Callable[[int], Year]") -> Clauses:
        """The clauses, with their years.

        Args:
            year: gives an academic year by the common-era year that names it.
        """
        return Clauses(
            unit=self.unit,
            per_year=tuple((one.unit, one.count) for one in self.per_year),
            first=year(self.first),
            last=None if self.last is None else year(self.last),
            level_at_end=self.level_at_end,
            yearly_cap=self.yearly_cap,
            carry_over=self.carry_over,
            matched=frozenset(self.matched),
            vacancies=self.vacancies,
            credit_years=self.credit_years,
            early_return=self.early_return,
            left_out=frozenset(Circumstance if self.left_out is None else self.left_out),
        )


@frozen(kw_only=True)
class Extension:
    """That the same agreement was prolonged (ต่ออายุฉบับเดิม).

    Attributes:
        on: the day on which that was agreed.
        until: the last day from then on.
        document: the addendum or letter.
    """

    on: date = field(validator=instance_of(date))
    until: date = field(validator=instance_of(date))
    document: str = field(default="", validator=_text)


@frozen(kw_only=True)
class AgreementMove:
    """One thing that was done with an agreement.

    Attributes:
        act: what, such as ``propose`` or ``sign``.
        on: on which day.
        note: in words, the reason among them.
        document: the paper that it rests on.
    """

    act: str = field(validator=matches_re("[a-z_]+"))
    on: date = field(validator=instance_of(date))
    note: str = field(default="", validator=_text)
    document: str = field(default="", validator=_text)
