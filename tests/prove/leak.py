"""Nothing leaves after a hold: many connections move, hold and release the same lots (operations, connections).

Every operation is a transaction as a request would make it, on a throw-away copy of a ready database. Each notes
what left of which lot; notes are put in the order of their commits, which is kept by a lock around each commit and,
where the server tracks them, by commit timestamps. The same is run with the gate switched off, which must leak.
"""

import multiprocessing
import sys
import threading
import time
from collections import Counter
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
OPERATIONS, CONNECTIONS, PROCESSES = 10_000, 50, 5
HOLDERS = 4  # of the connections
LOTS = 12
CONTROL = 1_500  # operations without the gate


def environment_of(database):
    """The registry of this process on the database."""
    import odoo.tools
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-d", database, "--log-level=critical", "--no-http", "--max-cron-threads=0", "--db_maxconn=15"],
        setup_logging=True,
    )
    return Registry(database)


def be_patient():
    """Wait for a connection instead of failing: the server has fewer than so many people would need."""
    from odoo.sql_db import ConnectionPool, PoolError

    borrow = ConnectionPool.borrow

    def patient(pool, *args, **kwargs):
        until = time.monotonic() + 60
        while True:
            try:
                return borrow(pool, *args, **kwargs)
            except PoolError:
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

    # Holders are spread over the processes by their numbers.
    threads = [threading.Thread(target=person, args=(first + PROCESSES * place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(dict(done))


def run(odoo, template, operations, connections, gate):
    """Run it on a copy; returns (outcomes, leaks, leaks by commit timestamp or None, left behind, seconds)."""
    database = odoo.scratch(template)
    try:
        context = multiprocessing.get_context("spawn")
        with context.Pool(1) as pool:
            shop = pool.apply(make_shop, (database,))
        results = context.Queue()
        shares = [(place, connections // PROCESSES) for place in range(PROCESSES)]
        processes = [
            context.Process(target=work, args=(database, shop, place, count, operations // PROCESSES, gate, results))
            for place, count in shares
        ]
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
    finally:
        odoo.drop(database)


def make_shop(database):
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    from odoo.addons.lot_traceability.tests import leak_ops

    with registry.cursor() as cr:
        return leak_ops.Shop(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}), "proof", lots=LOTS)


def judge(database, shop):
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    from odoo.addons.lot_traceability.tests import leak_ops

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["lot.sweep"]._sweep(600)
        cr.execute("SHOW track_commit_timestamp")
        stamps = cr.fetchone()[0] == "on"
        found = leak_ops.leaks(env, shop.run)
        by_stamp = leak_ops.leaks(env, shop.run, "pg_xact_commit_timestamp(xmin)") if stamps else None
        return found, by_stamp, leak_ops.stuck(env, shop.lot_ids)


def tell(title, outcomes, found, by_stamp, seconds):
    """Print what became of the operations."""
    total = sum(outcomes.values())
    print(f"\n{title}: {total} operations in {seconds:.0f} s ({total / seconds:.1f} a second)")
    for (outcome, kind), count in sorted(outcomes.items()):
        print(f"    {kind:8} {outcome:14} {count:6}")
    print(f"    leaks: {len(found)} operations, {sum(qty for _lot, qty, _turn in found):g} units", end="")
    print("" if by_stamp is None else f"; by commit timestamp {len(by_stamp)}")


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args):
        print(f"leak takes two whole numbers, operations and connections; not {' '.join(args)}", file=sys.stderr)
        return 2
    operations = int(args[0]) if args else OPERATIONS
    connections = int(args[1]) if len(args) > 1 else CONNECTIONS
    sys.path.insert(0, str(REPO / "setup"))
    from support.database import Odoo

    odoo = Odoo()
    template = odoo.template(optional=False)
    outcomes, found, by_stamp, stuck, seconds = run(odoo, template, operations, connections, gate=True)
    tell(f"Gate on, {connections} connections", outcomes, found, by_stamp, seconds)
    print(f"    left behind: {stuck or 'nothing'}")
    broke = sum(count for (outcome, _kind), count in outcomes.items() if outcome.startswith(("broke", "gave up: Dead")))
    control = run(odoo, template, min(operations, CONTROL), connections, gate=False)
    tell("Gate switched off", control[0], control[1], control[2], control[4])
    holds = not found and not by_stamp and not stuck and not broke and bool(control[1])
    print("\nholds" if holds else "\ndoes not hold")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
