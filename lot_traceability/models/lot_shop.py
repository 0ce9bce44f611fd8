"""The point of sale, where it is installed: blocked and expired lots are neither offered nor sold at the counter.

Odoo's shop takes the money first and swallows what the stock refuses afterwards. We do not depend on the application:
two methods of its models are wrapped once all models are loaded.
"""

import functools

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_hold as messages


class LotShop(models.AbstractModel):
    _name = "lot.shop"
    _description = "Lots at the counter"

    def _register_hook(self):
        super()._register_hook()
        if "pos.order" in self.env:
            _wrap(self.env.registry["pos.order"], "action_pos_order_paid", _pay)
            _wrap(self.env.registry["pos.order.line"], "get_existing_lots", _offer)

    @api.model
    def _get_unsold(self, lots, operation):
        """Those of these lots that may not be sold from the place of this operation type."""
        # Sudo: a cashier need not see holds, nor stock.
        lots_sudo, now = lots.sudo(), fields.Datetime.now()
        place = operation.sudo().default_location_src_id
        domain = [("lot_id", "in", lots.ids), ("location_id", "child_of", place.ids), ("quantity", ">", 0)]
        there = lots_sudo.env["stock.quant"].search(domain)
        free = there.filtered(lambda quant: not quant.is_blocked).lot_id
        free |= (lots_sudo - there.lot_id).filtered(lambda lot: not lot.is_blocked)
        unsold = self.env["stock.lot"] if operation.lot_accepts_held else lots_sudo - free
        if not operation.lot_accepts_expired:
            unsold |= lots_sudo.filtered(lambda lot: lot.expiration_date and lot.expiration_date <= now)
        return unsold

    @api.model
    def _check_sold(self, order):
        """Refuse a sale of lots that are blocked or expired, before the order counts as paid."""
        lines = order.lines.filtered(lambda line: line.qty > 0)
        domain = [("product_id", "in", lines.product_id.ids), ("name", "in", lines.pack_lot_ids.mapped("lot_name"))]
        # Sudo: as above.
        lots = self.env["stock.lot"].sudo().search(domain) if lines.pack_lot_ids else self.env["stock.lot"]
        lots = lots.filtered(lambda lot: lot.company_id.id in (False, order.company_id.id))
        if lots:
            self.env["lot.guard"]._share(lots, lots.product_id)
            unsold = self._get_unsold(lots, order.config_id.picking_type_id)
            if unsold:
                raise UserError(messages.not_sold(self.env, ", ".join(unsold.mapped("display_name"))))


def _wrap(model_class, name, around):
    original = getattr(model_class, name)
    if hasattr(original, "lot_shop"):
        return

    @functools.wraps(original)
    def wrapped(self, *args, **kwargs):
        return around(original, self, *args, **kwargs)

    wrapped.lot_shop = True
    setattr(model_class, name, wrapped)


def _pay(original, order):
    order.env["lot.shop"]._check_sold(order)
    return original(order)


def _offer(original, line, company_id, config_id, product_id):
    offered = original(line, company_id, config_id, product_id)
    # Sudo: as Odoo reads the stock here.
    lots_sudo = line.env["stock.lot"].sudo().browse([row["id"] for row in offered])
    operation = line.env["pos.config"].browse(config_id).picking_type_id
    unsold = line.env["lot.shop"]._get_unsold(lots_sudo, operation)
    return [row for row in offered if row["id"] not in unsold.ids]
