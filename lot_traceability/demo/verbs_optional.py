"""Verbs that need an optional Odoo application: repairs, drop-shipments, sales orders, shops, subcontracting.

``has_*`` tells whether the application is there; the demo story leaves a scene out when it is not.
"""

from odoo import Command
from odoo.exceptions import UserError


class OptionalVerbs:
    """Operations of applications on which no addon of ours depends."""

    def has_repair(self):
        """Is Odoo's repair application installed?"""
        return "repair.order" in self.env

    def has_dropship(self):
        """Is Odoo's drop-shipping installed?"""
        return "dropship" in dict(self.env["stock.picking.type"]._fields["code"].selection)

    def has_sale(self):
        """Are sales orders connected to deliveries?"""
        return "sale_line_id" in self.env["stock.move"]._fields

    def has_point_of_sale(self):
        """Is the point of sale installed?"""
        return "pos.order" in self.env

    def has_batch(self):
        """Are batch transfers installed?"""
        return "stock.picking.batch" in self.env

    def has_subcontracting(self):
        """Is subcontracting installed?"""
        return "subcontract" in dict(self.env["mrp.bom"]._fields["type"].selection)

    def sell(self, what, qty=None, customer=None, address=None, at=None):
        """A sales order, delivered completely; returns the order (``picking_ids`` = its delivery)."""
        goods = self._goods(what, qty)
        order = self.env["sale.order"].create(
            {
                "partner_id": customer.id,
                "partner_shipping_id": (address or customer).id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": self._total(entries, product.uom_id)})
                    for product, entries in goods.items()
                ],
            }
        )
        order.action_confirm()
        for move in order.picking_ids.move_ids:
            self._enter_lots(move, goods[move.product_id])
        at = self._instant(at)
        self.validate(order.picking_ids, at=at)
        return self._settle(order, self.env["stock.move"], at)

    def sell_in_shop(self, lot, qty=1.0, customer=None, at=None):
        """Goods sold over the counter in a point-of-sale session; returns the point-of-sale order."""
        session = self._shop_session()
        product = self._product_of(lot)
        line = {"product_id": product.id, "qty": qty, "price_unit": 0, "price_subtotal": 0, "price_subtotal_incl": 0}
        if lot._name == "stock.lot":
            line["pack_lot_ids"] = [Command.create({"lot_name": lot.name})]
        order = self.env["pos.order"].create(
            {
                "session_id": session.id,
                "company_id": session.company_id.id,
                "partner_id": customer.id if customer else False,
                "lines": [Command.create(line)],
                "amount_total": 0,
                "amount_tax": 0,
                "amount_paid": 0,
                "amount_return": 0,
            }
        )
        order.action_pos_order_paid()
        order._create_order_picking()
        if order.picking_ids.state != "done":
            raise UserError(self.env._("The sale over the counter did not leave the stock: %(name)s", name=order.name))
        return self._settle(order, order.picking_ids.move_ids, at, order.picking_ids)

    def _shop_session(self):
        """An open session of a shop that books its stock with every sale."""
        shop = self.env["pos.config"].search([("name", "=", "Factory shop")], limit=1)
        if not shop:
            self.env.company.point_of_sale_update_stock_quantities = "real"
            account = self.env["pos.payment.method"].create({"name": "Customer account", "split_transactions": True})
            shop = self.env["pos.config"].create(
                {"name": "Factory shop", "payment_method_ids": [Command.set(account.ids)]}
            )
        if not shop.current_session_id:
            # The point of sale refuses to be opened by the superuser.
            shop.with_user(self.env.ref("base.user_admin")).sudo().open_ui()
            shop.current_session_id.set_opening_control(0, None)
        return shop.current_session_id

    def repair(self, lot, parts, qty=1.0, partner=None, at=None, location=None):
        """Repair a lot or serial; returns the repair order.

        Args:
            parts: list of ``(kind, lot or product, qty)``, kind = add, remove or recycle.
            location: where the repaired goods stand (default: the warehouse's stock).
        """
        warehouse = self._warehouse_of({})
        location = location or warehouse.lot_stock_id
        order = self.env["repair.order"].create(
            {
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "product_qty": qty,
                "partner_id": partner.id if partner else False,
                "picking_type_id": warehouse.repair_type_id.id,
                "product_location_src_id": location.id,
                "product_location_dest_id": location.id,
                "move_ids": [
                    Command.create(
                        {
                            "repair_line_type": kind,
                            "product_id": self._product_of(part).id,
                            "product_uom_qty": amount,
                        }
                    )
                    for kind, part, amount in parts
                ],
            }
        )
        order.action_validate()
        order.action_repair_start()
        for move, (_kind, part, amount) in zip(order.move_ids, parts, strict=True):
            self._enter_lots(move, self._goods(part, amount)[move.product_id])
        answer = order.action_repair_end()
        if order.state != "done":
            raise UserError(
                self.env._("The repair %(name)s was not finished: %(answer)s", name=order.name, answer=answer)
            )
        return self._settle(order, order.move_ids | order.move_id, at)

    def dropship(self, what, qty=None, supplier=None, customer=None, at=None):
        """Goods that the supplier sends straight to the customer; returns the transfer."""
        kind = self.env["stock.picking.type"].search(
            [("code", "=", "dropship"), ("company_id", "=", self.env.company.id)], limit=1
        )
        source = self.env.ref("stock.stock_location_suppliers")
        dest = self.env.ref("stock.stock_location_customers")
        goods = self._goods(what, qty)
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "partner_id": customer.id,
                "location_id": source.id,
                "location_dest_id": dest.id,
                "origin": supplier.name if supplier else False,
                "move_ids": [
                    Command.create(self._move_values(product, entries, source, dest))
                    for product, entries in goods.items()
                ],
            }
        )
        picking.action_confirm()
        for move in picking.move_ids:
            self._enter_lots(move, goods[move.product_id])
        return self.validate(picking, at=at)

    def subcontract(self, made, components, qty=1.0, subcontractor=None, at=None, **options):
        """Receive goods that a subcontractor makes of components which lie there; returns the receipt.

        Args:
            made: the lot that is received.
            components: ``{lot or product: qty}`` that the hidden subcontracting order uses up in all.
            options: ``done`` False to leave the receipt open, ``picked`` False to leave the components to Odoo.
        """
        goods = self._goods(components)
        needs = {part: self._total(entries, part.uom_id) / qty for part, entries in goods.items()}
        bom = self.make_bom(made.product_id, needs)
        bom.write({"type": "subcontract", "subcontractor_ids": [Command.link(subcontractor.id)]})
        receipt = self.receive(made, qty, partner=subcontractor, done=False)
        if options.get("picked", True):
            for move in receipt._get_subcontract_production().move_raw_ids:
                self._enter_lots(move, goods[move.product_id])
        return self.validate(receipt, at=at) if options.get("done", True) else receipt
