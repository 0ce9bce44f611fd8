from odoo import api, fields, models

from ..kernel import acceptance


class LotCheckSkip(models.TransientModel):
    _name = "lot.check.skip"
    _description = "Checks do not apply"

    check_ids = fields.Many2many("lot.check", string="Checks", readonly=True)
    is_concession = fields.Boolean(compute="_compute_is_concession")
    reason = fields.Char("Why", required=True, help="Kept with the checks and in the history of the lots.")

    @api.depends("check_ids.state")
    def _compute_is_concession(self):
        for wizard in self:
            wizard.is_concession = set(wizard.check_ids.mapped("state")) == {acceptance.FAILED}

    def action_skip(self):
        """Say that these checks do not apply to their lots, or concede those that failed."""
        self.ensure_one()
        self.check_ids._skip(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
