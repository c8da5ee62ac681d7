from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from orqa.base.citations import Certainty, Citation
from orqa.rules.errors import RuleLoadError
from orqa.rules.loader import load_profile, read_folder
from orqa.rules.profile import Profile

GOOD = 'from = 2020-01-01, cite = "law#1", certainty = "known"'


def rule(rows: str, more: str = "", key: str = "days") -> str:
    return f'[{key}]\ntitle = "Days"\n{more}\nrows = [{rows}]\n'


def test_a_profile_holds_what_its_files_say(make: Callable[..., Profile]) -> None:
    profile = make(
        {
            "rules/leave.toml": rule(
                '{from = 2020-01-01, value = 60, cite = ["law#18", "custom"], certainty = "uncertain", '
                'published = 2019-12-01, last_checked = 2026-01-02, note = "as amended"}',
                'unit = "working_day"\nnote = "of the rule"',
                key="sick.paid",
            )
        }
    )
    parameter = profile.ruleset.parameter("leave.sick.paid")
    (row,) = parameter.rows
    assert (parameter.unit, str(parameter.title), str(parameter.note)) == ("working_day", "Days", "of the rule")
    assert (row.value, row.start, row.published) == (60, date(2020, 1, 1), date(2019, 12, 1))
    assert row.citations == (Citation("law", "18"), Citation("custom"))
    assert (row.certainty, row.last_checked, str(row.note)) == (Certainty.UNCERTAIN, date(2026, 1, 2), "as amended")
    assert (row.profile, row.key) == ("alone", "leave.sick.paid")
    assert (profile.era, profile.digits, profile.currency, profile.parent) == ("common", "arabic", "EUR", "")
    assert profile.language == "en"
    assert repr(profile).startswith("Profile(name='alone'")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("1.10", Decimal("1.10")),
        ('"x"', "x"),
        ("true", True),
        ("2020-02-29", date(2020, 2, 29)),
        ('["a", "b"]', ("a", "b")),
        ("{month = 10}", {"month": 10}),
    ],
)
def test_values_are_read_exactly(make: Callable[..., Profile], value: str, read: object) -> None:
    profile = make({"rules/x.toml": rule(f"{{{GOOD}, value = {value}}}")})
    assert profile.at(date(2020, 1, 1)).reading().value("x.days") == read


def test_a_table_is_a_tuple_of_frozen_tables(make: Callable[..., Profile]) -> None:
    profile = make({"rules/x.toml": rule(f'{{{GOOD}, table = [{{role = "head", up_to = 30}}, {{role = "rector"}}]}}')})
    assert profile.at(date(2020, 1, 1)).reading().value("x.days") == (
        {"role": "head", "up_to": 30},
        {"role": "rector"},
    )


BAD_ROWS = [
    # row, path after x.toml, part of the English message
    ("value = 1, cite = 'law', certainty = 'known'", "days.rows[0]", "from is missing; add it"),
    ("from = 2020-01-01, value = 1, certainty = 'known'", "days.rows[0]", "cite is missing"),
    ("from = 2020-01-01, value = 1, cite = [], certainty = 'known'", "days.rows[0]", "cite is missing"),
    ("from = 2020-01-01, value = 1, cite = 'law'", "days.rows[0]", "certainty is missing"),
    (
        "from = 2020-01-01, value = 1, cite = 'law', certainty = 'sure'",
        "days.rows[0]",
        "certainty is sure; choose one of: verified, known, uncertain",
    ),
    ("from = 2020-01-01, value = 1, cite = 'Law 1', certainty = 'known'", "days.rows[0].cite", "is no citation"),
    ("from = 2020-01-01, value = 1, cite = 'laws#1', certainty = 'known'", "days.rows[0].cite", "nearest: law"),
    (f"{GOOD}", "days.rows[0]", "exactly one of value, scale, table or repealed = true; found –"),
    (f"{GOOD}, value = 1, table = []", "days.rows[0]", "found value, table"),
    (f"{GOOD}, repealed = false", "days.rows[0]", "repealed = true"),
    (f"{GOOD}, repealed = true", "days", "cannot be a repeal"),
    (f"{GOOD}, value = 1, oops = 2", "days.rows[0]", "oops is not known here"),
    (f"{GOOD}, value = 1, personnel = 'x'", "days.rows[0]", "personnel is not known here"),
    (f"{GOOD}, value = nan", "days.rows[0].value", "not finite"),
    (f"{GOOD}, value = [[inf]]", "days.rows[0].value[0][0]", "not finite"),
    (f"{GOOD}, table = 3", "days.rows[0].table", "must be a list of tables"),
    (f"{GOOD}, table = [1]", "days.rows[0].table", "must be a list of tables"),
    (f"{GOOD}, value = {{title = 3}}", "days.rows[0].value", "title must be text in each language"),
    (f"{GOOD}, value = {{title = {{th = 'ก'}}}}", "days.rows[0].value", "title has no form in en"),
    (f"{GOOD}, value = 1, over = 'years'", "days.rows[0]", "a scale needs over"),
    (f"{GOOD}, scale = [[0, 1]]", "days.rows[0]", "a scale needs over"),
    (f"{GOOD}, over = 'years', scale = []", "days.rows[0].scale", "list of [threshold, value]"),
    (f"{GOOD}, over = 'years', scale = [[0, 1], [0, 2]]", "days.rows[0].scale", "whose thresholds rise"),
    (f"{GOOD}, over = 'years', scale = [[5, 1], [0, 2]]", "days.rows[0].scale", "whose thresholds rise"),
    (f"{GOOD}, over = 'years', scale = [[0, 1], [true, 2]]", "days.rows[0].scale", "whose thresholds rise"),
    (f"{GOOD}, over = 'years', scale = [[0]]", "days.rows[0].scale", "list of [threshold, value]"),
    (f"{GOOD}, over = 'key', scale = [[0, 1]]", "days.rows[0].scale", "can be called key"),
    (f"{GOOD}, over = 'Service Years', scale = [[0, 1]]", "days.rows[0].scale", "is no name"),
    ("from = '2020', value = 1, cite = 'law', certainty = 'known'", "days.rows[0]", "from must be a date"),
    ("from = 2020-01-01T00:00:00, value = 1, cite = 'law', certainty = 'known'", "days.rows[0]", "from must be a date"),
    (f"{GOOD}, value = 1, published = 3", "days.rows[0]", "published must be a date"),
]


@pytest.mark.parametrize(("row", "path", "message"), BAD_ROWS)
def test_a_bad_row_refuses_to_load_and_says_where(
    make: Callable[..., Profile], row: str, path: str, message: str
) -> None:
    with pytest.raises(RuleLoadError) as caught:
        make({"rules/x.toml": rule(f"{{{row}}}")})
    assert caught.value.file == "rules/x.toml"
    assert caught.value.path == path
    assert message in str(caught.value)
    thai = caught.value.message("th")
    assert thai.startswith(f"rules/x.toml: {path}: ")
    assert any("ก" <= character <= "๛" for character in thai)


BAD_FILES = [
    ("rules/x.toml", "a = ", "(top)", "this is not TOML"),
    ("rules/x.toml", "[a]\n[a]\n", "(top)", "this is not TOML"),
    ("rules/x.toml", "a = 1", "a", "neither a rule nor a group"),
    ("rules/x.toml", "[a]\n", "a", "neither a rule nor a group"),
    ("rules/x.toml", "[a]\ntitle = 'x'", "a", "neither a rule nor a group"),
    ("rules/x.toml", "[a]\ntitle = 'x'\nrows = []", "a", "neither a rule nor a group"),
    ("rules/x.toml", "[a]\nrows = [1]", "a", "title is missing"),
    ("rules/x.toml", "[a]\ntitle = 'x'\nrows = [1]", "a.rows[0]", "must be a table"),
    ("rules/x.toml", "[A]\nrows = []", "(top)", "is no name"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", "oops = 1"), "days", "oops is not known here"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", "by = 3"), "days.by", "must be a list of names"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", 'by = ["from"]'), "days.by", "can be called from"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", 'by = ["known_on"]'), "days.by", "can be called known_on"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", "by = {a = [1]}"), "days.by", "a list of texts"),
    ("rules/x.toml", rule(f"{{{GOOD}, value = 1}}", 'by = ["a"]'), "days", "dimension a has no values"),
    (
        "rules/x.toml",
        rule(f"{{{GOOD}, value = 1}}", 'override = {reason = "x", cite = "law"}'),
        "days",
        "nothing to override",
    ),
    ("rules/x-y.toml", rule(f"{{{GOOD}, value = 1}}"), "(top)", "is no name"),
    ("rules/x.tml", "", "(top)", "x.tml is not known here"),
    ("rule/x.toml", "", "(top)", "choose among: rules, vocabularies, cases"),
    ("source.toml", "", "(top)", "choose among: profile.toml, sources.toml"),
    ("sources.toml", "[law]\nkind = 'act'\ntitle = 'x'", "law", "certainty is missing"),
    ("sources.toml", "[law]\nkind = 'song'\ntitle = 'x'\ncertainty = 'known'", "law", "kind is song; choose one of"),
    (
        "sources.toml",
        "[law]\nkind = 'act'\ntitle = 'x'\ncertainty = 'known'\namends = 'low'",
        "law.amends",
        "source low",
    ),
    ("sources.toml", "[Law]\nkind = 'act'\ntitle = 'x'\ncertainty = 'known'", "Law", "is no citation"),
    ("sources.toml", "law = 1", "law", "must be a table"),
    ("profile.toml", "name = 'a'", "(top)", "languages is missing"),
    ("profile.toml", "name = 'A b'", "name", "is no name"),
    ("profile.toml", "name = 'a'\nparent = 'b'", "parent", "names the parent b, but was given –"),
    (
        "profile.toml",
        "name = 'a'\ntitle = 'x'\nlanguages = 'en'\nversion = 1",
        "(top)",
        "version must be text, found 1",
    ),
    ("profile.toml", "name = 'a'\ntitle = 'x'\nlanguages = ['en']\nversion = '1'", "(top)", "time_zone is missing"),
    ("profile.toml", "name = 'a'\ntitle = {th = 'x'}\nlanguages = ['en']", "(top)", "title has no form in en"),
]


@pytest.mark.parametrize(("file", "text", "path", "message"), BAD_FILES)
def test_a_bad_file_refuses_to_load_and_says_where(
    make: Callable[..., Profile], file: str, text: str, path: str, message: str
) -> None:
    with pytest.raises(RuleLoadError) as caught:
        make({file: text})
    assert caught.value.path == path
    assert message in str(caught.value)
    assert any("ก" <= character <= "๛" for character in caught.value.message("th"))


def test_a_profile_with_two_languages_needs_both_in_each_text(make: Callable[..., Profile]) -> None:
    head = """name = "two"\ntitle = {th = "สอง", en = "Two"}\nversion = "1"\nlanguages = ["th", "en"]
time_zone = "UTC"\ncountry = "XA"\ncurrency = "EUR"\ncalendar = "none"\nera = "common"\ndigits = "arabic"\n"""
    with pytest.raises(RuleLoadError, match=r"sources.toml: law: title has no form in th; add it"):
        make({"profile.toml": head})


@pytest.mark.parametrize("name", ["profile.toml", "sources.toml"])
def test_a_missing_file_is_named(write: Callable[..., Path], name: str) -> None:
    folder = write({})
    (folder / name).unlink()
    with pytest.raises(RuleLoadError, match=rf"{name}: .*the file is missing; add it"):
        load_profile(folder)


def test_a_file_that_is_no_utf8_is_refused(write: Callable[..., Path]) -> None:
    folder = write({"rules/x.toml": ""})
    (folder / "rules/x.toml").write_bytes(b"\xa1")
    with pytest.raises(RuleLoadError, match=r"this is not TOML"):
        load_profile(folder)


def test_hidden_files_and_caches_are_passed_over(write: Callable[..., Path]) -> None:
    folder: Path = write({"rules/.x.toml.swp": "", "README.md": "about", "__pycache__/x.pyc": ""})
    assert load_profile(folder).ruleset.keys() == ()
    assert list(read_folder(folder, "cases")) == []


def test_the_data_version_changes_with_every_byte_and_with_the_parent(make: Callable[..., Profile]) -> None:
    first = make({"rules/x.toml": rule(f"{{{GOOD}, value = 1}}")})
    same = make({"rules/x.toml": rule(f"{{{GOOD}, value = 1}}")})
    other = make({"rules/x.toml": rule(f"{{{GOOD}, value = 2}}")})
    assert first.data_version == same.data_version != other.data_version
    assert first.data_version.startswith("1+")
    assert same is first, "a process that opens many offices loads a profile once"
    children = {make({}, name="child", parent=parent).data_version for parent in (first, other)}
    assert len(children) == 2


def test_the_order_of_files_on_disk_does_not_matter(make: Callable[..., Profile]) -> None:
    one = make({"rules/a.toml": rule(f"{{{GOOD}, value = 1}}"), "rules/b.toml": rule(f"{{{GOOD}, value = 2}}")})
    two = make({"rules/b.toml": rule(f"{{{GOOD}, value = 2}}"), "rules/a.toml": rule(f"{{{GOOD}, value = 1}}")})
    assert one.data_version == two.data_version
    assert one.ruleset.keys() == ("a.days", "b.days")
