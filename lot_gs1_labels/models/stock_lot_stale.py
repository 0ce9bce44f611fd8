"""Labels of a lot that are at large, and those of them that say something else than the lot by now."""

from odoo import api, fields, models

from .. import messages_release as messages


class StockLot(models.Model):
    _inherit = "stock.lot"

    label_line_ids = fields.One2many("lot.print.line", "lot_id", "Printed labels", readonly=True)
    label_large_count = fields.Integer(
        "Labels at large", compute="_compute_labels", help="Printed, and neither spoiled nor destroyed."
    )
    label_notice = fields.Text("Labels that are no longer right", compute="_compute_labels")

    @api.depends("label_line_ids.is_stale", "label_line_ids.large_count")
    @api.depends_context("lang")
    def _compute_labels(self):
        domain = [("lot_id", "in", self.ids), ("large_count", ">", 0)]
        lines = self.env["lot.print.line"]
        # Labels of companies that the user does not see now are theirs to correct.
        found = lines._read_group(domain, ["lot_id"], ["large_count:sum"]) if lines.has_access("read") else ()
        counts = dict(found)
        stale = lines.search([*domain, ("is_stale", "=", True)]) if counts else lines
        for lot in self:
            lot.label_large_count = counts.get(lot._origin, 0)
            of_lot = stale.filtered(lambda line, lot=lot: line.lot_id == lot._origin)
            lot.label_notice = bool(of_lot) and messages.lot_labels_stale(self.env, of_lot)

    def action_open_labels(self):
        """What was printed about this lot."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_gs1_labels.lot_print_line_action")
        return {**action, "domain": [("lot_id", "=", self.id)], "display_name": self.name}
