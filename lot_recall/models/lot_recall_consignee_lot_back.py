"""What came back of a lot from a consignee, and with which deliveries it went out."""

from collections import defaultdict

from odoo import models

from .lot_recall_consignee_lot import _exact


class LotRecallConsigneeLot(models.Model):
    _inherit = "lot.recall.consignee.lot"

    def _recount(self):
        """Bring up to date what was received back of these."""
        if not self:
            return
        groups = self.env["lot.recall.back"]._read_group(
            [("consignee_lot_id", "in", self.ids)], ["consignee_lot_id"], ["qty:sum"]
        )
        sums = {line.id: total for line, total in groups}
        for line in self:
            line.received_qty = sums.get(line.id, 0.0)

    def _get_deliveries(self):
        """Frozen rows of what the consignee got of this lot by the current revision, the latest first."""
        self.ensure_one()
        consignee, revision = self.consignee_id, self.recall_id.revision_id
        domain = [("revision_id", "=", revision.id), ("qty", ">", 0), ("excluded", "!=", True)]
        if consignee.key.startswith("?"):
            domain += [("commercial_partner_id", "in", (False, 0)), ("customer", "=", False)]
        else:  # a merged customer has the other's number by now
            numbers = {consignee.partner_number, consignee.partner_id.id, int(consignee.key)}
            domain += [("commercial_partner_id", "in", [number for number in numbers if number])]
        if self.key.startswith("?"):
            domain += [("lot_id", "in", (False, 0)), ("product_id", "=", self._get_product().id)]
        else:
            domain += [("lot_id", "=", int(self.key))]
        return self.env["lot.recall.delivery"].search(domain, order="date desc, id desc")

    def _get_product(self):
        """The product of these goods. Empty if it is gone."""
        if not self.key.startswith("?"):
            return self.lot_id.product_id
        return self.env["product.product"].browse(int(self.key[1:] or 0)).exists()

    def _get_rooms(self):
        """``[(stock.move, Decimal)]``: deliveries of these goods, with what of each has not come back."""
        numbers = [row.move_line_id for row in self._get_deliveries() if row.move_line_id]
        lines = self.env["stock.move.line"].browse(numbers).exists()._filtered_access("read")
        lines = lines.filtered(lambda line: line.picking_id and line.company_id == self.recall_id.company_id)
        back = self.env["stock.move.line"].search(
            [
                ("move_id.origin_returned_move_id", "in", lines.move_id.ids),
                ("lot_id", "=", self.lot_id.id),
                ("state", "!=", "cancel"),
            ]
        )
        rooms = defaultdict(lambda: _exact(0))
        for line in lines:
            rooms[line.move_id] += _exact(line.quantity_product_uom)
        for line in back:
            rooms[line.move_id.origin_returned_move_id] -= _exact(line.quantity_product_uom)
        return list(rooms.items())
