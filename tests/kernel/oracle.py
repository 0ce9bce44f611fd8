"""The brute-force second opinion on ``lineage.trace``: one plain dict of lists of dicts.

Read the rulings and the trace contract, not the kernel, when this file and the kernel disagree. Keys of rows are the
contract's without names; quantities and shares are exact fractions; absent instants are None, absent ids 0.
"""

from fractions import Fraction

from oracle_facts import Facts
from oracle_gaps import find_gaps
from oracle_shares import Replay, carried, sides
from oracle_walk import Origins, Walk, key_of, rank
from world import DECLARED_MODEL

FLOWS = (
    "received", "produced", "returned_in", "found", "consumed", "shipped", "returned_to_supplier", "scrapped", "lost",
    "transferred_in", "transferred_out",
)  # fmt: skip
CAME = ("received", "produced", "returned_in", "found", "transferred_in")


def trace(world, origins, direction="downstream", max_depth=0, include_open=True, facts=None):
    """The whole answer; ``facts`` saves sorting the same world twice."""
    return Question(facts or Facts(world), origins, direction, max_depth).answer(include_open)


class Question:
    """One question about one world."""

    def __init__(self, facts, origins, direction, max_depth):
        self.facts, self.world, self.direction = facts, facts.world, direction
        self.origins = sorted(set(origins))
        self.down = Walk(facts, origins, True, max_depth) if direction != "upstream" else None
        self.up = Walk(facts, origins, False, max_depth) if direction != "downstream" else None
        self.walks = [walk for walk in (self.down, self.up) if walk]
        # what origins and lots downstream did; of an upstream question: what the origins did
        self.ground = self.down or Origins(self.origins)
        self.replay = Replay(facts, self.ground)
        self.covered = sorted(item[1] for item in self.ground.items if item[0] == "lot")
        self.lines = sorted(
            (line for line in self.world.lines if line.lot_id in set(self.covered)), key=lambda line: line.id
        )

    def answer(self, include_open):
        answer = {
            "direction": self.direction,
            "origin_keys": [f"lot:{lot}" for lot in self.origins],
            "truncated": any(walk.border for walk in self.walks),
            "nodes": self.nodes(),
            "edges": self.edges(),
            "on_hand": self.on_hand(),
            "open": self.open_rows() if include_open else [],
            "shipments": self.shipments(),
            "suppliers": self.suppliers(),
            "balance": self.balance(),
        }
        answer["customers"] = self.customers(answer["shipments"])
        answer["completeness"] = self.completeness(answer)
        answer["gaps"] = find_gaps(self, answer)
        return answer

    # -- graph ------------------------------------------------------------------------------------------------

    def walk_of(self, thing):
        """The walk that speaks for a node: downstream wins."""
        return self.down if self.down and thing in self.down.depth else self.up

    def things(self):
        return sorted({thing for walk in self.walks for thing in walk.depth}, key=rank)

    def sure(self, thing):
        return any(thing in walk.recorded for walk in self.walks)

    def nodes(self):
        facts = {fact.id: fact for fact in self.world.lots}
        rows = []
        for thing in self.things():
            walk = self.walk_of(thing)
            kind = thing[0] if thing[0] in ("lot", "untracked") else "order"
            away = walk.depth[thing]
            side = "downstream" if walk.downstream else "upstream"
            share = self.replay.of_node.get(thing, Fraction(0)) if walk is self.down or not away else Fraction(0)
            if kind == "lot":
                product, model, res_id = facts[thing[1]].product_id, "", 0
            elif kind == "order":
                product, model, res_id = 0, *thing
            else:
                made = [flow for flow in self.facts.given if flow.item == thing]
                product, model, res_id = made[0].product, "stock.move", thing[1]
            rows.append({
                "key": key_of(thing),
                "kind": kind,
                "side": side if away else "origin",
                "depth": away if walk.downstream else -away,
                "certainty": "recorded" if self.sure(thing) else "inferred",
                "lot_id": thing[1] if kind == "lot" else 0,
                "product_id": product,
                "model": model,
                "res_id": res_id,
                "since": walk.since.get(thing),
                "by_date": thing in walk.since,
                "share": share,
            })  # fmt: skip
        return rows

    def edges(self):
        found = {}
        for walk in self.walks:
            for order in walk.crossed:
                for item in self.facts.inputs[order]:
                    if item in walk.items:
                        found[item, order] = self.edge_in(item, order)
                for item in self.facts.outputs[order]:
                    if item in walk.items:
                        found[order, item] = self.edge_out(order, item)
        return [found[pair] for pair in sorted(found, key=lambda pair: (rank(pair[0]), rank(pair[1])))]

    def edge_in(self, item, order):
        flows = self.facts.into(item, order)
        kind, qty = self.facts.kinds[order], sum(flow.qty for flow in flows)
        if item[0] == "untracked":
            kind, qty = "inferred", carried(self.facts, item, order)
        elif self.facts.rows(order) and self.facts.allotted_whole(item, order):
            kind = "as_built"
        return self.edge(item, order, qty, flows, kind, "inferred" if kind == "inferred" else "recorded")

    def edge_out(self, order, item):
        flows = self.facts.out_of(order, item)
        kind = self.facts.kinds[order]
        products = {row.component_product_id for row in self.facts.rows(order)}
        if item[0] == "lot" and products and all(self.facts.complete(order, item, product) for product in products):
            kind = "as_built"
        return self.edge(order, item, sum(flow.qty for flow in flows), flows, kind, "recorded")

    def edge(self, source, target, qty, flows, kind, certainty):
        return {
            "from_key": key_of(source),
            "to_key": key_of(target),
            "qty": qty,
            "date": max(flow.date for flow in flows),
            "kind": kind,
            "certainty": certainty,
        }

    # -- where the goods are ----------------------------------------------------------------------------------

    def on_hand(self):
        return [
            {"lot_id": quant.lot_id, "location_id": quant.location_id, "usage": quant.usage,
             "company_id": quant.company_id, "package_id": quant.package_id, "owner_id": quant.owner_id,
             "qty": Fraction(quant.qty), "reserved_qty": Fraction(quant.reserved_qty)}
            for quant in self.world.quants if quant.lot_id in self.covered
        ]  # fmt: skip

    def open_rows(self):
        return [
            {"move_line_id": line.id, "lot_id": line.lot_id, "model": line.doc_model, "res_id": line.doc_id,
             "partner_id": line.partner_id, "state": line.state, "qty": Fraction(line.qty)}
            for line in self.world.open_lines if line.lot_id in self.covered
        ]  # fmt: skip

    def suppliers(self):
        lots = set(self.origins) | ({item[1] for item in self.up.items if item[0] == "lot"} if self.up else set())
        return [
            {"move_line_id": line.id, "commercial_partner_id": line.commercial_partner_id, "lot_id": line.lot_id,
             "model": line.doc_model, "res_id": line.doc_id, "date": line.date, "qty": Fraction(line.qty)}
            for line in self.world.lines
            if line.lot_id in lots and sides(line)[0] == "received" and line.to_usage != "supplier"
        ]  # fmt: skip

    def shipments(self):
        rows = []
        for line in self.lines:
            came, went = sides(line)
            item, share = ("lot", line.lot_id), self.replay.of_line[line.id]
            if went == "shipped":
                rows.append(self.shipment(line, self.ship_kind(line), [item], share))
            if came == "returned_in":
                rows.append(self.shipment(line, "return", [item], share))
                if went == "shipped":  # the line's partner is the one who has it now
                    rows[-1] |= {"partner_id": 0, "commercial_partner_id": 0}
        loose = {}
        for item in (item for item in self.ground.items if item[0] == "untracked"):
            for line in self.facts.shipped_loose.get(item, ()):
                loose.setdefault(line.id, (line, []))[1].append(item)
        for line, items in loose.values():
            share = max(self.replay.of_node[item] for item in items)
            rows.append(self.shipment(line, self.ship_kind(line), items, share) | {"certainty": "inferred"})
        for row in self.world.declared_shipments:
            if row.lot_id in self.covered:
                item = ("lot", row.lot_id)
                rows.append(self.declared_shipment(row, item))
        return rows

    def ship_kind(self, line):
        if line.from_usage == "customer":
            return "other"
        if line.channel == "pos":
            return "pos"
        if line.from_usage == "supplier":
            return "dropship"
        return "delivery" if line.doc_model == "stock.picking" else "other"

    def shipment(self, line, kind, items, share):
        return {
            "move_line_id": line.id,
            "lot_id": line.lot_id,
            "product_id": line.product_id,
            "model": line.doc_model,
            "res_id": line.doc_id,
            "company_id": line.company_id,
            "date": line.date,
            "partner_id": line.partner_id,
            "commercial_partner_id": line.commercial_partner_id,
            "kind": kind,
            "qty": Fraction(line.qty) * (-1 if kind == "return" else 1),
            "share": share,
            "by_date": any(self.in_time(item, line.date) for item in items),
            "certainty": "recorded" if all(self.sure(item) for item in items) else "inferred",
        }

    def declared_shipment(self, row, item):
        return {
            "move_line_id": 0,
            "lot_id": row.lot_id,
            "product_id": row.product_id,
            "model": DECLARED_MODEL,
            "res_id": row.id,
            "company_id": row.company_id,
            "date": row.date,
            "partner_id": row.partner_id,
            "commercial_partner_id": row.commercial_partner_id,
            "kind": "other",
            "qty": Fraction(row.qty),
            "share": self.replay.of_declared[row.id],
            "by_date": self.in_time(item, row.date),
            "certainty": "recorded" if self.sure(item) else "inferred",
        }

    def in_time(self, item, date):
        """Whether a line of this date left after the item was itself reached."""
        if item not in self.ground.since:
            return False
        since = self.ground.since[item]
        return since is None or date >= since

    def customers(self, shipments):
        groups = {}
        for row in shipments:
            groups.setdefault((row["commercial_partner_id"], row["product_id"]), []).append(row)
        return [self.customer(*key, groups[key]) for key in sorted(groups)]

    def customer(self, partner, product, rows):
        sent = [row for row in rows if row["qty"] > 0]
        shipped = sum(row["qty"] for row in sent)
        returned = -sum(row["qty"] for row in rows if row["qty"] < 0)
        return {
            "commercial_partner_id": partner,
            "product_id": product,
            "lot_count": len({row["lot_id"] for row in rows} - {0}),
            "delivery_count": len({(row["model"], row["res_id"] or row["move_line_id"]) for row in sent}),
            "shipped_qty": shipped,
            "returned_qty": returned,
            "net_qty": shipped - returned,
            "by_date_qty": sum(row["qty"] for row in rows if row["by_date"]),
            "proportional_qty": sum(row["qty"] * row["share"] for row in rows),
        }

    def balance(self):
        rows = []
        for lot in self.covered:
            row = {"lot_id": lot} | {f"{flow}_qty": Fraction(0) for flow in FLOWS}
            for line in self.lines:
                if line.lot_id == lot:
                    for flow in sides(line):
                        if flow:
                            row[f"{flow}_qty"] += Fraction(line.qty)
            row["on_hand_qty"] = sum(
                (Fraction(quant.qty) for quant in self.world.quants if quant.lot_id == lot and not quant.inter_company),
                Fraction(0),
            )
            came = sum(row[f"{flow}_qty"] for flow in CAME)
            row["residual_qty"] = (
                came - row["on_hand_qty"] - sum(row[f"{flow}_qty"] for flow in FLOWS if flow not in CAME)
            )
            rows.append(row)
        return rows

    def completeness(self, answer):
        """Known rows ÷ all rows, to six places."""
        customers_lines = {line.id for line in self.world.open_lines if line.to_usage == "customer"}
        known = [self.sure(("lot", row["lot_id"])) for row in answer["on_hand"]]
        known += [
            self.sure(("lot", row["lot_id"])) and (row["move_line_id"] not in customers_lines or row["partner_id"] != 0)
            for row in answer["open"]
        ]
        known += [row["certainty"] == "recorded" and row["partner_id"] != 0 for row in answer["shipments"]]
        return round(Fraction(sum(known), len(known)), 6) if known else Fraction(1)
