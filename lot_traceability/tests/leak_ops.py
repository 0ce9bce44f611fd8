"""Operations that many do at once on the same lots, each on a connection of its own: for the leak test and the proof.

A worker draws what to do next by chance, does it in one transaction through ``retrying`` as a request would, and notes
in it how much left of which lot. Who holds and who moves are different users. ``leaks`` puts all notes in
the order of their commits.
"""

import random

from odoo import api
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying
from odoo.tools import SQL

from .common import World

# Net quantity that left each lot, as this transaction sees it.
_LEFT = """
SELECT line.lot_id, sum(CASE WHEN dest.usage IN ('customer', 'production', 'inventory') THEN 1 ELSE -1 END
                        * line.quantity_product_uom)
  FROM stock_move_line line
  JOIN stock_location source ON source.id = line.location_id
  JOIN stock_location dest ON dest.id = line.location_dest_id
 WHERE line.lot_id = ANY(%s) AND line.state = 'done'
   AND (source.usage IN ('internal', 'transit')) <> (dest.usage IN ('internal', 'transit'))
   AND 'supplier' NOT IN (source.usage, dest.usage)
 GROUP BY line.lot_id
"""
_TABLE = """
CREATE TABLE IF NOT EXISTS leak_note (
    id bigserial PRIMARY KEY, run text NOT NULL, kind text NOT NULL, lot_id integer NOT NULL, qty numeric, turn bigint
);
CREATE TABLE IF NOT EXISTS leak_asked (lot_id integer NOT NULL, qty numeric NOT NULL);
CREATE SEQUENCE IF NOT EXISTS leak_turn;
"""
_COMMIT = 7_310_004  # advisory lock around each commit


def noting(update_available_quantity):
    """Odoo's ``stock.quant._update_available_quantity``, which also notes what it is asked to reserve or give back.

    What it then writes may be less: see ``stuck``.
    """

    def noted(self, product_id, location_id, quantity=False, reserved_quantity=False, lot_id=None, **values):
        if reserved_quantity and lot_id and location_id.usage == "internal":
            self.env.cr.execute("INSERT INTO leak_asked VALUES (%s, %s)", [lot_id.id, reserved_quantity])
        return update_available_quantity(self, product_id, location_id, quantity, reserved_quantity, lot_id, **values)

    return noted


class Shop:
    """The world of one run, made and committed once; workers know it by its ids."""

    def __init__(self, env, run, lots=4):
        world = World(env)
        self.run = run
        env.cr.execute(_TABLE)
        product = world.make_product(f"Leak {run}", is_storable=True)
        self.product_id = product.id
        found = world.make_lots(product, [f"LEAK-{run}-{number}" for number in range(lots)])
        world.receive({lot: 100_000 for lot in found})
        self.made_id = world.make_product(f"Leak made {run}", tracking="none").id
        self.lot_ids = found.ids
        self.customer_id = world.make_partner(f"Leak customer {run}").id
        self.mover_id = world.new_user(f"leak-mover-{run}", "stock.group_stock_manager,mrp.group_mrp_user").id
        self.holder_id = world.new_user(f"leak-holder-{run}", "lot_traceability.group_quality").id


class Worker(World):
    """One person at work; ``do_one`` returns what became of it."""

    def __init__(self, registry, shop, seed):
        super().__init__(None)
        self.registry, self.shop = registry, shop
        self.chance = random.Random(seed)
        self.open_ids, self.done_ids = [], []

    MOVES = ("ship", "plan", "finish", "consume", "scrap", "edit", "add", "direct", "count")

    def do_one(self, kinds=MOVES):
        """One operation in a transaction of its own: ("done" or "refused" or "gave up", kind)."""
        kind = self.chance.choice(kinds)
        holder = kind in ("hold", "lift", "judge")
        with self.registry.cursor() as cr:
            context = {"tracking_disable": True, "mail_create_nolog": True, "mail_notrack": True}
            env = api.Environment(cr, self.shop.holder_id if holder else self.shop.mover_id, context)
            self.env = env
            try:
                return retrying(lambda: self._attempt(env, kind, holder), env), kind
            except UserError:
                return "refused", kind
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                return f"gave up: {type(error).__name__}", kind
            finally:
                cr.rollback()
                self._end_turn(cr)

    def _attempt(self, env, kind, holder):
        self._end_turn(env.cr)  # of an attempt that failed
        before = self._left(env)
        found = getattr(self, f"_{kind}")(env)
        if found is False:
            return "nothing to do"
        env.flush_all()
        after = self._left(env)
        notes = [("left", lot, after[lot] - before.get(lot, 0)) for lot in after if after[lot] != before.get(lot, 0)]
        self._note(env, notes + (found if holder else []))
        return "done"

    def _left(self, env):
        env.cr.execute(_LEFT, [self.shop.lot_ids])
        return dict(env.cr.fetchall())

    def _note(self, env, notes):
        """Write the notes with their turn. Commits take turns, so the turn is the order of the commits."""
        if not notes:
            return
        env.cr.flush()
        env.cr.execute("SELECT pg_advisory_lock(%s)", [_COMMIT])
        env.cr.execute("SELECT nextval('leak_turn')")
        turn = env.cr.fetchone()[0]
        # Before what else follows the commit; the server lets go by itself if the connection breaks.
        env.cr.postcommit._funcs.appendleft(lambda: self._end_turn(env.cr))
        for kind, lot, qty in notes:
            env.cr.execute(
                "INSERT INTO leak_note (run, kind, lot_id, qty, turn) VALUES (%s, %s, %s, %s, %s)",
                [self.shop.run, kind, lot, qty, turn],
            )

    @staticmethod
    def _end_turn(cr):
        """Let the next one commit; in no transaction that anything else is done in."""
        cr.execute("SELECT pg_advisory_unlock_all()")
        cr._cnx.commit()

    # --- holding ---

    def _lot(self, env):
        return env["stock.lot"].browse(self.chance.choice(self.shop.lot_ids))

    def _open_holds(self, env):
        return env["lot.hold"].search([("lot_id", "in", self.shop.lot_ids), ("state", "=", "open")])

    def _hold(self, env):
        if len(self._open_holds(env)) >= len(self.shop.lot_ids) / 2:
            return False  # something must be left to move
        lot = self._lot(env)
        lot._hold("leak test")
        return [("held", lot.id, None)]

    def _lift(self, env):
        holds = self._open_holds(env)
        if not holds:
            return False
        hold = self.chance.choice(holds)
        hold._lift("leak test")
        return [("lifted", hold.lot_id.id, None)]

    # --- moving ---

    def _deliver(self, env, lot, **options):
        customer = env["res.partner"].browse(self.shop.customer_id)
        return self.deliver(lot, self.chance.randint(1, 3), customer, **options)

    def _ship(self, env):
        picking = self._deliver(env, self._lot(env))
        self.done_ids.append(picking.id)

    def _plan(self, env):
        """Reserve as Odoo proposes; shipped later, perhaps after a hold."""
        warehouse = self.warehouse()
        out = env.ref("stock.stock_location_customers")
        picking = env["stock.picking"].create(
            {
                "picking_type_id": warehouse.out_type_id.id,
                "location_id": warehouse.lot_stock_id.id,
                "location_dest_id": out.id,
            }
        )
        env["stock.move"].create(
            {
                "picking_id": picking.id,
                "product_id": self.shop.product_id,
                "product_uom_qty": self.chance.randint(1, 3),
                "location_id": picking.location_id.id,
                "location_dest_id": out.id,
            }
        )
        picking.action_confirm()
        picking.action_assign()
        self.open_ids.append(picking.id)

    def _finish(self, env):
        if not self.open_ids:
            return False
        picking = env["stock.picking"].browse(self.open_ids.pop()).exists()
        picking.move_ids.picked = True
        picking._action_done()
        self.done_ids.append(picking.id)
        return None

    def _consume(self, env):
        made = env["product.product"].browse(self.shop.made_id)
        self.produce(made, {self._lot(env): 2}, 1)

    def _scrap(self, env):
        self.scrap(self._lot(env), 1)

    def _direct(self, env):
        self.ship_without_picking(self._lot(env), 1)

    def _count(self, env):
        lot = self._lot(env)
        quants = env["stock.quant"].search([("lot_id", "=", lot.id), ("location_id.usage", "=", "internal")])
        quant = quants[:1].with_context(inventory_mode=True)
        quant.inventory_quantity = quant.quantity - 1
        quant.action_apply_inventory()

    def _done_line(self, env):
        if not self.done_ids:
            return None
        picking = env["stock.picking"].browse(self.chance.choice(self.done_ids)).exists()
        return picking.move_line_ids.filtered(lambda line: line.state == "done")[:1]

    def _edit(self, env):
        line = self._done_line(env)
        if not line:
            return False
        values = {"lot_id": self._lot(env).id} if self.chance.random() < 0.5 else {"quantity": line.quantity + 1}
        line.with_context(lot_reason="leak test").write(values)
        return None

    def _add(self, env):
        line = self._done_line(env)
        if not line:
            return False
        env["stock.move.line"].with_context(lot_reason="leak test").create(
            {
                "move_id": line.move_id.id,
                "picking_id": line.picking_id.id,
                "product_id": line.product_id.id,
                "lot_id": self._lot(env).id,
                "quantity": 1,
                "location_id": line.location_id.id,
                "location_dest_id": line.location_dest_id.id,
            }
        )
        return None


# Ways to tell which transaction was first; the second one needs a server that tracks it.
ORDERS = ("turn", "pg_xact_commit_timestamp(xmin)")


def leaks(env, run, order=ORDERS[0]):
    """[(lot id, quantity, turn)] that left after a hold had been committed and before it was lifted."""
    query = SQL("SELECT kind, lot_id, qty, turn FROM leak_note WHERE run = %s ORDER BY %s, id", run, SQL(order))
    env.cr.execute(query)
    open_holds, found = {}, []
    for kind, lot, qty, turn in env.cr.fetchall():
        if kind == "left":
            if qty > 0 and open_holds.get(lot, 0) > 0:
                found.append((lot, qty, turn))
        else:
            open_holds[lot] = open_holds.get(lot, 0) + (1 if kind == "held" else -1)
    return found


def stuck(env, run_lot_ids):
    """What is wrong at the end: {what: how many}.

    waiting: sweeps. blocked: reservations of blocked stock. asked: lots whose reservations are not what has been taken
    less what has been given back. beyond repair: lots whose reservations Odoo's nightly task does not find.
    """
    env.cr.execute("SELECT count(*) FROM lot_sweep WHERE state = 'waiting' AND lot_id = ANY(%s)", [run_lot_ids])
    wrong = {"waiting": env.cr.fetchone()[0]}
    lines = env["stock.move.line"].search(
        [("lot_id", "in", run_lot_ids), ("state", "not in", ("done", "cancel")), ("quantity", ">", 0)]
    )
    wrong["blocked"] = len(lines.filtered(lambda line: line.is_blocked and not line.picked))
    wrong["asked"] = _count_different(run_lot_ids, lines, _get_asked(env, run_lot_ids))
    # Odoo alone lets the figure of the stock run away from the reservations: a transaction that finds a quant locked
    # writes to another one, and what it gives back is cut off at zero there. Its nightly task mends that.
    env["stock.quant"]._merge_quants()
    env["stock.quant"]._clean_reservations()
    env.invalidate_all()
    quants = env["stock.quant"].search([("lot_id", "in", run_lot_ids), ("location_id.usage", "=", "internal")])
    reserved = {lot.id: sum(found.mapped("reserved_quantity")) for lot, found in quants.grouped("lot_id").items()}
    wrong["beyond repair"] = _count_different(run_lot_ids, lines, reserved)
    return {name: count for name, count in wrong.items() if count}


def _get_asked(env, lot_ids):
    env.cr.execute("SELECT lot_id, sum(qty)::float FROM leak_asked WHERE lot_id = ANY(%s) GROUP BY lot_id", [lot_ids])
    return dict(env.cr.fetchall())


def _count_different(lot_ids, lines, quantities):
    reserved = {lot.id: sum(found.mapped("quantity_product_uom")) for lot, found in lines.grouped("lot_id").items()}
    return sum(abs(reserved.get(lot, 0) - quantities.get(lot, 0)) > 0.001 for lot in lot_ids)
