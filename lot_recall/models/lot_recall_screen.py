"""What the case's own screen shows: the lists and figures of its current revision."""

from odoo import api, fields, models

from ..report.words import Words

ROWS = ("lot", "edge", "stock", "open", "delivery", "customer", "supplier", "gap")


class LotRecall(models.Model):
    _inherit = "lot.recall"

    lot_ids = fields.One2many(related="revision_id.lot_ids")
    balance_ids = fields.One2many(related="revision_id.balance_ids")
    edge_ids = fields.One2many(related="revision_id.edge_ids")
    stock_ids = fields.One2many(related="revision_id.stock_ids")
    open_ids = fields.One2many(related="revision_id.open_ids")
    delivery_ids = fields.One2many(related="revision_id.delivery_ids")
    customer_ids = fields.One2many(related="revision_id.customer_ids")
    supplier_ids = fields.One2many(related="revision_id.supplier_ids")
    gap_ids = fields.One2many(related="revision_id.gap_ids")
    # Stored: people sort the list of cases by them.
    lot_count = fields.Integer(related="revision_id.lot_count", store=True)
    delivery_count = fields.Integer(related="revision_id.delivery_count", store=True)
    customer_count = fields.Integer(related="revision_id.customer_count", store=True)
    gap_count = fields.Integer(related="revision_id.gap_count", store=True)
    as_of = fields.Datetime(related="revision_id.as_of")
    sha256 = fields.Char(related="revision_id.sha256")
    excluded_count = fields.Integer("Lots left out", compute="_compute_figures")
    open_count = fields.Integer("Open reservations", compute="_compute_figures")
    on_hand_text = fields.Char("On hand", compute="_compute_figures")
    net_text = fields.Char("Still with customers, at worst", compute="_compute_figures")
    completeness_text = fields.Char("Completeness", compute="_compute_figures")

    @api.depends("revision_id")
    def _compute_figures(self):
        words = Words(self.env)
        for recall in self:
            figures = recall.revision_id.figures or {"counts": {}, "units": []}
            recall.excluded_count = figures["counts"].get("excluded_lots", 0)
            recall.open_count = figures["counts"].get("open_lines", 0)
            recall.on_hand_text = words.sums(figures["units"], "on_hand_qty")
            recall.net_text = words.sums(figures["units"], "net_qty")
            recall.completeness_text = recall.revision_id and words.completeness(
                recall.revision_id.completeness, figures["counts"]
            )

    def action_open_rows(self):
        """Open one list of the current revision full size, with search and grouping (context: ``rows``)."""
        self.ensure_one()
        rows = self.env.context.get("rows")
        rows = rows if rows in ROWS else "lot"
        return {
            "type": "ir.actions.act_window",
            "name": self.revision_id.display_name,
            "res_model": f"lot.recall.{rows}",
            "view_mode": "list",
            "views": [(False, "list")],
            "domain": [("revision_id", "=", self.revision_id.id)],
            "context": {"create": False, "nothing_left_out": not self.excluded_count},
        }
