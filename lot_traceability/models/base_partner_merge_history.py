"""Merging contacts changes who is named on done transfers; Odoo does it past every other guard, by SQL."""

from odoo import api, models

from .. import messages_protection as messages


class PartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # Sudo: history that the user may not see changes, too.
        transfers_sudo = self.env["stock.picking"].sudo()
        domain = [("partner_id", "in", src_partners.ids), ("state", "=", "done"), ("move_line_ids.lot_id", "!=", False)]
        named_sudo = transfers_sudo.search(domain)
        names = ", ".join(src_partners.mapped("display_name"))
        reason = messages.merged(self.env, names, dst_partner.display_name)

        def more(transfer):
            return {"reason": reason, "about": [transfer.move_line_ids.lot_id, dst_partner]}

        with self.env["lot.audit.entry"]._recording("document_changed", named_sudo, ["partner_id"], more):
            result = super()._update_foreign_keys(src_partners, dst_partner)
            self.env.invalidate_all()
            return result
