"""Electronic signatures, as far as no database is asked: when signing is locked, what a PIN must not be, local time.

Source: 21 CFR 11.50 (what a signature shows), 11.200 (components), 11.300 (controls for passwords).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

# So many wrong entries within the window lock signing for a while.
FAILURES, WINDOW, LOCK = 5, timedelta(minutes=15), timedelta(minutes=30)
# After so long without a signature, a session asks for the user name again (11.200(a)(1)).
IDLE = timedelta(minutes=30)
# Servers of one database may differ by so much; a clock further back is refused.
CLOCK_TOLERANCE = timedelta(minutes=2)
PIN_LENGTHS = range(6, 13)
SECRET_LENGTH = 1024  # characters; a longer one is wrong without being hashed
SHORT_HASH = 16  # hexadecimal digits that are printed


@dataclass(frozen=True)
class Signing:
    """What somebody is asked to sign, as shown in the dialog.

    title: name of the object. statement: what the signature says, one sentence. facts: ``((label, text), …)``.
    seen_hash: fingerprint of all that was shown; another one at signing means that the record has changed.
    work: what the object itself keeps between showing and signing; never leaves the server.
    """

    title: str
    statement: str
    facts: tuple[tuple[str, str], ...]
    seen_hash: str
    work: object = None


def locked_until(failures: Iterable[datetime], now: datetime) -> datetime | None:
    """The instant until which signing stays locked after these failures, or None.

    A failure in the future, because the clock was moved back, counts as one of now.
    """
    past = sorted(min(failure, now) for failure in failures)
    until = None
    for first, last in zip(past, past[FAILURES - 1 :], strict=False):
        if last - first <= WINDOW:
            until = last + LOCK
    return until if until and until > now else None


def pin_problem(pin: object) -> str:
    """Why a signing PIN is refused: ``length``, ``digits``, ``simple``; empty when it is good."""
    if not isinstance(pin, str) or not (pin.isascii() and pin.isdigit()):
        return "digits"
    if len(pin) not in PIN_LENGTHS:
        return "length"
    steps = {(int(after) - int(before)) % 10 for before, after in zip(pin, pin[1:], strict=False)}
    # 111111, 123456, 987654, and those made of two digits only.
    return "simple" if len(set(pin)) < 3 or steps in ({1}, {9}) else ""


def is_secret(secret: object) -> bool:
    """Whether a password or PIN from outside can be handed to a hash function at all."""
    if not isinstance(secret, str) or not 0 < len(secret) <= SECRET_LENGTH or "\0" in secret:
        return False
    return not any("\ud800" <= character <= "\udfff" for character in secret)


def zone_of(name: object) -> str:
    """The name of a time zone if there is such a zone, else UTC."""
    return name if isinstance(name, str) and name in available_timezones() else "UTC"


def offset_minutes(moment: datetime, zone: str) -> int:
    """Minutes by which a zone is ahead of UTC at a naive UTC instant; kept, since rules for zones change later."""
    local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone_of(zone)))
    return int(local.utcoffset().total_seconds() // 60)


def local_text(moment: datetime, zone: str, minutes: int) -> str:
    """A naive UTC instant as the signer's clock showed it: ``2026-11-21 11:23:45 (Europe/Berlin, UTC+01:00)``.

    The same in every language: year, month, day.
    """
    local = moment + timedelta(minutes=minutes)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"
    return f"{local:%Y-%m-%d %H:%M:%S} ({zone}, {offset})" if zone != "UTC" else f"{local:%Y-%m-%d %H:%M:%S} (UTC)"
