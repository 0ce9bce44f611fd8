"""Scans on a manufacturing order: components are picked by lot, finished goods get lot or serial (touches mrp)."""

from odoo import Command, api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .. import messages_scan as messages
from .. import messages_scan_undo
from .lot_scan_document import OVER
from .lot_scan_target import ScanAsk, ScanStop


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.scan.document"]

    def _scan_apply(self, target, request):
        self._scan_check_open()
        if self.state == "draft":
            self.action_confirm()
        target = self._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        if target.product == self.product_id:
            return self._scan_finished(target, quantity, request.choice)
        moves = self._scan_moves(target.product)
        if not moves:
            raise ScanStop(messages.not_planned(self.env, target.product.display_name, self.name))
        target, made = self._scan_make_lot(target)
        line, steps, warnings = moves._scan_put(target, quantity, request.choice)
        if not moves._scan_is_taking():
            # Odoo would take what is still planned of a by-product for made, without a lot.
            planned = moves.move_line_ids.filtered(lambda line: not (line.picked or line.lot_id or line.lot_name))
            steps += [line._scan_less(line.quantity_product_uom) for line in planned]
        # What was scanned stays as it is when the produced quantity changes.
        line.move_id.manual_consumption = True
        row = line.move_id._scan_row(line.lot_id.name or "")
        return {
            "message": messages.entered(self.env, row),
            "warnings": warnings,
            "line": row,
            "quantity": messages.amount(self.env, quantity, target.product.uom_id),
            "product": target.product,
            "lot": line.lot_id,
            "steps": [*made, *steps],
        }

    def _scan_make_lot(self, target):
        """(the target with its lot, steps back): the lot of a by-product is made at once, as that of finished goods."""
        if target.lot or not target.lot_name:
            return target, []
        values = {"product_id": target.product.id, "company_id": self.company_id.id, "name": target.lot_name}
        lot = self.env["stock.lot"].create({**values, **target.dates_values(self.company_id)})
        return target._replace(lot=lot), [{"do": "made", "line": 0, "lot": lot.id}]

    def _scan_finished(self, target, quantity, choice):
        """Give the finished goods their lot or serial number, and count them."""
        made = self.product_uom_id._compute_quantity(self.qty_producing, target.product.uom_id, round=False)
        planned = self.product_uom_id._compute_quantity(self.product_qty, target.product.uom_id, round=False)
        if target.product.uom_id.compare(made + quantity, planned) > 0 and not choice.get("more"):
            raise ScanAsk(
                messages.more_than_planned(self.env, target.product.display_name),
                [{"label": messages.take_more(self.env), "choice": {**choice, "more": True}}],
            )
        step = {"lots": self.lot_producing_ids.ids, "made": self.qty_producing, "new": False}
        if target.lot_name:
            step["new"] = self._scan_set_finished_lot(target)
        self.qty_producing = target.product.uom_id._compute_quantity(made + quantity, self.product_uom_id, round=False)
        self.set_qty_producing()
        step["now"] = self.qty_producing
        row = self._scan_finished_row(target.lot_name)
        return {
            "message": messages.entered(self.env, row),
            "line": row,
            "quantity": messages.amount(self.env, quantity, target.product.uom_id),
            "product": target.product,
            "lot": self.lot_producing_ids.filtered(lambda lot: lot.name == target.lot_name),
            "steps": [{"finished": step}],
        }

    def _scan_set_finished_lot(self, target):
        """Id of the lot that was made for it, False when there was one."""
        serial = target.product.tracking == "serial"
        if target.lot and target.lot in self.lot_producing_ids:
            if serial:
                raise ScanStop(messages.serial_scanned(self.env, target.lot_name), messages.next_one(self.env))
            return False
        if self.lot_producing_ids and not serial:
            raise ScanStop(messages.one_lot_made(self.env, self.name, self.lot_producing_ids[0].name))
        if serial and any(target.lot._count_in_stock().values()):
            raise ScanStop(messages.serial_in_stock(self.env, target.lot_name), messages.check_label(self.env))
        if target.lot:
            self.lot_producing_ids = [Command.link(target.lot.id)]
            return False
        values = {**self._prepare_stock_lot_values(), "name": target.lot_name, **target.dates_values(self.company_id)}
        lot = self.env["stock.lot"].create(values)
        self.lot_producing_ids = [Command.link(lot.id)]
        return lot.id

    def _scan_take_back(self, steps):
        if "finished" not in steps[0]:
            super()._scan_take_back([step for step in steps if step["do"] != "made"])
            made = self.env["stock.lot"].browse([step["lot"] for step in steps if step["do"] == "made"]).exists()
            used = self.env["stock.move.line"].search([("lot_id", "in", made.ids)]).lot_id
            return (made - used).unlink()
        for step in (step["finished"] for step in reversed(steps)):
            if self.product_uom_id.compare(self.qty_producing, step["now"]) != 0:
                raise ScanStop(messages_scan_undo.undo_changed(self.env))
            self.lot_producing_ids = [Command.set(step["lots"])]
            self.qty_producing = step["made"]
            self.set_qty_producing()
            if step["new"]:
                self.env["stock.lot"].browse(step["new"]).exists().unlink()
        return None

    def _scan_moves(self, product):
        """The open moves of a component, or else of a by-product."""
        moves = (self.move_raw_ids | self.move_byproduct_ids).filtered(
            lambda move: move.product_id == product and move.state not in OVER
        )
        return moves & self.move_raw_ids or moves

    # --- what is shown ---

    def _scan_products(self):
        return self.move_raw_ids.product_id | self.product_id | self.move_byproduct_ids.product_id

    def _scan_makes_lots(self):
        return True

    def _scan_complete(self, target, request):
        target = super()._scan_complete(target, request)
        if not target.lot_name or target.product == self.product_id:
            return target
        comes_in = not self._scan_moves(target.product)._scan_is_taking()
        if not target.lot and not comes_in:
            sentence = messages.lot_unknown(self.env, target.product.display_name, target.lot_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        if comes_in and target.product.tracking == "serial" and any(target.lot._count_in_stock().values()):
            raise ScanStop(messages.serial_in_stock(self.env, target.lot_name), messages.check_label(self.env))
        return target

    def _scan_lots(self, product):
        lines = self.move_raw_ids.move_line_ids.filtered(lambda line: line.product_id == product and not line.picked)
        return lines.lot_id

    def _scan_finished_row(self, lot=""):
        move = self.move_finished_ids.filtered(lambda move: move.product_id == self.product_id)[:1]
        row = {"id": move.id, "product": self.product_id.display_name, "lot": lot, "done": self.qty_producing}
        return {**row, "demand": self.product_qty, "unit": self.product_uom_id.name, "lots": []}

    def _scan_rows(self):
        raw, more = (
            [move._scan_row() for move in moves if move.state != "cancel"]
            for moves in (self.move_raw_ids, self.move_byproduct_ids)
        )
        return [*raw, self._scan_finished_row(), *more]

    def _scan_progress(self):
        return {"done": self.qty_producing, "total": self.product_qty}

    def _scan_next(self):
        lines = self.move_raw_ids.move_line_ids.filtered(lambda line: not line.picked and line.state not in OVER)
        line = (lines.filtered("lot_id") or lines)[:1]
        return line._scan_proposal() if line else False

    def _scan_mode(self):
        return "produce"

    def _scan_card(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        date = format_date(self.env, self.date_start) if self.date_start else ""
        return {"partner": self.product_id.display_name, "date": date, "state": states[self.state]}

    @api.model
    def _scan_open_domain(self, mode):
        if mode not in ("", "produce"):
            return Domain.FALSE
        return Domain("state", "in", ["confirmed", "progress", "to_close"])
