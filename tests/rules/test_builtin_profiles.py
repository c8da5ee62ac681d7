"""Every case and every boundary of every profile that ships with orqa, and what other rooms read from them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from orqa.base.citations import Certainty
from orqa.base.language import Text
from orqa.plugins.builtin.profiles import folder, orqa_profiles
from orqa.plugins.builtin.profiles.named import OFFICES
from orqa.rules.boundaries import check_boundaries, probes
from orqa.rules.cases import Case, check_case, load_cases, uncovered
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

MAIN = ("national", "thai-public-university", "example-abroad")
THAI = re.compile("[\u0e00-\u0e7f]")
ON = date(2026, 11, 23)


NAMES = (*MAIN, *(office for office, *_ in OFFICES))


def _load() -> dict[str, Profile]:
    """As the registry does it: each profile over the parent that its descriptor names."""
    loaded: dict[str, Profile] = {}
    for spec in orqa_profiles():
        loaded[spec.name] = load_profile(spec.factory(), loaded[spec.parent] if spec.parent else None)
    return loaded


PROFILES = _load()
CASES = [(name, case) for name, profile in PROFILES.items() for case in load_cases(folder(name), profile)]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c.place}-{c.title}" for n, c in CASES])
def test_case(name: str, case: Case) -> None:
    assert [finding.show() for finding in check_case(case, PROFILES[name])] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_case(name: str) -> None:
    cases = [case for owner, case in CASES if owner == name]
    assert [finding.show() for finding in uncovered(PROFILES[name], cases)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_answers_on_each_boundary_and_beside_it(name: str) -> None:
    ruleset = PROFILES[name].ruleset
    assert sum(1 for parameter in ruleset.parameters.values() for _ in probes(parameter)) >= 3 * len(ruleset.keys())
    assert [finding.show() for finding in check_boundaries(ruleset)] == []


def test_the_descriptors_agree_with_the_files() -> None:
    assert tuple(PROFILES) == NAMES
    for spec in orqa_profiles():
        profile = PROFILES[spec.name]
        assert (spec.name, spec.parent or "") == (profile.name, profile.parent)
        assert spec.title.in_language("en") == str(profile.title)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("national", ("th", "Asia/Bangkok", "TH", "THB", "th-government", "buddhist", "thai")),
        ("thai-public-university", ("th", "Asia/Bangkok", "TH", "THB", "th-government", "buddhist", "thai")),
        ("example-abroad", ("en", "UTC", "XA", "EUR", "example-abroad", "common", "arabic")),
    ],
)
def test_settings(name: str, settings: tuple[str, ...]) -> None:
    p = PROFILES[name]
    assert (p.language, p.time_zone, p.country, p.currency, p.calendar, p.era, p.digits) == settings


def forms(value: object) -> Iterator[str]:
    """Every text inside a value, in every language."""
    if isinstance(value, Text):
        yield from (form for _, form in value.forms)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from forms(item)


def texts(profile: Profile) -> list[str]:
    """Every text that a profile can show."""
    shown: list[object] = [profile.title]
    for parameter in profile.ruleset.parameters.values():
        shown += [parameter.title, parameter.note, *((row.value, row.note, row.reason) for row in parameter.rows)]
    for vocabulary in profile.vocabularies.values():
        shown += [vocabulary.title, *((term.title, term.note, term.extra) for term in vocabulary.values())]
    shown += [(source.title, source.note, source.gazette) for source in profile.sources.values()]
    return [form for value in shown for form in forms(value)]


def test_the_profile_abroad_holds_no_thai_character() -> None:
    found = texts(PROFILES["example-abroad"])
    assert [text for text in found if THAI.search(text)] == []
    assert "Register of received letters" in found
    assert any(THAI.search(text) for text in texts(PROFILES["national"]))


def test_the_thai_form_of_every_national_title_is_thai() -> None:
    profile = PROFILES["national"]
    titles = [p.title for p in profile.ruleset.parameters.values()]
    titles += [t.title for words in profile.vocabularies.values() for t in words.values()]
    titles += [s.title for s in profile.sources.values()]
    assert all(THAI.search(title.in_language("th")) and not THAI.search(title.in_language("en")) for title in titles)


def test_the_university_has_all_rules_of_the_nation_and_its_own_academic_year() -> None:
    national, university = PROFILES["national"].ruleset, PROFILES["thai-public-university"].ruleset
    assert set(university.keys()) - set(national.keys()) >= {"handling.due_days", "employment.counts"}
    changed = {k for k in national.keys() if university.parameter(k) is not national.parameter(k)}  # noqa: SIM118 - no mapping
    assert changed >= {"routes.steps", "years.academic"}
    explained = university.explain("years.academic", ON)
    assert explained.certainty is Certainty.UNCERTAIN
    row = explained.answers[0].row
    assert row is not None
    assert row.reason is not None
    assert "กำหนดปีการศึกษาเอง" in row.reason.in_language("th")


@pytest.mark.parametrize("name", MAIN)
def test_what_a_register_reads(name: str) -> None:
    reading = PROFILES[name].at(ON).reading()
    columns = reading.value("register.columns", register="received")
    fields = [column["field"] for column in columns]
    assert fields[0] == "number"
    assert {"reference", "dated", "sender", "recipient", "subject", "note"} <= set(fields)
    assert all(isinstance(column["title"], Text) for column in columns)
    assert set(reading.value("letter.required")) <= set(fields)
    assert set(reading.value("register.secrecy", register="received")) <= set(PROFILES[name].vocabulary("secrecy"))
    assert reading.value("dates.earliest_year") < reading.value("dates.latest_year")
    for year in ("calendar", "fiscal", "academic"):
        start = reading.value(f"years.{year}")
        assert date(2026, start["month"], start["day"])
        assert start["named_by"] in {"start", "end"}


@pytest.mark.parametrize("name", MAIN)
def test_ranks_rise_and_the_lowest_is_the_ordinary_one(name: str) -> None:
    for words, ordinary in (("urgency", "normal"), ("secrecy", "open")):
        ranks = [term.extra["rank"] for term in PROFILES[name].vocabulary(words).values()]
        assert ranks == sorted(ranks)
        assert PROFILES[name].vocabulary(words)[ordinary].extra["rank"] == ranks[0] == 0


def test_the_thirteen_kinds_of_official_document() -> None:
    kinds = PROFILES["national"].vocabulary("letter-kind")
    assert list(kinds) == [
        "external", "internal", "stamped", "order", "rule", "bylaw", "announcement", "communique", "news",
        "certificate", "minutes", "note", "other",
    ]  # fmt: skip
    assert [kind.extra.get("form") for kind in kinds.values()] == [*range(1, 12), None, None]
    assert [code for code, kind in kinds.items() if "received" in kind.extra] == [
        "external",
        "internal",
        "stamped",
        "other",
    ]
    assert [code for code, kind in kinds.items() if "sent" not in kind.extra] == ["other"]
    assert {code for code, kind in kinds.items() if kind.extra["numbered"]} == {
        "external", "internal", "stamped", "order", "certificate", "minutes",
    }  # fmt: skip


def test_letter_codes_are_there_once_and_are_two_thai_letters() -> None:
    prefixes = [row["prefix"] for row in PROFILES["national"].at(ON).reading().value("reference.prefixes")]
    assert len(prefixes) == len(set(prefixes)) == 35
    assert all(re.fullmatch("[ก-ฮ]{2}", prefix) for prefix in prefixes)
    for row in PROFILES["national"].at(ON).reading().value("reference.prefixes"):
        assert Certainty(row["certainty"])
        assert row["kind"] in {"ministry", "agency", "province", "historic"}


def test_what_was_never_read_in_its_source_is_overdue() -> None:
    overdue = PROFILES["national"].ruleset.overdue(ON)
    never = {item.key for item in overdue}
    assert "register.columns" in never
    assert all(item.row.certainty is not Certainty.VERIFIED for item in overdue)
    assert [item.key for item in PROFILES["example-abroad"].ruleset.overdue(ON)] == []
    later = PROFILES["example-abroad"].ruleset.overdue(date(2027, 11, 24))
    assert {item.key for item in later} == set(PROFILES["example-abroad"].ruleset.keys())


def test_amendments_amend_a_source_that_is_older() -> None:
    sources = PROFILES["national"].sources
    for source in sources.values():
        if source.amends:
            older = sources[source.amends]
            assert older.in_force is not None
            assert source.in_force is None or source.in_force > older.in_force
        if source.published and source.in_force:
            assert source.made is None or source.made <= source.published
