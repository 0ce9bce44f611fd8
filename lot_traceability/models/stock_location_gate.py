from odoo import api, fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    lot_is_quarantine = fields.Boolean(
        "Quarantine area", help="Blocked goods may always be brought here, and stay here when they come in."
    )
    lot_accepts_held = fields.Boolean(
        "Held stock allowed", help="Goods on hold or not released may be brought here, e.g. a laboratory."
    )
    lot_accepts_expired = fields.Boolean("Expired stock allowed", help="Expired goods may be brought here.")

    def _lies_in(self, flag):
        """Whether this place or one around it has the flag."""
        self.ensure_one()
        # Sudo: the places around it may be those of another company.
        above_sudo = self.sudo().browse(int(place) for place in (self.parent_path or "").split("/") if place)
        return any(place[flag] for place in above_sudo)

    @api.model
    def _get_audited_flags(self):
        return ["lot_is_quarantine", "lot_accepts_held", "lot_accepts_expired"]

    def write(self, vals):
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, self._get_audited_flags())
