"""Heads of the chains, sent to where the owner of the database cannot change them.

A chain proves that no single row was touched. Whoever owns the database could still write all of it anew; the anchors
of the days before contradict that. They go out by mail, and to a file on the server that is meant to be copied away.
"""

import logging
import os
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import config, email_normalize_all

from .. import messages_audit as messages
from ..kernel import audit_anchor
from ..sql import audit_anchor as sql

_logger = logging.getLogger(__name__)


class LotAuditAnchor(models.Model):
    _name = "lot.audit.anchor"
    _description = "Anchor of the audit ledger"
    _auto = False
    _order = "id desc"
    _rec_name = "hash"

    company_id = fields.Many2one("res.company", "Company", readonly=True)
    seq = fields.Integer("Number", readonly=True, aggregator=None)
    hash = fields.Char("Hash", readonly=True)
    at = fields.Datetime("When", readonly=True)
    sent_to = fields.Char("Sent to", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.only_grows(self.env))

    def write(self, vals):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.only_grows(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(messages.only_grows(self.env))

    @api.model
    def _cron_anchor(self):
        """Daily: an anchor for every company whose chain grew since its last one."""
        known = self.env["lot.audit.verifier"]._get_companies()
        self._take(self.env["res.company"].browse(known).exists())

    @api.model
    def action_take(self):
        """Take anchors of the chosen companies now."""
        self.check_access("read")
        # Sudo: everybody who reads the ledger may have it anchored; nothing of it can be chosen.
        taken = self.sudo()._take(self.env.companies)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": messages.anchors_taken(self.env, taken),
                "type": "success" if taken else "info",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _take(self, companies):
        """Anchor the heads that are newer than their last anchor; returns how many."""
        self.env.cr.execute(sql.new_heads(companies.ids))
        heads = self.env.cr.fetchall()
        now = datetime.utcnow()  # noqa: DTZ003  Odoo's instants are naive UTC
        for company_id, seq, digest in heads:
            company = companies.browse(company_id)
            line = audit_anchor.write(company_id, seq, bytes(digest).hex(), now)
            sent = [place for place in (self._send_mail(company, line), self._write_file(company, line)) if place]
            self.env.cr.execute(
                sql.add(company_id, seq, bytes(digest).hex(), now, "; ".join(sent) or messages.kept_here(self.env))
            )
        return len(heads)

    def _send_mail(self, company, line):
        """Queue the mail; returns where it goes, or None."""
        addresses = email_normalize_all(company.lot_audit_anchor_mail or "")
        # A copy for tests must not answer for the real one.
        if not addresses or self.env["ir.config_parameter"].sudo().get_param("database.is_neutralized"):
            return None
        sentences = messages.anchor_mail(self.env, company.name)
        body = Markup("").join(Markup("<p>%s</p>") % text for text in sentences) + Markup("<pre>%s</pre>") % line
        self.env["mail.mail"].sudo().create(  # sudo: mails are the system's
            {
                "subject": messages.anchor_subject(self.env, company.name),
                "body_html": body,
                "email_to": ", ".join(addresses),
                "email_from": company.email_formatted or self.env.user.email_formatted,
                "auto_delete": False,
            }
        )
        return ", ".join(addresses)

    def _write_file(self, company, line):
        """Append the line to the file of this database; returns the file, or None."""
        if not company.lot_audit_anchor_file:
            return None
        path = self._get_file()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            _logger.exception("The anchor of the audit ledger could not be written to %s", path)
            return None
        return str(path)

    @api.model
    def _get_file(self):
        return Path(config["data_dir"], "lot_audit_anchors", f"{self.env.cr.dbname}.txt")
