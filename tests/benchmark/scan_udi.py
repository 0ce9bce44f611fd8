"""Answers of the server to scans of UDIs of every agency, beside those to plain GS1 codes: see ``setup/bench udi``.

``python -m tests.benchmark.scan_udi DATABASE ROUNDS``: each scan is a transaction of its own, kinds in turns on the
same documents; the page about a lot is asked for after it was looked up, and no scan waits for it. Beside them Odoo's
save of the same line, as its list saves it. Prints JSON: {what: {kind: [ms, …]}}. The database must be a throw-away
one.
"""

import json
import random
import sys
import time
import uuid

from tests.benchmark.scan_world import GROUPS, LOGIN, make, specification
from tests.benchmark.session import environment

PLAIN = "GS1, no device"
KINDS = (PLAIN, "GS1", "HIBCC", "ICCBBA", "IFA")
EACH = 5  # products of a kind
WARM_UP = 5  # rounds that do not count
MODES = {"receive": "in", "pick": "out"}


def identifier(kind, number, product):
    """The device identifier of an agency for a product."""
    from odoo.addons.lot_udi.kernel import checks

    ppn = f"13{number:08}"
    return {
        "GS1": f"{product.barcode:0>14}",
        "HIBCC": f"A9991{number:03}0",
        "ICCBBA": f"A9999XYZ{number:03}T0944",
        "IFA": ppn + checks.ppn_digits(ppn),
    }[kind]


def carrier(kind, di, name, expires):
    """What a scanner types for the label of a lot."""
    from odoo.addons.lot_udi.kernel import udi, writer

    number = {"mpho_lot_number": name.zfill(18)} if kind == "ICCBBA" else {"lot_number": name}
    text, issues = writer.build(udi.Udi(kind, di, expiration_date=expires, **number), expires)
    assert not issues, issues
    return f"]d2{text}" if kind == "GS1" else text


def world_of(env):
    """The documents of ``scan_world.make``, with devices of all agencies among their products."""
    world = make(env, "screen", EACH * len(KINDS))
    for number in range(EACH * len(KINDS)):
        kind, rows = KINDS[number % len(KINDS)], [world[way]["rows"][number] for way in ("in", "out")]
        if kind == PLAIN:
            continue
        product = env["product.product"].browse(rows[0]["values"]["product_id"])
        di = identifier(kind, number, product)
        product.write({"is_udi_device": True, "udi_agency": kind.lower()})
        env["lot.udi.device"].create(
            {"name": product.name, "agency": kind.lower(), "di_ids": [(0, 0, {"name": di, "product_id": product.id})]}
        )
        lot = env["stock.lot"].search([("product_id", "=", product.id)])
        for row, name in zip(rows, (rows[0]["named"]["lot_name"], lot.name), strict=True):
            row["raw"] = carrier(kind, di, name, lot.expiration_date.date())
    return world


class Bench:
    """Requests of one user, each in a transaction of its own."""

    def __init__(self, registry, uid, world, read_back):
        self.registry, self.uid, self.world, self.read_back = registry, uid, world, read_back
        self.lines, self.count, self.lots = {}, {}, {}

    def timed(self, work, *args):
        """Milliseconds of one transaction."""
        from odoo import api

        started = time.perf_counter()
        with self.registry.cursor() as cr:
            work(api.Environment(cr, self.uid, {}), *args)
        return (time.perf_counter() - started) * 1000

    def scan(self, env, mode, number):
        transfer = self.world[MODES[mode]]
        told = {"model": "stock.picking", "id": transfer["scanned"], "raw": transfer["rows"][number]["raw"]}
        (answer,) = env["lot.scan"].submit([{"uuid": str(uuid.uuid4()), "mode": mode, **told}])
        assert answer["status"] == "ok", answer
        assert answer["line"], answer

    def look_up(self, env, number):
        raw = self.world["out"]["rows"][number]["raw"]
        (answer,) = env["lot.scan"].submit([{"uuid": str(uuid.uuid4()), "mode": "lookup", "raw": raw}])
        assert answer["lot"], answer
        self.lots[number] = answer["lot"]["id"]

    def tell(self, env, number):
        assert env["stock.lot"].browse(self.lots[number]).tell_about()["identifiers"]

    def save(self, env, way, number):
        """Odoo's own save of the line that a scan fills, as ``tests.benchmark.scan`` does it."""
        row, key = self.world[way]["rows"][number], (way, number)
        known = self.lines.get(key)
        self.count[key] = self.count.get(key, 0) + 1
        vals = {**(row["named"] if known else row["values"]), "quantity": self.count[key]}
        saved = env["stock.move.line"].browse(known).web_save(vals, self.read_back)
        self.lines[key] = saved[0]["id"]

    def works(self, number):
        """{what: (work, arguments)} of everything that is measured for a product."""
        found = {mode: (self.scan, mode, number) for mode in MODES}
        found |= {f"save, {mode}": (self.save, way, number) for mode, way in MODES.items()}
        return found | {"look up": (self.look_up, number), "page about the lot": (self.tell, number)}


def measured(bench, rounds):
    """{what: {kind: [ms, …]}}"""
    chance, found = random.Random(7), {}
    for turn in range(WARM_UP + rounds):
        numbers = [kind + len(KINDS) * chance.randrange(EACH) for kind in range(len(KINDS))]
        chance.shuffle(numbers)
        for number in numbers:
            for what, (work, *args) in bench.works(number).items():
                spent = bench.timed(work, *args)
                if turn >= WARM_UP:
                    found.setdefault(what, {}).setdefault(KINDS[number % len(KINDS)], []).append(spent)
    return found


def main(args):
    with environment(args[0]) as env:
        env = env(context={"tracking_disable": True, "no_reset_password": True})
        groups = [env.ref(name).id for name in GROUPS.split(",")]
        user = env["res.users"].create({"name": LOGIN, "login": LOGIN, "group_ids": [(6, 0, groups)]})
        world, read_back = world_of(env), specification(env(user=user))
        env.cr.commit()
        print(json.dumps(measured(Bench(env.registry, user.id, world, read_back), int(args[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
