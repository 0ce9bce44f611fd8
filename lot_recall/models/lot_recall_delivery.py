"""Lines to and from customers, as they stood when the revision was made."""

from odoo import fields, models


class LotRecallDelivery(models.Model):
    _name = "lot.recall.delivery"
    _inherit = ["lot.recall.row"]
    _description = "Delivery of a recall"
    _rec_name = "document"
    _content_table = "deliveries"

    move_line_id = fields.Integer("Line number in the database", readonly=True)
    date = fields.Datetime(readonly=True)
    kind = fields.Selection(
        [
            ("delivery", "Delivery"),
            ("dropship", "Direct from supplier"),
            ("pos", "Shop"),
            ("other", "Other"),
            ("return", "Return"),
        ],
        readonly=True,
    )
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    customer = fields.Char(readonly=True, help="The company or person behind the delivery address.")
    partner = fields.Char("Delivery address", readonly=True)
    partner_id = fields.Integer("Address number in the database", readonly=True)
    commercial_partner_id = fields.Integer("Customer number in the database", readonly=True)
    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char("Lot or serial number", readonly=True)
    product = fields.Char(readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True, help="Returns are negative.")
    uom = fields.Char("Unit", readonly=True)
    company = fields.Char("Delivering company", readonly=True)
    excluded = fields.Boolean("Lot left out", readonly=True)
    excluded_reason = fields.Char("Reason for leaving out", readonly=True)
