"""Oracle, part 3: what fraction of each lot holds origin material (ruling R6), with exact fractions.

All lines of the origins and of the lots downstream are replayed one after the other; each lot is a well-stirred tank.
"""

from fractions import Fraction

from world import is_consumption, is_output


def sides(line):
    """What a done line means for its lot (R7): (how it came, how it went), either may be None.

    From one outside place to another it did both: it came from there and went there.
    """
    came = {"supplier": "received", "production": "produced", "customer": "returned_in", "inventory": "found"}
    went = {"supplier": "returned_to_supplier", "production": "consumed", "customer": "shipped"}
    went["inventory"] = "scrapped" if line.is_scrap else "lost"
    return (
        "transferred_in" if line.transit_in else came.get(line.from_usage),
        "transferred_out" if line.transit_out else went.get(line.to_usage),
    )


class Replay:
    """Shares of lots, orders, untracked steps and single lines.

    ``share`` lot → share now (at the end: after all lines); ``of_line`` line id → share its lot had at that line;
    ``of_node`` item or order → share to print.
    """

    def __init__(self, facts, walk):
        self.facts, self.walk = facts, walk
        self.lots = {item for item in walk.items if item[0] == "lot"}
        self.share = {item: Fraction(item in walk.origins) for item in self.lots}
        self.total = dict.fromkeys(self.lots, Fraction(0))
        self.used = {}  # (order, lot) → [(qty, share at that line)]
        self.inflow = {item: [] for item in self.lots}  # (qty, affected qty)
        self.repaired = set()
        self.of_line, self.of_declared = {}, {}
        for _key, act, thing in sorted(self._events(), key=lambda event: event[0]):
            act(thing)
        self.of_node = {order: self._fraction(order) for order in walk.crossed}
        self.of_node |= {item: self._node_share(item) for item in walk.items}

    # -- the order of events ----------------------------------------------------------------------------------

    def _events(self):
        world = self.facts.world
        for line in world.lines:
            if ("lot", line.lot_id) in self.lots:
                yield self._line_key(line), self._line, line
        for row in world.declared:
            if row.order in self.walk.crossed:
                # imported on one day: what an order puts out comes before what the next one takes
                yield (row.date, 0, 0, row.date, self.walk.depth[row.order], row.id), self._declared, row
        for row in world.declared_shipments:
            if ("lot", row.lot_id) in self.lots:
                yield (row.date, 0, 1, row.date, 0, row.id), self._declared_shipment, row

    def _line_key(self, line):
        """(date, id), but outputs come after everything that the order took from reached items."""
        key = (line.date, line.id)
        if is_output(self.facts.world, line):
            taken = [
                (flow.line.date, flow.line.id) for flow in self.facts.taken
                if flow.order == line.order and flow.item in self.walk.items
            ]  # fmt: skip
            last = max(taken, default=key)
            if last > key:
                return (*last, 1, *key)
        return (*key, 0, *key)

    # -- events -----------------------------------------------------------------------------------------------

    def _line(self, line):
        world, lot, qty = self.facts.world, ("lot", line.lot_id), Fraction(line.qty)
        came, went = sides(line)
        if is_output(world, line) and came is None:
            self._repair(line, lot, qty)
        elif is_output(world, line):
            self._mix(lot, qty, qty * self._fraction(line.order, lot))
        elif came == "received":
            self._mix(lot, qty, Fraction(0))
        elif came:  # carries the lot's share, also what production put out without saying for which order
            self.total[lot] += qty
        self.of_line[line.id] = self.share[lot]
        if is_consumption(world, line):
            self.used.setdefault((line.order, lot), []).append((qty, self.share[lot]))
        if went:
            self.total[lot] -= qty

    def _mix(self, lot, qty, affected):
        before = max(self.total[lot], Fraction(0))
        self.inflow[lot].append((qty, affected))
        self._set(lot, (before * self.share[lot] + affected) / (before + qty))
        self.total[lot] += qty

    def _set(self, lot, share):
        if lot not in self.walk.origins:
            self.share[lot] = share

    def _repair(self, line, lot, qty):
        self.repaired.add(lot)
        before = self.share[lot]
        after = 1 - (1 - before) * (1 - self._fraction(line.order))
        self._set(lot, before + qty / max(self.total[lot], qty) * (after - before))

    def _declared(self, row):
        component, produced = ("lot", row.component_lot_id), ("lot", row.produced_lot_id)
        qty = Fraction(row.produced_qty) or Fraction(1)
        if component in self.lots:
            self.used[row.order, component] = [(Fraction(row.component_qty), self.share[component])]
            self.total[component] -= Fraction(row.component_qty)
        self._mix(produced, qty, qty * self._fraction(row.order))

    def _declared_shipment(self, row):
        self.of_declared[row.id] = self.share["lot", row.lot_id]

    # -- fractions --------------------------------------------------------------------------------------------

    def _fraction(self, order, produced=None, asking=()):
        """1 − Π(1 − f_p) of an order; with a produced lot: its own as-built rows count.

        ``asking``: orders whose fraction waits for this one; what an order feeds back into itself through untracked
        steps adds nothing.
        """
        if order not in self.walk.crossed or order in asking:
            return Fraction(0)
        if not produced or not self.facts.rows(order):
            asking = (*asking, order)
        clean = Fraction(1)
        products = {flow.product for flow in self.facts.taken if flow.order == order}
        for product in sorted(products):
            affected = self._affected(order, product, asking)
            total = self.facts.consumed_total(order, product)
            if produced and self.facts.rows(order, product=product):
                affected, total = self._as_built(order, product, produced, affected, total)
            fraction = affected / total if total > 0 else Fraction(0)
            clean *= 1 - min(max(fraction, Fraction(0)), Fraction(1))
        return 1 - clean

    def _affected(self, order, product, asking):
        """Affected quantity of the product that the order took so far."""
        affected = Fraction(0)
        for flow in {flow[:3]: flow for flow in self.facts.taken if flow.order == order}.values():
            if flow.product == product and flow.item[0] == "lot":
                affected += sum(qty * share for qty, share in self.used.get((order, flow.item), []))
        left = sum(
            Fraction(line.qty) for line in self.facts.loose if line.order == order and line.product_id == product
        )
        for item in sorted(item for item in self.walk.items if item[0] == "untracked"):
            flows = self.facts.into(item, order)
            if flows and flows[0].product == product:
                qty = min(carried(self.facts, item, order), left)
                affected += qty * self._fraction(self.maker(item), asking=asking)
                left -= qty
        return affected

    def maker(self, item):
        """The order that put out an untracked step."""
        return next(flow.order for flow in self.facts.given if flow.item == item)

    def _average(self, order, lot):
        used = self.used.get((order, lot), [])
        return sum(qty * share for qty, share in used) / sum(qty for qty, _share in used) if used else Fraction(0)

    def _as_built(self, order, product, produced, affected, total):
        """(affected, total) of the product as far as it concerns this produced lot."""
        named = [
            (row, Fraction(row.qty), self._average(order, ("lot", row.component_lot_id)))
            for row in self.facts.rows(order, product=product)
        ]
        if self.facts.complete(order, produced, product):
            named = [entry for entry in named if ("lot", entry[0].produced_lot_id) == produced]
            return sum(qty * share for _row, qty, share in named), sum(qty for _row, qty, _share in named)
        return (
            affected - sum(qty * share for _row, qty, share in named),
            total - sum(qty for _row, qty, _share in named),
        )

    def _node_share(self, item):
        if item in self.walk.origins:
            return Fraction(1)
        if item[0] == "untracked":
            return self._fraction(self.maker(item))
        qty = sum(qty for qty, _affected in self.inflow[item])
        share = sum(affected for _qty, affected in self.inflow[item]) / qty if qty else Fraction(0)
        return max(share, self.share[item]) if item in self.repaired else share


def carried(facts, item, order):
    """Quantity of the edge from an untracked step into an order: never more than the step put out."""
    made = sum(flow.qty for flow in facts.given if flow.item == item)
    return min(sum(flow.qty for flow in facts.into(item, order)), made)
