"""Where a done line takes its quantity from and to, and the balance of each lot (trace contract, "Definitions").

Every line moves quantity across at most two borders: it may come in from outside and it may go out again
(a drop-shipped unit does both, and so does one that a customer passed on to another customer). What stays inside,
internal and transit places, is not a flow.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import cache

from .answer import Balance
from .records import Line, LotFact, Quant

ZERO = Decimal(0)
# Below this a residual is rounding of units of measure, not a missing quantity.
TOLERANCE = Decimal("0.000001")

_FROM = {
    "supplier": "received_qty",
    "production": "produced_qty",
    "customer": "returned_in_qty",
    "inventory": "found_qty",
}
_TO = {
    "supplier": "returned_to_supplier_qty",
    "production": "consumed_qty",
    "customer": "shipped_qty",
}
IN_FLOWS = ("received_qty", "produced_qty", "returned_in_qty", "found_qty", "transferred_in_qty")
OUT_FLOWS = (
    "consumed_qty",
    "shipped_qty",
    "returned_to_supplier_qty",
    "scrapped_qty",
    "lost_qty",
    "transferred_out_qty",
)


_INCOMING = frozenset(IN_FLOWS)
_COLUMNS = Balance._fields[2:-1]


def flows(line: Line) -> tuple[str, str]:
    """The (incoming, outgoing) columns of the balance that a line counts in; "" for neither."""
    return _flows(line.from_usage, line.to_usage, line.transit_out, line.transit_in, line.is_scrap)


@cache
def _flows(from_usage, to_usage, transit_out, transit_in, is_scrap):
    incoming = "transferred_in_qty" if transit_in else _FROM.get(from_usage, "")
    if transit_out:
        return incoming, "transferred_out_qty"
    if to_usage == "inventory":
        return incoming, "scrapped_qty" if is_scrap else "lost_qty"
    return incoming, _TO.get(to_usage, "")


def balances(lots: Collection[LotFact], lines: Iterable[Line], quants: Iterable[Quant]) -> list[Balance]:
    """One balance per lot, in order of the lot ids."""
    sums: dict[int, dict[str, Decimal]] = {lot.id: {} for lot in lots}
    for line in lines:
        of_lot = sums.get(line.lot_id)
        if of_lot is not None:
            for column in flows(line):
                if column:
                    of_lot[column] = of_lot.get(column, ZERO) + line.qty
    for quant in quants:
        # what stands between two companies was counted as transferred out
        if quant.lot_id in sums and not quant.inter_company:
            of_lot = sums[quant.lot_id]
            of_lot["on_hand_qty"] = of_lot.get("on_hand_qty", ZERO) + quant.qty
    return [_balance(lot, sums[lot.id]) for lot in sorted(lots, key=lambda lot: lot.id)]


def _balance(lot, sums):
    residual = sum((qty if column in _INCOMING else -qty for column, qty in sums.items()), ZERO)
    return Balance(lot.id, lot.product_id, *(sums.get(column, ZERO) for column in _COLUMNS), residual)


def inside_change(line: Line) -> Decimal:
    """What the line adds to (or takes from) the lot's stock inside, inter-company transit not counted."""
    incoming, outgoing = flows(line)
    change = ZERO
    if incoming:
        change += line.qty
    if outgoing:
        change -= line.qty
    return change
