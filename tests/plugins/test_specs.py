"""What plugins hand over refuses what cannot be right, when it is made."""

from typing import Any

import attrs
import pytest

from orqa.base.language import Text
from orqa.plugins.collecting import SPEC_OF
from orqa.plugins.specs import FormatSpec, ProfileSpec, RendererSpec, ReportSpec, Spec, StoreSpec

EXTRA: dict[str, dict[str, Any]] = {
    "stores": {"schemes": ("mine",)},
    "renderers": {"media_type": "text/plain", "suffix": ".txt"},
    "metrics": {"unit": "letters"},
    "qa_frameworks": {"level": "faculty", "file": "mine.toml"},
    "formats": {"suffixes": (".txt",)},
}


def spec(area: str = "reports", **fields: Any) -> Spec:
    return SPEC_OF[area](**{"name": "mine", "title": "Mine", "factory": object, **EXTRA.get(area, {}), **fields})


@pytest.mark.parametrize("area", SPEC_OF)
def test_a_descriptor_is_frozen_and_hashable_and_equal_by_value(area: str) -> None:
    made = spec(area)
    assert made == spec(area)
    assert len({made, spec(area)}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.name = "other"  # type: ignore[misc]


@pytest.mark.parametrize("area", SPEC_OF)
def test_a_descriptor_calls_nothing(area: str) -> None:
    def factory(*_: object) -> object:
        raise AssertionError("called too early")

    assert spec(area, factory=factory).name == "mine"


@pytest.mark.parametrize("area", SPEC_OF)
def test_what_it_is_called_in_messages_is_told_in_both_languages(area: str) -> None:
    assert set(SPEC_OF[area].noun.languages) == {"th", "en"}
    assert SPEC_OF[area].noun != Spec.noun


@pytest.mark.parametrize("name", ["", "Mine", "my_report", "1st", "-mine", "mine-", "a--b", "รายงาน", "a b", "a/b", 3])
@pytest.mark.parametrize("area", SPEC_OF)
def test_a_name_is_kebab_case(area: str, name: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        spec(area, name=name)


@pytest.mark.parametrize("name", ["a", "csv", "th-government", "received-register-2", "x9"])
def test_good_names(name: str) -> None:
    assert spec(name=name).name == name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Mine", Text.of(en="Mine")),
        ({"th": "ของฉัน", "en": "Mine"}, Text.of(th="ของฉัน", en="Mine")),
        (Text.of(th="ของฉัน"), Text.of(th="ของฉัน")),
    ],
)
def test_a_title_may_be_text_or_a_table(given: Any, expected: Text) -> None:
    assert spec(title=given).title == expected


@pytest.mark.parametrize("title", ["", {}, {"th": ""}, {"th": 3}])
def test_a_title_is_not_empty(title: Any) -> None:
    with pytest.raises(ValueError, match="a text needs at least one non-empty form"):
        spec(title=title)


@pytest.mark.parametrize("version", ["1", "1.0.0", "x", "", "1.x", "-1.0"])
def test_the_version_of_the_hooks_has_two_numbers(version: str) -> None:
    with pytest.raises(ValueError, match="requires_api"):
        spec(requires_api=version)


@pytest.mark.parametrize("area", SPEC_OF)
def test_a_factory_can_be_called(area: str) -> None:
    with pytest.raises(TypeError):
        spec(area, factory="not callable")


def test_a_lone_scheme_or_suffix_is_one_word_not_letters() -> None:
    store = spec("stores", schemes="mine")
    form = spec("formats", suffixes=".tar.gz")
    assert isinstance(store, StoreSpec)
    assert store.schemes == ("mine",)
    assert isinstance(form, FormatSpec)
    assert form.suffixes == (".tar.gz",)


@pytest.mark.parametrize("schemes", [(), ("",), ("C",), ("x",), ("Mine",), ("my file",), ("a:",)])
def test_a_scheme_is_one_of_a_url_and_no_drive(schemes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="schemes"):
        spec("stores", schemes=schemes)


@pytest.mark.parametrize("suffix", ["", "csv", ".CSV", ".", ".c v", "x.csv"])
def test_a_suffix_has_its_dot_and_is_lower_case(suffix: str) -> None:
    with pytest.raises(ValueError, match="suffix"):
        spec("formats", suffixes=(suffix,))
    with pytest.raises(ValueError, match="suffix"):
        spec("renderers", suffix=suffix)


@pytest.mark.parametrize(
    "media_type", ["text/html", "text/csv; charset=utf-8", "application/vnd.oasis.opendocument.text"]
)
def test_media_types(media_type: str) -> None:
    made = spec("renderers", media_type=media_type)
    assert isinstance(made, RendererSpec)
    assert made.media_type == media_type


@pytest.mark.parametrize("media_type", ["", "html", "text/", "text/html;", "Text/HTML"])
def test_no_media_types(media_type: str) -> None:
    with pytest.raises(ValueError, match="media_type"):
        spec("renderers", media_type=media_type)


def test_a_profile_may_stand_alone_or_name_its_parent() -> None:
    alone, laid = spec("profiles"), spec("profiles", parent="national")
    assert isinstance(alone, ProfileSpec)
    assert alone.parent is None
    assert isinstance(laid, ProfileSpec)
    assert laid.parent == "national"
    with pytest.raises(ValueError, match="parent"):
        spec("profiles", parent="")


def test_fields_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        ReportSpec("mine", "Mine", object)  # type: ignore[call-arg, misc, arg-type]
