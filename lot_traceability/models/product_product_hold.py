"""What is blocked is on hand, but cannot be promised."""

from odoo import fields, models
from odoo.fields import Domain


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _compute_quantities_dict(self, lot_id, owner_id, package_id, from_date=False, to_date=False):
        found = super()._compute_quantities_dict(lot_id, owner_id, package_id, from_date, to_date)
        until = fields.Datetime.to_datetime(to_date)
        closed = self.env["lot.guard"]._closed_products()
        concerned = self.filtered(lambda product: product._origin.id in closed)
        # Of a day in the past only what was there then is known, not what was blocked. An order for now asks for an
        # instant that has just passed.
        if not concerned or (until and until.date() < fields.Date.today()):
            return found
        domain = concerned._get_blocked_quants_domain(lot_id, owner_id, package_id)
        blocked = self.env["stock.quant"]._read_group(domain, ["product_id"], ["quantity:sum", "reserved_quantity:sum"])
        unreserved = {product.id: quantity - reserved for product, quantity, reserved in blocked}
        for product in concerned:
            quantity = unreserved.get(product._origin.id)
            if quantity:
                row = found[product.id]
                for name in ("free_qty", "virtual_available"):
                    row[name] = product.uom_id.round(row[name] - quantity)
        return found

    def _get_blocked_quants_domain(self, lot_id, owner_id, package_id):
        """Blocked quants of these products in the places that the context asks for, without those that Odoo
        has taken off as expired."""
        domain = Domain("product_id", "in", self._origin.ids) & Domain("is_blocked", "=", True)
        domain &= Domain(self._get_domain_locations()[0])
        for name, value in (("lot_id", lot_id), ("owner_id", owner_id), ("package_id", package_id)):
            if value is not None:
                domain &= Domain(name, "=", value)
        # Odoo's own rule for expired stock (product_expiry): taken off from this day on.
        today = self.env.context.get("to_date") or fields.Date.today()
        return domain & (Domain("removal_date", "=", False) | Domain("removal_date", ">", today))
