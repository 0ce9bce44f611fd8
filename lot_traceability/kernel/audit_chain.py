"""How an audit entry becomes text, and how entries become one chain that shows every later change.

Content is canonical JSON in the spirit of RFC 8785: sorted keys, no blanks, UTF-8, no floating point numbers. The text
itself is stored and hashed, so that no later version of this program has to write it again byte for byte.
Each company has a chain of its own: the hash of a seal covers the one before it, the hash of the content, its number
and the instant of sealing (SHA-256, FIPS 180-4).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

VERSION = 1
GENESIS = "lot_traceability audit ledger 1, company %d"
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


def canonical(value: object) -> str:
    """Text of a value made of dicts with string keys, lists, strings, integers, booleans and None.

    Decimals become strings as written. Characters that PostgreSQL or UTF-8 cannot hold (NUL, lone surrogates) become
    U+FFFD, so that no name from outside can make an event impossible to record.

    Raises:
        TypeError: for floats and anything else whose text could differ between machines.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value):
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"an audit entry cannot hold {type(value).__name__}")


def _key(key):
    if not isinstance(key, str):
        raise TypeError(f"a key of an audit entry is a string, not {type(key).__name__}")
    return _storable(key)


def _storable(text):
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def instant(moment: datetime) -> str:
    """A naive UTC instant as ISO 8601 text with microseconds and Z, as the content holds it."""
    return moment.isoformat(timespec="microseconds") + "Z"


def microseconds(moment: datetime) -> int:
    """Whole microseconds from 1970 to a naive UTC instant."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(us: int) -> datetime:
    """The naive UTC instant of ``microseconds``; the nearest one that there is, whatever the number."""
    return _EPOCH + _MICROSECOND * min(max(us, -62135596800 * 10**6), 253402300799 * 10**6)


def content_hash(content: str) -> bytes:
    """SHA-256 of the stored text."""
    return hashlib.sha256(content.encode()).digest()


def personal_hash(salt: bytes, data: str) -> str:
    """Hexadecimal hash that stands in the content for erasable personal data; the salt is erased with the data."""
    return hashlib.sha256(salt + data.encode()).hexdigest()


def genesis(company_id: int) -> bytes:
    """What the first seal of a company is chained to."""
    return hashlib.sha256((GENESIS % company_id).encode()).digest()


def link(previous: bytes, content: bytes, seq: int, sealed_us: int) -> bytes:
    """Hash of a seal.

    Args:
        previous: Hash of the seal before it in the company, or ``genesis``.
        content: ``content_hash`` of the entry.
        seq: Number in the company, from 1 on without holes.
        sealed_us: Instant of sealing, in ``microseconds``.
    """
    return hashlib.sha256(
        previous + content + seq.to_bytes(8, "big") + sealed_us.to_bytes(8, "big", signed=True)
    ).digest()


def chain(previous: bytes, seq: int, contents: Iterable[bytes], sealed_us: int) -> list[tuple[int, bytes]]:
    """``(seq, hash)`` of the seals that follow seal number ``seq`` with hash ``previous``."""
    seals = []
    for content in contents:
        seq += 1
        previous = link(previous, content, seq, sealed_us)
        seals.append((seq, previous))
    return seals
