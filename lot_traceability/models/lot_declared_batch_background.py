"""Imports of many lines go on in the background: piece by piece, each with its own commit.

Nothing is remembered but the file: after a kill or a restart it is judged again, and the lines that are here already
are known by what they say. So no line is lost and none comes twice.
"""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from .. import messages_declared
from .lot_declared_reader import Source

PIECE = 2_000


class LotDeclaredBatch(models.Model):
    _inherit = "lot.declared.batch"

    file = fields.Binary("Content of the file", readonly=True, attachment=True, groups="lot_traceability.group_quality")
    reading = fields.Json("How the file is read", readonly=True)
    problem = fields.Text("Why it stopped", readonly=True)
    progress = fields.Integer("Imported (%)", compute="_compute_progress")

    @api.depends("link_count", "wanted_count")
    def _compute_progress(self):
        for batch in self:
            batch.progress = 100 * batch.link_count // batch.wanted_count if batch.wanted_count else 100

    @api.model
    def _prepare_background_vals(self, source, skip_bad):
        """What the background needs to read the file as the wizard did."""
        reading = {
            "file_name": source.file_name,
            "date_order": source.date_order,
            "zone": source.zone,
            "create_missing_lots": source.create_missing_lots,
            "skip_bad": skip_bad,
        }
        return {"state": "running", "file": base64.b64encode(source.data), "reading": reading}

    def _start_background(self):
        # Sudo: everybody who may import may have it done now; scheduled actions are the administrator's.
        self.env.ref("lot_traceability.lot_declared_batch_cron").sudo()._trigger()

    def action_go_on(self):
        """Go on with imports that stopped, after their reason was removed."""
        self.env["lot.declared.link"].check_access("create")
        self.check_access("read")
        # Sudo: nobody may edit an import; this only sets it going again.
        self.sudo().filtered(lambda batch: batch.state == "stopped").write({"state": "running", "problem": False})
        self._start_background()

    @api.model
    def _cron_take_over(self):
        """Take over what waits, the oldest first, as long as the scheduler lets us."""
        waiting = self.search([("state", "=", "running")], order="id")
        for index, batch in enumerate(waiting):
            later = sum(max(other.wanted_count - other.link_count, 1) for other in waiting[index + 1 :].exists())
            try:
                may_go_on = batch._as_importer()._go_on(later)
            except UserError as error:
                self.env.cr.rollback()
                batch.exists().write({"state": "stopped", "problem": error.args[0]})
                may_go_on = self.env["ir.cron"]._commit_progress(remaining=later)
            if not may_go_on:
                return

    def _as_importer(self):
        """As the person who imports, with that person's rights, in that company."""
        companies = {"allowed_company_ids": self.company_id.ids}
        return self.with_user(self.create_uid).with_context(**companies)

    def _go_on(self, later=0):
        """Add the lines that are not here yet.

        Args:
            later: lines of other imports that wait.

        Returns:
            whether the scheduler leaves time for more.

        Raises:
            UserError: it cannot go on; the lines of finished pieces stay.
        """
        if not self.exists():
            return True
        batch_sudo = self.sudo()  # nobody may edit an import, it keeps its own books
        judged = self.env["lot.declared.reader"]._judge(self._background_source())
        if judged.issues and not self.reading["skip_bad"]:
            raise UserError(messages_declared.import_stopped(self.env, judged.issues[0]))
        batch_sudo.wanted_count = self.link_count + len(judged.fresh)
        scheduler, created = self.env["ir.cron"], {}
        scheduler._commit_progress(remaining=len(judged.fresh) + later)
        # One piece is added whatever time the judging took, or a big file would be judged for ever.
        for lines in split_every(PIECE, judged.fresh, list):
            if not self.exists():  # deleted meanwhile
                return True
            self._add_lines(lines, created)
            batch_sudo._finish_when_complete()
            if not scheduler._commit_progress(len(lines)):
                return False
        batch_sudo._finish_when_complete()
        return True

    def _finish_when_complete(self):
        if self.link_count >= self.wanted_count:
            self.write({"state": "done", "file": False, "reading": False})

    def _background_source(self):
        reading = self.reading
        return Source(
            base64.b64decode(self.with_context(bin_size=False).file),
            reading["file_name"],
            self.kind,
            self.company_id.id,
            reading["date_order"],
            reading["zone"],
            reading["create_missing_lots"],
        )
