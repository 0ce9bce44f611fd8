"""Components in a batch record: with lot, supplier's number, status when they were used and now."""

from collections import defaultdict
from decimal import Decimal

from odoo import models

from ..kernel import audit_chain, batch_content
from ..kernel.batch_content import Change, Held, plain
from ..sql import batch as sql


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _get_used(self):
        """``[(order, product, lot or none, quantity, last instant)]`` of what went into this lot.

        What people allotted to units counts for this unit alone; all else went into the order as a whole. The lot
        itself, taken in again, is rework and no component: it would wait for its own release.
        """
        lines = self.env["stock.move.line"].search(
            [
                ("state", "=", "done"),
                ("quantity", ">", 0),
                ("move_id.raw_material_production_id", "in", self.production_ids.ids),
                ("location_dest_id.usage", "=", "production"),
                ("lot_id", "!=", self.lot_id.id),
            ],
            order="date, id",
        )
        allotted = defaultdict(dict)
        for row in self.env["lot.as.built"].search([("production_id", "in", self.production_ids.ids)]):
            units = allotted[row.production_id, row.component_lot_id]
            units[row.produced_lot_id] = Decimal(plain(row.qty))
        used = defaultdict(lambda: [Decimal(0), None])
        for line in lines:
            entry = used[line.move_id.raw_material_production_id, line.product_id, line.lot_id]
            entry[0] += Decimal(plain(line.quantity_product_uom))
            entry[1] = max(filter(None, (entry[1], line.date)))
        for (order, product, lot), (qty, at) in used.items():
            units = allotted.get((order, lot))
            if units is None or not lot:
                yield order, product, lot, qty, at, False
            elif self.lot_id in units:
                yield order, product, lot, units[self.lot_id], at, True
            elif (rest := qty - sum(units.values())) > 0:
                # Allotted in part: what is left may be in every unit that has no row.
                yield order, product, lot, rest, at, False

    def _get_component_rows(self, used):
        lots = self.env["stock.lot"].union(*(lot for _order, _product, lot, *_rest in used))
        changes, holds = self._get_changes(lots), self._get_component_holds(lots)
        records = {
            record.lot_id: record for record in self.search([("lot_id", "in", lots.ids), ("is_current", "=", True)])
        }
        return [
            {
                "order": order.name,
                "product": product.display_name,
                "product_id": product.id,
                "lot": lot.name or "",
                "lot_id": lot.id or 0,
                "supplier_lot": lot.supplier_number or lot.ref or "",
                "qty": plain(qty),
                "unit": product.uom_id.name,
                "is_allotted": is_allotted,
                "used": audit_chain.instant(at),
                "status_at_use": self._get_status_at(at, lot, changes, holds) if lot else "",
                "expired_at_use": bool(lot.expiration_date and lot.expiration_date < at),
                "disposition": lot.disposition or "",
                "blocked": self._get_block(lot, holds),
                "record": records[lot].display_name if lot in records else "",
            }
            for order, product, lot, qty, at, is_allotted in used
        ]

    @staticmethod
    def _get_status_at(at, lot, changes, holds):
        disposition, held = batch_content.status_at(at, lot.disposition, changes[lot.id], holds[lot.id])
        return ", ".join([disposition, *held])

    @staticmethod
    def _get_block(lot, holds):
        """Why a component lot may not be used today: names of its open holds or its disposition, "" if it may."""
        names = [hold.name for hold in holds[lot.id] if hold.until is None]
        if lot and lot.disposition != "released":
            names.append(lot.disposition)
        return ", ".join(names)

    def _get_component_holds(self, lots):
        found = defaultdict(list)
        for hold in self.env["lot.hold"].search([("lot_id", "in", lots.ids)], order="id"):
            found[hold.lot_id.id].append(Held(hold.name, hold.opened_at, hold.lifted_at or None))
        return found

    def _get_changes(self, lots):
        found = defaultdict(list)
        for lot_id, at, before in self.env.execute_query(sql.disposition_changes(lots.ids)):
            found[lot_id].append(Change(at, before))
        return found
