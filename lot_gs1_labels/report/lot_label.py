"""Draws lot labels as vectors, one per page. Knows sizes and places, not lots.

The symbol is one filled path, so that no hairlines appear between modules; its module width is a whole number of
dots on 203 dpi printers. Nothing is shortened: text that does not fit even in the smallest size is refused.

Source: GS1 General Specifications 25, table 6 of 5.12.3 (regulated healthcare: X 0.254 to 0.495 mm, quiet zone 1 X) and
4.14 (human readable interpretation).
"""

import io
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .fonts import can_print, font

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 70, 42, 3
MODULE_MM = 0.375  # three dots of a 203 dpi printer
QUIET_MODULES = 5  # one is required
SMALLEST_POINTS = 5


@dataclass(frozen=True)
class Label:
    """What one label says.

    ``rows``: (data title, value) in plain words; ``hri``: rows of human readable interpretation; ``modules``: grid
    of the symbol, rows of bool, top first.
    """

    product: str
    rows: tuple
    hri: tuple
    modules: list


class LabelTextError(Exception):
    """A text that cannot be printed as it is: ``characters`` when the font lacks some, else it is too long."""

    def __init__(self, text, characters):
        super().__init__(text)
        self.text = text
        self.characters = characters


def draw(labels, title):
    """PDF (bytes) of some labels; raises LabelTextError instead of printing something else than asked for."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm))
    canvas.setTitle(title)
    for label in labels:
        _draw_label(canvas, label)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_label(canvas, label):
    bold = font("DejaVuSans-Bold")
    top = HEIGHT_MM - MARGIN_MM
    for line, points in _wrap(label.product, bold, WIDTH_MM - 2 * MARGIN_MM):
        top = _draw_line(canvas, line, MARGIN_MM, top, bold, points)
    top -= 2
    _draw_symbol(canvas, label.modules, MARGIN_MM, top)
    left = MARGIN_MM + (len(label.modules[0]) + QUIET_MODULES) * MODULE_MM
    width = WIDTH_MM - MARGIN_MM - left
    for row_title, value in label.rows:
        text = f"{row_title} {value}"
        top = _draw_line(canvas, text, left, top, "Helvetica-Bold", _fit(text, "Helvetica-Bold", width, 9))
    top -= 1
    for row in label.hri:
        top = _draw_line(canvas, row, left, top, "Helvetica", _fit(row, "Helvetica", width, 7))
    if top < 0:
        raise LabelTextError(label.product, characters=False)


def _draw_line(canvas, text, left_mm, top_mm, name, points):
    """Draw one line below ``top_mm``; returns where the next one begins."""
    canvas.setFont(name, points)
    canvas.drawString(left_mm * mm, top_mm * mm - points, text)
    return top_mm - points * 1.2 / mm


def _draw_symbol(canvas, modules, left_mm, top_mm):
    """One path of horizontal runs of dark modules."""
    path = canvas.beginPath()
    size = MODULE_MM * mm
    for number, row in enumerate(modules, 1):
        start = None
        for column, dark in enumerate([*row, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(left_mm * mm + start * size, top_mm * mm - number * size, (column - start) * size, size)
                start = None
    canvas.setFillGray(0)
    canvas.drawPath(path, fill=1, stroke=0)


def _fit(text, name, width_mm, points):
    """Largest size up to ``points`` in which a text fits on one line."""
    _require(text, name)
    while points >= SMALLEST_POINTS:
        if _width_mm(text, name, points) <= width_mm:
            return points
        points -= 0.5
    raise LabelTextError(text, characters=False)


def _wrap(text, name, width_mm):
    """(line, points) of a text on at most two lines, as large as possible."""
    _require(text, name)
    words = text.split()
    for points in (9, 8, 7, 6, SMALLEST_POINTS):
        lines = [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if _width_mm(longer, name, points) <= width_mm:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= 2 and all(_width_mm(line, name, points) <= width_mm for line in lines):
            return [(line, points) for line in lines if line]
    raise LabelTextError(text, characters=False)


def _require(text, name):
    if not can_print(text, name):
        raise LabelTextError(text, characters=True)


def _width_mm(text, name, points):
    return stringWidth(text, name, points) / mm
