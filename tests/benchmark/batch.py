"""What closing an order costs, and how fast a batch record is printed: ``python -m tests.benchmark.batch close|print``.

``close DATABASE``: milliseconds of ``button_mark_done`` of an order of 100 components with lots, on whatever is
installed there; where our addons are, with a check plan, a batch record and every setting on. ``print DATABASE``: a
record of 300 components, 60 checks and 12 signatures as PDF and workbook. Prints JSON; for a throw-away database.
"""

import hashlib
import json
import statistics
import sys
import time

from tests.benchmark.hold import lots_of, product_of, put, stock_of
from tests.benchmark.session import environment

COMPONENTS, CHECKS, ROUNDS = 100, 10, 9


def order_of(env, product, parts):
    """An order whose lots are chosen and whose components are picked; only closing is left."""
    order = env["mrp.production"].create(
        {
            "product_id": product.id,
            "product_qty": 10,
            "bom_id": False,
            "move_raw_ids": [(0, 0, {"product_id": part.product_id.id, "product_uom_qty": 10}) for part in parts],
        }
    )
    order.action_confirm()
    order.action_assign()
    order.lot_producing_ids = lots_of(env, product, 1, f"OUT-{order.id}")
    order.qty_producing = 10
    order._set_qty_producing()
    order.move_raw_ids.picked = True
    return order


def switch_on(env, product):
    """Checks, batch record and every setting that looks at an order; nothing where our addons are not installed."""
    if "lot.batch.record" not in env:
        return False
    product.product_tmpl_id.lot_batch_profile = "device"
    env["lot.check.plan"].create(
        {
            "name": "Bench",
            "stage": "final",
            "product_tmpl_ids": product.product_tmpl_id.ids,
            "line_ids": [(0, 0, {"name": f"Check {number}"}) for number in range(CHECKS)],
        }
    )
    names = ("lot_training_signing", "lot_training_receiving", "lot_ask_reason", "lot_sign_release")
    env.company.write(dict.fromkeys(names, True))
    return True


def close(env):
    """{"close": ms} of one order, the median; rolled back after each round."""
    stock = stock_of(env).lot_stock_id
    product = product_of(env, "Bench device")
    parts = [lots_of(env, product_of(env, f"Bench part {n}"), 1, "P")[0] for n in range(COMPONENTS)]
    put(env, [(part, stock, 1000.0) for part in parts])
    is_ours = switch_on(env, product)
    env.cr.commit()
    spent = []
    for _round in range(ROUNDS):
        order = order_of(env, product, parts)
        env.flush_all()
        env.invalidate_all()
        started = time.perf_counter()
        order.button_mark_done()
        env.flush_all()
        spent.append((time.perf_counter() - started) * 1000)
        check(env, order, is_ours)
        env.cr.rollback()
        env.invalidate_all()
    return {"close": statistics.median(spent[1:])}


def check(env, order, is_ours):
    """What was measured has really happened."""
    assert order.state == "done", order.state
    if is_ours:
        lot = order.lot_producing_ids
        assert env["lot.batch.record"].search_count([("lot_id", "=", lot.id)]) == 1
        assert env["lot.check"].search_count([("lot_id", "=", lot.id)]) == CHECKS


def print_record(env):
    """{"pdf": s, "xlsx": s, "pages", "same": whether made again they are the same bytes}."""
    import pypdfium2

    from odoo.addons.lot_traceability.report.batch_pdf import build_batch_pdf
    from odoo.addons.lot_traceability.report.batch_xlsx import build_batch_xlsx

    product, stock = product_of(env, "Bench device"), stock_of(env).lot_stock_id
    parts = [lots_of(env, product_of(env, f"Bench part {n}"), 1, "PART")[0] for n in range(300)]
    put(env, [(part, stock, 1000.0) for part in parts])
    switch_on(env, product)
    env["lot.check.plan"].search([]).write({"line_ids": [(0, 0, {"name": f"More {n}"}) for n in range(60 - CHECKS)]})
    order = order_of(env, product, parts)
    order.button_mark_done()
    lot = order.lot_producing_ids
    checks = env["lot.check"].search([("lot_id", "=", lot.id)])
    checks.enter([{"uuid": f"bench-{one.id:09d}", "check": one.id, "text": "passed"} for one in checks])
    record = env["lot.batch.record"].search([("lot_id", "=", lot.id)])
    started = time.perf_counter()
    content = record._get_content()
    result = {"read": time.perf_counter() - started}
    line = {"meaning": "Release", "signer": "Signer", "at": "2026-06-01", "reason": "looked at all of it", "void": ""}
    args = (env, content, "ab" * 32, "2026-06-01T10:00:00Z", [line] * 12)
    for name, build in (("pdf", build_batch_pdf), ("xlsx", build_batch_xlsx)):
        started = time.perf_counter()  # the first one, with the fonts still to be read
        first = build(*args)
        result[name] = time.perf_counter() - started
        hashes = {hashlib.sha256(paper).hexdigest() for paper in (first, build(*args))}
        result[f"{name}_same"] = len(hashes) == 1
        if name == "pdf":
            result["pages"] = len(pypdfium2.PdfDocument(first))
    return result


def main(args):
    with environment(args[1]) as env:
        env = env(context={"tracking_disable": True})
        print(json.dumps({"close": close, "print": print_record}[args[0]](env)))


if __name__ == "__main__":
    main(sys.argv[1:])
