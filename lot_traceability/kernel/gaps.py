"""What the answer does not know, as a closed list of codes (trace contract, "gap codes").

A gap is a fact to mend or to explain, never an exception: the answer stands, less complete.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from .answer import Balance, Edge, Gap, Shipment
from .closure import Closure
from .flows import TOLERANCE, inside_change
from .records import INSIDE, Line, LotFact, Quant

ZERO, ONE = Decimal(0), Decimal(1)
LOT_MODEL = "stock.lot"
# Moving quantity between two lots by counting is done in one go; a day covers a count that took a shift.
RELABEL_WINDOW = timedelta(days=1)


def of_walk(closure: Closure) -> list[Gap]:
    """Gaps of the walk itself: cut, untracked_step, missing_lot, partial_as_built."""
    gaps = [Gap("cut", LOT_MODEL, lot, lot) for lot in closure.cut_lots]
    gaps += [Gap("cut", "stock.move", move, 0) for move in closure.cut_moves]
    for order, product, tracked in closure.untracked_gaps:
        code = "missing_lot" if tracked else "untracked_step"
        gaps.append(Gap(code, order.model, order.res_id, 0, product_id=product))
    for order, passing in closure.passes.items():
        for lot in passing.partial_components():
            if lot in closure.lots:
                gaps.append(Gap("partial_as_built", order.model, order.res_id, lot))
    return gaps


def of_balance(balances: Iterable[Balance], quants: Iterable[Quant]) -> list[Gap]:
    """residual and negative_stock."""
    gaps = [
        Gap("residual", LOT_MODEL, row.lot_id, row.lot_id, row.residual_qty, row.product_id)
        for row in balances
        if abs(row.residual_qty) > TOLERANCE
    ]
    gaps += [
        Gap("negative_stock", "stock.quant", quant.id, quant.lot_id, quant.qty, quant.product_id)
        for quant in quants
        if quant.qty < -TOLERANCE and not quant.inter_company
    ]
    return gaps


def of_shipments(rows: Iterable[Shipment], lines_by_id: dict[int, Line]) -> list[Gap]:
    """unknown_consignee, foreign_return, deleted_document."""
    gaps, net = [], defaultdict(Decimal)
    for row in rows:
        model, res_id = ("stock.move.line", row.move_line_id) if row.move_line_id else (row.model, row.res_id)
        if not row.commercial_partner_id:
            gaps.append(Gap("unknown_consignee", model, res_id, row.lot_id, row.qty, row.product_id))
        net[row.commercial_partner_id, row.lot_id, row.product_id] += row.qty
        line = lines_by_id.get(row.move_line_id)
        if line and not (line.doc_model or line.order.model or line.is_scrap or line.is_inventory):
            gaps.append(Gap("deleted_document", model, res_id, row.lot_id, row.qty, row.product_id))
    for (partner, lot, product), qty in net.items():
        if partner and qty < -TOLERANCE:
            gaps.append(Gap("foreign_return", "res.partner", partner, lot, qty, product))
    return gaps


def of_lots(
    lots: Iterable[LotFact],
    lines: Iterable[Line],
    quants: Iterable[Quant],
    shipped: Iterable[Shipment],
    inventory_gains: Iterable[Line] = (),
) -> list[Gap]:
    """missing_expiry, duplicate_serial, backdated, relabelled.

    Args:
        lots: the lots covered.
        lines: their done lines.
        quants: their stock on hand.
        shipped: what customers got and returned, imported shipments included.
        inventory_gains: lines by which an inventory adjustment found stock of the same products, any lot.
    """
    facts = {lot.id: lot for lot in lots}
    gaps = [
        Gap("missing_expiry", LOT_MODEL, lot.id, lot.id, product_id=lot.product_id)
        for lot in facts.values()
        if lot.uses_expiration and not lot.expiration_date
    ]
    by_lot: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_lot[line.lot_id].append(line)
    on_hand: dict[int, Decimal] = defaultdict(Decimal)
    for quant in quants:
        on_hand[quant.lot_id] += max(quant.qty, ZERO)
    out: dict[int, Decimal] = defaultdict(Decimal)
    for row in shipped:
        out[row.lot_id] += row.qty
    gains = defaultdict(list)
    for line in [*inventory_gains, *(line for rows in by_lot.values() for line in rows)]:
        if line.is_inventory and line.from_usage == "inventory" and line.to_usage in INSIDE:
            gains[line.product_id].append(line)
    for lot_id, lot in facts.items():
        rows = sorted(by_lot.get(lot_id, ()), key=lambda line: (line.date, line.id))
        if lot.tracking == "serial" and (on_hand[lot_id] > ONE or out[lot_id] > ONE):
            gaps.append(Gap("duplicate_serial", LOT_MODEL, lot_id, lot_id, product_id=lot.product_id))
        if _was_negative(rows):
            gaps.append(Gap("backdated", LOT_MODEL, lot_id, lot_id, product_id=lot.product_id))
        if _was_relabelled(rows, gains[lot.product_id]):
            gaps.append(Gap("relabelled", LOT_MODEL, lot_id, lot_id, product_id=lot.product_id))
    return gaps


def _was_negative(rows):
    """The lot's stock was below zero once all lines of some second were done."""
    balance = ZERO
    for at, line in enumerate(rows):
        balance += inside_change(line)
        is_last_of_second = at + 1 == len(rows) or rows[at + 1].date != line.date
        if is_last_of_second and balance < -TOLERANCE:
            return True
    return False


def _was_relabelled(rows, gains):
    for line in rows:
        if line.is_inventory and line.to_usage == "inventory" and line.from_usage in INSIDE:
            for gain in gains:
                near = abs(gain.date - line.date) <= RELABEL_WINDOW
                if near and gain.lot_id != line.lot_id and gain.company_id == line.company_id:
                    return True
    return False


def of_cycles(edges: Iterable[Edge]) -> list[Gap]:
    """One gap per loop of lots and orders (strongly connected component), at the smallest lot in it."""
    following = defaultdict(list)
    for edge in edges:
        following[edge.from_key].append(edge.to_key)
    gaps = []
    for component in _components(following):
        if len(component) > 1:
            lots = [int(key[4:]) for key in component if key.startswith("lot:")]
            lot = min(lots, default=0)
            gaps.append(Gap("cycle", LOT_MODEL if lot else "", lot, lot))
    return gaps


def _components(following):
    """Strongly connected components, iteratively (Tarjan 1972): a chain may be deeper than Python's stack."""
    index, low, on_stack, stack, found = {}, {}, set(), [], []
    for root in list(following):
        if root in index:
            continue
        work = [(root, iter(following.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, ahead = work[-1]
            for nxt in ahead:
                if nxt not in index:
                    index[nxt] = low[nxt] = len(index)
                    stack.append(nxt)
                    on_stack.add(nxt)
                    work.append((nxt, iter(following.get(nxt, ()))))
                    break
                if nxt in on_stack:
                    low[node] = min(low[node], index[nxt])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(stack, on_stack, node))
    return found


def _popped(stack, on_stack, root):
    component = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        component.append(member)
        if member == root:
            return component
