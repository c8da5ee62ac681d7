"""Requirement texts that an institution may show under its own licence (ข้อความเกณฑ์ที่สถาบันได้รับอนุญาต).

orqa ships ids, titles and paraphrases only: the guides are copyrighted. An overlay adds the full texts for an
institution that may use them, and says by what licence; reports show them with that note.
"""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.rules.strict import StrictTable, Where


class UnknownNodes(OrqaError, LookupError):
    """Ids that a framework does not have; ``near`` holds some that it has."""

    code: ClassVar[str] = "unknown-nodes"
    template: ClassVar[Text] = Text.of(
        en="the framework has no {nodes}; it has for example {near}", th="กรอบนี้ไม่มี {nodes} ตัวอย่างที่มีคือ {near}"
    )

    nodes: tuple[str, ...]
    near: tuple[str, ...]


@frozen(kw_only=True)
class TextOverlay:
    """Texts for nodes.

    Attributes:
        texts: the text of each node id.
        licence: by what licence the institution shows them.
        source: where they are from.
    """

    texts: Mapping[str, Text] = field(repr=False)
    licence: Text
    source: str = ""

    def check(self, nodes: Collection[str]) -> None:
        """Refuse texts of nodes that are not there.

        Raises:
            UnknownNodes: when there are some.
        """
        unknown = tuple(name for name in self.texts if name not in nodes)
        if unknown:
            raise UnknownNodes(unknown, tuple(nodes)[:5])


def read_texts(data: Mapping[str, Any], file: str = "texts.toml") -> TextOverlay:
    """Read an overlay: ``licence``, ``source`` and a table ``[texts]`` of node ids.

    Raises:
        RuleLoadError: when something is missing or of another type.
    """
    table = StrictTable(data, Where(file))
    licence, source = table.title("licence"), table.take("source", str) or ""
    entries = StrictTable(table.need("texts", dict), Where(file, "texts"))
    table.done()
    return TextOverlay(texts={name: entries.title(name) for name in entries.names()}, licence=licence, source=source)
