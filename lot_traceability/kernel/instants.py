"""Instants of an answer: ISO 8601 text in UTC ⇄ naive UTC datetimes, as Odoo keeps them."""

from datetime import datetime, timezone


def read_instant(text: str | bool | None) -> datetime | None:
    """Return the naive UTC datetime of an ISO 8601 text (``…Z``, ``+00:00`` or without zone); None for absent."""
    if not text:
        return None
    value = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return value.astimezone(timezone.utc).replace(tzinfo=None) if value.tzinfo else value
