"""Which goods a frozen content says are to be stopped: affected lots, and untracked goods since they were made."""

from dataclasses import dataclass
from datetime import datetime

from .figures import AFFECTED
from .instants import read_instant


@dataclass(frozen=True)
class Goods:
    """What is stopped.

    lot_ids: affected lots that nobody left out, sorted.
    made_since: for untracked products that hold recalled material, by product id: since when such goods were made
        (naive UTC; None when some were made nobody knows when).
    made_last: when the last of them were made, as far as it is known.
    """

    lot_ids: tuple[int, ...]
    made_since: dict[int, datetime | None]
    made_last: dict[int, datetime | None]


def affected_goods(content: dict) -> Goods:
    """Read the goods from a content as of ``tables``."""
    excluded = content["figures"]["excluded"]
    nodes = [node for node in content["answer"]["nodes"] if node["side"] in AFFECTED]
    lots = {node["lot_id"] for node in nodes if node["kind"] == "lot"} - {False}
    made: dict[int, list[datetime | None]] = {}
    for node in nodes:
        if node["kind"] == "untracked" and node["product_id"]:
            made.setdefault(node["product_id"], []).append(read_instant(node["date"]))
    return Goods(
        lot_ids=tuple(sorted(lot_id for lot_id in lots if str(lot_id) not in excluded)),
        made_since={product: None if None in dates else min(dates) for product, dates in made.items()},
        made_last={product: max(filter(None, dates), default=None) for product, dates in made.items()},
    )
