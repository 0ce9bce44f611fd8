"""From whom the lots and what they were made from came."""

from odoo import fields, models


class LotRecallSupplier(models.Model):
    _name = "lot.recall.supplier"
    _inherit = ["lot.recall.row"]
    _description = "Receipt of a recall"
    _rec_name = "document"
    _content_table = "suppliers"

    commercial_partner_id = fields.Integer("Supplier number in the database", readonly=True)
    partner = fields.Char("Supplier", readonly=True)
    date = fields.Datetime(readonly=True)
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char(readonly=True)
    supplier_lot = fields.Char("Supplier's lot", readonly=True)
    product = fields.Char(readonly=True)
    qty = fields.Float("Received", digits="Product Unit", readonly=True)
    uom = fields.Char("Unit", readonly=True)
