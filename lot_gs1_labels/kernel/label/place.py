"""The layout engine: design and values → what is drawn where, in whole dots of the printer.

PDF, ZPL and pictures are written from its answer alone, so that they agree.
"""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from . import bidi, carriers, pictures, symbols, text
from . import design as designs
from .design import DOTS_PER_MM, MM_PER_INCH, Design, Item, Values
from .errors import LabelError

_NEARLY = 0.016  # a dot is 0.1250 mm where the standard says 0.254 mm for two


@dataclass(frozen=True, slots=True)
class Bars:
    """A symbol: rows of modules from (x, y) down; ``rows``: (modules as "1" and "0", height in dots)."""

    x: int
    y: int
    module: int
    rows: tuple[tuple[str, int], ...]

    @property
    def width(self) -> int:
        """Dots from the first to the last module."""
        return len(self.rows[0][0]) * self.module

    @property
    def height(self) -> int:
        """Dots from the top of the first row to the end of the last one."""
        return sum(height for _bits, height in self.rows)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; (x, y): left end of its base line; ``size`` in dots."""

    x: float
    y: float
    size: float
    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Dots:
    """A black and white picture; ``rows``: a byte eight dots from the left, 1 black."""

    x: int
    y: int
    width: int
    height: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Filled areas in a box; ``paths`` as in ``design.Drawing``, in dots from the box's upper left corner."""

    x: int
    y: int
    width: int
    height: int
    paths: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


Mark = Bars | Words | Dots | Block | Shape


@dataclass(frozen=True, slots=True)
class Page:
    """One label, sides in dots; ``marks`` in the order of the design; ``copies`` of it are wanted."""

    width: int
    height: int
    dots_per_mm: float
    marks: tuple[Mark, ...]
    copies: int = 1


def place(design: Design, values: Values, today: date) -> Page:
    """Where everything of a label stands; LabelError instead of anything that the design does not ask for."""
    scale = DOTS_PER_MM[design.dpi]
    marks = []
    for number, item in enumerate(design.items):
        marks += _PLACERS[item.kind](_Box(item, number, scale), design, values, today)
    return Page(round(design.width * scale), round(design.height * scale), scale, tuple(marks), values.copies)


class _Box:
    """An item's box in dots."""

    def __init__(self, item: Item, number: int, scale: float):
        self.item, self.number, self.scale = item, number, scale
        self.x, self.y = round(item.x * scale), round(item.y * scale)
        self.width = round((item.x + item.width) * scale) - self.x
        self.height = round((item.y + item.height) * scale) - self.y
        self.points = text.POINTS_PER_INCH / MM_PER_INCH / scale  # of one dot

    def lines(self, found, x: float, y: float, width: float, align: str):
        """Marks of lines that ``text.fit`` found, from a top y down."""
        name, size, rows = found
        dots = size / self.points
        for number, row in enumerate(rows):
            room = width - text.width_em(row, name) * dots
            left = {designs.LEFT: 0, designs.CENTRE: room / 2, designs.RIGHT: room}[align]
            base = y + (number * text.LINE_EM + text.BASE_EM) * dots
            yield Words(round(x + left, 2), round(base, 2), round(dots, 3), name, row)

    def height_of(self, found) -> int:
        """Dots that lines need."""
        _name, size, rows = found
        return math.ceil(len(rows) * size * text.LINE_EM / self.points)


def _text(box, _design, values, _today):
    said = values.texts.get(box.number, "")
    if not said.strip():
        return
    item = box.item
    room = (box.width * box.points, box.height * box.points)
    joined = bidi.join(" ".join(said.split()))
    name, size, rows = text.fit(joined, item.is_bold, *room, item.points, item.least_points, item.rows)
    found = name, size, tuple(map(bidi.ordered, rows))
    yield from box.lines(found, box.x, box.y, box.width, item.align)


def _rule(box, _design, _values, _today):
    yield Block(box.x, box.y, max(box.width, 1), max(box.height, 1))


def _picture(box, _design, values, _today):
    if content := values.pictures.get(box.number):
        width, height, bits = pictures.dots(content, box.width, box.height)
        yield Dots(box.x, box.y, width, height, bits)


def _drawing(box, _design, values, _today):
    drawing = values.drawings.get(box.number)
    if drawing:
        scale = min(box.width / drawing.width, box.height / drawing.height)
        width, height = round(drawing.width * scale), round(drawing.height * scale)
        room = box.width - width
        left = {designs.LEFT: 0, designs.CENTRE: room // 2, designs.RIGHT: room}[box.item.align]
        yield Shape(box.x + left, box.y + (box.height - height) // 2, width, height, _scaled(drawing, scale))


@lru_cache(maxsize=256)
def _scaled(drawing, scale):
    return tuple(
        tuple(tuple((round(x * scale, 2), round(y * scale, 2)) for x, y in ring) for ring in path)
        for path in drawing.paths
    )


def _symbol(box, design, values, today):
    symbol = _made(box, design, values, today)
    if symbol:
        carrier = carriers.CARRIERS[symbol.carrier]
        yield from (_linear if carrier.is_linear else _matrix)(box, symbol, carrier.uses[design.use])


def _made(box, design, values, today):
    """The symbol of an item, None when it may be missing and has nothing to say."""
    item = box.item
    if coded := values.coded.get(box.number):
        return symbols.make_coded(coded)
    if item.carrier == carriers.CODE_128:
        plain = values.texts.get(box.number, "")
        return None if item.is_optional and not plain else symbols.make_plain(plain)
    pairs = _chosen(item, values)
    return symbols.make(item.carrier, pairs, today, design.stem) if pairs else None


def _chosen(item, values):
    """(AI, value) that a symbol carries."""
    if not item.ais:
        if not values.pairs and not item.is_optional:
            raise LabelError("no_value", ai="01")
        return values.pairs
    said = {ai: value for ai, value in (*values.more, *values.pairs) if value}
    found = [next((ai for ai in entry.split("/") if ai in said), "") for entry in item.ais]
    if not found[0]:
        if item.is_optional:
            return ()
        raise LabelError("no_value", ai=item.ais[0].partition("/")[0])
    return tuple((ai, said[ai]) for ai in found if ai)


def _modules(box, use, needed_x, needed_y=0):
    """Dots of a module: near the wanted size, smaller where the box asks for it, never below the least.

    ``needed_x``, ``needed_y``: modules with quiet zones; 0 when a side does not depend on the module.
    """
    wanted = math.floor(use.wanted * (1 + _NEARLY) * box.scale)
    least = math.ceil(use.least * (1 - _NEARLY) * box.scale)
    # Where no whole dot lies between them the next larger one is taken, if that is still allowed.
    for module in range(max(wanted, least), least - 1, -1):
        if needed_x * module <= box.width and needed_y * module <= box.height:
            return module
    raise LabelError(
        "symbol_room",
        carrier=box.item.carrier,
        width=math.ceil(needed_x * least / box.scale * 10) / 10,
        height=math.ceil(needed_y * least / box.scale * 10) / 10,
        room_width=box.item.width,
        room_height=box.item.height,
    )


def _matrix(box, symbol, use):
    left, right, above, below = carriers.CARRIERS[symbol.carrier].quiet
    wide, high = len(symbol.rows[0]) + left + right, len(symbol.rows) + above + below
    item, module = box.item, _modules(box, use, wide, high)
    hri = None
    if item.hri == designs.HRI_BELOW:
        while True:  # the symbol gives way to its text, down to its least size
            try:
                room = box.height - high * module
                hri = text.fit_rows(
                    symbol.hri, box.width * box.points, room * box.points, item.points, item.least_points, True
                )
                break
            except LabelError:
                smaller = _Box(item, box.number, box.scale)
                smaller.width, smaller.height = wide * (module - 1), high * (module - 1)
                module = _modules(smaller, use, wide, high) if module > 1 else 0
    x, y = box.x + left * module, box.y + above * module
    yield Bars(x, y, module, tuple((row, module) for row in symbol.rows))
    if hri:
        yield from box.lines(hri, box.x, box.y + high * module, box.width, item.align)
    elif item.hri == designs.HRI_BESIDE:
        start = box.x + wide * module
        width = box.width - wide * module
        room = (width * box.points, box.height * box.points, item.points, item.least_points)
        found = text.fit_rows(symbol.hri, *room, is_joined=False)
        yield from box.lines(found, start, y, width, item.align)


def _linear(box, symbol, use):
    item, carrier = box.item, carriers.CARRIERS[symbol.carrier]
    left, right = carrier.quiet[:2]
    modules = len(symbol.rows[0])
    try:
        module = _modules(box, use, modules + left + right)
    except LabelError as error:
        raise _too_wide(symbol, error) from None
    long = (modules + left + right) * module / box.scale
    if symbol.carrier == carriers.GS1_128 and long > carriers.LONGEST_MM:
        raise LabelError("symbol_wide", **symbols.longest(symbol.pairs), most=carriers.LONGEST_MM, width=long)
    hri = None
    if item.hri != designs.HRI_NONE:
        room = (box.width * box.points, box.height * box.points, item.points, item.least_points)
        hri = text.fit_rows(symbol.hri, *room, is_joined=True)
    bearer = carrier.bearer * module
    bars = box.height - 2 * bearer - (box.height_of(hri) + module if hri else 0)
    if bars < round(use.low * box.scale) or bars < 1:
        missing = (use.low * box.scale - bars) / box.scale
        raise LabelError("symbol_low", height=round(item.height + missing, 1), least=use.low, carrier=item.carrier)
    x = box.x + left * module
    if bearer:
        edge = (("1" * modules, bearer),)
        yield Bars(x, box.y, module, (*edge, (symbol.rows[0], bars), *edge))
    else:
        yield Bars(x, box.y, module, ((symbol.rows[0], bars),))
    if hri:
        # Beneath the bars; from the box's own edge when that is too narrow.
        end = box.x + box.width
        start = x if all(text.fits(line, hri[0], (end - x) * box.points / hri[1]) for line in hri[2]) else box.x
        yield from box.lines(hri, start, box.y + bars + 2 * bearer + module, end - start, item.align)


def _too_wide(symbol, error):
    """A GS1-128 symbol without room names what to shorten; others cannot be shortened."""
    if symbol.carrier != carriers.GS1_128:
        return error
    return LabelError(
        "symbol_wide", **symbols.longest(symbol.pairs), most=error.details["room_width"], width=error.details["width"]
    )


_PLACERS = {designs.TEXT: _text, designs.SYMBOL: _symbol, designs.PICTURE: _picture, designs.RULE: _rule}
_PLACERS[designs.DRAWING] = _drawing
