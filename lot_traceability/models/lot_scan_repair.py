"""Scans on a repair order: the unit that is repaired, and the parts (methods lent to Odoo's model)."""

from odoo.fields import Domain

from .. import messages_scan as messages
from .lot_scan_document import OVER
from .lot_scan_target import ScanStop


class RepairScan:
    """Methods of ``lot.scan.document`` for ``repair.order``."""

    def _scan_check_open(self):
        if self.state not in ("confirmed", "under_repair"):
            sentence = messages.no_scans_here(self.env, self.display_name)
            raise ScanStop(sentence, messages.open_another(self.env))

    def _scan_apply(self, target, request):
        self._scan_check_open()
        target = self._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        moves = self.move_ids.filtered(lambda move: move.product_id == target.product and move.state not in OVER)
        if target.product == self.product_id and not moves:
            return self._scan_unit(target)
        if not moves:
            sentence = messages.not_planned(self.env, target.product.display_name, self.display_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        line, steps, warnings = moves._scan_put(target, quantity, request.choice)
        row = line.move_id._scan_row(line.lot_id.name or line.lot_name or "")
        return {
            "message": messages.entered(self.env, row),
            "warnings": warnings,
            "line": row,
            "quantity": messages.amount(self.env, quantity, target.product.uom_id),
            "product": target.product,
            "lot": line.lot_id,
            "steps": steps,
        }

    def _scan_unit(self, target):
        """Say which unit is repaired, or that it is the right one."""
        if self.lot_id and self.lot_id != target.lot:
            sentence = messages.one_lot_each(self.env, self.display_name, self.lot_id.display_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        steps = [] if self.lot_id == target.lot else [{"repaired": self.lot_id.id}]
        self.lot_id = target.lot
        row = {"id": self.id, "product": self.product_id.display_name, "lot": target.lot.name or "", "lots": []}
        row = {**row, "done": 1.0, "demand": 1.0, "unit": self.product_uom.name}
        return {
            "message": messages.entered(self.env, row),
            "line": row,
            "product": target.product,
            "lot": target.lot,
            "steps": steps,
        }

    def _scan_take_back(self, steps):
        if steps and "repaired" in steps[0]:
            self.lot_id = steps[0]["repaired"]
            return
        self.env["stock.move.line"]._scan_take_back(steps)

    def _scan_products(self):
        return self.product_id | self.move_ids.filtered(lambda move: move.state not in OVER).product_id

    def _scan_lots(self, product):
        lines = self.move_ids.move_line_ids.filtered(lambda line: line.product_id == product and not line.picked)
        return lines.lot_id

    def _scan_rows(self):
        return [move._scan_row() for move in self.move_ids if move.state != "cancel"]

    def _scan_progress(self):
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        picked = moves.move_line_ids.filtered("picked")
        return {"done": sum(picked.mapped("quantity_product_uom")), "total": sum(moves.mapped("product_qty"))}

    def _scan_next(self):
        lines = self.move_ids.move_line_ids.filtered(lambda line: not line.picked and line.state not in OVER)
        line = (lines.filtered("lot_id") or lines)[:1]
        return line._scan_proposal() if line else False

    def _scan_card(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {"partner": self.partner_id.display_name or "", "date": "", "state": states[self.state]}

    def _scan_open_domain(self, mode):
        return Domain("state", "in", ("confirmed", "under_repair")) if mode in ("", "produce") else Domain.FALSE
