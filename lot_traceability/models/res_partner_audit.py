from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if "name" not in vals:
            return super().write(vals)
        # Sudo: accounts are not for everybody to read. A user's name is that of their contact.
        users_sudo = self.sudo().with_context(active_test=False).user_ids
        with users_sudo._recording_account(["name"]):
            return super().write(vals)
