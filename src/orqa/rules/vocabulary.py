"""Vocabularies: closed lists of codes such as kinds of letter, with titles and citations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, overload

from attrs import field, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text, joined
from orqa.rules import problems
from orqa.rules.errors import UnknownTerm, near
from orqa.rules.frozen import FrozenDict, freeze
from orqa.rules.strict import SNAKE, StrictTable, Where, check_name

D = TypeVar("D")

_FIELD_TYPES: dict[str, type] = {"text": str, "integer": int, "number": Decimal, "boolean": bool, "date": date}


@frozen(kw_only=True)
class Term:
    """One code of a vocabulary.

    Attributes:
        code: stable code that records keep.
        title: what people call it.
        citations: where it comes from.
        certainty: how sure it is.
        extra: further facts, by the field names that the vocabulary declares.
        note: what a reader should know.
        profile: the profile that brought it, or last changed it.
    """

    code: str
    title: Text
    citations: tuple[Citation, ...]
    certainty: Certainty
    extra: Mapping[str, Any] = field(factory=FrozenDict)
    note: Text | None = None
    profile: str

    @property
    def cite(self) -> Citation:
        """The first citation."""
        return self.citations[0]


@frozen(kw_only=True)
class Vocabulary(Mapping[str, Term]):
    """A closed list of codes, in the order of the profile's file.

    A mapping from code to :class:`Term`; ``get`` and ``in`` work as with any mapping.

    Attributes:
        name: kebab-case name: the file's name.
        title: what the list holds.
        fields: the extra fields of its terms and their types.
        terms: the terms by code.
    """

    name: str
    title: Text
    fields: Mapping[str, str] = field(factory=FrozenDict)
    terms: Mapping[str, Term]

    def __getitem__(self, code: str) -> Term:
        try:
            return self.terms[code]
        except KeyError:
            raise UnknownTerm(self.name, str(code), near(code, self.terms)) from None

    @overload
    def get(self, code: str, /) -> Term | None: ...
    @overload
    def get(self, code: str, default: D, /) -> Term | D: ...
    def get(self, code: str, default: Any = None, /) -> Any:
        """The term of a code, else ``default``."""
        return self.terms.get(code, default)

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __hash__(self) -> int:
        return hash((self.name, tuple(self.terms)))


def titles_of(terms: Iterable[Term]) -> Text:
    """The titles of terms, one behind the other: what may be chosen, for a message."""
    return joined(term.title for term in terms)


def read_vocabulary(
    name: str, data: Mapping[str, Any], where: Where, profile: str, base: Vocabulary | None
) -> Vocabulary:
    """Read ``vocabularies/<name>.toml`` over the parent's vocabulary of that name.

    A code that the parent has is changed only with ``override = {reason, cite}``; a new code is added at the end.

    Raises:
        RuleLoadError: when an entry is malformed or overrides nothing.
    """
    table = StrictTable(data, where)
    title = table.title() if base is None or table.has("title") else base.title
    fields = dict(base.fields) if base else {}
    fields |= _fields(table)
    terms = dict(base.terms) if base else {}
    inherited = frozenset(terms)
    for code, entry in table.need("terms", dict).items():
        place = where.at("terms", code)
        row = StrictTable(entry, place)
        _check_override(row, code in inherited, place, profile if base is None else _owner(base, code), inherited)
        terms[code] = _term(code, row, fields, profile)
    table.done()
    return Vocabulary(name=name, title=title, fields=FrozenDict(fields), terms=FrozenDict(terms))


def _owner(base: Vocabulary, code: str) -> str:
    term = base.terms.get(code)
    return term.profile if term else ""


def _fields(table: StrictTable) -> dict[str, str]:
    declared = StrictTable(table.take("fields", dict) or {}, table.where.at("fields"))
    return {
        check_name(name, SNAKE, declared.where): declared.choice(name, tuple(_FIELD_TYPES)) for name in declared.names()
    }


def _check_override(row: StrictTable, inherited: bool, place: Where, owner: str, known: frozenset[str]) -> None:  # noqa: FBT001 - a private predicate
    override = row.take("override", dict)
    if inherited and override is None:
        place.fail(problems.NEEDS_OVERRIDE, profile=owner)
    if override is None:
        return
    if not inherited:
        place.fail(problems.NO_PARENT_KEY, near=near(place.path.rpartition(".")[2], known))
    details = StrictTable(override, place.at("override"))
    details.title("reason")
    details.citations()
    details.done()


def _term(code: str, row: StrictTable, fields: Mapping[str, str], profile: str) -> Term:
    term = Term(
        code=code,
        title=row.title(),
        citations=row.citations(),
        certainty=row.certainty(),
        note=row.note(),
        extra=FrozenDict({n: freeze(row.need(n, _FIELD_TYPES[kind])) for n, kind in fields.items() if row.has(n)}),
        profile=profile,
    )
    row.done()
    return term
