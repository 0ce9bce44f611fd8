from odoo import fields, models


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    lot_deviation = fields.Selection(related="picking_type_id.lot_deviation")
    lot_deviation_reason = fields.Char("Why another lot", copy=False, help="Than the removal strategy proposes.")
