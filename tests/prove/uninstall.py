"""Uninstalling takes away every table, trigger and function of ours and leaves Odoo working (no arguments).

A database with our four addons and some work in it is compared with one that never had them; twice, beside Odoo's
optional applications (subcontracting, repair, shop …) and without.
"""

import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo, refuse_warnings  # noqa: E402 (needs the path above)
from support.paths import ADDONS  # noqa: E402

# Everything that a database holds beside rows: (kind, name).
OBJECTS = """
    SELECT 'table ' || relkind::text, relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S')
     UNION
    SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION
    SELECT 'trigger', tgname || ' on ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
     UNION
    SELECT 'column', attrelid::regclass || '.' || attname FROM pg_attribute
      JOIN pg_class ON pg_class.oid = attrelid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
     ORDER BY 1, 2
"""
WORK = """
from odoo.addons.lot_traceability.demo.verbs import Verbs
world = Verbs()
world.env = env
partner, product = world.make_partner("Proof partner"), world.make_product("Proof product")
lot = world.make_lot(product, "PROOF-1")
world.receive(lot, 5, partner)
env["lot.recall"].create({"title": "Proof"})
env["lot.audit.anchor"]._take(env.company)
env.cr.commit()
"""
# The ledger outlives the addons that wrote into it.
LEDGER_ALONE = """
entries = env["lot.audit.entry"].search([("code", "=like", "recall_%")])
assert entries and all(entries.mapped("sentence")), entries
verifier = env["lot.audit.verifier"]
assert verifier._verify(env.company.id).is_sound and not verifier._find_broken_guards()
"""
# As WORK does, without anything of ours.
ODOO_ALONE = """
lot = env["stock.lot"].search([("name", "=", "PROOF-1")])
picking_type = env["stock.warehouse"].search([], limit=1).out_type_id
customers = env.ref("stock.stock_location_customers")
picking = env["stock.picking"].create({
    "picking_type_id": picking_type.id, "location_dest_id": customers.id,
    "location_id": picking_type.default_location_src_id.id,
    "move_ids": [(0, 0, {"product_id": lot.product_id.id, "product_uom_qty": 2, "location_dest_id": customers.id,
                         "location_id": picking_type.default_location_src_id.id})],
})
picking.action_confirm()
picking.action_assign()
picking.move_ids.picked = True
picking.button_validate()
lot.name = "RENAMED"
env.flush_all()
assert picking.state == "done" and lot.product_qty == 3, (picking.state, lot.product_qty)
env.cr.execute("SELECT sum(product_qty) FROM report_stock_quantity WHERE product_id = %s AND state = 'forecast'"
               " AND date = (now() at time zone 'utc')::date", [lot.product_id.id])
assert env.cr.fetchone()[0] == 3, "the graph of the forecast"
env.cr.commit()
"""


def shell(odoo, database, script):
    """Run a script in Odoo's shell on a database; a failure ends the proof."""
    command = odoo.command("shell", "-d", database, "--log-level=warn", "--no-http")
    done = subprocess.run(command, input=script, text=True, env=odoo.environment, capture_output=True)
    if done.returncode or "Traceback" in done.stderr:
        raise SystemExit(f"{done.stdout}\n{done.stderr}")


def uninstall(odoo, database, addons):
    log = odoo.log(f"{database}.log", new=True)
    command = odoo.command("module", "uninstall", "-d", database, *addons)
    with open(log, "w", encoding="utf-8") as out:
        subprocess.run(command, env=odoo.environment, stdout=out, stderr=subprocess.STDOUT, check=True)
    refuse_warnings(log)


def objects(odoo, database):
    return {tuple(row) for row in odoo.query(OBJECTS, database=database)}


def prove(odoo, optional):
    """Whether nothing of ours is left, and all of Odoo is there, beside Odoo's optional applications or without."""
    never = objects(odoo, odoo.base_template(optional, exits=optional))
    database = odoo.scratch(odoo.template(optional=optional))
    try:
        shell(odoo, database, WORK)
        had = objects(odoo, database) - never
        uninstall(odoo, database, [addon for addon in ADDONS if addon != "lot_traceability"])
        shell(odoo, database, LEDGER_ALONE)
        uninstall(odoo, database, ["lot_traceability"])
        now = objects(odoo, database)
        shell(odoo, database, ODOO_ALONE)
    finally:
        odoo.drop(database)
    left, lost = now - never, never - now
    beside = "beside subcontracting, repair, sales, shop" if optional else "beside stock and manufacturing"
    print(f"{beside}: {len(had)} objects of ours were there, {len(left)} are left; Odoo ships and renames a lot")
    for what, found in (("left", left), ("lost by Odoo", lost)):
        for kind, name in sorted(found):
            print(f"  {what}: {kind} {name}")
    return bool(had) and not left and not lost


def main(args):
    if args:
        print("uninstall takes no arguments", file=sys.stderr)
        return 2
    odoo = Odoo()
    return 0 if all([prove(odoo, optional) for optional in (False, True)]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
