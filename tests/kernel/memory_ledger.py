"""A ``Ledger`` over lists: answers the kernel's questions from a ``World`` in memory.

It stands in for the reader over Odoo's tables, so it answers exactly what the protocol's sentences say and no more.
"""

from world import is_consumption, is_output

from odoo.addons.lot_traceability.kernel.records import Link


class MemoryLedger:
    """Read-only answers from one world, in the order in which the world lists its rows."""

    def __init__(self, world):
        self.world = world
        self._links = {"in": self._summed(is_consumption), "out": self._summed(is_output)}

    def _summed(self, role):
        """Links of all orders: one per order, lot and product, per move where no lot is named."""
        groups = {}
        for line in self.world.lines:
            if role(self.world, line):
                move = 0 if line.lot_id else line.move_id
                groups.setdefault((line.order, line.lot_id, line.product_id, move), []).append(line)
        links = [self._link(key, lines) for key, lines in groups.items()]
        for row in self.world.declared:
            lot, product, qty = row.component_lot_id, row.component_product_id, row.component_qty
            if role is is_output:
                lot, product, qty = row.produced_lot_id, row.produced_product_id, row.produced_qty
            links.append(Link(row.order, "declared", lot, product, 0, qty, row.date, row.date, True, row.company_id))
        return links

    def _link(self, key, lines):
        order, lot_id, product_id, move_id = key
        dates = [line.date for line in lines]
        return Link(
            order, self.world.kinds[order], lot_id, product_id, move_id, sum(line.qty for line in lines), min(dates),
            max(dates), self.world.tracked[product_id] != "none", lines[0].company_id,
        )  # fmt: skip

    def lines(self, lot_ids):
        wanted = set(lot_ids) - {0}
        return [line for line in self.world.lines if line.lot_id in wanted]

    def inbound(self, lot_ids):
        outside = ("supplier", "production")
        return [line for line in self.lines(lot_ids) if line.from_usage in outside or line.transit_in]

    def uses(self, lot_ids):
        wanted = set(lot_ids) - {0}
        return [link for link in self._links["in"] if link.lot_id in wanted]

    def makers(self, lot_ids):
        wanted = set(lot_ids) - {0}
        return [link for link in self._links["out"] if link.lot_id in wanted]

    def inputs(self, orders):
        wanted = set(orders)
        return [link for link in self._links["in"] if link.order in wanted]

    def outputs(self, orders):
        wanted = set(orders)
        return [link for link in self._links["out"] if link.order in wanted]

    def consumed(self, orders):
        sums = {}
        for link in self.inputs(orders):
            row = sums.setdefault((link.order, link.product_id), [0, 0])
            row[0] += link.qty
            row[1] += 0 if link.lot_id else link.qty
        return [(*key, *row) for key, row in sums.items()]

    def as_built(self, orders):
        wanted = set(orders)
        return [row for row in self.world.as_built if row.order in wanted]

    def untracked_lines(self, product_ids):
        wanted = set(product_ids) & {link.product_id for link in self._links["out"] if not link.lot_id}
        return [line for line in self.world.lines if not line.lot_id and line.product_id in wanted]

    def chained(self, move_ids):
        """Pairs (producing move, consuming move) that Odoo's hops connect, however many hops apart."""
        asked = set(move_ids)
        producing = {line.move_id for line in self.world.lines if is_output(self.world, line)}
        consuming = {line.move_id for line in self.world.lines if is_consumption(self.world, line)}
        pairs = []
        for start in sorted(producing):
            reached, todo = set(), [start]
            while todo:
                here = todo.pop()
                for origin, target in self.world.chains:
                    if origin == here and target not in reached:
                        reached.add(target)
                        todo.append(target)
            pairs += [(start, end) for end in sorted(reached & consuming) if asked & {start, end}]
        return pairs

    def found_lines(self, product_ids):
        wanted = set(product_ids)
        return [
            line
            for line in self.world.lines
            if line.product_id in wanted and line.is_inventory and line.from_usage == "inventory"
        ]

    def stock(self, lot_ids, with_open):
        wanted = set(lot_ids) - {0}
        quants = [quant for quant in self.world.quants if quant.lot_id in wanted]
        return quants, [line for line in self.world.open_lines if with_open and line.lot_id in wanted]

    def lot_facts(self, lot_ids):
        wanted = set(lot_ids)
        return [fact for fact in self.world.lots if fact.id in wanted]

    def declared_shipments(self, lot_ids):
        wanted = set(lot_ids)
        return [row for row in self.world.declared_shipments if row.lot_id in wanted]
