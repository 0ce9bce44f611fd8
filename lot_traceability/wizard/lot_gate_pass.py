from odoo import fields, models
from odoo.exceptions import AccessError

from .. import messages_hold as messages
from ..models.stock_move_line_refused import VALIDATED_BY


class LotGatePass(models.TransientModel):
    _name = "lot.gate.pass"
    _description = "Go on with a reason"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    because = fields.Text("What speaks against it", readonly=True)
    reason = fields.Char(required=True, help="Kept in the audit ledger with who, what and where.")

    def action_pass(self):
        """Press the document's button again, with the reason; its own rights apply."""
        self.ensure_one()
        reason = self.env["lot.reason"]._checked(self.reason)
        if self.res_model not in VALIDATED_BY:
            raise AccessError(messages.hold_only_quality(self.env))
        document = self.env[self.res_model].with_context(lot_reason=reason).browse(self.res_id)
        document.check_access("write")
        answer = getattr(document, VALIDATED_BY[self.res_model])()
        return answer if isinstance(answer, dict) else {"type": "ir.actions.client", "tag": "soft_reload"}
