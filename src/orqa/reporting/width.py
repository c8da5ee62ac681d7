"""How wide text is where every character takes one cell: terminals, plain-text files."""

import re
import unicodedata
from collections.abc import Iterator

# Thai vowels and tone marks above and below the line take no cell of their own; sara am (ำ) does.
_THAI_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_BEYOND_THAI = re.compile("[^\u0020-\u007e\u0e00-\u0e7f]")
_NO_WIDTH = {"Mn", "Me", "Cf"}
_CLUSTER = re.compile("[\u0e40-\u0e44]?.[\u0e30-\u0e3a\u0e45-\u0e4e\u0300-\u036f\u200b-\u200d]*", re.DOTALL)
_LETTER = re.compile(".[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200b-\u200d]*", re.DOTALL)
_BREAK_AFTER = re.compile("[^ \u200b]*[ \u200b]*")


def display_width(text: str) -> int:
    """The number of cells that ``text`` takes.

    >>> display_width("ที่"), display_width("น้ำ"), display_width("日本")
    (1, 2, 4)
    """
    if text.isascii():
        return len(text)
    if not _BEYOND_THAI.search(text):
        return len(text) - len(_THAI_MARKS.findall(text))
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` with spaces up to ``width`` cells, before it when it stands at the right."""
    spaces = " " * (width - display_width(text))
    return spaces + text if right else text + spaces


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells (2 or more): at least one line, nothing lost but spaces at breaks.

    Lines break at spaces and zero-width spaces. A longer run, which is usual in Thai, is cut between characters, never
    before a vowel or tone mark nor after a leading vowel; where words end in it is not known here.

    >>> wrap("ขอเชิญประชุม ครั้งที่ 2", 13)
    ['ขอเชิญประชุม', 'ครั้งที่ 2']
    """
    if display_width(text) <= width:
        return [text]
    return list(_lines(text, width)) or [""]


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text, width):
        cells = display_width(piece)
        if used + cells > width and used + display_width(piece.rstrip(" ")) > width:
            if line.strip(" "):
                yield line.rstrip(" ")
            line, used, piece = "", 0, piece.lstrip(" ")  # noqa: PLW2901 - the space belongs to the line before
            cells = display_width(piece)
        line += piece
        used += cells
    if line.strip(" "):
        yield line.rstrip(" ")


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words with the spaces after them; the characters of words that fit no line."""
    for word in _BREAK_AFTER.findall(text):
        if len(word) <= width or display_width(word.rstrip(" ")) <= width:
            yield word
        else:
            for cluster in _CLUSTER.findall(word):
                yield from (cluster,) if display_width(cluster) <= width else _LETTER.findall(cluster)
