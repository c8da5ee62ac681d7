"""Text that exists in several languages at once."""

import string
from collections.abc import Iterable, Mapping
from typing import Any, Self

from attrs import field, frozen

FALLBACK = "en"


class _Lenient(string.Formatter):
    """Fill ``{name}`` fields, and ``{name:day|days}`` with the word for one or the word for another number of them.

    It never looks into attributes or items of a value (it may be foreign data).
    """

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return self.get_value(field_name, args, kwargs), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        one, choice, many = format_spec.partition("|")
        if choice:
            return one if str(value) == "1" else many
        return str(super().format_field(value, format_spec))


_FORMATTER = _Lenient()


@frozen(repr=False)
class Text:
    """A message or title with one form per language (BCP 47 tag such as ``th`` or ``en``).

    >>> Text.of(th="เรื่อง", en="Subject").in_language("th")
    'เรื่อง'
    """

    forms: tuple[tuple[str, str], ...] = field()

    @forms.validator
    def _check_forms(self, _attribute: object, forms: tuple[tuple[str, str], ...]) -> None:
        if not forms:
            raise ValueError("a text needs a form in at least one language, as in Text.of(th=..., en=...)")

    @classmethod
    def of(cls, **forms: str) -> Self:
        """Build from keyword arguments, one per language."""
        return cls(tuple(forms.items()))

    @classmethod
    def from_value(cls, value: "str | Mapping[str, str] | Text") -> "Text":
        """Accept what a TOML file holds: a plain string (read as English) or a table of languages.

        Raises:
            ValueError: when the table is empty or a form is not text.
        """
        if isinstance(value, Text):
            return value
        forms: dict[str, Any] = {FALLBACK: value} if isinstance(value, str) else dict(value)
        if not forms or not all(isinstance(form, str) and form for form in forms.values()):
            raise ValueError(f"a text needs at least one non-empty form, found {value!r}")
        return cls(tuple(forms.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that this text has a form in."""
        return tuple(language for language, _ in self.forms)

    def in_language(self, language: str) -> str:
        """The form in ``language``, else that of ``th`` for ``th-TH``, else the English one, else the first."""
        forms = dict(self.forms)
        primary = language.partition("-")[0]
        return forms.get(language) or forms.get(primary) or forms.get(FALLBACK) or self.forms[0][1]

    def fill(self, **values: Any) -> "Text":
        """Fill the ``{name}`` fields of every form; a value that is a :class:`Text` is filled per language.

        ``{name:one|many}`` takes a word by a number, for languages that have a plural.

        >>> str(Text.of(en="{days} {days:day|days} left").fill(days=1))
        '1 day left'
        """
        return Text(
            tuple((language, _FORMATTER.vformat(form, (), _in(values, language))) for language, form in self.forms)
        )

    def __str__(self) -> str:
        return self.in_language(FALLBACK)

    def __repr__(self) -> str:
        return f"Text.of({', '.join(f'{language}={form!r}' for language, form in self.forms)})"


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Texts one behind the other, in each language that one of them has; a dash where there are none.

    >>> joined([Text.of(en="Letter", th="หนังสือ"), Text.of(en="Order", th="คำสั่ง")]).in_language("th")
    'หนังสือ, คำสั่ง'
    """
    texts = tuple(texts)
    languages = dict.fromkeys(language for text in texts for language in text.languages) or (FALLBACK,)
    return Text(tuple((lang, between.join(text.in_language(lang) for text in texts) or "–") for lang in languages))


def _in(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {k: v.in_language(language) if isinstance(v, Text) else v for k, v in values.items()}
