"""Receiving waits for the training of whoever receives, where the company asks for it."""

from odoo import api, models
from odoo.exceptions import UserError

from .stock_move_line_serial import MOVES_STOCK


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        self._check_receiver()
        return super()._action_done()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "done")._check_receiver()
        return lines

    def write(self, vals):
        before = self._get_received() if MOVES_STOCK & vals.keys() else None
        result = super().write(vals)
        if before is not None:
            received = self._get_received()
            # Whoever takes back a part, or corrects a lot or place, brings nothing in.
            self.filtered(lambda line: received.get(line, 0) > before.get(line, 0))._check_receiver()
        return result

    def _get_received(self):
        """``{line: quantity}`` of those of these lines that are done and bring goods in."""
        done = self.filtered(lambda line: line.state == "done")
        return {line: line.quantity_product_uom for line in done._filter_coming()}

    def _filter_coming(self):
        """Those of these lines that bring goods in, where the company asks for training."""
        companies = self.company_id.sudo().filtered("lot_training_receiving")  # sudo: a setting, for everybody
        if not companies:
            return self.browse()
        return self.filtered(
            lambda line: (
                line.company_id in companies
                and (line.location_id.usage == "supplier" or line.picking_id.picking_type_code == "incoming")
            )
        )

    def _check_receiver(self):
        """Refuses lines that bring goods in, while the user has not read in time what has to be known."""
        coming = self._filter_coming()
        sentence = self.env["lot.training"]._get_receiving_problem(coming.company_id)
        if sentence:
            raise UserError(sentence)
