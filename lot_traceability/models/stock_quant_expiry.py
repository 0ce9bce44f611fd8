"""Reservation takes no lot that is too old, and takes lots in the order of their dates when the strategy says so."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.sql import column_exists, create_column

from ..kernel import expiry

# Method of ``product.removal`` → order of stock; ties by receipt.
ORDERS = {
    "lot_first_expired": "expiration_date ASC NULLS LAST, in_date ASC, id",
    "lot_last_expired": "expiration_date DESC NULLS LAST, in_date ASC, id",
    "lot_first_made": "production_date ASC NULLS LAST, in_date ASC, id",
}


class StockQuant(models.Model):
    _inherit = "stock.quant"

    production_date = fields.Date(related="lot_id.production_date", store=True)

    def _auto_init(self):
        # Lots get the field by this addon, so it is empty for all stock; Odoo would compute it row by row.
        if not column_exists(self.env.cr, self._table, "production_date"):
            create_column(self.env.cr, self._table, "production_date", "date")
        return super()._auto_init()

    @api.model
    def _get_removal_strategy_order(self, removal_strategy):
        return ORDERS.get(removal_strategy) or super()._get_removal_strategy_order(removal_strategy)

    def _get_reserve_quantity(
        self, product_id, location_id, quantity, uom_id=None, lot_id=None, package_id=None, owner_id=None, strict=False
    ):
        # Only here: the same domain finds the stock to write to, which must be found whatever its dates are.
        if quantity > 0 and self.env.context.get("lot_expiry_limit"):
            self = self.with_context(lot_expiry_filter=True)  # noqa: PLW0642  as Odoo does
        return super()._get_reserve_quantity(
            product_id, location_id, quantity, uom_id, lot_id, package_id, owner_id, strict
        )

    @api.model
    def _update_available_quantity(self, *args, **values):
        # Odoo's filter would hide the stock to write to, and a second record would be made beside it.
        unfiltered = self.with_context(with_expiration=False) if self.env.context.get("with_expiration") else self
        return super(StockQuant, unfiltered)._update_available_quantity(*args, **values)

    def _get_gather_domain(self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False):
        domain = super()._get_gather_domain(product_id, location_id, lot_id, package_id, owner_id, strict)
        limit = self._get_gather_limit()
        return domain & self._get_fresh_domain(product_id, limit) if limit else domain

    def _gather(self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False, qty=0):
        quants = super()._gather(product_id, location_id, lot_id, package_id, owner_id, strict, qty)
        # Chained moves take stock from a cache, without the domain.
        limit = self._get_gather_limit() if "quants_cache" in self.env.context else None
        return quants.filtered(lambda quant: not limit.refusal(quant._get_life())) if limit else quants

    def _get_gather_limit(self):
        # A client's context can hold anything under these names.
        limit = self.env.context.get("lot_expiry_filter") and self.env.context.get("lot_expiry_limit")
        return limit if isinstance(limit, expiry.Limit) else None

    @api.model
    def _get_rank_key(self, product, location):
        """Function of stock: what the removal strategy goes by; equal values are equally good."""
        strategy = self._get_removal_strategy(product, location)
        if strategy == "closest":
            return lambda quant: quant.location_id.complete_name
        order = self._get_removal_strategy_order(strategy) or ""
        names = [term.split()[0] for term in order.split(",") if term.split() and term.split()[0] != "id"]
        # Not the number of the record, which says nothing about the goods.
        return lambda quant: [quant[name] for name in names]

    def _get_life(self):
        """Dates of this stock as the kernel has them."""
        return self.lot_id._get_life()

    @api.model
    def _get_fresh_domain(self, product, limit):
        """Stock of a product that passes the limit (``kernel.expiry.Limit``)."""
        domain = Domain("removal_date", "=", False) | Domain("removal_date", ">", limit.at)
        if limit.earliest:
            domain &= Domain("expiration_date", ">=", limit.earliest)
        else:
            domain &= Domain("expiration_date", "=", False) | Domain("expiration_date", ">", limit.at)
        if limit.percent > 0:
            stock = self.search(domain & Domain("product_id", "=", product.id) & Domain("quantity", ">", 0))
            lots = stock.lot_id.filtered(lambda lot: not limit.refusal(lot._get_life()))
            domain &= Domain("lot_id", "in", lots.ids)
        return domain
