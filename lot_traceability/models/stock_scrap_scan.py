"""Scans on a scrap order fill in what is scrapped, where it lies and how much."""

from odoo import api, models
from odoo.fields import Domain

from .. import messages_scan as messages
from .lot_scan_target import ScanStop

FILLED = ("product_id", "product_uom_id", "lot_id", "location_id", "package_id", "owner_id", "scrap_qty")


class StockScrap(models.Model):
    _name = "stock.scrap"
    _inherit = ["stock.scrap", "lot.scan.document"]

    def _scan_apply(self, target, request):
        self._scan_check_open()
        target = self._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        product, unit = target.product, target.product.uom_id
        again = (self.product_id, self.lot_id) == (product, target.lot)
        if again and self.env["lot.scan"]._has_scans(self):
            quantity = unit.round(quantity + self.product_uom_id._compute_quantity(self.scrap_qty, unit, round=False))
        elif self.lot_id and not again:
            raise ScanStop(messages.one_scrap_each(self.env, self.lot_id.display_name), messages.open_another(self.env))
        if product.tracking == "serial" and unit.compare(quantity, 1) > 0:
            raise ScanStop(messages.serial_scanned(self.env, target.lot_name))
        stock = self.env["stock.move"]._scan_find_stock(target, quantity, self.location_id)
        old = self._read_format(list(FILLED), load=None)[0]
        self.write({
            "product_id": product.id,
            "product_uom_id": unit.id,
            "lot_id": target.lot.id,
            "location_id": stock.location_id.id,
            "package_id": stock.package_id.id,
            "owner_id": stock.owner_id.id,
            "scrap_qty": quantity,
        })  # fmt: skip
        row = self._scan_rows()[0]
        return {
            "message": messages.entered(self.env, row),
            "line": row,
            "quantity": messages.amount(self.env, quantity, unit),
            "product": product,
            "lot": target.lot,
            "steps": [{"vals": {name: old[name] for name in FILLED}}],
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
        return [{**row, "done": self.scrap_qty, "demand": 0, "unit": self.product_uom_id.name, "lots": []}]

    @api.model
    def _scan_open_domain(self, mode):
        return Domain("state", "=", "draft") if not mode else Domain.FALSE
