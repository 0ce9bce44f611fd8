"""Lines to and from customers, as they stood when the revision was made."""

from odoo import fields, models


class LotRecallDelivery(models.Model):
    _name = "lot.recall.delivery"
    _inherit = ["lot.recall.row.lot"]
    _description = "Delivery of a recall"
    _rec_name = "document"
    _content_table = "deliveries"

    move_line_id = fields.Integer("Line number in the database", readonly=True)
    product_id = fields.Integer("Product number in the database", readonly=True)
    date = fields.Datetime(readonly=True)
    kind = fields.Selection(
        [
            ("delivery", "Delivery"),
            ("dropship", "Drop-ship"),
            ("pos", "Point of sale"),
            ("other", "Other"),
            ("return", "Return"),
        ],
        readonly=True,
    )
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    customer = fields.Char(readonly=True, help="The company or person behind the delivery address.")
    partner = fields.Char("Delivered to", readonly=True)
    partner_id = fields.Integer("Address number in the database", readonly=True)
    commercial_partner_id = fields.Integer("Customer number in the database", readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True, help="Returns are negative.")
    company = fields.Char(readonly=True, help="The company that delivered.")
