"""A laid-out paper as plain text: places in millimetres become columns of a terminal."""

from collections.abc import Iterator
from typing import Final

from orqa.domain.correspondence.layout.model import Block, BlockKind, Page, PaperLayout
from orqa.reporting.characters import one_line
from orqa.reporting.width import display_width, pad, wrap

COLUMNS: Final = 76
"""Cells between the margins of a page."""

_SLOTS: Final = {
    "th": {"garuda": "[ครุฑ]", "seal": "[ตราชื่อส่วนราชการ]", "photo": "[รูปถ่าย]"},
    "en": {"garuda": "[Garuda]", "seal": "[Seal]", "photo": "[Photograph]"},
}
_AFTER_LABEL: Final = "  "
_NARROWEST: Final = 20
_INDENT: Final = 8


def paper_text(layout: PaperLayout) -> str:
    """The paper as text, for people to read before there is a file; ends with a line feed."""
    lines: list[str] = []
    mark = [_centred(layout.mark.lines[0])] if layout.mark else []
    for block in layout.blocks:
        if block.style.beside and lines:
            lines[-1] = _beside(lines[-1], _first_line(block), _column(block, layout.page))
            continue
        if lines and block.style.before_pt and block.kind is not BlockKind.DIVIDER:
            lines.append("")
        lines += _lines(block, layout)
    whole = [*mark, *lines, *mark]
    return "\n".join(line.rstrip() for line in whole) + "\n"


def _lines(block: Block, layout: PaperLayout) -> Iterator[str]:
    match block.kind:
        case BlockKind.SLOT:
            words = _SLOTS.get(layout.language, _SLOTS["en"])[block.part]
            yield from _placed((words,), block, layout.page)
        case BlockKind.DIVIDER:
            yield _centred("─" * 20)
        case BlockKind.PARAGRAPHS:
            yield from _paragraphs(block)
        case BlockKind.SIGNATURE:
            yield from [""] * max(1, block.style.space_lines // 2)
            yield from _placed(_with_label(block), block, layout.page)
        case _:
            yield from _plain(block, layout.page)


def _plain(block: Block, page: Page) -> Iterator[str]:
    if block.style.name == "list":
        yield block.label
        for item in block.lines:
            yield from _hanging("  ", one_line(item), COLUMNS)
    elif block.style.align in {"centre", "block"}:
        yield from _placed(_with_label(block), block, page)
    else:
        column = _column(block, page)
        for number, line in enumerate(block.lines):
            gap = " " if block.part == "date" else _AFTER_LABEL  # the day goes on with the sentence of its label
            label = f"{block.label}{gap}" if block.label else ""
            head = label if number == 0 else " " * display_width(label)
            hung = _hanging(head, one_line(line), max(COLUMNS - column, _NARROWEST))
            yield from (f"{' ' * column}{each}" for each in hung)


def _with_label(block: Block) -> tuple[str, ...]:
    """Lines with the label before the first; that of a signature stands below the name, as its form has it."""
    if not block.label:
        return block.lines
    if block.kind is BlockKind.SIGNATURE:
        return (*block.lines[:1], block.label, *block.lines[1:])
    return (f"{block.label} {block.lines[0]}", *block.lines[1:])


def _first_line(block: Block) -> str:
    return _with_label(block)[0] if not block.label else f"{block.label}{_AFTER_LABEL}{block.lines[0]}"


def _paragraphs(block: Block) -> Iterator[str]:
    indent = " " * (_INDENT if block.style.indent_mm else 0)
    for number, paragraph in enumerate(block.lines):
        if number:
            yield ""
        yield from wrap(indent + one_line(paragraph), COLUMNS)


def _placed(lines: tuple[str, ...], block: Block, page: Page) -> Iterator[str]:
    column = _column(block, page)
    for line in lines:
        for each in wrap(one_line(line), max(COLUMNS - column, _NARROWEST)):
            if block.style.align == "centre":
                yield _centred(each)
            elif block.style.align == "block":
                room = COLUMNS - column
                yield " " * (column + max(0, (room - display_width(each)) // 2)) + each
            else:
                yield " " * column + each


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Text behind its label; further lines begin where the first did."""
    room = max(width - display_width(head), _NARROWEST)
    for number, line in enumerate(wrap(text, room)):
        yield f"{head if number == 0 else ' ' * display_width(head)}{line}"


def _beside(line: str, words: str, column: int) -> str:
    """A line with words at a column, or behind it where it is longer."""
    return f"{pad(line, column)} {words}" if display_width(line) < column else f"{line}{_AFTER_LABEL}{words}"


def _centred(words: str) -> str:
    return " " * max(0, (COLUMNS - display_width(words)) // 2) + words


def _column(block: Block, page: Page) -> int:
    """The column of a place, 0 for the left margin."""
    at = block.style.at_mm
    return 0 if at is None else round((at - page.left_mm) * COLUMNS / page.text_mm)
