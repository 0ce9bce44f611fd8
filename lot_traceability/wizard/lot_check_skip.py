from odoo import fields, models


class LotCheckSkip(models.TransientModel):
    _name = "lot.check.skip"
    _description = "Checks do not apply"

    check_ids = fields.Many2many("lot.check", string="Checks", readonly=True)
    reason = fields.Char("Why", required=True, help="Kept with the checks and in the history of the lots.")

    def action_skip(self):
        """Say that these checks do not apply to their lots."""
        self.ensure_one()
        self.check_ids._skip(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
