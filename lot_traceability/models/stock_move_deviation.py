"""Keeps which lots reservation proposed for a move, and finds what was taken instead."""

from collections import defaultdict

from odoo import api, fields, models

from ..kernel import deviation


class _Kept(dict):
    """A proposal of ours: no client can send this type, so none can declare their own choice proposed."""


class StockMove(models.Model):
    _inherit = "stock.move"

    # {lot id as text: quantity in the product's unit}; what people do to the lines later does not change it.
    lot_proposal = fields.Json("Proposed lots", copy=False, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        # Always a value: the context's default_lot_proposal is one more way in.
        proposals = [self._checked_proposal(vals.get("lot_proposal")) for vals in vals_list]
        return super().create([{**vals, "lot_proposal": kept} for vals, kept in zip(vals_list, proposals)])

    def write(self, vals):
        if "lot_proposal" in vals:
            vals = {**vals, "lot_proposal": self._checked_proposal(vals["lot_proposal"])}
        return super().write(vals)

    @api.model
    def _checked_proposal(self, proposal):
        """The proposal if it is ours, else none: what is taken is then compared with the strategy."""
        return proposal if isinstance(proposal, _Kept) else False

    def _update_reserved_quantity_vals(
        self, need, location_id, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        before = self._get_lot_quantities()
        vals_list, taken = super()._update_reserved_quantity_vals(
            need, location_id, lot_id=lot_id, package_id=package_id, owner_id=owner_id, strict=strict
        )
        # A lot that the caller names is somebody's choice, unless it is what the step before brought.
        if taken and (not lot_id or self.move_orig_ids):
            self._keep_proposal(before, vals_list)
        return vals_list, taken

    def _set_quantity_done_prepare_vals(self, qty):
        commands = super()._set_quantity_done_prepare_vals(qty)
        self._keep_proposal(self._get_lot_quantities(), [values for code, _id, values in commands if code == 0])
        return commands

    def _do_unreserve(self):
        result = super()._do_unreserve()
        self.filtered(lambda move: move.lot_proposal and not move.move_line_ids).lot_proposal = False
        return result

    def _prepare_move_split_vals(self, qty):
        kept = _Kept(self.lot_proposal) if self.lot_proposal else False
        return {**super()._prepare_move_split_vals(qty), "lot_proposal": kept}

    def _get_lot_quantities(self):
        """``{lot id: quantity}`` on the lines of this move."""
        found = defaultdict(float)
        if self.product_id.tracking != "none":
            for line in self.move_line_ids:
                found[line.lot_id.id] += line.quantity_product_uom
        return found

    def _keep_proposal(self, before, vals_list):
        """Keep what the lots that were just proposed come to, on the lines and in the values of new ones.

        Args:
            before: ``_get_lot_quantities`` before the proposal.
            vals_list: values of lines that will be made.
        """
        if self.product_id.tracking == "none":
            return
        now = self._get_lot_quantities()
        proposed = {lot for lot, quantity in now.items() if quantity > before[lot]}
        units = self.env["uom.uom"]
        for vals in vals_list:
            unit = units.browse(vals.get("product_uom_id")) or self.product_uom
            lot = vals.get("lot_id")
            now[lot] += unit._compute_quantity(vals.get("quantity", 0), self.product_id.uom_id, round=False)
            proposed.add(lot)
        kept = self.lot_proposal or {}
        # Not added up: lines that were deleted may have been proposed before.
        news = {str(lot): max(now[lot], kept.get(str(lot), 0)) for lot in proposed if lot}
        if news.items() - kept.items():
            self.write({"lot_proposal": _Kept({**kept, **news})})  # an assignment would lose the type

    def _get_deviations(self, lines):
        """``kernel.deviation.Deviation`` of each lot that these lines take although better ones are free."""
        taken = defaultdict(float)
        for line in lines:
            taken[line.lot_id.id] += line.quantity_product_uom
        proposed = {int(lot): quantity for lot, quantity in (self.lot_proposal or {}).items()}
        unit = self.product_id.uom_id
        if all(unit.compare(quantity, proposed.get(lot, 0)) <= 0 for lot, quantity in taken.items()):
            return []
        return deviation.deviations(taken, proposed, self._get_ranked_stock())

    def _get_ranked_stock(self):
        """What this move could take now, with what it has taken, as the kernel's ``Stock`` in the strategy's order."""
        own = defaultdict(float)
        for line in self.move_line_ids:
            own[line.location_id, line.lot_id, line.package_id, line.owner_id] += line.quantity_product_uom
        context = {"lot_exclude_blocked": True}
        # As in reservation: what does not expire is not measured by the shelf life that a customer wants.
        if self.product_id.use_expiration_date:
            context |= {"lot_expiry_limit": self._get_expiry_limit(), "lot_expiry_filter": True}
        # Sudo: what the strategy would take does not depend on who takes it.
        quants_sudo = self.env["stock.quant"].sudo().with_context(**context)
        key = quants_sudo._get_rank_key(self.product_id, self.location_id)
        stock, rank, last = [], -1, None
        for quant in quants_sudo._gather(self.product_id, self.location_id):
            place = quant.location_id, quant.lot_id, quant.package_id, quant.owner_id
            free = quant.quantity - quant.reserved_quantity + own.pop(place, 0)
            if key(quant) != last:
                rank, last = rank + 1, key(quant)
            if quant.lot_id and free > 0:
                stock.append(deviation.Stock(quant.lot_id.id, rank, free))
        return stock
