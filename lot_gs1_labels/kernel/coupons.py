"""Layout of North American coupon codes, AI 8110 and AI 8112: digits whose fields tell their own length.

Source: GS1 US, North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols (AI 8110); GS1 AI (8112)
Coupon Data Specification.
"""

import re
from datetime import date
from functools import cache

from .dates import read_yymmdd


def _sized(sizes, more=0):
    """Pattern of one digit out of ``sizes`` and that many digits after it, and ``more``."""
    return "(?:" + "|".join(f"{size}[0-9]{{{size + more}}}" for size in sizes) + ")"


# Made on first use: coupons are rare, and these take long to compile.
@cache
def _layouts():
    prefix = _sized(range(7), 6)  # a company prefix of 6 to 12 digits
    serial = _sized(range(10), 6)
    purchase = _sized(range(1, 6)) + "[0-49][0-9]{3}"  # requirement, its code, family code
    other_purchase = f"{purchase}(?:{prefix}|9)"  # 9: of the same company
    coupon = re.compile(
        f"{prefix}[0-9]{{6}}{_sized(range(1, 6))}{purchase}"
        f"(?:1[0-3]{other_purchase})?"
        f"(?:2{other_purchase})?"
        "(?:3(?P<ends>[0-9]{6}))?"
        "(?:4(?P<starts>[0-9]{6}))?"
        f"(?:5{serial})?"
        f"(?:6{_sized(range(1, 8), 6)})?"
        "(?:9[01256][0-2][0-9][01])?"
    )
    return coupon, re.compile(f"[01]{prefix}[0-9]{{6}}{serial}")


def is_coupon(value: str, today: date) -> bool:
    """Whether a value is a coupon code of AI 8110; its dates exist and are in order."""
    found = _layouts()[0].fullmatch(value)
    if not found:
        return False
    written = [text for text in (found["starts"], found["ends"]) if text]
    days = [read_yymmdd(text, today) for text in written if text[4:] != "00"]
    return len(days) == len(written) and all(days) and days == sorted(days)


def is_positive_offer(value: str, _today: date) -> bool:
    """Whether a value is a coupon code of AI 8112 (positive offer file)."""
    return _layouts()[1].fullmatch(value) is not None
