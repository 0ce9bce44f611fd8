"""Fonts of the labels: DejaVu Sans when the server has it, else the Latin letters that every PDF reader knows."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_FALLBACKS = {"DejaVuSans": "Helvetica", "DejaVuSans-Bold": "Helvetica-Bold"}


def font(name):
    """Name of a registered font: the wanted one, or its fallback when its file is not on reportlab's search path."""
    if name in pdfmetrics.getRegisteredFontNames():
        return name
    try:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    except (TTFError, OSError):
        return _FALLBACKS[name]
    return name


def can_print(text, name):
    """Whether a registered font has every character of a text (reportlab would silently print boxes instead)."""
    face = pdfmetrics.getFont(name).face
    glyphs = getattr(face, "charToGlyph", None)
    if glyphs is not None:
        return all(ord(character) in glyphs for character in text)
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
