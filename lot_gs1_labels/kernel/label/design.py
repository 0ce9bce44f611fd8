"""What a label looks like and what one label says: the corridor between records and drawing. Lengths in mm."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .. import digital_link

TEXT, SYMBOL, PICTURE, RULE, DRAWING = "text", "symbol", "picture", "rule", "drawing"
LEFT, CENTRE, RIGHT = "left", "centre", "right"
HRI_NONE, HRI_BELOW, HRI_BESIDE = "none", "below", "beside"

MM_PER_INCH = 25.4
# Dots per mm of label printers that are sold as 203, 300 and 600 dpi.
DOTS_PER_MM: dict[int, float] = {203: 8, 300: 300 / MM_PER_INCH, 600: 600 / MM_PER_INCH}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a label, in a box whose upper left corner is at (x, y) from the label's upper left corner.

    Text: wrapped at blanks on at most ``rows`` lines, set as large as fits between ``points`` and ``least_points``.
    Symbol: with quiet zone and human readable interpretation inside the box; of ``ais`` those that have a value
    ("10/21": the first of these that has one), all that the label says when empty. Without value of the first one it is
    left out when ``is_optional``, else refused.
    Rule: a filled rectangle. Drawing: what the values give for it, nothing without.
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    points: float = 8
    least_points: float = 5
    rows: int = 1
    is_bold: bool = False
    align: str = LEFT
    carrier: str = ""
    ais: tuple[str, ...] = ()
    hri: str = HRI_BELOW
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """``use``: whose sizes of symbols hold (``carriers.HEALTHCARE`` …); ``stem``: resolver of Digital Links."""

    width: float
    height: float
    dpi: int
    use: str
    items: tuple[Item, ...]
    stem: str = digital_link.CANONICAL


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of filled areas, in proportion as large as fits.

    ``paths`` are filled one after another; a path is rings ((x, y), …), each of which turns inside into outside; y
    downwards, within ``width`` by ``height``.
    """

    width: float
    height: float
    paths: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A symbol of another system than GS1: ``carrier`` of ``carriers``, its data, and what stands beside it."""

    carrier: str
    text: str
    hri: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """What one label says.

    ``name``: what it is about, for messages. ``pairs``: (AI, value) for symbols; ``more``: others, that a symbol
    carries only when its ``ais`` name them. ``texts``: what text items and
    plain symbols print, by the item's place in the design. ``pictures``: bytes of an image file, likewise.
    ``copies``: how many equal labels. ``drawings``, ``coded``: likewise; what ``coded`` names takes the place of the
    GS1 symbol there.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]
    texts: Mapping[int, str]
    more: tuple[tuple[str, str], ...] = ()
    pictures: Mapping[int, bytes] = field(default_factory=dict)
    copies: int = 1
    drawings: Mapping[int, Drawing] = field(default_factory=dict)
    coded: Mapping[int, Coded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sheet of labels of the common makers: paper and label in mm, margins equal on opposite sides."""

    paper_width: float
    paper_height: float
    label_width: float
    label_height: float
    columns: int
    rows: int
    gap_x: float = 0
    gap_y: float = 0

    def places(self) -> list[tuple[float, float]]:
        """Upper left corners of the labels, row by row, in mm from the paper's upper left corner."""
        step_x, step_y = self.label_width + self.gap_x, self.label_height + self.gap_y
        left = (self.paper_width - self.columns * step_x + self.gap_x) / 2
        top = (self.paper_height - self.rows * step_y + self.gap_y) / 2
        columns = range(self.columns)
        return [(left + column * step_x, top + row * step_y) for row in range(self.rows) for column in columns]


_A4, _LETTER = (210, 297), (215.9, 279.4)
# Sizes as the makers print them on their boxes.
SHEETS: dict[str, Sheet] = {
    "a4_65": Sheet(*_A4, 38.1, 21.2, 5, 13, 2.5),
    "a4_24": Sheet(*_A4, 70, 37, 3, 8),
    "a4_24_gap": Sheet(*_A4, 63.5, 33.9, 3, 8, 2.54),
    "a4_21": Sheet(*_A4, 63.5, 38.1, 3, 7, 2.54),
    "a4_14": Sheet(*_A4, 99.1, 38.1, 2, 7, 2.5),
    "a4_8": Sheet(*_A4, 99.1, 67.7, 2, 4, 2.5),
    "a4_4": Sheet(*_A4, 105, 148, 2, 2),
    "letter_30": Sheet(*_LETTER, 66.675, 25.4, 3, 10, 3.175),
    "letter_10": Sheet(*_LETTER, 101.6, 50.8, 2, 5, 4.064),
}
