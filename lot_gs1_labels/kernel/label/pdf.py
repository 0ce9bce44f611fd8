"""Writes labels as PDF, vectors all through: one label a page, or many on a sheet.

Everything is drawn in whole dots under one scale, so that edges of modules lie on the printer's dots; a symbol is one
path, so that no hairlines appear between its modules. Equal input gives equal bytes.
"""

import re
import zlib
from collections.abc import Iterable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from .design import MM_PER_INCH, Sheet
from .place import Bars, Block, Dots, Page, Shape, Words
from .text import POINTS_PER_INCH

_POINTS_PER_MM = POINTS_PER_INCH / MM_PER_INCH
_DARK = re.compile("1+")


def write(pages: Iterable[Page], title: str, sheet: Sheet | None = None, first: int = 1) -> bytes:
    """PDF of labels, in their order.

    Args:
        pages: labels; copies are drawn once.
        title: of the file.
        sheet: labels go onto its places, row by row; else each has a page of its own size.
        first: place of the sheet on which to begin, from 1, when some of its labels are used.
    """
    canvas = Canvas("", pageCompression=1, invariant=1)
    canvas.setTitle(title)
    onto = _Sheets(canvas, sheet, first) if sheet else _Roll(canvas)
    for number, page in enumerate(pages):
        # A label with copies becomes a form that pages point to.
        form = f"label{number}" if page.copies > 1 else ""
        if form:
            canvas.beginForm(form, 0, 0, page.width / page.dots_per_mm * _POINTS_PER_MM, _points(page, page.height))
            _draw(canvas, page)
            canvas.endForm()
        for _copy in range(page.copies):
            onto.start(page)
            if form:
                canvas.doForm(form)
            else:
                _draw(canvas, page)
            onto.end()
    onto.close()
    return canvas.getpdfdata()


def _end_page(canvas):
    """Close the page and compress it now: reportlab keeps all pages as text until the file is written."""
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    page.Contents = PDFStream(content=zlib.compress(page.stream.encode()), filters=[])
    page.Contents.dictionary["Filter"] = PDFArray([PDFName("FlateDecode")])
    page.stream = None


def _points(page, dots):
    return dots / page.dots_per_mm * _POINTS_PER_MM


class _Roll:
    def __init__(self, canvas):
        self.canvas = canvas

    def start(self, page):
        self.canvas.setPageSize((_points(page, page.width), _points(page, page.height)))
        self.canvas.saveState()

    def end(self):
        self.canvas.restoreState()
        _end_page(self.canvas)

    def close(self):
        pass


class _Sheets:
    def __init__(self, canvas, sheet, first):
        self.canvas, self.sheet, self.places = canvas, sheet, sheet.places()
        self.next = (first - 1) % len(self.places)
        canvas.setPageSize((sheet.paper_width * _POINTS_PER_MM, sheet.paper_height * _POINTS_PER_MM))
        self.is_open = False

    def start(self, page):
        x, y = self.places[self.next]
        # In the middle of its place.
        x += (self.sheet.label_width - page.width / page.dots_per_mm) / 2
        y += (self.sheet.label_height - page.height / page.dots_per_mm) / 2
        self.canvas.saveState()
        bottom = (self.sheet.paper_height - y) * _POINTS_PER_MM - _points(page, page.height)
        self.canvas.translate(x * _POINTS_PER_MM, bottom)
        self.is_open = True

    def end(self):
        self.canvas.restoreState()
        self.next += 1
        if self.next == len(self.places):
            self.next = 0
            self.close()

    def close(self):
        if self.is_open:
            _end_page(self.canvas)
        self.is_open = False


def _draw(canvas, page):
    scale = _POINTS_PER_MM / page.dots_per_mm
    canvas.scale(scale, scale)
    for mark in page.marks:
        if isinstance(mark, Words):
            canvas.setFont(mark.font, mark.size)
            canvas.drawString(mark.x, page.height - mark.y, mark.text)
        elif isinstance(mark, Bars):
            canvas.addLiteral(_path(mark, page.height))
        elif isinstance(mark, Block):
            canvas.addLiteral(f"{mark.x} {page.height - mark.y - mark.height} {mark.width} {mark.height} re f")
        elif isinstance(mark, Shape):
            canvas.addLiteral(_areas(mark, page.height))
        elif isinstance(mark, Dots):
            _draw_dots(canvas, mark, page.height)


def _path(bars, height):
    """One path of horizontal runs of dark modules, in modules: short numbers, since a file of ten thousand labels is in
    memory until it is saved. Black is PDF's own default.
    """
    is_even = len({high for _bits, high in bars.rows}) == 1
    pieces, y = [], height - bars.y
    for rows in [bars.rows] if is_even else [[row] for row in bars.rows]:
        high = rows[0][1]
        y -= high * len(rows)
        pieces.append(f"q {bars.module} 0 0 {high} {bars.x} {y} cm")
        for row, (bits, _high) in enumerate(reversed(rows)):
            pieces += [f"{start} {row} {end - start} 1 re" for start, end in runs(bits)]
        pieces.append("f Q")
    return "\n".join(pieces)


def _areas(shape, height):
    pieces = [f"q 1 0 0 -1 {shape.x} {height - shape.y} cm"]
    for path in shape.paths:
        for ring in path:
            (x, y), *others = ring
            pieces.append(f"{x:g} {y:g} m " + " ".join(f"{x:g} {y:g} l" for x, y in others) + " h")
        pieces.append("f*")
    return "\n".join([*pieces, "Q"])


def runs(bits: str) -> list[tuple[int, int]]:
    """(first, behind the last) of the dark modules of a row that lie side by side."""
    return [run.span() for run in _DARK.finditer(bits)]


def _draw_dots(canvas, mark, height):
    picture = Image.frombytes("1", (mark.width, mark.height), bytes(255 - byte for byte in mark.bits))
    reader = ImageReader(picture.convert("L"))
    canvas.drawImage(reader, mark.x, height - mark.y - mark.height, mark.width, mark.height)
