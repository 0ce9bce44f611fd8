"""What a batch record says: read from Odoo's own records, plain values that can be hashed. No second truth.

Names are without the reader's language, quantities are texts, instants are UTC as ISO 8601: the same facts give the
same text, whoever asks. Higher addons append: ``_get_label_rows``.
"""

from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.fields import Domain

from ..kernel import audit_chain, batch_content
from ..kernel.batch_content import plain
from .stock_move_line_serial import INSIDE

SMALLEST = Decimal("0.000001")  # of a share
VERSION = 3  # of this form; 1 had no receipts, deviations, rework, 2 no numbers of components' products
# Lines that moved a lot.
PUT = Domain("state", "=", "done") & Domain("quantity", ">", 0) & Domain("lot_id", "!=", False)
# Lines that brought in what was bought: nothing that came back, nothing from a subcontractor or another warehouse.
BOUGHT = Domain("location_id.usage", "=", "supplier") & Domain("location_dest_id.usage", "in", INSIDE)
BOUGHT &= Domain("move_id.origin_returned_move_id", "=", False)


def _instant(value):
    return audit_chain.instant(value) if value else ""


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _get_content(self):
        """The record as it stands now: a dict of plain values, keys = sections."""
        self.ensure_one()
        # Sudo: the record is one whole; who may read it is asked of the record itself.
        context = {"allowed_company_ids": self.company_id.ids}
        record_sudo = self.sudo().with_env(self.sudo().env(context=context))
        making = record_sudo._get_making()
        lines_sudo = record_sudo._get_lines(making)
        checks, used = record_sudo._get_check_rows(), list(record_sudo._get_used())
        return {
            "form": VERSION,
            "head": record_sudo._get_head(lines_sudo, making),
            "orders": [record_sudo._get_order_row(order) for order in record_sudo.production_ids.sorted("id")],
            "quantities": record_sudo._get_quantities(lines_sudo, making, checks),
            "receipts": record_sudo._get_receipt_rows(),
            "components": record_sudo._get_component_rows(used),
            "work_orders": record_sudo._get_work_rows(),
            "checks": checks,
            "deviations": record_sudo._get_deviation_rows(used),
            "rework": record_sudo._get_rework_rows(),
            "holds": [record_sudo._get_hold_row(hold) for hold in record_sudo._get_holds()],
            "labels": record_sudo._get_label_rows(),
        }

    def _get_label_rows(self):
        """Releases of labels of this lot; higher addons append dicts with ``name`` and what they know."""
        return []

    def _get_making(self):
        """``{order: how much of this lot itself it took in}``, of the orders that made this lot.

        An order that puts out no more of the lot than it took in reworked what was there. When nothing tells where
        that came from, neither an order nor a receipt, what was reworked at once is all there is to tell.
        """
        put, taken = map(self._sum_lines, ("production_id", "raw_material_production_id"))
        orders = self.production_ids.sorted("id")
        making = {order: taken[order] for order in orders if not taken[order] or put[order] > taken[order]}
        if making or self._get_receipt_lines():
            return making
        return {order: Decimal(0) for order in orders.sorted(lambda order: put[order], reverse=True)[:1]}

    def _sum_lines(self, name):
        sums = defaultdict(Decimal)
        for line in self._search_lines(Domain(f"move_id.{name}", "in", self.production_ids.ids)):
            sums[line.move_id[name]] += Decimal(plain(line.quantity_product_uom))
        return sums

    def _get_lines(self, making):
        """Done lines that put this lot out; those that brought it in, of a lot that was not made."""
        if not making:
            return self._get_receipt_lines()
        return self._search_lines(Domain("move_id.production_id", "in", [order.id for order in making]))

    def _get_receipt_lines(self):
        return self._search_lines(BOUGHT & Domain("picking_id", "in", self.picking_ids.ids))

    def _search_lines(self, domain):
        own = PUT & Domain("lot_id", "=", self.lot_id.id)
        return self.env["stock.move.line"].search(own & domain, order="date, id")

    def _get_head(self, lines, making):
        lot, product = self.lot_id, self.product_id
        return {
            "kind": "made" if making else "received",
            "lot": lot.name,
            "lot_id": lot.id,
            "version": self.version,
            "profile": self.profile,
            "product": product.display_name,
            "product_id": product.id,
            "company": self.company_id.name,
            "identifiers": [
                {"label": row["label"], "value": row.get("day", row["value"]), "is_day": "day" in row}
                for row in lot._identifiers()
            ],
            "expires": product.use_expiration_date,
            "expiration": _instant(lot.expiration_date),
            "made_from": _instant(min(lines.mapped("date"), default=None)),
            "made_until": _instant(max(lines.mapped("date"), default=None)),
            "completed_by": self.completed_by_id.name or "",
            "completed_at": _instant(self.completed_at),
            "confidential": self.is_confidential,
            "reopen_reason": self.reopen_reason or "",
        }

    @staticmethod
    def _get_order_row(order):
        plan = order.batch_plan or {}
        return {
            "name": order.name,
            "state": order.state,
            "planned": plain(order.product_qty),
            "unit": order.product_uom_id.name,
            "start": _instant(order.date_start),
            "end": _instant(order.date_finished),
            "responsible": order.user_id.name or "",
            "bom": plan.get("bom", ""),
            "bom_changed": plan.get("changed", ""),
            "operations": [f"{row['name']} ({row['place']})" for row in plan.get("operations", ())],
            "plan": [f"{row['product']}: {row['qty']} {row['unit']}" for row in plan.get("components", ())],
        }

    def _get_quantities(self, lines, making, checks):
        unit, taken = self.product_id.uom_id, sum(making.values(), Decimal(0))
        made = sum((Decimal(plain(line.quantity_product_uom)) for line in lines), Decimal(0)) - taken
        planned = self._get_planned(made, making)
        scraps = self.env["stock.scrap"].search([("lot_id", "=", self.lot_id.id), ("state", "=", "done")])
        scrapped = sum(
            (Decimal(plain(one.product_uom_id._compute_quantity(one.scrap_qty, unit))) for one in scraps), Decimal(0)
        )
        sampled = max((len({row["sample"] for row in check["results"]}) for check in checks), default=0)
        return {**batch_content.quantities(planned, made, scrapped, sampled), "unit": unit.name}

    def _get_planned(self, made, making):
        """What the orders were to put out; of the other lots of the same orders each has its share."""
        if making and self.product_id.tracking == "serial":
            return Decimal(1)
        orders = self.production_ids.filtered(lambda order: order in making)
        moves = orders.move_finished_ids.filtered(lambda move: move.product_id == self.product_id)
        done = moves.move_line_ids.filtered(lambda line: line.state == "done")
        planned, output = (
            sum((Decimal(plain(quantity)) for quantity in quantities), -sum(making.values(), Decimal(0)))
            for quantities in (moves.mapped("product_qty"), done.mapped("quantity_product_uom"))
        )
        is_shared = done.lot_id - self.lot_id
        return (planned * made / output).quantize(SMALLEST) if is_shared and output else planned

    def _get_work_rows(self):
        return [
            {
                "order": work.production_id.name,
                "name": work.name,
                "place": work.workcenter_id.display_name,
                "state": work.state,
                "operators": sorted(set(work.time_ids.user_id.mapped("name"))) if work.time_ids else [],
                "start": _instant(work.date_start),
                "end": _instant(work.date_finished),
            }
            for work in self.production_ids.workorder_ids.sorted("id")
        ]

    def _get_check_rows(self):
        checks = self.env["lot.check"].search([("lot_id", "=", self.lot_id.id)], order="stage, sequence, id")
        return [self._get_check_row(check) for check in checks]

    def _get_check_row(self, check):
        return {
            "name": check.name,
            "stage": check.stage,
            "operation": check.workorder_id.name or "",
            "kind": check.kind,
            "limits": check.limits,
            "samples": check.sample_count,
            "required": check.is_required,
            "state": check.state,
            "conceded": check._is_conceded(),
            "held": check.hold_id.state == "open",
            "skip_reason": check.skip_reason or "",
            "results": [self._get_result_row(result) for result in check.result_ids],
        }

    @staticmethod
    def _get_result_row(result):
        return {
            "sample": result.sample_number,
            "shown": result.shown,
            "outcome": result.outcome,
            "note": result.note or "",
            "by": result.user_id.name,
            "taken": _instant(result.done_at),
            "entered": _instant(result.entered_at),
            "timing": result.timing,
            "instrument": result.instrument_id.display_name or "",
            "calibration_due": result.calibration_due.isoformat() if result.calibration_due else "",
            "calibration_issue": result.calibration_issue or "",
            "calibration_reason": result.calibration_reason or "",
            "replaced": result.is_superseded,
            "reason": result.reason or "",
            "files": [{"name": file["name"], "sha256": file["sha256"]} for file in result.files or ()],
        }

    def _get_holds(self):
        """Holds on the lot, and open ones on all of its product."""
        on_product = Domain("lot_id", "=", False) & Domain("product_id", "=", self.product_id.id)
        on_product &= Domain("state", "=", "open") & Domain("location_id", "=", False)
        on_product &= Domain("package_id", "=", False) & Domain("received_until", "=", False)
        return self.env["lot.hold"].search(on_product | Domain("lot_id", "=", self.lot_id.id), order="id")

    @staticmethod
    def _get_hold_row(hold):
        return {
            "name": hold.name,
            "reason": hold.reason,
            "state": hold.state,
            "by": hold.opened_by_id.name or "",
            "since": _instant(hold.opened_at),
            "lifted_by": hold.lifted_by_id.name or "",
            "lifted_at": _instant(hold.lifted_at),
            "lifted_reason": hold.lifted_reason or "",
        }
