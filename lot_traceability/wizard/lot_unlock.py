from odoo import fields, models
from odoo.exceptions import AccessError

UNLOCKED = ("stock.picking", "mrp.production")


class LotUnlock(models.TransientModel):
    _name = "lot.unlock"
    _description = "Unlock a done document"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    reason = fields.Char(
        "Why", required=True, help="Kept with every change that is made until the document is locked again."
    )

    def action_unlock(self):
        """Unlock the document with the reason; its own rights apply."""
        self.ensure_one()
        reason = self.env["lot.reason"]._checked(self.reason)
        if self.res_model not in UNLOCKED:
            raise AccessError(self.env._("This document cannot be unlocked here."))
        document = self.env[self.res_model].browse(self.res_id).exists()
        document.check_access("write")
        if document.is_locked:
            document.with_context(lot_reason=reason).action_toggle_is_locked()
        # Back to the document, which the warning's dialog would otherwise leave in its locked state.
        return {"type": "ir.actions.client", "tag": "soft_reload"}
