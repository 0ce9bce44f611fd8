"""Scan-back and grades: whether what came out of the printer is what the records say."""

import functools
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .. import messages_release as messages
from ..kernel.label import verify

MOST_CHARACTERS = 8192


class LotPrintJob(models.Model):
    _inherit = "lot.print.job"

    check_ids = fields.One2many("lot.print.check", "job_id", "Checks", readonly=True)
    right_count = fields.Integer("Scanned, right", compute="_compute_checks")
    wrong_count = fields.Integer("Scanned, wrong", compute="_compute_checks")
    grade = fields.Float("Lowest grade", compute="_compute_checks", digits=(3, 2))
    grade_text = fields.Char("Grade", compute="_compute_checks", help="The lowest that was entered.")

    @api.depends("check_ids.is_right", "check_ids.set_aside_by_id", "check_ids.grade")
    def _compute_checks(self):
        for job in self:
            scans = job.check_ids.filtered(lambda check: check.kind == "scan")
            job.right_count = len(scans.filtered("is_right"))
            job.wrong_count = len(scans.filtered(lambda check: not check.is_right and not check.set_aside_by_id))
            grades = (job.check_ids - scans).mapped("grade")
            job.grade = min(grades, default=0)
            job.grade_text = bool(grades) and f"{job.grade:.1f} ({verify.letter(job.grade)})"

    # --- scanning back ---

    def _scan_back(self, raw_scan):
        """Hold one label of this job against the record it is of, and keep what came of it.

        Args:
            raw_scan: str, as scanned.

        Returns:
            lot.print.check.
        """
        self.ensure_one()
        self._check_may_examine()
        raw_scan = raw_scan.strip("\r\n")
        if not raw_scan.strip() or len(raw_scan) > MOST_CHARACTERS:
            raise UserError(messages.nothing_scanned(self.env))
        parsed = self.env["stock.lot"]._read_scan(raw_scan)
        read = self.env["stock.lot"]._label_read(parsed)
        line = self._find_line(read)
        record = line._get_record() if line else None
        facts, usual = (dict(record._label_facts()), record._label_usual()) if record else ({}, ())
        rows = verify.compare(read, facts, map(tuple, self.symbols or ()), usual)
        vals = {
            "kind": "scan",
            "raw_scan": raw_scan.replace("\0", ""),
            "line_id": line.id,
            "fields_read": [[row.key, row.expected, row.read] for row in rows],
            "problem": self._tell_wrong(parsed, line, rows),
        }
        return self._add_check({**vals, "is_right": not vals["problem"]})

    def _tell_wrong(self, parsed, line, rows):
        """What is wrong with a scan, in a sentence; False when it is right."""
        if not any(row.read for row in rows):
            return messages.no_gs1_read(self.env)
        if faults := [issue for issue in parsed.issues if not issue.warning]:
            return self.env["stock.lot"]._scan_issue_message(faults[0])
        if not line:
            return messages.label_of_other_job(self.env)
        wrong = [row for row in rows if not row.is_right]
        title = functools.partial(line.lot_id._label_title, parsed=parsed)
        return bool(wrong) and messages.fields_wrong(self.env, wrong, title)

    def _find_line(self, read):
        """The record in this job that a scan is of: the one that says just that, else the one with its number."""
        lines = self.env["lot.print.line"]
        number = {key: read[key] for key in ("00", "21", "10") if key in read}
        for said in filter(None, (read, number)):
            found = self.env.execute_query(
                SQL(
                    "SELECT id FROM lot_print_line WHERE job_id = %s AND facts @> %s::jsonb ORDER BY id LIMIT 1",
                    self.id,
                    json.dumps(said),
                )
            )
            if found:
                return lines.browse(found[0])
        # Without number, or of a lot renamed since: with one record there is no doubt whose label it should be.
        only = lines.search([("job_id", "=", self.id)], limit=2)
        return only if len(only) == 1 else lines

    # --- grades ---

    def _enter_grade(self, text, verifier):
        """Keep a verifier's grade of one label.

        Args:
            text: str, a letter or number, or what the device prints: ``3.2/06/660``.
            verifier: str, which device it was.
        """
        self.ensure_one()
        self._check_may_examine()
        grade = verify.read_grade(text or "")
        if grade is None:
            raise UserError(messages.wrong_grade(self.env, text or ""))
        if not (verifier or "").strip():
            raise UserError(messages.no_verifier(self.env))
        vals = {"kind": "grade", "raw_scan": text.strip(), "grade": grade, "verifier": verifier.strip()}
        return self._add_check({**vals, "is_right": verify.is_enough(grade, self.least_grade or "")})

    # --- what follows ---

    def _check_may_examine(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_operator"):
            raise AccessError(messages.only_operators_examine(self.env))
        if not self.issued_count:
            raise UserError(messages.nothing_came_out(self.env))
        if self.label_state == "rejected":
            raise UserError(messages.rejected_already(self.env))

    def _add_check(self, vals):
        # Sudo: checks are made by scans and grades only, never typed in.
        check = self.env["lot.print.check"].sudo().create({"job_id": self.id, **vals})
        extra = {key: vals.get(key) for key in ("raw_scan", "problem", "verifier")}
        extra |= {"right": vals["is_right"], "grade": check.grade_text}
        code = "labels_graded" if vals["kind"] == "grade" else "labels_scanned"
        self._tell(code, extra, lots=check.line_id.lot_id or None)
        # Written every time: whoever releases in the same instant starts again, and sees this check.
        self.sudo().write({"checked_at": fields.Datetime.now()})
        self.sudo()._settle_label_state()
        return check.sudo(False)

    def _set_aside(self, check, reason):
        """Let a wrong scan not count: it was of a label that this job did not print."""
        self._check_may_release()
        reason = self.env["lot.reason"]._checked(reason)
        if check.job_id != self or check.kind != "scan" or check.is_right or check.line_id:
            raise UserError(messages.not_set_aside(self.env))
        if check.create_uid == self.env.user:
            raise UserError(messages.own_scan_set_aside(self.env))
        check_sudo = check.sudo()  # nobody writes checks but this
        check_sudo.write({"set_aside_reason": reason, "set_aside_by_id": self.env.uid})
        self._tell("labels_set_aside", {"raw_scan": check.raw_scan}, reason)
        self.sudo().write({"checked_at": fields.Datetime.now()})
        self.sudo()._settle_label_state()
