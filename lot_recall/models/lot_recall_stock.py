"""What was in the house or under way, by lot and place."""

from odoo import fields, models


class LotRecallStock(models.Model):
    _name = "lot.recall.stock"
    _inherit = ["lot.recall.row.lot"]
    _description = "Stock of a recall"
    _rec_name = "location"
    _content_table = "stock"

    location_id = fields.Integer("Place number in the database", readonly=True)
    location = fields.Char("Place", readonly=True)
    usage = fields.Selection([("internal", "In stock"), ("transit", "In transit")], "Kind", readonly=True)
    package = fields.Char(readonly=True)
    owner = fields.Char(readonly=True)
    company = fields.Char(readonly=True)
    qty = fields.Float("On hand", digits="Product Unit", readonly=True)
    reserved_qty = fields.Float("Reserved", digits="Product Unit", readonly=True)
