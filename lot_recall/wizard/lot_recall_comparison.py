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
            hidden = now["answer"]["hidden_count"] - then["answer"]["hidden_count"]
            comparison.is_same = is_same(difference) and not hidden
            lines = comparison._rights_lines(hidden)
            if not (hidden and is_same(difference)):
                lines += comparison._lines(difference)
            comparison.text = "\n".join(lines)

    def _rights_lines(self, hidden):
        """What differs because this reader may see more or less than who made the revision."""
        if hidden > 0:
            return [
                self.env._(
                    "Records that this revision knows are hidden from you now (%(count)s). What is called gone below "
                    "may only be hidden: ask a recall manager to compare.",
                    count=hidden,
                )
            ]
        if hidden < 0:
            return [
                self.env._(
                    "You see records that were hidden from the person who made this revision (%(count)s). What is "
                    "called new below may have been there before.",
                    count=-hidden,
                )
            ]
        return []

    def _lines(self, difference):
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
            "net": self.env._("Still with customers at most: %(then)s then, %(now)s now"),
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
