"""A case that is a drill: its times and figures go to its ``lot.recall.drill``; a click ends it."""

from odoo import api, fields, models

from . import messages_drill as messages


class LotRecall(models.Model):
    _inherit = "lot.recall"

    drill_ids = fields.One2many("lot.recall.drill", "recall_id", "Drill", readonly=True)

    def _set_state(self, **values):
        result = super()._set_state(**values)
        if "state" in values:
            drills, state = self.filtered(lambda recall: recall.kind == "drill"), values["state"]
            # What is called off before it was confirmed is no drill, unless a lot was drawn for it.
            self.env["lot.recall.drill"]._of(drills if state != "cancelled" else drills.drill_ids.recall_id)._note()
        return result

    def write(self, vals):
        if {"scope", "kind"} & vals.keys():
            for recall in self.filtered(lambda recall: recall.drill_ids.is_blind):
                if any(vals.get(name, recall[name]) != recall[name] for name in ("scope", "kind")):
                    raise messages.drawn_stays(recall)
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_except_drills(self):
        for recall in self:
            if recall.drill_ids:
                raise messages.drawn_stays(recall)

    def action_end_drill(self):
        """The exercise is over: write down how it went."""
        self.ensure_one()
        self._check_may_confirm()
        if self.kind != "drill" or self.state != "launched":
            raise messages.no_running_drill(self)
        self._set_state(state="closed", date_closed=fields.Datetime.now(), closed_by_id=self.env.uid)
        self.env["lot.recall.watch"]._stop(self)
        self.env["lot.recall.proposal"]._end_open(self, "gone")
        drill = self.env["lot.recall.drill"].search([("recall_id", "=", self.id)])
        self.env["lot.audit.entry"]._ledger_write(
            "recall_drill_ended",
            self,
            extra={"found": f"{drill.found_percent:.2f}", "hours": f"{drill.stop_hours:.2f}"},
        )
        return self._action_open(drill._name, drill.id)

    def action_open_drill(self):
        """Show how the exercise went."""
        self.ensure_one()
        return self._action_open("lot.recall.drill", self.drill_ids.id)

    def _get_reachable_percent(self):
        """Share of the concerned consignees who can be told somehow: percent, rounded down; 100 if there is none."""
        domain = [("recall_id", "=", self.id), ("is_in_scope", "=", True)]
        counts = dict(self.env["lot.recall.consignee"]._read_group(domain, ["channel"], ["__count"]))
        total = sum(counts.values())
        return (total - counts.get("none", 0)) * 10000 // total / 100 if total else 100.0
