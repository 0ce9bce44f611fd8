"""Entries of the audit ledger as rows of a file: words for people, then what proves each row without the database."""

import pytz

from odoo.tools import split_every

from ..kernel.audit_chain import genesis, instant
from ..sql import audit_export as sql

BATCH = 1000


class AuditRows:
    """Entries in the order of their chains; read as the environment's user, a thousand at a time."""

    def __init__(self, env, entries):
        self.env = env
        self.ledger = env["lot.audit.entry"]
        self.ids = [entry for (entry,) in env.execute_query(sql.in_order(entries.ids))]
        self.zone = pytz.timezone(env.context.get("tz") or env.user.tz or "UTC")

    def __iter__(self):
        """Lists of texts and whole numbers, content last."""
        for ids in split_every(BATCH, self.ids):
            entries = self.ledger.browse(ids)
            words = {entry.id: self._prepare_words(entry) for entry in entries}
            for row in self.env.execute_query(sql.rows(ids)):
                yield [*words[row[0]], *_proof(*row)]
            entries.invalidate_recordset()

    def _prepare_words(self, entry):
        when = pytz.utc.localize(entry.at).astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S")
        return [when, entry.writer or "", entry.sentence, entry.reason or "", entry.origin]

    def longest(self):
        """Characters of the longest content."""
        return self.env.execute_query(sql.longest(self.ids))[0][0]


def _proof(entry_id, company_id, seq, sealed_at, previous, content_hash, digest, content):
    if not seq:
        return [company_id, "", entry_id, "", "", "", "", content]
    hashes = [bytes(item).hex() for item in (previous or genesis(company_id), content_hash, digest)]
    return [company_id, seq, entry_id, instant(sealed_at), *hashes, content]
