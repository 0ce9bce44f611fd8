"""How long a hold takes, and what the gate costs: ``python -m tests.benchmark.hold sweep|cost DATABASE``.

``sweep`` prints JSON: a hold over lots in 10,000 quants with 1,000 open reservations, until it is committed and until
it is swept. ``cost``: milliseconds of reserving one line and of validating 100, on whatever is installed there: a part
for each line that comes in.
Everything that is committed stays, so the database must be a throw-away one.
"""

import itertools
import json
import sys
import time

from tests.benchmark.session import environment

LOTS, PLACES = 100, 100
TRANSFERS, LINES = 100, 10
AT_ONCE = 10


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
    """Answer each line that comes in with the next turn of ``turns``, as JSON, so that two can be asked in turns."""
    parts = turns(env)
    for _line in sys.stdin:
        print(json.dumps(next(parts)), flush=True)


def turns(env):
    """Yield [figure, milliseconds] without end, plain products and products that expire one round each."""
    stock = stock_of(env).lot_stock_id
    kinds = {"": {}, "_expiring": {"use_expiration_date": True, "expiration_time": 700}}
    products = {}
    for suffix, values in kinds.items():
        products[suffix] = product_of(env, "Cost 0", **values)
        for number in range(1, 100):
            products[suffix] |= product_of(env, f"Cost {number}", **values)
        for product in products[suffix]:
            put(env, [(lot, stock, 1000.0) for lot in lots_of(env, product, 3, "L")])
    env.cr.commit()
    for suffix in itertools.cycle(kinds):
        for figure, spent in one_round(env, products[suffix]):
            yield [figure + suffix, spent]


def one_round(env, products):
    """Yield ("reserve", ms of one line) for each ten lines, then ("validate", ms of all of them); rolled back."""
    picking = delivery(env, products, 5)
    env.flush_all()
    for first in range(0, len(picking.move_ids), AT_ONCE):
        moves = picking.move_ids[first : first + AT_ONCE]
        started = time.perf_counter()
        for move in moves:  # one by one, as single deliveries are
            move._action_assign()
            env.flush_all()
        yield "reserve", (time.perf_counter() - started) / len(moves) * 1000
    picking.move_ids.picked = True
    env.flush_all()
    started = time.perf_counter()
    picking._action_done()
    env.flush_all()
    spent = (time.perf_counter() - started) * 1000
    env.cr.rollback()
    env.invalidate_all()
    yield "validate", spent


def main(args):
    with environment(args[1]) as env:
        env = env(context={"tracking_disable": True})
        if args[0] == "sweep":
            print(json.dumps(sweep(env)))
        else:
            cost(env)


if __name__ == "__main__":
    main(sys.argv[1:])
