"""With whom a secret letter is shared (ให้สิทธิเข้าถึง), and taking that back (เพิกถอนสิทธิเข้าถึง)."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from orqa.base.language import Text, joined
from orqa.base.records import Record
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.tasks import Task, TaskState, person_token, unit_token
from orqa.office.access import restriction_of
from orqa.office.attachments import letter_ref
from orqa.office.correspondence.secrecy_changes import OPEN, SecrecyRefused
from orqa.office.correspondence.secret_keeping import SecretKeeping
from orqa.office.correspondence.units import check_unit
from orqa.office.whom import called

_NOT_SHARED = Text.of(
    en="the letter is not shared with {name}; it is shared with: {known}",
    th="หนังสือนี้ไม่ได้ให้สิทธิเข้าถึงแก่ {name} ผู้มีสิทธิ: {known}",
)
_WAITS = Text.of(
    en="a task of this letter waits for {name}: withdraw it or hand it on first",
    th="มีงานของหนังสือนี้ค้างอยู่กับ {name} ให้ถอนหรือส่งต่องานก่อน",
)


class Sharing(SecretKeeping):
    """Let units and people see a secret letter, and end that."""

    def share(self, letter: Letter | str, *, units: Iterable[str] = (), persons: Iterable[str] = ()) -> None:
        """Let further units and people see a secret letter, as far as they are cleared for its level.

        Args:
            letter: the letter, or its id.
            units: ids of units.
            persons: ids or staff codes of people.

        Raises:
            NotAllowed: when whoever acts is no registrar of secret information, by the policy.
            NotFound: when there is no such letter or person, or it may not be seen.
            SecrecyRefused: when the letter is open to all, or the office has no such unit.
        """
        self._office.require("secret.share")
        known = [self._office.organization.person(person).id for person in persons]
        units = tuple(units)
        self._check_units(units)
        with self._office.reading() as reader:
            found = self._whole(reader, letter_ref(letter))
            if found.restricted is None:
                raise SecrecyRefused(OPEN)
            now = found.restricted.shared_with(units=units, persons=known)
            changed = list(self._all_kept_like(reader, found, now))
        self._save("secret.share", self._office.now(), found, [evolve(found, restricted=now), *changed])

    def unshare(self, letter: Letter | str, *, units: Iterable[str] = (), persons: Iterable[str] = ()) -> None:
        """Take back that units and people see a secret letter, and all that is kept of it (เพิกถอนสิทธิเข้าถึง).

        What they opened before stands in the journal. A person who works in a unit that it is still shared with sees
        it as before.

        Args:
            letter: the letter, or its id.
            units: ids of units.
            persons: ids or staff codes of people.

        Raises:
            NotAllowed: when whoever acts is no registrar of secret information, by the policy.
            NotFound: when there is no such letter or person, or it may not be seen.
            SecrecyRefused: when it is not shared with one of them, or a task of it waits for one.
        """
        self._office.require("secret.unshare")
        with self._office.reading() as reader:
            found = self._whole(reader, letter_ref(letter))
            if found.restricted is None:
                raise SecrecyRefused(OPEN)
            tokens = self._shared_tokens(found.restricted, units, persons)
            now = found.restricted.without(tokens)
            changed = [_without(record, tokens) for record in self._all_kept_like(reader, found, now)]
        self._check_tasks(changed, tokens)
        self._save("secret.unshare", self._office.now(), found, [evolve(found, restricted=now), *changed])

    # ------------------------------------------------------------------ inside

    def _check_units(self, units: Iterable[str]) -> None:
        for unit in units:
            if problem := check_unit(self._office, unit, self._office.today()):
                raise SecrecyRefused(problem)

    def _shared_tokens(self, kept: Restriction, units: Iterable[str], persons: Iterable[str]) -> frozenset[str]:
        """Those with whom it is shared, as tasks name them.

        Raises:
            SecrecyRefused: where one is not among them.
        """
        known = [one if one in kept.persons else self._office.organization.person(one).id for one in persons]
        tokens = frozenset((*map(unit_token, units), *map(person_token, known)))
        shared = (*map(unit_token, kept.units), *map(person_token, kept.persons))
        for token in sorted(tokens.difference(shared)):
            raise SecrecyRefused(_NOT_SHARED.fill(name=self._called(token), known=joined(map(self._called, shared))))
        return tokens

    def _check_tasks(self, changed: Iterable[Record], tokens: frozenset[str]) -> None:
        for task in changed:
            if isinstance(task, Task) and task.state is TaskState.OPEN and task.whom in tokens:
                raise SecrecyRefused(_WAITS.fill(name=self._called(task.whom)))

    def _called(self, token: str) -> Text:
        return called(token, self._office.organization.on(), self._office.profile)


def _without(record: Record, tokens: frozenset[str]) -> Record:
    """A record about the letter without those, though it was given to them besides."""
    kept = restriction_of(record)
    changes: dict[str, Any] = {"restricted": kept.without(tokens) if kept else None}
    return evolve(record, **changes)
