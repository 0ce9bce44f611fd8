"""Verbs that make and unmake goods: manufacturing orders and unbuild orders."""

from odoo import Command
from odoo.exceptions import UserError

UNASKED = {"skip_backorder": True, "skip_consumption": True, "skip_redirection": True, "skip_expired": True}


class MakingVerbs:
    """Production through Odoo's manufacturing orders."""

    def produce(self, made, components, qty=None, at=None, **options):
        """Make goods in one manufacturing order and mark it done; returns the order.

        Args:
            made: the produced lot, several serials (one order for all), or a product without lots.
            components: ``{lot or product: qty}``, total quantities of the order (or ``(qty, uom)``).
            qty: produced quantity; default 1 for a lot, the number of serials otherwise.
            options: ``uom``, ``bom``, ``warehouse``/``company``, ``byproducts`` ``{lot: qty}``, ``origin``,
                ``done`` False to leave the order confirmed with its component lots entered.
        """
        warehouse = self._warehouse_of(options)
        env = self._env_of(warehouse.company_id)
        product = made.product_id if made._name == "stock.lot" else made
        lots = made if made._name == "stock.lot" else self.env["stock.lot"]
        qty = qty or (len(lots) if product.tracking == "serial" else 1)
        order = self._make_order(env, warehouse, product, qty, options)
        goods = self._goods(components)
        outputs = self._goods(options.get("byproducts") or {})
        self._add_moves(order, goods, outputs)
        order.action_confirm()
        order.lot_producing_ids = lots
        order.qty_producing = qty
        self._enter_order_lots(order, goods, outputs)
        order = order.with_env(self.env)
        return self.finish(order, at=at) if options.get("done", True) else order

    def finish(self, order, at=None):
        """Mark a manufacturing order done as it stands; returns it."""
        env = self._env_of(order.company_id)
        context = {**env.context, **UNASKED}
        answer = order.with_env(env(context=context)).button_mark_done()
        if order.state != "done":
            raise UserError(
                self.env._("The order %(name)s was not finished: %(answer)s", name=order.name, answer=answer)
            )
        return self._settle(order, order.move_raw_ids | order.move_finished_ids, at)

    def unbuild(self, order, lot, qty=1.0, at=None):
        """Take a produced lot or serial apart again; its components are back in stock. Returns the unbuild order."""
        env = self._env_of(order.company_id)
        unbuild = env["mrp.unbuild"].create(
            {
                "product_id": lot.product_id.id,
                "mo_id": order.id,
                "lot_id": lot.id,
                "product_qty": qty,
                "product_uom_id": order.product_uom_id.id,
                "location_id": order.location_dest_id.id,
                "location_dest_id": order.location_src_id.id,
                "company_id": order.company_id.id,
            }
        )
        unbuild.action_unbuild()
        return self._settle(unbuild.with_env(self.env), unbuild.consume_line_ids | unbuild.produce_line_ids, at)

    # --- how it is done ---

    def _make_order(self, env, warehouse, product, qty, options):
        bom = options.get("bom")
        return env["mrp.production"].create(
            {
                "product_id": product.id,
                "product_qty": qty,
                "product_uom_id": (options.get("uom") or product.uom_id).id,
                "picking_type_id": warehouse.manu_type_id.id,
                "bom_id": bom.id if bom else False,
                "origin": options.get("origin", False),
                "consumption": "flexible",
            }
        )

    def _add_moves(self, order, goods, outputs):
        """Moves for components and by-products that the bill of materials does not name."""
        raw = [part for part in goods if part not in order.move_raw_ids.product_id]
        extra = [part for part in outputs if part not in order.move_finished_ids.product_id]
        source, dest, place = order.location_src_id, order.location_dest_id, order.production_location_id
        order.write(
            {
                "move_raw_ids": [Command.create(self._move_values(part, goods[part], source, place)) for part in raw],
                "move_byproduct_ids": [
                    Command.create(self._move_values(part, outputs[part], place, dest)) for part in extra
                ],
            }
        )

    def _enter_order_lots(self, order, goods, outputs):
        for move in order.move_raw_ids:
            if move.product_id in goods:
                self._enter_lots(move, goods[move.product_id])
                move.manual_consumption = True
        for move in order.move_byproduct_ids:
            if move.product_id in outputs:
                self._enter_lots(move, outputs[move.product_id])
