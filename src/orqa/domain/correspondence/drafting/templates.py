"""Templates of papers: words with fields, read from plain files (แม่แบบหนังสือ).

A template is data and nothing else: its fields are replaced once by what is given, and neither the words of a template
nor what is put in is ever read again as anything but words. So a template from anybody reads no file and runs no code.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from attrs import field, frozen

from orqa.base.dates import DateNotUnderstood, parse_thai_date
from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.base.thai import clean_text
from orqa.domain.correspondence.drafting import findings as kinds
from orqa.rules.frozen import FrozenDict

MOST_CHARACTERS: Final = 100_000
"""Longest template, in characters; a technical limit."""

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_HEAD: Final = ("title", "kind", "english_form", "language", "recipient_class", "urgency", "fields", "text", "note")
_FIELD_WORDS: Final = ("title", "needed", "type", "from", "default")
_TYPES: Final = ("text", "date", "list")

_NO_TOML = Text.of(en="{reason}", th="{reason}")
_STRANGE = Text.of(en="it holds {words}; it may hold: {known}", th="มี {words} ซึ่งไม่รู้จัก ที่มีได้: {known}")
_LACKS = Text.of(en="it lacks {word}", th="ขาด {word}")
_WRONG = Text.of(en="{word} must be {wanted}", th="{word} ต้องเป็น {wanted}")
_LONG = Text.of(en="it has {length} characters, at most {most} are read", th="ยาว {length} ตัวอักษร อ่านได้ไม่เกิน {most}")


@frozen(kw_only=True)
class TemplateField:
    """A field of a template.

    Attributes:
        name: as the words have it in braces.
        title: what people call it.
        needed: whether the paper is unfinished without it.
        type: ``text``, ``date`` or ``list`` (a paragraph or item for each).
        sources: facts of a record that fill it, the first that is known: ``partner.name``, ``visit.first``.
        default: its words where nothing is given.
    """

    name: str
    title: Text
    needed: bool = True
    type: str = "text"
    sources: tuple[str, ...] = ()
    default: str = ""


@frozen(kw_only=True)
class Template:
    """Words of a paper with fields.

    Attributes:
        name: of the file.
        title: what people call it.
        kind: code of the vocabulary ``letter-kind``.
        english_form: code of the vocabulary ``english-form``; empty for a paper in Thai.
        language: of its words.
        recipient_class: as of the draft; empty where the receiver decides.
        urgency: code of the vocabulary ``urgency``.
        fields: by name.
        text: by part: its paragraphs; ``subject`` and ``recipient`` have one.
        origin: where it stands: a profile's name or a folder.
    """

    name: str
    title: Text
    kind: str
    english_form: str = ""
    language: str = "th"
    recipient_class: str = ""
    urgency: str = ""
    fields: Mapping[str, TemplateField] = field(factory=FrozenDict)
    text: Mapping[str, tuple[str, ...]] = field(factory=FrozenDict)
    origin: str = ""


@frozen(kw_only=True)
class Filled:
    """What a template became.

    Attributes:
        parts: by name, their lines.
        findings: fields that were missing, unknown or unfit.
    """

    parts: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def read_template(name: str, data: Mapping[str, Any], origin: str = "") -> tuple[Template | None, tuple[Finding, ...]]:
    """A template from what its file says; None where an error is found."""
    found = [kinds.TEMPLATE_MALFORMED.make(name=name, reason=reason) for reason in _wrong(data)]
    if found:
        return None, tuple(found)
    known = {key: _field(key, value) for key, value in data.get("fields", {}).items()}
    words = {part: _lines(value) for part, value in data["text"].items()}
    template = Template(
        name=name,
        title=Text.from_value(data["title"]),
        kind=data["kind"],
        fields=FrozenDict(known),
        text=FrozenDict(words),
        origin=origin,
        **{word: data[word] for word in ("english_form", "language", "recipient_class", "urgency") if word in data},
    )
    findings = tuple(_fields_used(template))
    return (None if has_errors(findings) else template), findings


def fill(template: Template, given: Mapping[str, Any], facts: Mapping[str, Any], day_words: Any) -> Filled:
    """The parts of a paper, its fields filled: by what is given, else by facts of a record, else by their defaults.

    A paragraph that names an optional field without a value is left out; a needed one leaves an open place.

    Args:
        template: the template.
        given: values by field.
        facts: of records, by names such as ``partner.name``.
        day_words: how a day is written in the language of the template.
    """
    findings = [
        kinds.FIELD_UNKNOWN.make(field=name, word=name, name=template.name, known=", ".join(template.fields))
        for name in given
        if name not in template.fields
    ]
    values: dict[str, tuple[str, ...]] = {}
    for each in template.fields.values():
        value = _value(each, given, facts)
        try:
            values[each.name] = _written(each, value, day_words)
        except DateNotUnderstood as error:
            findings.append(
                kinds.FIELD_UNFIT.make(field=each.name, word=each.name, title=each.title, reason=error.messages)
            )
            values[each.name] = ()
        if not values[each.name] and each.needed:
            findings.append(kinds.FIELD_MISSING.make(field=each.name, word=each.name, title=each.title))
    parts = {part: tuple(_filled(lines, template, values)) for part, lines in template.text.items()}
    return Filled(parts=FrozenDict({part: lines for part, lines in parts.items() if lines}), findings=tuple(findings))


def open_place(title: Text, language: str) -> str:
    """What stands in a text for what is still to be filled in."""
    return f"[[{title.in_language(language)}]]"


# ------------------------------------------------------------------ inside


def _wrong(data: Mapping[str, Any]) -> Iterator[Text]:
    yield from _strange(data, _HEAD)
    length = len(str(data))
    if length > MOST_CHARACTERS:
        yield _LONG.fill(length=f"{length:,}", most=f"{MOST_CHARACTERS:,}")
        return
    yield from (_LACKS.fill(word=word) for word in ("title", "kind", "text") if word not in data)
    for word in ("fields", "text"):
        if word in data and not isinstance(data[word], Mapping):
            yield _WRONG.fill(word=word, wanted=Text.of(en="a table", th="ตาราง"))
            return
    for word in ("kind", "english_form", "language", "recipient_class", "urgency"):
        if not isinstance(data.get(word, ""), str):
            yield _WRONG.fill(word=word, wanted=Text.of(en="text", th="ข้อความ"))
    if "title" in data and not _is_title(data["title"]):
        yield _WRONG.fill(word="title", wanted=Text.of(en="text, or a table of languages", th="ข้อความหรือตารางภาษา"))
    for name, each in data.get("fields", {}).items():
        yield from _wrong_field(name, each)
    for part, value in data.get("text", {}).items():
        if not isinstance(value, str) and not (
            isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
        ):
            yield _WRONG.fill(
                word=f"text.{part}", wanted=Text.of(en="text or a list of texts", th="ข้อความหรือรายการข้อความ")
            )


def _wrong_field(name: str, data: Any) -> Iterator[Text]:
    if not _FIELD.fullmatch(f"{{{name}}}") or not isinstance(data, Mapping):
        yield _WRONG.fill(
            word=f"fields.{name}", wanted=Text.of(en="a table, its name in small letters", th="ตาราง ชื่อตัวพิมพ์เล็ก")
        )
        return
    yield from _strange(data, _FIELD_WORDS)
    if not _is_title(data.get("title")):
        yield _LACKS.fill(word=f"fields.{name}.title")
    if data.get("type", "text") not in _TYPES:
        yield _WRONG.fill(word=f"fields.{name}.type", wanted=Text.of(en=", ".join(_TYPES)))
    if not isinstance(data.get("needed", True), bool):
        yield _WRONG.fill(word=f"fields.{name}.needed", wanted=Text.of(en="true or false"))


def _is_title(value: Any) -> bool:
    if isinstance(value, Text):
        return True
    if isinstance(value, Mapping):
        return bool(value) and all(isinstance(form, str) and form for form in value.values())
    return isinstance(value, str) and bool(value)


def _strange(data: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Text]:
    if strange := sorted(str(word) for word in data if word not in known):
        yield _STRANGE.fill(words=", ".join(strange), known=", ".join(known))


def _field(name: str, data: Mapping[str, Any]) -> TemplateField:
    sources = data.get("from", ())
    return TemplateField(
        name=name,
        title=Text.from_value(data["title"]),
        needed=data.get("needed", True),
        type=data.get("type", "text"),
        sources=(sources,) if isinstance(sources, str) else tuple(map(str, sources)),
        default=str(data.get("default", "")),
    )


def _lines(value: Any) -> tuple[str, ...]:
    """Paragraphs: the items of a list, or the parts of a text between empty lines."""
    parts = re.split(r"\n\s*\n", value) if isinstance(value, str) else value
    return tuple(filter(None, map(clean_text, parts)))


def _fields_used(template: Template) -> Iterator[Finding]:
    used = {name for lines in template.text.values() for line in lines for name in _FIELD.findall(line)}
    known = ", ".join(template.fields) or "–"
    for name in sorted(used - template.fields.keys()):
        yield kinds.FIELD_UNDECLARED.make(field=name, word=f"{{{name}}}", name=template.name, known=known)
    for name in sorted(template.fields.keys() - used):
        yield kinds.FIELD_UNUSED.make(field=name, word=name, name=template.name)


def _value(each: TemplateField, given: Mapping[str, Any], facts: Mapping[str, Any]) -> Any:
    if given.get(each.name):
        return given[each.name]
    return next((facts[name] for name in each.sources if facts.get(name)), each.default)


def _written(each: TemplateField, value: Any, day_words: Any) -> tuple[str, ...]:
    if not value:
        return ()
    if each.type == "date" and isinstance(value, str):
        value = parse_thai_date(value)
    if isinstance(value, date):
        return (day_words(value.date() if isinstance(value, datetime) else value),)
    items = value if isinstance(value, list | tuple) else (value,)
    lines = tuple(filter(None, (clean_text(str(item)) for item in items)))
    return lines if each.type == "list" else (", ".join(lines),) if lines else ()


def _filled(lines: tuple[str, ...], template: Template, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for line in lines:
        names = _FIELD.findall(line)
        if any(not values.get(name) and not template.fields[name].needed for name in names):
            continue
        alone = _FIELD.fullmatch(line)
        if alone and template.fields[alone[1]].type == "list" and values[alone[1]]:
            yield from values[alone[1]]
            continue
        yield _FIELD.sub(lambda found: _in_words(template, values, found[1]), line)


def _in_words(template: Template, values: Mapping[str, tuple[str, ...]], name: str) -> str:
    return ", ".join(values[name]) or open_place(template.fields[name].title, template.language)
