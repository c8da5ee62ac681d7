"""The one family of exceptions.

A programming problem or a refused act is an exception; a problem in data is a
:class:`~orqa.base.findings.Finding`. Every error has a stable ``code``, keeps its data as attributes and
says what was asked, what was found and what is allowed, in each language of its ``template``.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, dataclass_transform, get_origin

from orqa.base.language import Text


@dataclass_transform(eq_default=False)
class OrqaError(Exception):
    """Base of all errors that orqa raises on purpose.

    What a subclass annotates is its data: given when it is raised, in that order or by name, and kept as attributes. No
    code is made for it, as attrs would, because hundreds of errors load for one that is raised.

    Attributes:
        code: stable, kebab-case name of the error; programs may rely on it.
        template: the message with ``{attribute}`` fields, per language.
        attributes: the names of its data.
    """

    code: ClassVar[str] = "orqa-error"
    template: ClassVar[Text] = Text.of(en="orqa could not do this", th="ระบบทำรายการนี้ไม่ได้")

    attributes: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = [name for name, kind in cls.__annotations__.items() if not _is_of_class(kind)]
        cls.attributes = tuple(dict.fromkeys((*cls.attributes, *own)))
        given = vars(cls)
        cls._defaults = {**cls._defaults, **{name: given[name] for name in own if name in given}}

    def __init__(self, *values: Any, **named: Any) -> None:
        names = self.attributes
        if named or len(values) != len(names):
            values = self._whole(values, named)
        BaseException.__init__(self, *values)  # so that it survives pickling, whatever built-in error it is besides
        for name, value in zip(names, values, strict=True):
            setattr(self, name, value)

    def _whole(self, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """All values in order: what was given, by place or by name, and what is left at its default."""
        names = self.attributes
        data = {**self._defaults, **dict(zip(names, values, strict=False)), **named}
        if len(values) > len(names) or data.keys() != set(names) or not named.keys().isdisjoint(names[: len(values)]):
            raise TypeError(f"{type(self).__qualname__} takes {', '.join(names) or 'nothing'}")
        return tuple(map(data.__getitem__, names))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in self._data().items())})"

    def shown(self) -> dict[str, Any]:
        """The values that fill the template; a subclass may add derived ones."""
        return {name: _listed(value) for name, value in self._data().items()}

    @property
    def messages(self) -> Text:
        """The filled message in every language."""
        return self.template.fill(**self.shown())

    def message(self, language: str = "en") -> str:
        """The filled message in one language."""
        return self.messages.in_language(language)

    def __str__(self) -> str:
        return self.message()

    def _data(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.attributes}


def _is_of_class(kind: Any) -> bool:
    """Whether an annotation says that a name belongs to the class and is no data."""
    return kind.startswith("ClassVar") if isinstance(kind, str) else get_origin(kind) is ClassVar


def _listed(value: Any) -> Any:
    """Show a collection as people list it, ``a, b, c``, and a day as each language writes it."""
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(str(item) for item in value) or "–"
    if isinstance(value, date) and not isinstance(value, datetime):
        from orqa.base.date_format import day_text

        return day_text(value)
    return value


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


class NotModelled(OrqaError, LookupError):
    """The answer is not known to orqa: no guess is made (``what`` and the ``reason`` say why)."""

    code: ClassVar[str] = "not-modelled"
    template: ClassVar[Text] = Text.of(en="{what} is not modelled: {reason}", th="ยังไม่มีข้อมูลสำหรับ {what}: {reason}")

    what: str
    reason: str | Text
