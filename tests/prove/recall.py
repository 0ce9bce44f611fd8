"""A running recall finds what is posted about it: on a server with workers that nobody helps (argument: seconds).

A case is launched on a throw-away copy of a ready database, and a server of two workers and one for scheduled actions
runs on it. A delivery, a return, a late order and an edited line are committed by another process; after each of them
the proposal has to name it within the seconds allowed.
"""

import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo, refuse_warnings  # noqa: E402 (needs the path above)
from support.serving import served  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402

ALLOWED = 60
# Rows of the open proposal, as far as the cases below tell them apart.
ROWS = """
    SELECT change, about, lot, qty::float FROM lot_recall_proposal_row row
      JOIN lot_recall_proposal proposal ON proposal.id = row.proposal_id
     WHERE proposal.recall_id = %s AND proposal.state = 'open'
"""


class Scene:
    """A component lot, what was made of it and shipped, and its launched recall: an exercise, so that goods move."""

    def __init__(self, env):
        from odoo.addons.lot_traceability.demo.verbs import Verbs

        self.env, self.verbs = env, Verbs()
        self.verbs.env = env
        verbs = self.verbs
        self.needle, self.kit = verbs.make_product("Proof needle"), verbs.make_product("Proof set")
        self.n1 = verbs.make_lot(self.needle, "PROOF-N1")
        self.set1 = verbs.make_lot(self.kit, "PROOF-SET-1")
        self.clinic = verbs.make_partner("Proof clinic")
        verbs.receive(self.n1, 100, verbs.make_partner("Proof supplier"))
        verbs.produce(self.set1, {self.n1: 50}, 50)
        self.delivery = verbs.deliver(self.set1, 10, self.clinic)
        values = {"title": "Proof", "kind": "drill", "lot_ids": self.n1.ids}
        wizard = env["lot.recall.wizard"].create(values)
        self.recall = env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.recall.action_launch()
        env.cr.commit()

    def deliver(self):
        self.verbs.deliver(self.set1, 3, self.verbs.make_partner("Proof newcomer"))
        return ("new", "delivery", "PROOF-SET-1", 3.0)

    def come_back(self):
        self.verbs.return_(self.delivery, self.set1, 2)
        return ("new", "delivery", "PROOF-SET-1", -2.0)

    def make_late(self):
        self.verbs.produce(self.verbs.make_lot(self.kit, "PROOF-SET-2"), {self.n1: 4}, 4, at=self.verbs.day(-1))
        return ("new", "lot", "PROOF-SET-2", 4.0)

    def edit(self):
        line = self.delivery.move_line_ids
        line.with_context(lot_reason="Counted again").write({"quantity": 9})
        return ("changed", "delivery", "PROOF-SET-1", 9.0)

    def wait(self, row, seconds):
        """Seconds from the commit until the proposal names this row; None if it does not in time."""
        self.env.cr.commit()
        begun = time.monotonic()
        while (spent := time.monotonic() - begun) < seconds:
            self.env.cr.execute(ROWS, [self.recall.id])
            found = self.env.cr.fetchall()
            self.env.cr.rollback()
            if row in found:
                return spent
            time.sleep(0.2)
        return None


def main(allowed):
    odoo = Odoo()
    database = odoo.scratch(odoo.template())
    log, failures = odoo.log("prove-recall.log", new=True), 0
    try:
        with environment(database) as env:
            scene = Scene(env)
            with served(odoo, database, log, None, "--workers=2", "--max-cron-threads=1"):
                for act in (scene.deliver, scene.come_back, scene.make_late, scene.edit):
                    spent = scene.wait(act(), allowed)
                    failures += spent is None
                    told = f"not within {allowed} s" if spent is None else f"after {spent:.1f} s"
                    print(f"{'FAILED' if spent is None else '  ok  '}  {act.__name__}: {told}", flush=True)
    finally:
        odoo.drop(database)
    refuse_warnings(log)
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ALLOWED))
