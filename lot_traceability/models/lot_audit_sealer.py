"""Chains committed entries, company by company, right after each commit and by cron.

Odoo runs REPEATABLE READ: inside a business transaction the head of a chain is stale, and locking it would make all
writers of a company wait for each other. So entries are written without number, and the sealer numbers and chains what
is committed, on a cursor of its own. An advisory lock lets one sealer work per company; whoever does not get it leaves,
since the holder looks again after it let go.
"""

import json
import logging
from contextlib import closing
from datetime import datetime

import psycopg2

from odoo import SUPERUSER_ID, api, models

from ..kernel import audit_chain
from ..sql import audit_seal

_logger = logging.getLogger(__name__)
BATCH = 2000
_HOOK = "lot_traceability.audit"


class LotAuditSealer(models.AbstractModel):
    _name = "lot.audit.sealer"
    _description = "Sealer of the audit ledger"

    @api.model
    def _seal_after_commit(self, company_ids):
        """Have entries of these companies sealed once this transaction is committed."""
        postcommit, registry = self.env.cr.postcommit, self.env.registry
        if _HOOK not in postcommit.data:
            companies = postcommit.data[_HOOK] = set()

            @postcommit.add
            def seal():
                try:
                    with closing(registry.cursor()) as cr:
                        api.Environment(cr, SUPERUSER_ID, {})[self._name]._seal_companies(sorted(companies))
                except psycopg2.Error:
                    # The business transaction is committed; its entries wait for the next commit or the cron.
                    _logger.info("Sealing of the audit ledger was put off", exc_info=True)

        postcommit.data[_HOOK].update(company_ids)

    @api.model
    def _cron_seal(self):
        """Seal whatever waits, on a cursor of its own."""
        with closing(self.env.registry.cursor()) as cr:
            sealer = api.Environment(cr, SUPERUSER_ID, {})[self._name]
            sealer._seal_companies([company for (company,) in sealer.env.execute_query(audit_seal.companies_waiting())])

    @api.model
    def _seal_companies(self, company_ids):
        """Seal all committed entries of these companies; commits, so the cursor must be the caller's own.

        Returns:
            Number of seals added.
        """
        return sum(self._seal_company(company_id) for company_id in company_ids)

    @api.model
    def _seal_company(self, company_id):
        sealed = 0
        while True:
            if self._ask(audit_seal.try_lock(company_id)) != [(True,)]:
                return sealed
            try:
                # The snapshot must be younger than the lock, or it may lack the seals of the last holder.
                self._commit()
                while added := self._seal_batch(company_id):
                    sealed += added
                    self._commit()
            finally:
                self.env.cr.rollback()
                self._ask(audit_seal.unlock(company_id))
                self._commit()
            # Entries committed after our last look, by somebody whom the lock sent away.
            if not self._ask(audit_seal.is_waiting(company_id))[0][0]:
                return sealed

    @api.model
    def _seal_batch(self, company_id):
        """Seal up to ``BATCH`` entries in the current transaction; returns how many."""
        waiting = self._ask(audit_seal.waiting(company_id, BATCH))
        if not waiting:
            return 0
        moved = self._write_home(company_id)
        if moved:
            text = self.env["lot.audit.entry"].sudo().browse(moved).content  # sudo: the program's own entry
            waiting = [(moved, audit_chain.content_hash(text)), *(row for row in waiting if row[0] != moved)]
        sealed_at = datetime.utcnow()  # noqa: DTZ003  Odoo's instants are naive UTC
        seq, previous = (self._ask(audit_seal.head(company_id)) or [(0, audit_chain.genesis(company_id))])[0]
        links = audit_chain.chain(
            bytes(previous), seq, [bytes(row[1]) for row in waiting], audit_chain.microseconds(sealed_at)
        )
        rows = [(number, *row, digest) for (number, digest), row in zip(links, waiting)]
        self.env.cr.execute(audit_seal.add(company_id, sealed_at, rows))
        return len(rows)

    def _commit(self):
        self.env.cr.commit()  # pylint: disable=invalid-commit  # the cursor is the sealer's own

    def _ask(self, query):
        self.env.cr.execute(query)
        return self.env.cr.fetchall()

    # --- where the chain lives ---

    @api.model
    def _get_home(self):
        """What tells this database from a copy of it: its number, its server's number, Odoo's uuid."""
        oid, uuid, readable = self._ask(audit_seal.database())[0]
        system = self._ask(audit_seal.server())[0][0] if readable else None
        return {"database": oid, "server": system, "uuid": uuid}

    @api.model
    def _write_home(self, company_id):
        """Say that the chain begins here, or goes on in another database; returns the new entry's id, if any."""
        home = self._get_home()
        last = self._ask(audit_seal.last_home(company_id))
        before = json.loads(last[0][0])["after"] if last else None
        if before == home:
            return None
        return self.env["lot.audit.entry"]._ledger_write(
            "home", [{"company": company_id, "before": before, "after": home}]
        )[0]  # fmt: skip
