"""Compare a frozen revision with the facts of now, in words."""

from odoo import api, fields, models

from ..kernel.compare import compare, is_same
from ..report.words import Words


class LotRecallComparison(models.TransientModel):
    _name = "lot.recall.comparison"
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
            comparison.text = "\n".join(comparison._lines(difference, any(hidden)) + comparison._rights_lines(*hidden))

    def _rights_lines(self, then, now):
        """What cannot be compared because somebody may not see it, as numbers of hidden records."""
        lines = []
        if now:
            lines.append(
                self.env._(
                    "Hidden from you: %(count)s. What is gone and the sums are therefore not compared; "
                    "a recall manager can compare them.",
                    count=now,
                )
            )
        if then:
            lines.append(
                self.env._(
                    "Hidden from the person who made this revision: %(count)s. What is new and the sums are therefore "
                    "not compared; a new revision shows them.",
                    count=then,
                )
            )
        return lines

    def _lines(self, difference, is_partial):
        if is_same(difference) and is_partial:
            return [self.env._("In what can be compared, nothing has changed since this revision was made.")]
        if is_same(difference):
            return [self.env._("Nothing has changed since this revision was made.")]
        lists = {
            "new_lots": self.env._("New lots (%(count)s): %(names)s"),
            "gone_lots": self.env._("Lots no longer reached (%(count)s): %(names)s"),
            "new_customers": self.env._("New customers (%(count)s): %(names)s"),
        }
        counts = {
            "new_deliveries": self.env._("New delivery or return lines: %(count)s"),
            "gone_deliveries": self.env._("Delivery or return lines that are gone: %(count)s"),
            "changed_deliveries": self.env._("Delivery or return lines that were edited: %(count)s"),
        }
        lines = []
        for key, sentence in lists.items():
            if difference[key]:
                lines.append(sentence % {"count": len(difference[key]), "names": self._names(difference[key])})
        for key, sentence in counts.items():
            if difference[key]:
                lines.append(sentence % {"count": difference[key]})
        for old, new in difference["renamed_lots"]:
            lines.append(self.env._("Lot %(old)s is now called %(new)s", old=old, new=new))
        return lines + self._quantity_lines(difference)

    def _quantity_lines(self, difference):
        words = Words(self.env)
        sentences = {
            "on_hand": self.env._("On hand: %(then)s then, %(now)s now"),
            "net": self.env._("Still with customers, at worst: %(then)s then, %(now)s now"),
        }
        return [
            sentence % {"then": words.quantity(then, uom), "now": words.quantity(now, uom)}
            for key, sentence in sentences.items()
            for uom, then, now in difference[key]
        ]

    def _names(self, names):
        shown = ", ".join(names[:20])
        return self.env._("%(names)s and more", names=shown) if len(names) > 20 else shown

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
