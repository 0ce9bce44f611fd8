"""As-built allotment: which component lot went into which produced lot of one manufacturing order.

Odoo links every unit of an order with every component of it. These rows say which unit really holds which
component; the trace then follows the rows (trace contract, "As built"). They never replace Odoo's lines.

Rows may be written at the bench, while the order is in progress, against the lots chosen so far. They count from the
moment at which the order is done, and are held against what it really used and made at that moment.
"""

from collections import defaultdict
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_as_built as messages
from ..sql import as_built as as_built_sql

# States of an order in which its rows may change.
WRITABLE_STATES = ("confirmed", "progress", "to_close", "done")


class OrderLot(NamedTuple):
    """A lot that an order used or made, or is going to; ``qty`` in the product's reference unit."""

    lot_id: int
    product_id: int
    qty: float
    is_byproduct: bool


class LotAsBuilt(models.Model):
    _name = "lot.as.built"
    _description = "As-built component"
    _order = "production_id desc, id"
    _rec_name = "component_lot_id"

    # Restrict: an order that was done cannot be deleted in Odoo either, and rows of a cancelled order go with the
    # cancelling. Cascade would let a script that deletes orders take the evidence along without a word.
    production_id = fields.Many2one(
        "mrp.production", "Manufacturing order", required=True, index=True, ondelete="restrict", readonly=True
    )
    component_lot_id = fields.Many2one(
        "stock.lot", "Component lot", required=True, index=True, ondelete="restrict", readonly=True
    )
    component_product_id = fields.Many2one(related="component_lot_id.product_id", string="Component")
    produced_lot_id = fields.Many2one(
        "stock.lot", "Built into", required=True, index=True, ondelete="restrict", readonly=True
    )
    produced_product_id = fields.Many2one(related="produced_lot_id.product_id", string="Product")
    qty = fields.Float("Quantity", digits="Product Unit", required=True, readonly=True)
    uom_id = fields.Many2one(related="component_lot_id.product_id.uom_id", string="Unit")
    company_id = fields.Many2one(
        related="production_id.company_id", string="Company", store=True, index=True, precompute=True
    )

    _qty_positive = models.Constraint("CHECK (qty > 0)", "The quantity built in must be more than zero.")
    _pair_unique = models.Constraint(
        "UNIQUE (production_id, component_lot_id, produced_lot_id)",
        "This component lot is already entered for this unit; change the quantity of that line instead.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.production_id.check_access("read")
        self.env.execute_query(as_built_sql.touch_orders(rows.production_id.ids))
        return rows

    def write(self, vals):
        touched = self.production_id
        result = super().write(vals)
        self.env.execute_query(as_built_sql.touch_orders((touched | self.production_id).ids))
        return result

    @api.model
    def _get_order_lots(self, productions):
        """What each order used and made by lot; what is chosen so far while it is in progress.

        Returns:
            ``{production id: {"component": [OrderLot, …], "produced": [OrderLot, …]}}`` in order of posting.
        """
        productions.check_access("read")
        self.env["stock.move.line"].flush_model()
        self.env["stock.move"].flush_model()
        productions.flush_model()
        found = {production.id: {"component": [], "produced": []} for production in productions}
        for order_id, side, *row, _first in self.env.execute_query(as_built_sql.order_lots(productions.ids)):
            found[order_id][side].append(OrderLot(*row))
        return found

    @api.constrains("production_id", "component_lot_id", "produced_lot_id", "qty")
    def _check_against_orders(self):
        """The lots really were in the order, and no more is allotted than was consumed."""
        productions = self.production_id
        order_lots = self._get_order_lots(productions)
        allotted = defaultdict(float)
        # Sudo: the sum must be whole, whatever rows the user may see.
        rows_sudo = self.sudo().search([("production_id", "in", productions.ids)])
        for row in rows_sudo:
            allotted[row.production_id.id, row.component_lot_id.id] += row.qty
        for row in self:
            row._check_one(order_lots[row.production_id.id], allotted[row.production_id.id, row.component_lot_id.id])

    def _check_one(self, order_lots, allotted):
        order, component, unit = self.production_id, self.component_lot_id, self.produced_lot_id
        if order.state not in WRITABLE_STATES:
            raise ValidationError(messages.order_not_open(self.env, order))
        consumed = {lot.lot_id: lot.qty for lot in order_lots["component"]}
        if component.id not in consumed:
            raise ValidationError(messages.component_not_of_order(self.env, order, component))
        if unit.id not in {lot.lot_id for lot in order_lots["produced"]}:
            raise ValidationError(messages.unit_not_of_order(self.env, order, unit))
        used = consumed[component.id]
        if component.product_id.uom_id.compare(allotted, used) > 0:
            raise ValidationError(messages.too_much_allotted(self.env, order, component, used, allotted))
