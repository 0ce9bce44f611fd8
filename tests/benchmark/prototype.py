"""One small chain of operations made through Odoo itself: the rows that the generator multiplies.

Receipt → order → internal transfer → delivery → return, an unbuild, a scrap, an untracked step: one of each
kind of document. Every column that Odoo fills is therefore filled in the generated rows as well, whatever
other applications are installed.
"""

import odoo.init  # noqa: F401  (fills the odoo namespace when this is the first import of it)
from odoo import Command


class Factory:
    """Operations of a factory through the ORM, each finished in one call."""

    def __init__(self, env):
        self.env = env(user=env.ref("base.user_admin"), context={"tracking_disable": True})
        self.warehouse = self.env["stock.warehouse"].search([], limit=1, order="id")
        self.stock = self.warehouse.lot_stock_id
        self.suppliers = self.env.ref("stock.stock_location_suppliers")
        self.customers = self.env.ref("stock.stock_location_customers")
        self.unit = self.env.ref("uom.product_uom_unit")

    def shelf(self, name):
        return self.env["stock.location"].create({"name": name, "usage": "internal", "location_id": self.stock.id})

    def product(self, name, tracking="lot"):
        values = {"name": name, "type": "consu", "is_storable": True, "tracking": tracking}
        return self.env["product.product"].create(values)

    def partner(self, name):
        return self.env["res.partner"].create({"name": name})

    def lot(self, product, name):
        return self.env["stock.lot"].create({"product_id": product.id, "name": name})

    def transfer(self, kind, source, target, partner, rows):
        """A done transfer; ``rows`` = [(product, [(lot, quantity)])], a lot given as text is made by it."""
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "partner_id": partner.id if partner else False,
                "location_id": source.id,
                "location_dest_id": target.id,
                "move_ids": [self._move(product, lots, source, target) for product, lots in rows],
            }
        )
        picking.action_confirm()
        for move, (_product, lots) in zip(picking.move_ids, rows, strict=True):
            self._fill(move, lots)
        picking.button_validate()
        assert picking.state == "done", picking.state
        return picking

    def receive(self, partner, rows):
        return self.transfer(self.warehouse.in_type_id, self.suppliers, self.stock, partner, rows)

    def relocate(self, target, rows):
        return self.transfer(self.warehouse.int_type_id, self.stock, target, None, rows)

    def deliver(self, source, partner, rows):
        picking = self.transfer(self.warehouse.out_type_id, self.stock, self.customers, partner, rows)
        assert picking.move_line_ids.location_id == source
        return picking

    def _move(self, product, lots, source, target):
        quantity = sum(quantity for _lot, quantity in lots)
        values = {"product_id": product.id, "product_uom_qty": quantity, "product_uom": self.unit.id}
        return Command.create({**values, "location_id": source.id, "location_dest_id": target.id})

    def _fill(self, move, lots):
        move.move_line_ids.unlink()
        for lot, quantity in lots:
            values = {"move_id": move.id, "product_id": move.product_id.id, "quantity": quantity, "picked": True}
            values |= {"location_id": move.location_id.id, "location_dest_id": move.location_dest_id.id}
            if isinstance(lot, str):
                values["lot_name"] = lot
            elif lot:
                values["lot_id"] = lot.id
                quants = lot.quant_ids.filtered(lambda q: q.location_id.usage == "internal" and q.quantity > 0)
                if move.location_id.usage == "internal" and quants:
                    values["location_id"] = quants[-1].location_id.id
            if move.picking_id:
                values["picking_id"] = move.picking_id.id
            self.env["stock.move.line"].create(values)

    def produce(self, product, quantity, inputs, lots=None):
        """A done manufacturing order without bill of materials; one quantity of one per serial."""
        order = self.env["mrp.production"].create(
            {
                "product_id": product.id,
                "product_qty": quantity,
                "product_uom_id": self.unit.id,
            }
        )
        places = order.location_src_id, order.production_location_id
        order.move_raw_ids = [self._move(part, used, *places) for part, used in inputs]
        order.action_confirm()
        if lots:
            order.lot_producing_ids = lots
        order.qty_producing = quantity
        order._set_qty_producing()
        for move, (_product, used) in zip(order.move_raw_ids, inputs, strict=True):
            self._fill(move, used)
            move.write({"picked": True, "manual_consumption": True})
        order.button_mark_done()
        assert order.state == "done", order.state
        return order

    def take_back(self, delivery):
        """A customer sends everything of a delivery back."""
        wizard = self.env["stock.return.picking"].with_context(active_id=delivery.id, active_model="stock.picking")
        wizard = wizard.create({"picking_id": delivery.id})
        for line in wizard.product_return_moves:
            line.quantity = line.move_quantity
        picking = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        picking.move_ids.picked = True
        picking.button_validate()
        assert picking.state == "done", picking.state
        return picking

    def unbuild(self, order, lot, quantity, source):
        values = {"mo_id": order.id, "product_id": lot.product_id.id, "lot_id": lot.id, "product_qty": quantity}
        values |= {"product_uom_id": self.unit.id, "location_id": source.id, "location_dest_id": self.stock.id}
        unbuild = self.env["mrp.unbuild"].create(values)
        unbuild.action_validate()
        assert unbuild.state == "done", unbuild.state
        return unbuild

    def scrap(self, lot, quantity, source):
        values = {"product_id": lot.product_id.id, "lot_id": lot.id, "scrap_qty": quantity, "location_id": source.id}
        scrap = self.env["stock.scrap"].create(values)
        scrap.action_validate()
        assert scrap.state == "done", scrap.state
        return scrap

    def flush(self):
        self.env["stock.quant"]._quant_tasks()
        self.env.flush_all()


def build(env):
    """Make one of every document; returns {table: {role: row id}}."""
    factory = Factory(env)
    shelf = factory.shelf("Benchmark shelf 0")
    raw, semi = factory.product("Benchmark sample raw"), factory.product("Benchmark sample semi", "none")
    good = factory.product("Benchmark sample good")
    supplier, customer = factory.partner("Benchmark sample supplier"), factory.partner("Benchmark sample customer")
    receipt = factory.receive(supplier, [(raw, [("SAMPLE-RAW", 50)])])
    raw_lot = receipt.move_line_ids.lot_id
    step = factory.produce(semi, 4, [(raw, [(raw_lot, 4)])])
    good_lot = factory.lot(good, "SAMPLE-GOOD")
    order = factory.produce(good, 10, [(raw, [(raw_lot, 10)]), (semi, [(None, 4)])], good_lot)
    internal = factory.relocate(shelf, [(good, [(good_lot, 10)])])
    delivery = factory.deliver(shelf, customer, [(good, [(good_lot, 2)])])
    back = factory.take_back(delivery)
    # stays with the customer, so that a quant of each usage exists
    factory.deliver(shelf, customer, [(good, [(good_lot, 1)])])
    unbuild = factory.unbuild(order, good_lot, 1, shelf)
    scrap = factory.scrap(good_lot, 1, shelf)
    factory.flush()
    return _roles(
        {"receipt": receipt, "internal": internal, "delivery": delivery, "return": back},
        order, step, unbuild, scrap, good_lot, raw_lot,
    )  # fmt: skip


def _roles(pickings, order, step, unbuild, scrap, good_lot, raw_lot):
    moves = {role: picking.move_ids for role, picking in pickings.items()}
    moves |= {"finished": order.move_finished_ids, "raw": order.move_raw_ids[0], "scrap": scrap.move_ids}
    unbuilt = unbuild.env["stock.move"].search([("unbuild_id", "=", unbuild.id)])
    moves["unbuild_in"] = unbuilt.filtered(lambda move: move.product_id == good_lot.product_id)
    moves["unbuild_out"] = unbuilt.filtered(lambda move: move.product_id == raw_lot.product_id)
    lines = {role: move.move_line_ids for role, move in moves.items()}
    # an untracked product is made and used by the same kinds of moves; only its lines differ (no lot)
    lines |= {
        "finished_untracked": step.move_finished_ids.move_line_ids,
        "raw_untracked": order.move_raw_ids[1].move_line_ids,
    }
    quants = {}
    for quant in (good_lot + raw_lot).quant_ids:
        quants[quant.location_id.usage] = quant
    single = {
        "mrp_production": order, "mrp_unbuild": unbuild, "stock_scrap": scrap,
        "mrp_production_group": order.production_group_id, "stock_reference": order.reference_ids,
    }  # fmt: skip
    found = {
        "stock_picking": pickings, "stock_move": moves, "stock_move_line": lines, "stock_quant": quants,
        "stock_lot": {"made": good_lot, "received": raw_lot},
    }  # fmt: skip
    found |= {table: {"any": record} for table, record in single.items()}
    return {table: {role: record.ensure_one().id for role, record in rows.items()} for table, rows in found.items()}
