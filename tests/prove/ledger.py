"""Many writers at once, then backup and restore: one unbroken chain, nothing lost (arguments: writers, seconds).

The same work runs once without the ledger and once with it, on two copies of one database; what the ledger adds to
the transactions that PostgreSQL makes Odoo repeat is counted. Then the database is restored from a dump and copied;
both go on with the chain and say so.
"""

import json
import logging
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo  # noqa: E402 (needs the path above)
from tests.benchmark.session import environment  # noqa: E402

WRITERS, SECONDS = 20, 300
PROCESSES = 4  # as Odoo's workers; the writers are threads in them
SHARED = 400  # lots that all writers change: some transactions collide, with and without the ledger


# --- the writers, in processes of their own ---


def work(database, writers, seconds, word):
    """Run some writers in this process, and print what they did as JSON."""
    from odoo.modules.registry import Registry

    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)  # collisions are wanted, and counted
    with environment(database) as env:
        lots = env["stock.lot"].search([("ref", "=", "shared")], order="id").ids
        if word == "without":
            ledger = Registry(database)["lot.audit.entry"]
            ledger._ledger_write = ledger._ledger_write_apart = lambda *args, **options: []
    done, until = Counter(), time.monotonic() + seconds
    threads = [threading.Thread(target=_write, args=(database, lots, until, done, n)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(done))


def _write(database, lots, until, done, number):
    """One writer: transactions like a user's, each repeated by Odoo when it collided."""
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.service.model import retrying

    threading.current_thread().dbname = database
    dice, registry = random.Random(f"{os.getpid()} {number}"), Registry(database)
    while time.monotonic() < until:
        tried = 0
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"lot_reason": "proof"})

            def transaction(env=env):
                nonlocal tried
                tried += 1
                return _one_transaction(env, lots, dice)

            written = retrying(transaction, env)
            cr.commit()
        done.update({"transactions": 1, "repeated": tried - 1, **written})


def _one_transaction(env, lots, dice):
    """Create a lot and change a shared one; sometimes an attempt fails and the rest is undone."""
    shared = env["stock.lot"].browse(dice.choice(lots))
    if dice.random() < 0.05:
        env["lot.audit.entry"]._ledger_write_apart("refused", shared, reason="proof")
        return {"apart": 1}
    name = f"{os.getpid()}-{dice.getrandbits(60):x}"
    env["stock.lot"].create({"name": name, "product_id": shared.product_id.id})
    shared.ref = f"shared {dice.random()}"
    env.flush_all()
    return {"created": 1, "changed": 1}


# --- the judge ---


class Proof:
    """The databases of one proof."""

    def __init__(self, writers, seconds):
        self.odoo = Odoo()
        self.writers, self.seconds = writers, seconds
        self.failures = []

    def check(self, name, holds, figures=""):
        print(f"{'  ok  ' if holds else 'FAILED'}  {name}  {figures}", flush=True)
        if not holds:
            self.failures.append(name)

    def run(self):
        """Exit code: 0 when everything holds."""
        made, results = [], {}
        try:
            for word in ("without", "with"):
                made.append(self.prepare())
                results[word] = self.write(made[-1], word)
            self.judge_writers(made[-1], results)
            for name, copy in (("dump", self.restore), ("copy", self.copy)):
                made.append(f"{made[1]}_{name}")
                copy(made[1], made[-1])
                self.judge_copy(name, made[-1])
        finally:
            for database in made:
                self.odoo.drop(database)
        print(f"{len(self.failures)} failures")
        return 1 if self.failures else 0

    def prepare(self):
        database = self.odoo.scratch(self.odoo.template(optional=False))
        with _connected(database) as env:
            product = env["product.product"].create({"name": "Proof", "is_storable": True, "tracking": "serial"})
            values = [{"name": f"S{n}", "product_id": product.id, "ref": "shared"} for n in range(SHARED)]
            env["stock.lot"].create(values)
            env.cr.commit()
        return database

    def write(self, database, word):
        """Let all writers run; their sums."""
        per_process = [len(range(n, self.writers, PROCESSES)) for n in range(PROCESSES)]
        command = [str(self.odoo.python), "-m", "tests.prove.ledger", "--work", database, str(self.seconds), word]
        processes = [
            subprocess.Popen([*command, str(count)], cwd=REPO, env=self.odoo.environment, stdout=subprocess.PIPE)
            for count in per_process
            if count
        ]
        total = Counter()
        for process in processes:
            output = process.communicate()[0]
            if process.returncode:
                raise SystemExit(f"a writer failed (exit {process.returncode})")
            total.update(json.loads(output.splitlines()[-1]))
        share = total["repeated"] / max(total["transactions"], 1)
        print(f"        {word} the ledger: {dict(total)}, repeated {share:.2%}", flush=True)
        return total

    def judge_writers(self, database, results):
        written = results["with"]
        with _connected(database) as env:
            env["lot.audit.sealer"]._cron_seal()
            env.cr.rollback()
            company = env.company.id
            report = env["lot.audit.verifier"]._verify(company)
            env.cr.execute("SELECT code, count(*) FROM lot_audit_entry WHERE company_id = %s GROUP BY code", [company])
            counts = dict(env.cr.fetchall())
        self.check("one unbroken chain", report.is_sound and not report.unsealed, f"{report.rows} entries")
        self.check(
            "nothing lost, nothing twice",
            (counts["lot_created"] - SHARED, counts.get("lot_changed", 0), counts.get("refused", 0))
            == (written["created"], written["changed"], written["apart"]),
            str(counts),
        )
        rates = {word: total["repeated"] / total["transactions"] for word, total in results.items()}
        # Of about equal counts half again as many, and a few, may be chance.
        expected = rates["without"] * written["transactions"]
        self.check(
            "no extra repetitions",
            written["repeated"] <= 1.5 * expected + 10,
            f"without {rates['without']:.3%}, with {rates['with']:.3%}",
        )

    def restore(self, source, target):
        """What Odoo's own backup does: a dump in SQL, read into a new database."""
        self.odoo.query(f'CREATE DATABASE "{target}"')
        dump = subprocess.Popen(["pg_dump", "--no-owner", source], stdout=subprocess.PIPE, env=self.odoo.environment)
        command = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", target]
        read = subprocess.run(command, stdin=dump.stdout, stdout=subprocess.DEVNULL, env=self.odoo.environment)
        if read.returncode or dump.wait():
            raise SystemExit("dump and restore failed")

    def copy(self, source, target):
        self.odoo.copy(source, target)

    def judge_copy(self, name, database):
        with _connected(database) as env:
            company, ledger = env.company.id, env["lot.audit.entry"]
            verifier = env["lot.audit.verifier"]
            before = verifier._verify(company)
            broken = verifier._find_broken_guards()
            ledger._ledger_write("exported", [{"label": "after the restore"}])
            env.cr.commit()
            env.cr.rollback()
            after = verifier._verify(company)
            last = ledger.search([("company_id", "=", company)], order="id desc", limit=2).mapped("code")
        self.check(f"{name}: sound, with its guards", before.is_sound and not broken, str(broken or ""))
        goes_on = after.is_sound and not after.unsealed and after.last == before.last + 2
        self.check(f"{name}: the chain goes on", goes_on, f"{before.last} to {after.last}")
        self.check(f"{name}: it says so", "home" in last, "; ".join(last))


class _connected:
    """An environment on one database in this process, whose registry is forgotten afterwards."""

    def __init__(self, database):
        self.database, self.context = database, environment(database)

    def __enter__(self):
        return self.context.__enter__()

    def __exit__(self, *problem):
        from odoo import sql_db
        from odoo.modules.registry import Registry

        result = self.context.__exit__(*problem)
        Registry.delete(self.database)
        sql_db.close_db(self.database)
        return result


def main(args):
    if args[:1] == ["--work"]:
        database, seconds, word, writers = args[1:]
        work(database, int(writers), int(seconds), word)
        return 0
    if len(args) > 2 or not all(arg.isdigit() and int(arg) for arg in args):
        print(f"ledger takes two whole numbers, writers and seconds; not {' '.join(args)}", file=sys.stderr)
        return 2
    numbers = [int(arg) for arg in args]
    return Proof(*(numbers + [WRITERS, SECONDS][len(numbers) :])).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
