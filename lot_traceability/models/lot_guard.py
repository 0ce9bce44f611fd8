"""The locks that hold and gate share; why and how: ``sql/guard.py``."""

from odoo import api, models

from ..sql import guard

_CACHE = "lot_traceability.closed_products"


class LotGuard(models.AbstractModel):
    _name = "lot.guard"
    _description = "Guard rows of lots and products"

    @api.model
    def _share(self, lots, products):
        """Let no hold or disposition of these change before this transaction ends.

        Returns:
            (ids of closed lots, ids of closed products) among them: those that need a closer look.

        Raises:
            psycopg2.errors.SerializationFailure: one of them has changed since the transaction began. Odoo runs the
                transaction again; do not catch it.
        """
        if not lots and not products:
            return set(), set()
        rows = self.env.execute_query(guard.share(lots.ids, products.ids))
        return {lot for lot, _product in rows if lot}, {product for lot, product in rows if not lot}

    @api.model
    def _take(self, lots, products):
        """Before a hold or a disposition of these changes: wait for operations on the way, then keep others out."""
        self.env.execute_query(guard.take(lots.ids, products.ids))

    @api.model
    def _refresh(self, lots, products):
        """After the change, in the same transaction."""
        self.env["lot.hold"].flush_model()
        lots.flush_model(["disposition"])
        self.env.cr.execute(guard.refresh(lots.ids, products.ids))
        self.env.cr.cache.pop(_CACHE, None)
        self.env["stock.quant"].invalidate_model(["is_blocked", "available_quantity"])
        self.env["stock.lot"].invalidate_model(["is_blocked"])
        self.env["product.product"].invalidate_model(["free_qty", "virtual_available"])

    @api.model
    def _closed_products(self):
        """Ids of products of which anything may be blocked; asked once in a transaction."""
        cache = self.env.cr.cache
        if _CACHE not in cache:
            cache[_CACHE] = frozenset(product for (product,) in self.env.execute_query(guard.closed_products()))
        return cache[_CACHE]
