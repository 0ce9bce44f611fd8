"""Status report of a running case: what authorities ask for, filled from the data, frozen and signed.

    draft (figures of now, again and again) ──signature──▶ signed: the figures that were seen, for good

Content: 21 CFR 7.53(b)(1)-(6) and 810.16, with what an auditor asks beside it: percentages, what is new since the last
report, what became of the goods, the corrective action.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.kernel import audit_chain
from odoo.addons.lot_traceability.kernel.signing import Signing

from ..kernel.canonical import canonical, digest
from ..report.status import build_status
from . import messages_report as messages

WORDS = {"expected_end", "next_due", "remarks", "names_silent"}


class LotRecallReport(models.Model):
    _name = "lot.recall.report"
    _inherit = ["lot.signature.mixin", "lot.history.mixin"]
    _description = "Status report of a recall"
    _order = "recall_id desc, number desc"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True, index=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of the recall")
    number = fields.Integer(readonly=True, aggregator=None)
    from_at = fields.Datetime("From", readonly=True)
    until_at = fields.Datetime("As of", readonly=True)
    expected_end = fields.Date("Expected to be done by")
    next_due = fields.Date(
        "Next report by",
        help="Authorities ask for one every two to four weeks. Empty: as the time limit of the next report says.",
    )
    remarks = fields.Text()
    names_silent = fields.Boolean("Name who has not answered", help="Only where the authority asks for their names.")
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Signed")], required=True, default="draft", readonly=True, copy=False
    )
    content = fields.Text(readonly=True, copy=False, help="The figures as canonical JSON.")
    sha256 = fields.Char("SHA-256", readonly=True, copy=False)
    signed_at = fields.Datetime("Signed on", readonly=True, copy=False)
    summary = fields.Text("Figures", compute="_compute_summary")

    _number_unique = models.Constraint("UNIQUE (recall_id, number)", "Two reports were made at once. Try again.")

    @api.depends("recall_id", "number")
    def _compute_display_name(self):
        for report in self:
            report.display_name = self.env._(
                "%(case)s: status report %(number)s", case=report.recall_id.name, number=report.number
            )

    @api.depends("content")
    def _compute_summary(self):
        for report in self:
            told = report._get_content()["people"] if report.content else {}
            report.summary = messages.people_words(report.env, told) if told else False

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise messages.reports_are_made(self.env)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() - WORDS:
            raise messages.reports_are_made(self.env)
        for report in self:
            if report.state != "draft":
                raise messages.report_is_signed(report)
            if not self.env.su:
                report.recall_id._check_reports()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.reports_are_made(self.env)

    # --- filling ---

    @api.model
    def _make(self, recall):
        """The next report of a case with the figures of now, or its open draft; the caller has checked the right."""
        reports_sudo = self.sudo().search([("recall_id", "=", recall.id)])  # sudo: figures are the program's
        draft_sudo = reports_sudo.filtered(lambda report: report.state == "draft")[:1]
        if not draft_sudo:
            draft_sudo = reports_sudo.create(
                {
                    "recall_id": recall.id,
                    "number": max(reports_sudo.mapped("number"), default=0) + 1,
                    "from_at": max(filter(None, reports_sudo.mapped("until_at")), default=recall.date_launched),
                    "expected_end": reports_sudo[:1].expected_end,
                }
            )
        report = draft_sudo.with_env(self.env)
        report._fill()
        return report

    def _fill(self):
        """Put the figures of now into a draft."""
        now = fields.Datetime.now()
        before = self.search(
            [("recall_id", "=", self.recall_id.id), ("number", "<", self.number)], order="number desc", limit=1
        )
        figures = self.recall_id._get_status_figures()
        content = canonical(
            {
                "case": self.recall_id.name,
                "number": self.number,
                "from": f"{self.from_at.isoformat(timespec='seconds')}Z",
                "until": f"{now.isoformat(timespec='seconds')}Z",
                **figures,
                "before": before._get_content()["people"] if before else {},
            }
        )
        report_sudo = self.sudo()  # sudo: figures are the program's
        report_sudo.write({"content": content, "sha256": digest(content), "until_at": now})

    def _get_content(self):
        self.ensure_one()
        return json.loads(self.content)

    def action_refresh(self):
        """Put the figures of now into the draft."""
        self.ensure_one()
        self.check_access("write")
        self.recall_id._check_reports()
        self._fill()
        return True

    @api.model
    def action_make_next(self):
        """Make the next report of the case whose reports are listed, or bring its draft up to date."""
        number = self.env.context.get("default_recall_id")
        recall = self.env["lot.recall"].browse(number if isinstance(number, int) else ()).exists()
        if not recall:
            raise messages.reports_are_made(self.env)
        return recall.action_make_report()

    def action_pdf(self):
        """Download the report."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/lot_recall/report/{self.id}/pdf", "target": "download"}

    def _build_pdf(self):
        self.ensure_one()
        self.check_access("read")
        words = {name: self[name] for name in ("expected_end", "next_due", "remarks", "names_silent")}
        words["is_drill"] = self.recall_id.kind == "drill"
        return build_status(self.env, self._get_content(), words, self.signature_lines or [], self.sha256)

    # --- signing ---

    def action_sign_report(self):
        """Ask for the signature that freezes the report."""
        self.ensure_one()
        return self._action_sign("approval")

    def _get_signature_authors(self):
        return self.browse().create_uid  # figures have no author; who reports may sign

    def _signed_content(self):
        return {
            "case": self.recall_id.name,
            "number": self.number,
            "sha256": self.sha256,
            "remarks": self.remarks or "",
            "names_silent": self.names_silent,
            **{name: fields.Date.to_string(self[name]) or "" for name in ("expected_end", "next_due")},
        }

    @api.model
    def _signed_fields(self):
        return {"sha256"} | WORDS

    def _void_signatures(self, reason):
        for report in self:
            if report.state != "draft":
                raise messages.report_is_signed(report)
        return super()._void_signatures(reason)

    def _check_may_sign(self, meaning, params):
        self.recall_id._check_may_confirm()
        return super()._check_may_sign(meaning, params)

    def _prepare_signing(self, meaning, params):
        self.recall_id._check_reports()
        if meaning != "approval" or self.state != "draft":
            raise UserError(messages_signing.no_such_object(self.env))
        if not self.expected_end:
            raise messages.end_missing(self)
        people = self._get_content()["people"]
        names = self._fields["names_silent"]._description_string(self.env)
        facts = (
            (self.env._("As of"), fields.Datetime.to_string(self.until_at)),
            (self.env._("Consignees told"), str(people["notified"])),
            (self.env._("Of them answered"), str(people["answered"])),
            (self.env._("Expected to be done by"), fields.Date.to_string(self.expected_end)),
            (names, self.env._("Yes") if self.names_silent else self.env._("No")),
        )
        return Signing(
            title=self.display_name,
            statement=messages.report_statement(self.env),
            facts=facts,
            seen_hash=audit_chain.content_hash(audit_chain.canonical(self._signed_content())).hex(),
        )

    def _do_signed(self, meaning, params, reason, work):
        report_sudo = self.sudo()  # sudo: closed to every direct write; the signature was checked
        report_sudo.write({"state": "signed", "signed_at": fields.Datetime.now()})
        self.recall_id._note_reported(self)
        self.env["lot.audit.entry"]._ledger_write(
            "recall_reported",
            [{"record": self, "label": self.display_name, "about": [self.recall_id]}],
            reason=reason,
            extra={"sha256": self.sha256},
        )
        return False
