"""What is to be printed, by whom, and how far it got. Sent by the queue, never in the transaction of a user."""

import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_print as messages

OPEN = ("waiting", "sending")


class LotPrintJob(models.Model):
    _name = "lot.print.job"
    _description = "Print job"
    _order = "id desc"

    name = fields.Char("What", required=True, readonly=True)
    printer_id = fields.Many2one(
        "lot.printer", readonly=True, index=True, ondelete="restrict", help="Empty: downloaded as a file."
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    create_uid = fields.Many2one("res.users", "Printed by")
    create_date = fields.Datetime("Asked for")
    waiting_since = fields.Datetime(default=fields.Datetime.now, readonly=True, help="Asked for, or told to go on.")
    finished_at = fields.Datetime("Finished", readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("sending", "Printing"),
            ("done", "Printed"),
            ("failed", "Stopped"),
            ("cancelled", "Cancelled"),
        ],
        default="waiting",
        required=True,
        readonly=True,
        index=True,
    )
    label_count = fields.Integer("Labels", readonly=True)
    printed_count = fields.Integer("Printed", readonly=True, help="Labels that the printer took for sure.")
    unsure_count = fields.Integer(
        "Not known", readonly=True, help="Labels that may have come out: look at the printer."
    )
    progress = fields.Integer("Progress (%)", compute="_compute_progress")
    problem = fields.Text("What happened", readonly=True)
    printer_trouble = fields.Text(related="printer_id.trouble", related_sudo=True)
    # Of what: for the loop from print to release, and to print again.
    design = fields.Char("Design", readonly=True)
    design_revision = fields.Integer("Revision", readonly=True)
    res_model = fields.Char("Kind of records", readonly=True)
    fingerprint = fields.Char(readonly=True, help="SHA-256 of what is sent.")
    piece_ids = fields.One2many("lot.print.piece", "job_id", "Pieces", readonly=True)

    _open_once = models.UniqueIndex(
        "(printer_id, fingerprint) WHERE state IN ('waiting', 'sending')",
        "Somebody sent exactly these labels to this printer a moment ago. They are waiting there.",
    )

    @api.depends("label_count", "printed_count")
    def _compute_progress(self):
        for job in self:
            job.progress = 100 * job.printed_count // job.label_count if job.label_count else 0

    # --- asking for it ---

    @api.model
    def _submit(self, printer, pieces, what, again=False, **values):
        """Put labels into the queue; they are sent right after this transaction is committed.

        Args:
            printer: lot.printer, one, which the user may see.
            pieces: iterable of (number of labels, bytes in the printer's language); a piece is sent at one go. Small
                ones (``kernel.print_queue.in_pieces``), since a printer that stops in one leaves it open which of its
                labels came out.
            what: str, what people call it.
            again: whether equal labels that still wait there are right.
            values: of other fields of the job.

        Returns:
            lot.print.job.

        Raises:
            UserError: nothing to print, archived printer, or the same labels wait there already.
        """
        printer.ensure_one()
        printer.check_access("read")
        if not printer.active:
            raise UserError(messages.printer_archived(self.env, printer.name))
        # Sudo: nobody makes or edits print jobs but this method: whoever could, could send bytes of all kinds.
        job_sudo = self.sudo().create(
            {
                "name": what,
                "printer_id": printer.id,
                "company_id": (printer.company_id or self.env.company).id,
                **values,
            }
        )
        job_sudo._add_pieces(pieces, again)
        self._start_queue()
        return job_sudo.sudo(False)

    def _add_pieces(self, pieces, again):
        labels, digest = 0, hashlib.sha256()
        for count, data in pieces:
            # One by one: ten thousand labels need not be in memory at once.
            values = {"job_id": self.id, "label_count": count, "content": base64.b64encode(data)}
            self.env["lot.print.piece"].create(values)
            labels += count
            digest.update(data)
        if not labels:
            raise UserError(messages.nothing_to_print(self.env))
        if again:
            digest.update(b"%d" % self.id)
        fingerprint = digest.hexdigest()
        domain = [("printer_id", "=", self.printer_id.id), ("state", "in", OPEN), ("fingerprint", "=", fingerprint)]
        if same := self.search(domain, limit=1):
            raise UserError(messages.same_labels_wait(self.env, same))
        self.write({"label_count": labels, "fingerprint": fingerprint})

    @api.model
    def _start_queue(self, at=None):
        # Sudo: everybody who may print may have it done now; scheduled actions are the administrator's.
        self.env.ref("lot_gs1_labels.lot_print_job_cron").sudo()._trigger(at)

    def _get_open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print job"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    # --- what people decide ---

    def action_cancel(self):
        """Print no more of it; what is being sent at this moment still comes out."""
        self.check_access("read")
        # Sudo: jobs are the queue's; whoever sees one may stop it.
        for job_sudo in self.sudo().filtered(lambda job: job.state in (*OPEN, "failed")):
            job_sudo.write({"state": "cancelled", "finished_at": fields.Datetime.now()})
            job_sudo.problem = messages.cancelled(self.env, self.env.user.name, job_sudo)

    def action_print_rest(self):
        """Go on; what is not known to have come out is printed once more."""
        self._go_on("waiting")

    def action_skip_unsure(self):
        """Go on behind what is not known: somebody saw it come out."""
        self._go_on("done")

    def _go_on(self, unsure_becomes):
        self.ensure_one()
        self.check_access("read")
        job_sudo = self.sudo()  # jobs are the queue's; whoever sees one may decide about its labels
        if job_sudo.state not in ("failed", "cancelled"):
            raise UserError(messages.not_stopped(self.env))
        if not self.printer_id.active:
            raise UserError(messages.printer_archived(self.env, self.printer_id.name))
        job_sudo.piece_ids.filtered(lambda piece: piece.state == "unsure").state = unsure_becomes
        now = fields.Datetime.now()
        job_sudo.write({"state": "waiting", "problem": False, "finished_at": False, "waiting_since": now})
        job_sudo._settle()
        self.action_try_printer()

    def action_try_printer(self):
        """Try to reach the printer at once."""
        self.printer_id.action_try_now()
