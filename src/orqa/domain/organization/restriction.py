"""Whom a record is kept from: a part of the record itself, so that who may see it follows from the record alone.

ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544: secret matter is for those who are cleared for its level and concerned
with it; the registrar of secret information keeps it.
"""

from collections.abc import Collection, Iterable

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


@frozen(kw_only=True)
class Restriction:
    """Who may see a record (ผู้มีสิทธิเข้าถึง): those named, as far as they are cleared for its rank.

    Registrars of secret information (นายทะเบียนข้อมูลข่าวสารลับ) who are cleared for the rank always may.

    Attributes:
        rank: of the term of the vocabulary ``secrecy`` (ชั้นความลับ): 1 and above, rising with the damage.
        units: ids of the units whose people may.
        persons: ids of people who may.
    """

    rank: int = field(validator=[instance_of(int), ge(1)])
    units: tuple[str, ...] = field(default=(), converter=_sorted)
    persons: tuple[str, ...] = field(default=(), converter=_sorted)

    def shared_with(self, *, units: Iterable[str] = (), persons: Iterable[str] = ()) -> "Restriction":
        """The same, for these too."""
        return evolve(self, units=(*self.units, *units), persons=(*self.persons, *persons))

    def without(self, tokens: Collection[str]) -> "Restriction":
        """The same, not for these any more: ``unit:ID`` and ``person:ID``."""
        return evolve(
            self,
            units=(unit for unit in self.units if f"unit:{unit}" not in tokens),
            persons=(person for person in self.persons if f"person:{person}" not in tokens),
        )

    def and_of(self, other: "Restriction | None") -> "Restriction":
        """Whom something about two such records is kept from: whoever may not see both."""
        if other is None:
            return self
        return Restriction(
            rank=max(self.rank, other.rank),
            units=set(self.units) & set(other.units),
            persons=set(self.persons) & set(other.persons),
        )
