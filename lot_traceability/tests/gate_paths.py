"""Every way in which goods leave or move, through Odoo's own operations, by the exit of the gate that it takes.

A path prepares (before the goods are blocked) and returns what is done then, a function of the ``World`` of who acts.
``lot`` has ten units in stock. One preparation serves all statuses and people: what the function does is undone each
time. ``PATHS`` is read by ``test_gate_matrix.py``; the ways of applications on which we do not depend are in
``gate_paths_optional.py``. ``render`` prints them, as ARCHITECTURE.md shows them.
"""

import textwrap

from odoo import Command

from ..kernel import gate

PATHS = {}  # {name: (exit, function, application it needs or None)}


def path(exit_, needs=None):
    def add(function):
        PATHS[function.__name__] = (exit_, function, needs)
        return function

    return add


def another(world, lot):
    """A free lot of the same product, in stock."""
    other = world.make_lot(lot.product_id, f"{lot.name} instead", expires=900)
    world.receive(other, 5)
    return other


def validating(picking):
    """The way of a transfer whose lots were entered before they are blocked."""

    def act(actor):
        actor.validate(picking.with_env(actor.env))

    return act


# --- to a customer ---


@path(gate.CUSTOMER)
def delivery(world, lot):
    def act(actor):
        actor.deliver(lot, 1, world.partner)

    return act


@path(gate.CUSTOMER)
def delivery_reserved_before(world, lot):
    return validating(world.reserve(lot, 1, world.partner))


@path(gate.CUSTOMER)
def delivery_validated_by_code(world, lot):
    picking = world.reserve(lot, 1, world.partner)

    def act(actor):
        picking.with_env(actor.env)._action_done()

    return act


@path(gate.CUSTOMER)
def delivery_without_document(world, lot):
    def act(actor):
        actor.ship_without_picking(lot.with_env(actor.env), 1, world.partner)

    return act


@path(gate.CUSTOMER)
def typed_quantity(world, lot):
    picking = world.reserve(lot, 1, world.partner)
    picking.move_line_ids.unlink()

    def act(actor):
        picking.move_ids.with_env(actor.env).write({"quantity": 1, "picked": True})
        actor.validate(picking.with_env(actor.env))

    return act


@path(gate.CUSTOMER)
def package_delivered_whole(world, lot):
    package = world.env["stock.package"].create({"name": "Pallet"})
    world.transfer(lot, 3, source=world.stock, dest=world.shelf, line_values={"result_package_id": package.id})
    whole = {"package_id": package.id, "result_package_id": package.id}
    return validating(world.reserve(lot, 3, world.partner, source=world.shelf, line_values=whole))


def chain(world, lot, steps):
    """Transfers that follow one another to a customer through so many places, the last of them open and reserved."""
    warehouse = world.warehouse()
    before = world.env["stock.picking"]
    for step in range(1, steps + 1):
        last = step == steps
        kind = warehouse.out_type_id if last else warehouse.int_type_id
        source = before.location_dest_id or warehouse.lot_stock_id
        dest = world.new_location(f"Step {step}", warehouse.view_location_id)
        dest = world.env.ref("stock.stock_location_customers") if last else dest
        values = {"product_id": lot.product_id.id, "product_uom_qty": 1}
        values |= {"location_id": source.id, "location_dest_id": dest.id}
        picking = world.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "location_id": source.id,
                "location_dest_id": dest.id,
                "move_ids": [Command.create({**values, "move_orig_ids": [Command.set(before.move_ids.ids)]})],
            }
        )
        picking.action_confirm()
        if before:
            world.validate(before)
        picking.action_assign()
        assert picking.move_line_ids.lot_id == lot, "each step takes what the one before brought"
        picking.move_ids.picked = True
        before = picking
    return before


@path(gate.CUSTOMER)
def second_step_of_pick_and_ship(world, lot):
    return validating(chain(world, lot, 2))


@path(gate.CUSTOMER)
def third_step_of_pick_pack_and_ship(world, lot):
    return validating(chain(world, lot, 3))


@path(gate.CUSTOMER)
def lot_of_a_done_delivery_changed(world, lot):
    picking = world.deliver(another(world, lot), 1, world.partner)

    def act(actor):
        actor_line = picking.move_line_ids.with_env(actor.env).with_context(lot_reason="typing error")
        actor_line.write({"lot_id": lot.id})

    return act


@path(gate.CUSTOMER)
def quantity_of_a_done_delivery_raised(world, lot):
    picking = world.deliver(lot, 1, world.partner)

    def act(actor):
        picking.move_line_ids.with_env(actor.env).with_context(lot_reason="typing error").write({"quantity": 2})

    return act


@path(gate.CUSTOMER)
def line_added_to_a_done_delivery(world, lot):
    picking = world.deliver(another(world, lot), 1, world.partner)

    def act(actor):
        actor.env["stock.move.line"].with_context(lot_reason="forgotten").create(
            {
                "move_id": picking.move_ids.id,
                "picking_id": picking.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "quantity": 1,
                "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id,
            }
        )

    return act


# --- into production ---


@path(gate.PRODUCTION)
def manufacturing_order(world, lot):
    made = world.make_product("Syringe", tracking="none")

    def act(actor):
        actor.produce(made, {lot.with_env(actor.env): 2}, 1)

    return act


@path(gate.PRODUCTION)
def manufacturing_order_begun_before(world, lot):
    made = world.make_product("Syringe", tracking="none")
    order = world.produce(made, {lot: 2}, 1, done=False)

    def act(actor):
        actor.finish(order.with_env(actor.env))

    return act


@path(gate.PRODUCTION)
def unbuild(world, lot):
    order = world.produce(lot, {world.wire: 1}, 1)

    def act(actor):
        actor.unbuild(order, lot, 1)

    return act


@path(gate.PRODUCTION)
def line_added_to_a_done_order(world, lot):
    made = world.make_product("Syringe", tracking="none")
    order = world.produce(made, {lot: 2}, 1)

    def act(actor):
        move = order.move_raw_ids
        actor.env["stock.move.line"].with_context(lot_reason="forgotten").create(
            {
                "move_id": move.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "quantity": 1,
                "location_id": move.location_id.id,
                "location_dest_id": move.location_dest_id.id,
            }
        )

    return act


# --- other ways out ---


@path(gate.COMPANY)
def sale_to_a_sister_company(world, lot):
    return validating(world.reserve(lot, 1, world.sister.partner_id, dest=world.inter_company_location()))


@path(gate.SUPPLIER)
def delivery_to_a_supplier(world, lot):
    return validating(world.reserve(lot, 1, world.partner, dest=world.env.ref("stock.stock_location_suppliers")))


@path(gate.SUPPLIER_RETURN)
def return_to_the_supplier(world, lot):
    receipt = world.receive(lot, 3, partner=world.partner)

    def act(actor):
        actor.return_(receipt.with_env(actor.env), lot.with_env(actor.env), 1)

    return act


@path(gate.SCRAP)
def scrap(world, lot):
    def act(actor):
        actor.scrap(lot.with_env(actor.env), 1)

    return act


@path(gate.SCRAP)
def scrap_of_an_order(world, lot):
    made = world.make_product("Syringe", tracking="none")
    order = world.produce(made, {lot: 2}, 1, done=False)

    def act(actor):
        actor.scrap(lot.with_env(actor.env), 1, production_id=order.id)

    return act


@path(gate.COUNT)
def count_finds_less(world, lot):
    def act(actor):
        actor.count(lot.with_env(actor.env), 1)

    return act


@path(gate.COUNT)
def count_finds_more(world, lot):
    def act(actor):
        actor.count(lot.with_env(actor.env), 99)

    return act


@path(gate.COUNT)
def quantity_written_on_the_stock(world, lot):
    def act(actor):
        domain = [("lot_id", "=", lot.id), ("location_id", "=", world.stock.id)]
        quant = actor.env["stock.quant"].with_context(inventory_mode=True).search(domain)
        quant.inventory_quantity_auto_apply = 4

    return act


@path(gate.COUNT)
def quantity_of_a_done_receipt_lowered(world, lot):
    receipt = world.receive(lot, 3, partner=world.partner)

    def act(actor):
        line = receipt.move_line_ids.with_env(actor.env)
        reason = {} if actor.env.context.get("lot_reason") else {"lot_unlock_reason": "typing error"}
        receipt.write(reason)
        line.write({"quantity": 1})

    return act


@path(gate.WAREHOUSE)
def transfer_to_another_warehouse(world, lot):
    return validating(world.transfer(lot, 1, source=world.stock, dest=world.far_stock, done=False))


@path(gate.WAREHOUSE)
def transfer_into_the_transit(world, lot):
    return validating(
        world.transfer(lot, 1, source=world.stock, dest=world.env.company.internal_transit_location_id, done=False)
    )


# --- inside and in ---


@path(gate.INSIDE)
def transfer_inside(world, lot):
    return validating(world.transfer(lot, 1, source=world.stock, dest=world.shelf, done=False))


@path(gate.INSIDE)
def first_step_of_pick_and_ship(world, lot):
    pick = chain(world, lot, 2).move_ids.move_orig_ids.picking_id.copy()
    pick.action_confirm()
    pick.action_assign()
    pick.move_ids.picked = True
    return validating(pick)


@path(gate.INSIDE)
def relocation(world, lot):
    def act(actor):
        domain = [("lot_id", "=", lot.id), ("location_id", "=", world.stock.id)]
        actor.env["stock.quant"].search(domain).move_quants(world.shelf.with_env(actor.env))

    return act


@path(gate.INSIDE)
def lot_moved_on_its_form(world, lot):
    def act(actor):
        lot.with_env(actor.env).location_id = world.shelf.id

    return act


@path(gate.TO_QUARANTINE)
def transfer_to_quarantine(world, lot):
    return validating(world.transfer(lot, 1, source=world.stock, dest=world.quarantine, done=False))


@path(gate.OUT_OF_HOLD)
def transfer_off_the_shelf_on_hold(world, lot):
    world.transfer(lot, 3, source=world.stock, dest=world.shelf)
    world.hold_location = world.shelf
    return validating(world.transfer(lot, 1, source=world.shelf, dest=world.stock, done=False))


@path(gate.INCOMING)
def receipt(world, lot):
    def act(actor):
        actor.receive(lot, 1, partner=world.partner)

    return act


@path(gate.INCOMING)
def receipt_with_a_typed_number(world, lot):
    picking = world.receive(lot, 1, partner=world.partner, done=False)
    picking.move_line_ids.write({"lot_id": False, "lot_name": lot.name})
    return validating(picking)


@path(gate.INCOMING)
def return_of_a_customer(world, lot):
    shipped = world.deliver(lot, 1, world.partner)

    def act(actor):
        actor.return_(shipped.with_env(actor.env), lot.with_env(actor.env), 1)

    return act


@path(gate.INCOMING)
def made_in_an_order(world, lot):
    order = world.produce(lot, {world.wire: 1}, 1, done=False)

    def act(actor):
        actor.finish(order.with_env(actor.env))

    return act


@path(gate.INCOMING)
def given_back_by_an_unbuild(world, lot):
    syringe = world.make_lot(world.make_product("Syringe"), "S1")
    order = world.produce(syringe, {lot: 2}, 1)

    def act(actor):
        actor.unbuild(order.with_env(actor.env), syringe, 1)

    return act


@path(gate.INCOMING)
def receipt_from_a_sister_company(world, lot):
    transit, seller = world.inter_company_location(), world.env.company.partner_id
    world.send_to_company(lot, 1, world.sister, received_at=False)
    return validating(world.receive(lot, 1, partner=seller, source=transit, company=world.sister, done=False))


def render():
    """The ways that the matrix test walks, by exit, as Markdown; in ARCHITECTURE.md."""
    ways = {}
    for name, (exit_, _walk, needs) in PATHS.items():
        ways.setdefault(exit_, []).append(name.replace("_", " ") + (f" ({needs})" if needs else ""))
    lines = [f"- {gate.EXIT_WORDS[exit_]}: {', '.join(ways[exit_])}" for exit_ in gate.EXITS if exit_ in ways]
    return "\n".join(textwrap.fill(line, 132, subsequent_indent="  ", break_on_hyphens=False) for line in lines)
