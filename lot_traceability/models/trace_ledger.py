"""The ledger over Odoo's own tables: executes the questions of ``sql/`` and hands plain rows to the kernel.

Reads across all companies and past record rules on purpose: the walk must not stop at what a user may not
see, or the answer would be silently wrong. Nothing of it leaves this room before ``TraceAccess`` has taken
out, and counted, what the user may not read. Each set of lots is read once per trace.
"""

from collections import defaultdict
from decimal import Decimal

from ..kernel.records import (
    NO_ORDER,
    AsBuilt,
    DeclaredShipment,
    Line,
    Link,
    LotFact,
    OpenLine,
    OrderKey,
    Quant,
)
from ..sql import ledger_ahead, ledger_facts, ledger_lines, ledger_orders
from .trace_lines import TraceLines
from .trace_transfers import Transfers


def trace_columns(env, usages, inter_company) -> ledger_lines.TraceColumns:
    """Which optional apps added the columns that a trace follows, told by their fields; where the places are."""
    places = {
        usage: tuple(place for place, of in usages.items() if of == usage)
        for usage in ("production", "customer", "supplier", "inventory")
    }
    return ledger_lines.TraceColumns(
        repair="repair_line_type" in env["stock.move"]._fields,
        sale="sale_id" in env["stock.picking"]._fields,
        purchase="purchase_line_id" in env["stock.move"]._fields,
        point_of_sale="pos_order_id" in env["stock.picking"]._fields,
        places=ledger_lines.Places(**places, inter_company=inter_company),
    )


class TraceLedger:
    """``kernel.ledger.Ledger`` over the database. One instance answers one trace."""

    def __init__(self, questions, lot_ids=(), with_stock=False, with_open=False):
        """``lot_ids``: whose companies are told; ``with_stock``: their ``stock`` is going to be asked for."""
        self.run = questions.ask
        env = questions.env_sudo
        env.flush_all()
        self._lines: dict[int, list[Line]] = {}
        self._inbound: dict[int, list[Line]] = {}  # of lots read whole: all their lines
        self._links: dict[str, dict[OrderKey, list[Link]]] = {"input": {}, "output": {}}
        self._put_out_lotless: set[int] = set()  # products
        # read along with the facts of lots: which are blocked; rows of ``sql.ledger_names.products`` by product
        self.blocked: set[int] = set()
        self.products: dict[int, tuple] = {}
        self.lang = env.lang or "en_US"
        inter_company = env["ir.model.data"]._xmlid_to_res_id("stock.stock_location_inter_company") or 0
        [presence] = self.run(ledger_facts.presence(inter_company, list(lot_ids), with_stock, with_open))
        *flags, usages, companies, stock = presence
        self._declared, self._declared_shipped, self._has_as_built, has_transit = flags
        self._stock_ahead = {(frozenset(lot_ids), with_open): stock or ()} if with_stock else {}
        self.companies: dict[int, int | None] = dict(companies)  # of the lots that the ledger was made for
        # of the locations that are not internal
        self.usages: dict[int, str] = {int(place): usage for place, usage in usages or ()}
        self.columns = trace_columns(env, self.usages, inter_company if has_transit else 0)
        self.transfers = Transfers(self)
        self._reader = TraceLines(self)
        self.read_lines = self._reader.of

    def read_ahead(self, lot_ids):
        """Read at once what an upstream walk from these lots is going to ask level by level."""
        rows = {ledger_ahead.LINE: [], ledger_ahead.LINK: [], ledger_ahead.PARTY: []}
        for row in self.run(ledger_ahead.behind(self.columns, list(lot_ids))):
            rows[min(row[0], ledger_ahead.LINE)].append(row)
        self._keep(self._inbound, self._reader.made([row[:-1] for row in rows[ledger_ahead.LINE]]), lot_ids)
        self._lines.update({lot: self._inbound[lot] for lot in lot_ids})
        self._reader.know_partners(map(ledger_ahead.party_of, rows[ledger_ahead.PARTY]))
        inputs = self._links["input"]
        for link in self._links_in(map(ledger_ahead.link_of, rows[ledger_ahead.LINK])):
            inputs.setdefault(link.order, []).append(link)

    def _keep(self, store, lines, lot_ids):
        store.update((lot, []) for lot in lot_ids)
        for line in self.transfers.mark(lines):
            store.setdefault(line.lot_id, []).append(line)

    def _of_lots(self, store, ask, lot_ids):
        missing = [lot for lot in lot_ids if lot not in store]
        if missing:
            self._keep(store, self.read_lines(ask(self.columns, sorted(missing))), missing)
        return [line for lot in lot_ids for line in store[lot]]

    def _lines_of(self, lot_ids):
        return self._of_lots(self._lines, ledger_lines.lines_of_lots, lot_ids)

    def _inbound_of(self, lot_ids):
        return self._of_lots(self._inbound, ledger_lines.inbound_lines, lot_ids)

    def lines(self, lot_ids):
        return self._reader.with_partners(self._lines_of(lot_ids))

    def inbound(self, lot_ids):
        return self._reader.with_partners(self._inbound_of(lot_ids))

    def uses(self, lot_ids):
        links = _links_of(line for line in self._lines_of(lot_ids) if _is_consumption(line))
        return links + self._declared_links("input", "lot", lot_ids)

    def makers(self, lot_ids):
        links = _links_of(
            line for line in self._inbound_of(lot_ids) if line.order != NO_ORDER and not _is_consumption(line)
        )
        return links + self._declared_links("output", "lot", lot_ids)

    def inputs(self, orders):
        return self._order_links(ledger_orders.order_inputs, "input", orders)

    def outputs(self, orders):
        return self._order_links(ledger_orders.order_outputs, "output", orders)

    def _order_links(self, ask, side, orders):
        known = self._links[side]
        missing = [order for order in orders if order not in known]
        if missing:
            by_model = defaultdict(list)
            for order in missing:
                known[order] = []
                by_model[order.model].append(order.res_id)
            links = self._links_in(self.run(ask(self.columns, by_model)))
            for link in links + self._declared_links(side, "order", by_model.get("lot.declared.link", ())):
                known[link.order].append(link)
                if side == "output" and not link.lot_id:
                    self._put_out_lotless.add(link.product_id)
        return [link for order in orders for link in known[order]] + self.transfers.links(side, orders)

    def _declared_links(self, side, key, ids):
        if not self._declared or not ids:
            return []
        return self._links_in(self.run(ledger_facts.declared_links(side, key, list(ids))))

    def _links_in(self, rows):
        order_of, qty_of, make = self._reader.orders, self._reader.quantities, Link._make
        return [make((order_of[row[:2]], *row[2:6], qty_of[row[6]], *row[7:])) for row in rows]

    def consumed(self, orders):
        by_model = defaultdict(list)
        for order in orders:
            by_model[order.model].append(order.res_id)
        order_of, qty_of = self._reader.orders, self._reader.quantities
        rows = [
            (order_of[row[:2]], row[2], qty_of[row[3]], qty_of[row[4]])
            for row in self.run(ledger_orders.order_totals(self.columns, by_model))
        ]
        more = self._declared_links("input", "order", by_model.get("lot.declared.link", ()))
        more += self.transfers.links("input", orders)
        return rows + [(link.order, link.product_id, link.qty, _NONE if link.lot_id else link.qty) for link in more]

    def as_built(self, orders):
        ids = [order.res_id for order in orders if order.model == "mrp.production"]
        if not ids or not self._has_as_built:
            return []
        return [
            AsBuilt(OrderKey("mrp.production", row[0]), row[1], row[2], row[3], Decimal(row[4]))
            for row in self.run(ledger_orders.as_built_rows(ids))
        ]

    def untracked_lines(self, product_ids):
        # what the walk saw an order put out without lot needs no search for such an order
        sure = self._put_out_lotless.intersection(product_ids)
        query = ledger_lines.lotless_lines(self.columns, sorted(sure), sorted(set(product_ids) - sure))
        return self._reader.with_partners(self.read_lines(query))

    def chained(self, move_ids):
        return self.run(ledger_orders.chained_moves(sorted(move_ids)))

    def found_lines(self, product_ids):
        return self.read_lines(ledger_lines.found_lines(self.columns, list(product_ids)))

    def stock(self, lot_ids, with_open):
        rows = self._stock_ahead.get((frozenset(lot_ids), with_open))
        if rows is None:
            rows = self.run(ledger_facts.stock_of_lots(list(lot_ids), self.columns.places.inter_company, with_open))
        qty_of = self._reader.quantities
        quants, open_lines = [], []
        for row in rows:
            if row[5] is None:
                line, lot, product, document, usage, _transit, partner, _owner, company, qty, state, model = row
                open_lines.append(
                    OpenLine(line, lot, product, model, document, partner, state, qty_of[qty], company, usage)
                )
            else:
                quants.append(Quant(*row[:9], qty_of[row[9]], qty_of[row[10]]))
        return quants, open_lines

    def lot_facts(self, lot_ids):
        facts = []
        for row in self.run(ledger_facts.lot_facts(list(lot_ids), self.lang)):
            facts.append(LotFact._make(row[:8]))
            self.products[row[1]] = row[9:]
            if row[8]:
                self.blocked.add(row[0])
        return facts

    def declared_shipments(self, lot_ids):
        if not self._declared_shipped:
            return []
        rows = self.run(ledger_facts.declared_shipments(list(lot_ids)))
        return [DeclaredShipment(*row[:5], Decimal(row[5]), *row[6:]) for row in rows]


class ClosureLedger(TraceLedger):
    """The same ledger for questions that need only which lots are reached: reads links, no lines."""

    def uses(self, lot_ids):
        if not lot_ids:
            return []
        rows = self.run(ledger_orders.uses_of_lots(self.columns, sorted(lot_ids)))
        links = [
            Link(OrderKey(model, order), _KINDS[model], lot, 0, 0, Decimal(0), None, None, True, 0)
            for model, order, lot in rows
        ]
        links += self.transfers.uses(lot_ids)
        return links + self._declared_links("input", "lot", lot_ids)


def _is_consumption(line: Line) -> bool:
    return line.order != NO_ORDER and (line.to_usage == "production" or line.transit_out)


_NONE = Decimal(0)
_KINDS = {"mrp.production": "production", "mrp.unbuild": "unbuild", "repair.order": "repair"}


def _links_of(lines) -> list[Link]:
    """Sum lines per (order, lot, product). The product's tracking is known where there is a lot: it has one."""
    sums = {}
    for line in lines:
        kind = _KINDS.get(line.order.model, "transfer")
        key = (line.order, kind, line.lot_id, line.product_id)
        known = sums.get(key)
        if known is None:
            sums[key] = [line.qty, line.date, line.date, line.company_id]
        else:
            known[0] += line.qty
            known[1] = min(known[1], line.date)
            known[2] = max(known[2], line.date)
    return [
        Link(order, kind, lot, product, 0, qty, first, last, True, company)
        for (order, kind, lot, product), (qty, first, last, company) in sums.items()
    ]
