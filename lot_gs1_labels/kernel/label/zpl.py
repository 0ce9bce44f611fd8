"""Writes labels as ZPL II for Zebra and compatible printers.

Symbols go out as the dots that the PDF has too, not as the printer's own symbol commands: those differ by firmware in
escapes, separators and code sets, and would carry data inside commands. Text is the printer's scalable font where that
has the letters, else dots as well. Whatever people typed stands behind ^FH as hexadecimal digits: never a command.

Source: Zebra, ZPL II Programming Guide (^GF, its compression; ^FH, ^CI28, ^FT, ^PQ).
"""

import re
from collections.abc import Iterable, Iterator

from . import raster
from .place import Bars, Block, Dots, Mark, Page, Shape, Words

# Latin letters and ordinary signs: what every such printer's font 0 has in Unicode mode.
_PRINTABLE = re.compile(r"[\x20-\x7e\xa0-\u017f]*\Z")
_PLAIN = re.compile(rb"[0-9A-Za-z .,-]")
_RUN = re.compile(r"(.)\1*")
_COUNTS = {count: "GHIJKLMNOPQRSTUVWXY"[count - 1] for count in range(1, 20)}
_TWENTIES = {20 * count: "ghijklmnopqrstuvwxyz"[count - 1] for count in range(1, 21)}


def write(pages: Iterable[Page]) -> Iterator[str]:
    """One format (^XA … ^XZ) a label, its copies inside; ASCII throughout."""
    for page in pages:
        yield "\n".join(_label(page)) + "\n"


def _label(page):
    yield "^XA"
    yield "^CI28"
    yield f"^PW{page.width}^LL{page.height}^LH0,0"
    yield from commands(page.marks)
    yield f"^PQ{page.copies}"
    yield "^XZ"


def commands(marks: Iterable[Mark]) -> Iterator[str]:
    """Commands that print some marks."""
    for mark in marks:
        if isinstance(mark, Bars):
            yield _graphic(mark.x, mark.y, _bars(mark))
        elif isinstance(mark, Dots):
            yield _graphic(mark.x, mark.y, _rows(mark.width, mark.bits))
        elif isinstance(mark, Block):
            thick = min(mark.width, mark.height)
            yield f"^FO{mark.x},{mark.y}^GB{mark.width},{mark.height},{thick}^FS"
        elif isinstance(mark, Shape):
            stamp = raster.areas(mark.width, mark.height, mark.paths)
            yield _graphic(mark.x, mark.y, _rows(mark.width, stamp.tobytes()))
        elif isinstance(mark, Words):
            yield _words(mark)


def _words(mark):
    if not _PRINTABLE.match(mark.text):
        left, top, stamp = raster.words(mark)
        return _graphic(left, top, _rows(stamp.width, stamp.tobytes()))
    size = round(mark.size)
    return f"^FT{round(mark.x)},{round(mark.y)}^A0N,{size},{size}^FH_^FD{_escaped(mark.text)}^FS"


def _escaped(text):
    return "".join(chr(byte) if _PLAIN.match(bytes([byte])) else f"_{byte:02X}" for byte in text.encode("utf-8"))


def _bars(bars):
    """Rows of a symbol as hexadecimal digits, each with how often it comes."""
    for bits, height in bars.rows:
        dots = "".join(bit * bars.module for bit in bits)
        dots += "0" * (-len(dots) % 8)
        yield f"{int(dots, 2):0{len(dots) // 4}X}", height


def _rows(width, bits):
    size = (width + 7) // 8
    for at in range(0, len(bits), size):
        yield bits[at : at + size].hex().upper(), 1


def _graphic(x, y, rows):
    """^GF with the printer's own compression: counts in front of repeated digits, ":" for a row as before."""
    rows, pieces, before = list(rows), [], None
    for digits, times in rows:
        pieces.append((":" if digits == before else _packed(digits)) + ":" * (times - 1))
        before = digits
    width = len(rows[0][0]) // 2
    total = width * sum(times for _digits, times in rows)
    return f"^FO{x},{y}^GFA,{total},{total},{width},{''.join(pieces)}^FS"


def _packed(digits):
    return _RUN.sub(lambda run: _run(run[1], len(run[0])), digits)


def _run(digit, count):
    text = ""
    while count > 419:
        text, count = text + f"{_TWENTIES[400]}{_COUNTS[19]}{digit}", count - 419
    if count == 1:
        return text + digit
    twenties = count // 20 * 20
    return text + _TWENTIES.get(twenties, "") + _COUNTS.get(count - twenties, "") + digit
