"""Readiness: when nothing burns, what would go wrong if it did."""

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..sql import readiness
from . import messages_run

YEARS = 2  # back to which customers are looked at
DRILL_EVERY = relativedelta(years=1)  # schemes for food ask for a trace test each year


class LotRecallReadiness(models.TransientModel):
    _name = "lot.recall.readiness"
    _description = "Readiness for recalls"

    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    silent_count = fields.Integer("Customers without e-mail", compute="_compute_readiness")
    last_drill_id = fields.Many2one("lot.recall", "Last drill", compute="_compute_readiness")
    last_drill_at = fields.Datetime("Last drill on", compute="_compute_readiness")
    is_drill_due = fields.Boolean("A drill is due", compute="_compute_readiness")
    drill_gap_count = fields.Integer("Gaps that it found", compute="_compute_readiness")
    late_count = fields.Integer("Late clocks", compute="_compute_readiness")
    open_stop_count = fields.Integer("Goods still to stop", compute="_compute_readiness")
    changed_count = fields.Integer("Changed scopes", compute="_compute_readiness")

    def _compute_display_name(self):
        for panel in self:
            panel.display_name = self.env._("Readiness")

    @api.depends("company_id")
    def _compute_readiness(self):
        now = fields.Datetime.now()
        recalls = self.env["lot.recall"]
        for panel in self:
            own = [("company_id", "=", panel.company_id.id)]
            drill = recalls.search(
                [*own, ("kind", "=", "drill"), ("date_launched", "!=", False)], order="date_launched desc", limit=1
            )
            panel.last_drill_id, panel.last_drill_at = drill, drill.date_launched
            panel.is_drill_due = not drill or drill.date_launched + DRILL_EVERY < now
            panel.drill_gap_count = drill.gap_count
            panel.silent_count = len(panel._get_silent_customers())
            running = [*own, ("recall_id.state", "!=", "cancelled")]
            panel.late_count = self.env["lot.recall.clock"].search_count(
                [*running, ("is_dropped", "=", False), ("stopped_at", "=", False), ("due_at", "<", now)]
            )
            panel.open_stop_count = self.env["lot.recall.stop"].search_count([*running, ("is_settled", "=", False)])
            panel.changed_count = self.env["lot.recall.proposal"].search_count([*own, ("state", "=", "open")])

    def _get_silent_customers(self):
        """Customers of the company whom no e-mail would reach, those that the user may read."""
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise AccessError(messages_run.readiness_of_others(self.env))
        for model in ("stock.picking", "stock.move.line", "res.partner"):
            self.env[model].flush_model()
        since = fields.Datetime.now() - relativedelta(years=YEARS)
        rows = self.env.execute_query(readiness.silent_customers(self.company_id.id, since))
        return self.env["res.partner"].browse(sorted(partner for (partner,) in rows))._filtered_access("read")

    @api.model
    def action_show(self):
        """Open the panel of the company that the user works in."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Readiness"),
            "res_model": self._name,
            "res_id": self.create({"company_id": self.env.company.id}).id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "current",
        }

    def action_open_silent(self):
        """List customers whom no e-mail would reach."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers without e-mail"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self._get_silent_customers().ids)],
        }
