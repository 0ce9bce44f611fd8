"""Reservation never takes blocked stock, and blocked stock is not available."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..sql import holds as sql

# Only while stock is chosen: the same search also finds the quants to add to or take from, which must be found.
_CHOOSING = "lot_exclude_blocked"


class StockQuant(models.Model):
    _inherit = "stock.quant"

    is_blocked = fields.Boolean(
        "Blocked",
        compute="_compute_is_blocked",
        search="_search_is_blocked",
        help="On hold, or of a lot whose disposition is not “released”. It is not reserved and does not leave.",
    )

    @api.depends("lot_id", "product_id", "location_id", "package_id", "in_date", "lot_id.disposition")
    def _compute_is_blocked(self):
        blocked = self._blocked_ids()
        for quant in self:
            quant.is_blocked = quant._origin.id in blocked

    def _blocked_ids(self):
        """Ids of those of these quants that anything blocks."""
        closed = self.env["lot.guard"]._closed_products()
        concerned = [quant._origin.id for quant in self if quant.product_id.id in closed and quant._origin.id]
        if not concerned:
            return set()
        self.env["stock.quant"].flush_model(["lot_id", "product_id", "location_id", "package_id", "in_date"])
        rows = self.env.execute_query(sql.blocked_ids(sql.quants(SQL("quant.id = ANY(%s)", concerned))))
        return {quant for (quant,) in rows}

    @api.model
    def _search_is_blocked(self, operator, value):
        if operator != "in":
            return NotImplemented
        blocked = sql.blocked_ids(sql.quants(sql.of_closed_products()))
        return Domain("id", "in" if True in value else "not in", SQL("(%s)", blocked))

    @api.depends("is_blocked")
    def _compute_available_quantity(self):
        result = super()._compute_available_quantity()
        self.filtered("is_blocked").available_quantity = 0
        return result

    # --- choosing stock ---

    def _get_reserve_quantity(
        self, product_id, location_id, quantity, uom_id=None, lot_id=None, package_id=None, owner_id=None, strict=False
    ):
        quants = self
        # Below zero is giving back, which must find what was taken before the hold.
        if quantity > 0 and product_id.id in self.env["lot.guard"]._closed_products():
            quants = self.with_context(**{_CHOOSING: True})
        return super(StockQuant, quants)._get_reserve_quantity(
            product_id, location_id, quantity, uom_id, lot_id, package_id, owner_id, strict
        )

    def _get_gather_domain(self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False):
        domain = super()._get_gather_domain(product_id, location_id, lot_id, package_id, owner_id, strict)
        # Fewest packages are found in the database, before _gather sees the quants.
        if self.env.context.get(_CHOOSING) and self._get_removal_strategy(product_id, location_id) == "least_packages":
            domain &= Domain("is_blocked", "=", False)
        return domain

    def _gather(self, product_id, location_id, lot_id=None, package_id=None, owner_id=None, strict=False, qty=0):
        quants = super()._gather(product_id, location_id, lot_id, package_id, owner_id, strict, qty)
        if not self.env.context.get(_CHOOSING):
            return quants
        blocked = quants._blocked_ids()
        return quants.filtered(lambda quant: quant.id not in blocked)
