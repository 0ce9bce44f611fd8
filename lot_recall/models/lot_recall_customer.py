"""Who received how much, one row per customer and product."""

from odoo import fields, models


class LotRecallCustomer(models.Model):
    _name = "lot.recall.customer"
    _inherit = ["lot.recall.row"]
    _description = "Customer of a recall"
    _rec_name = "partner"
    _content_table = "customers"

    commercial_partner_id = fields.Integer("Customer number in the database", readonly=True)
    partner = fields.Char("Customer", readonly=True)
    product_id = fields.Integer("Product number in the database", readonly=True)
    product = fields.Char(readonly=True)
    lot_count = fields.Integer("Lots", readonly=True)
    delivery_count = fields.Integer("Deliveries", readonly=True)
    shipped_qty = fields.Float("Shipped", digits="Product Unit", readonly=True)
    returned_qty = fields.Float("Returned", digits="Product Unit", readonly=True)
    net_qty = fields.Float(
        "Still there, at worst", digits="Product Unit", readonly=True, help="Shipped minus returned."
    )
    by_date_qty = fields.Float(
        "Of it by date",
        digits="Product Unit",
        readonly=True,
        help="The part that, by the recorded dates, can hold material of the recalled lots.",
    )
    proportional_qty = fields.Float(
        "Expected",
        digits="Product Unit",
        readonly=True,
        help="The part expected to hold material of the recalled lots, mixing evenly. A mean, never proof "
        "about a unit. Empty where lots were left out.",
    )
    uom = fields.Char("Unit", readonly=True)

    def action_open_partner(self):
        """Open the customer, if still there."""
        self.ensure_one()
        return self.recall_id._action_open("res.partner", self.commercial_partner_id)
