"""What happens to a lot as it ages."""

from odoo import api, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _hold_expired(self, reason):
        """Hold these lots because they reached a stage that says so. Extension point."""

    @api.model
    def _alert_date_exceeded(self):
        # Odoo's own alert comes once per lot and never again; the stages tell the alert date too.
        stages_sudo = self.env["lot.expiry.stage"].sudo()  # sudo: stages are the program's
        if not stages_sudo.search_count([("active", "=", True)], limit=1):
            return super()._alert_date_exceeded()
        return None
