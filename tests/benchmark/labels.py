"""Labels a second, bytes and memory, beside Odoo's own lot label on the same lots.

``python -m tests.benchmark.labels make DATABASE COUNT`` writes lots, ``measure DATABASE`` prints JSON.
CPU time, since other work may share the machine. Odoo's PDF is wkhtmltopdf's work on its HTML page; only the page
is measured, so that the PDF comes on top.
"""

import json
import resource
import sys
import time

from .gs1 import check_digit
from .session import environment

OWN = 480  # lots for Odoo's own report, ten of its sheets
DESIGN = "lot_gs1_labels.lot_label_design_carton_100x50"  # DataMatrix, two GS1-128, texts


def make(database, count):
    with environment(database) as env:
        body = [f"0950600{number:06}" for number in range(100)]
        products = env["product.product"].create(
            [
                {
                    "name": f"Infusion set {number} cm, sterile",
                    "default_code": f"INF-{number}",
                    "barcode": (text + check_digit(text)).removeprefix("0"),
                    "is_storable": True,
                    "tracking": "lot",
                    "use_expiration_date": True,
                }
                for number, text in enumerate(body)
            ]
        )
        env["stock.lot"].create(
            [
                {
                    "name": f"L{number:07}",
                    "product_id": products[number % 100].id,
                    "ref": "bench",
                    "expiration_date": "2029-12-31 12:00:00",
                }
                for number in range(int(count))
            ]
        )
        env.cr.commit()


def memory_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_mb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def timed(work):
    """(answer, CPU seconds, seconds)."""
    cpu, clock = time.process_time(), time.perf_counter()
    answer = work()
    return answer, time.process_time() - cpu, time.perf_counter() - clock


def row(count, work):
    content, cpu, clock = timed(work)
    return {"labels": count, "per_second": count / cpu, "clock_s": clock, "bytes": len(content) / count}


def measure(database):
    with environment(database) as env:
        design = env.ref(DESIGN)
        lots = env["stock.lot"].search([("ref", "=", "bench")])
        design._render_pdf(design._labels(lots[:50]))  # fonts and libraries are loaded once a server
        env.invalidate_all()
        before = resident_mb()
        rows = {"ours, PDF, from the records": row(len(lots), lambda: design._render_pdf(design._labels(lots)))}
        peak = memory_mb()
        some = lots[:2000]
        values = list(design._labels(some))
        rows["ours, PDF, the drawing alone"] = row(len(some), lambda: design._render_pdf(values))
        rows["ours, ZPL, from the records"] = row(len(some), lambda: design._render_zpl(design._labels(some)))
        env.user.group_ids += env.ref("stock.group_stock_lot_print_gs1")
        report, own = env["ir.actions.report"], lots[:OWN]
        rows["Odoo's page of labels, PDF on top"] = row(
            OWN, lambda: report._render_qweb_html("stock.report_lot_label", own.ids)[0]
        )
        rows["Odoo's ZPL"] = row(OWN, lambda: report._render_qweb_text("stock.label_lot_template_view", own.ids)[0])
        print(json.dumps({"rows": rows, "memory_mb": before, "peak_mb": peak, "count": len(lots)}))


if __name__ == "__main__":
    {"make": make, "measure": measure}[sys.argv[1]](*sys.argv[2:])
