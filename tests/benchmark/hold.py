"""How long a hold takes, and what the gate costs: ``python -m tests.benchmark.hold sweep|cost DATABASE``.

Prints JSON. ``sweep``: a hold over lots in 10,000 quants with 1,000 open reservations, until it is committed and until
it is swept. ``cost``: milliseconds of a plain reservation and of validating 100 lines, on whatever is installed there.
Everything that is committed stays, so the database must be a throw-away one.
"""

import json
import statistics
import sys
import time

from tests.benchmark.session import environment

LOTS, PLACES = 100, 100
TRANSFERS, LINES = 100, 10
ROUNDS = 12


def product_of(env, name, **values):
    return env["product.product"].create({"name": name, "is_storable": True, "tracking": "lot", **values})


def lots_of(env, product, count, name):
    return env["stock.lot"].create([{"product_id": product.id, "name": f"{name}-{n}"} for n in range(count)])


def stock_of(env):
    return env["stock.warehouse"].search([("company_id", "=", env.company.id)], limit=1)


def put(env, rows):
    """Stock in (lot, location, quantity), as a count would leave it."""
    env["stock.quant"].sudo().with_context(inventory_mode=False).create(
        [
            {"product_id": lot.product_id.id, "lot_id": lot.id, "location_id": place.id, "quantity": quantity}
            for lot, place, quantity in rows
        ]
    )


def delivery(env, products, quantity):
    """A confirmed delivery with a move per product, not reserved yet."""
    warehouse = stock_of(env)
    customers = env.ref("stock.stock_location_customers")
    warehouse.out_type_id.reservation_method = "manual"
    values = {"location_id": warehouse.lot_stock_id.id, "location_dest_id": customers.id}
    picking = env["stock.picking"].create({"picking_type_id": warehouse.out_type_id.id, **values})
    env["stock.move"].create(
        [
            {"picking_id": picking.id, "product_id": product.id, "product_uom_qty": quantity, **values}
            for product in products
        ]
    )
    picking.action_confirm()
    return picking


def sweep(env):
    """{"commit": s, "sweep": s, "released": reservations} of one hold over everything."""
    from odoo.addons.lot_traceability.models import lot_sweep

    lot_sweep.AT_ONCE = 0.0  # the rest of the request is measured apart
    stock = stock_of(env).lot_stock_id
    places = env["stock.location"].create([{"name": f"P{n}", "location_id": stock.id} for n in range(PLACES)])
    product = product_of(env, "Hold bench")
    bad, good = lots_of(env, product, LOTS, "BAD"), lots_of(env, product, 20, "GOOD")
    put(env, [(lot, place, 1.0) for lot in bad for place in places])
    env.cr.commit()
    for _transfer in range(TRANSFERS):
        picking = delivery(env, [product] * 1, LINES)
        picking.action_assign()
        env.cr.commit()
    put(env, [(lot, places[0], 100.0) for lot in good])
    env.cr.commit()
    domain = [("lot_id", "in", bad.ids), ("state", "=", "assigned")]
    reserved = env["stock.move.line"].search_count(domain)
    instants = [time.perf_counter()]
    bad._hold("bench")
    # Before sealing and clearing up, which follow the commit: from here on nothing leaves.
    env.cr.postcommit._funcs.appendleft(lambda: instants.append(time.perf_counter()))
    env.cr.commit()
    committed = instants[1] - instants[0]
    started = instants[1]
    while not env["lot.sweep"]._sweep(600):
        pass
    swept = time.perf_counter() - started
    env.invalidate_all()
    left = env["stock.move.line"].search_count(domain)
    return {"quants": LOTS * PLACES, "reserved": reserved, "left": left, "commit": committed, "sweep": swept}


def cost(env):
    """{"reserve": ms of one line, "validate": ms of 100 lines}, medians, and the same of products that expire."""
    expiring = cost_of(env, use_expiration_date=True, expiration_time=700)
    return cost_of(env) | {f"{name}_expiring": value for name, value in expiring.items()}


def cost_of(env, **values):
    """The two figures of products with these values; rolled back after each round."""
    stock = stock_of(env).lot_stock_id
    products = product_of(env, "Cost 0", **values)
    for number in range(1, 100):
        products |= product_of(env, f"Cost {number}", **values)
    for product in products:
        put(env, [(lot, stock, 1000.0) for lot in lots_of(env, product, 3, "L")])
    env.cr.commit()
    reserving, validating = [], []
    for _round in range(ROUNDS):
        picking = delivery(env, products, 5)
        env.flush_all()
        started = time.perf_counter()
        for move in picking.move_ids:  # one by one, as single deliveries are
            move._action_assign()
            env.flush_all()
        reserving.append((time.perf_counter() - started) / len(products) * 1000)
        picking.move_ids.picked = True
        env.flush_all()
        started = time.perf_counter()
        picking._action_done()
        env.flush_all()
        validating.append((time.perf_counter() - started) * 1000)
        env.cr.rollback()
        env.invalidate_all()
    return {"reserve": statistics.median(reserving[1:]), "validate": statistics.median(validating[1:])}


def main(args):
    with environment(args[1]) as env:
        env = env(context={"tracking_disable": True})
        print(json.dumps({"sweep": sweep, "cost": cost}[args[0]](env)))


if __name__ == "__main__":
    main(sys.argv[1:])
