"""Stock stays reserved as it is while a scan moves its quantity from one line of a move to another."""

from odoo import api, models

SAME_STOCK = object()  # the mark in the context: nobody outside of this process can send it


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model
    def _update_reserved_quantity(
        self, product_id, location_id, quantity, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        if self.env.context.get("lot_scan_reserved") is SAME_STOCK:
            return None  # what one line gives back, the other takes
        return super()._update_reserved_quantity(
            product_id, location_id, quantity, lot_id=lot_id, package_id=package_id, owner_id=owner_id, strict=strict
        )
