from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_training_signing = fields.Boolean(
        "Signing waits for training",
        help="Nobody signs while a procedure that they have to know is overdue for reading.",
    )
    lot_training_receiving = fields.Boolean(
        "Receiving waits for training",
        help="Nobody receives goods while a procedure that they have to know is overdue for reading.",
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "lot_training_signing", "lot_training_receiving"]
