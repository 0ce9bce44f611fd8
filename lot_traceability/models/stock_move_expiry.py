"""What a move asks of the lots it takes: not expired when they are used, and enough shelf life left for the customer.

Every way in which Odoo reserves passes ``_update_reserved_quantity_vals`` or ``_set_quantity_done_prepare_vals``; both
hand the limit to ``stock.quant`` in the context. Odoo's own filter looks at the planned date only, which for an overdue
delivery lies in the past, and not at all at chained moves and typed quantities.
"""

from odoo import fields, models

from ..kernel import expiry

# Places outside where expired goods may go: back to the supplier, scrapped or counted out.
EXPIRED_MAY_GO = ("supplier", "inventory")


class StockMove(models.Model):
    _inherit = "stock.move"

    def _update_reserved_quantity_vals(
        self, need, location_id, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        limited = self._with_expiry_limit()
        return super(StockMove, limited)._update_reserved_quantity_vals(
            need, location_id, lot_id=lot_id, package_id=package_id, owner_id=owner_id, strict=strict
        )

    def _set_quantity_done_prepare_vals(self, qty):
        return super(StockMove, self._with_expiry_limit())._set_quantity_done_prepare_vals(qty)

    def _with_expiry_limit(self):
        """This move with the limit of its lots in the context, in place of Odoo's own filter."""
        self.ensure_one()
        if not self.product_id.use_expiration_date:
            return self
        return self.with_context(with_expiration=False, lot_expiry_limit=self._get_expiry_limit())

    def _get_expiry_limit(self, at=None):
        """What this move asks of a lot, a kernel ``Limit``; None if it may take expired stock too.

        Args:
            at: instant of the use; by default now, or what is planned for this move or the end of its chain if later.
        """
        self.ensure_one()
        ends = self._get_chain_ends()
        if self._may_take_expired(ends):
            return None
        at = at or max([fields.Datetime.now(), *(move.date for move in self | ends if move.date)])
        days, percent = self._get_life_demand(ends)
        return expiry.Limit(at, days, percent, self.company_id._get_calendar_zone())

    def _get_chain_ends(self):
        """The open moves at the end of the chain that this move belongs to; itself when nothing follows."""
        ends, seen, moves = self.browse(), self.browse(), self
        while moves:
            seen |= moves
            ends |= moves.filtered(lambda move: not move._get_following())
            moves = moves._get_following() - seen
        return ends or self

    def _get_following(self):
        return self.move_dest_ids.filtered(lambda move: move.state not in ("done", "cancel"))

    def _get_final_usages(self, ends):
        """Kinds of the places where these moves end; also the nearer one, which is true whatever the last one says."""
        return {place.usage for place in ends.location_final_id | ends.location_dest_id}

    def _is_choosing_lots(self):
        """Whether this move takes, on the way to a customer or into production, lots that the strategy proposes."""
        if self.product_id.tracking == "none" or self._should_bypass_reservation():
            return False
        # What is sent back or taken apart is that very lot.
        if self._is_true_return() or (self.unbuild_id and self.location_dest_id.usage == "production"):
            return False
        return bool(self._get_final_usages(self._get_chain_ends()) & {"customer", "production"})

    def _may_take_expired(self, ends):
        """Whether expired stock may be reserved: to supplier and scrap, or received goods on the way to their place."""
        place = self.location_dest_id
        if place.usage in EXPIRED_MAY_GO or self.picking_type_id.lot_accepts_expired:
            return True
        if place._lies_in("lot_accepts_expired") or place._lies_in("lot_is_quarantine"):
            return True
        return bool(self.move_orig_ids) and self._get_final_usages(ends) == {"internal"}

    def _get_life_demand(self, ends):
        """(days, percent) of shelf life that must be left of what goes to a customer by this move."""
        if "customer" not in self._get_final_usages(ends):
            return 0, 0.0
        partners = ends.partner_id | ends.picking_id.partner_id or self.partner_id
        return self.env["lot.shelf.life"]._get_demand(partners, self.product_id, self.company_id)
