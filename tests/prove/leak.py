"""Nothing leaves after a hold: many connections move, hold and release the same lots (operations, connections).

Every operation is a transaction as a request would make it, on a throw-away copy of a ready database. Each notes
what left of which lot; notes are put in the order of their commits: by commit timestamp, and by a lock around each
commit that gives it its turn. The same is run with the gate switched off, which must leak.
"""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

REPO = Path(__file__).resolve().parents[2]
OPERATIONS, CONNECTIONS, PROCESSES = 10_000, 50, 2
HOLDERS = 4  # of the connections
PAUSE = 0.3  # seconds between two holds of one of them
LOTS = 12
CONTROL = 1_500  # operations without the gate


def environment_of(database):
    """The registry of this process on the database."""
    import odoo.tools
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-d", database, "--log-level=critical", "--no-http", "--max-cron-threads=0", "--db_maxconn=100"],
        setup_logging=True,
    )
    return Registry(database)


def be_patient():
    """Wait for a connection instead of failing: the server has fewer than so many people would need."""
    from psycopg2 import OperationalError

    from odoo.sql_db import ConnectionPool, PoolError

    borrow = ConnectionPool.borrow

    def patient(pool, *args, **kwargs):
        until = time.monotonic() + 60
        while True:
            try:
                return borrow(pool, *args, **kwargs)
            except (PoolError, OperationalError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    ConnectionPool.borrow = patient


def open_the_gate(registry):
    """Switch off what this proof is about."""
    registry["stock.move.line"]._pass_gate = lambda self, *args, **kwargs: None
    registry["lot.guard"]._closed_products = lambda self: frozenset()


def work(database, shop, first, count, operations, gate, results):
    """One process: ``count`` people on connections of their own until ``operations`` are done together."""
    registry = environment_of(database)
    from odoo.addons.lot_traceability.tests import leak_ops

    be_patient()
    quants = registry["stock.quant"]
    quants._update_available_quantity = leak_ops.noting(quants._update_available_quantity)
    if not gate:
        open_the_gate(registry)
    done, left, lock = Counter(), [operations], threading.Lock()

    def person(number):
        worker = leak_ops.Worker(registry, shop, f"{shop.run}-{number}")
        kinds = ("hold", "lift") if number < HOLDERS else worker.MOVES
        while True:
            with lock:
                if left[0] <= 0:
                    return
                left[0] -= 1
            try:
                outcome, kind = worker.do_one(kinds)
            except Exception as error:  # whatever it is, it is told at the end
                outcome, kind = f"broke: {type(error).__name__}: {error}"[:200], "?"
            done[outcome, kind] += 1
            if kinds != worker.MOVES:
                time.sleep(PAUSE)

    # Holders are spread over the processes by their numbers.
    threads = [threading.Thread(target=person, args=(first + PROCESSES * place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(dict(done))


def run(name, operations, connections, gate):
    """Run it on a fresh copy; returns (outcomes, leaks, leaks by commit timestamp, left behind, seconds)."""
    database = f"{name}_{'on' if gate else 'off'}"
    subprocess.run(["createdb", "-T", name, database], check=True)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        shop = pool.apply(make_shop, (database,))
    results, processes = context.Queue(), []
    for place in range(PROCESSES):
        people, share = connections // PROCESSES, operations // PROCESSES
        arguments = (database, shop, place, people, share, gate, results)
        processes.append(context.Process(target=work, args=arguments, daemon=True))
    started = time.monotonic()
    for process in processes:
        process.start()
    outcomes = Counter()
    for _process in processes:
        outcomes.update(results.get())
    for process in processes:
        process.join()
    seconds = time.monotonic() - started
    with context.Pool(1) as pool:
        return outcomes, *pool.apply(judge, (database, shop)), seconds


def make_shop(database):
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    from odoo.addons.lot_traceability.tests import leak_ops

    with registry.cursor() as cr:
        shop = leak_ops.Shop(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}), "proof", lots=LOTS)
    return SimpleNamespace(**vars(shop))  # the class is unknown to the process that asks


def judge(database, shop):
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    from odoo.addons.lot_traceability.tests import leak_ops

    quants = registry["stock.quant"]
    # What was left to the sweep is given back here.
    quants._update_available_quantity = leak_ops.noting(quants._update_available_quantity)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["lot.sweep"]._sweep(600)
        by_turn, by_stamp = (leak_ops.leaks(env, shop.run, order) for order in leak_ops.ORDERS)
        return by_turn, by_stamp, leak_ops.stuck(env, shop.lot_ids)


def tell(title, outcomes, found, by_stamp, seconds):
    """Print what became of the operations."""
    total = sum(outcomes.values())
    print(f"\n{title}: {total} operations in {seconds:.0f} s ({total / seconds:.1f} a second)")
    for (outcome, kind), count in sorted(outcomes.items()):
        print(f"    {kind:8} {outcome:14} {count:6}")
    for order, rows in (("commit timestamp", by_stamp), ("turn", found)):
        print(f"    leaks by {order}: {len(rows)} operations, {sum(qty for _lot, qty, _turn in rows):g} units")


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args):
        print(f"leak takes two whole numbers, operations and connections; not {' '.join(args)}", file=sys.stderr)
        return 2
    operations = int(args[0]) if args else OPERATIONS
    connections = int(args[1]) if len(args) > 1 else CONNECTIONS
    sys.path.insert(0, str(REPO / "setup"))
    from support.database import Odoo
    from tests.prove import _leak_server

    odoo = Odoo()
    database = odoo.scratch(odoo.template(optional=False))
    try:
        with _leak_server.server() as variables:
            _leak_server.copy(odoo.environment, database, variables, "leak")
            os.environ.update(variables)
            return 0 if prove("leak", operations, connections) else 1
    finally:
        odoo.drop(database)


def prove(name, operations, connections):
    """Run with the gate and without, print both; whether the proof holds."""
    outcomes, found, by_stamp, stuck, seconds = run(name, operations, connections, gate=True)
    tell(f"Gate on, {connections} connections", outcomes, found, by_stamp, seconds)
    print(f"    left behind: {stuck or 'nothing'}")
    broke = sum(count for (outcome, _kind), count in outcomes.items() if outcome.startswith(("broke", "gave up: Dead")))
    control = run(name, min(operations, CONTROL), connections, gate=False)
    tell("Gate switched off", control[0], control[1], control[2], control[4])
    holds = not found and not by_stamp and not stuck and not broke and bool(control[1])
    print("\nholds" if holds else "\ndoes not hold")
    return holds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
