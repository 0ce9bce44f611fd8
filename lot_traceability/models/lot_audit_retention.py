"""How long entries of the audit ledger are kept. Nothing is removed by itself: a manager starts each run and says why.

Of all rules that match an entry the longest counts; an entry that no rule matches stays for ever; a legal hold wins.
"""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .. import messages_audit_retention as messages
from ..sql import audit_retention as sql


class LotAuditRetention(models.Model):
    _name = "lot.audit.retention"
    _inherit = "lot.recorded.mixin"
    _description = "Retention rule of the audit ledger"
    _order = "sequence, id"

    _recorded = ("name", "years", "model", "company_id", "active")

    name = fields.Char("Records", required=True, translate=True)
    sequence = fields.Integer(default=10)
    years = fields.Integer(required=True, help="Entries are kept for at least this long.")
    basis = fields.Char(help="Law, standard or contract that asks for it.")
    model = fields.Selection("_get_kinds", "Only about", help="Empty: about whatever object.")
    company_id = fields.Many2one("res.company", "Company", index="btree_not_null", help="Empty: all companies.")
    active = fields.Boolean(default=True)

    _years_positive = models.Constraint("CHECK (years > 0)", "Entries are kept for at least one year.")

    @api.model
    def _get_kinds(self):
        """Objects that have a history of their own."""
        return [
            (name, self.env["ir.model"]._get(name).name)
            for name, model in sorted(self.env.registry.items())
            if not model._abstract and "action_history" in dir(model)
        ]

    def _get_ledger_label(self):
        return messages.rule_label(self.env, self.name)

    # --- what a run removes ---

    @api.model
    def _get_due(self, company):
        """Subselect of the entries of a company that a run may remove now (``sql.audit_retention.due``)."""
        now = datetime.utcnow()  # noqa: DTZ003  Odoo's instants are naive UTC
        # Sudo: the rules that count are all of them, whoever asks.
        rules_sudo = self.sudo().search([("company_id", "in", [company.id, False])])
        general = max(rules_sudo.filtered(lambda rule: not rule.model).mapped("years"), default=0)
        cutoffs = {}
        for model, rules in rules_sudo.filtered("model").grouped("model").items():
            cutoffs[model] = now - relativedelta(years=max(general, *rules.mapped("years")))
        any_cutoff = now - relativedelta(years=general) if general else None
        return sql.due(company.id, cutoffs, any_cutoff, self.env["lot.audit.hold"]._get_conditions(company.id))

    @api.model
    def _run(self, company, reason):
        """Remove what was kept long enough, and record which numbers went; returns how many entries."""
        due = self._get_due(company)
        ((count, first_at, last_at),) = self.env.execute_query(sql.summary(due))
        if not count:
            return 0
        ranges = [list(row) for row in self.env.execute_query(sql.ranges(due))]
        self.env["lot.audit.entry"]._ledger_write(
            "retention",
            [{"company": company.id, "label": messages.span(self.env, first_at, last_at)}],
            reason=reason,
            extra={"ranges": ranges, "count": count},
        )
        self.env.cr.execute(sql.allow("run"))
        for first, last in ranges:
            self.env.cr.execute(sql.remove(company.id, first, last))
        self.env.cr.execute(sql.allow(""))
        self.env["lot.audit.entry"].invalidate_model()
        return count
