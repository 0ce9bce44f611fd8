"""Entries of the audit ledger: what happened to which object, by whom, when and why. Rows are only ever added.

Tables and triggers: ``sql/audit_tables.py``. Writing: ``lot_audit_entry_write.py``. Chaining: ``lot_audit_sealer.py``.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import messages_audit as messages
from .. import messages_audit_entry as messages_entry
from ..sql import audit_tables


class LotAuditEntry(models.Model):
    _name = "lot.audit.entry"
    _description = "Audit ledger entry"
    _auto = False
    _order = "id desc"
    _rec_name = "label"

    company_id = fields.Many2one("res.company", "Company", readonly=True)
    code = fields.Selection(
        [
            ("lot_created", "Lot created"),
            ("lot_renamed", "Lot renamed"),
            ("lot_changed", "Lot changed"),
            ("lot_deleted", "Lot deleted"),
            ("disposition_changed", "Disposition changed"),
            ("deviation", "Other lot taken than proposed"),
            ("too_old_taken", "Lot taken that was too old"),
            ("hold_set", "Hold set"),
            ("hold_changed", "Hold changed"),
            ("hold_lifted", "Hold lifted"),
            ("gate_passed", "Blocked goods moved"),
            ("redirected", "Redirected to quarantine"),
            ("line_added", "Done line added"),
            ("line_changed", "Done line changed"),
            ("line_removed", "Done line removed"),
            ("document_changed", "Done document changed"),
            ("unlocked", "Done document unlocked"),
            ("as_built_changed", "As-built components changed"),
            ("history_imported", "History imported"),
            ("history_removed", "Imported history removed"),
            ("check_result", "Result of a check entered"),
            ("check_skipped", "Check does not apply"),
            ("check_asked_again", "Check asked for again"),
            ("batch_completed", "Batch record completed"),
            ("batch_back", "Batch record back in process"),
            ("batch_reopened", "Batch record opened again"),
            ("exported", "Exported"),
            ("refused", "Attempt refused"),
            ("signed", "Signed"),
            ("signature_void", "Signature void"),
            ("sign_failed", "Signing failed"),
            ("sign_locked", "Signing locked"),
            ("sign_unlocked", "Signing unlocked"),
            ("pin_code_issued", "Code for a signing PIN issued"),
            ("pin_set", "Signing PIN set"),
            ("account_changed", "Account changed"),
            ("password_set", "Password set"),
            ("settings_changed", "Settings changed"),
            ("verified", "Ledger verified"),
            ("legal_hold", "Legal hold set"),
            ("legal_hold_lifted", "Legal hold lifted"),
            ("retention", "Entries removed by retention"),
            ("erasure", "Personal data erased"),
            ("home", "Database of the ledger"),
        ],
        "Kind of event",
        readonly=True,
    )
    user_id = fields.Many2one("res.users", "Account", readonly=True)
    writer = fields.Char("By", readonly=True, help="Name of the writer at that time.")
    model = fields.Char("Kind of object", readonly=True)
    res_id = fields.Integer("Object number", readonly=True)
    label = fields.Char("Object", readonly=True, help="Name of the object at that time.")
    at = fields.Datetime("When", readonly=True)
    reason = fields.Char("Why", readonly=True)
    content = fields.Text("Stored content", readonly=True)

    def init(self):
        self.env.cr.execute(audit_tables.create())

    def _get_content(self):
        """The stored content of one entry as a dict."""
        self.ensure_one()
        return json.loads(self.content)

    @api.model
    def action_export(self, _ids=None):
        """Open the dialog that exports the selected entries, else all of the list."""
        self.check_access("read")
        chosen = self.env.context.get("active_ids")
        domain = [("id", "in", chosen)] if chosen else self.env.context.get("active_domain", [])
        export = self.env["lot.audit.export"].create({"domain": repr(list(Domain(domain)))})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Export the audit ledger"),
            "res_model": export._name,
            "res_id": export.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    def action_open_object(self):
        """Open the object that the entry is about, if it is still there and the user may see it."""
        self.ensure_one()
        self.check_access("read")
        target = self.env[self.model].browse(self.res_id).exists() if self.model in self.env else None
        if not target or not target.has_access("read"):
            raise UserError(messages_entry.object_gone(self.env, self.label))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.only_grows(self.env))

    def write(self, vals):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.only_grows(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(messages.only_grows(self.env))
