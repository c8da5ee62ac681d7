"""Errors of plugins and of what they are asked for; each names who offers what."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class UnknownContribution(OrqaError, LookupError):
    """No plugin offers a contribution of this name."""

    code: ClassVar[str] = "unknown-contribution"
    template: ClassVar[Text] = Text.of(
        en="there is no {noun} {name!r}; there are: {known}",
        th="ไม่มี{noun} {name!r} ที่มีคือ: {known}",
    )

    noun: Text
    name: str
    known: tuple[str, ...]


class DuplicateContribution(OrqaError, ValueError):
    """Two plugins offer a contribution of the same name: which one is meant cannot be told."""

    code: ClassVar[str] = "duplicate-contribution"
    template: ClassVar[Text] = Text.of(
        en="both {first} and {second} offer the {noun} {name!r}; remove or block one of them",
        th="ทั้ง {first} และ {second} เสนอ{noun} {name!r} ให้ถอนหรือกันออกหนึ่งรายการ",
    )

    noun: Text
    name: str
    first: str
    second: str


class ExtraNeeded(OrqaError, ImportError):
    """What was asked for needs a package that is not installed; ``extra`` brings it."""

    code: ClassVar[str] = "extra-needed"
    template: ClassVar[Text] = Text.of(
        en="{what} needs {package}; install it: pip install 'orqa[{extra}]'",
        th="{what} ต้องใช้ {package} ให้ติดตั้งด้วย pip install 'orqa[{extra}]'",
    )

    what: str
    package: str
    extra: str


class PluginFailed(OrqaError):
    """A plugin could not be used: it was asked for by name, or the registry is strict.

    ``plugin`` names it with its distribution and version; what it raised is the ``__cause__``.
    """

    code: ClassVar[str] = "plugin-failed"
    template: ClassVar[Text] = Text.of(en="{plugin}: {reason}", th="{plugin}: {reason}")

    plugin: str
    reason: Text


class ProfileCycle(OrqaError, ValueError):
    """Profiles are laid over each other in a circle."""

    code: ClassVar[str] = "profile-cycle"
    template: ClassVar[Text] = Text.of(
        en="profiles are laid over each other in a circle: {names}",
        th="โปรไฟล์อ้างกันเป็นวง: {names}",
    )

    names: tuple[str, ...]


class StoreUrlNotUnderstood(OrqaError, ValueError):
    """Not the URL of a store."""

    code: ClassVar[str] = "store-url-not-understood"
    template: ClassVar[Text] = Text.of(
        en="{url!r} is no URL of a store; write memory: for a trial, sqlite:///office.db for a file in this folder "
        "or sqlite:////srv/office.db for one with its whole path",
        th="{url!r} ไม่ใช่ URL ของที่เก็บข้อมูล ให้เขียน memory: เพื่อทดลอง sqlite:///office.db สำหรับแฟ้มในโฟลเดอร์นี้ "
        "หรือ sqlite:////srv/office.db สำหรับเส้นทางเต็ม",
    )

    url: str


class UnknownScheme(OrqaError, LookupError):
    """No store opens URLs of this scheme."""

    code: ClassVar[str] = "unknown-scheme"
    template: ClassVar[Text] = Text.of(
        en="no store opens {url!r}; there are stores for {known}",
        th="ไม่มีที่เก็บข้อมูลสำหรับ {url!r} ที่มีคือ {known}",
    )

    url: str
    known: tuple[str, ...]


class FormatNotRecognised(OrqaError, ValueError):
    """The ending of a file tells no format."""

    code: ClassVar[str] = "format-not-recognised"
    template: ClassVar[Text] = Text.of(
        en="the format of {file!r} cannot be told by its ending; endings known: {known}. Or name the format",
        th="บอกรูปแบบของ {file!r} จากนามสกุลไม่ได้ นามสกุลที่รู้จัก: {known} หรือระบุรูปแบบ",
    )

    file: str
    known: tuple[str, ...]


class AmbiguousFormat(OrqaError, ValueError):
    """The ending of a file belongs to several formats."""

    code: ClassVar[str] = "ambiguous-format"
    template: ClassVar[Text] = Text.of(
        en="{file!r} may be any of the formats {names}; name the one it is",
        th="{file!r} อาจเป็นรูปแบบใดก็ได้ใน {names} ให้ระบุรูปแบบ",
    )

    file: str
    names: tuple[str, ...]
