"""A launch survives SIGKILL of a whole server: all of it has happened or nothing, and nobody is told twice (kills).

Cases with many lots and consignees are launched one after the other through the web client's own call, and the server
is killed with all its workers at a random instant of it; every other time it dies while notices go out. Started again,
what was not launched is launched again. At the end each case must have its holds, clocks and notices once, and the mail
server must have taken one mail for each notice.
"""

import asyncio
import http.cookiejar
import json
import logging
import os
import random
import re
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .sweep import kill

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo, free_port, refuse_warnings  # noqa: E402 (needs the path above)
from support.serving import served  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402

KILLS, LOTS, CONSIGNEES = 8, 6, 12
LOGIN = "prove-launch"
ALLOWED = 900  # seconds until all notices of a case are out, on a busy machine
OPTIONS = "--workers=2", "--max-cron-threads=1", "--limit-time-real-cron=0", "--log-level=warn"


class Post:
    """Counts what it takes, by Message-ID."""

    def __init__(self):
        self.taken = Counter()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 (the server's name)
        await asyncio.sleep(random.uniform(0, 0.1))
        self.taken[re.search(rb"(?mi)^Message-Id:\s*(<[^>]+>)", envelope.content)[1].decode()] += 1
        return "250 OK"


def prepare(env, cases, port):
    """Cases that wait for their launch, each of lots of its own at the same consignees; returns their ids."""
    from odoo.addons.lot_recall.kernel.plan import HAZARD
    from odoo.addons.lot_recall.tests.letters import make_letter
    from odoo.addons.lot_traceability.tests.common import World

    world = World(env)
    own = env.ref("lot_recall.lot_recall_notice_cron") | env.ref("lot_recall.lot_recall_scope_cron")
    (env["ir.cron"].search([]) - own).active = False  # a new database has much to vacuum
    env["ir.mail_server"].search([]).active = False
    box = {"name": "Box", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_encryption": "none"}
    env["ir.mail_server"].create(box)
    env.company.email = "recalls@maker.example"
    world.new_user(LOGIN, "lot_recall.group_recall_manager")
    reviewer = world.new_user("prove-review", "lot_recall.group_recall_manager")
    people = [world.make_partner(f"Consignee {number}") for number in range(CONSIGNEES)]
    for number, partner in enumerate(people):
        partner.email = f"c{number}@far.example"
    product, recalls = world.make_product("Launch proof"), env["lot.recall"]
    for case in range(cases):
        lots = world.make_lots(product, [f"LAUNCH-{case}-{number}" for number in range(LOTS)])
        world.receive({lot: CONSIGNEES + 1 for lot in lots})
        for partner in people:
            world.deliver({lot: 1 for lot in lots}, partner=partner)
        wizard = env["lot.recall.wizard"].create({"title": f"Case {case}", "reason": "Proof", "lot_ids": lots.ids})
        recall = recalls.browse(wizard.action_confirm()["res_id"])
        recall.write(
            {
                "awareness_at": recall.date_opened, "awareness_source": "complaint", "hazard_class": "2",
                **dict.fromkeys(HAZARD, "Judged"), "depth": "user", "public_warning": "none",
                "effectiveness_level": "A", "notice_method": "E-mail", "decision": "yes", "goods_plan": "Destroyed",
                "jurisdiction_ids": env.ref("lot_recall.jurisdiction_us_device").ids,
            }
        )  # fmt: skip
        recall.with_user(reviewer).action_review_hazard()
        make_letter(env, recall)
        recalls |= recall
        env.cr.commit()
    return recalls.ids


class Client:
    """What a browser does, of one user."""

    def __init__(self, address, database):
        self.address = address
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.ask("/web/session/authenticate", {"db": database, "login": LOGIN, "password": LOGIN})

    def ask(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        with self.opener.open(request, timeout=120) as found:
            answer = json.load(found)
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def launch(self, recall_id):
        params = {"model": "lot.recall", "method": "action_launch", "args": [[recall_id]], "kwargs": {}}
        return self.ask("/web/dataset/call_kw/lot.recall/action_launch", params)


def found(env, recall_id):
    """What is there of a launch, by name."""
    env.invalidate_all()
    recall = env["lot.recall"].browse(recall_id)
    launches = [("code", "=", "recall_launched"), ("res_id", "=", recall_id)]
    watched = [("recall_id", "=", recall_id), ("lot_id", "!=", 0)]
    facts = {
        "state": recall.state,
        "launches": env["lot.audit.entry"].search_count(launches),
        "holds": len(recall.hold_ids),
        "notices": len(recall.notice_ids),
        "lots watched": env["lot.recall.watch"].search_count(watched),
        "clocks running": len(recall.clock_ids.filtered("started_at")),
        "goods on their way": len(recall.stop_ids),
    }
    env.cr.rollback()
    return facts


def wait_until_told(env, recall_id):
    """Until nothing of a case waits in the queue; what was cut off counts as told of."""
    until = time.monotonic() + ALLOWED
    waiting = [("recall_id", "=", recall_id), ("state", "in", ("queued", "sending"))]
    while time.monotonic() < until:
        env.invalidate_all()
        left = env["lot.recall.notice"].search_count(waiting)
        env.cr.rollback()
        if not left:
            return
        time.sleep(0.2)
    raise SystemExit(f"after {ALLOWED} s {left} notices of case {recall_id} wait")


def run(odoo, database, env, recall_ids, log):
    """Launch each case, killed but for the first, which tells how long it takes; returns (faults, kills that came in
    time)."""
    nothing, whole, faults, in_time, seconds = None, None, [], 0, 0.0
    for number, recall_id in enumerate(recall_ids):
        before = found(env, recall_id)
        with served(odoo, database, log, None, *OPTIONS) as (address, server), ThreadPoolExecutor(1) as pool:
            client, begun = Client(address, database), time.monotonic()
            asked = pool.submit(client.launch, recall_id)
            if number:
                after_commit = random.uniform(0.2, 1.5) if number % 2 else 0
                time.sleep(random.uniform(0, seconds) if not after_commit else seconds + after_commit)
                kill(server)
            error = asked.exception()
            if not number:
                seconds, nothing, whole = time.monotonic() - begun, before, found(env, recall_id)
                print(f"launched in {seconds:.1f} s: {whole}", flush=True)
                wait_until_told(env, recall_id)
                continue
        there = found(env, recall_id)
        in_time += there["state"] != "launched"
        print(f"killed: {there['state']}, {'no answer' if error else 'answered'}", flush=True)
        if there not in (nothing, whole):
            faults.append(f"case {recall_id} is neither whole nor untouched: {there}")
        with served(odoo, database, log, None, *OPTIONS) as (address, _server):
            if there["state"] != "launched":
                Client(address, database).launch(recall_id)
            wait_until_told(env, recall_id)
        if found(env, recall_id) != whole:
            faults.append(f"case {recall_id} after its launch: {found(env, recall_id)}")
    return faults, in_time


def main(args):
    from aiosmtpd.controller import Controller

    if len(args) > 1 or not all(arg.isdigit() for arg in args):
        print(f"recall-launch takes a whole number, kills; not {' '.join(args)}", file=sys.stderr)
        return 2
    kills, odoo, post, port = int(args[0]) if args else KILLS, Odoo(), Post(), free_port()
    os.environ.update(odoo.environment)
    database, log = odoo.scratch(odoo.template()), odoo.log("prove-recall-launch.log", new=True)
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the mail server's own, of each line
    box = Controller(post, hostname="127.0.0.1", port=port)
    box.start()
    try:
        with environment(database) as env:
            recall_ids = prepare(env, kills + 1, port)
            faults, in_time = run(odoo, database, env, recall_ids, log)
            env.invalidate_all()
            notices = env["lot.recall.notice"].search([("recall_id", "in", recall_ids)])
            states = {notice._get_message_id(): notice.state for notice in notices}
    finally:
        box.stop()
        odoo.drop(database)
    refuse_warnings(log)
    fates = Counter(states.values())
    faults += [f"taken twice: {mail}" for mail, times in post.taken.items() if times > 1]
    lost = [mail for mail, state in states.items() if state == "sent" and mail not in post.taken]
    faults += [f"said sent, not there: {mail}" for mail in lost]
    faults += [f"there, not said: {mail}" for mail in post.taken if states.get(mail) not in ("sent", "unclear")]
    faults += [f"{state}: {count}" for state, count in fates.items() if state not in ("sent", "unclear")]
    if fates["unclear"] > kills:
        faults.append(f"more notices unclear than kills: {fates['unclear']}")
    print(f"{kills} kills, {in_time} before the commit; notices {dict(fates)}, mails {post.taken.total()}")
    print("\n".join(faults) or "holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
