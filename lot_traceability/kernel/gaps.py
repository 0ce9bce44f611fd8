"""What the answer does not know, as a closed list of codes (trace contract, "gap codes").

A gap is a fact to mend or to explain, never an exception: the answer stands, less complete.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from decimal import Decimal

from .answer import Balance, Edge, Gap, Shipment
from .closure import Closure
from .flows import TOLERANCE, Account
from .records import INSIDE, Line, LotFact, Quant

ZERO, ONE = Decimal(0), Decimal(1)
LOT_MODEL = "stock.lot"
# Moving quantity between two lots by counting is done in one go; a day covers a count that took a shift.
RELABEL_WINDOW = timedelta(days=1)


def of_walk(closure: Closure) -> list[Gap]:
    """Gaps of the walk itself: cut, untracked_step, missing_lot, partial_as_built."""
    gaps = [Gap("cut", LOT_MODEL, lot, lot) for lot in closure.cut_lots]
    gaps += [
        Gap("cut", "stock.move", move, 0, product_id=closure.untracked.made[move].product_id)
        for move in closure.cut_moves
    ]
    for order, product, tracked in closure.untracked_gaps:
        code = "missing_lot" if tracked else "untracked_step"
        gaps.append(Gap(code, order.model, order.res_id, 0, product_id=product))
    for order, passing in closure.passes.items():
        for lot in passing.partial_components():
            if lot in closure.lots:
                gaps.append(Gap("partial_as_built", order.model, order.res_id, lot))
    return gaps


def open_ends(line: Line, down: Collection[int], up: Collection[int]) -> list[str]:
    """How the way ends at this line because production has no order: used_up (lots down), came_out (lots up).

    What a repair took out of a unit had been built in before, and was not made there.
    """
    if line.order.model:
        return []
    used_up = line.to_usage == "production" and line.lot_id in down
    came_out = line.from_usage == "production" and line.doc_model != "repair.order" and line.lot_id in up
    return ["used_up"] * used_up + ["came_out"] * came_out


def of_production(lines: Iterable[Line], down: Collection[int], up: Collection[int]) -> list[Gap]:
    """cut: lots downstream that were used up, lots upstream that were made, and no order says for or from what."""
    sums: dict[tuple, Decimal] = defaultdict(Decimal)
    # asked first: a trace may hold 100,000 lines
    for line in [line for line in lines if "production" in (line.to_usage, line.from_usage) and not line.order.model]:
        for end in open_ends(line, down, up):
            sums[line.move_id, line.lot_id, line.product_id, end] += line.qty
    return [Gap("cut", "stock.move", move, lot, qty, product, why) for (move, lot, product, why), qty in sums.items()]


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


def of_shipments(rows: Iterable[Shipment], lines: Iterable[Line]) -> list[Gap]:
    """unknown_consignee, foreign_return, deleted_document.

    Args:
        rows: what customers got and returned.
        lines: the done lines that these are.
    """
    # a big trace has thousands of rows of which nothing of this can be said
    odd = [row for row in rows if not (row.commercial_partner_id and row.model)]
    known = {line.id: line for line in lines} if odd else {}
    gaps = []
    for row in odd:
        model, res_id = ("stock.move.line", row.move_line_id) if row.move_line_id else (row.model, row.res_id)
        about = (model, res_id, row.lot_id, abs(row.qty), row.product_id)
        line = known.get(row.move_line_id)
        if not row.commercial_partner_id:
            gaps.append(Gap("unknown_consignee", *about, _came_back(row, line)))
        if line and not (line.doc_model or line.order.model or line.is_scrap or line.is_inventory):
            gaps.append(Gap("deleted_document", *about))
    return gaps + _foreign_returns(rows)


def _came_back(row, line):
    """Which sentence an unknown consignee needs: it went out, came back, or went on to another customer."""
    if row.qty > 0:
        return ""
    return "passed_on" if line and line.to_usage == "customer" else "returned"


def _foreign_returns(rows):
    net = {_received(row): ZERO for row in rows if row.qty < 0 and row.commercial_partner_id}
    if not net:
        return []
    for row in rows:
        if _received(row) in net:
            net[_received(row)] += row.qty
    return [
        Gap("foreign_return", "res.partner", partner, lot, qty, product)
        for (partner, lot, product), qty in net.items()
        if qty < -TOLERANCE
    ]


def _received(row):
    return row.commercial_partner_id, row.lot_id, row.product_id


def of_lots(
    lots: Iterable[LotFact],
    accounts: dict[int, Account],
    balances: Iterable[Balance],
    quants: Iterable[Quant],
    shipped: Iterable[Shipment],
) -> list[Gap]:
    """missing_expiry, backdated, duplicate_serial.

    Args:
        lots: the lots covered, and of each of them
        accounts, balances: what its done lines add up to.
        quants: their stock on hand.
        shipped: what customers got and returned, imported shipments included.
    """
    too_many = _duplicate_serials({lot.id for lot in lots if lot.tracking == "serial"}, balances, quants, shipped)
    gaps = []
    for lot in lots:
        if lot.uses_expiration and not lot.expiration_date:
            gaps.append(Gap("missing_expiry", LOT_MODEL, lot.id, lot.id, product_id=lot.product_id))
        if accounts[lot.id].was_negative:
            gaps.append(Gap("backdated", LOT_MODEL, lot.id, lot.id, product_id=lot.product_id))
        if lot.id in too_many:
            gaps.append(Gap("duplicate_serial", LOT_MODEL, lot.id, lot.id, product_id=lot.product_id))
    return gaps


def _duplicate_serials(serials, balances, quants, shipped):
    """Those of these numbers of which more than one piece is somewhere: on hand, with customers, or built in."""
    if not serials:
        return set()
    on_hand: dict[int, Decimal] = defaultdict(Decimal)
    for quant in quants:
        on_hand[quant.lot_id] += max(quant.qty, ZERO)
    out: dict[int, Decimal] = defaultdict(Decimal)
    for row in shipped:
        out[row.lot_id] += row.qty
    # built in: used up less what came out of production
    built_in = {row.lot_id: row.consumed_qty - row.produced_qty for row in balances}
    return {lot for lot in serials if on_hand[lot] + max(out[lot], ZERO) + max(built_in.get(lot, ZERO), ZERO) > ONE}


def of_counts(lots: Iterable[LotFact], counted: Iterable[Line], inventory_gains: Iterable[Line] = ()) -> list[Gap]:
    """relabelled: a count took stock off a lot, and about then one found stock of another lot of the product.

    Args:
        lots: the lots covered.
        counted: those of their done lines that inventory adjustments made.
        inventory_gains: lines by which an inventory adjustment found stock of the same products, any lot.
    """
    products = {lot.id: lot.product_id for lot in lots}
    gains = defaultdict(list)
    for line in [*inventory_gains, *counted]:
        if line.is_inventory and line.from_usage == "inventory" and line.to_usage in INSIDE:
            gains[line.product_id].append(line)
    lost = [line for line in counted if line.to_usage == "inventory" and line.from_usage in INSIDE]
    lost = [line for line in lost if line.lot_id in products]
    relabelled = {line.lot_id for line in lost if _was_relabelled(line, gains.get(products[line.lot_id], ()))}
    return [Gap("relabelled", LOT_MODEL, lot, lot, product_id=products[lot]) for lot in relabelled]


def _was_relabelled(line, gains):
    return any(
        gain.lot_id != line.lot_id
        and gain.company_id == line.company_id
        and abs(gain.date - line.date) <= RELABEL_WINDOW
        for gain in gains
    )


def of_cycles(edges: Iterable[Edge]) -> list[Gap]:
    """One gap per loop of lots and orders (strongly connected component), at the smallest lot in it."""
    gaps = []
    for component in _components(_knots(edges)):
        if len(component) > 1:
            lots = [int(key[4:]) for key in component if key.startswith("lot:")]
            lot = min(lots, default=0)
            gaps.append(Gap("cycle", LOT_MODEL, lot, lot) if lot else Gap("cycle", "", 0, 0, detail="without_lot"))
    return gaps


def _knots(edges):
    """What follows each node, without nodes that nothing leads to: in a trace without loops none is left."""
    following, leading = defaultdict(list), defaultdict(int)
    for edge in edges:
        following[edge.from_key].append(edge.to_key)
        leading[edge.to_key] += 1
    free = [key for key in following if key not in leading]
    while free:
        for key in following.pop(free.pop(), ()):
            leading[key] -= 1
            if not leading[key]:
                free.append(key)
    return following


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
