"""The plan of a recall: which parts of it each kind of action needs before goods are stopped and people told.

Sources: 21 CFR 7.41 (health hazard evaluation, six factors), 7.42 (strategy), 7.46(a) (what the firm says of it);
market withdrawals and stock recoveries ask for less (7.3(j), 7.3(k), 806.2).
"""

from collections.abc import Collection
from decimal import Decimal

from .sample import LEVELS

# The six factors of 7.41(a), in its order; the conclusion is drawn from them.
FACTORS = (
    "hazard_occurred", "hazard_conditions", "hazard_population", "hazard_seriousness", "hazard_likelihood",
    "hazard_consequences",
)  # fmt: skip
HAZARD = (*FACTORS, "hazard_conclusion")
_FOUND = ("reason", "awareness_at", "awareness_source")
_JUDGED = (*HAZARD, "hazard_reviewed_at", "hazard_class")
_STRATEGY = ("jurisdiction_ids", "depth", "public_warning", "effectiveness_level", "notice_method", "goods_plan")
_DECIDED = ("decision",)
_WHOLE = (*_FOUND, *_JUDGED, *_STRATEGY, *_DECIDED)
NEEDED: dict[str, tuple[str, ...]] = {
    "recall": _WHOLE,
    "correction": _WHOLE,
    "fsca": _WHOLE,
    "withdrawal": (*_FOUND, *_STRATEGY, *_DECIDED),
    "stock_recovery": (*_FOUND, *_DECIDED),
    "drill": (),  # an exercise is started as it stands
}


def missing(kind: str, filled: Collection[str]) -> list[str]:
    """Names of the parts that a kind of action needs and that nobody filled in, in the order of the plan."""
    return [name for name in NEEDED[kind] if name not in filled]


def is_percent_sound(level: str | bool, percent: Decimal) -> bool:
    """Whether a level of effectiveness checks goes with this percentage: B alone has one (7.42(b)(3))."""
    return level not in LEVELS or level != "B" or Decimal(10) < percent < Decimal(100)
