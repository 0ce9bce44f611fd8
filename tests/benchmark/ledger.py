"""What the audit ledger costs: a whole verification, and the recording while transfers are validated.

``python -m tests.benchmark.ledger DATABASE JSON [ROWS]``; the database is a throw-away copy, since everything is
committed, as in production.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median
from unittest.mock import patch

from .session import environment

COMPANY = 900_000_001  # of the filled chain; there is no such company, so nothing else writes into it
LINES, ROUNDS = 100, 7
# An entry as a received serial writes it.
FILL = """
    INSERT INTO lot_audit_entry (content)
    SELECT '{"about":["product.product,15","stock.lot,' || n || '"],"after":{"alert_date":'
        || '"2028-12-12T08:00:00.000000Z","expiration_date":"2029-01-11T08:00:00.000000Z","name":"SN-' || n
        || '","product_id":{"id":15,"name":"[PMP] Infusion pump"}},"at":"2026-11-21T10:16:11.'
        || lpad((n %% 1000000)::text, 6, '0') || 'Z","code":"lot_created","company":{company},"context":'
        || '{"ip":"192.168.1.20","kind":"web"},"id":' || n || ',"label":"SN-' || n || ' ([PMP] Infusion pump)",'
        || '"model":"stock.lot","uid":2,"v":1,"writer":"Mitchell Admin"}'
      FROM generate_series(%s, %s) n
""".replace("{company}", str(COMPANY))
CHUNK = 100_000


def timed(work):
    """(seconds by the clock, seconds of this process' processor, what the work returned)."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - cpu, result


def verification(env, rows):
    """Fill a chain and verify it; figures in seconds."""
    cr = env.cr
    for first in range(1, rows + 1, CHUNK):
        cr.execute(FILL, (first, min(first + CHUNK - 1, rows)))
        cr.commit()
    sealing, _cpu, sealed = timed(lambda: env["lot.audit.sealer"]._seal_companies([COMPANY]))
    cr.execute("ANALYZE lot_audit_entry, lot_audit_seal, lot_audit_pending")
    cr.commit()
    verifier = env["lot.audit.verifier"]
    wall, cpu, report = timed(lambda: verifier._verify(COMPANY))
    guards, _cpu, broken = timed(verifier._find_broken_guards)
    if not report.is_sound or broken or report.rows != sealed or sealed != rows + 1:
        raise SystemExit(f"the filled chain is not sound: {report} {broken} {sealed}")
    return {"rows": report.rows, "seal_s": sealing, "verify_s": wall, "verify_cpu_s": cpu, "guards_s": guards}


class Validation:
    """Transfers of 100 lines, validated and committed with and without the ledger in turn."""

    def __init__(self, env):
        from odoo.addons.lot_traceability.demo.verbs import Verbs

        self.world = Verbs()
        self.world.env = self.env = env(context={**env.context, "tracking_disable": True, "mail_create_nolog": True})
        self.partner = self.world.make_partner("Bench partner")
        self.product = self.world.make_product("Bench pump", "serial")
        self.number = 0

    def receipt(self):
        """An open receipt of serials that are created when it is validated."""
        picking = self.world.receive(self.product, LINES, self.partner, done=False)
        move = picking.move_ids
        move.move_line_ids.unlink()
        values = {"move_id": move.id, "picking_id": picking.id, "product_id": self.product.id, "quantity": 1}
        self.env["stock.move.line"].create([{**values, "lot_name": self._name()} for _line in range(LINES)])
        move.picked = True
        return picking

    def delivery(self):
        """An open delivery of serials on hand."""
        lots = self.world.make_lots(self.product, [self._name() for _line in range(LINES)])
        self.world.receive(dict.fromkeys(lots, 1), partner=self.partner)
        return self.world.deliver(dict.fromkeys(lots, 1), partner=self.partner, done=False)

    def _name(self):
        self.number += 1
        return f"BENCH-{self.number}"

    def measured(self, make):
        """Median seconds with and without the ledger, alternating so that a busy machine hits both alike."""
        times = {"with": [], "without": []}
        for turn in range(2 * (ROUNDS + 1)):
            word = ("with", "without")[turn % 2]
            picking = make()
            self.env.cr.commit()
            self.env.invalidate_all()
            wall, _cpu, _done = timed(lambda: self._validate(picking, word))  # noqa: B023  called at once
            if turn > 1:  # the first of each warms caches
                times[word].append(wall)
        figures = {f"{word}_s": median(values) for word, values in times.items()}
        return {**figures, "overhead": figures["with_s"] / figures["without_s"] - 1}

    def _validate(self, picking, word):
        if word == "with":
            self.world.validate(picking)
            self.env.cr.commit()  # sealing follows the commit, in the same request
            return
        ledger = self.env.registry["lot.audit.entry"]
        with (
            patch.object(ledger, "_ledger_write", lambda *args, **options: []),
            patch.object(ledger, "_ledger_values", lambda *args: {}),
        ):
            self.world.validate(picking)
            self.env.cr.commit()


def main(args):
    database, file = args[:2]
    with environment(database) as env:
        validation = Validation(env)
        result = {
            "receipt": validation.measured(validation.receipt),
            "delivery": validation.measured(validation.delivery),
        }
        result["verification"] = verification(env, int(args[2]) if args[2:] else 1_000_000)
    Path(file).write_text(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
