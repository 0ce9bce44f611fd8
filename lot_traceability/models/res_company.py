from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_refuse_alike_names = fields.Boolean(
        "Refuse look-alike numbers",
        default=True,
        help="A lot or serial number that differs from another one of the same product only in upper or lower case "
        "or in blanks is refused.",
    )
    lot_ask_reason = fields.Boolean(
        "Ask for a reason when a done operation is changed",
        default=True,
        help="Changing lot, quantity or places of done operations with lots or serial numbers asks for a reason, "
        "which the audit ledger keeps.",
    )
