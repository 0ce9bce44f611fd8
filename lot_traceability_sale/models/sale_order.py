from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    lot_has_life_demand = fields.Boolean(compute="_compute_lot_has_life_demand")

    @api.depends("order_line.lot_life_promise")
    def _compute_lot_has_life_demand(self):
        for order in self:
            order.lot_has_life_demand = any(order.order_line.mapped("lot_life_promise"))
