"""Odoo's own dialog behind *Print Labels* of transfers and manufacturing orders: our designs beside its two labels."""

from odoo import fields, models


class LotLabelLayout(models.TransientModel):
    _inherit = "lot.label.layout"

    print_format = fields.Selection(
        selection_add=[("design", "Label designs")], ondelete={"design": "set default"}, default="design"
    )

    def process(self):
        self.ensure_one()
        if self.print_format != "design":
            return super().process()
        lots = self.move_line_ids.lot_id
        by_lot = self.move_line_ids._label_numbers("unit") if self.label_quantity == "units" else None
        return self.env["lot.label.print"]._for(lots, by_lot)
