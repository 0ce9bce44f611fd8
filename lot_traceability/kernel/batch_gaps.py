"""Review by exception: what a batch record still lacks, and how complete it is.

Works on the content of a record (``models/lot_batch_content.py``), plain values as they are frozen and hashed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DEVICE, FOOD, GENERAL = "device", "food", "general"
REQUIRED, REMARK = "required", "remark"

# Codes; ``messages_batch.gap`` has their sentences.
ORDER_OPEN, NOTHING_MADE, NO_EXPIRATION = "order_open", "nothing_made", "no_expiration"
NO_COMPONENTS, COMPONENT_BLOCKED, COMPONENT_EXPIRED = "no_components", "component_blocked", "component_expired"
WORK_OPEN, NO_OPERATOR = "work_open", "no_operator"
CHECK_MISSING, CHECK_FAILED, CHECK_SKIPPED, NO_CHECKS = "check_missing", "check_failed", "check_skipped", "no_checks"
LATE_ENTRY, CALIBRATION, CORRECTED = "late_entry", "calibration", "corrected"
HOLD_OPEN, NO_LABEL, UNIT_BARE, YIELD = "hold_open", "no_label", "unit_bare", "yield"
DEVIATION, REWORKED, NO_SUPPLIER, NO_SUPPLIER_LOT = "deviation", "reworked", "no_supplier", "no_supplier_lot"


@dataclass(frozen=True)
class Point:
    """One thing that a record is asked for.

    section: key of the content it belongs to. code: what is wrong when it is not ``is_met``. what: names it.
    weight: ``REQUIRED`` stops completing and releasing, ``REMARK`` is shown to whoever reviews.
    """

    section: str
    code: str
    weight: str
    is_met: bool
    what: str = ""


@dataclass(frozen=True)
class Review:
    """``gaps``: points that are not met, each once, required ones first.

    ``percent``: met of the required ones, 100 = complete.
    """

    gaps: tuple[Point, ...]
    percent: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing that is required is missing."""
        return not any(gap.weight == REQUIRED for gap in self.gaps)


def review(content: dict) -> Review:
    """Review the content of a batch record under its profile.

    Args:
        content: see ``lot.batch.record._get_content``.
    """
    points = [point for rule in _RULES for point in rule(content)]
    required = [point for point in points if point.weight == REQUIRED]
    met = sum(point.is_met for point in required)
    # Never rounded up: 100 means that nothing is missing.
    percent = met * 100 // len(required) if required else 100
    # Each once: every sample of a check may tell the same.
    unmet = dict.fromkeys(point for point in points if not point.is_met)
    gaps = sorted(unmet, key=lambda point: point.weight != REQUIRED)
    return Review(tuple(gaps), percent)


def _orders(content) -> Iterator[Point]:
    for order in content["orders"]:
        yield Point("orders", ORDER_OPEN, REQUIRED, order["state"] == "done", order["name"])
    yield Point("quantities", NOTHING_MADE, REQUIRED, content["quantities"]["made"] not in ("", "0"))
    for row in content.get("receipts", ()):
        yield Point("receipts", NO_SUPPLIER, REMARK, bool(row["supplier"]), row["name"])
        yield Point("receipts", NO_SUPPLIER_LOT, REMARK, bool(row["supplier_lot"]))
    if content["head"]["expires"]:
        yield Point("head", NO_EXPIRATION, REQUIRED, bool(content["head"]["expiration"]))
    if content["head"]["profile"] == FOOD and _is_made(content):
        is_short = content["quantities"]["yield_low"]
        yield Point("quantities", YIELD, REMARK, not is_short, content["quantities"]["yield_percent"])


def _components(content) -> Iterator[Point]:
    if _is_made(content):
        yield Point("components", NO_COMPONENTS, REMARK, bool(content["components"]))
    for row in content["components"]:
        name = f"{row['product']} {row['lot']}".strip()
        yield Point("components", COMPONENT_BLOCKED, REQUIRED, not row["blocked"], name)
        yield Point("components", COMPONENT_EXPIRED, REQUIRED, not row["expired_at_use"], name)


def _work(content) -> Iterator[Point]:
    for row in content["work_orders"]:
        yield Point("work_orders", WORK_OPEN, REQUIRED, row["state"] in ("done", "cancel"), row["name"])
        is_named = bool(row["operators"]) or row["state"] != "done"
        # Odoo lets an order be closed without anybody having started its steps, and nobody can do that afterwards.
        yield Point("work_orders", NO_OPERATOR, REMARK, is_named, row["name"])


def _checks(content) -> Iterator[Point]:
    if content["head"]["profile"] != GENERAL:
        yield Point("checks", NO_CHECKS, REMARK, bool(content["checks"]))
    for check in content["checks"]:
        name, weight = check["name"], REQUIRED if check["required"] else REMARK
        yield Point("checks", CHECK_MISSING, weight, check["state"] != "todo", name)
        is_stopping = check["required"] or check.get("held", True)
        is_decided = check["state"] != "failed" or check["conceded"]
        yield Point("checks", CHECK_FAILED, REQUIRED if is_stopping else REMARK, is_decided, name)
        yield Point("checks", CHECK_SKIPPED, REMARK, check["state"] != "not_applicable", name)
        for result in check["results"]:
            yield Point("checks", LATE_ENTRY, REMARK, result["timing"] != "late", name)
            yield Point("checks", CALIBRATION, REMARK, not result["calibration_issue"], name)
            yield Point("checks", CORRECTED, REMARK, not result["replaced"], name)


def _rest(content) -> Iterator[Point]:
    for hold in content["holds"]:
        yield Point("holds", HOLD_OPEN, REQUIRED, hold["state"] != "open", hold["name"])
    for row in content.get("deviations", ()):
        yield Point("deviations", DEVIATION, REMARK, False, f"{row['product']} ({row['order']})")
    for row in content.get("rework", ()):
        yield Point("rework", REWORKED, REMARK, False, row["name"])
    if content["head"]["profile"] == DEVICE and _is_made(content):
        yield from _labels(content)


def _labels(content) -> Iterator[Point]:
    """Labels are released; where units have labels of their own, each unit has one."""
    released = [row for row in content["labels"] if row.get("state") == "released"]
    yield Point("labels", NO_LABEL, REMARK, bool(released))
    if any(row.get("of_unit") for row in content["labels"]):
        own = [row for row in released if row.get("of_unit")]
        bearing = sum(int(row["issued"]) - int(row["spoiled"]) - int(row["destroyed"]) for row in own)
        left = content["quantities"]["left"]
        yield Point("labels", UNIT_BARE, REQUIRED, Decimal(left) <= bearing, f"{bearing} / {left}")


def _is_made(content) -> bool:
    return content["head"].get("kind", "made") == "made"


_RULES = (_orders, _components, _work, _checks, _rest)
