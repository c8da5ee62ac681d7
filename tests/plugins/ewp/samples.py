"""Agreements to read and write, made up for the tests."""

from hypothesis import strategies as st

from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    ConditionKind,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.plugins.builtin.formats.ewp.schema import NAMESPACES

HEIS = ("example.ac.th", "example.edu")
FOREIGN = '<x:note xmlns:x="urn:example:x" kind="a">kept &amp; <x:deep></x:deep></x:note>'


def condition(kind: ConditionKind = ConditionKind.STUDIES, **changes: object) -> Condition:
    """A sound condition of version 7."""
    students = {"blended": "false", "levels": ("6", "7")} if kind.of_students else {}
    values: dict[str, object] = {
        "kind": kind,
        "sending": HEIS[0],
        "receiving": HEIS[1],
        "years": ("2025/2026", "2027/2028"),
        "people": "2",
        "languages": (LanguageSkill(code="en", level="B2"),),
        "study_fields": (StudyField(code="0610", clarification="คอมพิวเตอร์"),),
        "total": "10.50",
        **students,
        **changes,
    }
    return Condition(**values)  # type: ignore[arg-type]


def agreement(*conditions: Condition, version: int = 7, **changes: object) -> Agreement:
    """A sound agreement with conditions."""
    values: dict[str, object] = {
        "version": version,
        "partners": (
            Partner(hei=HEIS[0], agreement_id="th-1", code="MOU 1/2568", signed="2025-03-31"),
            Partner(hei=HEIS[1]),
        ),
        "in_effect": "true",
        "conditions": conditions,
        **changes,
    }
    return Agreement(**values)  # type: ignore[arg-type]


def response(inside: str, version: int = 7) -> bytes:
    """A response with something in it."""
    return f'<iias-get-response xmlns="{NAMESPACES[version]}">{inside}</iias-get-response>'.encode()


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\n\r<>&\"'"), max_size=12)
ids = st.from_regex(r"[!-~]{1,64}", fullmatch=True)
worded = st.builds(Worded, texts, st.sampled_from(["", "th", "en-GB"]))
others = st.sampled_from([(), (FOREIGN,), (FOREIGN, FOREIGN)])
contacts = st.builds(
    Contact,
    names=st.lists(worded, min_size=1, max_size=2).map(tuple),
    given_names=st.lists(worded, max_size=1).map(tuple),
    emails=st.lists(texts, max_size=2).map(tuple),
    roles=st.lists(worded, max_size=1).map(tuple),
    others=others,
)
amounts = st.decimals("0.01", "999", places=2).map(str) | st.integers(1, 99).map(str)


def _fields(version: int) -> st.SearchStrategy[StudyField]:
    plain = {"clarification": st.none() | texts, "others": others}
    if version == 6:
        return st.builds(StudyField, code=st.from_regex("[0-9]{1,4}", fullmatch=True), **plain)
    older = st.none() | st.from_regex("[0-9]{1,3}", fullmatch=True)
    return st.builds(StudyField, code=st.from_regex("[0-9]{4}", fullmatch=True), approved_code=older, **plain)


@st.composite
def conditions(draw: st.DrawFn, version: int) -> Condition:
    """Conditions that break no rule."""
    kind = draw(st.sampled_from(ConditionKind))
    later = version == 7
    speaks = later and kind in {ConditionKind.STUDIES, ConditionKind.TEACHING}
    first, length, span = draw(st.tuples(st.integers(2000, 2040), st.integers(0, 5), st.integers(0, 1)))
    years = [f"{year}/{year + span}" for year in range(first, first + length + 1)]
    marks = st.none() | st.just("true") if later else st.none()
    languages = st.builds(
        LanguageSkill,
        code=st.sampled_from(["en", "th", "fr-CA"]),
        level=st.none() | st.sampled_from(["A1", "C2"]),
        study_field=st.none() | _fields(version),
        not_yet_defined=marks,
        others=others,
    )
    people = draw(st.integers(1, 99).map(str) if later else st.none() | st.integers(1, 99).map(str))
    sending, receiving = draw(st.permutations(HEIS))
    return Condition(
        kind=kind,
        sending=sending,
        receiving=receiving,
        years=(years[0], years[-1]) if later else tuple(years),
        sending_unit=draw(st.none() | ids),
        receiving_contacts=tuple(draw(st.lists(contacts, max_size=1))),
        people=people,
        people_not_yet_defined=draw(marks) if people else None,
        languages=tuple(draw(st.lists(languages, min_size=int(speaks), max_size=2))),
        study_fields=tuple(draw(st.lists(_fields(version), max_size=2))),
        terms=draw(st.none() | texts),
        total=draw(st.none() | amounts if later else amounts),
        blended=draw(st.sampled_from(["true", "false", "1", "0"])) if kind.of_students else None,
        levels=tuple(draw(st.lists(st.sampled_from("12345678"), max_size=2))) if kind.of_students else (),
        others=draw(others),
    )


@st.composite
def agreements(draw: st.DrawFn, version: int) -> Agreement:
    """Agreements that break no rule, made by hand."""
    kinds = list(ConditionKind)
    found = draw(st.lists(conditions(version), max_size=4))
    owner = Partner(
        hei=HEIS[0],
        agreement_id=draw(ids),
        code=draw(st.from_regex("[ก-ฮ0-9/]{1,9}", fullmatch=True)),
        signer=draw(st.none() | contacts),
        contacts=tuple(draw(st.lists(contacts, max_size=2))),
        others=draw(others),
    )
    other = Partner(hei=HEIS[1], unit=draw(st.none() | ids), agreement_id=draw(st.none() | ids))
    return Agreement(
        version=version,
        partners=(owner, other),
        in_effect=draw(st.sampled_from(["true", "0"])),
        conditions=tuple(sorted(found, key=lambda one: kinds.index(one.kind))),
        terminated=draw(st.none() | st.just("true")) if version == 7 else None,
        pdf=draw(st.none() | st.just("JVBERi0x\nLjQ=")) if version == 6 else draw(st.none() | texts),
        others=draw(others),
        conditions_others=draw(others),
    )
