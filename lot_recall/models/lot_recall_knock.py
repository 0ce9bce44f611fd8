"""Who sent how many forms lately, by link and by address: rows are added and counted, so that nobody waits for others.

Kept for an hour; addresses are hashed with a secret of the database, so they cannot be read back.
"""

import hashlib
import hmac
from datetime import timedelta

from odoo import api, fields, models

WINDOW, KEPT = timedelta(minutes=10), timedelta(hours=1)
MOST = {"link": 30, "address": 300, "miss": 30}  # in a window


class LotRecallKnock(models.Model):
    _name = "lot.recall.knock"
    _description = "Form sent to the reply page"
    _log_access = False

    kind = fields.Char(required=True, readonly=True)
    who = fields.Char(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _who_idx = models.Index("(kind, who, at)")

    @api.model
    def _may(self, **knockers):
        """Count a form by ``{kind: who}``; whether none of them sent too many.

        Sudo: strangers have no rights here.
        """
        knocks_sudo = self.sudo()
        now, may = fields.Datetime.now(), True
        hashed = {kind: self._hash(who) for kind, who in knockers.items()}
        for kind, who in hashed.items():
            recent = [("kind", "=", kind), ("who", "=", who), ("at", ">", now - WINDOW)]
            may &= knocks_sudo.search_count(recent, limit=MOST[kind]) < MOST[kind]
        if may:  # who is refused already does not fill the table
            knocks_sudo.create([{"kind": kind, "who": who, "at": now} for kind, who in hashed.items()])
        return may

    @api.model
    def _hash(self, who):
        # Sudo: the secret never leaves this function.
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret") or ""
        return hmac.new(secret.encode(), (who or "").encode(), hashlib.sha256).hexdigest()[:32]

    @api.autovacuum
    def _gc_old(self):
        self.search([("at", "<", fields.Datetime.now() - KEPT)]).unlink()
