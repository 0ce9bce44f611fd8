"""Which signatures stand under a revision."""

import json

from odoo import models


class LotRecallRevision(models.Model):
    _inherit = "lot.recall.revision"

    def _get_signature_lines(self):
        """Signatures over this revision, void ones too, as a paper shows them."""
        self.ensure_one()
        signatures_sudo = self.recall_id._get_signatures_sudo()
        return signatures_sudo.filtered(lambda signature: self._is_covered_by(signature))._get_lines()

    def _is_covered_by(self, signature):
        covered = json.loads(signature.content)["revision"]
        return bool(covered) and covered["sha256"] == self.sha256
