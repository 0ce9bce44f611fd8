"""Fonts of the labels: the first on the server that has all characters of a text.

DejaVu Sans (package fonts-dejavu-core) has Latin, Greek, Cyrillic and more, WenQuanYi Micro Hei (fonts-wqy-microhei)
and Droid Sans Fallback (fonts-droid-fallback) Chinese, Japanese and Korean beside Latin; Vera comes with reportlab and
has western Latin only.
"""

from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from . import bidi
from .errors import LabelError

_FAMILIES = {False: ("DejaVuSans.ttf", "Vera.ttf", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf")}
_FAMILIES[True] = ("DejaVuSans-Bold.ttf", "VeraBd.ttf", *_FAMILIES[False])


@lru_cache(maxsize=4096)
def font_for(text: str, is_bold: bool = False) -> str:
    """Name of a registered font with every character of a text; LabelError when none has (never boxes instead)."""
    if not bidi.can_print(text):
        raise LabelError("text_direction", text=text)
    for name in _FAMILIES[is_bold]:
        if _registered(name) and all(ord(character) in _glyphs(name) for character in text):
            return name
    raise LabelError("text_characters", text=text)


@cache
def _registered(name):
    try:
        pdfmetrics.registerFont(TTFont(name, name))
    except (TTFError, OSError):
        return False
    return True


def _glyphs(name):
    return pdfmetrics.getFont(name).face.charToGlyph


def file_of(name: str) -> str:
    """Path of a registered font's file."""
    return pdfmetrics.getFont(name).face.filename


@lru_cache(maxsize=4096)
def width_em(text: str, name: str) -> float:
    """Width of a text, in units of its size."""
    return pdfmetrics.stringWidth(text, name, 1)
