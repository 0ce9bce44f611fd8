"""Dialog that verifies the audit ledger and tells the result in sentences."""

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_audit as messages
from .. import messages_audit_verify as words
from ..kernel import audit_anchor


class LotAuditCheck(models.TransientModel):
    _name = "lot.audit.check"
    _description = "Verify the audit ledger"

    anchors = fields.Text(
        "Anchors kept outside",
        help="Paste the lines that begin with AUDIT-ANCHOR, or whole mails with them. Without an anchor from outside, "
        "a ledger that was written anew as a whole looks sound.",
    )
    after = fields.Integer(
        "Begin after number", help="0 verifies everything. A later number saves time on very long ledgers."
    )
    result = fields.Html(readonly=True)
    is_sound = fields.Boolean(readonly=True)

    def action_verify(self):
        """Verify the chains of the chosen companies, and record that it was done."""
        self.ensure_one()
        self.check_access("write")
        anchors = audit_anchor.read(self.anchors, self.env._("pasted"))
        if (self.anchors or "").strip() and not anchors:
            raise UserError(messages.no_anchor_found(self.env))
        # Sudo: the whole chain is read, and the tables of the seals have no rights of their own.
        verifier_sudo = self.env["lot.audit.verifier"].sudo()
        broken = verifier_sudo._find_broken_guards()
        reports = [
            verifier_sudo._verify(company.id, [anchor for owner, anchor in anchors if owner == company.id], self.after)
            for company in self.env.companies
        ]
        self._record(reports, broken)
        self.is_sound = not broken and all(report.is_sound for report in reports)
        self.result = Markup("").join([self._render_guards(broken), *map(self._render, reports)])
        return self._reopen()

    def _record(self, reports, broken):
        self.env["lot.audit.entry"]._ledger_write(
            "verified",
            [
                {
                    "company": report.company_id,
                    "extra": {
                        "sound": report.is_sound and not broken,
                        "first": report.first,
                        "number": report.last,
                        "hash": report.head,
                        "wrong": report.wrong + len(broken),
                    },
                }
                for report in reports
            ],
        )

    def _render(self, report):
        headline, found = words.headline(self.env, report), words.findings(self.env, report)
        return self._render_box(report.is_sound, headline, found, words.notes(self.env, report))

    def _render_guards(self, broken):
        found = [words.broken_guard(self.env, kind, name) for kind, name in broken]
        return self._render_box(not broken, found[0] if found else words.guards_stand(self.env), found[1:], ())

    def _render_box(self, sound, headline, found, notes):
        """A coloured box; all texts are escaped."""
        listed = Markup("").join(Markup("<li>%s</li>") % text for text in found)
        noted = Markup("").join(Markup('<div class="small text-break">%s</div>') % text for text in notes)
        return Markup('<div class="alert alert-%s mb-2" role="status"><strong>%s</strong>%s%s</div>') % (
            "success" if sound else "danger",
            headline,
            Markup("<ul>%s</ul>") % listed if listed else "",
            noted,
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Verify the audit ledger"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }
