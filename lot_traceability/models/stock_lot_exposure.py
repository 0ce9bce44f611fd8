"""The standard lot form's deliveries and customers, by our walk instead of core's.

Core walks with one search per production level, twice per form, and misses unbuild, untracked steps and, without
a word, other companies. Here one walk feeds all three fields; what the user may not see is counted beside them.
"""

from odoo import api, fields, models

from ..kernel.answer import DOWNSTREAM
from ..kernel.closure import close
from ..sql import exposure
from .trace_access import TraceAccess
from .trace_ledger import ClosureLedger
from .trace_questions import questions


class StockLot(models.Model):
    _inherit = "stock.lot"

    delivery_ids = fields.Many2many(compute="_compute_trace_deliveries")
    delivery_count = fields.Integer(compute="_compute_trace_deliveries")
    partner_ids = fields.Many2many(compute="_compute_trace_deliveries")
    hidden_delivery_count = fields.Integer(
        "Deliveries not shown",
        compute="_compute_trace_deliveries",
        help="Deliveries that this lot reached and that you may not read, for example of another company.",
    )

    # every reader has another answer, also within one transaction
    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("name")
    def _compute_trace_deliveries(self):
        found = self._trace_deliveries()
        for lot in self:
            rows, hidden = found.get(lot.id, ((), 0))
            lot.delivery_ids = [row[0] for row in rows]
            lot.delivery_count = len(rows)
            lot.partner_ids = list(dict.fromkeys(row[2] for row in rows if row[2]))
            lot.hidden_delivery_count = hidden

    def _find_delivery_ids_by_lot_iterative(self):
        """Override of stock: the deliveries of each lot by our walk, readable ones only."""
        return {lot: [row[0] for row in rows] for lot, (rows, _hidden) in self._trace_deliveries().items()}

    def _find_delivery_ids_by_lot(self, lot_path=None, delivery_by_lot=None):
        """Override of stock (called by drop-shipping): the same answer as the iterative search."""
        return self._find_delivery_ids_by_lot_iterative()

    def _trace_deliveries(self):
        """Deliveries that each of these lots reached.

        Returns:
            ``{lot id: ([(picking id, company id, delivery address id, instant)], number hidden)}``, the latest first.
        """
        # not all companies, not even for recall managers: the form's lists open the transfers themselves
        access = TraceAccess(self.env)
        # Sudo: the walk crosses companies; what the user may not read is filtered and counted below.
        with questions(self.env) as questions_sudo:
            ledger_sudo = ClosureLedger(questions_sudo)
            return {lot_id: self._trace_deliveries_of(lot_id, ledger_sudo, access) for lot_id in self.ids}

    @staticmethod
    def _trace_deliveries_of(lot_id, ledger_sudo, access):
        closure = close(ledger_sudo, [lot_id], DOWNSTREAM)
        rows = ledger_sudo.run(exposure.deliveries(ledger_sudo.columns, sorted(closure.lots)))
        rows += [
            (line.doc_id, line.company_id, line.partner_id, line.date)
            for move in sorted(closure.moves)
            for line in closure.untracked.shipped(move)
            if line.doc_model == "stock.picking"
        ]
        rows = sorted({row[0]: row for row in rows}.values(), key=lambda row: (row[3], row[0]), reverse=True)
        readable = access.pickings(rows)
        return [row for row in rows if row[0] in readable], len(rows) - len(readable)

    def _trace_exposure(self):
        """Totals of a downstream trace, summed in the database: for previews of big recalls.

        Returns:
            dict with ``lot_ids``, ``customers`` (rows of ``sql.exposure.customers``) and ``on_hand`` (rows of
            ``sql.exposure.on_hand``), over all companies: the caller must not show it unfiltered.
        """
        # Sudo: totals over all companies; private, for callers that decide what to show.
        with questions(self.env) as questions_sudo:
            ledger_sudo = ClosureLedger(questions_sudo)
            lots = sorted(close(ledger_sudo, self.ids, DOWNSTREAM).lots)
            return {
                "lot_ids": lots,
                "customers": ledger_sudo.run(exposure.customers(ledger_sudo.columns, lots)),
                "on_hand": ledger_sudo.run(exposure.on_hand(lots)),
            }
