"""One unit of an audit of tracking data: where our records say it is, and what was found."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .. import messages_tracking as messages


class LotUdiAuditLine(models.Model):
    _name = "lot.udi.audit.line"
    _description = "Unit in an audit of tracking data"
    _order = "audit_id, id"
    _rec_name = "lot_id"

    audit_id = fields.Many2one("lot.udi.audit", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="audit_id.company_id", store=True)
    lot_id = fields.Many2one("stock.lot", "Unit", required=True, readonly=True, ondelete="restrict")
    told = fields.Char("Our records say", readonly=True)
    result = fields.Selection(
        [("right", "Right"), ("wrong", "Wrong"), ("unknown", "Nobody answered")], help="As whoever has it says."
    )
    found = fields.Char("What was found", help="Asked for when the record is wrong. No names of patients here.")
    checked_by_id = fields.Many2one("res.users", "Asked by", readonly=True, ondelete="restrict")
    checked_on = fields.Date("On", readonly=True)

    @api.constrains("result", "found")
    def _check_result(self):
        for line in self:
            line.lot_id._refuse_personal(line.found)
            if line.result == "wrong" and not (line.found or "").strip():
                raise ValidationError(messages.say_what_was_found(self.env, line.lot_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not lines.audit_id._is_ours():
            raise AccessError(messages.audit_is_drawn(self.env))
        return lines

    def write(self, vals):
        if vals.keys() - {"result", "found"} or any(line.audit_id.finished_on for line in self):
            raise AccessError(messages.audit_is_drawn(self.env))
        told = {"checked_by_id": self.env.uid, "checked_on": fields.Date.context_today(self)}
        return super().write({**vals, **told} if vals else vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.audit_is_drawn(self.env))
