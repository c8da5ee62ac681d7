from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.citations import Citation
from orqa.base.errors import NotModelled
from orqa.rules.errors import RuleLoadError
from orqa.rules.profile import Profile

PARENT = """
[paid_days]
title = "Paid days"
unit = "working_day"
by = ["personnel"]
rows = [
  {from = 2010-01-01, personnel = "civil_servant", value = 60, cite = "law#1", certainty = "known"},
  {from = 2010-01-01, personnel = "temporary", value = 8, cite = "law#2", certainty = "known"},
  {from = 2020-01-01, personnel = "temporary", value = 15, cite = "law#3", certainty = "known"},
]
[notice]
title = "Days of notice"
rows = [{from = 2010-01-01, value = 3, cite = "law#4", certainty = "known"}]
"""
OVERRIDE = 'override = {reason = "our own order", cite = "order#7"}'


def child(rows: str, more: str = OVERRIDE, key: str = "paid_days") -> dict[str, str]:
    return {"rules/leave.toml": f"[{key}]\n{more}\nrows = [{rows}]\n"}


@pytest.fixture
def parent(make: Callable[..., Profile]) -> Profile:
    return make({"rules/leave.toml": PARENT}, name="parent")


def paid(profile: Profile, day: date, personnel: str = "temporary") -> int:
    return profile.at(day).reading().value("leave.paid_days", personnel=personnel)


def test_an_override_replaces_rows_of_equal_dimensions_from_its_first_day_on(
    make: Callable[..., Profile], parent: Profile
) -> None:
    own = '{from = 2015-01-01, personnel = "temporary", value = 20, cite = "order#8", certainty = "verified"}'
    profile = make(child(own), name="child", parent=parent)
    assert paid(profile, date(2014, 12, 31)) == 8
    assert paid(profile, date(2015, 1, 1)) == 20
    assert paid(profile, date(2020, 1, 1)) == 20  # the parent's later row does not come back
    assert paid(profile, date(2020, 1, 1), "civil_servant") == 60
    assert paid(parent, date(2020, 1, 1)) == 15  # the parent is as it was


def test_an_overriding_row_cites_itself_and_the_authority_and_keeps_the_reason(
    make: Callable[..., Profile], parent: Profile
) -> None:
    own = '{from = 2015-01-01, personnel = "temporary", value = 20, cite = "order#8", certainty = "verified"}'
    profile = make(child(own), name="child", parent=parent)
    reading = profile.at(date(2016, 1, 1)).reading()
    reading.value("leave.paid_days", personnel="temporary")
    assert reading.decision(1, {}).citations == (Citation("order", "8"), Citation("order", "7"))
    row = profile.ruleset.explain("leave.paid_days", date(2016, 1, 1), personnel="temporary").answers[0].row
    assert row is not None
    assert (str(row.reason), row.profile) == ("our own order", "child")
    assert profile.ruleset.parameter("leave.paid_days").unit == "working_day"
    assert str(profile.ruleset.parameter("leave.paid_days").title) == "Paid days"


def test_an_override_may_add_a_dimension_value_that_it_names(make: Callable[..., Profile], parent: Profile) -> None:
    own = '{from = 2018-01-01, personnel = "university_employee", value = 45, cite = "order#9", certainty = "known"}'
    named = f'{OVERRIDE}\nby = {{personnel = ["university_employee"]}}'
    profile = make(child(own, named), name="child", parent=parent)
    assert paid(profile, date(2018, 1, 1), "university_employee") == 45
    assert paid(profile, date(2018, 1, 1), "civil_servant") == 60
    with pytest.raises(NotModelled):
        paid(profile, date(2017, 12, 31), "university_employee")


def test_an_override_may_repeal(make: Callable[..., Profile], parent: Profile) -> None:
    own = '{from = 2021-01-01, repealed = true, cite = "order#9", certainty = "known"}'
    profile = make(child(own, key="notice"), name="child", parent=parent)
    explained = profile.ruleset.explain("leave.notice", date(2021, 1, 1))
    assert explained.status == "repealed"
    assert [row.profile for row in explained.history] == ["parent", "child"]


ROW = '{from = 2015-01-01, value = 1, cite = "law", certainty = "known"}'
TYPING_ERROR = '{from = 2015-01-01, personnel = "temporery", value = 1, cite = "law", certainty = "known"}'
REFUSED = [
    (child(ROW, 'title = "X"', "notice"), "profile parent already has this; give override"),
    (child(ROW, key="notise"), "nearest: leave.notice"),
    (child(ROW, 'title = "X"', "other"), "owns the prefix leave; put a new rule in a file of another name"),
    (child(ROW, 'override = {cite = "law"}', "notice"), "reason is missing"),
    (child(ROW, 'override = {reason = "x"}', "notice"), "cite is missing"),
    (child(ROW, 'override = {reason = "x", cite = "law", oops = 1}', "notice"), "oops is not known here"),
    (child(ROW, "override = 1", "notice"), "override must be a table"),
    (child(ROW, f'{OVERRIDE}\nby = ["rank"]'), "the same dimensions as the rule it overrides: personnel"),
    (child(TYPING_ERROR), "personnel is temporery; choose one of: civil_servant, temporary"),
    ({"sources.toml": '[law]\nkind = "act"\ntitle = "x"\ncertainty = "known"'}, "law is there twice"),
]


@pytest.mark.parametrize(("files", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_an_overlay_may_not_do(
    make: Callable[..., Profile], parent: Profile, files: dict[str, str], message: str
) -> None:
    with pytest.raises(RuleLoadError, match=message):
        make(files, name="child", parent=parent)


def test_an_overlay_may_cite_sources_of_its_parent_and_add_rules_in_files_of_its_own(
    make: Callable[..., Profile], parent: Profile
) -> None:
    own = {"rules/club.toml": f'[fee]\ntitle = "Fee"\nrows = [{ROW}]'}
    profile = make(own, name="child", parent=parent)
    assert profile.ruleset.keys() == ("club.fee", "leave.notice", "leave.paid_days")
    grand = make({"sources.toml": ""}, name="grandchild", parent=profile)
    assert grand.ruleset.keys() == profile.ruleset.keys()
    assert grand.ruleset.parameter("club.fee") is profile.ruleset.parameter("club.fee")


def test_settings_are_inherited_and_may_be_changed(make: Callable[..., Profile], parent: Profile) -> None:
    head = (
        'name = "child"\ntitle = "C"\nparent = "parent"\nversion = "2"\ntime_zone = "Asia/Bangkok"\ndigits = "thai"\n'
    )
    profile = make({"profile.toml": head}, name="child", parent=parent)
    assert (profile.time_zone, profile.digits, profile.parent) == ("Asia/Bangkok", "thai", "parent")
    assert (profile.era, profile.currency, profile.languages) == ("common", "EUR", ("en",))


def test_a_profile_is_loaded_over_the_parent_that_it_names(make: Callable[..., Profile]) -> None:
    other = make({}, name="other")
    head = 'name = "child"\ntitle = "C"\nparent = "parent"\nversion = "2"\n'
    with pytest.raises(RuleLoadError, match=r"names the parent parent, but was given other"):
        make({"profile.toml": head}, name="child", parent=other)


def test_a_vocabulary_closes_the_dimension_of_its_name(make: Callable[..., Profile]) -> None:
    vocabulary = 'title = "P"\n[terms.civil]\ntitle = "C"\ncite = "law"\ncertainty = "known"\n'
    row = '{from = 2020-01-01, %s value = 1, cite = "law", certainty = "known"}'
    rule = f'[days]\ntitle = "D"\nby = ["staff_kind"]\nrows = [{row}]'
    files = {"vocabularies/staff-kind.toml": vocabulary, "rules/x.toml": rule % 'staff_kind = "civil",'}
    parent = make(files, name="parent")
    assert parent.ruleset.parameter("x.days").dimensions == {"staff_kind": ("civil",)}
    with pytest.raises(RuleLoadError, match=r"staff_kind is guest; choose one of: civil"):
        make({**files, "rules/x.toml": rule % 'staff_kind = "guest",'})
    longer = {"vocabularies/staff-kind.toml": vocabulary.replace("civil", "guest")}
    with pytest.raises(RuleLoadError, match=r"rules: x.days: no row answers for staff_kind = guest"):
        make(longer, name="child", parent=parent)
    general = make({**files, "rules/x.toml": rule % ""}, name="general")
    grown = make(longer, name="child2", parent=general)
    assert grown.at(date(2020, 1, 1)).reading().value("x.days", staff_kind="guest") == 1


OLD, NEW = (st.lists(st.integers(1, 28), unique=True, max_size=5) for _ in range(2))


@given(OLD.filter(bool), NEW.filter(bool), st.integers(1, 28))
def test_over_time_the_child_speaks_from_its_first_day_on_and_the_parent_before(
    old: list[int], new: list[int], day: int
) -> None:
    from orqa.base.citations import Certainty
    from orqa.rules.frozen import FrozenDict
    from orqa.rules.overlay import _replaced
    from orqa.rules.parameters import Row

    def rows(days: list[int], profile: str) -> list[Row]:
        starts = [date(2020, 1, d) for d in days]
        return [
            Row(
                key="x.y", start=d, dims=FrozenDict(a="1"), value=d, citations=(Citation("law"),),
                certainty=Certainty.KNOWN, published=d, profile=profile,
            )
            for d in starts
        ]  # fmt: skip

    merged = _replaced(rows(old, "parent"), rows(new, "child"))
    live = [row for row in merged if row.start <= date(2020, 1, day)]
    found = max(live, key=lambda row: row.start, default=None)
    speaker, days = ("child", new) if day >= min(new) else ("parent", old)
    expected = max((d for d in days if d <= day), default=None)
    assert (found and (found.profile, found.start.day)) == (expected and (speaker, expected))


# ------------------------------------------------------------------ the least that a parent sets

LEAST = """
[period]
title = "How long papers are kept"
unit = "year"
by = {sort = ["plain", "copy", "old"]}
least = true
rows = [
  {from = 2000-01-01, value = 10, cite = "law#1", certainty = "known"},
  {from = 2000-01-01, sort = "copy", value = 5, cite = "law#2", certainty = "known"},
  {from = 2020-01-01, sort = "copy", value = 7, cite = "law#3", certainty = "known"},
  {from = 2000-01-01, sort = "old", value = "forever", cite = "law#4", certainty = "known"},
]
"""
CUSTOM = 'override = {reason = "we do so", cite = "custom"}'


@pytest.fixture
def keeping(make: Callable[..., Profile]) -> Profile:
    return make({"rules/keep.toml": LEAST}, name="parent")


def keeps(rows: str, more: str = CUSTOM) -> dict[str, str]:
    return {"rules/keep.toml": f"[period]\n{more}\nrows = [{rows}]\n"}


@pytest.mark.parametrize(
    ("sort", "value", "more"),
    [
        ("copy", "7", CUSTOM),
        ("copy", "30", CUSTOM),
        ("copy", '"forever"', CUSTOM),
        ("old", '"law"', CUSTOM),
        ("copy", "1", OVERRIDE),
        ("old", "1", OVERRIDE),
        ("photo", "10", CUSTOM + '\nby = {sort = ["photo"]}'),
        ("photo", "1", OVERRIDE + '\nby = {sort = ["photo"]}'),
    ],
)
def test_practice_may_keep_longer_and_a_written_text_shorter(
    make: Callable[..., Profile], keeping: Profile, sort: str, value: str, more: str
) -> None:
    row = f'{{from = 2010-01-01, sort = "{sort}", value = {value}, cite = "custom", certainty = "known"}}'
    profile = make(keeps(row, more), name="child", parent=keeping)
    found = profile.at(date(2024, 1, 1)).reading().value("keep.period", sort=sort)
    assert str(found) == value.strip('"')
    assert profile.ruleset.parameter("keep.period").least


@pytest.mark.parametrize(
    ("row", "day", "found", "least"),
    [
        ('{from = 2021-01-01, sort = "copy", value = 6}', "2021-01-01", "6", "7"),
        ('{from = 2010-01-01, sort = "copy", value = 6}', "2020-01-01", "6", "7"),
        ('{from = 2010-01-01, sort = "old", value = 99}', "2010-01-01", "99", "forever"),
        ('{from = 2010-01-01, sort = "plain", value = 9}', "2010-01-01", "9", "10"),
        ("{from = 2010-01-01, value = 9}", "2010-01-01", "9", "10"),
        ('{from = 2010-01-01, sort = "copy", repealed = true}', "2010-01-01", "–", "5"),
    ],
    ids=["shorter", "shorter than a later law", "no word", "more specific", "all", "repealed"],
)
def test_practice_alone_never_keeps_shorter(
    make: Callable[..., Profile], keeping: Profile, *, row: str, day: str, found: str, least: str
) -> None:
    cited = row.replace("}", ', cite = "custom", certainty = "known"}')
    with pytest.raises(RuleLoadError) as refused:
        make(keeps(cited), name="child", parent=keeping)
    english, thai = refused.value.message("en"), refused.value.message("th")
    assert f"from {day}" in english
    assert f"would be {found}, less than the least of the parent profile, {least}" in english
    assert f"จะเป็น {found} น้อยกว่าที่โปรไฟล์แม่กำหนดไว้อย่างน้อย {least}" in thai


def test_a_new_value_is_no_less_than_what_holds_for_all(make: Callable[..., Profile], keeping: Profile) -> None:
    row = '{from = 2010-01-01, sort = "photo", value = 3, cite = "custom", certainty = "known"}'
    with pytest.raises(RuleLoadError) as refused:
        make(keeps(row, CUSTOM + '\nby = {sort = ["photo"]}'), name="child", parent=keeping)
    assert "sort = photo would be 3" in refused.value.message("en")


def test_a_grandchild_keeps_to_it_too(make: Callable[..., Profile], keeping: Profile) -> None:
    longer = '{from = 2010-01-01, sort = "copy", value = 20, cite = "custom", certainty = "known"}'
    child_ = make(keeps(longer), name="child", parent=keeping)
    shorter = longer.replace("20", "15")
    with pytest.raises(RuleLoadError):
        make(keeps(shorter), name="grandchild", parent=child_)
