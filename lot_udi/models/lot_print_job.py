"""Print jobs of device labels: examined, released by signature, inspected before use (21 CFR 820.45)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.lot_gs1_labels.kernel.label import raster

from .. import messages_exam as messages

_TOLD = 5  # lots whose units lack labels that are named


class LotPrintJob(models.Model):
    _inherit = "lot.print.job"

    is_device = fields.Boolean("Device labels", readonly=True)
    exam_ids = fields.One2many("lot.udi.exam", "job_id", "Examinations", readonly=True)
    exam_id = fields.Many2one("lot.udi.exam", "Examination before release", compute="_compute_exam_id")
    is_use_passed = fields.Boolean("Inspected before use", compute="_compute_exam_id")
    unit_note = fields.Text("Units without label", compute="_compute_unit_note")

    @api.depends("exam_ids.kind", "exam_ids.is_passed")
    def _compute_exam_id(self):
        for job in self:
            exams = job.exam_ids.sorted("id", reverse=True)
            job.exam_id = exams.filtered(lambda exam: exam.kind == "release")[:1]
            job.is_use_passed = exams.filtered(lambda exam: exam.kind == "use")[:1].is_passed

    def _compute_unit_note(self):
        """The control number has to be on each unit, not on the carton only: fewer labels than units are told."""
        for job in self:
            job.unit_note = False
            if not job.is_device or not job.issued_count:
                continue
            lines = job.env["lot.print.line"].search([("job_id", "=", job.id), ("lot_id", "!=", False)], limit=1000)
            short = [
                (lot, int(lot.product_qty), lot.label_large_count)
                for lot in lines.lot_id._filtered_access("read")
                if lot.product_qty > lot.label_large_count
            ]
            sentences = [messages.units_without_label(self.env, *one) for one in short[:_TOLD]]
            job.unit_note = "\n".join(sentences) or False

    # --- what stands in the way ---

    def _get_obstacles(self):
        found = super()._get_obstacles()
        if not self.is_device:
            return found
        exam = self.exam_id
        if self.issued_count and not self._prints(("10", "21"), each=True):
            found.append(messages.no_number(self.env))
        if not exam:
            found.append(messages.exam_missing(self.env))
        elif not exam.is_passed:
            found.append(messages.exam_failed(self.env, exam))
        elif exam.is_signed:
            found.append(messages.exam_again(self.env))
        elif exam.label_count != self.issued_count:
            found.append(messages.more_printed(self.env, self.issued_count - exam.label_count))
        elif exam.reader_used and exam.human_count < min(self.sample_count, self.issued_count):
            found.append(messages.sample_small(self.env, exam.human_count, min(self.sample_count, self.issued_count)))
        return found

    def _prints(self, keys, each=False):
        """Whether labels of this job say one of these identifiers; ``each``: every one of them does."""
        self.env["lot.print.line"].flush_model()
        said = SQL(" OR ").join(SQL("coalesce(facts ->> %s, '') <> ''", key) for key in keys)
        question = SQL("bool_and(%s)", said) if each else SQL("bool_or(%s)", said)
        ((answer,),) = self.env.execute_query(
            SQL("SELECT %s FROM lot_print_line WHERE job_id = %s AND issued_count > 0", question, self.id)
        )
        return bool(answer)

    def _check_may_account(self, fate, count):
        result = super()._check_may_account(fate, count)
        if fate == "applied" and count >= 0 and self.is_device and not self.is_use_passed:
            raise UserError(messages.not_inspected(self.env))
        return result

    # --- acts ---

    def action_release(self):
        """Release these labels; those of devices by a signature over their examination."""
        devices = self.filtered("is_device")
        super(LotPrintJob, self - devices).action_release()
        for job in devices:
            job._check_may_release()
            if not job.exam_id:
                raise UserError(messages.exam_missing(self.env))
            return job.exam_id.action_sign()
        return None

    def action_examine(self):
        """Enter what an examination before release found."""
        return self._open_exam("release")

    def action_inspect(self):
        """Enter what the inspection before use found."""
        return self._open_exam("use")

    def _open_exam(self, kind):
        self.ensure_one()
        exam = self.env["lot.udi.exam"]
        exam.check_access("create")
        names = {"release": self.env._("Examine before release"), "use": self.env._("Inspect before use")}
        return {
            "type": "ir.actions.act_window",
            "name": names[kind],
            "res_model": exam._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_job_id": self.id, "default_kind": kind},
        }

    def _draw_specimen(self):
        """Picture (PNG bytes) of the first label as it was printed, b"" when the design is another one by now."""
        design = self.design_id
        line = self.env["lot.print.line"].search([("job_id", "=", self.id), ("lot_id", "!=", False)], limit=1)
        if not line or design.revision != self.design_revision:
            return b""
        try:
            return raster.png(next(design._pages(design._labels(line.lot_id))))
        except UserError:
            return b""  # no longer printable: what differs is told by the stale labels
