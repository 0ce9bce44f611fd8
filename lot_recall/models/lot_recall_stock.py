"""What was in the house or under way, by lot and place."""

from odoo import fields, models


class LotRecallStock(models.Model):
    _name = "lot.recall.stock"
    _inherit = ["lot.recall.row"]
    _description = "Stock of a recall"
    _rec_name = "location"
    _content_table = "stock"

    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char("Lot or serial number", readonly=True)
    product = fields.Char(readonly=True)
    location_id = fields.Integer("Place number in the database", readonly=True)
    location = fields.Char("Place", readonly=True)
    usage = fields.Selection([("internal", "In the house"), ("transit", "Under way")], "Where", readonly=True)
    package = fields.Char(readonly=True)
    owner = fields.Char(readonly=True)
    company = fields.Char("Company of the place", readonly=True)
    qty = fields.Float("On hand", digits="Product Unit", readonly=True)
    reserved_qty = fields.Float("Of it reserved", digits="Product Unit", readonly=True)
    uom = fields.Char("Unit", readonly=True)
    excluded = fields.Boolean("Lot left out", readonly=True)
    excluded_reason = fields.Char("Reason for leaving out", readonly=True)
