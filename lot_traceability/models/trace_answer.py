"""A ``Lineage`` as the dict of the trace contract: keys, numbers, instants, and names for what may be named."""

from .. import messages_trace as messages
from ..kernel.answer import HIDDEN, LOT, Balance
from .trace_names import TraceNames

CONTRACT = 1
_BALANCE = [(at, name) for at, name in enumerate(Balance._fields) if name.endswith("_qty")]


def _number(value):
    return False if value is None else float(value)


def _instant(value):
    return f"{value.isoformat(timespec='seconds')}Z" if value else False


class TraceAnswer:
    """Builds the dict. ``access`` tells which rows belong to a company outside the allowed ones."""

    def __init__(self, questions, access, with_names=True):
        self.questions = questions
        self.env = access.env
        self.access = access
        self.with_names = with_names

    def as_dict(self, found, as_of):
        """The whole answer; ``as_of`` is a naive UTC datetime."""
        self.names = TraceNames(self.questions, self.access, found, self.with_names)
        return {
            "contract": CONTRACT,
            "as_of": _instant(as_of),
            "direction": found.direction,
            "origin_keys": [f"lot:{lot}" for lot in found.origins],
            "truncated": found.truncated,
            "hidden_count": found.hidden_count,
            "completeness": _number(found.completeness),
            "nodes": [self._node(node) for node in found.nodes],
            "edges": [self._edge(edge) for edge in found.edges],
            "on_hand": [self._quant(row) for row in found.on_hand],
            "open": [self._open(row) for row in found.open],
            "shipments": [self._shipment(row) for row in found.shipments],
            "customers": self._customers(found),
            "suppliers": [self._supply(row) for row in found.suppliers],
            "balance": [self._balance(row) for row in found.balance],
            "gaps": [self._gap(gap) for gap in found.gaps],
        }

    def _product(self, product_id):
        return {
            "product_id": product_id or False,
            "product": self.names.product(product_id),
            "uom": self.names.uom(product_id),
        }

    def _node(self, node):
        if node.kind == LOT:
            fact = self.names.lots.get(node.lot_id)
            product_id, expiration = fact.product_id, fact.expiration_date
            document = ("stock.lot", node.lot_id, self.names.lot(node.lot_id))
            tracking, company_id = fact.tracking, fact.company_id
        else:
            product_id, expiration, tracking, company_id = node.product_id, None, False, node.company_id
            document = (node.model or False, node.res_id or False, self.names.document(node.model, node.res_id))
        if node.kind == HIDDEN:
            document = (False, False, False)
        return {
            "key": node.key,
            "kind": node.kind,
            "side": node.side,
            "depth": node.depth,
            "certainty": node.certainty,
            "lot_id": node.lot_id or False,
            "lot": self.names.lot(node.lot_id),
            **self._product(product_id),
            "tracking": tracking,
            "blocked": self.names.is_blocked(node.lot_id),
            "expiration_date": _instant(expiration),
            "model": document[0],
            "res_id": document[1],
            "document": document[2],
            "date": _instant(node.date),
            "company_id": company_id or False,
            "since": _instant(node.since),
            "by_date": node.by_date,
            "share": _number(node.share),
        }

    def _edge(self, edge):
        return {
            "from_key": edge.from_key,
            "to_key": edge.to_key,
            "qty": _number(edge.qty),
            "uom": self.names.uom(edge.product_id),
            "date": _instant(edge.date),
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

    def _shipment(self, row):
        partner_id, partner = self.names.partner(row.partner_id, row.company_id)
        commercial_id, _name = self.names.partner(row.commercial_partner_id, row.company_id)
        return {
            "move_line_id": row.move_line_id or False,
            "lot_id": row.lot_id or False,
            "model": row.model or False,
            "res_id": row.res_id or False,
            "document": self.names.document(row.model, row.res_id),
            "company_id": row.company_id or False,
            "date": _instant(row.date),
            "partner_id": partner_id,
            "partner": partner,
            "commercial_partner_id": commercial_id,
            "kind": row.kind,
            "qty": _number(row.qty),
            "uom": self.names.uom(row.product_id),
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
        quantities = {name: float(row[at]) for at, name in _BALANCE}
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
