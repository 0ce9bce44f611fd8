"""What the records of an answer are called: read once per kind, only for rows that the reader may see."""

from collections import defaultdict
from functools import cached_property
from operator import attrgetter

from .. import messages_trace as messages
from ..sql import ledger_names

PLACE, PARTNER = "stock.location", "res.partner"
_DOCUMENT = attrgetter("model", "res_id")


class TraceNames:
    """Names for one ``Lineage``. Absent or unwanted names are False."""

    def __init__(self, questions, ledger, access, found, with_names=True):
        self._questions, self._ask = questions, questions.ask
        # Sudo: the rows were checked by TraceAccess; a place or a unit of a visible row is no secret.
        self._env_sudo = questions.env_sudo
        self.env = access.env
        self.access = access
        self.with_names = with_names
        self.lots = {lot.id: lot for lot in found.lots}
        self._blocked = self.env["stock.lot"]._trace_blocked_lot_ids(self.lots.keys(), ledger.blocked)
        self._products, self._uoms = self._product_names(ledger, found)
        self._wanted = _wanted(found) if with_names else {}
        self._names = self._read_names()
        self._parties: dict[tuple[int, int], tuple] = {}
        self._masked: dict[int, int] = {}
        self._masked_customers = 0

    def _product_names(self, ledger, found):
        """Names of the products, as Odoo displays them, and of their units."""
        rows = (*self.lots.values(), *found.nodes, *found.edges, *found.gaps, *found.shipments)
        ids = {row.product_id for row in rows} - {0}
        known, missing = ledger.products, sorted(ids - ledger.products.keys())
        if missing:  # of the lots they are known
            known = {**known, **{row[0]: row[1:] for row in self._ask(ledger_names.products(missing, ledger.lang))}}
        names, uoms, variants = {}, {}, []
        for product in sorted(ids & known.keys()):
            name, code, uom, is_variant = known[product]
            names[product], uoms[product] = f"[{code}] {name}" if code else name, uom
            variants += [product] * is_variant
        # only variants are asked the long way, which took a third of a small trace: their name depends on many records
        products_sudo = self._env_sudo["product.product"].with_context(active_test=False)
        for product_sudo in products_sudo.browse(variants if self.with_names else ()):
            names[product_sudo.id] = product_sudo.display_name
        return names, uoms

    def _read_names(self):
        """``{model: {id: name}}``: one question for all models that have their name in a column."""
        names, tables, ids_of = {}, [], []
        for model, ids in self._wanted.items():
            column = ledger_names.NAME_COLUMNS.get(model)
            if column and model in self.env:
                tables.append((model, self.env[model]._table, column))
                ids_of.append(sorted(ids))
            elif model in self.env:
                records_sudo = self._env_sudo[model].browse(sorted(ids)).exists()
                names[model] = {record.id: record.display_name for record in records_sudo}
        rows = self._questions.ask_last(ledger_names.names, tuple(tables), *ids_of) if tables else ()
        for model, ids, texts in rows:
            if ids:
                names[model] = dict(zip(ids, texts, strict=True))
        return names

    @cached_property
    def _customers(self):
        """The company or person behind each address; only another company's customers need it."""
        return dict(self._ask(ledger_names.customers(sorted(self._wanted.get(PARTNER, ())))))

    def _name(self, model, res_id):
        names = self._names.get(model)
        return (names.get(res_id) or False) if names else False

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
        return self._name(PLACE, location_id)

    def document(self, model, res_id):
        """The document's name; asked of every row."""
        names = self._names.get(model)
        return names is not None and names.get(res_id) or False

    def partner(self, partner_id, company_id):
        """(id, name); another company's customer is masked, one number for a customer and all its addresses."""
        found = self._parties.get((partner_id, company_id))
        if found is None:
            found = self._parties[partner_id, company_id] = self._party(partner_id, company_id)
        return found

    def _party(self, partner_id, company_id):
        if not partner_id:
            return False, False
        if not self.access.is_foreign(company_id):
            return partner_id, self._name(PARTNER, partner_id)
        customer = self._customers.get(partner_id) or partner_id
        number = self._masked.get(customer)
        if number is None:
            number = self._masked[customer] = self._masked_customers = self._masked_customers + 1
        self._masked.setdefault(partner_id, number)
        return False, messages.masked_partner(self.env, number, company_id) if self.with_names else False

    def is_masked(self, partner_id):
        """A row of this answer hides who this partner is."""
        return partner_id in self._masked


def _wanted(found):
    """``{model: ids}`` of places, partners and documents that the answer names."""
    wanted = defaultdict(set)
    for rows in (found.nodes, found.shipments, found.suppliers):
        for model, res_id in set(map(_DOCUMENT, rows)):
            wanted[model].add(res_id)
    for row in found.open:
        wanted[row.doc_model].add(row.doc_id)
    wanted[PLACE] = {row.location_id for row in found.on_hand}
    wanted[PARTNER] |= {row.commercial_partner_id for row in (*found.shipments, *found.suppliers)}
    wanted[PARTNER] |= {row.partner_id for row in (*found.shipments, *found.open)}
    wanted[PARTNER] |= {gap.res_id for gap in found.gaps if gap.model == PARTNER}
    wanted.pop("", None)  # hidden nodes, rows without a document
    return {model: ids - {0} for model, ids in wanted.items() if ids - {0}}
