"""What can go wrong when rules are loaded or asked."""

from datetime import date
from typing import Any, ClassVar

from orqa.base.citations import Citation
from orqa.base.errors import OrqaError
from orqa.base.language import Text


class RuleLoadError(OrqaError, ValueError):
    """A file of a profile cannot be used: nothing of the profile is loaded.

    Attributes:
        file: the file inside the profile folder, such as ``rules/leave.toml``.
        path: where in the file, such as ``sick.paid_days.rows[2].cite``.
        problem: what was found there and what to do.
    """

    code: ClassVar[str] = "rule-load"
    template: ClassVar[Text] = Text.of(en="{file}: {path}: {problem}", th="{file}: {path}: {problem}")

    file: str
    path: str
    problem: Text


class UnknownParameter(OrqaError, KeyError):
    """No rule has this key; ``near`` holds keys that look like it."""

    code: ClassVar[str] = "unknown-parameter"
    template: ClassVar[Text] = Text.of(
        en="profile {profile} has no rule {key}; the nearest keys: {near}",
        th="โปรไฟล์ {profile} ไม่มีกฎเกณฑ์ {key} ชื่อที่ใกล้เคียง: {near}",
    )

    profile: str
    key: str
    near: tuple[str, ...]


class UnknownDimension(OrqaError, ValueError):
    """A rule was asked with dimensions or dimension values that it does not have."""

    code: ClassVar[str] = "unknown-dimension"
    template: ClassVar[Text] = Text.of(
        en="rule {key} cannot be asked by {asked}; it is asked by: {allowed}",
        th="กฎเกณฑ์ {key} ถามด้วย {asked} ไม่ได้ ต้องถามด้วย: {allowed}",
    )

    key: str
    asked: str
    allowed: tuple[str, ...]


class NotInForce(OrqaError, LookupError):
    """The rule was repealed: ``since`` says from when and ``citations`` by what."""

    code: ClassVar[str] = "not-in-force"
    template: ClassVar[Text] = Text.of(
        en="rule {key} has not been in force since {since} (repealed by {citations})",
        th="กฎเกณฑ์ {key} ไม่มีผลใช้บังคับตั้งแต่ {since} (ยกเลิกโดย {citations})",
    )

    key: str
    since: date
    citations: tuple[Citation, ...]


class UnknownTerm(OrqaError, KeyError):
    """A vocabulary or a code in it does not exist; ``near`` holds names that look like it."""

    code: ClassVar[str] = "unknown-term"
    template: ClassVar[Text] = Text.of(
        en="{vocabulary} has no entry {term}; the nearest: {near}",
        th="{vocabulary} ไม่มีรายการ {term} รายการที่ใกล้เคียง: {near}",
    )

    vocabulary: str
    term: str
    near: tuple[str, ...]


_FEW = 16
"""So many names can be shown in one message."""


def near(name: object, known: "Any", limit: int = 3, few: int = _FEW) -> tuple[str, ...]:
    """The names among ``known`` that look most like ``name``, nearest first; where none does, a ``few`` are all."""
    from difflib import get_close_matches

    names = [str(item) for item in known]
    found = get_close_matches(str(name), names, n=limit, cutoff=0.5)
    return tuple(found or (names if len(names) <= few else ()))
