from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_signing as messages
from ..models.stock_lot_disposition import DISPOSITIONS


class LotDispositionChange(models.TransientModel):
    _name = "lot.disposition.change"
    _description = "Change the disposition of a lot"

    lot_id = fields.Many2one("stock.lot", "Lot or serial number", required=True, ondelete="cascade", readonly=True)
    product_id = fields.Many2one(related="lot_id.product_id")
    disposition_now = fields.Selection(related="lot_id.disposition", string="Disposition now")
    disposition_reason = fields.Char(related="lot_id.disposition_reason", string="Because")
    disposition = fields.Selection(DISPOSITIONS, "New disposition", required=True)
    reason = fields.Char("Why", required=True, help="Kept with the change in the history of this lot.")
    is_signature_needed = fields.Boolean("Needs a signature", compute="_compute_is_signature_needed")

    @api.depends("lot_id", "disposition")
    def _compute_is_signature_needed(self):
        for change in self:
            change.is_signature_needed = bool(change.disposition) and change.lot_id._is_signature_needed(
                change.disposition
            )

    def action_change(self):
        """Change it, or go on to the signature that it needs."""
        self.ensure_one()
        lot = self.lot_id
        if self.disposition == lot.disposition:
            words = dict(self._fields["disposition"]._description_selection(self.env))
            raise UserError(messages.disposition_same(self.env, lot.display_name, words[self.disposition]))
        if lot._is_signature_needed(self.disposition):
            reason = self.env["lot.reason"]._checked(self.reason)
            meaning = lot._get_disposition_meaning(self.disposition)
            return lot._action_sign(meaning, {"disposition": self.disposition}, reason)
        lot._set_disposition(self.disposition, self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
