"""What kind of place it is tells a trace who had the lots: it stays once lots came from there or went there."""

from odoo import models
from odoo.fields import Domain

from .. import messages_protection as messages


class StockLocation(models.Model):
    _inherit = "stock.location"

    def write(self, vals):
        if "usage" in vals:
            self.filtered(lambda place: place.usage != vals["usage"])._check_unnamed()
        return super().write(vals)

    def _check_unnamed(self):
        done = Domain("state", "=", "done") & Domain("lot_id", "!=", False)
        for side in ("location_id", "location_dest_id"):
            # Sudo: history of companies that the user may not see counts too.
            line_sudo = self.env["stock.move.line"].sudo().search(done & Domain(side, "in", self.ids), limit=1)
            if line_sudo:
                place = line_sudo[side].with_env(self.env)
                self.env["lot.reason"]._refuse(messages.place_kept(self.env, place.display_name), place)
