"""Shows a patient's data for a few minutes to the person who said why; keeps none of it."""

from datetime import timedelta

from odoo import api, fields, models

from .. import messages_tracking as messages

OPEN_FOR = timedelta(minutes=10)


class LotUdiLook(models.TransientModel):
    _name = "lot.udi.look"
    _description = "Look at a patient's data"

    patient_id = fields.Many2one("lot.udi.patient", required=True, readonly=True, ondelete="cascade")
    reason = fields.Char("Why", help="Goes into the audit ledger with your name.")
    content = fields.Text(compute="_compute_content")

    @api.depends("patient_id")
    @api.depends_context("uid")
    def _compute_content(self):
        for look in self:
            # Each dialog asks why: a look before it was opened was another dialog's. Nobody can write its instant.
            opened = look.create_date and look.create_date.replace(microsecond=0)
            since = opened and max(opened, fields.Datetime.now() - OPEN_FOR)
            look.content = messages.patient_text(self.env, look.patient_id._tell_again(since) if since else {})

    def action_show(self):
        """Record who looks and why, then show."""
        self.ensure_one()
        self.patient_id._look(self.reason)
        self.invalidate_recordset(["content"])
        return self._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Patient's data"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
