"""From data to the modules of a symbol. Encoders of others do the work; here is what they do not check.

python-barcode: only its ``build`` is used, its drawing rounds bars. Which calls give true GS1 symbols was measured
with an independent reader, and is measured again by ``setup/prove labels``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from .. import bracketed, digital_link, element_string
from ..ai_table import TABLE
from ..separator import FNC1
from . import carriers, data_matrix
from .design import Coded
from .errors import LabelError

Pairs = Sequence[tuple[str, str]]

_ENCODER_FNC1 = "\xf1"  # how python-barcode wants separators
_RETAIL_DIGITS = {carriers.EAN_13: 13, carriers.EAN_8: 8, carriers.UPC_A: 12, carriers.ITF_14: 14}


@dataclass(frozen=True, slots=True)
class Symbol:
    """Modules of a symbol, without quiet zone.

    ``rows``: from the top, a character a module ("1" dark); one row when linear. ``hri``: human readable
    interpretation, one text per element, in the order of the data. ``pairs``: (AI, value) that it carries.
    """

    carrier: str
    rows: tuple[str, ...]
    hri: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()


def make(carrier: str, pairs: Pairs, today: date, stem: str = digital_link.CANONICAL) -> Symbol:
    """Symbol of some elements, in their order; LabelError when it would not be what the standard asks for.

    Args:
        carrier: one of ``carriers.CARRIERS``, but for plain text (``make_plain``).
        pairs: (AI, value), values as recorded.
        today: decides the century of two-digit years when dates are checked.
        stem: address of the resolver in a Digital Link.
    """
    pairs = tuple(pairs)
    for ai, value in pairs:
        for issue in element_string.check_pairs([(ai, value)], today):
            raise LabelError("value", ai=ai, value=value, issue=issue)
    if carrier in _RETAIL_DIGITS:
        return _retail(carrier, pairs)
    if carrier == carriers.LINK_QR:
        link, issues = digital_link.build(pairs, today, stem)
        if issues:
            raise LabelError("link", issue=issues[0], value=stem)
        return Symbol(carrier, _qr(link), tuple(bracketed.print_rows(pairs)), pairs)
    text = element_string.build(pairs)
    if carrier == carriers.GS1_128:
        if len(text) > carriers.MOST_CHARACTERS:
            raise LabelError("symbol_characters", **longest(pairs), over=len(text) - carriers.MOST_CHARACTERS)
        rows = (_gs1_128(text),)
    else:
        rows = data_matrix.encode(text, flat=carrier == carriers.GS1_DATAMATRIX_FLAT)
    return Symbol(carrier, rows, tuple(bracketed.print_rows(pairs)), pairs)


def make_plain(text: str) -> Symbol:
    """Code 128 symbol of a text that is no GS1 data."""
    if not text or not text.isascii() or not text.isprintable():
        raise LabelError("plain", value=text)
    from barcode.codex import Code128

    encoder = Code128(text)
    if text.startswith("99"):
        # python-barcode takes 99 at the start for a change of code sets and drops it.
        encoder._try_to_optimize = lambda encoded: encoded
    return Symbol(carriers.CODE_128, (encoder.build()[0],), (text,))


def make_coded(coded: Coded) -> Symbol:
    """Symbol of another system than GS1, its data unchanged."""
    if coded.carrier == carriers.CODE_128:
        return replace(make_plain(coded.text), hri=coded.hri)
    flat = coded.carrier == carriers.DATAMATRIX_FLAT
    return Symbol(coded.carrier, data_matrix.encode(coded.text, flat, is_gs1=False), coded.hri)


def longest(pairs: Pairs) -> dict[str, str]:
    """Which element to shorten: the one of variable length with most characters."""
    variable = [pair for pair in pairs if not TABLE[pair[0]].predefined]
    ai, value = max(variable or pairs, key=lambda pair: len(pair[1]))
    return {"ai": ai, "value": value}


def _gs1_128(text):
    from barcode.codex import Gs1_128

    return Gs1_128(text.replace(FNC1, _ENCODER_FNC1)).build()[0]


def _retail(carrier, pairs):
    """EAN, UPC and ITF carry the trade item number only, each a form of its own."""
    from barcode.ean import EAN8, EAN13
    from barcode.itf import ITF

    wanted = _RETAIL_DIGITS[carrier]
    gtin = pairs[0][1] if [ai for ai, _value in pairs] == ["01"] else ""
    zeros, digits = gtin[: 14 - wanted], gtin[14 - wanted :]
    is_gtin_8 = gtin.startswith("000000")
    if not gtin or zeros.strip("0") or (is_gtin_8 and carrier in (carriers.EAN_13, carriers.UPC_A)):
        raise LabelError("gtin_form", carrier=carrier, value=gtin or ", ".join(ai for ai, _value in pairs))
    if carrier == carriers.ITF_14:
        bars = ITF(digits, narrow=1, wide=3).build()[0]
    elif carrier == carriers.EAN_8:
        bars = EAN8(digits).build()[0]
    else:  # a UPC-A symbol has the bars of EAN-13 with a zero in front
        bars = EAN13(digits.zfill(13)).build()[0]
    return Symbol(carrier, (bars,), (digits,), pairs)


@lru_cache(maxsize=64)
def _qr(text):
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())
