from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_hold as messages


class LotHoldSet(models.TransientModel):
    _name = "lot.hold.set"
    _description = "Set holds"

    lot_ids = fields.Many2many("stock.lot", string="Lots and serial numbers")
    product_id = fields.Many2one("product.product", "Whole product", help="For goods without lot, or all lots of it.")
    location_id = fields.Many2one("stock.location", "Only in")
    package_id = fields.Many2one("stock.package", "Only in package")
    received_from = fields.Datetime("Received from")
    received_until = fields.Datetime("Received until")
    reason = fields.Char("Why", required=True, help="Shown to whoever wants to move the goods, and kept.")
    user_id = fields.Many2one(
        "res.users", "Whom to ask", required=True, default=lambda self: self.env.user, domain="[('share', '=', False)]"
    )
    due_date = fields.Date("Decide by")
    evidence_ids = fields.Many2many("ir.attachment", string="Evidence")

    def action_hold(self):
        """Set one hold on each lot, or one on the product."""
        self.ensure_one()
        names = ("location_id", "package_id", "user_id")
        values = {name: self[name].id for name in names}
        values |= {"reason": self.reason, "due_date": self.due_date, "evidence_ids": self.evidence_ids.ids}
        if self.lot_ids:
            vals_list = [{**values, "lot_id": lot.id} for lot in self.lot_ids]
        elif self.product_id:
            window = {"received_from": self.received_from, "received_until": self.received_until}
            vals_list = [{**values, **window, "product_id": self.product_id.id}]
        else:
            raise UserError(messages.hold_nothing(self.env))
        self.env["lot.hold"].create(vals_list)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
