"""What happened to a lot on its way besides the plan: deviations, rework; and how a bought lot came in."""

from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.fields import Domain

from .. import messages_batch as messages
from ..kernel import audit_chain, batch_deviations
from ..kernel.batch_content import plain


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    # --- deviations ---

    def _get_deviation_rows(self, used):
        """Other components or quantities than planned, other lots than proposed.

        Args:
            used: rows of ``_get_used``.
        """
        rows = [row for order in self.production_ids.sorted("id") for row in self._get_plan_rows(order)]
        lots = self.env["stock.lot"].union(*(lot for _order, _product, lot, *_rest in used))
        found = self.env["lot.deviation"].search(
            [("lot_id", "in", lots.ids), ("document", "in", self.production_ids.mapped("name"))], order="at, id"
        )
        rows += [
            {
                "order": one.document,
                "kind": "other_lot",
                "product": one.product_id.display_name or "",
                "expected": one.proposed or "",
                "found": one.lot_name or "",
                "unit": "",
                "by": one.writer or "",
                "at": audit_chain.instant(one.at),
                "reason": one.reason or "",
            }
            for one in found
        ]
        return rows

    def _get_plan_rows(self, order):
        plan = order.batch_plan or {}
        lines = [row for row in plan.get("components", ()) if row.get("product_id")]
        if not lines or order.state != "done":
            return []
        planned, used = defaultdict(Decimal), defaultdict(Decimal)
        for row in lines:
            planned[row["product_id"]] += Decimal(row["base_qty"])
        for line in order.move_raw_ids.move_line_ids:
            if line.state == "done" and line.location_dest_id.usage == "production":
                used[line.product_id.id] += Decimal(plain(line.quantity_product_uom))
        output = Decimal(0)  # with or without lots; by-products are not what the plan is for
        for line in order.move_finished_ids.move_line_ids:
            if line.state == "done" and line.product_id == order.product_id:
                output += Decimal(plain(line.quantity_product_uom))
        products = self.env["product.product"].browse({*planned, *used}).exists()
        names = {product.id: product for product in products}
        return [
            {
                "order": order.name,
                "kind": one.kind,
                "product": names[one.product].display_name if one.product in names else "",
                "expected": plain(one.planned),
                "found": plain(one.used),
                "unit": names[one.product].uom_id.name if one.product in names else "",
                "by": order.user_id.name or "",
                "at": audit_chain.instant(order.date_finished) if order.date_finished else "",
                "reason": "",
            }
            for one in batch_deviations.differences(planned, used, Decimal(plan.get("qty") or "0"), output)
        ]

    # --- rework ---

    def _get_rework_rows(self):
        """Unbuilding, repair and orders that took this very lot in again and put it out."""
        names = {"unbuild_id", "repair_id", "raw_material_production_id"} & self.env["stock.move"]._fields.keys()
        rows, seen = [], set()
        for line in self._search_lines(Domain.OR(Domain(f"move_id.{name}", "!=", False) for name in sorted(names))):
            kind, document = self._get_rework_document(line.move_id)
            if not document or (kind, document) in seen:
                continue
            seen.add((kind, document))
            rows.append(
                {
                    "kind": kind,
                    "name": document.display_name,
                    "qty": plain(line.quantity_product_uom),
                    "unit": line.product_id.uom_id.name,
                    "at": audit_chain.instant(line.date),
                    "by": document.user_id.name if "user_id" in document._fields else document.create_uid.name,
                }
            )
        return rows

    def _get_rework_document(self, move):
        """``(kind, document)`` of what was done to this lot itself; ("", none) of parts that go in or come out."""
        if move.unbuild_id:
            return ("unbuild", move.unbuild_id) if move.unbuild_id.product_id == move.product_id else ("", False)
        # Of an app that may not be there.
        if "repair_id" in move._fields and move.repair_id:
            return ("repair", move.repair_id) if move.repair_id.lot_id == self.lot_id else ("", False)
        order = move.raw_material_production_id
        is_own = order and self.lot_id in order.move_finished_ids.move_line_ids.lot_id
        return ("rework", order) if is_own else ("", False)

    # --- where it went ---

    def _get_distribution_rows(self):
        """Deliveries of this lot and of what was made of it, returns negative, as far as the user may see them."""
        answer = self.lot_id.trace("downstream", {"include_open": False})
        nodes = {node["lot_id"]: node for node in answer["nodes"] if node["lot_id"]}
        rows = [
            {
                "at": one["date"],
                "document": one["document"] or "",
                "customer": one["partner"] or "",
                "shipped": nodes.get(one["lot_id"], {}).get("product") or "",
                "lot": nodes.get(one["lot_id"], {}).get("lot") or "",
                "qty": plain(one["qty"]),
                "unit": one["uom"] or "",
            }
            for one in sorted(answer["shipments"], key=lambda one: (one["date"], one["move_line_id"]))
        ]
        if answer["hidden_count"]:
            rows.append({"customer": messages.hidden_rows(self.env, answer["hidden_count"])})
        return rows

    # --- a lot that was bought ---

    def _get_receipt_rows(self):
        rows = []
        for line in self._get_receipt_lines():
            picking, move = line.picking_id, line.move_id
            rows.append(
                {
                    "name": picking.name,
                    "origin": picking.origin or "",
                    "supplier": picking.partner_id.display_name or "",
                    "supplier_lot": self.lot_id.supplier_number or self.lot_id.ref or "",
                    "ordered": plain(move.product_qty),
                    "qty": plain(line.quantity_product_uom),
                    "unit": line.product_id.uom_id.name,
                    "at": audit_chain.instant(line.date),
                    "by": picking.user_id.name or "",
                }
            )
        return rows
