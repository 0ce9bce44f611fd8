"""The graph of the forecast, replenishment and the overview of a bill of materials count on what is free only."""

from odoo import models

from ..sql import holds as sql

LEAVING = "lot_traceability_leaves"  # in the context: make the view as it is without this addon


class ReportStockQuantity(models.Model):
    _inherit = "report.stock.quantity"

    _depends = {
        "lot.hold": ["state", "lot_id", "product_id", "location_id", "package_id", "received_from", "received_until"],
        "stock.lot": ["disposition"],
        "stock.quant": ["reserved_quantity"],
    }

    def _get_product_qty_col(self):
        if self.env.context.get(LEAVING):
            return super()._get_product_qty_col()
        # Days gone by stay as they were; what is reserved counts, as for Odoo with expired stock.
        blocked = sql.blocked_ids(sql.quants(sql.of_closed_products()))
        return (
            f"CASE WHEN date >= (now() at time zone 'utc')::date AND q.id IN ({blocked.code})"
            f" THEN q.reserved_quantity ELSE {super()._get_product_qty_col()} END"
        )
