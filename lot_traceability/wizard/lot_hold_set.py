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
        """Set one hold on each lot, one on the product, or one on each of the goods in a place or package."""
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
            vals_list = [{**values, **goods} for goods in self._get_goods_there()]
        self.env["lot.hold"].create(vals_list)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _get_goods_there(self):
        """Each lot, and each product without lot, that lies in the chosen place or package now."""
        if not (self.location_id or self.package_id):
            raise UserError(messages.hold_nothing(self.env))
        domain = [("quantity", ">", 0), ("location_id.usage", "in", ("internal", "transit"))]
        for name in ("location_id", "package_id"):
            if self[name]:
                domain.append((name, "child_of", self[name].id))
        goods = self.env["stock.quant"]._read_group(domain, ["product_id", "lot_id"])
        if not goods:
            raise UserError(messages.hold_empty_place(self.env))
        return [{"lot_id": lot.id} if lot else {"product_id": product.id} for product, lot in goods]
