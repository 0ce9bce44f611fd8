"""A recall of 5,000 consignees × 20,000 deliveries: holds, notices, the case's form, replies (size S, M or L).

On a throw-away copy of the benchmark's factory (default L, 1.1 M move lines): confirming and launching up to the
committed holds, queueing the notices, opening the form beside that of an empty case, the reconciliation and the papers.
Then ``recall-notices`` without kills: replies of a thousand people, all at once. Prints every figure that has a limit.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import bench_databases  # noqa: E402 (needs the path above)
from support.database import Odoo  # noqa: E402
from tests.benchmark.generate import PARAMETER  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402

CONSIGNEES, REPLIES, ROUNDS = 5000, 1000, 101
HOLD_SECONDS, QUEUE_SECONDS, RATIO = 15, 60, 1.5


class Printed:
    """Prints each figure beside its limit and counts what is over it."""

    def __init__(self):
        self.failures = 0

    def __call__(self, what, value, unit, limit=None):
        over = limit is not None and value > limit
        self.failures += over
        wanted = f"   limit {limit:g} {unit}" if limit is not None else ""
        print(f"{'FAILED' if over else '      '}  {what:58} {value:9.2f} {unit}{wanted}", flush=True)


# --- the world ---


def make_consignees(env):
    """Partners with e-mail, and the factory's deliveries dealt out to them in turn."""
    from odoo.tools import SQL

    env.cr.execute(
        "SELECT partner_id FROM stock_picking p JOIN stock_location l ON l.id = p.location_dest_id"
        " WHERE l.usage = 'customer' AND p.partner_id IS NOT NULL LIMIT 1"
    )
    sample = env.cr.fetchone()[0]
    own = {
        "id": "n.id", "commercial_partner_id": "n.id", "name": "'Consignee ' || n.k", "parent_id": "NULL",
        "complete_name": "'Consignee ' || n.k", "email": "'c' || n.k || '@far.example'",
        "email_normalized": "'c' || n.k || '@far.example'",
    }  # fmt: skip
    env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'res_partner'")
    names = [name for (name,) in env.cr.fetchall()]
    env.cr.execute(
        SQL(
            "INSERT INTO res_partner (%s) SELECT %s FROM res_partner r,"
            " (SELECT nextval('res_partner_id_seq')::int AS id, k FROM generate_series(0, %s) k) n WHERE r.id = %s",
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(SQL(own[name]) if name in own else SQL.identifier("r", name) for name in names),
            CONSIGNEES - 1,
            sample,
        )
    )
    env.cr.execute(
        """
        UPDATE stock_picking p SET partner_id = c.id
          FROM stock_location l, (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM res_partner
                                   WHERE email LIKE 'c%%@far.example') c
         WHERE l.id = p.location_dest_id AND l.usage = 'customer' AND c.k = p.id %% %s
        """,
        [CONSIGNEES],
    )
    env.cr.execute(
        "UPDATE stock_move m SET partner_id = p.partner_id FROM stock_picking p"
        " WHERE p.id = m.picking_id AND p.partner_id <> m.partner_id"
    )
    env.cr.execute("ANALYZE res_partner")
    env.invalidate_all()


def plan(env, recall, reviewer):
    """Everything that a launch asks for."""
    from odoo.addons.lot_recall.kernel.plan import HAZARD
    from odoo.addons.lot_recall.tests.letters import make_letter

    recall.write(
        {
            "awareness_at": recall.date_opened, "awareness_source": "complaint", "hazard_class": "2", "depth": "user",
            **dict.fromkeys(HAZARD, "Judged"), "public_warning": "none", "effectiveness_level": "A",
            "notice_method": "E-mail", "decision": "yes", "goods_plan": "Destroyed",
            "jurisdiction_ids": env.ref("lot_recall.jurisdiction_us_device").ids,
        }
    )  # fmt: skip
    recall.with_user(reviewer).action_review_hazard()
    make_letter(env, recall)


# --- what is measured ---


def timed(env, act):
    """(what it returned, seconds until committed, statements); what runs after the commit is not counted."""
    env.invalidate_all()
    committed = []
    env.cr.postcommit.add(lambda: committed.append(time.perf_counter()))  # the first one to run
    statements, begun = env.cr.sql_log_count, time.perf_counter()
    result = act()
    env.cr.commit()
    return result, committed[0] - begun, env.cr.sql_log_count - statements


def specification(env, model):
    """What the web client asks ``web_read`` for when it opens the form."""
    from lxml import etree

    views = env[model].get_views([(False, "form")])
    models = views["models"]

    def spec_of(node, name):
        spec = {}
        for field in node.xpath(".//field[not(ancestor::field)]" if node.tag == "form" else ".//field"):
            about = models[name]["fields"].get(field.get("name"))
            if not about or field.get("name") == "id":
                continue
            spec[field.get("name")] = {}
            if about["type"] in ("one2many", "many2many"):
                lists = field.xpath("./list | ./kanban")
                inner = spec_of(lists[0], about["relation"]) if lists else {"display_name": {}}
                spec[field.get("name")] = {"fields": inner, "limit": 40}
            elif about["type"] == "many2one":
                spec[field.get("name")] = {"fields": {"display_name": {}}}
        return spec

    return spec_of(etree.fromstring(views["views"]["form"]["arch"]), model)


def measure_forms(env, cases, say):
    """Open the forms in turn, so that a busy machine slows all of them; medians in milliseconds."""
    spec = specification(env, "lot.recall")
    times, statements = {name: [] for name in cases}, {}
    for _round in range(ROUNDS):
        for name, recall in cases.items():
            found, seconds, statements[name] = timed(env, lambda: recall.web_read(spec))  # noqa: B023 (called at once)
            times[name].append(seconds * 1000)
    medians = {name: statistics.median(rows) for name, rows in times.items()}
    for name, median in medians.items():
        say(f"form of {name} ({statements[name]} statements)", median, "ms")
    empty, full = list(medians)[0], list(medians)[-1]
    say(f"form of {full} ÷ form of {empty}", medians[full] / medians[empty], "", RATIO)


def measure(env, size, say):
    from odoo.addons.lot_traceability.tests.common import World

    make_consignees(env)
    world = World(env)
    manager, second = (world.new_user(f"scale-{n}", "lot_recall.group_recall_manager") for n in ("first", "second"))
    env["ir.cron"].search([]).active = False  # a launch wakes them; nothing else is to work meanwhile
    env.cr.commit()
    facts = json.loads(env["ir.config_parameter"].get_param(PARAMETER))
    lot = facts["bad"][max((bad for bad in facts["bad"] if int(bad) <= 20_000), key=int)]
    env = env(user=manager.id)
    empty = env["lot.recall"].create({"title": "Empty"})

    def confirm():
        wizard = env["lot.recall.wizard"].create({"title": "Scale", "reason": "Scale", "lot_ids": [lot]})
        return env["lot.recall"].browse(wizard.action_confirm()["res_id"])

    recall, confirmed, statements = timed(env, confirm)
    say(f"confirm ({statements} statements)", confirmed, "s")
    plan(env(su=True), recall, second)
    _nothing, launched, statements = timed(env, recall.with_user(second).action_launch)
    say(f"launch with {recall.hold_count} holds ({statements} statements)", launched, "s")
    say("scope to committed hold", confirmed + launched, "s", HOLD_SECONDS)
    notices = env["lot.recall.notice"].search_count([("recall_id", "=", recall.id), ("state", "=", "queued")])
    counts = {"consignees": recall.consignee_count, "deliveries": recall.delivery_count, "notices queued": notices}
    print("        " + ", ".join(f"{name}: {count}" for name, count in counts.items()))
    say.failures += notices != recall.consignee_count
    env.cr.execute("DELETE FROM lot_recall_notice WHERE recall_id = %s", [recall.id])
    queue = env(su=True)["lot.recall.notice"]
    _queued, seconds, statements = timed(env, lambda: queue._queue(recall.consignee_ids, recall.revision_id, "notice"))
    say(f"notices queued ({statements} statements)", seconds, "s", QUEUE_SECONDS)
    for name, act in (("reconciliation", recall.action_open_account), ("rows for the papers", recall._get_progress)):
        _done, seconds, statements = timed(env, act)
        say(f"{name} ({statements} statements)", seconds, "s")
    small = env["lot.recall"].create({"title": "Empty, launched"})
    small._set_state(state="launched")
    env.cr.commit()
    measure_forms(env, {"an empty case": empty, "a launched case of nothing": small, "this case": recall}, say)
    rows = env["lot.recall.delivery"].with_context(lang="en_US")
    fields = {name: {} for name in ("date", "kind", "document", "customer", "lot", "product", "qty", "uom")}
    domain = [("revision_id", "=", recall.revision_id.id)]
    _page, seconds, _count = timed(env, lambda: rows.web_search_read(domain, fields, limit=40))
    say("first page of its deliveries, once that page is opened", seconds * 1000, "ms")


def main(args):
    size = args[0].upper() if args else "L"
    if size not in ("S", "M", "L") or len(args) > 1:
        print("recall-scale takes the size of the factory: S, M or L", file=sys.stderr)
        return 2
    odoo, say = Odoo(), Printed()
    os.environ.update(odoo.environment)
    database = odoo.scratch(bench_databases.prepared(odoo, size))
    try:
        with environment(database) as env:
            measure(env, size, say)
    finally:
        odoo.drop(database)
    print(f"\n{REPLIES} replies at once (recall-notices without kills)", flush=True)
    command = [sys.executable, "-m", "tests.prove.recall_notices", str(REPLIES), "0"]
    say.failures += subprocess.call(command, cwd=REPO, env=odoo.environment) != 0
    print(f"{say.failures} failures")
    return 1 if say.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
