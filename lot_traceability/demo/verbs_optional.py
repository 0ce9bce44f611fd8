"""Verbs that need an optional Odoo application: repairs and drop-shipments.

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
            raise UserError(self.env._("The repair %(name)s was not finished: %(answer)s", name=order.name, answer=answer))
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
