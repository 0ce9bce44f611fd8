"""Is this a value that an AI may have? Characters, length and content, component by component.

Source: GS1 Barcode Syntax Dictionary; GS1 General Specifications 25, 7.11 (character sets).
"""

from datetime import date

from odoo.addons.lot_traceability.kernel.scan import Issue

from .ai_table import Ai
from .check_digits import CSET82, DIGITS
from .content_rules import RULES

CHARSETS = {
    "N": DIGITS,
    "X": frozenset(CSET82),
    "Y": frozenset("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "Z": frozenset("-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"),
}


def check_value(spec: Ai, value: str, today: date, offset: int = 0) -> Issue | None:
    """First thing wrong with a value, None when it is right; ``offset``: where the value stands in the scan.

    Codes: ``empty_value``, ``length``, ``charset`` and those of ``content_rules.RULES``.
    """
    if not value:
        return Issue("empty_value", offset, offset, expected=spec.ai)
    at = 0
    for part in spec.parts:
        piece = value[at : at + part.longest]
        if not piece and part.optional:
            break
        if len(piece) < part.shortest:
            return Issue("length", offset + at, offset + len(value), got=value, expected=str(spec.shortest))
        if not CHARSETS[part.charset].issuperset(piece):
            wrong = next(index for index, character in enumerate(piece) if character not in CHARSETS[part.charset])
            start = offset + at + wrong
            return Issue("charset", start, start + 1, got=piece[wrong], expected=part.charset)
        if part.charset == "Z" and not _is_padded(piece):
            return Issue("charset", offset + at, offset + at + len(piece), got=piece, expected=part.charset)
        for name in part.rules:
            code, holds = RULES[name]
            if not holds(piece, today):
                return Issue(code, offset + at, offset + at + len(piece), got=piece, expected=name)
        at += len(piece)
    if at < len(value):
        return Issue("length", offset + at, offset + len(value), got=value, expected=str(spec.longest))
    return None


def _is_padded(piece):
    """Padding of base64url: at the end, at most two, and then (GS1's reference test) a multiple of three in all."""
    body = piece.rstrip("=")
    return "=" not in body and (body == piece or (len(piece) - len(body) <= 2 and len(piece) % 3 == 0))
