"""What happens to a lot as it ages."""

from odoo import api, fields, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    expiry_note = fields.Char("Expiry note", copy=False, help="What is to be done with it before it expires.")

    @api.model
    def _alert_date_exceeded(self):
        # Odoo's own alert comes once per lot and never again; the stages tell the alert date too.
        stages_sudo = self.env["lot.expiry.stage"].sudo()  # sudo: stages are the program's
        if not stages_sudo.search_count([("active", "=", True)], limit=1):
            return super()._alert_date_exceeded()
        return None
