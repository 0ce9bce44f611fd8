"""Odoo's own dialog behind *Print Labels* of transfers and manufacturing orders: our designs beside its two labels."""

from collections import Counter

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
        quantities = Counter()
        unit = self.env.ref("uom.product_uom_unit")
        for line in self.move_line_ids.filtered("lot_id"):
            is_counted = line.product_uom_id._has_common_reference(unit)
            quantities[line.lot_id.id] += int(line.quantity_product_uom) if is_counted else 1
        lots = self.move_line_ids.lot_id
        by_lot = quantities if self.label_quantity == "units" else None
        return self.env["lot.label.print"]._for(lots, by_lot)
