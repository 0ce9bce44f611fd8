"""From printed to released: printed, checked, released by Quality, or rejected; and what became of every label."""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .. import messages_release as messages
from ..kernel.label import verify
from .lot_print_job import OPEN
from .lot_print_line import FATES


class LotPrintJob(models.Model):
    _inherit = "lot.print.job"

    is_controlled = fields.Boolean("Released by Quality", readonly=True)
    sample_count = fields.Integer("To scan back", readonly=True)
    least_grade = fields.Char(readonly=True)
    label_state = fields.Selection(
        [("printed", "To be checked"), ("checked", "Checked"), ("released", "Released"), ("rejected", "Rejected")],
        "Labels are",
        readonly=True,
        index=True,
        help="Of designs whose labels Quality releases.",
    )
    checked_at = fields.Datetime("Last checked", readonly=True)
    released_by_id = fields.Many2one("res.users", "Released or rejected by", readonly=True)
    released_at = fields.Datetime("Released or rejected", readonly=True)
    reject_reason = fields.Char("Rejected because", readonly=True)
    reconciled_by_id = fields.Many2one("res.users", "Reconciled by", readonly=True)
    reconciled_at = fields.Datetime("Reconciled", readonly=True)
    reconcile_reason = fields.Char("Difference explained", readonly=True)
    obstacle = fields.Text("Before release", compute="_compute_obstacle")

    def _compute_obstacle(self):
        for job in self:
            is_open = job.label_state in ("printed", "checked")
            job.obstacle = is_open and "\n".join(job._get_obstacles())

    def _count_issued(self):
        before = {job: job.issued_count for job in self if job.label_state == "released"}
        result = super()._count_issued()
        for job, count in before.items():
            if job.issued_count > count:  # nobody has looked at these
                job._take_back(messages.more_came_out(self.env, job.issued_count - count))
        self.filtered("is_controlled")._settle_label_state()
        return result

    def _take_back(self, reason):
        self.write({"label_state": "checked", "released_by_id": False, "released_at": False})
        self._tell("labels_recalled", {}, reason)

    def _settle_label_state(self):
        """Printed or checked, by what was found; a label that turns out wrong takes the release back."""
        for job in self.filtered(lambda job: job.is_controlled and job.label_state != "rejected"):
            if not job.issued_count:
                continue
            obstacles = job._get_obstacles()
            state = "printed" if obstacles else "checked"
            if job.label_state == "released" and not job.wrong_count:
                continue
            if job.label_state == "released":
                job._take_back(obstacles[0])
            if job.label_state != state:
                job.label_state = state

    def _get_obstacles(self):
        """What stands in the way of a release, in sentences; [] when nothing does."""
        found = []
        if self._is_printing():
            found.append(messages.still_printing(self.env))
        if self.state == "failed":
            found.append(messages.stopped(self.env))
        if not self.issued_count:
            found.append(messages.nothing_came_out(self.env))
        if self.wrong_count:
            found.append(messages.wrong_scans(self.env, self.wrong_count))
        missing = min(self.sample_count, self.issued_count) - self.right_count
        if missing > 0:
            found.append(messages.sample_missing(self.env, missing))
        if self.stale_count:
            found.append(messages.labels_stale(self.env, self.stale_count))
        if obstacle := self._get_grade_obstacle():
            found.append(obstacle)
        return found

    def _is_printing(self):
        """Whether labels may come out by themselves; of a cancelled job, the piece that is being sent."""
        return self.state in OPEN or bool(self._get_underway_count())

    def _get_grade_obstacle(self):
        if not self.least_grade:
            return ""
        if not self.grade_text:
            return messages.grade_missing(self.env, self.least_grade)
        is_enough = verify.is_enough(self.grade, self.least_grade)
        return "" if is_enough else messages.grade_low(self.env, self.grade_text, self.least_grade)

    def _go_on(self, unsure_becomes):
        if self.label_state in ("released", "rejected"):
            raise UserError(messages.judged_prints_no_more(self.env, self))
        return super()._go_on(unsure_becomes)

    # --- release ---

    def _check_may_release(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.only_quality_releases(self.env))

    def action_release(self):
        """Release these labels for use."""
        for job in self:
            job._release()

    def _release(self):
        """Let these labels be used, whatever asked for it; UserError where something stands in the way."""
        self.ensure_one()
        self._check_may_release()
        self._lock()
        if not self.is_controlled:
            raise UserError(messages.not_controlled(self.env))
        if self.label_state in ("released", "rejected"):
            raise UserError(messages.judged_already(self.env, self))
        if obstacles := self._get_obstacles():
            raise UserError("\n".join(obstacles))
        self._check_four_eyes()
        self._judge("released")
        self._tell("labels_released", {"labels": self.issued_count, "grade": self.grade_text})

    def _check_four_eyes(self):
        # Sudo: a setting that everybody follows.
        if not self.company_id.sudo().label_four_eyes:
            return
        scanned = self.check_ids.filtered("is_right").create_uid
        if self.env.user in (self.create_uid, *scanned):
            raise UserError(messages.not_by_printer(self.env))

    def _judge(self, state, **vals):
        # Sudo: only these acts write it, behind their checks.
        now = fields.Datetime.now()
        self.sudo().write({"label_state": state, "released_by_id": self.env.uid, "released_at": now, **vals})

    def _lock(self):
        """No other act on these labels until this one is committed."""
        self.env.execute_query(SQL("SELECT id FROM lot_print_job WHERE id = %s FOR UPDATE", self.id))

    def _reject(self, reason):
        """These labels are never used."""
        self._check_may_release()
        reason = self.env["lot.reason"]._checked(reason)
        self._lock()
        if self.label_state == "rejected":
            raise UserError(messages.judged_already(self.env, self))
        if self._is_printing():
            raise UserError(messages.still_printing(self.env))
        self._judge("rejected", reject_reason=reason)
        self._tell("labels_rejected", {"labels": self.issued_count}, reason)

    # --- what became of them ---

    def _account(self, fate, count=0, numbers="", reason=""):
        """Enter what became of labels.

        Args:
            fate: one of ``FATES``.
            count: of each record; 0: all that are not accounted for; negative to correct an entry.
            numbers: lots or serial numbers, one a line, runs as ``A-1 .. A-9``; "": all of the job.
            reason: why; asked for when labels are lost or an entry is corrected.

        Returns:
            int, labels entered.
        """
        self.ensure_one()
        self._check_may_account(fate, count)
        if count < 0 or fate in ("spoiled", "destroyed"):
            reason = self.env["lot.reason"]._checked(reason)
        self._lock()
        lines = self._get_named_lines(numbers)
        job_sudo = self.sudo()  # counts change by such entries only
        counted = job_sudo._add_to_lines(fate, count, lines)
        if not counted:
            raise UserError(messages.nothing_left(self.env, self))
        job_sudo.write({"reconciled_at": False, "reconciled_by_id": False, "reconcile_reason": False})
        extra = {"fate": dict(FATES)[fate], "labels": counted, "numbers": (numbers or "")[:2000]}
        self._tell("labels_accounted", extra, self.env["lot.reason"]._plain(reason))
        return counted

    def _check_may_account(self, fate, count):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_operator"):
            raise AccessError(messages.only_operators_examine(self.env))
        if self._is_printing():
            raise UserError(messages.still_printing(self.env))
        if fate == "applied" and count >= 0 and self.is_controlled and self.label_state != "released":
            raise UserError(messages.applied_before_release(self.env))

    def _get_named_lines(self, numbers):
        """Ids of the lines with these numbers; None: all of the job."""
        try:
            names = verify.numbers_in(numbers or "")
        except ValueError as error:
            raise UserError(messages.wrong_run(self.env, str(error))) from error
        if not names:
            return None
        found = self.env.execute_query(
            SQL("SELECT id, name FROM lot_print_line WHERE job_id = %s AND name = ANY(%s)", self.id, names)
        )
        if unknown := sorted(set(names) - {name for _id, name in found}):
            raise UserError(messages.not_of_this_job(self.env, unknown))
        return [line for line, _name in found]

    def _add_to_lines(self, fate, count, lines):
        """Labels entered; UserError when a line has not as many."""
        self.env.flush_all()
        chosen = SQL("job_id = %s AND %s", self.id, SQL("TRUE") if lines is None else SQL("id = ANY(%s)", lines))
        ((has_left,),) = self.env.execute_query(
            SQL("SELECT bool_or(left_count > 0) FROM lot_print_line WHERE %s", chosen)
        )
        # All that are left; when none are, all that were returned.
        more = SQL("%s", count) if count else SQL("left_count" if has_left or fate == "returned" else "returned_count")
        column = SQL.identifier(f"{fate}_count")
        back = SQL("0") if fate == "returned" else SQL("returned_count")
        room = SQL("greatest(left_count, 0) + %s", back)
        fits = SQL("%s + %s >= 0", column, more) if count < 0 else SQL("%s > 0 AND %s <= %s", more, more, room)
        if count:
            query = SQL("SELECT count(*) FILTER (WHERE NOT (%s)) FROM lot_print_line WHERE %s", fits, chosen)
            ((lacking,),) = self.env.execute_query(query)
            if lacking:
                raise UserError(messages.not_so_many(self.env, count, lacking))
        taken = SQL("greatest(0, least(%s, %s - greatest(left_count, 0)))", back, more)
        done = self.env.execute_query(
            SQL(
                """
                WITH chosen AS (SELECT id, %(more)s AS more, %(taken)s AS taken
                                  FROM lot_print_line WHERE %(chosen)s AND %(fits)s)
                UPDATE lot_print_line line
                   SET returned_count = line.returned_count - chosen.taken + %(back)s%(own)s
                  FROM chosen WHERE chosen.id = line.id
                RETURNING chosen.more
                """,
                more=more,
                taken=taken,
                chosen=chosen,
                fits=fits,
                back=SQL("chosen.more") if fate == "returned" else SQL("0"),
                own=SQL("") if fate == "returned" else SQL(", %s = line.%s + chosen.more", column, column),
            )
        )
        self._refresh_lines()
        return sum(number for (number,) in done)

    def _reconcile(self, reason=""):
        """Close the count: everything that came out is accounted for, or the difference is explained."""
        self.ensure_one()
        self._check_may_account("", 0)
        self._lock()
        reason = self.env["lot.reason"]._plain(reason)
        if self.left_count or self.doubled_count:
            self._check_may_release()
            if not reason:
                raise UserError(messages.not_in_balance(self.env, self))
        counts = {name: self[f"{name}_count"] for name in ("issued", *(name for name, _title in FATES), "left")}
        now = fields.Datetime.now()
        job_sudo = self.sudo()  # nobody writes that it adds up but this
        job_sudo.write({"reconciled_at": now, "reconciled_by_id": self.env.uid, "reconcile_reason": reason or False})
        self._tell("labels_reconciled", {**counts, "doubled": self.doubled_count}, reason)
