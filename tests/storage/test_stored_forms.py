"""What was written once is read for ever: the stored forms of every schema, and a whole file of every layout.

`tests/data/stored/make.py` made the files and says how a new one comes about.
"""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

import orqa
from orqa.base.refs import RecordRef
from orqa.office.record_types import AREA_OF, RECORD_TYPES, SPECS, UPCASTS
from orqa.storage.codec import Codec
from orqa.storage.kinds import written
from orqa.storage.protocol import OPEN, SYSTEM, Access, Op, Stored
from orqa.storage.query import contains, equal
from orqa.storage.sql.tables import FORMAT

FOLDER = Path(__file__).parents[1] / "data" / "stored"
BODIES = sorted(FOLDER.glob("*.json"))
OFFICES = sorted(FOLDER.glob("office-*.db.gz"))
CODEC = Codec(RECORD_TYPES, UPCASTS)
CURRENT = {f"{spec.kind}-{spec.schema}.json" for spec in CODEC.kinds}


def test_what_stores_are_told_without_the_classes_is_what_the_classes_say() -> None:
    assert written(CODEC.kinds) == SPECS.read_text(encoding="utf-8"), "run python tests/data/stored/make.py"


def test_each_kind_stands_in_one_area() -> None:
    """In a second place it would not be seen."""
    assert len(RECORD_TYPES) == len(AREA_OF) + len({"office-settings", "key", "task", "approval", "hold"})
    for kind, area in AREA_OF.items():
        assert RECORD_TYPES[kind].__module__.startswith(f"orqa.domain.{area}.")


def stored(path: Path) -> list[Stored]:
    kind = path.stem.rpartition("-")[0]
    return [Stored(RecordRef(kind, one["id"]), 1, one["body"]) for one in json.loads(path.read_text(encoding="utf-8"))]


def test_every_schema_of_every_kind_and_every_layout_has_its_file() -> None:
    wanted = {f"{spec.kind}-{schema}.json" for spec in CODEC.kinds for schema in range(1, spec.schema + 1)}
    wanted |= {f"office-{number}.db.gz" for number in range(1, FORMAT + 1)}
    missing = wanted - {path.name for path in FOLDER.iterdir()}
    assert not missing, f"run python tests/data/stored/make.py for {missing}"


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_today_s_classes_read_it(path: Path) -> None:
    for one in stored(path):
        record = CODEC.decode(one)
        assert (record.kind, record.id, record.version) == (one.ref.kind, one.ref.id, 1)
        assert CODEC.project(one).index.keys() == {declared.name for declared in CODEC.spec(type(record)).fields}


@pytest.mark.parametrize("path", [path for path in BODIES if path.name in CURRENT], ids=lambda path: path.stem)
def test_today_s_classes_write_it_so(path: Path) -> None:
    """Where this fails, the stored form has changed without a new schema, and what is in real offices is lost."""
    for one in stored(path):
        body = CODEC.encode(CODEC.decode(one)).body
        assert {name: body.get(name, "left out") for name in one.body} == one.body


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.kind)
def test_the_first_example_leaves_no_field_at_its_default(kind: Any) -> None:
    """A field that only ever held its default would hide how other values are stored."""
    first = CODEC.decode(stored(FOLDER / f"{kind.kind}-{kind.schema}.json")[0])
    one_value = {"direction", "register", "unit"}
    reasons = {"reference_missing", "dated_missing", "secrecy"}
    same = {a.name for a in fields(kind) if getattr(first, a.name) == a.default and a.name != "version"}
    assert same <= one_value | reasons


@pytest.fixture(params=OFFICES, ids=lambda path: path.name.split(".")[0])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / "office.db"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return f"sqlite:///{path}"


def test_a_file_of_every_layout_is_a_sound_office(url: str) -> None:
    with orqa.open_office(url, read_only=True) as office:
        assert office.profile.name == "thai-public-university"
        result = office.verify(deep=True)
        assert (result.findings, result.entries) == ((), 15)
        assert re.fullmatch(r"[0-9a-f]{64}", result.checkpoint.chain)


def test_it_shows_what_was_written(url: str) -> None:
    with orqa.open_office(url, read_only=True) as office:
        seen = {}
        for name, access in {"open": OPEN, "unit": Access.of("unit:12"), "all": SYSTEM}.items():
            with office.store.read(access) as reader:
                seen[name] = [item.ref.id for item in reader.find("letter").items]
        assert seen == {
            "open": ["letter-1", "letter-2"],
            "unit": ["letter-1", "letter-2", "letter-3"],
            "all": seen["unit"],
        }
        with office.store.read(SYSTEM) as reader:
            numbers = [(line[0], line[1]) for line in reader.rows("register-entry", ("id", "number"))]
            gone = reader.history(RecordRef("letter", "letter-4"))
            assert reader.count("letter", contains("ประชุม ๑๒/๒๕๖๙")) == 1
            assert reader.count("letter", contains("แก้ไข") & equal("urgency", "urgent")) == 1
            assert reader.cells() == {"series/received/central/2026": 3}
        assert numbers == [("entry-1", 1), ("entry-2", 2), ("entry-3", 3)]
        assert [(entry.op, entry.body) for entry in gone] == [
            (Op.PUT, None),
            (Op.ERASE, {"reason": "ครบอายุการเก็บ"}),
        ]


def test_work_goes_on_in_it(url: str) -> None:
    with orqa.open_office(url) as office:
        office.upgrade()
        done = office.correspondence.receive(
            reference="อว 1/2", dated="12 ม.ค. 2569", sender="กองกลาง", subject="ต่อไป", kind="external"
        )
        with office.store.read(SYSTEM) as reader:
            series = reader.cells("series/")
        assert series[f"series/received/central/{office.today().year}"] == done.number
        assert office.verify(deep=True).findings == ()


def test_they_come_out_the_same_when_they_are_made_again(tmp_path: Path) -> None:
    """So that a new kind adds a file and touches no other; what was released is never made again."""
    script = (
        f"import runpy; from pathlib import Path; made = runpy.run_path({str(FOLDER / 'make.py')!r})\n"
        "made['main'](Path('.'), Path('kinds'), again=False)"
    )
    of_this_tree = os.environ | {"PYTHONPATH": str(Path(orqa.__file__).parents[1])}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=of_this_tree, check=True, capture_output=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json")}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in BODIES if path.name in CURRENT}
    assert (tmp_path / "kinds").read_text(encoding="utf-8") == SPECS.read_text(encoding="utf-8")
