from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_recall_sign = fields.Boolean(
        "Recalls are signed",
        help="A recall is confirmed, launched, revised and cancelled only by a signature of a recall manager.",
    )

    lot_recall_drill_months = fields.Integer(
        "Months between blind drills", help="0: none. Schemes for food ask for a drill each year at least."
    )
    lot_recall_drill_user_id = fields.Many2one("res.users", "Drills led by", ondelete="set null")

    _drill_months_sound = models.Constraint(
        "CHECK (lot_recall_drill_months >= 0)", "Months between drills are 0 or more."
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "lot_recall_sign", "lot_recall_drill_months"]
