"""Tools of the tests of the audit ledger."""

import json
from contextlib import closing

from odoo import SUPERUSER_ID, api

from ..sql import audit_retention
from .common import LotWorldCase

# A company that exists nowhere else: what these tests really commit stays, since the ledger only grows.
APART = 900_000_000


class AuditCase(LotWorldCase):
    def setUp(self):
        super().setUp()
        self.ledger = self.env["lot.audit.entry"]
        self.company = self.env.company.id

    @classmethod
    def forget(cls, company):
        """Take away what making a company and its users wrote, before it is sealed: numbers begin at 1."""
        cls.env.cr.execute(audit_retention.allow("test"))
        cls.env.cr.execute("DELETE FROM lot_audit_entry WHERE company_id = %s", [company.id])
        cls.env.cr.execute("DELETE FROM lot_audit_pending WHERE company_id = %s", [company.id])
        cls.env.cr.execute(audit_retention.allow(""))
        cls.env.invalidate_all()

    def entries(self, code, **more):
        """Entries of a code written by this test, oldest first."""
        domain = [("code", "=", code), *[(name, "=", value) for name, value in more.items()]]
        return self.ledger.search(domain, order="id")

    def seal(self, company=None):
        """Seal what this test wrote, within its transaction."""
        return self.env["lot.audit.sealer"]._seal_batch(company or self.company)

    def rows(self, query, *parameters):
        self.env.cr.execute(query, parameters)
        return self.env.cr.fetchall()

    def seals(self, company=None):
        """``[(seq, entry id, content as dict)]`` of a company."""
        found = self.rows(
            "SELECT seal.seq, seal.entry_id, entry.content FROM lot_audit_seal seal"
            " LEFT JOIN lot_audit_entry entry ON entry.id = seal.entry_id"
            " WHERE seal.company_id = %s ORDER BY seal.seq",
            company or self.company,
        )
        return [(seq, entry, content and json.loads(content)) for seq, entry, content in found]

    def real_env(self):
        """An environment on a connection of its own: what it commits stays after the test."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        return api.Environment(cr, SUPERUSER_ID, {})

    def seal_really(self, company):
        """Seal committed entries on a connection of its own."""
        with closing(self.registry.cursor()) as cr:
            return api.Environment(cr, SUPERUSER_ID, {})["lot.audit.sealer"]._seal_companies([company])
