from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    lot_deviation = fields.Selection(
        [("free", "Free"), ("reason", "With a reason"), ("deny", "Refused")],
        "Another lot than proposed",
        required=True,
        default="free",
        help="Whether people may take another lot than the removal strategy proposes. It is recorded in any case. "
        "At the counter of a shop it is only recorded.",
    )
    lot_too_old = fields.Selection(
        [("note", "Allow, and record it"), ("deny", "Refuse")],
        "Lots that are too old",
        required=True,
        default="note",
        help="When somebody enters by hand a lot that is due for removal, or expires sooner than the customer accepts. "
        "Odoo itself never proposes such lots.",
    )
