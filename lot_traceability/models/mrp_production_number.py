"""Manufacturing orders number what they produce by the format of the product."""

from odoo import models


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    def action_generate_serial(self, workorder=False):
        # Numbers count in the order's company, and may tell its operation.
        order = self.with_company(self.company_id).with_context(lot_number_operation=self.picking_type_id.id)
        return super(MrpProduction, order).action_generate_serial(workorder)

    def _prepare_stock_lot_values(self):
        number_format = self.product_id.product_tmpl_id._get_number_format()
        if not number_format:
            return super()._prepare_stock_lot_values()
        # Not super(): it would take a number of Odoo's own sequence.
        [name] = number_format._give(self.product_id, 1, self.picking_type_id)
        return {"product_id": self.product_id.id, "name": name}
