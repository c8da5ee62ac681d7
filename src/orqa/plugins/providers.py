"""Who offers what, and what was wrong with it."""

from typing import TYPE_CHECKING

from attrs import field, frozen

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.base.findings import Finding


@frozen
class Provider:
    """A plugin, as messages name it.

    Attributes:
        plugin: name of the plugin: of its entry point, of its module, or as it was registered.
        distribution: name of the installed distribution that it comes from; empty when it was registered by hand.
        version: version of the distribution.
        builtin: whether it comes with orqa.
    """

    plugin: str
    distribution: str = ""
    version: str = ""
    builtin: bool = False

    def __str__(self) -> str:
        origin = f"{self.distribution} {self.version}".strip()
        return f"{self.plugin} ({origin})" if origin else self.plugin


@frozen
class Problem:
    """Something that is wrong with a plugin; the rest of orqa goes on without what it concerns.

    Attributes:
        provider: the plugin.
        finding: what is wrong and what to do; ``finding.field`` names the hook, where it concerns one.
        error: what the plugin raised, with its traceback, where it raised.
    """

    provider: Provider
    finding: "Finding"
    error: BaseException | None = field(default=None, eq=False, repr=False)


NOT_LOADED = FindingKind(
    "plugin-not-loaded",
    Severity.ERROR,
    Text.of(
        en="the plugin {provider} did not load: {error}; repair, remove or block it",
        th="โหลดปลั๊กอิน {provider} ไม่ได้: {error} ให้แก้ไข ถอน หรือกันออก",
    ),
)
NOT_INSTALLED = FindingKind(
    "plugin-not-installed",
    Severity.ERROR,
    Text.of(
        en="no installed plugin is called {provider}; installed are: {known}",
        th="ไม่มีปลั๊กอินชื่อ {provider} ที่ติดตั้งไว้มี: {known}",
    ),
)
NOT_VALID = FindingKind(
    "plugin-not-valid",
    Severity.ERROR,
    Text.of(
        en="the plugin {provider} does not fit the hooks of orqa: {error}",
        th="ปลั๊กอิน {provider} ไม่ตรงกับ hook ของ orqa: {error}",
    ),
)
NO_HOOK = FindingKind(
    "plugin-without-hook",
    Severity.ERROR,
    Text.of(
        en="the plugin {provider} implements no hook; mark its functions with orqa.plugins.hookimpl",
        th="ปลั๊กอิน {provider} ไม่มี hook ให้ใส่ orqa.plugins.hookimpl ที่ฟังก์ชัน",
    ),
)
NOT_MARKED = FindingKind(
    "plugin-hook-not-marked",
    Severity.ERROR,
    Text.of(
        en="{hook} of the plugin {provider} is not marked with orqa.plugins.hookimpl, so it is not called",
        th="{hook} ของปลั๊กอิน {provider} ไม่ได้ใส่ orqa.plugins.hookimpl จึงไม่ถูกเรียก",
    ),
)
HOOK_FAILED = FindingKind(
    "plugin-hook-failed",
    Severity.ERROR,
    Text.of(
        en="{hook} of the plugin {provider} failed: {error}; nothing of what it offers there is used",
        th="{hook} ของปลั๊กอิน {provider} ล้มเหลว: {error} จึงไม่ใช้สิ่งที่เสนอใน hook นี้",
    ),
)
WRONG_RESULT = FindingKind(
    "plugin-wrong-result",
    Severity.ERROR,
    Text.of(
        en="{hook} of the plugin {provider} gave {found}; it must give an iterable of {expected}",
        th="{hook} ของปลั๊กอิน {provider} ให้ {found} แต่ต้องให้รายการของ {expected}",
    ),
)
OTHER_API = FindingKind(
    "plugin-other-api",
    Severity.ERROR,
    Text.of(
        en="{noun} {name!r} of the plugin {provider} requires version {required} of the hooks; "
        "this orqa has {present}, so it is not used",
        th="{noun} {name!r} ของปลั๊กอิน {provider} ต้องใช้ hook รุ่น {required} แต่ orqa นี้มีรุ่น {present} จึงไม่ใช้",
    ),
)
TWICE = FindingKind(
    "plugin-contribution-twice",
    Severity.ERROR,
    Text.of(
        en="both {provider} and {other} offer the {noun} {name!r}; until one is removed or blocked, none can be used",
        th="ทั้ง {provider} และ {other} เสนอ{noun} {name!r} จนกว่าจะถอนหรือกันออกหนึ่งรายการ จะใช้ไม่ได้",
    ),
)


def told(error: BaseException) -> str:
    """An exception in one line, with its kind: a bare ``'x'`` of a KeyError says nothing."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
