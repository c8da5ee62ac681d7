"""Exact amounts of money: whole minor units and an ISO 4217 currency.

>>> budget = Money.of("1,234.50", "THB")
>>> budget + Money.of(1, "THB")
Money.parse('1235.50 THB')
>>> [str(part) for part in Money.of(100, "THB").split(3)]
['33.34 THB', '33.33 THB', '33.33 THB']
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import lcm
from typing import ClassVar, Self

from attrs import field, frozen

from orqa.base.amounts import AmountNotUnderstood, FloatRefused, exact
from orqa.base.baht import baht_text
from orqa.base.currencies import UnknownCurrency, minor_units
from orqa.base.digits import Digits, in_digits
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.rounding import Rounding

__all__ = [
    "AmountNotUnderstood",
    "FloatRefused",
    "MixedCurrencies",
    "Money",
    "NotExact",
    "Rounding",
    "UnknownCurrency",
]


class MixedCurrencies(OrqaError, ValueError):
    """Amounts of two currencies were added, compared or subtracted."""

    code: ClassVar[str] = "mixed-currencies"
    template: ClassVar[Text] = Text.of(
        en="{one} and {other} are of different currencies: convert one at a dated rate first",
        th="{one} กับ {other} เป็นคนละสกุลเงิน โปรดแปลงเป็นสกุลเดียวกันก่อน ด้วยอัตราแลกเปลี่ยน ณ วันที่ที่ระบุ",
    )

    one: "Money"
    other: "Money"


class NotExact(OrqaError, ValueError):
    """An amount has a part smaller than the currency's smallest unit, and no rounding was named."""

    code: ClassVar[str] = "not-exact"
    template: ClassVar[Text] = Text.of(
        en="{amount} {currency} has a part below {places} decimal places: name a rounding, as in rounding=HALF_UP",
        th="{amount} {currency} มีเศษเกินทศนิยม {places} ตำแหน่ง โปรดระบุวิธีปัดเศษ เช่น rounding=HALF_UP",
    )

    amount: str
    currency: str
    places: int


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FloatRefused(value, type(value).__name__)
    return value


def _known(currency: str) -> str:
    minor_units(currency)
    return currency


@frozen(repr=False)
class Money:
    """An amount in whole minor units (satang, cents): exact, immutable, never of two currencies at once.

    ``+``, ``-`` and comparison take money of the same currency, ``*`` takes an int; everything that must round asks
    for a :class:`~orqa.base.rounding.Rounding`. Money is false when it is zero.

    Attributes:
        minor: the amount in the smallest unit of the currency; 123450 is 1,234.50 baht.
        currency: ISO 4217 code.
    """

    minor: int = field(converter=_whole)
    currency: str = field(converter=_known)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str, rounding: Rounding | None = None) -> Self:
        """Money from an amount in the major unit (baht).

        Args:
            amount: a Decimal, an int, or a text such as ``"1,234.50"`` or ``"๑,๒๓๔.๕๐"``.
            currency: ISO 4217 code.
            rounding: what to do with a part of the smallest unit; None refuses it.

        Raises:
            FloatRefused: for a float.
            AmountNotUnderstood: for a text that is no amount.
            NotExact: when it has too many decimals and no rounding is named.
            UnknownCurrency: for a code outside ISO 4217.
        """
        places = minor_units(currency)
        numerator, denominator = exact(amount).as_integer_ratio()
        return cls._rounded(numerator * 10**places, denominator, currency, rounding, amount)

    @classmethod
    def _rounded(
        cls, numerator: int, denominator: int, currency: str, rounding: Rounding | None, shown: object
    ) -> Self:
        if rounding is None:
            if numerator % denominator:
                raise NotExact(str(shown), currency, minor_units(currency))
            return cls(numerator // denominator, currency)
        return cls(rounding.whole(numerator, denominator), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        """No money of a currency."""
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        """The sum; of nothing it is zero, so the currency is asked for.

        Raises:
            MixedCurrencies: when an amount is of another currency.
        """
        total = cls.zero(currency)
        for amount in amounts:
            total = total + amount
        return total

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text ``1234.50 THB`` (what :func:`str` gives).

        Raises:
            AmountNotUnderstood: when there is no amount, space and currency.
        """
        amount, space, currency = text.strip().rpartition(" ")
        if not space:
            raise AmountNotUnderstood(text)
        return cls.of(amount, currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in the major unit, with all its decimal places: ``Decimal('1234.50')``."""
        return Decimal(self._plain())

    def _plain(self) -> str:
        places = minor_units(self.currency)
        digits = str(abs(self.minor)).zfill(places + 1)
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(self, other)
        return other.minor

    def __add__(self, other: object) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return type(self)(self.minor + self._same(other), self.currency)

    def __sub__(self, other: object) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        return type(self)(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __abs__(self) -> Self:
        return type(self)(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __mul__(self, count: int) -> Self:
        return type(self)(self.minor * _whole(count), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: object) -> bool:
        return self.minor < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.minor <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.minor > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.minor >= self._same(other) if isinstance(other, Money) else NotImplemented

    def times(self, factor: Decimal | int | str, rounding: Rounding) -> Self:
        """The amount times an exact factor, such as a tax rate, rounded to the smallest unit.

        >>> Money.of("99.99", "THB").times("0.07", Rounding.HALF_UP)
        Money.parse('7.00 THB')
        """
        numerator, denominator = exact(factor).as_integer_ratio()
        return self._rounded(self.minor * numerator, denominator, self.currency, rounding, factor)

    def share_of(self, whole: "Money", places: int, rounding: Rounding) -> Decimal:
        """This amount as a fraction of ``whole``, to so many decimal places.

        >>> Money.of(1, "THB").share_of(Money.of(3, "THB"), 4, Rounding.HALF_UP)
        Decimal('0.3333')

        Raises:
            ZeroDivisionError: when ``whole`` is zero.
        """
        units = rounding.whole(self.minor * 10**places, self._same(whole))
        return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), -places))

    @staticmethod
    def _sign(amount: "Money") -> int:
        return -1 if amount.minor < 0 else 1

    def split(self, parts: int) -> tuple[Self, ...]:
        """So many parts that differ by at most one smallest unit and add up exactly, larger ones first.

        Raises:
            ValueError: when ``parts`` is not positive.
        """
        if _whole(parts) < 1:
            raise ValueError(f"money is split into one part or more, found {parts}")
        return self.allocate((1,) * parts)

    def allocate(self, weights: Sequence[Decimal | int | str]) -> tuple[Self, ...]:
        """Parts in proportion to ``weights`` that add up exactly (largest remainder; of equals the earlier first).

        >>> [str(part) for part in Money.of(100, "THB").allocate([1, 2, 4])]
        ['14.29 THB', '28.57 THB', '57.14 THB']

        Raises:
            ValueError: when a weight is negative or all are zero.
            FloatRefused: when a weight is a float.
        """
        shares = _whole_weights(weights)
        total = sum(shares)
        cut = [divmod(abs(self.minor) * share, total) for share in shares]
        left = abs(self.minor) - sum(whole for whole, _ in cut)
        first = set(sorted(range(len(cut)), key=lambda place: -cut[place][1])[:left])
        sign = self._sign(self)
        sizes = [whole + (place in first) for place, (whole, _) in enumerate(cut)]
        return tuple(type(self)(sign * size, self.currency) for size in sizes)

    def written(self, digits: Digits = "arabic", *, grouped: bool = True) -> str:
        """The amount without its currency, as tables print it: ``1,234.50``.

        >>> Money.of("1234.5", "THB").written("thai")
        '๑,๒๓๔.๕๐'
        """
        return in_digits(f"{self.decimal:,f}" if grouped else self._plain(), digits)

    @property
    def words(self) -> str:
        """Baht and satang in Thai words (บาทถ้วน); only for THB.

        Raises:
            AmountNotUnderstood: for another currency.
        """
        return baht_text(self)

    def __str__(self) -> str:
        return f"{self._plain()} {self.currency}"

    def __repr__(self) -> str:
        return f"Money.parse({str(self)!r})"


def _whole_weights(weights: Sequence[Decimal | int | str]) -> list[int]:
    ratios = [exact(weight).as_integer_ratio() for weight in weights]
    if any(numerator < 0 for numerator, _ in ratios) or not any(numerator for numerator, _ in ratios):
        raise ValueError(f"weights are not negative and not all zero, found {', '.join(map(str, weights)) or 'none'}")
    common = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (common // denominator) for numerator, denominator in ratios]
