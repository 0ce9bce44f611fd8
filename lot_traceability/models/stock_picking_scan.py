"""Scans on transfers: receipts, deliveries, internal transfers and returns."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .. import messages_scan as messages
from .lot_scan_document import OVER
from .lot_scan_target import ScanAsk, ScanStop

RECEIVES = ("incoming", "dropship")  # what comes from a supplier, to us or straight to a customer
CODES = {"receive": [*RECEIVES], "pick": ["outgoing", "internal"], "return": ["incoming"]}


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.scan.document"]

    def _scan_apply(self, target, request):
        self._scan_check_open()
        if self.state == "draft" and self.move_ids:
            self.action_confirm()
        target = self._scan_complete(target, request)
        quantity = self._scan_number(target, request)
        moves = self._scan_moves(target, request)
        line, steps, warnings = moves._scan_put(target, quantity, request.choice)
        if self.picking_type_code in RECEIVES:
            filled, told = self._scan_fill_dates(target)
            steps, warnings = [*steps, *filled], [*warnings, *told]
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

    def _scan_take_back(self, steps):
        super()._scan_take_back(steps)
        # Moves that a scan added and that nothing is left of.
        added = self.move_ids.filtered(
            lambda move: move.additional and not move.product_uom_qty and not move.move_line_ids
        )
        added._action_cancel()
        return added.unlink()

    # --- what is meant ---

    def _scan_complete(self, target, request):
        target = super()._scan_complete(target, request)
        comes_in = self.picking_type_code in RECEIVES and target.product.tracking == "serial"
        if comes_in and any(target.lot._count_in_stock().values()):
            raise ScanStop(messages.serial_in_stock(self.env, target.lot_name), messages.check_label(self.env))
        return target

    def _scan_products(self):
        return self.move_ids.filtered(lambda move: move.state not in OVER).product_id

    def _scan_makes_lots(self):
        return self.picking_type_code in RECEIVES and self.picking_type_id.use_create_lots

    def _scan_lots(self, product):
        lines = self.move_line_ids.filtered(lambda line: line.product_id == product and not line.picked)
        return lines.lot_id

    def _scan_moves(self, target, request):
        """The moves of the product; one is made when it is not planned and the user wants it all the same."""
        product = target.product
        domain = [("picking_id", "=", self.id), ("product_id", "=", product.id), ("state", "not in", OVER)]
        moves = self.env["stock.move"].search_fetch(domain)
        if moves:
            return moves
        if not product.active:
            raise ScanStop(messages.archived(self.env, product.display_name), messages.check_label(self.env))
        if not request.choice.get("add"):
            raise ScanAsk(
                messages.not_planned(self.env, product.display_name, self.name),
                [{"label": messages.add_anyway(self.env), "choice": {**request.choice, "add": True, "more": True}}],
            )
        move = self.env["stock.move"].create({
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": 0,
            "picking_id": self.id,
            "picking_type_id": self.picking_type_id.id,
            "location_id": self.location_id.id,
            "location_dest_id": self.location_dest_id.id,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "additional": True,
        })  # fmt: skip
        added = move._action_confirm(merge=False)
        if added.product_id != product:  # a kit
            raise ScanStop(messages.is_kit(self.env, product.display_name))
        return added

    # --- what is shown ---

    def _scan_rows(self):
        return [move._scan_row() for move in self.move_ids if move.state != "cancel"]

    def _scan_progress(self):
        # Everything that waits, in one statement each; both are written at the end of the scan anyway.
        self.env["stock.move.line"].flush_model()
        self.env["stock.move"].flush_model()
        query = SQL(
            "SELECT (SELECT sum(quantity_product_uom) FROM stock_move_line WHERE picking_id = %(id)s"
            "          AND state != 'cancel' AND (picked OR state = 'done')),"
            "       (SELECT sum(product_qty) FROM stock_move WHERE picking_id = %(id)s AND state != 'cancel')",
            id=self.id,
        )
        ((done, total),) = self.env.execute_query(query)
        return {"done": done or 0.0, "total": total or 0.0}

    def _scan_next(self):
        domain = [("picking_id", "=", self.id), ("picked", "=", False), ("state", "not in", OVER)]
        lines, domain = self.env["stock.move.line"], [*domain, ("quantity", ">", 0)]
        with_lot = lines.search([*domain, ("lot_id", "!=", False)], order="location_id, id", limit=1)
        line = with_lot or lines.search(domain, order="location_id, id", limit=1)
        return line._scan_proposal() if line else False

    def _scan_mode(self):
        if self.picking_type_code in RECEIVES:
            return "return" if self.return_id else "receive"
        return "pick"

    def _scan_card(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        date = format_date(self.env, self.scheduled_date) if self.scheduled_date else ""
        return {"partner": self.partner_id.display_name or "", "date": date, "state": states[self.state]}

    # --- which documents ---

    @api.model
    def _scan_open_domain(self, mode):
        if mode and mode not in CODES:
            return Domain.FALSE
        codes = CODES.get(mode) or [*RECEIVES, *CODES["pick"]]
        domain = Domain("picking_type_code", "in", codes) & Domain("state", "not in", OVER)
        return domain & Domain("return_id", "!=", False) if mode == "return" else domain
