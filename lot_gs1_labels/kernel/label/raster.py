"""Draws labels as pictures, dot by dot as a printer would."""

import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from . import fonts
from .place import Bars, Block, Dots, Page, Shape, Words

_FINE = 4  # parts of a dot in which slanted edges are drawn
_INK = 128  # of 255: from there on a dot at the edge of a letter is black


def png(page: Page) -> bytes:
    """PNG (bytes) of a label, one pixel a dot, with a thin frame to show its edge."""
    picture = draw(page)
    ImageDraw.Draw(picture).rectangle((0, 0, page.width - 1, page.height - 1), outline=0)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(page.dots_per_mm * 25.4,) * 2)
    return buffer.getvalue()


def draw(page: Page) -> Image.Image:
    """Black and white picture of a label, black is 0."""
    picture = Image.new("1", (page.width, page.height), 1)
    pen = ImageDraw.Draw(picture)
    for mark in page.marks:
        if isinstance(mark, Bars):
            _bars(pen, mark)
        elif isinstance(mark, Block):
            pen.rectangle((mark.x, mark.y, mark.x + mark.width - 1, mark.y + mark.height - 1), fill=0)
        elif isinstance(mark, Dots):
            stamp = Image.frombytes("1", (mark.width, mark.height), mark.bits)
            picture.paste(0, (mark.x, mark.y), stamp)
        elif isinstance(mark, Shape):
            picture.paste(0, (mark.x, mark.y), areas(mark.width, mark.height, mark.paths))
        elif isinstance(mark, Words):
            left, top, stamp = words(mark)
            picture.paste(0, (left, top), stamp)
    return picture


def _bars(pen, bars):
    y = bars.y
    for bits, height in bars.rows:
        for at, bit in enumerate(bits):
            if bit == "1":
                x = bars.x + at * bars.module
                pen.rectangle((x, y, x + bars.module - 1, y + height - 1), fill=0)
        y += height


@lru_cache(maxsize=64)
def areas(width: int, height: int, paths: tuple) -> Image.Image:
    """Dots of a ``Shape``; 1 is ink."""
    size = width * _FINE, height * _FINE
    found = Image.new("1", size, 0)
    for path in paths:
        filled = Image.new("1", size, 0)
        for ring in path:
            area = Image.new("1", size, 0)
            ImageDraw.Draw(area).polygon([(x * _FINE, y * _FINE) for x, y in ring], fill=1)
            filled = ImageChops.logical_xor(filled, area)
        found = ImageChops.logical_or(found, filled)
    grey = found.convert("L").resize((width, height), Image.Resampling.BOX)
    return grey.point(lambda value: 255 * (value >= _INK), mode="1")


def words(mark: Words) -> tuple[int, int, Image.Image]:
    """(left, top, dots) of a line of text; 1 is ink."""
    font = _font(mark.font, mark.size)
    left, top, right, bottom = font.getbbox(mark.text, anchor="ls")
    size = max(1, round(right - left)), max(1, round(bottom - top))
    grey = Image.new("L", size, 0)
    ImageDraw.Draw(grey).text((-left, -top), mark.text, font=font, fill=255, anchor="ls")
    return round(mark.x + left), round(mark.y + top), grey.point(lambda value: 255 * (value >= _INK), mode="1")


@lru_cache(maxsize=64)
def _font(name, size):
    # Basic layout: as the PDF has it, a glyph a character.
    return ImageFont.truetype(fonts.file_of(name), size, layout_engine=ImageFont.Layout.BASIC)
