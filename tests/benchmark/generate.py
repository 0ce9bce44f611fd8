"""Fill a database with a factory of a given size: a sample made through Odoo, then multiplied set by set.

Run inside the prepared Odoo: ``python -m tests.benchmark.generate DATABASE SIZE``.
"""

import json
import sys
import time

from . import documents, holdings, plan_moves, plan_orders, prototype
from .clone import Cloner
from .plan_orders import COMPONENT, MADE, POOL_PRODUCTS, RAW, REF_BAD, REF_COMPONENT, SERIAL, SPARE_LEVEL, UNTRACKED
from .sizes import SIZES, SLOTS

PARAMETER = "lot_benchmark.facts"  # where the generated database says which lots to trace
SUPPLIERS = 40
NUMBERED = {
    "picking": "stock_picking", "unbuild": "mrp_unbuild", "scrap": "stock_scrap", "move": "stock_move",
    "line": "stock_move_line", "lot": "stock_lot",
}  # fmt: skip
ANALYZED = (
    "stock_move_line", "stock_move", "stock_picking", "stock_lot", "stock_quant", "mrp_production", "mrp_unbuild",
    "stock_scrap",
    "stock_move_line_consume_rel", "stock_move_move_rel", "mrp_production_stock_lot_rel", "mrp_production_group",
    "stock_reference", "stock_reference_move_rel", "stock_reference_production_rel", "product_product", "res_partner",
)  # fmt: skip


def _products(factory):
    """{code: product id}, made by Odoo."""
    codes = {MADE + level * 100 + slot: "lot" for level in range(1, SPARE_LEVEL + 1) for slot in range(SLOTS)}
    codes |= {
        RAW + level * 100 + part * 10 + variant: "lot"
        for level in range(1, 7)
        for part in (1, 2, 3)
        for variant in range(3)
    }
    codes |= {UNTRACKED + n: "none" for n in range(POOL_PRODUCTS)}
    codes |= {COMPONENT: "serial", SERIAL: "serial"}
    values = [
        {"name": f"Benchmark item {code}", "type": "consu", "is_storable": True, "tracking": tracking}
        for code, tracking in codes.items()
    ]
    products = factory.env["product.product"].create(values)
    return dict(zip(codes, products.ids, strict=True))


def _partners(factory, size):
    rows = [("supplier", n) for n in range(SUPPLIERS)] + [("customer", n) for n in range(size.partners)]
    partners = factory.env["res.partner"].create(
        [{"name": f"Benchmark {kind} {n:04d}", "is_company": True} for kind, n in rows]
    )
    return [(kind, n, partner.id) for (kind, n), partner in zip(rows, partners, strict=True)]


def _masters(env, size):
    """Temporary tables from the plan's words to ids: b_product, b_partner, b_shelf, b_place."""
    factory = prototype.Factory(env)
    products, partners = _products(factory), _partners(factory, size)
    shelves = [(slot, factory.shelf(f"Benchmark shelf {slot + 1}").id) for slot in range(SLOTS)]
    # by what the sample's lines did, so that the generator needs no opinion on Odoo's places
    move = factory.env["stock.move"]
    production = move.search([("production_id", "!=", False)], limit=1, order="id desc").location_id
    inventory = move.search([("scrap_id", "!=", False)], limit=1, order="id desc").location_dest_id
    places = {
        "stock": factory.stock, "shelf": factory.stock, "supplier": factory.suppliers, "customer": factory.customers,
        "production": production, "inventory": inventory,
    }  # fmt: skip
    env.flush_all()
    tables = {
        "b_product (code int, id int)": products.items(), "b_partner (kind text, n int, id int)": partners,
        "b_shelf (slot int, id int)": shelves,
        "b_place (word text, id int)": [(word, place.id) for word, place in places.items()],
    }  # fmt: skip
    for table, rows in tables.items():
        env.cr.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP")
        env.cr.execute_values(f"INSERT INTO {table.split()[0]} VALUES %s", list(map(tuple, rows)))


def _facts(cr, size, cloner):
    """Which lots to trace, written beside the data."""
    cr.execute("SELECT bad, id FROM b_family JOIN b_lot ON ref = %s + f WHERE bad > 0", (REF_BAD,))
    facts = {"size": size.name, "bad": {str(bad): lot for bad, lot in cr.fetchall()}}
    cr.execute("SELECT min(id) FROM b_lot WHERE ref BETWEEN %s AND %s", (REF_COMPONENT, REF_COMPONENT + 99_999_999))
    facts["serial_component"] = cr.fetchone()[0]
    cr.execute(
        "SELECT f.bad, max(l.id) FROM b_order o JOIN b_family f USING (f) JOIN b_lot l ON l.ref = o.o"
        " WHERE f.bad > 0 AND o.kind = 'main' AND o.level = 6 GROUP BY f.bad"
    )
    facts["final"] = {str(bad): lot for bad, lot in cr.fetchall()}
    facts["rows"] = dict(sorted(cloner.inserted.items()))
    cr.execute(
        "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (PARAMETER, json.dumps(facts)),
    )
    return facts


def generate(env, size, say=lambda text: None):
    """Generate everything in the open transaction; returns the facts."""
    cr = env.cr
    samples = prototype.build(env)
    _masters(env, size)
    cloner = Cloner(cr, samples)
    last = {table: cloner.next_id(table) - 1 for table in samples}
    # the rows are right by construction; checking a million foreign keys one by one is most of the time
    cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cr.fetchone()[0]:
        cr.execute("SET LOCAL session_replication_role = replica")
    cr.execute("SET LOCAL work_mem = '256MB'; SET LOCAL jit = off")
    say("planning")
    plan_orders.plan(cr, size)
    plan_moves.plan(cr, size, {word: last[table] for word, table in NUMBERED.items()})
    steps = (
        ("lots", lambda: documents.lots(cloner)),
        ("transfers", lambda: documents.pickings(cloner)),
        ("orders", lambda: documents.orders(cloner, last)),
        ("unbuilds and scraps", lambda: documents.unbuilds_and_scraps(cloner, last)),
        ("moves", lambda: documents.moves(cloner, last)),
        ("lines", lambda: documents.lines(cloner)),
        ("stock on hand", lambda: holdings.quants(cloner, last["stock_quant"], last["stock_move_line"])),
    )
    for word, write in steps:
        say(f"writing {word}")
        write()
    cr.execute("SET LOCAL session_replication_role = DEFAULT")
    cloner.restart_sequences()
    facts = _facts(cr, size, cloner)
    env.invalidate_all()
    return facts


def main(database, size_name):
    from .session import environment

    started = time.monotonic()
    with environment(database) as env:
        facts = generate(
            env, SIZES[size_name], lambda text: print(f"    {time.monotonic() - started:5.0f} s  {text}", flush=True)
        )
        env.cr.commit()
        for table in ANALYZED:
            env.cr.execute(f"ANALYZE {table}")
        env.cr.commit()
    print(f"    {time.monotonic() - started:5.0f} s  done: {facts['rows']['stock_move_line']:,} done lines", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
