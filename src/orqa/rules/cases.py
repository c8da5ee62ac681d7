"""Cases: what the law says in examples that a lawyer or a clerk can read, kept beside the rules and run as tests.

.. code-block:: toml

    [[case]]
    title = {th = "...", en = "A letter received on 2 January 2026 opens a new series"}
    on = 2026-01-02
    key = "register.restart"
    with = {register = "received"}
    expect = "calendar_year"
    cite = "opm-correspondence-2526#38.2"

``with`` gives dimensions and amounts, ``part`` the way into a table (``[0, "field"]``), ``known_on`` asks for what
was known on a day, and ``raises`` (the code of an error) stands in place of ``expect``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from orqa.base.citations import Citation
from orqa.base.errors import NotModelled, OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.rules import problems
from orqa.rules.errors import NotInForce, UnknownDimension, UnknownParameter
from orqa.rules.frozen import FrozenDict, freeze
from orqa.rules.loader import read_folder
from orqa.rules.profile import Profile
from orqa.rules.strict import StrictTable, Where

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ERRORS = tuple(str(error.code) for error in (NotModelled, NotInForce, UnknownParameter, UnknownDimension))
"""The codes that ``raises`` may name."""

VALUE_DIFFERS = FindingKind(
    "case-value-differs",
    Severity.ERROR,
    Text.of(
        en="Case “{title}”: {key} gives {found}, expected {expected}; correct the rule or the case",
        th="กรณี “{title}”: {key} ได้ {found} แต่คาดว่า {expected} โปรดแก้กฎเกณฑ์หรือกรณี",
    ),
)
NOT_CITED = FindingKind(
    "case-not-cited",
    Severity.ERROR,
    Text.of(
        en="Case “{title}”: {key} does not cite {expected} but {found}; correct the citation or the case",
        th="กรณี “{title}”: {key} ไม่ได้อ้าง {expected} แต่อ้าง {found} โปรดแก้การอ้างอิงหรือกรณี",
    ),
)
NO_CASE = FindingKind(
    "rule-without-case",
    Severity.WARNING,
    Text.of(
        en="Rule {key} of profile {profile} has no case; add one to its folder cases",
        th="กฎเกณฑ์ {key} ของโปรไฟล์ {profile} ยังไม่มีกรณีตัวอย่าง โปรดเพิ่มในโฟลเดอร์ cases",
    ),
)


@frozen(kw_only=True)
class Case:
    """One example of a rule.

    Attributes:
        title: the law in words, for this example.
        on: the day for which the rule is asked.
        key: the rule's key.
        inputs: dimensions and amounts.
        part: the way into a table or list; empty for the whole value.
        expected: the value that it must give; unused where ``raises`` is set.
        raises: the code of the error that it must raise; empty for none.
        citations: clauses that the answer must cite.
        known_on: what was known by this day counts; ``None`` for all.
        place: the file and its path to the case.
    """

    title: Text
    on: date
    key: str
    inputs: Mapping[str, Any] = field(factory=FrozenDict)
    part: tuple[str | int, ...] = ()
    expected: Any = None
    raises: str = ""
    citations: tuple[Citation, ...]
    known_on: date | None = None
    place: Place = field(factory=Place)


def load_cases(folder: "Traversable", profile: Profile) -> tuple[Case, ...]:
    """The cases in a profile's folder.

    Raises:
        RuleLoadError: when a file is malformed or cites an unknown source.
    """
    found = []
    for path, data in read_folder(folder, "cases"):
        top = Where(file=path, languages=profile.languages, sources=frozenset(profile.sources))
        table = StrictTable(data, top)
        entries = table.need("case", list)
        table.done()
        found += [_read_case(entry, top.at("case", i)) for i, entry in enumerate(entries)]
    return tuple(found)


def _read_case(entry: Any, where: Where) -> Case:
    table = StrictTable(entry, where)
    if table.has("expect") == table.has("raises"):
        where.fail(problems.ONE_EXPECTED)
    case = Case(
        title=table.title(),
        on=table.need("on", date),
        key=table.need("key", str),
        inputs=freeze(table.take("with", dict) or {}),
        part=tuple(table.take("part", list) or ()),
        expected=freeze(table.raw("expect")),
        raises=table.choice("raises", ERRORS) if table.has("raises") else "",
        citations=table.citations(),
        known_on=table.take("known_on", date),
        place=Place(file=where.file, column=where.path),
    )
    table.raw("raises")
    table.done()
    return case


def check_case(case: Case, profile: Profile) -> tuple[Finding, ...]:
    """Ask the rule of a case; nothing is found where it gives what is expected and cites what it should."""
    found, citations = _ask(case, profile)
    expected = case.raises or case.expected
    findings = []
    if found != expected:
        findings.append(_differs(VALUE_DIFFERS, case, found, expected))
    elif not set(case.citations) <= set(citations):
        findings.append(_differs(NOT_CITED, case, _listed(citations), _listed(case.citations)))
    return tuple(findings)


def _ask(case: Case, profile: Profile) -> tuple[Any, tuple[Citation, ...]]:
    """What the rule gives, or the code of its error; and the clauses that it cites."""
    reading = profile.at(case.on, case.known_on).reading()
    try:
        value = reading.value(case.key, **case.inputs)
    except NotInForce as error:
        return error.code, error.citations
    except OrqaError as error:  # an answer that cites nothing: nothing to compare the case's citation with
        return error.code, case.citations
    return _part(value, case.part), reading.decision(value, case.inputs).citations


def _part(value: Any, steps: tuple[str | int, ...]) -> Any:
    """A part of a table or list; ``None``, which no rule gives, where it has no such part."""
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _differs(kind: FindingKind, case: Case, found: object, expected: object) -> Finding:
    return kind.make(
        field=case.key, place=case.place, citations=case.citations,
        title=case.title, key=case.key, found=found, expected=expected,
    )  # fmt: skip


def _listed(citations: Iterable[Citation]) -> str:
    return ", ".join(str(citation) for citation in citations) or "–"


def uncovered(profile: Profile, cases: Iterable[Case]) -> Iterator[Finding]:
    """One finding for each rule that the profile itself brings or overrides and that no case of it asks."""
    asked = {case.key for case in cases}
    for key, parameter in profile.ruleset.parameters.items():
        if key not in asked and any(row.profile == profile.name for row in parameter.rows):
            yield NO_CASE.make(field=key, key=key, profile=profile.name)
