"""One text per content: the form in which a revision is kept and hashed."""

import hashlib
import json


def canonical(content: dict) -> str:
    """Return JSON with sorted keys, no blanks, real characters and no NaN (there is no such number in JSON)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
