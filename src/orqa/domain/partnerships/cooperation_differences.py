"""In what two copies of an agreement differ: each partner keeps its own, and the other approves it (เทียบสองฉบับ)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final

from attrs import frozen

from orqa.domain.partnerships.cooperation import YES, Agreement, Condition, ConditionKind, number


@frozen(kw_only=True)
class Difference:
    """A condition that is not the same in both copies.

    Attributes:
        kind: who goes to do what.
        sending: the institution that sends.
        receiving: the institution that receives.
        ours: the condition in our copy; None where only theirs has it.
        theirs: the condition in their copy; None where only ours has it.
        fields: the names of what differs, where both have it.
    """

    kind: ConditionKind
    sending: str | None
    receiving: str | None
    ours: Condition | None
    theirs: Condition | None
    fields: tuple[str, ...] = ()


def compare(ours: Agreement, theirs: Agreement) -> list[Difference]:
    """What differs between two copies of an agreement, of whatever versions.

    Conditions are matched by kind and direction, and several alike by what they have most in common; the order in which
    they stand tells nothing. Values are compared by what they mean: ``15.50`` is ``15.5``, and languages may stand in
    another order. Contacts, codes and days of signing are each partner's own.
    """
    found: list[Difference] = []
    mine, yours = _by_direction(ours.conditions), _by_direction(theirs.conditions)
    for key in dict.fromkeys((*mine, *yours)):
        found += _matched(mine.get(key, []), yours.get(key, []))
    return found


def _by_direction(conditions: Iterable[Condition]) -> dict[tuple[object, ...], list[Condition]]:
    found: dict[tuple[object, ...], list[Condition]] = defaultdict(list)
    for one in conditions:
        found[one.kind, _plain(one.sending), _plain(one.receiving)].append(one)
    return found


def _matched(ours: list[Condition], theirs: list[Condition]) -> Iterable[Difference]:
    """Pairs with the least differences first; what stays alone is in one copy only."""
    pairs = sorted(
        (
            (len(fields := _differing(our, their)), i, j, fields)
            for i, our in enumerate(ours)
            for j, their in enumerate(theirs)
        ),
    )
    left, right = dict(enumerate(ours)), dict(enumerate(theirs))
    for _, i, j, fields in pairs:
        if i in left and j in right:
            our, their = left.pop(i), right.pop(j)
            if fields:
                yield _told(our, their, our, fields)
    for one in left.values():
        yield _told(one, None, one)
    for one in right.values():
        yield _told(None, one, one)


def _told(ours: Condition | None, theirs: Condition | None, one: Condition, fields: tuple[str, ...] = ()) -> Difference:
    return Difference(
        kind=one.kind, sending=one.sending, receiving=one.receiving, ours=ours, theirs=theirs, fields=fields
    )


def _differing(ours: Condition, theirs: Condition) -> tuple[str, ...]:
    return tuple(name for name, meaning in _MEANINGS.items() if meaning(ours) != meaning(theirs))


def _plain(text: str | None) -> str | None:
    return None if text is None else text.strip().lower()


def _value(text: str | None) -> object:
    found = number(text)
    return _plain(text) if found is None else found


def _yes(text: str | None) -> object:
    return None if text is None else text.strip() in YES


def _sorted(values: Iterable[Any]) -> list[str]:
    return sorted(map(repr, values))


def _fields(condition: Condition) -> object:
    return _sorted((one.approved_code or one.code, one.clarification or "") for one in condition.study_fields)


def _languages(condition: Condition) -> object:
    return _sorted(
        (_plain(one.code), one.level, one.study_field and (one.study_field.code, one.study_field.clarification or ""))
        for one in condition.languages
    )


_MEANINGS: Final[dict[str, Callable[[Condition], object]]] = {
    "years": lambda one: (one.years[:1], one.years[-1:]),
    "sending_unit": lambda one: one.sending_unit,
    "receiving_unit": lambda one: one.receiving_unit,
    "people": lambda one: _value(one.people),
    "languages": _languages,
    "study_fields": _fields,
    "terms": lambda one: one.terms or "",
    "total": lambda one: _value(one.total),
    "blended": lambda one: _yes(one.blended),
    "levels": lambda one: _sorted(map(_value, one.levels)),
    "others": lambda one: _sorted(one.others),
}


def pairs(ours: Iterable[Agreement], theirs: Iterable[Agreement]) -> Iterable[tuple[Agreement, Agreement | None]]:
    """Each of our copies with the partner's copy of the same agreement, where there is one.

    Copies belong together when either names the id that the other has of its own.
    """
    others = list(theirs)
    own = {_own_id(one): one for one in others if _own_id(one)[1]}
    mapped = {_mapped_id(one): one for one in others if _mapped_id(one)[1]}
    for one in ours:
        yield one, own.get(_mapped_id(one)) or mapped.get(_own_id(one))


def _own_id(one: Agreement) -> tuple[str | None, str | None]:
    return (one.partners[0].hei, one.partners[0].agreement_id) if one.partners else (None, None)


def _mapped_id(one: Agreement) -> tuple[str | None, str | None]:
    return (one.partners[1].hei, one.partners[1].agreement_id) if len(one.partners) > 1 else (None, None)
