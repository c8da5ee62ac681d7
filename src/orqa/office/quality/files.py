"""Files of inputs for an evaluation, or of what a report prints: TOML, JSON, or a table (แฟ้มข้อมูลการประเมิน).

TOML and JSON hold ``framework``, ``profile`` and ``inputs``, and may hold ``targets``, ``unit``, ``year``,
``kind_of_year`` and ``stage``::

    framework = "iqa-2557-programme"
    profile = {degree = "master"}
    [inputs]
    "2.1" = "4.21"

A table (CSV, XLSX) has the columns ``id`` and ``value``; framework and profile are then named beside it. Each value
keeps its place, so that findings say where.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import evolve, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.domain.quality.files import FrameworkFile

if TYPE_CHECKING:
    from orqa.office.ports import Contributions

LARGEST: Final = 5_000_000
"""Bytes of a file: the scores of a hundred thousand programmes are no more."""

_KNOWN = ("framework", "profile", "inputs", "targets", "unit", "year", "kind_of_year", "stage")
_TABLES = ("profile", "inputs", "targets")
_HEADS = {"id": ("id", "รหัส", "input", "node"), "value": ("value", "ค่า", "score", "คะแนน")}

TWICE = FindingKind(
    "input-twice",
    Severity.ERROR,
    Text.of(
        en="{id} stands here a second time; the first value counts, take one out",
        th="{id} ซ้ำเป็นครั้งที่สอง ใช้ค่าแรก ให้ลบออกหนึ่งค่า",
    ),
)


class QualityFileUnusable(OrqaError, ValueError):
    """A file cannot be evaluated; the message says why and what is allowed."""

    code: ClassVar[str] = "quality-file-unusable"
    template: ClassVar[Text] = Text.of(en="{file}: {reason}", th="{file}: {reason}")

    file: str
    reason: Text


_TOO_LARGE = Text.of(
    en="it is larger than {most} bytes, more than inputs need", th="ใหญ่กว่า {most} ไบต์ เกินกว่าข้อมูลการประเมิน"
)
_NOT_READ = Text.of(en="it cannot be read: {problem}", th="อ่านไม่ได้: {problem}")
_NO_TABLE = Text.of(en="it must be a table with {names}, found {found}", th="ต้องเป็นตารางที่มี {names} แต่พบ {found}")
_UNKNOWN = Text.of(en="it has {found}; allowed are {names}", th="มี {found} ที่อนุญาตคือ {names}")
_NO_FRAMEWORK = Text.of(
    en='it names no framework; write framework = "…" or give --framework',
    th='ไม่ระบุเกณฑ์ ให้เขียน framework = "…" หรือใช้ --framework',
)
_NO_HEADS = Text.of(
    en="a table needs the columns id and value, found {found}", th="ตารางต้องมีคอลัมน์ id และ value แต่พบ {found}"
)
_NO_ROWS = Text.of(en="it has no rows", th="ไม่มีข้อมูล")


@frozen(kw_only=True)
class QualityFile:
    """What a file says.

    Attributes:
        name: of the file, for messages.
        framework: id of the framework.
        profile: dimensions that are not left to their defaults.
        inputs: what is given.
        targets: scores that the unit set itself.
        unit: code of the unit; empty where it is not told.
        year: name of the year in the office's era; None where it is not told.
        kind_of_year: of which kind it is.
        stage: whose result it is; empty where it is not told.
        places: where each input stands.
        findings: what is wrong with the file itself.
    """

    name: str
    framework: str
    profile: Mapping[str, str] = field(factory=dict)
    inputs: Mapping[str, Any] = field(factory=dict)
    targets: Mapping[str, Any] = field(factory=dict)
    unit: str = ""
    year: int | None = None
    kind_of_year: str = ""
    stage: str = ""
    places: Mapping[str, Place] = field(factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()

    def located(self, findings: "tuple[Finding, ...] | list[Finding]") -> tuple[Finding, ...]:
        """Findings with the place in the file of what they are about; those of the file itself come first."""
        return (*self.findings, *(self._located(one) for one in findings))

    def _located(self, finding: Finding) -> Finding:
        if finding.place is not None:
            return finding
        found = self.places.get(finding.field) or Place(file=self.name)
        return evolve(finding, place=found)


def read_quality_file(
    path: Path, contributions: "Contributions", *, framework: str = "", profile: Mapping[str, str] | None = None
) -> QualityFile:
    """Read a file of inputs.

    Args:
        path: the file; ``.toml``, ``.json``, or a table that one of the plugins' readers reads.
        contributions: what reads tables.
        framework: id of the framework; one that the file names is taken before it.
        profile: dimensions; one that the file names is taken before it.

    Raises:
        QualityFileUnusable: when it cannot be understood, or names no framework.
        OSError: when it cannot be opened.
    """
    read = {".toml": _toml, ".json": _json}.get(path.suffix.lower())
    found = _table(path, contributions) if read is None else _document(path, *read(path.name, _text(path)))
    found = evolve(found, framework=found.framework or framework, profile={**(profile or {}), **found.profile})
    if not found.framework:
        raise QualityFileUnusable(path.name, _NO_FRAMEWORK)
    return found


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise QualityFileUnusable(path.name, _TOO_LARGE.fill(most=f"{LARGEST:,}"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QualityFileUnusable(path.name, _NOT_READ.fill(problem=str(error))) from error


def _toml(name: str, text: str) -> tuple[Any, Mapping[str, Place], tuple[Finding, ...]]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise QualityFileUnusable(name, _NOT_READ.fill(problem=str(error) or "nested too deeply")) from error
    file, given = FrameworkFile(name, text), data.get("inputs")
    ids = given if isinstance(given, dict) else {}
    return data, {one: evolve(file.place(f"inputs.{one}"), column=one) for one in ids}, ()


class _Pairs(dict[str, Any]):
    """An object of JSON that remembers which of its names come twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.twice: list[str] = []
        for name, value in pairs:
            if name in self:
                self.twice.append(name)
            else:
                self[name] = value


def _json(name: str, text: str) -> tuple[Any, Mapping[str, Place], tuple[Finding, ...]]:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no number")

    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=refuse, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise QualityFileUnusable(name, _NOT_READ.fill(problem=str(error) or "nested too deeply")) from error
    inputs = data.get("inputs") if isinstance(data, dict) else None
    places = _lines(name, text)
    twice = inputs.twice if isinstance(inputs, _Pairs) else []
    findings = tuple(TWICE.make(field=one, place=places.get(one), id=one) for one in twice)
    return data, places, findings


_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')


def _lines(name: str, text: str) -> dict[str, Place]:
    """On which line each name of a JSON document stands last: inputs come after what names the framework."""
    found: dict[str, Place] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for match in _NAME.finditer(line):
            found[match.group(1)] = Place(file=name, line=number, column=match.group(1))
    return found


def _document(path: Path, data: Any, places: Mapping[str, Place], findings: tuple[Finding, ...]) -> QualityFile:
    names = ", ".join(_KNOWN)
    if not isinstance(data, dict):
        raise QualityFileUnusable(path.name, _NO_TABLE.fill(names=names, found=type(data).__name__))
    if unknown := [str(one)[:40] for one in data if one not in _KNOWN]:
        raise QualityFileUnusable(path.name, _UNKNOWN.fill(found=", ".join(unknown[:5]), names=names))
    for name in _TABLES:
        if not isinstance(data.get(name, {}), dict):
            raise QualityFileUnusable(path.name, _NO_TABLE.fill(names=name, found=type(data[name]).__name__))
    year = data.get("year")
    return QualityFile(
        name=path.name,
        framework=str(data.get("framework", "")),
        profile={name: str(value) for name, value in data.get("profile", {}).items()},
        inputs=dict(data.get("inputs", {})),
        targets=dict(data.get("targets", {})),
        unit=str(data.get("unit", "")),
        year=year if isinstance(year, int) else None,
        kind_of_year=str(data.get("kind_of_year", "")),
        stage=str(data.get("stage", "")),
        places=places,
        findings=findings,
    )


def _table(path: Path, contributions: "Contributions") -> QualityFile:
    inputs: dict[str, str] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    rows = 0
    for id_, value, place, finding in _cells(path, contributions):
        if finding is not None:
            findings.append(finding)
            continue
        rows += 1
        if id_ in inputs:
            findings.append(TWICE.make(field=id_, place=place, id=id_))
        elif value:
            inputs[id_], places[id_] = value, evolve(place, column=id_) if place else Place(file=path.name)
    if not rows and not findings:
        raise QualityFileUnusable(path.name, _NO_ROWS)
    return QualityFile(name=path.name, framework="", inputs=inputs, places=places, findings=tuple(findings))


def _cells(path: Path, contributions: "Contributions") -> Iterator[tuple[str, str, Place | None, Finding | None]]:
    for row in contributions.read_rows(path, None, None):
        if isinstance(row, Finding):
            yield "", "", None, row
            continue
        heads = {name: _head(row.values, words) for name, words in _HEADS.items()}
        if None in heads.values():
            raise QualityFileUnusable(path.name, _NO_HEADS.fill(found=", ".join(row.values) or "–"))
        yield row.values[str(heads["id"])].strip(), row.values[str(heads["value"])].strip(), row.place, None


def _head(values: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    return next((head for head in values if head.strip().lower() in words), None)
