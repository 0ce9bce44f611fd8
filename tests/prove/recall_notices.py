"""Notices and answers of a recall survive SIGKILL: nothing is lost, nothing happens twice (consignees, kills).

A case with many consignees is told through a real mail server while the sending process is killed again and again; then
they answer on the reply page of a real server, which is killed as well. With 0 kills everybody answers in the same
instant, on a server of two workers, which may log no error. At the end every mail that the mail server took, every row
and every figure must agree.
"""

import asyncio
import multiprocessing
import os
import random
import re
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ._notices_world import SHIPPED, environment_of, make_case

REPO = Path(__file__).resolve().parents[2]
CONSIGNEES, KILLS = 1000, 20
CONNECTIONS, SERVER_KILLS = 40, 3
SLOWEST_MAIL = 0.1  # seconds that the mail server takes at most, so that kills fall into it


# --- sending ---


class Post:
    """Counts what it takes, by Message-ID."""

    def __init__(self):
        self.taken = Counter()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 (the server's name)
        await asyncio.sleep(random.uniform(0, SLOWEST_MAIL))
        self.taken[re.search(rb"(?mi)^Message-Id:\s*(<[^>]+>)", envelope.content)[1].decode()] += 1
        return "250 OK"


def send(database, ready):
    """The process that is killed: sends until nothing waits."""
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    ready.set()
    with registry.cursor() as cr:
        api.Environment(cr, SUPERUSER_ID, {})["lot.recall.notice"]._cron_send()


def send_and_kill(database, kills):
    """Start the sender again and again, kill it ``kills`` times while it works, let the last one finish."""
    context = multiprocessing.get_context("spawn")
    for round_ in range(kills + 1):
        ready = context.Event()
        process = context.Process(target=send, args=(database, ready), daemon=True)
        process.start()
        ready.wait(120)
        if round_ < kills:
            process.join(random.uniform(0.1, 3))
            process.kill()
        process.join()


def judge_sending(database, recall_id):
    """``(states, {message id: state}, states of consignees)`` after the last sender."""
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["lot.recall.notice"]._give_up_interrupted()
        notices = env["lot.recall.notice"].search([("recall_id", "=", recall_id)])
        consignees = Counter(env["lot.recall.consignee"].search([("recall_id", "=", recall_id)]).mapped("state"))
        return Counter(notices.mapped("state")), {one._get_message_id(): one.state for one in notices}, consignees


# --- answering ---


def make_tokens(database, recall_id):
    """``[(token, consignee's lot row)]``, one link for each consignee."""
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    from odoo.addons.lot_recall.models.lot_recall_notice_mail import hash_token

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        pairs = []
        for notice in env["lot.recall.notice"].search([("recall_id", "=", recall_id)]):
            token = f"proof-of-many-answers-{notice.id:08}"
            notice.token_hash = hash_token(token)
            pairs.append((token, notice.consignee_id.lot_ids.id))
        return pairs


def answer(address, number, token, line):
    """Read the page, send the form until the server says that it has it; returns how often it was sent, and seconds."""
    headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250}", "X-Forwarded-Host": "127.0.0.1"}
    page = _until_answered(f"{address}/recall/{token}", None, headers)[0]
    key = re.search(r'name="form_key" value="([^"]*)"', page)[1]
    form = {"form_key": key, "outcome": "quantities", "signer": f"Person {number}", f"had-{line}": number % 10}
    form |= {f"used-{line}": 1, f"destroyed-{line}": number % 10}
    begun = time.monotonic()
    tries = _until_answered(f"{address}/recall/{token}", urllib.parse.urlencode(form).encode(), headers)[1]
    return tries, time.monotonic() - begun


def _until_answered(url, data, headers):
    for attempt in range(1, 400):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=60) as found:
                return found.read().decode(), attempt
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"no answer from {url}")


def answer_all(odoo, database, pairs, kills):
    """Everybody answers while the server is killed so often; returns what ``answer`` did."""
    from support.database import free_port, refuse_warnings
    from support.serving import served

    port, log = free_port(), Path(tempfile.gettempdir()) / f"{database}.log"
    options = [port, "--proxy-mode", "--max-cron-threads=0"] + ["--workers=2"] * (not kills)
    with ThreadPoolExecutor(CONNECTIONS if kills else len(pairs)) as pool:
        address = f"http://127.0.0.1:{port}"
        sent = []
        for round_ in range(kills + 1):
            with served(odoo, database, log, *options) as (_address, server):
                sent = sent or [pool.submit(answer, address, number, *pair) for number, pair in enumerate(pairs)]
                if round_ < kills:
                    time.sleep(random.uniform(2, 6))
                    server.kill()
                    server.wait()
                    continue
                answers = [one.result() for one in sent]
    if not kills:
        # A worker hangs up on whoever says nothing for two seconds; then they send their form once more.
        refuse_warnings(log, known=("Request timed out",))
    log.unlink(missing_ok=True)
    return answers


def judge_answers(database, recall_id):
    """What the rows say: answers, consignees with one, broken hashes, and the sums of what was told."""
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        replies = env["lot.recall.reply"].search([("recall_id", "=", recall_id)])
        lines = env["lot.recall.consignee.lot"].search([("recall_id", "=", recall_id)])
        entries = env["lot.audit.entry"].search_count([("code", "=", "recall_answered")])
        broken = sum(not reply._is_intact() for reply in replies)
        recall = env["lot.recall"].browse(recall_id)
        (unit,), (lot,) = recall._get_figures_now()["units"], recall._get_account()
        return {
            "answers": len(replies),
            "consignees who answered": len(replies.consignee_id),
            "entries of the ledger": entries,
            "broken answers": broken,
            "on hand": sum(lines.mapped("had_qty")),
            "used": sum(lines.mapped("used_qty")),
            "destroyed": sum(lines.mapped("destroyed_qty")),
            "people reached, percent": recall.reached_percent,
            "used, by the tiles": unit["used_qty"],
            "destroyed, by the tiles": unit["destroyed_qty"],
            "on hand, by the account": float(lot["had_qty"]),
            "not accounted for": float(lot["unaccounted_qty"]),
        }


# --- the proof ---


def prove(odoo, database, count, kills):
    """Run both halves and print what became of them; whether the proof holds."""
    from aiosmtpd.controller import Controller

    from support.database import free_port

    post, port = Post(), free_port()
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        recall_id = pool.apply(make_case, (database, count, port))
    box = Controller(post, hostname="127.0.0.1", port=port)
    box.start()
    started = time.monotonic()
    try:
        send_and_kill(database, kills)
    finally:
        box.stop()
    with context.Pool(1) as pool:
        states, fates, consignees = pool.apply(judge_sending, (database, recall_id))
    twice = [message for message, times in post.taken.items() if times > 1]
    lost = [message for message, state in fates.items() if state == "sent" and message not in post.taken]
    strange = [message for message in post.taken if fates.get(message) not in ("sent", "unclear")]
    print(f"\n{count} notices, {kills} kills, {time.monotonic() - started:.0f} s: {dict(states)}")
    print(f"    taken by the mail server: {len(post.taken)}; twice: {len(twice)}; said sent but not there: {len(lost)}")
    print(f"    there but not said: {len(strange)}; consignees: {dict(consignees)}")
    holds = not twice and not lost and not strange and set(states) <= {"sent", "unclear"}
    holds &= states["unclear"] <= kills and consignees["notified"] == states["sent"]

    with context.Pool(1) as pool:
        pairs = pool.apply(make_tokens, (database, recall_id))
    started, kills = time.monotonic(), min(kills, SERVER_KILLS)
    answers = answer_all(odoo, database, pairs, kills)
    seconds = time.monotonic() - started
    with context.Pool(1) as pool:
        found = pool.apply(judge_answers, (database, recall_id))
    on_hand = sum(number % 10 for number in range(count))
    expected = dict.fromkeys(("answers", "consignees who answered", "entries of the ledger"), count)
    expected |= {"broken answers": 0, "on hand": on_hand, "used": count, "destroyed": on_hand}
    expected |= {"people reached, percent": 100, "used, by the tiles": count, "destroyed, by the tiles": on_hand}
    expected |= {"on hand, by the account": on_hand, "not accounted for": (SHIPPED - 1) * count - on_hand}
    waited = sorted(spent for _tries, spent in answers)
    print(f"\n{count} answers, {CONNECTIONS if kills else count} at a time, {kills} kills, {seconds:.0f} s")
    print(f"    forms by how often they were sent: {dict(Counter(tries for tries, _spent in answers))}")
    print(f"    seconds until saved: half within {statistics.median(waited):.1f}, the last after {waited[-1]:.1f}")
    for name, value in found.items():
        print(f"    {name:26} {value:10g}   expected {expected[name]:g}")
    holds &= found == expected
    print("\nholds" if holds else "\ndoes not hold")
    return holds


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args):
        print(f"recall-notices takes two whole numbers, consignees and kills; not {' '.join(args)}", file=sys.stderr)
        return 2
    count = int(args[0]) if args else CONSIGNEES
    kills = int(args[1]) if len(args) > 1 else KILLS
    sys.path.insert(0, str(REPO / "setup"))
    from support.database import Odoo

    odoo = Odoo()
    os.environ.update(odoo.environment)
    database = odoo.scratch(odoo.template(optional=False))
    try:
        return 0 if prove(odoo, database, count, kills) else 1
    finally:
        odoo.drop(database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
