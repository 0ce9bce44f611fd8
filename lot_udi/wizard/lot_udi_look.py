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
    looked_at = fields.Datetime(readonly=True)
    content = fields.Text(compute="_compute_content")

    @api.depends("looked_at")
    def _compute_content(self):
        for look in self:
            is_open = look.looked_at and look.looked_at > fields.Datetime.now() - OPEN_FOR
            is_own = look.create_uid == self.env.user
            look.content = is_open and is_own and messages.patient_text(self.env, self._get_parts(look))

    @api.model
    def _get_parts(self, look):
        """What was asked for and recorded by ``action_show``."""
        look.patient_id._check_may_look()
        patient_sudo = look.patient_id.sudo()  # recorded when it was opened
        return {part: patient_sudo[f"kept_{part}"] or "" for part in messages.PARTS}

    def action_show(self):
        """Record who looks and why, then show."""
        self.ensure_one()
        self.patient_id._look(self.reason)
        # Sudo: no client sets this.
        super(LotUdiLook, self.sudo()).write({"looked_at": fields.Datetime.now()})
        return self._open()

    @api.model_create_multi
    def create(self, vals_list):
        own = [{name: value for name, value in vals.items() if name != "looked_at"} for vals in vals_list]
        return super().create(own)

    def write(self, vals):
        return super().write({name: value for name, value in vals.items() if name == "reason"})

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Patient's data"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
