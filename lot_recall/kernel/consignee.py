"""A consignee of a recall: how far the word has come, and who is to be reminded.

A consignee is whoever got recalled goods from us, once per case, whatever the number of deliveries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

TO_NOTIFY, NOTIFIED, BOUNCED = "to_notify", "notified", "bounced"
ACKNOWLEDGED, ANSWERED, DONE = "acknowledged", "answered", "done"
# In the order in which somebody has to act on them.
STATES = (BOUNCED, TO_NOTIFY, NOTIFIED, ACKNOWLEDGED, ANSWERED, DONE)
LADDER = (3, 7, 14)  # days after the notice


@dataclass(frozen=True)
class Facts:
    """What happened, as naive UTC instants; None for what did not.

    notified_at: the latest notice that went out by whatever channel.
    bounced_at: the latest one that came back undelivered.
    acknowledged_at: the first sign of life.
    answered_at: when every lot was told of.
    is_settled: nothing of what they got is outstanding or not accounted for.
    is_concerned: by the current revision they got something.
    """

    notified_at: datetime | None = None
    bounced_at: datetime | None = None
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    is_settled: bool = False
    is_concerned: bool = True


def state(facts: Facts) -> str:
    """One of ``STATES``. Who answered has been reached, whatever bounced: another way led there."""
    if not facts.is_concerned:
        return DONE
    if facts.answered_at:
        return DONE if facts.is_settled else ANSWERED
    if facts.acknowledged_at:
        return ACKNOWLEDGED
    if facts.bounced_at and (not facts.notified_at or facts.bounced_at >= facts.notified_at):
        return BOUNCED
    return NOTIFIED if facts.notified_at else TO_NOTIFY


def due_level(asked_at: datetime | None, now: datetime, ladder: Sequence[int] = LADDER) -> int:
    """The rung of the ladder that is due: 0 for none, 1 after the first number of days, and so on."""
    if not asked_at:
        return 0
    return sum(now >= asked_at + timedelta(days=days) for days in ladder)


def best_language(wanted: str | None, there: Iterable[str], house: str | None = None) -> str | None:
    """The language in which to write to somebody, of those in which there is a letter.

    Their own, else the same language of another country, else the house's, else English, else the first by name.

    Example: ``best_language("de_AT", ["en_US", "de_DE"])`` → ``"de_DE"``
    """
    letters = sorted(there)
    for code in (wanted, house, "en_US"):
        if code in letters:
            return code
        tongue = (code or "").split("_")[0]
        same = [letter for letter in letters if tongue and letter.split("_")[0] == tongue]
        if same:
            return same[0]
    return letters[0] if letters else None
