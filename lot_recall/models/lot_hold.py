"""Holds that a recall set: they belong to it, and nobody lifts them one by one while it runs."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from . import messages_run

# In the context of our own setting; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_recall_hold", object()


class LotHold(models.Model):
    _inherit = "lot.hold"

    recall_id = fields.Many2one(
        "lot.recall", "Recall", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    @api.model_create_multi
    def create(self, vals_list):
        holds = super().create(vals_list)
        # Looked at afterwards: the context can give values, too.
        if self.env.context.get(_KEY) is not _OURS and holds.recall_id:
            raise AccessError(messages_run.hold_by_launch_only(self.env))
        return holds

    def _lift(self, reason):
        # Sudo: whoever may not read recalls is told as well.
        running_sudo = self.sudo().recall_id.filtered(lambda recall: recall.state == "launched")
        running = running_sudo.with_env(self.env)
        # Of goods that all companies share, the managers of the company whose recall it is.
        is_manager = self.env.su or self.env.user.has_group("lot_recall.group_recall_manager")
        if running and not (is_manager and running == running._filtered_access("write")):
            raise AccessError(messages_run.hold_of_recall(running_sudo[0]))
        return super()._lift(reason)

    @api.model
    def _hold_for_recall(self, recall, lots, products):
        """Set the holds of a case; goods that it holds already are left as they are.

        Args:
            lots: ``stock.lot`` records that the user may read.
            products: ``{product.product: (since when goods without lot were made, when last)}``; None if unknown.
        """
        open_holds = self.search([("recall_id", "=", recall.id), ("state", "=", "open")])
        held_lots = open_holds.lot_id
        of_products = open_holds.filtered(lambda hold: not hold.lot_id).sorted("received_until")
        held_until = {hold.product_id: hold.received_until for hold in of_products}
        common = {"recall_id": recall.id, "reason": recall.display_name, "user_id": recall.user_id.id}
        until = fields.Datetime.now()
        vals_list = [{**common, "lot_id": lot.id} for lot in lots - held_lots]
        vals_list += [
            {**common, "product_id": product.id, "received_from": since, "received_until": until}
            for product, (since, last) in products.items()
            if product not in held_until or (last and last > held_until[product])
        ]
        return self.with_context(**{_KEY: _OURS}).create(vals_list) if vals_list else self.browse()
