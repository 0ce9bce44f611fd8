"""Manufacturing orders: lots are checked while they are made and when they are made, as the plans say."""

from collections import defaultdict

from odoo import models

from .. import messages_check as messages

OPEN = ("confirmed", "progress", "to_close")


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.check.mixin"]

    def action_confirm(self):
        result = super().action_confirm()
        self._plan_checks_in_process()
        return result

    def write(self, vals):
        result = super().write(vals)
        if "lot_producing_ids" in vals:
            # The head of a closed order says nothing any more; final checks are of what was put out.
            self.filtered(lambda order: order.state in OPEN)._drop_checks(
                messages.lot_replaced(self.env),
                lambda check: check.stage == "in_process" and check.lot_id not in check.production_id.lot_producing_ids,
            )
            self._plan_checks_in_process()
        return result

    def _post_inventory(self, cancel_backorder=False):
        result = super()._post_inventory(cancel_backorder=cancel_backorder)
        made = {order: order._get_lots_made() for order in self}
        self.env["lot.check"]._plan("in_process", made)
        self.env["lot.check"]._plan("final", made)
        return result

    def _action_cancel(self):
        # Not of the button only: Odoo cancels orders that are merged, and those without any component left.
        result = super()._action_cancel()
        self.filtered(lambda order: order.state == "cancel")._drop_checks(messages.order_cancelled(self.env))
        return result

    def _plan_checks_in_process(self):
        """Of lots that are chosen already; the others get theirs with the first output."""
        lots = {
            order: dict.fromkeys(
                order.lot_producing_ids, 1 if order.product_tracking == "serial" else order.product_uom_qty
            )
            for order in self
            if order.state in OPEN and order.lot_producing_ids
        }
        self.env["lot.check"]._plan("in_process", lots)

    def _get_lots_made(self):
        """``{lot: quantity}`` of what the order put out so far, in the units of the products."""
        quantities = defaultdict(float)
        for line in self.move_finished_ids.move_line_ids:
            if line.lot_id and line.state == "done" and line.quantity > 0:
                quantities[line.lot_id] += line.quantity_product_uom
        return quantities

    def _drop_checks(self, reason, condition=bool):
        """What nobody has checked yet on lots that are not made after all asks nobody, until they are made here."""
        # Sudo: a consequence of the change, whoever makes it.
        checks_sudo = self.env["lot.check"].sudo().search(
            [("production_id", "in", self.ids), ("state", "=", "todo"), ("result_ids", "=", False)]
        )  # fmt: skip
        made = {order: order._get_lots_made() for order in checks_sudo.production_id}
        not_made_sudo = checks_sudo.filtered(lambda check: check.lot_id not in made[check.production_id])
        not_made_sudo.filtered(condition)._drop(reason)
