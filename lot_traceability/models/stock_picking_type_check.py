"""Operation types that a check plan is for are archived, not deleted."""

from odoo import models


class StockPickingType(models.Model):
    _name = "stock.picking.type"
    _inherit = ["stock.picking.type", "lot.planned.mixin"]

    _planned_by = "picking_type_ids"
