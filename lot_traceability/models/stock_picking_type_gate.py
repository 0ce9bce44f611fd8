from odoo import api, fields, models

# What opens the gate, and what says how freely lots are chosen.
FLAGS = ["lot_accepts_held", "lot_accepts_expired"]
CHOICES = ["lot_deviation", "lot_too_old"]


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    lot_accepts_held = fields.Boolean(
        "Held stock allowed",
        help="These operations may take goods that are on hold or not released, e.g. samples for the laboratory. "
        "To customers and other companies only Quality, with a reason; rejected and recalled goods never.",
    )
    lot_accepts_expired = fields.Boolean("Expired stock allowed", help="These operations may take expired goods.")

    @api.model_create_multi
    def create(self, vals_list):
        operations = super().create(vals_list)
        self.env["lot.setting.mixin"]._record_made(operations, FLAGS)
        return operations

    def write(self, vals):
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, FLAGS + CHOICES)
