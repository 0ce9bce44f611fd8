"""Contacts are part of history: done transfers name them, and a user's name is that of their contact."""

from odoo import api, models

from .. import messages_protection as messages


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if "name" not in vals:
            return super().write(vals)
        # Sudo: accounts are not for everybody to read.
        users_sudo = self.sudo().with_context(active_test=False).user_ids
        with users_sudo._recording_account(["name"]):
            return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_without_deliveries(self):
        """Odoo would empty the contact on done transfers, and nobody would know any more who had the lots."""
        # Sudo: history that the user may not see keeps the contact, too.
        transfers_sudo = self.env["stock.picking"].sudo()
        named = [("partner_id", "in", self.ids), ("state", "=", "done"), ("move_line_ids.lot_id", "!=", False)]
        for transfer in transfers_sudo.search(named, limit=1):
            contact = transfer.partner_id.with_env(self.env)
            self.env["lot.reason"]._refuse(messages.contact_kept(self.env, contact.display_name), contact)
