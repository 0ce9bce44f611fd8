"""The line that carries an anchor, a head of a chain, to where the database's owner cannot change it."""

import re
from datetime import datetime

from .audit_chain import instant
from .audit_report import Anchor

_LINE = re.compile(r"AUDIT-ANCHOR\s+(\d{1,9})\s+(\d{1,18})\s+([0-9a-fA-F]{64})\b")


def write(company_id: int, seq: int, digest: str, at: datetime) -> str:
    """``AUDIT-ANCHOR company number hash instant``; never translated, so that any reader finds it again."""
    return f"AUDIT-ANCHOR {company_id} {seq} {digest} {instant(at)}"


def read(text: str, source: str) -> list[tuple[int, Anchor]]:
    """``(company id, anchor)`` of all anchors in a text, such as pasted mails or a file of lines."""
    return [
        (int(company), Anchor(int(seq), digest.lower(), source)) for company, seq, digest in _LINE.findall(text or "")
    ]
