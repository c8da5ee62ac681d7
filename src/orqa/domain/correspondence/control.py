"""Control of secret matter (การควบคุมข้อมูลข่าวสารลับ): numbered copies, who holds each, changes of level, losses; pure.

ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544. One sheet a letter: who writes a copy writes the sheet, so no two
copies have one number, and none is lost between two sheets.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.correspondence.errors import ControlRefused
from orqa.domain.organization.restriction import Restriction

_text = instance_of(str)
_day = instance_of(date)
_a_day = optional(_day)
_count = [instance_of(int), ge(1)]

ORIGINAL: Final = 1
"""The number of the original: the first of all copies, with the registry until it is given to somebody."""


class CopyState(StrEnum):
    """Where a copy stands."""

    HELD = "held"
    RETURNED = "returned"
    LOST = "lost"


COPY_STATES: Final = {
    CopyState.HELD: Text.of(en="held", th="อยู่กับผู้ถือ"),
    CopyState.RETURNED: Text.of(en="returned", th="ส่งคืนแล้ว"),
    CopyState.LOST: Text.of(en="lost", th="สูญหาย"),
}
"""What people call each."""

_NO_COPY = Text.of(en="there is no copy {number}; there are {count}", th="ไม่มีชุดที่ {number} มีทั้งหมด {count} ชุด")
_NOT_HELD = Text.of(en="copy {number} is {state} since {on}", th="ชุดที่ {number} {state}ตั้งแต่ {on}")
_WITH_OTHERS = Text.of(
    en="the original is with its holder; take it back first: return_copy(letter, 1)",
    th="ต้นฉบับอยู่กับผู้ถือแล้ว ให้รับคืนก่อน: return_copy(letter, 1)",
)
_NO_PERMISSION = Text.of(
    en="secret matter is copied and handed out by permission only; name it (permission=)",
    th="การทำสำเนาและแจกจ่ายต้องได้รับอนุญาต ให้ระบุ (permission=)",
)
_NO_REASON = Text.of(en="say what happened", th="ให้ระบุเหตุการณ์")
_EARLY = Text.of(en="the day {on} lies before {since}", th="วันที่ {on} อยู่ก่อนวันที่ {since}")
_TOLD = Text.of(
    en="the holder of copy {number} was told of every change of level", th="แจ้งผู้ถือชุดที่ {number} ทราบการปรับชั้นความลับแล้ว"
)


@frozen(kw_only=True)
class SecretCopy:
    """One numbered copy (ชุดที่).

    Attributes:
        number: 1 for the original.
        holder: ``person:ID`` or ``unit:ID`` of the office; empty for the registry, and for who is none of the office.
        name: of a holder who is none of the office, with the agency.
        given_on: the day on which it was given, or the sheet began.
        permission: by whose permission it was made or given.
        receipt: number of the signed receipt; empty where none came back yet.
        state: where it stands.
        since: since when.
    """

    number: int = field(validator=_count)
    holder: str = ""
    name: str = field(default="", converter=clean_text)
    given_on: date = field(validator=_day)
    permission: str = field(default="", converter=clean_text)
    receipt: str = field(default="", converter=clean_text)
    state: CopyState = field(default=CopyState.HELD, converter=CopyState)
    since: date = field(validator=_day)

    @property
    def is_outside(self) -> bool:
        """Whether its holder is none of the office."""
        return bool(self.name)

    @property
    def is_in_registry(self) -> bool:
        """Whether the registry has it."""
        return not self.holder and not self.name


@frozen(kw_only=True)
class Told:
    """That a holder was told of a change of level.

    Attributes:
        copy: number of the copy.
        on: the day.
        how: the way, such as the number of a letter.
    """

    copy: int = field(validator=_count)
    on: date = field(validator=_day)
    how: str = field(default="", converter=clean_text)


@frozen(kw_only=True)
class LevelChange:
    """A change of the level (การปรับชั้นความลับ).

    Attributes:
        on: the day.
        level: code of the new level.
        order: by whose order.
        told: which holders were told.
    """

    on: date = field(validator=_day)
    level: str
    order: str = field(default="", converter=clean_text)
    told: tuple[Told, ...] = ()


@frozen(kw_only=True)
class Loss:
    """That a copy was lost, as it was reported (รายงานการสูญหาย).

    Attributes:
        copy: number of the copy.
        on: the day on which it was reported.
        circumstances: what happened.
        reported_by: id of who reported; empty for the program.
        reported_to: id of the person to whom.
        found_on: the day on which it was found again; None where it was not.
    """

    copy: int = field(validator=_count)
    on: date = field(validator=_day)
    circumstances: str = field(converter=clean_text)
    reported_by: str = ""
    reported_to: str = ""
    found_on: date | None = None


@frozen(kw_only=True)
class SecretControl(Record):
    """The control sheet of a secret letter (ทะเบียนควบคุมข้อมูลข่าวสารลับ); its id is that of the letter.

    Attributes:
        letter: the letter.
        year: of its number, in the Christian era.
        number: in the control register.
        registered_on: the day on which it was entered there.
        level: code of the vocabulary ``secrecy``.
        copies: all copies that there ever were, the original first.
        changes: of the level, the first first.
        losses: reported ones, the first first.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "secret-control"
    __repr__ = shown_by("year", "number")

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    number: int | None = field(default=None, validator=optional(_count), metadata=indexed() | public())
    registered_on: date = field(validator=_day, metadata=indexed() | public())
    level: str = field(validator=_text)
    copies: tuple[SecretCopy, ...] = field(default=(), metadata=personal())
    changes: tuple[LevelChange, ...] = ()
    losses: tuple[Loss, ...] = field(default=(), metadata=personal())
    restricted: Restriction | None = None

    def copy(self, number: int) -> SecretCopy:
        """The copy of a number.

        Raises:
            ControlRefused: when there is none.
        """
        if not 1 <= number <= len(self.copies):
            raise ControlRefused(_NO_COPY.fill(number=number, count=len(self.copies)))
        return self.copies[number - 1]

    @property
    def held(self) -> tuple[SecretCopy, ...]:
        """The copies that are with somebody, the registry included."""
        return tuple(one for one in self.copies if one.state is CopyState.HELD)


def begun(letter: RecordRef, *, on: date, level: str, restricted: Restriction | None) -> SecretControl:
    """The sheet of a letter whose original is with the registry."""
    original = SecretCopy(number=ORIGINAL, given_on=on, since=on)
    return SecretControl(
        id=letter.id,
        letter=letter,
        year=on.year,
        registered_on=on,
        level=level,
        copies=(original,),
        restricted=restricted,
    )


def handed_out(  # noqa: PLR0913 - what a copy is, by name
    control: SecretControl,
    *,
    on: date,
    permission: str,
    holder: str = "",
    name: str = "",
    receipt: str = "",
    original: bool = False,
) -> SecretControl:
    """The sheet with one more copy at a holder, or with the original there.

    Raises:
        ControlRefused: without permission, for an original that the registry does not have, on an earlier day.
    """
    if not permission.strip():
        raise ControlRefused(_NO_PERMISSION)
    _in_order(control.registered_on, on)
    number = ORIGINAL if original else len(control.copies) + 1
    made = SecretCopy(
        number=number, holder=holder, name=name, given_on=on, permission=permission, receipt=receipt, since=on
    )
    if not original:
        return evolve(control, copies=(*control.copies, made))
    first = control.copy(ORIGINAL)
    if first.state is CopyState.LOST or not first.is_in_registry:
        raise ControlRefused(_WITH_OTHERS)
    return _with_copy(control, made)


def receipt_came(control: SecretControl, number: int, receipt: str) -> SecretControl:
    """The sheet with the signed receipt of a copy (ใบรับ)."""
    return _with_copy(control, evolve(control.copy(number), receipt=receipt))


def came_back(control: SecretControl, number: int, *, on: date) -> SecretControl:
    """The sheet with a copy that its holder gave back; the original is with the registry again.

    Raises:
        ControlRefused: when it is not held.
    """
    copy = _held(control, number, on)
    if number == ORIGINAL:
        return _with_copy(control, SecretCopy(number=ORIGINAL, given_on=copy.given_on, since=on))
    return _with_copy(control, evolve(copy, state=CopyState.RETURNED, since=on))


def lost(  # noqa: PLR0913 - what a report of loss is, by name
    control: SecretControl, number: int, *, on: date, circumstances: str, by: str = "", to: str = ""
) -> SecretControl:
    """The sheet with a copy that was lost, and the report of it.

    Raises:
        ControlRefused: when it is not held, or nothing is told of it.
    """
    if not circumstances.strip():
        raise ControlRefused(_NO_REASON)
    copy = _held(control, number, on)
    report = Loss(copy=number, on=on, circumstances=circumstances, reported_by=by, reported_to=to)
    gone = _with_copy(control, evolve(copy, state=CopyState.LOST, since=on))
    return evolve(gone, losses=(*gone.losses, report))


def found(control: SecretControl, number: int, *, on: date) -> SecretControl:
    """The sheet with a lost copy that was found again.

    Raises:
        ControlRefused: when it was not lost.
    """
    copy = control.copy(number)
    if copy.state is not CopyState.LOST:
        raise ControlRefused(_NOT_HELD.fill(number=number, state=COPY_STATES[copy.state], on=day_text(copy.since)))
    _in_order(copy.since, on)
    losses = tuple(
        evolve(one, found_on=on) if one.copy == number and one.found_on is None else one for one in control.losses
    )
    return evolve(_with_copy(control, evolve(copy, state=CopyState.HELD, since=on)), losses=losses)


def reclassified(control: SecretControl, *, on: date, level: str, order: str) -> SecretControl:
    """The sheet at another level: every holder is to be told."""
    return evolve(control, level=level, changes=(*control.changes, LevelChange(on=on, level=level, order=order)))


def told_of_changes(control: SecretControl, number: int, *, on: date, how: str = "") -> SecretControl:
    """The sheet where the holder of a copy was told of every change of level.

    Raises:
        ControlRefused: when there is none that they were not told of.
    """
    control.copy(number)
    waiting = [change for change, copy in untold(control) if copy.number == number]
    if not waiting:
        raise ControlRefused(_TOLD.fill(number=number))
    told = Told(copy=number, on=on, how=how)
    return evolve(
        control,
        changes=tuple(
            evolve(one, told=(*one.told, told)) if any(one is other for other in waiting) else one
            for one in control.changes
        ),
    )


def untold(control: SecretControl) -> Iterator[tuple[LevelChange, SecretCopy]]:
    """Changes of level, and the copies whose holders were not told of them; the registry knows."""
    for change in control.changes:
        told = {one.copy for one in change.told}
        for copy in control.held:
            if not copy.is_in_registry and copy.number not in told and copy.given_on <= change.on:
                yield change, copy


def _held(control: SecretControl, number: int, on: date) -> SecretCopy:
    copy = control.copy(number)
    if copy.state is not CopyState.HELD:
        raise ControlRefused(_NOT_HELD.fill(number=number, state=COPY_STATES[copy.state], on=day_text(copy.since)))
    _in_order(copy.since, on)
    return copy


def _with_copy(control: SecretControl, copy: SecretCopy) -> SecretControl:
    place = copy.number - 1
    return evolve(control, copies=(*control.copies[:place], copy, *control.copies[place + 1 :]))


def _in_order(since: date, on: date) -> None:
    if on < since:
        raise ControlRefused(_EARLY.fill(on=day_text(on), since=day_text(since)))
