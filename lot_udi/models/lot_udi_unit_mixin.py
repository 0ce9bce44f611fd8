"""Rows about one unit of a tracked device, and of which company they are."""

from odoo import api, fields, models


class LotUdiUnitMixin(models.AbstractModel):
    _name = "lot.udi.unit.mixin"
    _description = "Row about a unit of a tracked device"

    lot_id = fields.Many2one("stock.lot", "Unit", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, required=True, index=True
    )

    @api.depends("lot_id")
    def _compute_company_id(self):
        # A lot that all companies share has none: the row is of the company that entered it.
        for row in self:
            row.company_id = row.lot_id.company_id or row.company_id or self.env.company
