"""Oracle, part 1: what each order took and gave, who passes to whom, where untracked goods went.

Second opinion on the trace, written from the contract alone and in the plainest way: it reads a world's lists, line by
line, and shares no code with the kernel. Slow on purpose. An *item* is a lot ``("lot", id)`` or an untracked step
``("untracked", producing move)``; a *flow* is one dated quantity between an item and an order.
"""

from fractions import Fraction
from typing import NamedTuple

from world import is_consumption, is_output


class Flow(NamedTuple):
    """One quantity that went from an item into an order, or from an order into an item."""

    item: tuple
    order: tuple
    product: int
    qty: Fraction
    date: object
    line: object  # None for declared links


def _grouped(flows):
    groups = {}
    for flow in flows:
        groups.setdefault((flow.item, flow.order), []).append(flow)
    return groups


class Facts:
    """The world sorted by order: taken and given flows, as-built rows, reach of untracked steps."""

    def __init__(self, world):
        self.world = world
        self.kinds = dict(world.kinds)
        self.taken, self.given, self.loose = [], [], []
        for line in world.lines:
            if is_output(world, line):
                item = ("lot", line.lot_id) if line.lot_id else ("untracked", line.move_id)
                self.given.append(Flow(item, line.order, line.product_id, Fraction(line.qty), line.date, line))
            elif is_consumption(world, line) and line.lot_id:
                item = ("lot", line.lot_id)
                self.taken.append(Flow(item, line.order, line.product_id, Fraction(line.qty), line.date, line))
            elif is_consumption(world, line):
                self.loose.append(line)
        for row in world.declared:
            self.kinds[row.order] = "declared"
            component, produced = ("lot", row.component_lot_id), ("lot", row.produced_lot_id)
            qty_in, qty_out = Fraction(row.component_qty), Fraction(row.produced_qty)
            self.taken.append(Flow(component, row.order, row.component_product_id, qty_in, row.date, None))
            self.given.append(Flow(produced, row.order, row.produced_product_id, qty_out, row.date, None))
        self.shipped_loose = {}  # untracked item → lines to customers
        self._follow_untracked()
        self._into = _grouped(self.taken)
        self._out_of = _grouped(self.given)
        self.orders = sorted(self.kinds)
        self.inputs = {order: sorted({f.item for f in self.taken if f.order == order}) for order in self.orders}
        self.outputs = {order: sorted({f.item for f in self.given if f.order == order}) for order in self.orders}
        self._passing = {}

    # -- quantities -----------------------------------------------------------------------------------------------

    def into(self, item, order):
        return self._into.get((item, order), [])

    def out_of(self, order, item):
        return self._out_of.get((item, order), [])

    def consumed_total(self, order, product):
        """Everything the order consumed of a product, all lots and lines without lot."""
        lots = sum(f.qty for f in self.taken if f.order == order and f.product == product and f.item[0] == "lot")
        loose = sum(Fraction(line.qty) for line in self.loose if line.order == order and line.product_id == product)
        return lots + loose

    def rows(self, order, component=None, produced=None, product=None):
        """As-built rows of the order, narrowed."""
        return [
            row for row in self.world.as_built
            if row.order == order
            and (component is None or ("lot", row.component_lot_id) == component)
            and (produced is None or ("lot", row.produced_lot_id) == produced)
            and (product is None or row.component_product_id == product)
        ]  # fmt: skip

    # -- as built (R2) --------------------------------------------------------------------------------------------

    def allotted_whole(self, component, order):
        """Whether rows name units for the component lot's whole consumption."""
        flows = self.into(component, order)
        return sum(Fraction(row.qty) for row in self.rows(order, component=component)) >= sum(f.qty for f in flows)

    def complete(self, order, produced, product):
        """Whether the produced lot has its whole portion of the component product named by rows."""
        mine = self.out_of(order, produced)
        made = sum(f.qty for f in self.given if f.order == order and f.product == mine[0].product)
        portion = self.consumed_total(order, product) * sum(f.qty for f in mine) / made
        return sum(Fraction(row.qty) for row in self.rows(order, produced=produced, product=product)) >= portion

    def passes(self, component, order, produced):
        """Whether the order lets the component reach what it produced."""
        key = (component, order, produced)
        if key not in self._passing:
            self._passing[key] = self._passes(*key)
        return self._passing[key]

    def _passes(self, component, order, produced):
        if not self.rows(order) or "untracked" in (component[0], produced[0]):
            return True
        named = bool(self.rows(order, component=component, produced=produced))
        if self.allotted_whole(component, order):
            return named
        return named or not self.complete(order, produced, self.into(component, order)[0].product)

    # -- untracked steps (R4) -------------------------------------------------------------------------------------

    def _follow_untracked(self):
        """Add to ``taken`` what each untracked step led into."""
        for item in sorted({f.item for f in self.given if f.item[0] == "untracked"}):
            made = [f.line for f in self.given if f.item == item]
            lines = self._chained(item[1])
            if not lines:
                lines = self._pooled(made)
                self.shipped_loose[item] = [line for line in lines if line.to_usage == "customer"]
            for line in lines:
                if is_consumption(self.world, line):
                    self.taken.append(Flow(item, line.order, line.product_id, Fraction(line.qty), line.date, line))

    def _chained(self, move):
        """Consuming lines without lot at the ends of Odoo's move chain."""
        reached, size = {move}, 0
        while size != len(reached):
            size = len(reached)
            reached |= {target for origin, target in self.world.chains if origin in reached}
        return [line for line in self.loose if line.move_id in reached - {move}]

    def _pooled(self, made):
        """Lines without lot that left a place while the batch stood there."""
        product = made[0].product_id
        lines = [line for line in self.world.lines if not line.lot_id and line.product_id == product]
        todo, seen, left = [(line.to_location_id, line) for line in made], set(), {}
        while todo:
            place, arrival = todo.pop()
            if (place, arrival.id) in seen:
                continue
            seen.add((place, arrival.id))
            for line in self._while_there(lines, place, arrival):
                left[line.id] = line
                if line.to_usage in ("internal", "transit"):
                    todo.append((line.to_location_id, line))
        return [left[number] for number in sorted(left)]

    def _while_there(self, lines, place, arrival):
        here = sorted(
            (line for line in lines if place in (line.from_location_id, line.to_location_id)),
            key=lambda line: (line.date, line.id),
        )
        balance, there = Fraction(0), False
        for line in here:
            balance += Fraction(line.qty) * ((line.to_location_id == place) - (line.from_location_id == place))
            if there:
                if line.from_location_id == place:
                    yield line
                if balance <= 0:
                    return
            there = there or line.id == arrival.id
