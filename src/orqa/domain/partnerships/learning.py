"""Learning agreements (ข้อตกลงการเรียน): versions of what is studied there and what that counts for at home.

A version never changes once it is proposed: whoever changes a course proposes another one, which names what it drops
and adds, and why. So what was signed and approved can be told by a hash.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, gt, in_, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record, shown_by
from orqa.base.thai import search_key

_text = instance_of(str)
_day = optional(instance_of(date))
_credits = [instance_of(Decimal), gt(Decimal(0))]


class Signatory(StrEnum):
    """Who signs a learning agreement."""

    STUDENT = "student"
    HOME = "home"
    HOST = "host"


SIGNATORIES: Final = MappingProxyType(
    {
        Signatory.STUDENT: Text.of(en="the student", th="นักศึกษา"),
        Signatory.HOME: Text.of(en="the home institution", th="สถาบันต้นทาง"),
        Signatory.HOST: Text.of(en="the host", th="สถาบันปลายทาง"),
    }
)
"""What people call each of them."""


class VersionState(StrEnum):
    """What became of a version."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"


VERSION_STATES: Final = MappingProxyType(
    {
        VersionState.PROPOSED: Text.of(en="proposed", th="เสนอแล้ว"),
        VersionState.APPROVED: Text.of(en="approved", th="อนุมัติแล้ว"),
        VersionState.DROPPED: Text.of(en="dropped", th="ยกเลิกข้อเสนอ"),
    }
)
"""What people call each state."""


@frozen(kw_only=True)
class Component:
    """Something that is studied there, or that it counts for here (รายวิชา).

    Attributes:
        title: as the institution prints it.
        credits: in its scale.
        scale: of the credits, such as ``ects`` or ``th``.
        code: at the institution; empty for none.
        term: when, such as a code of the vocabulary ``study-term``.
        replaces: codes or titles of what it counts for here; empty where all counts for all, and for what is here.
        virtual: whether it is studied from afar.
        condition: under which it counts.
    """

    title: str = field(validator=_text)
    credits: Decimal = field(validator=_credits)
    scale: str = field(validator=_text)
    code: str = field(default="", validator=_text)
    term: str = field(default="", validator=_text)
    replaces: tuple[str, ...] = field(default=(), validator=deep_iterable(_text))
    virtual: bool = field(default=False, validator=instance_of(bool))
    condition: str = field(default="", validator=_text)

    @property
    def name(self) -> str:
        """What people tell it by: its code, else its title."""
        return self.code or self.title

    def is_called(self, named: str) -> bool:
        """Whether somebody means it: by its code or title, however these are spelled."""
        return bool(named.strip()) and search_key(named) in {search_key(self.code), search_key(self.title)}


@frozen(kw_only=True)
class ComponentChange:
    """What a version changes of the one before.

    Attributes:
        status: ``inserted`` or ``deleted``.
        component: code or title of what was added or dropped.
        reason: code of the vocabulary ``learning-change-reason``; empty where words say it.
        words: why, in words.
        here: whether it is in what counts here, and not in what is studied there.
    """

    status: str = field(validator=in_(("inserted", "deleted")))
    component: str = field(validator=_text)
    reason: str = field(default="", validator=matches_re("([a-z][a-z0-9_]*)?"))
    words: str = field(default="", validator=_text)
    here: bool = field(default=False, validator=instance_of(bool))


@frozen(kw_only=True)
class Signature:
    """A signature under a version.

    Attributes:
        by: one of :class:`Signatory`.
        on: when.
        name: of whoever signed.
    """

    by: str = field(validator=in_(tuple(Signatory)))
    on: date = field(validator=instance_of(date))
    name: str = field(default="", validator=_text)


@frozen(kw_only=True)
class LearningVersion:
    """One version of a learning agreement.

    Attributes:
        number: 1 for the first.
        studied: there.
        counted: what that counts for here.
        changes: what it changes of the version that was approved before; none of a first one.
        digest: the hash of all this (:func:`digest_of`), as it was proposed.
        proposed_on: when it was proposed.
        by_route: whether its approval was asked for along the route ``mobility.learning``.
        signatures: under it.
        approved_on: when it was approved.
        dropped_on: when it was given up, or another one took its place.
        dropped: why.
    """

    number: int = field(validator=[instance_of(int), ge(1)])
    studied: tuple[Component, ...] = field(validator=deep_iterable(instance_of(Component)))
    counted: tuple[Component, ...] = field(default=(), validator=deep_iterable(instance_of(Component)))
    changes: tuple[ComponentChange, ...] = field(default=(), validator=deep_iterable(instance_of(ComponentChange)))
    digest: str = field(validator=matches_re("[0-9a-f]{64}"))
    proposed_on: date = field(validator=instance_of(date))
    by_route: bool = field(default=False, validator=instance_of(bool))
    signatures: tuple[Signature, ...] = field(default=(), validator=deep_iterable(instance_of(Signature)))
    approved_on: date | None = field(default=None, validator=_day)
    dropped_on: date | None = field(default=None, validator=_day)
    dropped: str = field(default="", validator=_text)

    @property
    def state(self) -> VersionState:
        """What became of it."""
        if self.dropped_on is not None:
            return VersionState.DROPPED
        return VersionState.PROPOSED if self.approved_on is None else VersionState.APPROVED

    @property
    def signed_by(self) -> frozenset[str]:
        """Who signed it."""
        return frozenset(one.by for one in self.signatures)

    @property
    def is_as_proposed(self) -> bool:
        """Whether its content is still that of its hash."""
        return self.digest == digest_of(self.number, self.studied, self.counted, self.changes)


@frozen(kw_only=True)
class LearningAgreement(Record):
    """The learning agreement of one mobility with all its versions; its id is that of the mobility.

    Attributes:
        mobility: id of the file.
        versions: in their order; none is taken out.
        unit: id of the unit of the file.
        person: id of the person of the file, for one of the office.
    """

    kind: ClassVar[str] = "learning-agreement"
    __repr__ = shown_by("mobility")

    mobility: str = field(validator=_text, metadata=indexed())
    versions: tuple[LearningVersion, ...] = field(
        validator=deep_iterable(instance_of(LearningVersion)), metadata=personal()
    )
    unit: str = field(default="", validator=_text)
    person: str = field(default="", validator=_text)

    @property
    def approved(self) -> LearningVersion | None:
        """The version that holds: the last that was approved; None while none was."""
        return next((one for one in reversed(self.versions) if one.state is VersionState.APPROVED), None)

    @property
    def proposed(self) -> LearningVersion | None:
        """The version that waits for signatures or approval; None where none does."""
        return next((one for one in reversed(self.versions) if one.state is VersionState.PROPOSED), None)


def digest_of(
    number: int, studied: Iterable[Component], counted: Iterable[Component], changes: Iterable[ComponentChange]
) -> str:
    """The hash by which the content of a version is told: SHA-256, hexadecimal.

    It is that of a JSON text in UTF-8 without spaces: ``["orqa-learning-1", number, studied, counted, changes]``. Of a
    component: code, title, credits as they are written, scale, term, replaces, virtual, condition; of a change: status,
    component, reason, words, here. The order counts; signatures and days are not in it.
    """
    body = ["orqa-learning-1", number, _listed(studied), _listed(counted), [_change(one) for one in changes]]
    return sha256(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _listed(components: Iterable[Component]) -> list[list[Any]]:
    return [
        [one.code, one.title, f"{one.credits:f}", one.scale, one.term, list(one.replaces), one.virtual, one.condition]
        for one in components
    ]


def _change(one: ComponentChange) -> list[Any]:
    return [one.status, one.component, one.reason, one.words, one.here]
