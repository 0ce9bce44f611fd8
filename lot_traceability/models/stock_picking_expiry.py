"""Tells on an open transfer when stock that lasts long enough for the customer is not enough, before it is promised."""

from odoo import api, fields, models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    lot_life_notice = fields.Text("Shelf life", compute="_compute_lot_life_notice")

    @api.depends("state", "partner_id", "scheduled_date", "move_ids.product_uom_qty", "move_line_ids.lot_id")
    def _compute_lot_life_notice(self):
        stopped = self.move_line_ids._get_stopped()
        for picking in self:
            open_ = picking.state not in ("done", "cancel", "draft") and picking.picking_type_code != "incoming"
            sentences = picking.move_ids._get_life_notices(told=stopped) if open_ else []
            picking.lot_life_notice = "\n".join(sentences)
