"""The regions of a country by ISO 3166-2: their names, and groups of them that days off are decided for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import define, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.rules.strict import StrictTable, Where, check_text

UNKNOWN_PLACE = Text.of(
    en="{name} is neither a region nor a group of regions; choose one of the regions file",
    th="{name} ไม่ใช่จังหวัดหรือกลุ่มจังหวัดที่มีในแฟ้มภูมิภาค โปรดเลือกจากแฟ้มนั้น",
)

_TITLES = ("จังหวัด", "province of ", "changwat ")


@define(eq=False, slots=False)
class UnknownRegion(OrqaError, LookupError):
    """No region of the calendar has this code or name; ``near`` holds those that look like it."""

    code: ClassVar[str] = "unknown-region"
    template: ClassVar[Text] = Text.of(
        en="{region} is no region of this calendar; nearest: {near}. Give an ISO 3166-2 code or a name",
        th="ไม่พบ {region} ในปฏิทินนี้ ที่ใกล้เคียง: {near} โปรดระบุรหัส ISO 3166-2 หรือชื่อจังหวัด",
    )

    region: str
    near: tuple[str, ...]


@frozen(kw_only=True)
class RegionGroup:
    """Regions that a decision names together, such as ภาคใต้.

    Attributes:
        title: what the group is called.
        codes: the regions in it.
        sources: who divides the country in this way.
        certainty: how sure the division is.
        note: what a reader should know about it.
    """

    title: Text
    codes: frozenset[str]
    sources: tuple[Citation, ...]
    certainty: Certainty
    note: Text | None = None


@frozen(kw_only=True)
class Regions:
    """The regions of a country.

    Attributes:
        names: the name of each region by its ISO 3166-2 code.
        also: other names that people write.
        groups: groups of regions by a short name.
    """

    names: Mapping[str, Text]
    also: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, RegionGroup]

    def code_of(self, text: str) -> str:
        """The code of a region given by code or by name in any language.

        >>> regions.code_of("จังหวัดสงขลา"), regions.code_of("th-90")  # doctest: +SKIP
        ('TH-90', 'TH-90')

        Raises:
            UnknownRegion: when no region has that code or name.
        """
        found = {_key(name): code for code, name in self._all_names()}
        try:
            return found[_key(text)]
        except KeyError:
            raise UnknownRegion(text, self._near(text, found)) from None

    def codes_of(self, words: Iterable[str], where: Where) -> frozenset[str]:
        """The regions that a data file names by code or by group.

        Raises:
            RuleLoadError: when a word is neither.
        """
        codes: set[str] = set()
        for word in words:
            if word in self.groups:
                codes |= self.groups[word].codes
            elif word in self.names:
                codes.add(word)
            else:
                where.fail(UNKNOWN_PLACE, name=word)
        return frozenset(codes)

    def _all_names(self) -> Iterator[tuple[str, str]]:
        for code, name in self.names.items():
            yield code, code
            yield from ((code, form) for _, form in name.forms)
            yield from ((code, form) for form in self.also.get(code, ()))

    def _near(self, text: str, found: Mapping[str, str]) -> tuple[str, ...]:
        from difflib import get_close_matches

        close = dict.fromkeys(found[key] for key in get_close_matches(_key(text), found, n=3, cutoff=0.6))
        return tuple(f"{code} {' '.join(form for _, form in self.names[code].forms)}" for code in close)


def _key(name: str) -> str:
    """What counts in a name of a region: no title, no spaces, no capitals."""
    key = search_key(name)
    for title in _TITLES:
        key = key.removeprefix(title)
    return key.removesuffix(" province").replace(" ", "")


def read_regions(data: Mapping[str, Any], where: Where) -> Regions:
    """Read the table of a regions file.

    Raises:
        RuleLoadError: when something in it is malformed, missing or not known.
    """
    table = StrictTable(data, where)
    names = {c: check_text(name, c, where.at("names")) for c, name in table.need("names", dict).items()}
    also = {c: tuple(forms) for c, forms in (table.take("also", dict) or {}).items()}
    bare = Regions(names=names, also=also, groups={})
    bare.codes_of(also, where.at("also"))
    groups = {}
    for name, group in (table.take("groups", dict) or {}).items():
        groups[name] = _group(StrictTable(group, where.at("groups", name)), bare)
    table.done()
    return Regions(names=names, also=also, groups=groups)


def _group(table: StrictTable, regions: Regions) -> RegionGroup:
    group = RegionGroup(
        title=table.title(),
        codes=regions.codes_of(table.words("codes"), table.where),
        sources=table.citations(),
        certainty=table.certainty(),
        note=table.note(),
    )
    table.done()
    return group
