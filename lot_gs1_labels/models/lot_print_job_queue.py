"""Sends what waits: one piece after the other on each printer, all printers at the same time, committing in between.

Each round: pieces are marked and committed, sent without any transaction, and what came of it is written and
committed. So a server that is killed while it sends leaves pieces marked, and nobody prints them twice by accident.
Odoo runs a scheduled action once at a time; whatever is marked at its start was left so by a run that was killed.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .. import messages_print as messages
from ..kernel import print_queue as queue
from ..report.raw_printer import send
from .lot_print_job import OPEN

MOST_AT_ONCE = 8  # printers


class LotPrintJob(models.Model):
    _inherit = "lot.print.job"

    @api.model
    def _cron_send(self):
        """Send what is due, as long as the scheduler lets us."""
        scheduler = self.env["ir.cron"]
        if self.env["ir.config_parameter"].get_param("database.is_neutralized"):
            return  # a copy for tests prints nothing
        self._tell_interrupted()
        self._give_up_old()
        while pieces := self._get_due_pieces():
            pieces = pieces._leave_out_lost()
            pieces.state = "sending"
            pieces.job_id.filtered(lambda job: job.state == "waiting").state = "sending"
            parcels = [(piece.job_id.printer_id._get_target(), piece._get_bytes()) for piece in pieces]
            scheduler._commit_progress(remaining=len(pieces))
            with ThreadPoolExecutor(MOST_AT_ONCE) as threads:
                outcomes = list(threads.map(lambda parcel: send(*parcel), parcels))
            # What people decided meanwhile counts.
            self.env.invalidate_all()
            for piece, outcome in zip(pieces, outcomes, strict=True):
                if piece.exists():
                    piece.job_id._take_outcome(piece, outcome)
            if not scheduler._commit_progress(len(pieces)):
                self._start_queue()
                return

    @api.model
    def _get_due_pieces(self):
        """The next piece for each printer that may be spoken to now."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (job.printer_id) piece.id
                  FROM lot_print_job job
                  JOIN lot_printer printer ON printer.id = job.printer_id AND printer.active
                  JOIN lot_print_piece piece ON piece.job_id = job.id AND piece.state = 'waiting'
                 WHERE job.state IN %(open)s
                   AND (printer.next_try_at IS NULL OR printer.next_try_at <= %(now)s)
                 ORDER BY job.printer_id, job.id, piece.id
                """,
                open=OPEN,
                now=fields.Datetime.now(),
            )
        )
        return self.env["lot.print.piece"].browse([piece for (piece,) in rows])

    @api.model
    def _tell_interrupted(self):
        left = self.env["lot.print.piece"].search([("state", "=", "sending")])
        left.state = "unsure"
        for job in left.job_id:
            job._stop(messages.interrupted(job._env_of_user()))

    @api.model
    def _give_up_old(self):
        now = fields.Datetime.now()
        for job in self.search([("state", "in", OPEN)]):
            # Not by write_date: every attempt writes.
            if job.waiting_since < now - timedelta(hours=job.printer_id.give_up_hours):
                job._stop(messages.given_up(job._env_of_user(), job.printer_id))

    def _take_outcome(self, piece, outcome):
        """Write down what came of a piece, and what that means for job and printer."""
        verdict = outcome.verdict
        piece.state = {queue.DONE: "done", queue.UNSURE: "unsure"}.get(verdict, "waiting")
        self.printer_id._take_outcome(outcome)
        if verdict == queue.AGAIN and self.state == "sending":
            self.state = "waiting"
        if verdict in (queue.UNSURE, queue.NEVER):
            self._stop(messages.trouble(self._env_of_user(), self.printer_id, outcome))
        self._settle()

    def _settle(self):
        """Bring the counts, and the state of an open job, in line with its pieces."""
        found = self.env["lot.print.piece"]._read_group(
            [("job_id", "in", self.ids)], ["job_id", "state"], ["label_count:sum"]
        )
        labels = {(job, state): count for job, state, count in found}
        for job in self:
            counts = {state: labels.get((job, state), 0) for state in ("waiting", "sending", "done", "unsure")}
            is_news = (job.printed_count, job.unsure_count) != (counts["done"], counts["unsure"])
            job.write({"printed_count": counts["done"], "unsure_count": counts["unsure"]})
            if job.state not in OPEN and is_news:
                job._count_issued()  # what was on its way when somebody cancelled came out after all
            elif job.state in OPEN and not (counts["waiting"] or counts["sending"] or counts["unsure"]):
                job.write({"state": "done", "finished_at": fields.Datetime.now()})

    def _stop(self, sentence):
        """Stop here, and tell the person who waits for the labels."""
        self._settle()
        if self.state in OPEN:
            self.write({"state": "failed", "finished_at": fields.Datetime.now()})
        self.problem = messages.how_far(self._env_of_user(), self, sentence)
        note = {"type": "danger", "sticky": True, "title": self.name, "message": self.problem}
        self.create_uid._bus_send("simple_notification", note)

    def _env_of_user(self):
        return self.with_context(lang=self.create_uid.lang).env
