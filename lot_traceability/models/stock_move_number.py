"""Dialogs of transfers that make many numbers at once use the format of the product."""

from odoo import api, models


class StockMove(models.Model):
    _inherit = "stock.move"

    @api.model
    def action_generate_lot_line_vals(self, context_data, mode, first_lot, count, lot_text):
        if mode == "generate":
            context = {
                "lot_number_product": context_data.get("default_product_id"),
                "lot_number_operation": context_data.get("default_picking_type_id") or (),
            }
            company = context_data.get("default_company_id") or self.env.company
            self = self.with_company(company).with_context(**context)  # pylint: disable=self-cls-assignment  # super() needs it
        return super().action_generate_lot_line_vals(context_data, mode, first_lot, count, lot_text)

    def _generate_serial_numbers(self, next_serial, next_serial_count=False, location_id=False):
        context = {"lot_number_product": self.product_id.id, "lot_number_operation": self.picking_type_id.id or ()}
        moves = super(StockMove, self.with_company(self.company_id).with_context(**context))
        return moves._generate_serial_numbers(next_serial, next_serial_count, location_id)
