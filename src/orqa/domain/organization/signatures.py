"""How somebody is printed under a letter: name and post, and for whom they act (การลงชื่อ)."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.domain.organization.holding import Holder
from orqa.domain.organization.people import Person
from orqa.domain.organization.people_decisions import BASES
from orqa.domain.organization.structure import Organization
from orqa.rules.views import Reading

LINES = "organization.signature.lines"
_OWN = "own"


class NotInPosition(OrqaError, LookupError):
    """Somebody is to sign in a position that they neither hold nor act in; ``positions`` are those that they may."""

    code: ClassVar[str] = "not-in-position"
    template: ClassVar[Text] = Text.of(
        en="{person} is not in the position {position} on {day}; may sign as: {positions}",
        th="{person} ไม่ได้อยู่ในตำแหน่ง {position} ในวันที่ {day} ลงชื่อได้ในตำแหน่ง: {positions}",
    )

    person: str
    position: str
    day: str
    positions: tuple[str, ...]


def signature(now: Organization, reading: Reading, person: Person, position: str = "") -> tuple[Text, ...]:
    """The lines that are printed under a signature, in each language: the name in brackets, then the post.

    Who acts for another signs with their own post and the words of the basis, the post acted for in the line below;
    the rule ``organization.signature.lines`` lays that down for each basis.

    Args:
        now: the organization on the day of the signature.
        reading: of the rules of that day; what is read here is what the signature cites.
        person: who signs.
        position: code of the position that they sign in, their own or one that they act in; by default their own, and
            where they have none the first that they act in.

    Raises:
        NotInPosition: when they are not in it, or in none.
    """
    held = now.positions_of(person.id)
    chosen = next((one for one in held if one.position.id == position or not position), None)
    if chosen is None:
        codes = tuple(one.position.id for one in held)
        raise NotInPosition(person.code, position or "–", now.day.isoformat(), codes)
    lines = reading.value(LINES, basis=chosen.acting.basis if chosen.acting else _OWN)
    parts = _parts(now, reading, person, chosen, held)
    filled = (Text.from_value({"th": line, "en": line}).fill(**parts) for line in lines)
    return tuple(Text(tuple((lang, " ".join(form.split())) for lang, form in line.forms)) for line in filled)


def _parts(
    now: Organization, reading: Reading, person: Person, chosen: Holder, held: tuple[Holder, ...]
) -> dict[str, Text | str]:
    own = next((now.title_of(one.position) for one in held if one.acting is None), "")
    wording = reading.term(BASES, chosen.acting.basis).title if chosen.acting else ""
    return {"name": person.name, "own": own, "wording": wording, "position": now.title_of(chosen.position)}
