"""Verifies the chains of the audit ledger against what is stored; the judging is the kernel's."""

import json

from odoo import api, models

from ..kernel import audit_verify as kernel
from ..kernel.audit_chain import genesis
from ..kernel.audit_report import FINDINGS_KEPT, Anchor, Row
from ..sql import audit_tables
from ..sql import audit_verify as sql

BATCH = 20_000


class LotAuditVerifier(models.AbstractModel):
    _name = "lot.audit.verifier"
    _description = "Verification of the audit ledger"

    @api.model
    def _verify(self, company_id, anchors=(), after=0):
        """Verify one company's chain, all of it or what comes after a number.

        Args:
            company_id: Whose chain.
            anchors: ``kernel.audit_report.Anchor`` kept outside; those that this database kept are added.
            after: The number whose seal is taken for granted.

        Returns:
            ``kernel.audit_report.Report``.
        """
        start = None
        after = max(after, 0)
        if after:
            found = self._ask(sql.seal(company_id, after))
            start = (after, bytes(found[0][0]) if found else genesis(company_id))
        own = [
            Anchor(seq, digest, sent_to, own=True) for seq, digest, sent_to, _at in self._ask(sql.anchors(company_id))
        ]
        loose = self._ask(sql.loose(company_id, 1000 * FINDINGS_KEPT))
        waiting = [json.loads(content) for (content,) in self._ask(sql.waiting_accounts(company_id))]
        return kernel.verify(
            company_id,
            self._read_rows(company_id, after),
            [anchor for anchor in (*own, *anchors) if anchor.seq > after],
            start,
            unsealed=sum(waits is True for _entry, waits, _long in loose),
            overdue=sum(waits is True and long for _entry, waits, long in loose),
            unlisted=[entry for entry, waits, _long in loose if waits is False],
            gone=[entry for entry, waits, _long in loose if waits is None],
            accounts=[(content["code"], content.get("extra", {})) for content in waiting],
        )

    def _read_rows(self, company_id, after):
        while batch := self._ask(sql.rows(company_id, after, BATCH)):
            for seq, entry_id, content_hash, digest, sealed_us, content, salt, text in batch:
                personal = None if salt is None else (bytes(salt), text)
                yield Row(seq, entry_id, bytes(content_hash), bytes(digest), sealed_us, content, personal)
            after = batch[-1][0]

    @api.model
    def _get_companies(self):
        """Ids of all companies that have a chain or entries that wait for one, whether they still exist or not."""
        return [company for (company,) in self._ask(sql.companies())]

    @api.model
    def _find_broken_guards(self):
        """What of the database's own guards is not as we made it.

        Returns:
            ``[(kind, name)]``; kind is ``table``, ``trigger``, ``function`` or ``column``.
        """
        found = {row[:2]: row for row in self._ask(sql.guards())}
        expected = {row[:2]: row for row in audit_tables.expected_guards()}
        broken = [("table", name) for (name,) in self._ask(sql.odd_tables())]
        broken += [("trigger", name) for (table, name), row in expected.items() if found.get((table, name)) != row]
        broken += [("trigger", name) for table, name in found if (table, name) not in expected]
        bodies = dict(self._ask(sql.functions()))
        broken += [("function", name) for name, body in audit_tables.FUNCTIONS.items() if bodies.get(name) != body]
        return broken + [("column", name) for name in self._find_broken_columns()]

    def _find_broken_columns(self):
        """Computed columns whose term is not ours; PostgreSQL writes both terms, since each version words them anew."""
        real = dict(self._ask(sql.computed_columns("lot_audit_entry")))
        with self.env.cr.savepoint(flush=False) as savepoint:
            self.env.cr.execute(audit_tables.model_table())
            model = dict(self._ask(sql.computed_columns("lot_audit_model")))
            savepoint.rollback()
        return [name for name, term in model.items() if real.get(name) != term]

    def _ask(self, query):
        self.env.cr.execute(query)
        return self.env.cr.fetchall()
