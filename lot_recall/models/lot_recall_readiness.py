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
    silent_count = fields.Integer(
        "Customers without e-mail",
        compute="_compute_readiness",
        help="Who got goods within two years, and has no e-mail address, nor has any of their contacts.",
    )
    unnamed_count = fields.Integer(
        "Customers without a recall contact",
        compute="_compute_readiness",
        help="Companies that got goods within two years. A recall goes to their own mailbox, or to anybody there.",
    )
    last_drill_id = fields.Many2one("lot.recall", "Last drill", compute="_compute_readiness")
    last_drill_at = fields.Datetime("Last drill on", compute="_compute_readiness")
    is_drill_due = fields.Boolean("A drill is due", compute="_compute_readiness")
    drill_gap_count = fields.Integer("Gaps that it found", compute="_compute_readiness")
    late_count = fields.Integer("Time limits that have passed", compute="_compute_readiness")
    open_stop_count = fields.Integer("Goods still to stop", compute="_compute_readiness")
    changed_count = fields.Integer("Changed scopes to decide on", compute="_compute_readiness")

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
            panel.unnamed_count = len(panel._get_unnamed_customers())
            for name, (model, domain) in panel._get_open().items():
                panel[name] = self.env[model].search_count(domain)

    def _get_open(self):
        """``{field: (model, domain)}`` of what is still open, for its count and its list."""
        self.ensure_one()
        own = [("company_id", "=", self.company_id.id)]
        running = [*own, ("recall_id.state", "!=", "cancelled")]
        late = [("is_dropped", "=", False), ("stopped_at", "=", False), ("due_at", "<", fields.Datetime.now())]
        return {
            "late_count": ("lot.recall.clock", [*running, *late]),
            "open_stop_count": ("lot.recall.stop", [*running, ("is_settled", "=", False)]),
            "changed_count": ("lot.recall.proposal", [*own, ("state", "=", "open")]),
        }

    def _get_silent_customers(self):
        """Customers of the company whom no e-mail would reach, those that the user may read."""
        return self._get_customers(readiness.silent_customers)

    def _get_unnamed_customers(self):
        """Companies among the customers where nobody is for recalls, those that the user may read."""
        # A private person is told in person.
        return self._get_customers(readiness.customers_without_recall_contact).filtered("is_company")

    def _get_customers(self, question):
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise AccessError(messages_run.readiness_of_others(self.env))
        for model in ("stock.picking", "stock.move.line", "res.partner"):
            self.env[model].flush_model()
        since = fields.Datetime.now() - relativedelta(years=YEARS)
        rows = self.env.execute_query(question(self.company_id.id, since))
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
        return self._action_customers("silent_count", self._get_silent_customers())

    def action_open_unnamed(self):
        """List customers of whom nobody is for recalls."""
        return self._action_customers("unnamed_count", self._get_unnamed_customers())

    def _action_customers(self, count, customers):
        return {
            "type": "ir.actions.act_window",
            "name": self._fields[count]._description_string(self.env),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", customers.ids)],
        }

    def action_open_list(self):
        """List what one of the counts counts (context: ``count``)."""
        self.ensure_one()
        names, count = self._get_open(), self.env.context.get("count")
        count = count if count in names else "late_count"
        model, domain = names[count]
        return {
            "type": "ir.actions.act_window",
            "name": self._fields[count]._description_string(self.env),
            "res_model": model,
            "view_mode": "list,form" if model == "lot.recall.proposal" else "list",
            "domain": domain,
            "context": {"create": False, "of_all_recalls": True},
        }
