"""Errors of the office: an act that is refused, or a thing that is not there."""

from typing import Any, ClassVar

from attrs import define

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, Severity
from orqa.base.language import Text


@define(eq=False, slots=False)
class LetterRefused(OrqaError, ValueError):
    """A letter was not registered: ``findings`` say what is wrong with it; nothing was written."""

    code: ClassVar[str] = "letter-refused"
    template: ClassVar[Text] = Text.of(en="the letter was not registered: {reasons}", th="ไม่ได้ลงทะเบียนหนังสือ: {reasons}")

    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, Any]:
        """The messages of the errors among the findings, joined."""
        errors = [finding.message for finding in self.findings if finding.severity is Severity.ERROR]
        languages = dict.fromkeys(language for text in errors for language in text.languages)
        return {"reasons": Text(tuple((lang, "; ".join(t.in_language(lang) for t in errors)) for lang in languages))}


@define(eq=False, slots=False)
class ProfileNeeded(OrqaError, ValueError):
    """A new office needs a profile: the rules that it works under."""

    code: ClassVar[str] = "profile-needed"
    template: ClassVar[Text] = Text.of(
        en="{store} holds no office yet; name the profile it shall work under, one of: {known}",
        th="{store} ยังไม่มีสำนักงาน ให้ระบุโปรไฟล์ของระเบียบที่จะใช้ เลือกจาก: {known}",
    )

    store: str
    known: tuple[str, ...]


@define(eq=False, slots=False)
class OtherProfile(OrqaError, ValueError):
    """The office in the store works under another profile than the one that was asked for."""

    code: ClassVar[str] = "other-profile"
    template: ClassVar[Text] = Text.of(
        en="the office in {store} works under the profile {found}, not {asked}; leave the profile out or name {found}",
        th="สำนักงานใน {store} ใช้โปรไฟล์ {found} ไม่ใช่ {asked} ให้ไม่ระบุโปรไฟล์หรือระบุ {found}",
    )

    store: str
    found: str
    asked: str


@define(eq=False, slots=False)
class NotFound(OrqaError, LookupError):
    """There is no such thing, or it may not be seen."""

    code: ClassVar[str] = "not-found"
    template: ClassVar[Text] = Text.of(en="{what} {name} was not found", th="ไม่พบ {what} {name}")

    what: Text
    name: str
