"""Compare a frozen revision with the facts of now, in words."""

from odoo import api, fields, models

from ..kernel.compare import compare, is_same


class LotRecallComparison(models.TransientModel):
    _name = "lot.recall.comparison"
    _inherit = ["lot.recall.difference"]
    _description = "Comparison of a recall with now"

    recall_id = fields.Many2one("lot.recall", required=True, readonly=True)
    revision_id = fields.Many2one(related="recall_id.revision_id")
    is_same = fields.Boolean("Nothing has changed", compute="_compute_text")
    text = fields.Text("Since then", compute="_compute_text")

    @api.depends("recall_id")
    def _compute_text(self):
        for comparison in self:
            then = comparison.recall_id.revision_id._read_content()
            now = comparison.recall_id._fresh_content(then["case"]["revision"] + 1)
            difference = compare(then, now)
            comparison.is_same = is_same(difference)
            hidden = [content["answer"]["hidden_count"] for content in (then, now)]
            comparison.text = comparison._text(difference, *hidden)

    def action_new_revision(self):
        """Freeze the facts of now as the next revision."""
        return self.recall_id.action_new_revision()

    def _action_show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare with now"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }
