"""Clearing up after a hold survives SIGKILL of a whole server, again and again (reservations, kills).

A lot with many reservations is put on hold. Only the scheduled action of a real server clears up, and the server is
killed with all its workers while it does. At the end each reservation must have been released once, and told once.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo, refuse_warnings  # noqa: E402 (needs the path above)
from support.serving import served  # noqa: E402
from tests.benchmark import hold as world  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402

RESERVATIONS, KILLS = 400, 3
ALLOWED = 300  # seconds for clearing up all of it


def prepare(env, count):
    """A lot with so many deliveries that reserve it, on hold, and another lot; returns (hold id, delivery ids)."""
    product = world.product_of(env, "Sweep proof")
    lots = world.lots_of(env, product, 2, "SWEEP")
    stock = world.stock_of(env).lot_stock_id
    world.put(env, [(lots[0], stock, count)])
    pickings = env["stock.picking"]
    for _number in range(count):
        pickings |= world.delivery(env, product, 1)
    pickings.action_assign()
    world.put(env, [(lots[1], stock, count)])
    cron = env.ref("lot_traceability.lot_sweep_cron")
    (env["ir.cron"].search([]) - cron).active = False  # a new database has much to vacuum
    env.cr.commit()
    hold = lots[0]._hold("proof")
    env.cr.postcommit.clear()  # nothing is cleared up in this process
    env.cr.commit()
    return hold.id, pickings.ids


def children(process):
    """Ids of a server's workers."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def kill(process):
    for pid in [process.pid, *children(process)]:
        with contextlib.suppress(ProcessLookupError):  # a worker ends by itself when its server is gone
            os.kill(pid, signal.SIGKILL)
    process.wait()


def released(env, hold):
    """(state, reservations released, still reserved) as the hold shows them now."""
    env.invalidate_all()
    sweep = env["lot.hold"].browse(hold).sweep_ids
    found = sweep.state, sweep.released_count, sweep.reserved_count
    env.cr.rollback()
    return found


def wait(env, hold, is_enough):
    until = time.monotonic() + ALLOWED
    while time.monotonic() < until:
        found = released(env, hold)
        if is_enough(*found):
            return found
        time.sleep(0.05)
    raise SystemExit(f"after {ALLOWED} s it stands at {found}")


def faults(env, hold, pickings):
    """What is not as it should be, in words."""
    hold = env["lot.hold"].browse(hold)
    pickings = env["stock.picking"].browse(pickings)
    told = [sum(hold.name in (message.body or "") for message in picking.message_ids) for picking in pickings]
    lines = pickings.move_line_ids
    found = {
        "reservations told not once": sum(number != 1 for number in told),
        "deliveries without reservation": sum(picking.state != "assigned" for picking in pickings),
        "blocked reservations": len(lines.filtered(lambda line: line.lot_id == hold.lot_id)),
        "released counted wrong": abs(hold.sweep_ids.released_count - len(pickings)),
    }
    return {words: number for words, number in found.items() if number}


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args):
        print(f"sweep takes two whole numbers, reservations and kills; not {' '.join(args)}", file=sys.stderr)
        return 2
    count, kills = [*map(int, args), *(RESERVATIONS, KILLS)[len(args) :]]
    odoo = Odoo()
    database = odoo.scratch(odoo.template())
    log = odoo.log("prove-sweep.log", new=True)
    options = "--workers=2", "--max-cron-threads=1", "--limit-time-real-cron=0", "--log-level=warn"
    try:
        with environment(database) as env:
            hold, pickings = prepare(env, count)
            for number in range(kills):
                with served(odoo, database, log, None, *options) as (_address, server):
                    enough = count * (number + 1) // (kills + 2)
                    state, done, left = wait(env, hold, lambda _state, done, _left, e=enough: done >= e)
                    kill(server)
                print(f"killed at {done} released, {left} still reserved ({state})", flush=True)
            with served(odoo, database, log, None, *options):
                state, done, left = wait(env, hold, lambda state, _done, _left: state == "done")
            env.invalidate_all()
            found = faults(env, hold, pickings)
    finally:
        odoo.drop(database)
    refuse_warnings(log)
    print(f"{state}: {done} released of {count}, {left} still reserved; wrong: {found or 'nothing'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
