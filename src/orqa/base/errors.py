"""The one family of exceptions.

A programming problem or a refused act is an exception; a problem in data is a
:class:`~orqa.base.findings.Finding`. Every error has a stable ``code``, keeps its data as attributes and
says what was asked, what was found and what is allowed, in each language of its ``template``.
"""

from datetime import date, datetime
from typing import Any, ClassVar

import attrs
from attrs import define

from orqa.base.language import Text


@define(eq=False, slots=False)
class OrqaError(Exception):
    """Base of all errors that orqa raises on purpose.

    Attributes:
        code: stable, kebab-case name of the error; programs may rely on it.
        template: the message with ``{attribute}`` fields, per language.
    """

    code: ClassVar[str] = "orqa-error"
    template: ClassVar[Text] = Text.of(en="orqa could not do this", th="ระบบทำรายการนี้ไม่ได้")

    def shown(self) -> dict[str, Any]:
        """The values that fill the template; a subclass may add derived ones."""
        values = {a.name: getattr(self, a.name) for a in attrs.fields(type(self))}
        return {name: _listed(value) for name, value in values.items()}

    @property
    def messages(self) -> Text:
        """The filled message in every language."""
        return self.template.fill(**self.shown())

    def message(self, language: str = "en") -> str:
        """The filled message in one language."""
        return self.messages.in_language(language)

    def __str__(self) -> str:
        return self.message()


def _listed(value: Any) -> Any:
    """Show a collection as people list it, ``a, b, c``, and a day as each language writes it."""
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(str(item) for item in value) or "–"
    if isinstance(value, date) and not isinstance(value, datetime):
        from orqa.base.date_format import day_text

        return day_text(value)
    return value


@define(eq=False, slots=False)
class MissingExtra(OrqaError, ImportError):
    """A feature needs a package that is not installed."""

    code: ClassVar[str] = "missing-extra"
    template: ClassVar[Text] = Text.of(
        en="{feature} needs the package {package}: pip install 'orqa[{extra}]'",
        th="{feature} ต้องใช้แพ็กเกจ {package}: ติดตั้งด้วย pip install 'orqa[{extra}]'",
    )

    feature: str
    package: str
    extra: str


@define(eq=False, slots=False)
class NotModelled(OrqaError, LookupError):
    """The answer is not known to orqa: no guess is made (``what`` and the ``reason`` say why)."""

    code: ClassVar[str] = "not-modelled"
    template: ClassVar[Text] = Text.of(en="{what} is not modelled: {reason}", th="ยังไม่มีข้อมูลสำหรับ {what}: {reason}")

    what: str
    reason: str | Text
