"""A ``Lineage`` as the dict of the trace contract: keys, numbers, instants, and names for what may be named."""

from .. import messages_trace as messages
from ..kernel.answer import HIDDEN, LOT, Balance
from .trace_lines import Kept
from .trace_names import TraceNames

CONTRACT = 1
_BALANCE = [name for name in Balance._fields if name.endswith("_qty")]
_FIRST_SUM = Balance._fields.index(_BALANCE[0])


def _number(value):
    return False if value is None else float(value)


def _instant(value):
    return value.isoformat("T", "seconds") + "Z" if value else False


class TraceAnswer:
    """Builds the dict. ``access`` tells which rows belong to a company outside the allowed ones."""

    def __init__(self, questions, ledger, access, with_names=True):
        self.questions, self.ledger = questions, ledger
        self.env = access.env
        self.access = access
        self.with_names = with_names

    def as_dict(self, found, as_of):
        """The whole answer; ``as_of`` is a naive UTC datetime."""
        self.names = TraceNames(self.questions, self.ledger, self.access, found, self.with_names)
        # rows share instants and consignees
        self._instants, self._consignees = Kept(_instant), Kept(self._consignee)
        return {
            "contract": CONTRACT,
            "as_of": _instant(as_of),
            "direction": found.direction,
            "origin_keys": [f"lot:{lot}" for lot in found.origins],
            "truncated": found.truncated,
            "hidden_count": found.hidden_count,
            "completeness": _number(found.completeness),
            "nodes": [self._lot(node) if node.kind == LOT else self._node(node) for node in found.nodes],
            "edges": [self._edge(edge) for edge in found.edges],
            "on_hand": [self._quant(row) for row in found.on_hand],
            "open": [self._open(row) for row in found.open],
            "shipments": [self._shipment(row) for row in found.shipments],
            "customers": self._customers(found),
            "suppliers": [self._supply(row) for row in found.suppliers],
            "balance": [self._balance(row) for row in found.balance],
            "gaps": [self._gap(gap) for gap in found.gaps],
        }

    def _lot(self, node):
        fact = self.names.lots[node.lot_id]
        name = self.names.lot(node.lot_id)
        return {
            **self._place_in_graph(node),
            "lot_id": node.lot_id,
            "lot": name,
            "product_id": fact.product_id or False,
            "product": self.names.product(fact.product_id),
            "uom": self.names.uom(fact.product_id),
            "tracking": fact.tracking,
            "blocked": self.names.is_blocked(node.lot_id),
            "expiration_date": _instant(fact.expiration_date),
            "model": "stock.lot",
            "res_id": node.lot_id,
            "document": name,
            "date": self._instants[node.date],
            "company_id": fact.company_id or False,
            **self._reach(node),
        }

    def _node(self, node):
        is_hidden = node.kind == HIDDEN
        return {
            **self._place_in_graph(node),
            "lot_id": False,
            "lot": False,
            "product_id": node.product_id or False,
            "product": self.names.product(node.product_id),
            "uom": self.names.uom(node.product_id),
            "tracking": False,
            "blocked": False,
            "expiration_date": False,
            "model": not is_hidden and node.model or False,
            "res_id": not is_hidden and node.res_id or False,
            "document": not is_hidden and self.names.document(node.model, node.res_id),
            "date": self._instants[node.date],
            "company_id": node.company_id or False,
            **self._reach(node),
        }

    def _place_in_graph(self, node):
        return {
            "key": node.key,
            "kind": node.kind,
            "side": node.side,
            "depth": node.depth,
            "certainty": node.certainty,
        }

    def _reach(self, node):
        return {"since": self._instants[node.since], "by_date": node.by_date, "share": _number(node.share)}

    def _edge(self, edge):
        return {
            "from_key": edge.from_key,
            "to_key": edge.to_key,
            "qty": _number(edge.qty),
            "uom": self.names.uom(edge.product_id),
            "date": self._instants[edge.date],
            "kind": edge.kind,
            "certainty": edge.certainty,
        }

    def _quant(self, row):
        return {
            "lot_id": row.lot_id,
            "location_id": row.location_id,
            "location": self.names.location(row.location_id),
            "usage": row.usage,
            "package_id": row.package_id or False,
            # as with customers: who owns goods in another company is that company's to know
            "owner_id": not self.access.is_foreign(row.company_id) and row.owner_id or False,
            "company_id": row.company_id or False,
            "qty": _number(row.qty),
            "reserved_qty": _number(row.reserved_qty),
            "uom": self.names.uom(row.product_id),
        }

    def _open(self, row):
        partner_id, partner = self.names.partner(row.partner_id, row.company_id)
        return {
            "move_line_id": row.id,
            "lot_id": row.lot_id,
            "model": row.doc_model or False,
            "res_id": row.doc_id or False,
            "document": self.names.document(row.doc_model, row.doc_id),
            "partner_id": partner_id,
            "partner": partner,
            "state": row.state,
            "qty": _number(row.qty),
            "uom": self.names.uom(row.product_id),
        }

    def _consignee(self, who):
        partner_id, commercial_id, company_id = who
        return *self.names.partner(partner_id, company_id), self.names.partner(commercial_id, company_id)[0]

    def _shipment(self, row):
        (line_id, lot_id, product_id, model, res_id, company_id, date, partner_id, commercial_id, kind, qty,
         _share, _by_date, _certainty) = row  # fmt: skip
        partner_id, partner, commercial_id = self._consignees[partner_id, commercial_id, company_id]
        return {
            "move_line_id": line_id or False,
            "lot_id": lot_id or False,
            "model": model or False,
            "res_id": res_id or False,
            "document": self.names.document(model, res_id),
            "company_id": company_id or False,
            "date": self._instants[date],
            "partner_id": partner_id,
            "partner": partner,
            "commercial_partner_id": commercial_id,
            "kind": kind,
            "qty": float(qty),
            "uom": self.names.uom(product_id),
        }

    def _customers(self, found):
        companies = {}
        for row in found.shipments:
            companies.setdefault(row.commercial_partner_id, set()).add(row.company_id)
        rows = []
        for row in found.customers:
            # masked only when no allowed company knows the customer
            company_id = next(
                (
                    company
                    for company in sorted(companies[row.commercial_partner_id])
                    if not self.access.is_foreign(company)
                ),
                min(companies[row.commercial_partner_id]),
            )
            partner_id, partner = self.names.partner(row.commercial_partner_id, company_id)
            rows.append(
                {
                    "commercial_partner_id": partner_id,
                    "partner": partner,
                    "product_id": row.product_id,
                    "product": self.names.product(row.product_id),
                    "lot_count": row.lot_count,
                    "delivery_count": row.delivery_count,
                    "shipped_qty": _number(row.shipped_qty),
                    "returned_qty": _number(row.returned_qty),
                    "net_qty": _number(row.net_qty),
                    "by_date_qty": _number(row.by_date_qty),
                    "proportional_qty": _number(row.proportional_qty),
                    "uom": self.names.uom(row.product_id),
                }
            )
        return rows

    def _supply(self, row):
        partner_id, partner = self.names.partner(row.commercial_partner_id, row.company_id)
        return {
            "commercial_partner_id": partner_id,
            "partner": partner,
            "lot_id": row.lot_id,
            "model": row.model or False,
            "res_id": row.res_id or False,
            "document": self.names.document(row.model, row.res_id),
            "date": _instant(row.date),
            "qty": _number(row.qty),
            "uom": self.names.uom(row.product_id),
            "supplier_lot": self.names.supplier_lot(row.lot_id),
        }

    def _balance(self, row):
        quantities = dict(zip(_BALANCE, map(float, row[_FIRST_SUM:]), strict=True))
        return {"lot_id": row.lot_id, **quantities, "uom": self.names.uom(row.product_id)}

    def _gap(self, gap):
        is_masked = gap.model == "res.partner" and self.names.is_masked(gap.res_id)
        return {
            "code": gap.code,
            "model": not is_masked and gap.model or False,
            "res_id": not is_masked and gap.res_id or False,
            "lot_id": gap.lot_id or False,
            "message": messages.gap(self.env, gap, self.names),
        }
