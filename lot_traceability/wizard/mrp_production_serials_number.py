"""Serial numbers for a whole manufacturing order by the format of the product."""

from odoo import api, models


class MrpProductionSerials(models.TransientModel):
    _inherit = "mrp.production.serials"

    @api.depends("production_id")
    def _compute_lot_name(self):
        by_format = self.filtered(lambda wizard: not wizard.lot_name and not wizard.production_id.lot_producing_ids)
        result = super()._compute_lot_name()
        for wizard in by_format:
            product = wizard.production_id.product_id
            in_company = product.product_tmpl_id.with_company(wizard.production_id.company_id)
            number_format = in_company._get_number_format()
            if number_format:
                wizard.lot_name = number_format._peek(product, wizard.production_id.picking_type_id)
        return result

    def action_generate_serial_numbers(self):
        production = self.production_id
        context = {
            "lot_number_product": production.product_id.id,
            "lot_number_operation": production.picking_type_id.id,
        }
        wizard = self.with_company(production.company_id).with_context(**context)
        action = super(MrpProductionSerials, wizard).action_generate_serial_numbers()
        first = (self.serial_numbers or "").split("\n")[0]
        if wizard.production_id.product_id.product_tmpl_id._get_number_format() and first:
            self.lot_name = first  # others may have taken the proposed one
        return action
