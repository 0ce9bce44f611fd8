"""What a reader who may not see everything is told: nothing of a hidden record, and how many there are."""

import random

import graphs
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_ledger import MemoryLedger
from world import Book, day

from odoo.addons.lot_traceability.kernel.answer import BOTH, DOWNSTREAM, UPSTREAM
from odoo.addons.lot_traceability.kernel.lineage import trace

SEEDS = st.integers(min_value=0, max_value=10**6)
steady = settings(derandomize=True, max_examples=200, deadline=None, database=None)


class Blinkers:
    """A reader who may not see some records: sets of ids, of (model, id) for orders."""

    def __init__(self, **hidden):
        self.hidden = hidden

    def _seen(self, kind, numbers):
        return set(numbers) - self.hidden.get(kind, set())

    def lots(self, lot_ids):
        return self._seen("lots", lot_ids)

    def lines(self, lines):
        return self._seen("lines", (line.id for line in lines))

    def quants(self, quants):
        return self._seen("quants", (quant.id for quant in quants))

    def open_lines(self, lines):
        return self._seen("open", (line.id for line in lines))

    def companies(self, company_ids):
        return self._seen("companies", company_ids)

    def orders(self, model, order_ids):
        return {order for order in order_ids if (model, order) not in self.hidden.get("orders", ())}


def some_reader(world, origins, chance):
    """Hides about a third of everything but the origins, and often one of the two companies."""

    def third(numbers):
        return {number for number in numbers if chance.random() < 0.3}

    return Blinkers(
        lots=third(fact.id for fact in world.lots) - set(origins),
        lines=third(line.id for line in world.lines),
        quants=third(quant.id for quant in world.quants),
        open=third(line.id for line in world.open_lines),
        orders=third(tuple(order) for order in world.kinds),
        companies=chance.choice((set(), {1}, {2})),
    )


def told_records(answer, world):
    """(kind, id) of every record that an answer names."""
    by_move = {}
    for line in world.lines:
        by_move.setdefault((line.move_id, line.lot_id), []).append(("lines", line.id))
    for node in answer.nodes:
        yield "lots", node.lot_id
        if node.kind == "order":
            yield "orders", (node.model, node.res_id)
    for row in (*answer.on_hand, *answer.open, *answer.shipments, *answer.suppliers, *answer.balance, *answer.gaps):
        yield "lots", row.lot_id
    for row in (*answer.shipments, *answer.suppliers):
        yield "lines", row.move_line_id
    yield from (("quants", row.id) for row in answer.on_hand)
    yield from (("open", row.id) for row in answer.open)
    for gap in answer.gaps:
        if gap.model == "stock.move" and gap.lot_id:
            seen = by_move[gap.res_id, gap.lot_id]
            yield seen[0] if len(seen) == 1 else ("lines", 0)
        elif gap.model in ("mrp.production", "mrp.unbuild", "lot.repack", "lot.transfer", "repair.order"):
            yield "orders", (gap.model, gap.res_id)
        else:
            kinds = {"stock.move.line": "lines", "stock.quant": "quants", "stock.lot": "lots"}
            yield kinds.get(gap.model, "none"), gap.res_id


@steady
@given(SEEDS, SEEDS, st.sampled_from((DOWNSTREAM, UPSTREAM, BOTH)), st.integers(0, 3))
def test_no_hidden_record_is_told(seed, choice, direction, depth):
    world, origins = graphs.build(seed)
    reader = some_reader(world, origins, random.Random(choice))
    answer = trace(MemoryLedger(world), origins, direction, max_depth=depth, reader=reader)
    leaked = [(kind, number) for kind, number in told_records(answer, world) if number in reader.hidden.get(kind, ())]
    assert leaked == []
    keys = {node.key for node in answer.nodes}
    for node in answer.nodes:
        if node.kind == "hidden":
            assert (node.lot_id, node.product_id, node.model, node.res_id, node.company_id) == (0, 0, "", 0, 0)
            assert (node.date, node.since, node.share) == (None, None, None)
        else:
            assert node.company_id not in reader.hidden["companies"]
    for edge in answer.edges:
        is_hidden = "hidden:" in edge.from_key + edge.to_key
        assert (edge.qty is None, edge.date is None, not edge.product_id) == (is_hidden,) * 3
        assert {edge.from_key, edge.to_key} <= keys
    for gap in answer.gaps:
        if gap.code == "cut" and gap.model == "stock.move" and not gap.lot_id:
            assert f"untracked:move:{gap.res_id}" in keys


@steady
@given(SEEDS, st.sampled_from((DOWNSTREAM, UPSTREAM, BOTH)))
def test_who_may_see_everything_is_told_everything(seed, direction):
    world, origins = graphs.build(seed)
    ledger = MemoryLedger(world)
    assert trace(ledger, origins, direction, reader=Blinkers()) == trace(ledger, origins, direction)


def shared_world():
    """Lot 1 (ours) → order 1 → lot 2 → order 2 (theirs) → lot 3, which both may read and they alone handled.

    3 of lot 3 went into production in nobody's name, 1 to customer 81.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    one, two = book.production(1), book.production(2)
    book.receive(1, 4, day(0))
    book.use(one, 1, 4, day(1))
    book.make(one, 2, 4, day(1))
    secret = [
        book.use(two, 2, 4, day(2)),
        book.make(two, 3, 5, day(2)),
        book.move(3, 3, day(3), "stock", "work"),
        book.ship(3, 1, day(4), partner=81),
    ]
    return book.count_stock(), Blinkers(lines={line.id for line in secret}, orders={tuple(two)})


def test_a_lot_that_others_alone_handled_keeps_its_name_only():
    world, reader = shared_world()
    answer = trace(MemoryLedger(world), [1], reader=reader)
    lots = {node.lot_id: (node.since, node.share, node.by_date) for node in answer.nodes if node.kind == "lot"}
    assert lots == {1: (None, 1, True), 2: (day(1), 1, True), 3: (None, None, True)}


def test_hidden_ends_are_counted():
    world, reader = shared_world()
    answer = trace(MemoryLedger(world), [1], reader=reader)
    # order 2, what was used up without an order, what was shipped
    assert answer.hidden_count == 3
    assert [(gap.code, gap.qty) for gap in answer.gaps if gap.code in ("cut", "hidden")] == [("hidden", 3)]
