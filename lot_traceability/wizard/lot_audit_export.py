"""Dialog that exports the entries of a list."""

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_audit as messages

MOST = 100_000  # entries in one download, which is about a minute


class LotAuditExport(models.TransientModel):
    _name = "lot.audit.export"
    _description = "Export the audit ledger"

    domain = fields.Char(required=True, default="[]", readonly=True)
    format = fields.Selection(
        [("xlsx", "Excel (XLSX)"), ("csv", "Text (CSV)")], required=True, default="xlsx", string="File"
    )
    count = fields.Integer("Entries", compute="_compute_count")

    @api.depends("domain")
    def _compute_count(self):
        for export in self:
            export.count = self.env["lot.audit.entry"].search_count(export._read_domain())

    def _read_domain(self):
        return literal_eval(self.domain)

    def _get_entries(self):
        """The entries, in reach of the user."""
        self.ensure_one()
        return self.env["lot.audit.entry"].search(self._read_domain(), order="id", limit=MOST)

    def _get_file_name(self):
        today = fields.Date.context_today(self).isoformat()
        return f"audit-ledger-{today}.{self.format}"

    def _record(self, name, sha256):
        self.env["lot.audit.entry"]._ledger_write(
            "exported", [{"extra": {"file": name, "sha256": sha256, "count": self.count, "domain": self.domain}}]
        )

    def _check_count(self):
        """Refuse what would be cut; also for who asks for the download past the dialog."""
        if self.count > MOST:
            raise UserError(messages.too_many_to_export(self.env, self.count, MOST))

    def action_export(self):
        """Download the file."""
        self.ensure_one()
        self.check_access("read")
        self._check_count()
        return {"type": "ir.actions.act_url", "url": f"/lot_traceability/audit_export/{self.id}", "target": "download"}
