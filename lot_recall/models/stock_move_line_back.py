"""Which recalls a line is about that brings goods back, and from which of their consignees they are."""

from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _get_recalls_sudo(self):
        """``[(line, recall)]``: running cases that watch the goods of a line, or whose return it is on.

        Runs as sudo.
        """
        lots = self.env["lot.recall.watch"].search([("lot_id", "in", self.lot_id.ids)]) if self.lot_id else ()
        untracked = self.filtered(lambda line: not line.lot_id).product_id
        products = self.env["lot.recall.watch"].search([("product_id", "in", untracked.ids)]) if untracked else ()
        by_lot = {}
        for watch in (*lots, *products):
            by_lot.setdefault((watch.lot_id, watch.product_id), self.env["lot.recall"])
            by_lot[watch.lot_id, watch.product_id] |= watch.recall_id
        pairs = []
        for line in self:
            key = (line.lot_id.id, 0) if line.lot_id else (0, line.product_id.id)
            recalls = by_lot.get(key, self.env["lot.recall"]) | line.picking_id.recall_consignee_id.recall_id
            pairs += [
                (line, recall)
                for recall in recalls
                if recall.state == "launched" and recall.company_id == line.company_id and not recall._is_sandbox()
            ]
        return pairs

    def _is_recalled_by(self, recall):
        """Whether the goods of this line belong to a case."""
        if self.lot_id:
            domain = [("lot_id", "=", self.lot_id.id)]
        else:
            domain = [("product_id", "=", self.product_id.id), ("lot_id", "in", (False, 0))]
        return bool(self.env["lot.recall.watch"].search_count([("recall_id", "=", recall.id), *domain], limit=1))

    def _get_sender(self):
        """Who sends what this line brings."""
        return self.picking_id.partner_id or self.move_id.partner_id

    def _get_recall_consignee(self, recall):
        """The consignee of a case from whom this line comes; empty if they are none.

        Merged customers may be two consignees: the one that got the lot comes first.
        """
        named = self.picking_id.recall_consignee_id
        if named.recall_id == recall:
            return named
        customer = self._get_sender().commercial_partner_id
        if not customer:
            return named.browse()
        consignees = named.search([("recall_id", "=", recall.id), ("partner_id", "=", customer.id)], order="id")
        got_it = consignees.filtered(lambda consignee: consignee._has_line_of(self.product_id, self.lot_id))
        return (got_it or consignees)[:1]
