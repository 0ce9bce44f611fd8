"""Stage bar of a case: what was reached when, how long it took since the case was opened, and by when it should be.

Targets are the house's own: goods are found and stopped within hours, people told within a day. No law sets them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

STAGES = ("opened", "assessed", "confirmed", "launched", "notified", "answered", "recovered", "checked", "closed")
TARGETS = {
    "confirmed": timedelta(hours=2),
    "launched": timedelta(hours=4),
    "notified": timedelta(hours=24),
    "answered": timedelta(days=14),
}


@dataclass(frozen=True)
class Stage:
    """One stage.

    state: "done", "done_late", "current", "current_late", "ahead", or "skipped" (a later one was reached without it).
    elapsed: from the opening to the stage, or until now for the current one; None for stages ahead and skipped ones.
    target: from the opening; None when there is none.
    """

    name: str
    state: Literal["done", "done_late", "current", "current_late", "ahead", "skipped"]
    elapsed: timedelta | None = None
    target: timedelta | None = None


def stages(reached: Mapping[str, datetime | None], now: datetime, *, is_over: bool = False) -> list[Stage]:
    """The stages of a case in their order.

    Args:
        reached: instant by stage, absent or None when it was not reached; ``opened`` is always there.
        now: the instant at which it is looked at.
        is_over: the case is closed or cancelled, so nothing is current any more.
    """
    opened = reached["opened"]
    known = {name for name in STAGES if reached.get(name)}
    last = max(STAGES.index(name) for name in known)
    rows, current = [], None
    for place, name in enumerate(STAGES):
        target = TARGETS.get(name)
        if name in known:
            elapsed = max(reached[name] - opened, timedelta())
            state = "done_late" if target is not None and elapsed > target else "done"
            rows.append(Stage(name, state, elapsed, target))
        elif place < last:
            rows.append(Stage(name, "skipped", None, target))
        elif current is None and not is_over:
            current = name
            elapsed = max(now - opened, timedelta())
            state = "current_late" if target is not None and elapsed > target else "current"
            rows.append(Stage(name, state, elapsed, target))
        else:
            rows.append(Stage(name, "ahead", None, target))
    return rows
