"""Dialog that removes what was kept long enough."""

from markupsafe import Markup

from odoo import api, fields, models

from .. import messages_audit_retention as messages
from ..sql import audit_retention as sql


class LotAuditRetentionRun(models.TransientModel):
    _name = "lot.audit.retention.run"
    _description = "Remove old entries of the audit ledger"

    reason = fields.Char()
    preview = fields.Html(compute="_compute_preview")
    count = fields.Integer(compute="_compute_preview")

    @api.depends_context("allowed_company_ids")
    def _compute_preview(self):
        for run in self:
            sentences, total = [], 0
            for company in self.env.companies:
                due = self.env["lot.audit.retention"]._get_due(company)
                ((count, first, last),) = self.env.execute_query(sql.summary(due))
                total += count
                if count:
                    sentences.append(messages.due(self.env, company.name, count, first, last))
                else:
                    sentences.append(messages.nothing_due(self.env, company.name))
            run.preview = Markup("").join(Markup("<p>%s</p>") % sentence for sentence in sentences)
            run.count = total

    def action_run(self):
        """Remove the entries; their seals stay."""
        self.ensure_one()
        self.check_access("write")
        reason = self.env["lot.reason"]._checked(self.reason)
        rules = self.env["lot.audit.retention"]
        count = sum(rules._run(company, reason) for company in self.env.companies)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": messages.removed(self.env, count),
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
