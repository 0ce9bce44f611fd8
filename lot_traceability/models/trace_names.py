"""What the records of an answer are called: read once per kind, only for rows that the reader may see."""

from .. import messages_trace as messages
from ..kernel.answer import HIDDEN
from ..sql import ledger_names


class TraceNames:
    """Names for one ``Lineage``. Absent or unwanted names are False."""

    def __init__(self, env, access, found, with_names=True):
        self.env = env
        self.access = access
        self.with_names = with_names
        # Sudo: the rows were checked by TraceAccess; a place or a unit of a visible row is no secret.
        self._env_sudo = env(su=True)
        self.lots = {lot.id: lot for lot in found.lots}
        self._blocked = env["stock.lot"]._trace_blocked_lot_ids(self.lots.keys())
        self._load_products(found)
        self._locations, self._partners, self._customers, self._documents = {}, {}, {}, {}
        self._masked: dict[int, int] = {}
        if with_names:
            self._load_names(found)

    def _run(self, query):
        return self._env_sudo.execute_query(query)

    def _load_products(self, found):
        ids = {lot.product_id for lot in self.lots.values()}
        ids |= {row.product_id for row in (*found.edges, *found.gaps, *found.shipments) if row.product_id}
        ids |= {node.product_id for node in found.nodes if node.product_id}
        products_sudo = self._env_sudo["product.product"].with_context(active_test=False).browse(sorted(ids))
        self._products = {product.id: product.display_name for product in products_sudo}
        self._uoms = {product.id: product.uom_id.name for product in products_sudo}

    def _load_names(self, found):
        places = sorted({row.location_id for row in found.on_hand})
        self._locations = dict(self._run(ledger_names.locations(places))) if places else {}
        partners = {row.partner_id for row in (*found.shipments, *found.open)}
        partners |= {row.commercial_partner_id for row in (*found.shipments, *found.suppliers)}
        partners |= {gap.res_id for gap in found.gaps if gap.model == "res.partner"}
        partners.discard(0)
        for partner_id, name, customer_id in self._run(ledger_names.partners(sorted(partners))) if partners else ():
            self._partners[partner_id] = name
            self._customers[partner_id] = customer_id
        documents = {}
        for node in found.nodes:
            if node.model and node.kind != HIDDEN:
                documents.setdefault(node.model, set()).add(node.res_id)
        for row in (*found.shipments, *found.suppliers):
            documents.setdefault(row.model, set()).add(row.res_id)
        for row in found.open:
            documents.setdefault(row.doc_model, set()).add(row.doc_id)
        for model, ids in documents.items():
            self._load_documents(model, ids)

    def _load_documents(self, model, ids):
        if model not in self.env or not ids:
            return
        column = ledger_names.NAME_COLUMNS.get(model)
        if column:
            rows = self._run(ledger_names.documents(self.env[model]._table, column, sorted(ids)))
        else:
            rows = [(record.id, record.display_name) for record in self._env_sudo[model].browse(sorted(ids)).exists()]
        for res_id, name in rows:
            self._documents[model, res_id] = name or False

    def lot(self, lot_id):
        """The lot's name."""
        found = self.lots.get(lot_id)
        return found.name if found and self.with_names else False

    def supplier_lot(self, lot_id):
        """The supplier's own lot number, else ours."""
        found = self.lots.get(lot_id)
        return (found.ref or found.name) if found and self.with_names else False

    def is_blocked(self, lot_id):
        return lot_id in self._blocked

    def product(self, product_id):
        return self._products.get(product_id, False) if self.with_names else False

    def uom(self, product_id):
        """Reference unit; part of a quantity, so given even without names."""
        return self._uoms.get(product_id, False)

    def location(self, location_id):
        return self._locations.get(location_id, False)

    def document(self, model, res_id):
        return self._documents.get((model, res_id), False)

    def partner(self, partner_id, company_id):
        """(id, name); another company's customer is masked, one number for a customer and all its addresses."""
        if not partner_id:
            return False, False
        if not self.access.is_foreign(company_id):
            return partner_id, self._partners.get(partner_id, False)
        customer = self._customers.get(partner_id) or partner_id
        number = self._masked.setdefault(customer, len(set(self._masked.values())) + 1)
        self._masked.setdefault(partner_id, number)
        return False, messages.masked_partner(self.env, number, company_id) if self.with_names else False

    def is_masked(self, partner_id):
        """A row of this answer hides who this partner is."""
        return partner_id in self._masked
