"""Compare a frozen revision with the facts of now, or with a later revision, in words."""

from odoo import api, fields, models

from ..kernel.compare import compare, is_same


class LotRecallComparison(models.TransientModel):
    _name = "lot.recall.comparison"
    _inherit = ["lot.recall.difference"]
    _description = "Comparison of a recall with now or a later revision"

    recall_id = fields.Many2one("lot.recall", required=True, readonly=True)
    then_id = fields.Many2one("lot.recall.revision", "Earlier revision", readonly=True, help="Empty: the latest one.")
    now_id = fields.Many2one("lot.recall.revision", "Compared with", readonly=True, help="Empty: the facts of now.")
    revision_id = fields.Many2one("lot.recall.revision", compute="_compute_revision_id")
    is_same = fields.Boolean("Nothing has changed", compute="_compute_text")
    text = fields.Text("Since then", compute="_compute_text")

    @api.depends("recall_id", "then_id")
    def _compute_revision_id(self):
        for comparison in self:
            comparison.revision_id = comparison.then_id or comparison.recall_id.revision_id

    @api.depends("recall_id", "then_id", "now_id")
    def _compute_text(self):
        for comparison in self:
            then = comparison.revision_id._read_content()
            now = comparison._read_now(then["case"]["revision"] + 1)
            difference = compare(then, now)
            comparison.is_same = is_same(difference)
            hidden = [content["answer"]["hidden_count"] for content in (then, now)]
            comparison.text = comparison._text(difference, *hidden)

    def _read_now(self, number):
        return self.now_id._read_content() if self.now_id else self.recall_id._fresh_content(number)

    def action_new_revision(self):
        """Freeze the facts of now as the next revision."""
        return self.recall_id.action_new_revision()

    def _action_show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare revisions") if self.now_id else self.env._("Compare with now"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }
