"""Odoo's own answers to the same question: the lot form, and the traceability report clicked to its end."""

import contextlib
import time
from unittest.mock import patch

from odoo.addons.stock.models.stock_lot import StockLot

# what the standard lot form reads
FORM = {
    "display_name": {}, "name": {}, "ref": {}, "product_qty": {}, "delivery_count": {}, "delivery_ids": {},
    "product_id": {"fields": {"display_name": {}}}, "company_id": {"fields": {"display_name": {}}},
    "location_id": {"fields": {"display_name": {}}}, "partner_ids": {"fields": {"display_name": {}}},
}  # fmt: skip
CORE_METHODS = (
    "_compute_delivery_ids",
    "_compute_partner_ids",
    "_get_outgoing_domain",
    "_find_delivery_ids_by_lot_iterative",
)
CORE_COMPUTES = {
    "delivery_ids": "_compute_delivery_ids",
    "delivery_count": "_compute_delivery_ids",
    "partner_ids": "_compute_partner_ids",
}


@contextlib.contextmanager
def core_computes(env):
    """The lot form as Odoo's stock application computes it, whatever is installed on top.

    With drop-shipping installed Odoo falls back to a recursive search that is slower by far; the
    comparison is with the faster one.
    """
    model = type(env["stock.lot"])
    fields = {name: model._fields[name] for name in CORE_COMPUTES}
    with contextlib.ExitStack() as stack:
        for name in CORE_METHODS:
            stack.enter_context(patch.object(model, name, getattr(StockLot, name)))
        for name, field in fields.items():
            together = [fields[other] for other, compute in CORE_COMPUTES.items() if compute == CORE_COMPUTES[name]]
            stack.enter_context(patch.object(field, "compute", CORE_COMPUTES[name]))
            stack.enter_context(patch.dict(env.registry.field_computed, {field: together}))
        yield


def lot_form(env, lot_id):
    """Open the lot form; returns (deliveries, customers)."""
    row = env["stock.lot"].browse(lot_id).web_read(FORM)[0]
    return len(row["delivery_ids"]), len(row["partner_ids"])


class Robot:
    """Clicks through the traceability report; each click is a request with an empty record cache."""

    def __init__(self, env, cap_s):
        self.report, self.env = env["stock.traceability.report"], env
        self.clicks, self.until = 0, time.monotonic() + cap_s

    @property
    def late(self):
        return time.monotonic() > self.until

    def _open(self, model, record_id, **context):
        self.clicks += 1
        self.env.invalidate_all()
        return self.report.get_main_lines({"model": model, "active_model": model, "active_id": record_id, **context})

    def forward(self, lot_id):
        """Open the report of a lot, follow every "used in" arrow, open the report of each lot found there."""
        queue, seen, transfers = [lot_id], {lot_id}, set()
        done = 0
        while queue and not self.late:
            for line in self._open("stock.lot", queue.pop()):
                if line["picking_type_code"] == "outgoing":
                    transfers.add(line["res_id"])
                if not line["is_used"] or self.late:
                    continue
                for made in self._open("stock.move.line", line["model_id"], lot_name=line["lot_name"]):
                    if made["lot_id"] and made["lot_id"] not in seen:
                        seen.add(made["lot_id"])
                        queue.append(made["lot_id"])
            done += 1
        return {
            "lots": done,
            "transfers": len(transfers),
            "finished": not queue and not self.late,
            "clicks": self.clicks,
        }

    def backward(self, lot_id):
        """Open the report of a lot and unfold every line of it, and every line of those, to the end."""
        todo, lots = self._open("stock.lot", lot_id), set()
        while todo and not self.late:
            line = todo.pop()
            lots.add(line["lot_id"])
            if not line["unfoldable"]:
                continue
            self.clicks += 1
            self.env.invalidate_all()
            todo += self.report.get_lines(
                line["id"], model_id=line["model_id"], model_name=line["model"], level=line["level"] + 30
            )
        return {"lots": len(lots - {False}), "finished": not todo, "clicks": self.clicks}
