"""Keys of callers: what was asked for once is done once, whoever repeats it, on whatever day."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, cast

import attrs
from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.organization.records import Key, Step
from orqa.office.errors import KeyNotUsable, KeyUsedOtherwise
from orqa.office.recorder import Made, Recorder, Save, Saved
from orqa.storage.protocol import SYSTEM, Add, Into

if TYPE_CHECKING:
    from attrs import AttrsInstance

_LONGEST = 100

_USED = Text.of(en="{actions} on {at}", th=" {actions} เมื่อ {at}")
_NUMBERED = Text.of(en="{actions} no. {number} on {at}", th=" {actions} เลขที่ {number} เมื่อ {at}")
_SOMETHING = Text.of(en="something else", th="เรื่องอื่น")
_DESTROYED = Text.of(en="something that has been destroyed since", th="สิ่งที่ทำลายไปแล้ว")


@frozen
class Claim:
    """A key with what is asked for under it.

    Attributes:
        key: as the caller gave it.
        step: what is to be done.
    """

    key: str
    step: Step

    @classmethod
    def of(cls, key: str, action: str, asked: "AttrsInstance") -> Self:
        """The claim of a call.

        Raises:
            KeyNotUsable: when the key is none.
        """
        return cls(usable(key), step_of(action, asked))

    @property
    def ref(self) -> RecordRef:
        """The record that holds the key."""
        return key_ref(self.step.action, self.key)

    def save(self, save: Save, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = ()) -> Saved:
        """Save records and, in the same batch, the key, which must be new."""
        step = evolve(self.step, made=tuple(record.ref for record in records))
        key, adds = key_of(self.ref, at, (step,), adds)
        return save(action, at, (*records, key), adds)

    def made(self, recorder: Recorder) -> Made | None:
        """What was made under the key before; None where it is new.

        Raises:
            KeyUsedOtherwise: when something else was asked for then, or whoever acts may not see what came of it: that
                it was the same would tell them what it says.
        """
        known = look_up(recorder, self.ref)
        if known is None:
            return None
        (step,) = known.steps
        if step.digest != self.step.digest or not are_seen(known, recorder):
            raise used_otherwise(self.key, known, recorder)
        return step.made

    def made_meanwhile(self, recorder: Recorder) -> Made:
        """What was made under a key that another process has taken, or that was destroyed.

        Raises:
            KeyUsedOtherwise: when something else was asked for, or it has been destroyed.
        """
        made = self.made(recorder)
        if made is None:
            raise used_otherwise(self.key, None, recorder)
        return made


def step_of(action: str, asked: "AttrsInstance") -> Step:
    """What is asked for, before it is done.

    What is left out counts as not asked, so that a later version with more to ask knows the call again.
    """
    said = {name: value for name, value in attrs.asdict(asked).items() if value is not None and value != ""}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return Step(action=action, digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def key_ref(action: str, key: str) -> RecordRef:
    """The record that holds a key."""
    return RecordRef(Key.kind, f"{action}/{key}")


def key_of(ref: RecordRef, at: datetime, steps: tuple[Step, ...], adds: Sequence[Add]) -> tuple[Key, tuple[Add, ...]]:
    """The record that takes a key, and the adds, of which the first tells it its number."""
    about = next((made for step in steps for made in step.made), None)
    if adds:
        adds = (evolve(adds[0], into=(*adds[0].into, Into(ref, "number"))), *adds[1:])
    return Key(id=ref.id, about=about, steps=steps, at=at), tuple(adds)


def look_up(recorder: Recorder, ref: RecordRef) -> Key | None:
    """The record that holds a key; None where it was never used, or was destroyed."""
    with recorder.store.read(SYSTEM) as reader:
        (stored,) = reader.get_many([ref])
    return None if stored is None else cast("Key", recorder.codec.decode(stored))


def usable(key: object) -> str:
    """``key``, when it can be one.

    Raises:
        KeyNotUsable: when it is no text of 1 to 100 printable characters.
    """
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST or not key.isprintable():
        raise KeyNotUsable(key)
    return key


def used_otherwise(key: str, known: Key | None, recorder: Recorder) -> KeyUsedOtherwise:
    """The error for a key that stands for something else; None: for what has been destroyed.

    Of what whoever acts may not see it tells nothing.
    """
    if known is None:
        return KeyUsedOtherwise(key, _DESTROYED)
    if not are_seen(known, recorder):
        return KeyUsedOtherwise(key, _SOMETHING)
    actions = ", ".join(dict.fromkeys(step.action for step in known.steps))
    template = _USED if known.number is None else _NUMBERED
    what = template.fill(actions=actions, number=known.number, at=f"{known.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    return KeyUsedOtherwise(key, what, tuple(made for step in known.steps for made in step.made))


def are_seen(known: Key, recorder: Recorder) -> bool:
    """Whether whoever acts may see all that was made under a key, or what is left of it."""
    with recorder.store.read(recorder.rights.personal) as reader:
        return all(reader.history(ref) for step in known.steps for ref in step.made)
