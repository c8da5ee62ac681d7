"""Frameworks of quality assurance from their folders: each is read once for each profile."""

import threading
from typing import TYPE_CHECKING

from attrs import define, field

from orqa.base.language import Text
from orqa.plugins.errors import PluginFailed
from orqa.plugins.making import blamed

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from orqa.domain.quality.framework import Framework
    from orqa.plugins.collecting import Contribution
    from orqa.plugins.specs import FrameworkSpec

_OTHER_ID = Text.of(
    en="the framework {name!r} calls itself {found!r} in {file}; make them the same",
    th="กรอบ {name!r} เรียกตัวเองว่า {found!r} ใน {file} ให้ใช้ชื่อเดียวกัน",
)
_CASES = ".cases.toml"


@define
class LoadedFrameworks:
    """The frameworks that were loaded, by id and profile; threads may share it."""

    _loaded: "dict[tuple[str, tuple[tuple[str, str], ...]], Framework]" = field(factory=dict, init=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False)

    def get(self, contribution: "Contribution", profile: dict[str, str]) -> "Framework":
        """A framework for a profile.

        Raises:
            PluginFailed: when its file calls itself otherwise, or its folder cannot be read.
            UnknownProfile: when it has no such profile.
            FrameworkNotLoaded: when its files cannot be used.
        """
        key = (contribution.spec.name, tuple(sorted((name, str(value)) for name, value in profile.items())))
        with self._lock:
            if key not in self._loaded:
                self._loaded[key] = _load(contribution, profile)
            return self._loaded[key]


def _load(contribution: "Contribution", profile: dict[str, str]) -> "Framework":
    from orqa.domain.quality.reading import read_framework

    spec: FrameworkSpec = contribution.spec  # type: ignore[assignment] # a contribution of frameworks
    with blamed(contribution):
        files = texts_of(spec.factory())
    framework = read_framework(files, spec.file, profile)
    if framework.id != spec.name:
        reason = _OTHER_ID.fill(name=spec.name, found=framework.id, file=spec.file)
        raise PluginFailed(contribution.origin, reason)
    return framework


def texts_of(folder: "Traversable", ending: str = ".toml") -> dict[str, str]:
    """The text of the files of a framework's folder, by name; files of worked cases are not among them.

    Raises:
        OSError: when the folder cannot be read.
    """
    files = [file for file in folder.iterdir() if file.name.endswith(ending) and not file.name.endswith(_CASES)]
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.is_file()}


def cases_of(folder: "Traversable", file: str) -> str | None:
    """The text of a framework's worked cases; None where it has none.

    Args:
        folder: its folder.
        file: name of its file; the cases of ``programme.toml`` are in ``programme.cases.toml``.
    """
    cases = folder.joinpath(file.removesuffix(".toml") + _CASES)
    return cases.read_text(encoding="utf-8") if cases.is_file() else None
