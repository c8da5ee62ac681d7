"""Letters and register entries: what they hold, what stores see of them."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from orqa.base.markers import marked
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter, RegisterEntry

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def letter(**values: Any) -> Letter:
    given: dict[str, Any] = {"id": "l1", "subject": "ทุนแลกเปลี่ยน", "received_at": AT}
    return Letter(**given | values)


def entry(**values: Any) -> RegisterEntry:
    given: dict[str, Any] = {"id": "e1", "year": 2026, "registered_on": date(2026, 11, 23), "subject": "ทุน"}
    return RegisterEntry(**given | {"letter": RecordRef("letter", "l1")} | values)


def test_kinds_are_stable() -> None:
    assert (Letter.kind, Letter.schema, RegisterEntry.kind, RegisterEntry.schema) == ("letter", 1, "register-entry", 1)
    assert letter().ref == RecordRef("letter", "l1")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="received_at needs a time zone"):
        letter(received_at=datetime(2026, 11, 23, 2))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("number", [0, -1])
def test_register_numbers_begin_at_one(number: int) -> None:
    with pytest.raises(ValueError, match="number"):
        entry(number=number)


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (letter, {"subject": None}),
        (letter, {"dated": "2026-01-01"}),
        (entry, {"year": "2026"}),
        (entry, {"number": "1"}),
        (entry, {"registered_on": "2026-01-01"}),
        (entry, {"letter": "letter:l1"}),
    ],
)
def test_shapes_are_checked(make: Any, values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        make(**values)


def test_law_is_not_checked_here() -> None:
    """A later, stricter rule must not make an old record unloadable."""
    assert letter(letter_kind="no-such-kind", subject="", dated=date(1857, 1, 1)).letter_kind == "no-such-kind"


def test_versions_do_not_count_in_equality() -> None:
    assert attrs.evolve(letter(), version=3) == letter()


def test_what_stores_index_and_search() -> None:
    assert marked(Letter, "indexed") == (
        *("direction", "unit", "letter_kind", "reference_key", "dated", "urgency", "received_at"),
    )
    assert marked(Letter, "searchable") == ("reference", "sender", "subject", "note")
    assert marked(RegisterEntry, "indexed") == (
        *("register", "unit", "year", "number", "state", "registered_on", "letter", "printed_key"),
    )


def test_the_public_sees_no_person_and_no_secrecy() -> None:
    for record in (Letter, RegisterEntry):
        public = set(marked(record, "public"))
        assert public.isdisjoint(marked(record, "personal"))
        assert public.isdisjoint({"sender", "recipient", "note", "secrecy", "action"})
        assert {"subject", "dated", "reference"} <= public


def test_an_entry_repeats_what_must_outlive_the_letter() -> None:
    ours = {a.name for a in attrs.fields(RegisterEntry)}
    assert {"reference", "dated", "sender", "recipient", "subject"} <= ours & {a.name for a in attrs.fields(Letter)}
