"""From the last key of a scan to the painted line, beside a plain save of the same line: see ``setup/bench scan``.

``python -m tests.benchmark.scan ADDRESS WORLDS.json SCANS OUT.json``: scans by keys in a real browser on a real server.
Each scan is followed by a plain call, from the same page, that saves the same quantity and lot in a line of the twin
transfer as Odoo's own list of these lines does: ``web_save`` with the fields that this list shows read back. It makes a
line where the scan makes one, else it changes that. The call alone is timed: Odoo's painting of the row is not in it,
nor what its list asks the server while somebody chooses the lot.
"""

import json
import random
import sys
import time
from pathlib import Path

from tests.benchmark.browser import browser
from tests.benchmark.scan_world import LOGIN

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
WARM_UP = 12  # scans that do not count, in each cell
CALM = 0.9  # seconds that a worker takes between two scans, at most; by chance, so that everything meets everything
MODES = {"in": "receive", "out": "pick"}
SURFACES = {
    "screen": (
        "/odoo/lot-scan?scan_mode={mode}&scan_document=stock.picking-{id}",
        "document.querySelector('.o_lot_scan_line')",
        "document.querySelector('.o_lot_scan_line_last')?.innerText.replace(/\\s+/g, ' ').match({line})",
    ),
    "form": (
        "/odoo/action-stock.action_picking_tree_all/{id}",
        "document.querySelector('.o_lot_scan_strip') && document.querySelector('[name=move_ids] .o_data_row')",
        "document.querySelector('.o_lot_scan_strip .o_lot_scan_message')?.innerText.match({message})",
    ),
}


def log_in(page, address):
    page.open(f"{address}/web/login", "document.querySelector('input[name=login]')")
    page.run(
        f"for (const name of ['login', 'password']) document.querySelector(`input[name=${{name}}]`).value = '{LOGIN}';"
        "setTimeout(() => document.querySelector('form.oe_login_form').submit());"
    )
    page.wait("document.querySelector('.o_web_client .o_main_navbar')", 120)


class Cell:
    """One surface on one transfer."""

    def __init__(self, page, address, surface, kind, world, chance, specification):
        self.page, self.world, self.chance, self.kind = page, world, chance, kind
        self.specification = specification
        path, ready, self.shown = SURFACES[surface]
        self.count = dict.fromkeys(range(len(world["rows"])), world.get("from", 0))
        self.lines = {}
        page.open(f"{address}{path.format(mode=MODES[kind], id=world['scanned'])}", ready)
        time.sleep(1)

    def measure(self, scans):
        """[(ms of a scan, ms of a plain write, ms of the server's call in the scan)] of so many pairs."""
        pairs = []
        for number in range(scans + WARM_UP):
            row = self.chance.randrange(len(self.world["rows"]))
            self.count[row] += 1
            pause, second = (self.chance.random() * CALM for _half in range(2))
            time.sleep(pause)
            scanned = self.scan(row)
            time.sleep(second)
            written = self.write(row)
            if number >= WARM_UP:
                pairs.append((scanned["ms"], written, scanned["call"]))
        return pairs

    def scan(self, row):
        told, count = self.world["rows"][row], self.count[row]
        line = f"/^{told['product']}\\b.* {count} \\/ 100/"
        message = f"/{told['product']} \\S+: {count} of 100/"
        self.page.run(f"bench.arm(() => {self.shown.format(line=line, message=message)})")
        self.page.type(told["raw"])  # a scanner is slower than this: the keys before the last one are through
        self.page.type("\r")
        return self.page.run(
            "return Promise.race([bench.painted, new Promise((resolve, fail) => setTimeout(() =>"
            " fail(new Error('not painted: ' + document.body.innerText)), 20000))])"
        )

    def write(self, row):
        """Milliseconds of the plain call; a refresh of the page that is still under way does not slow it down."""
        told, quantity = self.world["rows"][row], self.count[row]
        known = [self.lines[row]] if row in self.lines else []
        vals = {**(told["named"] if known else told["values"]), "quantity": quantity}
        args = json.dumps([[known, vals], {"specification": self.specification}])
        told = self.page.run(f"await bench.idle(); return bench.save(...{args})")
        self.lines[row] = told["result"][0]["id"]
        return told["ms"]


def main(args):
    address, scans = args[0], int(args[2])
    worlds = json.loads(Path(args[1]).read_text())
    specification = worlds.pop("specification")
    cells = []
    with browser() as page:
        page.call("Page.enable")
        page.call("Page.addScriptToEvaluateOnNewDocument", source=SCRIPT)
        log_in(page, address)
        for surface in SURFACES:
            for size, kinds in worlds[surface].items():
                for kind, world in kinds.items():
                    chance = random.Random(7)
                    pairs = Cell(page, address, surface, kind, world, chance, specification).measure(scans)
                    cells.append({"surface": surface, "lines": int(size), "kind": kind, "pairs": pairs})
                    print(f"    {surface}, {size} lines, {kind}", flush=True)
    Path(args[3]).write_text(json.dumps(cells))


if __name__ == "__main__":
    main(sys.argv[1:])
