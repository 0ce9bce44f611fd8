"""Verbs for tests that scan."""

from uuid import uuid4

from .common import LotWorldCase


class ScanCase(LotWorldCase):
    """A test case that scans on documents as a device does."""

    def planned(self, kind, product, qty, **values):
        """A confirmed transfer of one product that nobody has worked on; ``kind`` is in, out or int."""
        warehouse = self._warehouse_of({"company": values.pop("company", None)})
        operation = warehouse[f"{kind}_type_id"]
        source, dest = self._default_source(kind, warehouse, None), self._default_dest(kind, warehouse, None)
        move = {
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": qty,
            "location_id": source.id,
            "location_dest_id": dest.id,
            "company_id": warehouse.company_id.id,
        }
        picking = self.env["stock.picking"].create({
            "picking_type_id": operation.id,
            "location_id": source.id,
            "location_dest_id": dest.id,
            "move_ids": [(0, 0, move)],
            **values,
        })  # fmt: skip
        picking.action_confirm()
        picking.action_assign()
        return picking

    def request(self, raw, document=None, **values):
        return {
            "uuid": str(uuid4()),
            "mode": "",
            "model": document._name if document else False,
            "id": document.id if document else False,
            "raw": raw,
            "choice": False,
            "quantity": False,
            **values,
        }

    def scan(self, raw="", document=None, user=None, **values):
        """The answer to one scan."""
        scans = self.env["lot.scan"].with_user(user) if user else self.env["lot.scan"]
        (answer,) = scans.submit([self.request(raw, document, **values)])
        return answer
