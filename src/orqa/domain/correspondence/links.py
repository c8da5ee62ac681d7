"""How letters belong together (ความเชื่อมโยงของหนังสือ): which answers, follows, replaces or goes with which; pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from attrs import evolve, field, frozen
from attrs.validators import instance_of

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware
from orqa.domain.correspondence.errors import LinkRefused
from orqa.domain.organization.restriction import Restriction
from orqa.rules.vocabulary import Term, Vocabulary

VOCABULARY = "letter-link"
"""The profile's list of ties; its fields tell what each means, see :func:`inverse_title`."""

_ITSELF = Text.of(en="a letter cannot be linked with itself", th="หนังสือเชื่อมโยงกับตัวเองไม่ได้")
_TWICE = Text.of(
    en="they are linked so already: {title}; nothing is left to do", th="เชื่อมโยงไว้เช่นนั้นแล้ว: {title} ไม่ต้องทำซ้ำ"
)
_UNDONE = Text.of(
    en="the link was taken back before, because: {reason}; nothing is left to do",
    th="ยกเลิกความเชื่อมโยงนี้ไว้แล้ว เพราะ: {reason} ไม่ต้องทำซ้ำ",
)
_UNKNOWN = Text.of(
    en="there is no tie {link!r}; choose one of: {known}", th="ไม่มีความเชื่อมโยง {link!r} ให้เลือกจาก: {known}"
)
_CIRCLE = Text.of(
    en="the other letter already leads back to this one by “{title}”, so they would go round in a circle: {path}. "
    "Undo the link that is wrong first: unlink(link, reason)",
    th="หนังสืออีกฉบับโยงกลับมายังฉบับนี้ด้วย “{title}” อยู่แล้ว จะวนเป็นวง: {path} ให้ยกเลิกความเชื่อมโยงที่ผิดก่อน: unlink(link, reason)",
)


@frozen(kw_only=True)
class LetterLink(Record):
    """That one letter is tied to another; the pair and the tie are its id, so that a tie is there once.

    Attributes:
        source: the letter that the tie is said of: the answer, the later one, the replacement, the enclosure.
        target: the letter that it points to.
        link: code of the vocabulary ``letter-link``.
        made_at: when.
        made_by: by whom, as the journal calls them.
        active: False once somebody took it back.
        reason: why it was taken back.
        restricted: as the more secret one of the two letters.
    """

    kind: ClassVar[str] = "letter-link"
    __repr__ = shown_by("link", "active")

    source: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    target: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    link: str = field(validator=instance_of(str), metadata=indexed() | public())
    made_at: datetime = field(validator=aware)
    made_by: str = field(default="", validator=instance_of(str), metadata=personal())
    active: bool = field(default=True, validator=instance_of(bool), metadata=indexed())
    reason: str = field(default="", validator=instance_of(str))
    restricted: Restriction | None = None


def link_id(source: RecordRef, target: RecordRef, link: str) -> str:
    """The id of a tie: ``reply-to/<source>/<target>``."""
    return f"{link}/{source.id}/{target.id}"


def inverse_title(term: Term) -> Text:
    """What a tie is called when it is read from its other end: a reply to X; X is answered by."""
    forms = {language: term.extra.get(f"inverse_{language}", "") for language in term.title.languages}
    return Text(tuple((language, form or term.title.in_language(language)) for language, form in forms.items()))


def check_link(  # noqa: PLR0913 - the two letters, the tie, and what is known of both
    source: RecordRef,
    target: RecordRef,
    link: str,
    vocabulary: Vocabulary,
    *,
    known: LetterLink | None,
    onward: Mapping[RecordRef, Iterable[RecordRef]],
) -> Term:
    """The tie's term, where two letters may be tied by it.

    Args:
        source: the letter that the tie is said of.
        target: the other one.
        link: code of the tie.
        vocabulary: ``letter-link`` of the profile.
        known: the same tie, where it was made before.
        onward: from each letter, where ties of this sort lead; as far as they are reached from ``target``.

    Raises:
        LinkRefused: for a letter and itself, a tie that is there, one that is not known, and a circle.
    """
    term = vocabulary.get(link)
    if term is None:
        raise LinkRefused(_UNKNOWN.fill(link=link, known=", ".join(vocabulary)))
    if source == target:
        raise LinkRefused(_ITSELF)
    if known is not None and known.active:
        raise linked_already(term)
    if not term.extra.get("circles", False):
        path = path_between(target, source, onward)
        if path:
            raise LinkRefused(_CIRCLE.fill(title=term.title, path=" → ".join(ref.id for ref in path)))
    return term


def path_between(
    first: RecordRef, last: RecordRef, onward: Mapping[RecordRef, Iterable[RecordRef]]
) -> tuple[RecordRef, ...]:
    """The letters from ``first`` to ``last`` along ties, both included; empty where no way leads there."""
    came_from: dict[RecordRef, RecordRef | None] = {first: None}
    waiting = [first]
    while waiting:
        at = waiting.pop()
        if at == last:
            return _way(at, came_from)
        for following in onward.get(at, ()):
            if following not in came_from:
                came_from[following] = at
                waiting.append(following)
    return ()


def linked_already(term: Term) -> LinkRefused:
    """The error for a tie that is there, or that somebody else made at this moment."""
    return LinkRefused(_TWICE.fill(title=term.title))


def undone(link: LetterLink, *, reason: str) -> LetterLink:
    """The tie, taken back; its record stays, and making the tie again uses it.

    Raises:
        LinkRefused: when it was taken back before; the reason of then stays.
    """
    if not link.active:
        raise LinkRefused(_UNDONE.fill(reason=link.reason))
    return evolve(link, active=False, reason=reason)


def _way(last: RecordRef, came_from: Mapping[RecordRef, RecordRef | None]) -> tuple[RecordRef, ...]:
    way: list[RecordRef] = []
    at: RecordRef | None = last
    while at is not None:
        way.append(at)
        at = came_from[at]
    return tuple(reversed(way))
