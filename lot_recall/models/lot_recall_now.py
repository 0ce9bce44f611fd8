"""Header of a running case: its stages with their times, and what became of the goods until now."""

from odoo import fields, models

from ..kernel.stages import stages
from ..report.words import Words
from ..sql import recall_now
from . import messages_run

MADE = ("received_qty", "produced_qty", "found_qty", "transferred_in_qty")


class LotRecall(models.Model):
    _inherit = "lot.recall"

    stage_lines = fields.Json("Stages", compute="_compute_stage_lines")
    made_text = fields.Char("Made or received", compute="_compute_now")
    on_hand_now_text = fields.Char("On hand now", compute="_compute_now")
    held_now_text = fields.Char("Held now", compute="_compute_now")
    shipped_text = fields.Char("Shipped", compute="_compute_now")

    def _get_stage_instants(self):
        """``{stage of kernel.stages: instant}`` of those that were reached. Extension point."""
        self.ensure_one()
        return {
            "opened": self.date_opened,
            "assessed": self.hazard_reviewed_at,
            "confirmed": self.date_confirmed,
            "launched": self.date_launched,
            "notified": self.date_first_notice,
            "closed": self.date_closed,
        }

    def _compute_stage_lines(self):
        labels, now = messages_run.stage_labels(self.env), fields.Datetime.now()
        for recall in self:
            reached = {name: instant for name, instant in recall._get_stage_instants().items() if instant}
            rows = stages({"opened": now, **reached}, now, is_over=recall.state in ("closed", "cancelled"))
            recall.stage_lines = [
                {
                    "name": row.name,
                    "label": labels[row.name],
                    "state": row.state,
                    "elapsed": "" if row.elapsed is None else messages_run.elapsed(self.env, row.elapsed),
                    "target": "" if row.target is None else messages_run.elapsed(self.env, row.target),
                }
                for row in rows
            ]

    def _get_figures_now(self):
        """What became of the goods of this case until now. Extension point.

        Returns:
            ``{"units": [{"uom", "made_qty", "shipped_qty", "net_qty", "on_hand_qty", "held_qty"}]}``; made, shipped and
            net as the accepted revision froze them, on hand and held as of now.
        """
        self.ensure_one()
        units = {}

        def unit(name):
            return units.setdefault(
                name or "", dict.fromkeys(("made_qty", "shipped_qty", "net_qty", "on_hand_qty", "held_qty"), 0.0)
            )

        revision = self.revision_id
        if revision:
            domain = [("revision_id", "=", revision.id), ("is_affected", "=", True), ("excluded", "=", False)]
            sums = [f"{name}:sum" for name in MADE]
            for uom, *quantities in self.env["lot.recall.lot"]._read_group(domain, ["uom"], sums):
                unit(uom)["made_qty"] += sum(quantity or 0.0 for quantity in quantities)
            for row in revision.figures["units"]:
                unit(row["uom"]).update({name: row[name] for name in ("shipped_qty", "net_qty")})
            for uom, on_hand, held in self._read_stock_now():
                into = unit(uom)
                into["on_hand_qty"] += float(on_hand)
                into["held_qty"] += float(held)
        return {"units": [{"uom": name, **values} for name, values in sorted(units.items())]}

    def _read_stock_now(self):
        for model in ("stock.quant", "lot.hold"):
            self.env[model].flush_model()
        return self.env.execute_query(recall_now.stock_now(self.revision_id.id))

    def _compute_now(self):
        words = Words(self.env)
        for recall in self:
            units = recall._get_figures_now()["units"]
            for name, key in recall._get_figure_fields().items():
                recall[name] = words.sums(units, key)

    def _get_figure_fields(self):
        """``{field of the header: key of _get_figures_now}``. Extension point."""
        return {
            "made_text": "made_qty",
            "on_hand_now_text": "on_hand_qty",
            "held_now_text": "held_qty",
            "shipped_text": "shipped_qty",
        }
