"""Scans on a batch or a wave go to the transfer in it that waits for these goods (methods lent to Odoo's model)."""

from odoo.fields import Domain

from .. import messages_scan as messages
from ..messages_scan_borrowed import on_transfer
from .lot_scan_document import OVER
from .lot_scan_target import ScanStop
from .stock_picking_scan import CODES


class BatchScan:
    """Methods of ``lot.scan.document`` for ``stock.picking.batch``."""

    def _scan_apply(self, target, request):
        self._scan_check_open()
        pickings = self._scan_transfers()
        if not pickings:
            raise ScanStop(messages.no_scans_here(self.env, self.display_name), messages.open_another(self.env))
        # What the label leaves open, the first transfer asks; then it is known of which product it is.
        target = pickings[0]._scan_choose(target, request.choice)
        picking = self._scan_find_transfer(pickings, target) if target.product else pickings[0]
        done = picking._scan_apply(target, request)
        message = on_transfer(self.env, picking.name, done["message"])
        return {**done, "message": message, "steps": [{"picking": picking.id, "steps": done.get("steps") or []}]}

    def _scan_transfers(self):
        return self.picking_ids.filtered(lambda picking: picking.state not in OVER).sorted("name")

    def _scan_find_transfer(self, pickings, target):
        """The first transfer with an open line of the lot, else with one of the product, else with the product."""
        lines = pickings.move_line_ids.filtered(lambda line: line.product_id == target.product and not line.picked)
        exact = lines.filtered(lambda line: line._scan_is_of(target))
        waiting = (exact or lines).picking_id or pickings.move_ids.filtered(
            lambda move: move.product_id == target.product and move.state not in OVER
        ).picking_id
        if not waiting:
            sentence = messages.not_planned(self.env, target.product.display_name, self.display_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        return waiting.sorted("name")[0]

    def _scan_take_back(self, steps):
        for step in reversed(steps):
            self.env["stock.picking"].search([("id", "=", step["picking"])])._scan_take_back(step["steps"])

    def _scan_products(self):
        return self._scan_transfers().move_ids.filtered(lambda move: move.state not in OVER).product_id

    def _scan_rows(self):
        return [row for picking in self.picking_ids.sorted("name") for row in picking._scan_rows()]

    def _scan_progress(self):
        parts = [picking._scan_progress() for picking in self.picking_ids]
        return {name: sum(part[name] for part in parts) for name in ("done", "total")}

    def _scan_next(self):
        return next(filter(None, (picking._scan_next() for picking in self._scan_transfers())), False)

    def _scan_card(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {"partner": self.user_id.display_name or "", "date": "", "state": states[self.state]}

    def _scan_open_domain(self, mode):
        codes = CODES.get(mode, []) if mode else ["incoming", "outgoing", "internal"]
        return Domain("state", "=", "in_progress") & Domain("picking_type_code", "in", codes)
