from collections.abc import Callable
from datetime import date

import pytest

from orqa.base.citations import Certainty, Citation
from orqa.rules.errors import RuleLoadError, UnknownTerm
from orqa.rules.profile import Profile

SOURCES = """
[rules-2526]
kind = "regulation"
title = "Rules"
in_force = 1983-06-01
certainty = "verified"

[rules-2548]
kind = "regulation"
title = "Rules (No. 2)"
number = "2"
made = 2005-06-21
published = 2005-09-23
in_force = 2005-09-24
gazette = "vol. 122, special part 99"
amends = "rules-2526"
url = "https://example.org/2548"
note = "electronic letters"
certainty = "known"
"""


def test_a_source_is_kept_once_with_its_particulars(make: Callable[..., Profile]) -> None:
    profile = make({"sources.toml": SOURCES})
    source = profile.source(Citation("rules-2548", "29"))
    assert (source.id, source.kind, str(source.title), source.number) == (
        "rules-2548",
        "regulation",
        "Rules (No. 2)",
        "2",
    )
    assert (source.made, source.published, source.in_force) == (date(2005, 6, 21), date(2005, 9, 23), date(2005, 9, 24))
    assert (source.gazette, source.amends, source.url) == (
        "vol. 122, special part 99",
        "rules-2526",
        "https://example.org/2548",
    )
    assert (str(source.note), source.certainty, source.profile) == ("electronic letters", Certainty.KNOWN, "alone")
    assert profile.source(Citation("rules-2526")).note is None


def test_a_citation_of_another_profile_is_answered_with_the_nearest(make: Callable[..., Profile]) -> None:
    with pytest.raises(UnknownTerm, match=r"alone has no entry rules-2549; the nearest: rules-2548, rules-2526"):
        make({"sources.toml": SOURCES}).source(Citation("rules-2549"))


def test_a_child_has_the_sources_of_its_parent(make: Callable[..., Profile]) -> None:
    child = make({}, name="child", parent=make({"sources.toml": SOURCES}, name="parent"))
    assert {name: source.profile for name, source in child.sources.items()} == {
        "rules-2526": "parent",
        "rules-2548": "parent",
        "order": "child",
    }


@pytest.mark.parametrize("name", ["Law", "law 1", '"law#1"', '"กฎหมาย"'])
def test_an_id_that_no_citation_can_name_is_refused(make: Callable[..., Profile], name: str) -> None:
    quoted = name if name.startswith('"') else f'"{name}"'
    with pytest.raises(RuleLoadError, match=r"is no citation"):
        make({"sources.toml": f'[{quoted}]\nkind = "act"\ntitle = "x"\ncertainty = "known"'})
