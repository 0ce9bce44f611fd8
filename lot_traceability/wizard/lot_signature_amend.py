from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_signing as messages


class LotSignatureAmend(models.TransientModel):
    _name = "lot.signature.amend"
    _description = "Amend what is signed"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    reason = fields.Char("Why", required=True, help="Stays with the signatures that become void.")

    def action_amend(self):
        """Make the signatures void with a reason, so that the record can be changed; its own rights apply."""
        self.ensure_one()
        if not self.env["lot.signing"]._is_signable(self.res_model, self.res_id) or self.res_model == "res.users":
            raise UserError(messages.no_such_object(self.env))
        self.env[self.res_model].browse(self.res_id).exists()._void_signatures(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
