"""Header of a running case: what consignees told of the goods, and what came back."""

from odoo import fields, models

from ..kernel.balance import Part, total
from ..sql import account as sql
from .lot_recall_consignee_lot import _exact

FIGURES = (
    "answered", "unanswered", "used", "received", "destroyed", "corrected", "recovered", "unaccounted", "residual",
)  # fmt: skip


class LotRecall(models.Model):
    _inherit = "lot.recall"

    answered_text = fields.Char("Answered for", compute="_compute_now")
    recovered_text = fields.Char("Recovered", compute="_compute_now")
    destroyed_text = fields.Char("Destroyed there", compute="_compute_now")
    unaccounted_text = fields.Char("Not accounted for", compute="_compute_now")

    def _get_figures_now(self):
        """Adds ``FIGURES`` of ``kernel.balance.Part`` to each unit, as ``<name>_qty``."""
        figures, by_unit = super()._get_figures_now(), {}
        # On the new cases of a form nothing is delivered.
        for _key, _lot, _product, uom, *quantities in self.env.execute_query(sql.parts(self._origin.id or 0)):
            *sums, strange = (_exact(float(value)) for value in quantities)
            by_unit.setdefault(uom or "", []).append(Part(*sums).with_strangers(strange))
        units = {row["uom"]: row for row in figures["units"]}
        for uom in {*units, *by_unit}:
            part = total(by_unit.get(uom, ()))
            row = units.setdefault(uom, dict.fromkeys((*self._get_figure_fields().values(), "net_qty"), 0.0))
            row.update(uom=uom, **{f"{name}_qty": float(getattr(part, name)) for name in FIGURES})
        return {**figures, "units": [units[uom] for uom in sorted(units)]}

    def _get_figure_fields(self):
        return {
            **super()._get_figure_fields(),
            "answered_text": "answered_qty",
            "recovered_text": "recovered_qty",
            "destroyed_text": "destroyed_qty",
            "unaccounted_text": "unaccounted_qty",
        }

    def _get_own_return_lines(self):
        """Lines on returns that were made for consignees, and went as expected."""
        rows = self.env["lot.recall.back"].search(
            [
                ("recall_id", "=", self.id),
                ("consignee_lot_id", "!=", False),
                ("picking_id.recall_consignee_id.recall_id", "=", self.id),
            ]
        )
        return super()._get_own_return_lines() | set(rows.mapped("move_line_id"))

    def _get_stage_instants(self):
        """Recovered when the last of what can come back was; nothing while any of it is missing."""
        instants = super()._get_stage_instants()
        if self.recovered_percent >= 100 and instants.get("answered"):
            ((came,),) = self.env["lot.recall.back"]._read_group([("recall_id", "=", self.id)], [], ["received_at:max"])
            instants["recovered"] = max(instants["answered"], came or instants["answered"])
        return instants
