"""Return mode: a scan finds who got the goods, and opens or goes on with the return of that delivery."""

from odoo import api, models

from .. import messages_scan_return
from .lot_scan_document import OVER
from .lot_scan_target import ScanStop

MOST_DELIVERIES = 40


class StockPicking(models.Model):
    _inherit = "stock.picking"

    @api.model
    def _scan_return(self, target, request):
        """Enter goods that somebody brings back; returns as ``_scan_apply``.

        Nobody has to know of which delivery they were: that of the return that is open (self, may be empty) goes first.
        """
        target = self.browse()._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        line = self.return_id._scan_find_delivered(target, quantity)
        back = line.picking_id._scan_open_return(line.move_id, target, quantity)
        done = back._scan_apply(target, request)
        partner = line.picking_id.partner_id.display_name or ""
        done["message"] = messages_scan_return.returned_from(self.env, line.picking_id.name, partner, done["message"])
        return {**done, "document": back}

    @api.model
    def _scan_find_delivered(self, target, quantity):
        """The delivery line of the goods, of self or else the latest, of which the quantity has not come back yet."""
        domain = [
            ("product_id", "=", target.product.id),
            ("lot_id", "=", target.lot.id),
            ("state", "=", "done"),
            ("location_dest_id.usage", "=", "customer"),
            ("picking_id", "!=", False),
        ]
        lines = self.env["stock.move.line"].search(domain, order="date desc, id desc", limit=MOST_DELIVERIES)
        if self:
            own = self.env["stock.move.line"].search([*domain, ("picking_id", "=", self.id)])
            lines = own | lines
        if not lines:
            raise ScanStop(
                messages_scan_return.never_delivered(self.env, target.lot_name or target.product.display_name)
            )
        back_domain = [
            ("move_id.origin_returned_move_id", "in", lines.move_id.ids),
            ("lot_id", "=", target.lot.id),
            ("state", "!=", "cancel"),
        ]
        groups = self.env["stock.move.line"]._read_group(
            [*back_domain, "|", ("picked", "=", True), ("state", "=", "done")],
            ["move_id"],
            ["quantity_product_uom:sum"],
        )
        for line in lines:
            came = sum(amount for move, amount in groups if move.origin_returned_move_id == line.move_id)
            went = sum(other.quantity_product_uom for other in lines if other.move_id == line.move_id)
            if target.product.uom_id.compare(went - came, quantity) >= 0:
                return line
        raise ScanStop(messages_scan_return.all_returned(self.env, target.lot_name or target.product.display_name))

    def _scan_open_return(self, move, target, quantity):
        """The open return of this delivery, with room for the quantity of this move; made when there is none."""
        pieces = target.product.uom_id
        amount = pieces._compute_quantity(quantity, move.product_uom, round=False)
        open_ = move.returned_move_ids.filtered(
            lambda back: back.state not in OVER and back.picking_id.picking_type_code == "incoming"
        )[:1]
        if open_:
            done = sum(line.quantity_product_uom for line in open_.move_line_ids if line.picked)
            if pieces.compare(open_.product_qty, done + quantity) < 0:
                open_.product_uom_qty = pieces._compute_quantity(done + quantity, open_.product_uom, round=False)
            return open_.picking_id
        wizard = (
            self.env["stock.return.picking"].with_context(active_id=self.id, active_model="stock.picking").create({})
        )
        for line in wizard.product_return_moves:
            line.quantity = amount if line.move_id == move else 0
        return self.browse(wizard.action_create_returns()["res_id"])
