"""Kinds of records whose classes are imported when they are first asked for, and how they are told to stores."""

import sys
from pathlib import Path

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.markers import indexed, searchable
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.codec import Codec, kind_spec
from orqa.storage.errors import UnknownKind
from orqa.storage.kinds import LazyKinds, LazyUpcasts, read, written
from orqa.storage.protocol import FieldSpec, KindSpec, Stored

CLASS = """
from attrs import field, frozen
from orqa.base.markers import indexed
from orqa.base.records import Record
from orqa.base.upcasts import upcast

@frozen(kw_only=True)
class Sheet(Record):
    kind = "sheet"
    schema = 2
    number: int = field(metadata=indexed())

@upcast("sheet", 1)
def _numbered(body):
    return {"number": body["no"]}

UPCASTS = (_numbered,)
"""


@frozen(kw_only=True)
class Leaf(Record):
    kind = "leaf"
    indexes = (("tree", "number"),)
    tree: RecordRef = field(metadata=indexed())
    number: int = field(metadata=indexed())
    text: str = field(metadata=searchable())


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module with a class of records that nothing has imported."""
    name = f"sheets_{tmp_path.name}".replace("-", "_")
    (tmp_path / f"{name}.py").write_text(CLASS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_a_class_is_imported_when_it_is_asked_for(module: str) -> None:
    kinds = LazyKinds({"sheet": f"{module}:Sheet"})
    assert (list(kinds), len(kinds), "sheet" in kinds, "leaf" in kinds) == (["sheet"], 1, True, False)
    assert module not in sys.modules
    assert kinds["sheet"].__name__ == "Sheet"
    assert kinds["sheet"] is kinds["sheet"]
    assert module in sys.modules
    with pytest.raises(KeyError):
        kinds["leaf"]


def test_a_class_that_stands_under_another_kind_is_refused(module: str) -> None:
    with pytest.raises(ValueError, match="Sheet is of kind 'sheet' and stands in the list as 'shet'"):
        LazyKinds({"shet": f"{module}:Sheet"})["shet"]


def test_a_codec_that_was_told_the_kinds_tells_them_to_stores_without_the_classes(module: str) -> None:
    spec = KindSpec("sheet", (FieldSpec("number", "integer"),), schema=2)
    codec = Codec(LazyKinds({"sheet": f"{module}:Sheet"}), specs=[spec])
    assert codec.kinds == (spec,)
    assert module not in sys.modules
    stored = Stored(RecordRef("sheet", "s-1"), 1, {"number": 7, "schema": 2})
    record = codec.decode(stored)
    assert codec.encode(record).body == stored.body
    assert codec.spec(type(record)) == spec == kind_spec(type(record))
    with pytest.raises(UnknownKind):
        codec.decode(Stored(RecordRef("leaf", "s-1"), 1, {}))


def test_older_forms_are_read_by_steps_that_are_imported_then(module: str) -> None:
    spec = KindSpec("sheet", (FieldSpec("number", "integer"),), schema=2)
    codec = Codec(LazyKinds({"sheet": f"{module}:Sheet"}), LazyUpcasts([f"{module}:UPCASTS"]), [spec])
    assert module not in sys.modules
    assert codec.decode(Stored(RecordRef("sheet", "s-1"), 1, {"no": 7})) == codec.decode(
        Stored(RecordRef("sheet", "s-1"), 1, {"number": 7, "schema": 2})
    )
    lacking = Codec(LazyKinds({"sheet": f"{module}:Sheet"}), (), [spec])
    with pytest.raises(ValueError, match="every past schema needs exactly one upcast"):
        lacking.decode(Stored(RecordRef("sheet", "s-1"), 1, {"no": 7}))


def test_without_being_told_a_codec_looks_at_the_classes(module: str) -> None:
    codec = Codec(LazyKinds({"sheet": f"{module}:Sheet"}), LazyUpcasts([f"{module}:UPCASTS"]))
    assert codec.kinds == (KindSpec("sheet", (FieldSpec("number", "integer"),), schema=2),)


WRONG = {
    "field": {"fields": (FieldSpec("tree"), FieldSpec("number"))},
    "no field": {"fields": ()},
    "search": {"searchable": False},
    "index": {"indexes": ()},
    "schema": {"schema": 2},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_class_that_is_told_otherwise_is_refused_when_it_is_used(wrong: dict[str, object]) -> None:
    """Else columns would be written that the store has not, or read that hold nothing."""
    told = evolve(kind_spec(Leaf), **wrong)
    steps = [] if told.schema == 1 else [_step()]
    codec = Codec([Leaf], steps, [told])
    with pytest.raises(TypeError, match="leaf is told to stores otherwise than Leaf has it"):
        codec.encode(Leaf(id="l-1", tree=RecordRef("tree", "t"), number=1, text=""))
    with pytest.raises(TypeError, match="leaf is told to stores otherwise"):
        codec.decode(Stored(RecordRef("leaf", "l-1"), 1, {"tree": "tree:t", "number": 1, "text": ""}))


def _step() -> "object":
    from orqa.storage.codec import upcast

    return upcast("leaf", 1)(lambda body: body)


names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
specs = st.builds(
    KindSpec,
    names,
    st.lists(st.builds(FieldSpec, names, st.sampled_from(["text", "integer"])), max_size=3).map(tuple),
    st.booleans(),
    st.integers(1, 9),
    st.lists(st.tuples(names, names), max_size=2).map(tuple),
)


@given(st.lists(specs, max_size=4).map(tuple))
def test_what_is_written_of_kinds_is_read_back(kinds: tuple[KindSpec, ...]) -> None:
    text = written(kinds)
    assert read(text) == kinds
    assert len(text.splitlines()) == max(len(kinds), 1) + 2
