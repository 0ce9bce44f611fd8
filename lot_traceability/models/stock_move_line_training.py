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
        result = super().write(vals)
        if MOVES_STOCK & vals.keys():
            self.filtered(lambda line: line.state == "done")._check_receiver()
        return result

    def _check_receiver(self):
        """Refuses lines that bring goods in, while the user has not read in time what has to be known."""
        companies = self.company_id.sudo().filtered("lot_training_receiving")  # sudo: a setting, for everybody
        if not companies:
            return
        coming = self.filtered(
            lambda line: (
                line.company_id in companies
                and (line.location_id.usage == "supplier" or line.picking_id.picking_type_code == "incoming")
            )
        )
        sentence = self.env["lot.training"]._get_receiving_problem(coming.company_id)
        if sentence:
            raise UserError(sentence)
