"""The neutral model of a laid-out paper: a page and its blocks, each with measures (รูปแบบหน้ากระดาษ)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias

from attrs import asdict, field, frozen
from attrs.validators import instance_of

Number: TypeAlias = int | Decimal

MEASURE: Final = "layout.measure"
STYLE: Final = "layout.style"
FONT: Final = "layout.font"


class BlockKind(StrEnum):
    """What a block is: a slot for a picture or a seal, a line between parts, lines, paragraphs, items, a signature."""

    SLOT = "slot"
    DIVIDER = "divider"
    LINES = "lines"
    PARAGRAPHS = "paragraphs"
    ITEMS = "items"
    SIGNATURE = "signature"


@frozen(kw_only=True)
class BlockStyle:
    """Where and how a block stands; measures are from the edges of the paper, None means as the page has it.

    Attributes:
        name: of the style.
        align: ``left`` from where it begins, ``centre`` of the page, ``block``: centred from ``at_mm`` to the right
            margin, ``distribute``: both edges, as Thai text is set.
        at_mm: where it begins, from the left edge; None for the left margin.
        indent_mm: of the first line of each paragraph.
        size_pt: of its letters.
        pitch_pt: from line to line.
        before_pt: space above it.
        bold: whether it is bold.
        colour: of its letters; empty for black.
        label_pt: size of the label.
        label_bold: whether the label is bold.
        dotted: whether a dotted line stands under its words.
        beside: whether it stands on the line of the block before it.
        width_mm: of a slot or a line.
        height_mm: of a slot.
        top_mm: of a slot, from the upper edge.
        space_lines: empty lines left for a signature.
    """

    name: str
    align: str = "left"
    at_mm: Number | None = None
    indent_mm: Number = 0
    size_pt: Number | None = None
    pitch_pt: Number | None = None
    before_pt: Number = 0
    bold: bool = False
    colour: str = ""
    label_pt: Number | None = None
    label_bold: bool = False
    dotted: bool = False
    beside: bool = False
    width_mm: Number | None = None
    height_mm: Number | None = None
    top_mm: Number | None = None
    space_lines: int = 0


@frozen(kw_only=True)
class Page:
    """The paper: its size, margins and type."""

    width_mm: Number
    height_mm: Number
    left_mm: Number
    right_mm: Number
    top_mm: Number
    bottom_mm: Number
    size_pt: Number
    pitch_pt: Number
    font: str

    @property
    def text_mm(self) -> Number:
        """Width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


@frozen(kw_only=True)
class Block:
    """One part of the paper.

    Attributes:
        part: code of the vocabulary ``draft-part``.
        kind: what it is.
        style: where and how it stands.
        label: the words before it.
        lines: its lines, paragraphs or items, numbered already where they are.
    """

    part: str
    kind: BlockKind
    style: BlockStyle
    label: str = ""
    lines: tuple[str, ...] = field(default=(), validator=instance_of(tuple))


@frozen(kw_only=True)
class PaperLayout:
    """A paper, laid out.

    Attributes:
        form: by which it is laid out.
        language: of its words.
        page: the paper.
        blocks: in the order of the form.
        mark: what stands top and bottom centre of each page (ชั้นความลับ); None for nothing.
    """

    form: str
    language: str
    page: Page
    blocks: tuple[Block, ...] = field(validator=instance_of(tuple))
    mark: Block | None = None

    def of_part(self, part: str) -> Block | None:
        """The block of a part; None where the paper has none."""
        return next((block for block in self.blocks if block.part == part), None)

    def to_data(self) -> Mapping[str, Any]:
        """The same as JSON-like data, for a renderer in another program; measures are numbers."""
        data: Mapping[str, Any] = asdict(self, value_serializer=_plain)
        return data


def _plain(_instance: object, _attribute: object, value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.value if isinstance(value, StrEnum) else value
