"""Ways of goods through applications on which no addon of ours depends; walked where these are installed."""

from odoo import Command

from ..kernel import gate
from .gate_paths import another, path, validating

# --- to a customer ---


@path(gate.CUSTOMER, "sale")
def sales_order(world, lot):
    def act(actor):
        actor.sell(lot.with_env(actor.env), 1, world.partner.with_env(actor.env))

    return act


@path(gate.CUSTOMER, "point_of_sale")
def sale_over_the_counter(world, lot):
    world.sell_in_shop(lot, 1)  # the session is opened

    def act(actor):
        actor.sell_in_shop(lot.with_env(actor.env), 1)

    return act


@path(gate.CUSTOMER, "dropship")
def drop_shipment(world, lot):
    def act(actor):
        actor.dropship(lot, 1, None, world.partner)

    return act


def batch(world, pickings, **values):
    batch = world.env["stock.picking.batch"].create({"picking_ids": [Command.set(pickings.ids)], **values})
    batch.action_confirm()
    return batch


@path(gate.CUSTOMER, "batch")
def batch_of_deliveries(world, lot):
    pickings = world.reserve(lot, 1, world.partner) | world.reserve(another(world, lot), 1, world.partner)
    deliveries = batch(world, pickings)

    def act(actor):
        deliveries.with_env(actor.env).action_done()

    return act


@path(gate.CUSTOMER, "batch")
def wave_of_deliveries(world, lot):
    picking = world.reserve({lot: 3}, None, world.partner)
    picking.move_line_ids.quantity = 2
    world.transfer(lot, 1, source=world.stock, dest=world.shelf)
    picking.move_line_ids.copy({"quantity": 1, "picked": True, "location_id": world.shelf.id})

    def act(actor):
        lines = picking.move_line_ids.filtered(lambda line: line.location_id == world.stock)
        lines.with_env(actor.env)._add_to_wave()
        wave = lines.picking_id.batch_id
        assert wave.is_wave, "the wave takes a part of the delivery"
        assert lines.picking_id != picking
        wave.with_env(actor.env).action_confirm()
        wave.with_env(actor.env).action_done()

    return act


# --- into production ---


@path(gate.PRODUCTION, "repair")
def part_of_a_repair(world, lot):
    unit = world.make_lot(world.make_product("Unit", tracking="serial"), "U1")
    world.receive(unit, 1)

    def act(actor):
        actor.repair(unit.with_env(actor.env), [("add", lot.with_env(actor.env), 1)])

    return act


@path(gate.PRODUCTION, "subcontracting")
def use_by_a_subcontractor(world, lot):
    receipt = subcontract(world, lot)

    def act(actor):
        actor.validate(receipt.with_env(actor.env))
        assert receipt._get_subcontract_production().state == "done"

    return act


@path(gate.PRODUCTION, "subcontracting")
def use_entered_by_a_subcontractor(world, lot):
    receipt = subcontract(world, lot)
    move = receipt._get_subcontract_production().move_raw_ids
    move.move_line_ids.unlink()
    visitor = world.new_portal_user("subcontractor", world.partner)
    line = {"product_id": lot.product_id.id, "lot_id": lot.id, "quantity": 1, "picked": True}

    def act(actor):
        move.with_user(visitor).write({"move_line_ids": [Command.create(line)]})
        actor.validate(receipt.with_env(actor.env))

    return act


def subcontract(world, lot):
    """An open receipt of goods that a subcontractor makes of this lot, which lies there."""
    world.transfer(lot, 3, source=world.stock, dest=world.partner.property_stock_subcontractor)
    made = world.make_lot(world.make_product("Syringe"), "S1")
    return world.subcontract(made, {lot: 1}, subcontractor=world.partner, done=False)


# --- other ways out ---


@path(gate.SUPPLIER_RETURN, "subcontracting")
def return_to_the_subcontractor(world, lot):
    world.transfer(world.wire, 3, source=world.stock, dest=world.partner.property_stock_subcontractor)
    receipt = world.subcontract(lot, {world.wire: 1}, subcontractor=world.partner)

    def act(actor):
        actor.return_(receipt.with_env(actor.env), lot.with_env(actor.env), 1)

    return act


@path(gate.WAREHOUSE, "subcontracting")
def components_to_a_subcontractor(world, lot):
    route = world.env.ref("mrp_subcontracting.route_resupply_subcontractor_mto")
    lot.product_id.route_ids = [Command.link(route.id)]
    made = world.make_lot(world.make_product("Syringe"), "S1")
    receipt = world.subcontract(made, {lot: 1}, subcontractor=world.partner, done=False, picked=False)
    resupply = receipt._get_subcontract_production().move_raw_ids.move_orig_ids.picking_id
    resupply.action_assign()
    assert resupply.move_line_ids.lot_id == lot
    resupply.move_ids.picked = True
    return validating(resupply)


# --- inside and in ---


@path(gate.INSIDE, "repair")
def repaired_itself(world, lot):
    def act(actor):
        actor.repair(lot.with_env(actor.env), [("add", world.wire.with_env(actor.env), 1)])

    return act


@path(gate.INCOMING, "repair")
def taken_out_in_a_repair(world, lot):
    unit = world.make_lot(world.make_product("Unit", tracking="serial"), "U1")
    world.receive(unit, 1)

    def act(actor):
        actor.repair(unit.with_env(actor.env), [("recycle", lot.with_env(actor.env), 1)])

    return act


@path(gate.INCOMING, "subcontracting")
def receipt_from_a_subcontractor(world, lot):
    world.transfer(world.wire, 3, source=world.stock, dest=world.partner.property_stock_subcontractor)
    return validating(world.subcontract(lot, {world.wire: 1}, subcontractor=world.partner, done=False))
