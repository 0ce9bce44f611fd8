from odoo import api, fields, models

from .. import messages_check as messages
from ..kernel import acceptance


class LotCheckSkip(models.TransientModel):
    _name = "lot.check.skip"
    _description = "Checks are decided on"

    check_ids = fields.Many2many("lot.check", string="Checks", readonly=True)
    has_failed = fields.Boolean(compute="_compute_note")
    note = fields.Char(compute="_compute_note")
    obstacle = fields.Char(compute="_compute_note")
    reason = fields.Char("Why", required=True, help="Kept with the checks and in the history of the lots.")

    @api.depends("check_ids.state", "check_ids.hold_id.state")
    @api.depends_context("lang")
    def _compute_note(self):
        for wizard in self:
            failed = wizard.check_ids.filtered(lambda check: check.state == acceptance.FAILED)
            wizard.has_failed = bool(failed)
            wizard.obstacle = wizard.check_ids._get_decision_obstacle()
            wizard.note = messages.decides(self.env, len(wizard.check_ids - failed), len(failed))

    def action_skip(self):
        """Say that these checks do not apply to their lots, or concede those that failed."""
        self.ensure_one()
        self.check_ids._skip(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
