from odoo import fields, models


class LotHoldLift(models.TransientModel):
    _name = "lot.hold.lift"
    _description = "Lift holds"

    hold_ids = fields.Many2many("lot.hold", string="Holds", readonly=True)
    reason = fields.Char("Why", required=True, help="Kept with the holds and in the history of the lots.")

    def action_lift(self):
        """Lift these holds; what others cover stays blocked."""
        self.ensure_one()
        self.hold_ids._lift(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
