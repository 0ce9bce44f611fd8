"""Where a done line takes its quantity from and to, and the balance of each lot (trace contract, "Definitions").

Every line moves quantity across at most two borders: it may come in from outside and it may go out again
(a drop-shipped unit does both, and so does one that a customer passed on to another customer). What stays inside,
internal and transit places, is not a flow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple

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

_COLUMNS = Balance._fields[2:-1]
_AT = {name: at for at, name in enumerate(_COLUMNS)}
_ON_HAND = _AT["on_hand_qty"]
_INCOMING = [_AT[name] for name in IN_FLOWS]
_OUTGOING = [_AT[name] for name in OUT_FLOWS]
# the part of a line that says between which kinds of places it went; cut out, since there may be 100,000 lines
_WAY = slice(Line._fields.index("from_usage"), Line._fields.index("is_scrap") + 1)


class _Columns(dict):
    """Way of a line → (incoming, outgoing) column of the balance that its quantity counts in; None for neither."""

    def __missing__(self, way):
        from_usage, to_usage, transit_out, transit_in, is_scrap = way
        incoming = "transferred_in_qty" if transit_in else _FROM.get(from_usage, "")
        outgoing = _TO.get(to_usage, "")
        if to_usage == "inventory":
            outgoing = "scrapped_qty" if is_scrap else "lost_qty"
        if transit_out:
            outgoing = "transferred_out_qty"
        columns = self[way] = (_AT.get(incoming), _AT.get(outgoing))
        return columns


_columns = _Columns()


class Account(NamedTuple):
    """The lines of one lot: what they add up to (as in ``Balance``), and whether its stock was ever below 0."""

    sums: list[Decimal]
    was_negative: bool


def accounts(lots: Iterable[LotFact], lines: Iterable[Line]) -> dict[int, Account]:
    """One account per lot."""
    by_lot: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_lot[line.lot_id].append(line)
    return {lot.id: _account(by_lot.get(lot.id, ())) for lot in lots}


def _account(lines):
    sums = [ZERO] * len(_COLUMNS)
    last_in = first_out = None
    for line in lines:
        incoming, outgoing = _columns[line[_WAY]]
        if incoming is not None:
            sums[incoming] += line.qty
            if outgoing is None and (last_in is None or line.date > last_in):
                last_in = line.date
        if outgoing is not None:
            sums[outgoing] += line.qty
            if incoming is None and (first_out is None or line.date < first_out):
                first_out = line.date
    if first_out is None:
        return Account(sums, False)
    if last_in is None or last_in <= first_out:  # nearly always: first all of it came, then it left
        return Account(sums, _left(sums) < -TOLERANCE)
    return Account(sums, _was_negative(lines))


def _left(sums):
    return sum([sums[at] for at in _INCOMING], ZERO) - sum([sums[at] for at in _OUTGOING], ZERO)


def _was_negative(lines):
    """The lot's stock was below zero once all lines of some second were done."""
    change: dict = defaultdict(Decimal)
    for line in lines:
        incoming, outgoing = _columns[line[_WAY]]
        change[line.date] += line.qty * ((incoming is not None) - (outgoing is not None))
    balance = ZERO
    for date in sorted(change):
        balance += change[date]
        if balance < -TOLERANCE:
            return True
    return False


def balances(lots: Collection[LotFact], accounted: dict[int, Account], quants: Iterable[Quant]) -> list[Balance]:
    """One balance per lot, in order of the lot ids."""
    on_hand: dict[int, Decimal] = defaultdict(Decimal)
    for quant in quants:
        # what stands between two companies was counted as transferred out
        if not quant.inter_company:
            on_hand[quant.lot_id] += quant.qty
    return [_balance(lot, accounted[lot.id].sums, on_hand.get(lot.id, ZERO)) for lot in sorted(lots)]


def _balance(lot, sums, on_hand):
    return Balance._make(
        (lot.id, lot.product_id, *sums[:_ON_HAND], on_hand, *sums[_ON_HAND + 1 :], _left(sums) - on_hand)
    )
