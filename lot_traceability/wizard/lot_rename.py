from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_protection as messages


class LotRename(models.TransientModel):
    _name = "lot.rename"
    _description = "Rename a lot or serial number"

    lot_id = fields.Many2one("stock.lot", "Lot or serial number", required=True, ondelete="cascade", readonly=True)
    product_id = fields.Many2one(related="lot_id.product_id")
    is_signed = fields.Boolean(related="lot_id.is_signed")
    new_name = fields.Char("New number", required=True)
    reason = fields.Char("Why", required=True, help="Kept with the old and the new number in the history of this lot.")

    def action_rename(self):
        """Rename with the reason; the lot's own rules and rights apply."""
        self.ensure_one()
        reason = self.env["lot.reason"]._checked(self.reason)
        name = (self.new_name or "").strip()
        if not name:
            raise UserError(messages.rename_empty(self.env))
        if name == self.lot_id.name:
            raise UserError(messages.rename_same(self.env, name))
        self.lot_id.with_context(lot_reason=reason).name = name
        return {"type": "ir.actions.act_window_close"}
