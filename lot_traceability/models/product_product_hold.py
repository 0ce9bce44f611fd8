"""What is blocked is on hand, but cannot be promised."""

from odoo import fields, models
from odoo.fields import Domain

_PARTS = "mrp_compute_quantities"


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _compute_quantities_dict(self, lot_id, owner_id, package_id, from_date=False, to_date=False):
        until = fields.Datetime.to_datetime(to_date)
        closed = self.env["lot.guard"]._closed_products()
        # Of a day in the past only what was there then is known, not what was blocked. An order for now asks for an
        # instant that has just passed.
        if not closed or (until and until.date() < fields.Date.today()):
            return super()._compute_quantities_dict(lot_id, owner_id, package_id, from_date, to_date)
        kits = self.filtered("is_kits")
        found = super(ProductProduct, self - kits)._compute_quantities_dict(
            lot_id, owner_id, package_id, from_date, to_date
        )
        concerned = (self - kits).filtered(lambda product: product._origin.id in closed)
        concerned._take_off_blocked(found, lot_id, owner_id, package_id)
        if kits:
            # What is known of a kit's parts is handed on to it in this key of the context, by Odoo.
            kits = kits.with_context(**{_PARTS: {**self.env.context.get(_PARTS, {}), **found}})
            found |= super(ProductProduct, kits)._compute_quantities_dict(
                lot_id, owner_id, package_id, from_date, to_date
            )
        return found

    def _take_off_blocked(self, found, lot_id, owner_id, package_id):
        """Take what is blocked and not reserved off the figures in ``found``, {product id: row}."""
        if not self:
            return
        domain = self._get_blocked_quants_domain(lot_id, owner_id, package_id)
        blocked = self.env["stock.quant"]._read_group(domain, ["product_id"], ["quantity:sum", "reserved_quantity:sum"])
        unreserved = {product.id: quantity - reserved for product, quantity, reserved in blocked}
        for product in self:
            quantity = unreserved.get(product._origin.id)
            if quantity:
                row = found[product.id]
                for name in ("free_qty", "virtual_available"):
                    row[name] = product.uom_id.round(row[name] - quantity)

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
