"""What the end of a case froze, in words: the same pairs on the screen and in the papers, its hash as the last one."""

from markupsafe import Markup

from odoo import api, fields, models

from ..kernel.account import OWN_NAMES, PART_NAMES
from ..report.words import Words
from . import messages_check
from . import messages_close as messages

END = ("root_cause", "capa_reference", "termination_date", "termination_reference")


class LotRecallClosing(models.Model):
    _inherit = "lot.recall.closing"

    words = fields.Html("What was frozen", compute="_compute_words", help="Read from the frozen content.")

    def _compute_words(self):
        row = Markup('<tr><th class="pe-3" style="width: 34%%">%s</th><td class="text-break">%s</td></tr>')
        for closing in self:
            rows = [
                row % (title, Markup("<br/>").join(value["text"].splitlines())) for title, value in closing._get_facts()
            ]
            closing.words = Markup('<table class="table table-sm mb-0"><tbody>%s</tbody></table>') % Markup().join(rows)

    def _get_facts(self):
        """What was frozen as pairs of ``report.summary``: who and when, the figures, why the rest is as it is."""
        self.ensure_one()
        content, words = self._get_content(), Words(self.env)
        facts = [
            *messages.act_facts(self.env, content, f"{words.instant(content['at'])} ({words.zone_name})"),
            *self._tell(content),
            *messages.seal_facts(self.env, self._is_intact(), self.sha256),
        ]
        return [(title, {"text": text}) for title, text in facts]

    @api.model
    def _tell(self, content):
        """(title, text) of what is frozen, or would be now: whom it concerned, the figures, what was found out."""
        recalls, words = self.env["lot.recall"], Words(self.env)
        facts = [
            *self._get_people_facts(content, words),
            *self._get_figure_facts(content, words),
            *[(recalls._fields[name]._description_string(self.env), content[name]) for name in END],
        ]
        return [fact for fact in facts if fact[1]]

    def _get_people_facts(self, content, words):
        states = dict(self.env["lot.recall.consignee"]._fields["state"]._description_selection(self.env))
        people = [f"{states.get(state, state)}: {count}" for state, count in sorted(content["consignees"].items())]
        checks = content.get("checks", {})
        asked = messages_check.result_words(self.env, checks) if checks.get("needed") else ""
        return [
            (self.env._("Launched on"), f"{words.instant(content['launched_at'])} ({words.zone_name})"),
            (self.env._("Consignees"), "\n".join(people)),
            (self.env._("Effectiveness checks"), asked),
        ]

    def _get_figure_facts(self, content, words):
        """The reconciliation in total, by the names of its columns, and each lot that had to be explained."""
        account, facts = self.env["lot.recall.account"], []
        labels = messages.end_labels(self.env)
        for name in (f"{name}_qty" for name in (*OWN_NAMES, *PART_NAMES)):
            # A figure that a later release counts is not in what was frozen before it.
            rows = [{"qty": float(row[name]), "uom": row["uom"]} for row in content["sums"] if name in row]
            label = labels.get(name) or account._fields[name]._description_string(self.env)
            facts.append((label, words.sums(rows, "qty") if rows else ""))
        explained = [messages.explained_words(self.env, row, words) for row in content["lots"] if row["explanation"]]
        return [
            (self.env._("Lots"), words.number(len(content["lots"]))),
            *facts,
            (self.env._("Tolerance"), words.percent(float(content["tolerance"]))),
            (self.env._("Signed explanations"), "\n".join(explained)),
        ]
