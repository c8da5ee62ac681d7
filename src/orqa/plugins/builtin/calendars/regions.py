"""The regions of a country by ISO 3166-2: their names, and groups of them that days off are decided for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.rules.strict import StrictTable, Where, check_text

UNKNOWN_PLACE = Text.of(
    en="{name} is neither a region nor a group of regions; choose one of the regions file",
    th="{name} ไม่ใช่จังหวัดหรือกลุ่มจังหวัดที่มีในแฟ้มภูมิภาค โปรดเลือกจากแฟ้มนั้น",
)


class UnknownRegion(OrqaError, LookupError):
    """No region or group of regions has this code or name; ``near`` holds those that look like it."""

    code: ClassVar[str] = "unknown-region"
    template: ClassVar[Text] = Text.of(
        en="{region!r} is no region of this calendar; nearest: {near}. Give an ISO 3166-2 code or a name",
        th="ไม่พบ {region!r} ในปฏิทินนี้ ที่ใกล้เคียง: {near} โปรดระบุรหัส ISO 3166-2 หรือชื่อจังหวัดหรือภาค",
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


class Place(NamedTuple):
    """What a code or name means: the code of a region or the name of a group, and the regions in it."""

    name: str
    codes: frozenset[str]


@frozen(kw_only=True)
class Regions:
    """The regions of a country.

    Attributes:
        names: the name of each region by its ISO 3166-2 code.
        also: other names that people write, by code or by name of a group.
        groups: groups of regions by a short name.
        titles: what people write before or after a name, such as ``จังหวัด``; it is passed over.
    """

    names: Mapping[str, Text]
    also: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, RegionGroup]
    titles: tuple[str, ...] = ()

    def find(self, text: str) -> Place:
        """The region or group of regions given by code or by name in any language.

        >>> regions.find("จังหวัดสงขลา").name, len(regions.find("ภาคใต้").codes)  # doctest: +SKIP
        ('TH-90', 14)

        Raises:
            UnknownRegion: when none has that code or name.
        """
        known = {self._key(form): name for name, form in self._all_names()}
        name = known.get(self._key(text))
        if name is None:
            raise UnknownRegion(text, self._near(text, known))
        return Place(name, self.groups[name].codes if name in self.groups else frozenset({name}))

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

    def _titled(self) -> dict[str, Text]:
        """What each group and region is called; a name that both have is the region's."""
        return {name: group.title for name, group in self.groups.items()} | dict(self.names)

    def _all_names(self) -> Iterator[tuple[str, str]]:
        for name, title in self._titled().items():
            yield name, name
            yield from ((name, form) for _, form in title.forms)
            yield from ((name, form) for form in self.also.get(name, ()))

    def _key(self, text: str) -> str:
        """What counts in a name: no title, no spaces and dots, no capitals."""
        key = _folded(text)
        for title in map(_folded, self.titles):
            key = key.removeprefix(title).removesuffix(title)
        return key.replace(".", "")

    def _near(self, text: str, known: Mapping[str, str]) -> tuple[str, ...]:
        from difflib import get_close_matches

        close = dict.fromkeys(known[key] for key in get_close_matches(self._key(text), known, n=3, cutoff=0.6))
        titled = self._titled()
        return tuple(f"{name} {' '.join(form for _, form in titled[name].forms)}" for name in close)


def _folded(text: str) -> str:
    return search_key(text).replace(" ", "")


def read_regions(data: Mapping[str, Any], where: Where) -> Regions:
    """Read the table of a regions file.

    Raises:
        RuleLoadError: when something in it is malformed, missing or not known.
    """
    table = StrictTable(data, where)
    names = {c: check_text(name, c, where.at("names")) for c, name in table.need("names", dict).items()}
    bare = Regions(names=names, also={}, groups={})
    groups = {}
    for name, group in (table.take("groups", dict) or {}).items():
        groups[name] = _group(StrictTable(group, where.at("groups", name)), bare)
    also = table.take("also", dict) or {}
    place = where.at("also")
    for name in also:
        if name not in names and name not in groups:
            place.fail(UNKNOWN_PLACE, name=name)
    forms = {name: StrictTable(also, place).words(name) for name in also}
    titles = table.words("titles")
    table.done()
    return Regions(names=names, also=forms, groups=groups, titles=titles)


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
