"""Documents about one lot of one product (a scrap order, an unbuild order): scans fill it in and count it up."""

from odoo import models

from .. import messages_scan as messages
from .lot_scan_target import ScanStop

FILLED = ("product_id", "product_uom_id", "lot_id", "location_id", "package_id", "owner_id")


class LotScanSingle(models.AbstractModel):
    _name = "lot.scan.single"
    _inherit = "lot.scan.document"
    _description = "Document of one lot that scans fill in"
    _scan_amount_field = ""  # how much of it

    def _scan_apply(self, target, request):
        self._scan_check_open()
        target = self._scan_complete(target, request)
        quantity, amount_field = self._scan_number(target, request), self._scan_amount_field
        product, unit = target.product, target.product.uom_id
        again = (self.product_id, self.lot_id) == (product, target.lot)
        if again and self.env["lot.scan"]._has_scans(self):
            have = self.product_uom_id._compute_quantity(self[amount_field], unit, round=False)
            quantity = unit.round(quantity + have)
        elif self.lot_id and not again:
            sentence = messages.one_lot_each(self.env, self.display_name, self.lot_id.display_name)
            raise ScanStop(sentence, messages.open_another(self.env))
        if product.tracking == "serial" and unit.compare(quantity, 1) > 0:
            raise ScanStop(messages.serial_scanned(self.env, target.lot_name))
        stock = self.env["stock.move"]._scan_find_stock(target, quantity, self.location_id)
        names = [*filter(self._fields.get, FILLED), amount_field]
        old = self._read_format(names, load=None)[0]
        new = {
            "product_id": product.id,
            "product_uom_id": unit.id,
            "lot_id": target.lot.id,
            "location_id": stock.location_id.id,
            "package_id": stock.package_id.id,
            "owner_id": stock.owner_id.id,
            amount_field: quantity,
        }
        self.write({name: new[name] for name in names})
        row = self._scan_rows()[0]
        return {
            "message": messages.entered(self.env, row),
            "line": row,
            "quantity": messages.amount(self.env, quantity, unit),
            "product": product,
            "lot": target.lot,
            "steps": [{"vals": {name: old[name] for name in names}}],
        }

    def _scan_take_back(self, steps):
        for step in reversed(steps):
            self.write(step["vals"])

    def _scan_products(self):
        return self.product_id

    def _scan_rows(self):
        if not self.product_id:
            return []
        row = {"id": self.id, "product": self.product_id.display_name, "lot": self.lot_id.name or ""}
        done, unit = self[self._scan_amount_field], self.product_uom_id.name
        return [{**row, "done": done, "demand": 0, "unit": unit, "lots": []}]
