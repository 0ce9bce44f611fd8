"""Serial numbers made or pasted on a receipt get no expiration date for a product whose life time nobody entered."""

from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    @api.model
    def action_generate_lot_line_vals(self, context_data, mode, first_lot, count, lot_text):
        vals_list = super().action_generate_lot_line_vals(context_data, mode, first_lot, count, lot_text)
        product = self.env["product.product"].browse(context_data.get("default_product_id"))
        picking = self.env["stock.picking"].browse(context_data.get("default_picking_id"))
        self._drop_unknown_dates(product, vals_list, picking.scheduled_date)
        return vals_list

    def _generate_serial_move_line_commands(self, field_data, location_dest_id=False, origin_move_line=None):
        commands = super()._generate_serial_move_line_commands(field_data, location_dest_id, origin_move_line)
        self._drop_unknown_dates(self.product_id, [values for _command, _id, values in commands])
        return commands

    @api.model
    def _drop_unknown_dates(self, product, vals_list, received_at=None):
        """Take out what Odoo proposes without a life time: the very instant or day of the receipt."""
        if product.use_expiration_date and product.expiration_time <= 0:
            for vals in vals_list:
                if vals.get("expiration_date") == (received_at or fields.Datetime.today()):
                    vals["expiration_date"] = False
