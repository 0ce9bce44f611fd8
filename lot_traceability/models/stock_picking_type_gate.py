from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    lot_accepts_held = fields.Boolean(
        "Held stock allowed",
        help="These operations may take goods that are on hold or not released, e.g. samples for the laboratory. "
        "To customers and other companies only Quality, with a reason; rejected and recalled goods never.",
    )
    lot_accepts_expired = fields.Boolean("Expired stock allowed", help="These operations may take expired goods.")

    def write(self, vals):
        names = ["lot_accepts_held", "lot_accepts_expired"]
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, names)
