"""Oracle, part 4: what the answer does not know (rulings R2, R4, R7, R8, R10).

A gap here is (code, model, res_id, lot_id); model and id name the record to mend.
"""

from collections import Counter
from datetime import timedelta
from fractions import Fraction

from oracle_shares import sides
from oracle_walk import key_of

TOLERANCE = Fraction(1, 1_000_000)
ONE_DAY = timedelta(days=1)


def find_gaps(question, answer):
    """All gaps of the answer, sorted, each once."""
    gaps = set()
    for finder in (
        graph_gaps,
        open_ends,
        untracked_gaps,
        balance_gaps,
        backdated_gaps,
        shipment_gaps,
        serial_gaps,
        lot_gaps,
        count_gaps,
    ):
        gaps |= set(finder(question, answer))
    return sorted(gaps)


def graph_gaps(question, answer):
    facts = question.facts
    for walk in question.walks:
        for item in walk.border:
            yield ("cut", "stock.lot", item[1], item[1]) if item[0] == "lot" else ("cut", "stock.move", item[1], 0)
        for order in walk.crossed:
            for item in facts.inputs[order]:
                whole = item[0] == "untracked" or item not in walk.items or facts.allotted_whole(item, order)
                # a component product that nobody allots in this order is no gap
                if not whole and facts.rows(order, product=facts.into(item, order)[0].product):
                    yield ("partial_as_built", *order, item[1])
    steps = {}
    for edge in answer["edges"]:
        steps.setdefault(edge["from_key"], set()).add(edge["to_key"])
    rings = {frozenset(ring) for ring in (ring_of(steps, key) for key in steps) if len(ring) > 1}
    for ring in rings:
        lots = [int(key.partition(":")[2]) for key in ring if key.startswith("lot:")]
        yield ("cycle", "stock.lot", min(lots), min(lots)) if lots else ("cycle", "", 0, 0)


def open_ends(question, answer):
    """Into or out of a production place in the name of no order: the way of a lot walked that way ends there."""
    for walk in question.walks:
        mine = {item[1] for item in walk.items if item[0] == "lot"}
        end = "to_usage" if walk.downstream else "from_usage"
        for line in question.world.lines:
            if line.lot_id not in mine or line.order.model or getattr(line, end) != "production":
                continue
            # a repair takes old parts out of a unit: they were not made there
            if walk.downstream or line.doc_model != "repair.order":
                yield ("cut", "stock.move", line.move_id, line.lot_id)


def ahead(steps, key):
    """Everything that can be reached from key in one step or more."""
    found, todo = set(), [key]
    while todo:
        for target in steps.get(todo.pop(), ()):
            if target not in found:
                found.add(target)
                todo.append(target)
    return found


def ring_of(steps, key):
    """All keys that key reaches and that reach it back."""
    return {other for other in ahead(steps, key) if key in ahead(steps, other)}


def untracked_gaps(question, answer):
    for node in answer["nodes"]:
        if node["kind"] == "untracked":
            tracked = question.world.tracked[node["product_id"]] != "none"
            order = next(flow.order for flow in question.facts.given if key_of(flow.item) == node["key"])
            yield ("missing_lot" if tracked else "untracked_step", *order, 0)


def balance_gaps(question, answer):
    for row in answer["balance"]:
        if abs(row["residual_qty"]) > TOLERANCE:
            yield ("residual", "stock.lot", row["lot_id"], row["lot_id"])
    for quant in question.world.quants:
        # below zero between companies is no gap: goods arrive there as one lot and leave as the other company's
        if quant.lot_id in question.covered and quant.qty < -TOLERANCE and not quant.inter_company:
            yield ("negative_stock", "stock.quant", quant.id, quant.lot_id)


def backdated_gaps(question, answer):
    """A lot whose inside balance was below zero once all lines of some second had been counted."""
    for lot in question.covered:
        lines = [line for line in question.lines if line.lot_id == lot]
        for instant in {line.date for line in lines}:
            balance = Fraction(0)
            for line in lines:
                if line.date <= instant:
                    came, went = sides(line)
                    balance += Fraction(line.qty) * (bool(came) - bool(went))
            if balance < -TOLERANCE:
                yield ("backdated", "stock.lot", lot, lot)


def shipment_gaps(question, answer):
    lines = {line.id: line for line in question.world.lines}
    net = Counter()
    for row in answer["shipments"]:
        line = lines.get(row["move_line_id"])
        if not row["partner_id"]:
            where = ("stock.move.line", line.id) if line else (row["model"], row["res_id"])
            yield ("unknown_consignee", *where, row["lot_id"])
        if line and not line.doc_model and not line.order.model and not line.is_scrap and not line.is_inventory:
            yield ("deleted_document", "stock.move.line", line.id, line.lot_id)
        net[row["commercial_partner_id"], row["lot_id"]] += row["qty"]
    for (partner, lot), qty in net.items():
        if qty < -TOLERANCE and partner and lot:
            yield ("foreign_return", "res.partner", partner, lot)


def serial_gaps(question, answer):
    """A serial number is one unit: on hand, with customers and built in, it may not be more than that."""
    balance = {row["lot_id"]: row for row in answer["balance"]}
    for fact in question.world.lots:
        if fact.tracking == "serial" and fact.id in question.covered:
            # a place below zero does not make the other unit go away, nor does a customer who gave back too much
            inside = sum(row["qty"] for row in answer["on_hand"] if row["lot_id"] == fact.id and row["qty"] > 0)
            shipped = sum(row["qty"] for row in answer["shipments"] if row["lot_id"] == fact.id)
            built_in = balance[fact.id]["consumed_qty"] - balance[fact.id]["produced_qty"]
            if inside + max(shipped, 0) + max(built_in, 0) > 1:
                yield ("duplicate_serial", "stock.lot", fact.id, fact.id)


def lot_gaps(question, answer):
    for fact in question.world.lots:
        if fact.id in question.covered and fact.uses_expiration and not fact.expiration_date:
            yield ("missing_expiry", "stock.lot", fact.id, fact.id)


def count_gaps(question, answer):
    """A lot that lost by inventory adjustment what another lot of its product may have gained within a day."""
    gainers = [line for line in question.world.lines if line.is_inventory and sides(line)[0] == "found"]
    for loser in (line for line in question.lines if line.is_inventory and sides(line)[1] == "lost"):
        for gainer in gainers:
            other = gainer.lot_id != loser.lot_id and gainer.product_id == loser.product_id
            if other and gainer.company_id == loser.company_id and abs(gainer.date - loser.date) <= ONE_DAY:
                yield ("relabelled", "stock.lot", loser.lot_id, loser.lot_id)
