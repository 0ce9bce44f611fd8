"""A part of a print job that is sent at one go."""

import base64
from datetime import timedelta

from odoo import api, fields, models

from .. import messages_print as messages

KEPT_DAYS = 7  # bytes of labels that are printed; what was printed stays on record in the job


class LotPrintPiece(models.Model):
    _name = "lot.print.piece"
    _description = "Piece of a print job"
    _order = "job_id, id"

    job_id = fields.Many2one("lot.print.job", required=True, ondelete="cascade", index=True)
    label_count = fields.Integer("Labels", required=True)
    content = fields.Binary(attachment=True, groups="base.group_system")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("sending", "Sending"),
            ("done", "Printed"),
            ("unsure", "Not known"),
            ("skipped", "Left out"),
        ],
        default="waiting",
        required=True,
    )

    def _leave_out_lost(self):
        """Those of these pieces whose bytes are there; jobs of the others stop, and hold up no other printer."""
        lost = self.with_context(bin_size=False).filtered(lambda piece: not piece.content)
        for job in lost.job_id:
            job._stop(messages.content_lost(job._env_of_user()))
        return self - lost

    def _get_bytes(self):
        return base64.b64decode(self.with_context(bin_size=False).content)

    @api.autovacuum
    def _gc_content(self):
        """Forget the bytes of what came out a while ago."""
        day = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        domain = [("job_id.state", "=", "done"), ("job_id.finished_at", "<", day), ("content", "!=", False)]
        self.search(domain, limit=10_000).write({"content": False})
