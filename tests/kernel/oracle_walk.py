"""Oracle, part 2: who is reached, how far away, how surely, and when (rulings R1, R3, R5).

One procedure serves both directions: ``near`` is the side that the walk comes from, ``far`` the side it goes to;
upstream swaps them and turns the clock round. Every loop is a fixpoint: repeat until nothing changes.
"""

from datetime import datetime, timedelta

EPOCH = datetime(2000, 1, 1)


def key_of(thing):
    """Printed key of an item or order."""
    if thing[0] == "lot":
        return f"lot:{thing[1]}"
    if thing[0] == "untracked":
        return f"untracked:move:{thing[1]}"
    return f"order:{thing[0]}:{thing[1]}"


class Walk:
    """The closure of some lots in one direction.

    depth: item or order → orders crossed (always ≥ 0 here); recorded: what a path of recorded steps reaches;
    since: item or order → instant (None at origins), for those reached by date; border: items that max_depth cut.
    """

    def __init__(self, facts, origins, downstream, max_depth=0):
        self.facts, self.downstream = facts, downstream
        self.origins = [("lot", lot) for lot in sorted(set(origins))]
        self.near = facts.inputs if downstream else facts.outputs
        self.far = facts.outputs if downstream else facts.inputs
        self.limit = max_depth or float("inf")
        self.depth = self._depths()
        self.crossed = {order for order in facts.orders if order in self.depth}
        self.items = {thing for thing in self.depth if thing not in facts.kinds}
        self.border = {item for item in self.items if self.depth[item] == self.limit and self._more_behind(item)}
        if not self.border:  # nothing was left out: the answer is the whole one, instants and certainty too
            self.limit = float("inf")
        self.recorded = self._recorded()
        self._clock = {}
        self._run_clock()
        self.since = {thing: self._instant(value) for thing, value in self._clock.items()}

    def passes(self, item, order, far_item):
        """Whether the walk may go from item through order to the far item."""
        if self.downstream:
            return self.facts.passes(item, order, far_item)
        return self.facts.passes(far_item, order, item)

    def _more_behind(self, item):
        """Whether one order further than allowed there is something that the walk has not reached."""
        orders = [order for order in self.facts.orders if item in self.near[order]]
        ahead = {far for order in orders for far in self.far[order] if self.passes(item, order, far)}
        return not (self.crossed.issuperset(orders) and self.items.issuperset(ahead))

    def enters(self, order):
        """What goes into the order and may still cross it."""
        return [item for item in self.near[order] if self.depth.get(item, self.limit) < self.limit]

    def _depths(self):
        depth = dict.fromkeys(self.origins, 0)
        changed = True
        while changed:
            changed = False
            for order in self.facts.orders:
                for item in self.near[order]:
                    if depth.get(item, self.limit) >= self.limit:
                        continue
                    step = depth[item] + 1
                    reached = [order, *(far for far in self.far[order] if self.passes(item, order, far))]
                    for thing in reached:
                        if depth.get(thing, step + 1) > step:
                            depth[thing] = step
                            changed = True
        return depth

    def _sure(self, item):
        """Whether the step between this item and the order that consumes it is recorded."""
        return item[0] == "lot"

    def _recorded(self):
        """Everything on a path without inferred step (an inferred step leads from an untracked item into an order)."""
        found, size = set(self.origins), 0
        while size != len(found):
            size = len(found)
            for order in self.crossed:
                for item in self.enters(order):
                    if item not in found or (self.downstream and not self._sure(item)):
                        continue
                    found.add(order)
                    found |= {
                        far for far in self.far[order]
                        if self.passes(item, order, far) and (self.downstream or self._sure(far))
                    }  # fmt: skip
        return found

    # -- by date --------------------------------------------------------------------------------------------------

    def _tick(self, date):
        seconds = (date - EPOCH).total_seconds()
        return seconds if self.downstream else -seconds

    def _ticks(self, item, order, near):
        """Clock values of the lines between item and order."""
        facts = self.facts
        flows = facts.into(item, order) if near == self.downstream else facts.out_of(order, item)
        return [self._tick(flow.date) for flow in flows]

    def _instant(self, value):
        if value == float("-inf"):
            return None
        return EPOCH + timedelta(seconds=value if self.downstream else -value)

    def _run_clock(self):
        clock = self._clock
        clock.update(dict.fromkeys(self.origins, float("-inf")))
        changed = True
        while changed:
            changed = False
            for order in self.crossed:
                entering = {}
                for item in self.enters(order):
                    if item in clock:
                        late = [tick for tick in self._ticks(item, order, near=True) if tick >= clock[item]]
                        if late:
                            entering[item] = min(late)
                if not entering:
                    continue
                changed |= self._lower(order, min(entering.values()))
                for far in self.far[order]:
                    since = [tick for item, tick in entering.items() if self.passes(item, order, far)]
                    if since:
                        ticks = self._ticks(far, order, near=False)
                        changed |= self._lower(far, *(tick for tick in ticks if tick >= min(since)))

    def _lower(self, thing, *ticks):
        if not ticks or self._clock.get(thing, float("inf")) <= min(ticks):
            return False
        self._clock[thing] = min(ticks)
        return True


class Origins:
    """The ground of an upstream question: origins only, nothing crossed."""

    downstream = True

    def __init__(self, origins):
        self.origins = [("lot", lot) for lot in origins]
        self.items, self.crossed = set(self.origins), set()
        self.since = dict.fromkeys(self.origins)


def rank(thing):
    """Nodes stand lots first, then orders, then untracked steps; by model and number within."""
    kinds = {"lot": 0, "untracked": 2}
    return (kinds.get(thing[0], 1), thing[0], thing[1])
