"""Counting: scans in a place add up what lies there; Odoo's own button then applies the count."""

from odoo import api, models
from odoo.fields import Domain

from .. import messages_scan as messages
from .. import messages_scan_count, messages_scan_undo
from .lot_scan_target import ScanAsk, ScanStop
from .stock_move_line_serial import INSIDE


class StockLocation(models.Model):
    _name = "stock.location"
    _inherit = ["stock.location", "lot.scan.document"]

    def _scan_check_open(self):
        if self.usage not in INSIDE or not self.active:
            raise ScanStop(
                messages_scan_count.no_count_here(self.env, self.display_name), messages.open_another(self.env)
            )

    def _scan_apply(self, target, request):
        self._scan_check_open()
        target = self._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        if target.lot_name and not target.lot:
            target = target._replace(lot=self._scan_found_lot(target, request.choice))
        warnings = self._scan_elsewhere(target)
        filled, told = self._scan_fill_dates(target) if target.lot else ([], [])
        quant, step = self._scan_count(target, quantity)
        row = self._scan_quant_row(quant)
        return {
            "message": messages_scan_count.counted(self.env, row),
            "warnings": [*warnings, *told],
            "line": row,
            "quantity": messages.amount(self.env, quantity, target.product.uom_id),
            "product": target.product,
            "lot": target.lot,
            "steps": [step, *filled],
        }

    def _scan_count(self, target, quantity):
        """Add to what is counted of the goods here; returns (quant, step back)."""
        quants = self.env["stock.quant"].with_context(inventory_mode=True)
        domain = [("location_id", "=", self.id), ("product_id", "=", target.product.id), ("lot_id", "=", target.lot.id)]
        quant = quants.search(domain).sorted(lambda quant: (bool(quant.package_id), bool(quant.owner_id), quant.id))[:1]
        was = quant.inventory_quantity if quant.inventory_quantity_set else None
        if target.product.tracking == "serial" and was:
            raise ScanStop(messages.serial_scanned(self.env, target.lot_name), messages.next_one(self.env))
        if quant:
            quant.inventory_quantity = target.product.uom_id.round((was or 0.0) + quantity)
        else:
            quant = quants.create({
                "location_id": self.id,
                "product_id": target.product.id,
                "lot_id": target.lot.id,
                "inventory_quantity": quantity,
            })  # fmt: skip
        return quant, {"quant": quant.id, "added": quantity}

    def _scan_take_back(self, steps):
        for step in reversed(self._scan_unfill(steps)):
            quant = self.env["stock.quant"].with_context(inventory_mode=True).search([("id", "=", step["quant"])])
            rest = quant.inventory_quantity - step["added"]
            if not quant.inventory_quantity_set or quant.product_uom_id.compare(rest, 0) < 0:
                raise ScanStop(messages_scan_undo.undo_changed(self.env))
            if quant.product_uom_id.is_zero(rest):
                quant.action_clear_inventory_quantity()
            else:
                quant.inventory_quantity = rest

    def _scan_found_lot(self, target, choice):
        """A lot that nobody knew is made once somebody says that it is there."""
        if not choice.get("new"):
            raise ScanAsk(
                messages.lot_unknown(self.env, target.product.display_name, target.lot_name),
                [
                    {
                        "label": messages_scan_count.count_as_new(self.env, target.lot_name),
                        "choice": {**choice, "new": True},
                    }
                ],
            )
        return self.env["stock.lot"].create({
            "name": target.lot_name,
            "product_id": target.product.id,
            "company_id": target.product.company_id.id,
            **target.dates_values(self.company_id or self.env.company),
        })  # fmt: skip

    def _scan_elsewhere(self, target):
        """Warning for a serial number that is recorded in another place of ours."""
        if target.product.tracking != "serial" or not target.lot:
            return []
        domain = [("lot_id", "=", target.lot.id), ("quantity", ">", 0), ("location_id.usage", "in", INSIDE)]
        places = self.env["stock.quant"].search(domain).location_id - self
        return [messages_scan_count.recorded_in(self.env, target.lot_name, places[0].display_name)] if places else []

    # --- what is shown ---

    def _scan_quants(self):
        return self.env["stock.quant"].search([("location_id", "=", self.id)])

    @api.model
    def _scan_quant_row(self, quant):
        return {
            "id": quant.id,
            "product": quant.product_id.display_name,
            "lot": quant.lot_id.name or "",
            "done": quant.inventory_quantity if quant.inventory_quantity_set else 0.0,
            "demand": quant.quantity,
            "unit": quant.product_uom_id.name,
            "lots": [],
        }

    def _scan_rows(self):
        return [self._scan_quant_row(quant) for quant in self._scan_quants()]

    def _scan_progress(self):
        domain = [("location_id", "=", self.id), "|", ("quantity", "!=", 0), ("inventory_quantity_set", "=", True)]
        groups = self.env["stock.quant"]._read_group(domain, ["inventory_quantity_set"], ["__count"])
        counts = dict(groups)
        return {"done": counts.get(True, 0), "total": sum(counts.values())}

    def _scan_mode(self):
        return "count"

    def _scan_makes_lots(self):
        return True

    def _scan_products(self):
        groups = self.env["stock.quant"]._read_group([("location_id", "=", self.id)], ["product_id"])
        return self.env["product.product"].union(*(product for (product,) in groups))

    def _scan_lots(self, product):
        return self._scan_quants().filtered(lambda quant: quant.product_id == product).lot_id

    @api.model
    def _scan_open_domain(self, mode):
        return Domain("usage", "=", "internal") if mode == "count" else Domain.FALSE

    @api.model
    def _scan_find(self, text, mode):
        if mode not in ("", "count"):
            return self.browse()
        found = self.search([("barcode", "=", text), ("usage", "in", INSIDE)])
        return found.filtered(lambda place: place.company_id == self.env.company)[:1] or found[:1]
