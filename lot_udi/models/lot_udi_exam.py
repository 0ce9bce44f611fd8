"""Examination of printed device labels, before release (21 CFR 820.45(a)) and before use (820.45(c)).

Only ever added: who finds that an examination was wrong makes another one, and the latest counts.
"""

import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import messages_exam as messages

RIGHT, WRONG, ABSENT = "right", "wrong", "absent"
RESULTS = [(RIGHT, "Right"), (WRONG, "Wrong"), (ABSENT, "Not on this label")]
POINTS = ("udi", "expiry", "storage", "handling", "processing")
_ALWAYS = {"udi": ("01",), "expiry": ("17",)}  # identifiers that a point is about
# What the program notes, whatever a client sends.
_COUNTED = ("specimen", "specimen_sha256", "label_count", "numbers", "is_passed", "company_id")


class LotUdiExam(models.Model):
    _name = "lot.udi.exam"
    _inherit = ["lot.signature.mixin"]
    _description = "Examination of device labels"
    _order = "id desc"

    job_id = fields.Many2one("lot.print.job", "Print job", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="job_id.company_id", store=True)
    kind = fields.Selection(
        [("release", "Before release"), ("use", "Before use")], "Examined", required=True, default="release"
    )
    udi_result = fields.Selection(
        RESULTS, "UDI", required=True, help="Symbol and text are the right ones for this device, lot or serial number."
    )
    expiry_result = fields.Selection(RESULTS, "Expiration date", required=True)
    storage_result = fields.Selection(RESULTS, "Storage instructions", required=True)
    handling_result = fields.Selection(RESULTS, "Handling instructions", required=True)
    processing_result = fields.Selection(RESULTS, "Processing instructions", required=True)
    reader_used = fields.Boolean(
        "A reader passes the labels",
        help="Labels are let through by a machine. Then a person looks at a sample of those, too.",
    )
    human_count = fields.Integer("Labels looked at", required=True, help="By a person, from all over the roll.")
    remark = fields.Char("What was found", help="Asked for when something is wrong or not on the label.")
    is_passed = fields.Boolean("Passed", compute="_compute_is_passed", store=True)
    specimen = fields.Binary("Specimen", attachment=True, readonly=True, help="The label as this design prints it.")
    specimen_sha256 = fields.Char("SHA-256 of the specimen", readonly=True)
    label_count = fields.Integer("Labels", readonly=True)
    numbers = fields.Text("Lots or serial numbers", readonly=True)
    create_uid = fields.Many2one("res.users", "Examined by", readonly=True)
    create_date = fields.Datetime("Examined on", readonly=True)

    @api.depends(*(f"{point}_result" for point in POINTS))
    def _compute_is_passed(self):
        for exam in self:
            exam.is_passed = WRONG not in [exam[f"{point}_result"] for point in POINTS]

    @api.depends("job_id.name", "kind")
    def _compute_display_name(self):
        words = dict(self._fields["kind"]._description_selection(self.env))
        for exam in self:
            exam.display_name = f"{exam.job_id.name} · {words.get(exam.kind, '')}"

    @api.model_create_multi
    def create(self, vals_list):
        own = [{name: value for name, value in vals.items() if name not in _COUNTED} for vals in vals_list]
        exams = super().create(own)
        for exam in exams:
            exam._check_may_examine()
            exam._check_results()
            exam.env["lot.udi.exam"]._keep(exam)
        return exams

    def _check_may_examine(self):
        if not self.env.su and not self.env.user.has_group("lot_udi.group_label_examiner"):
            raise AccessError(messages.only_examiners(self.env))
        if not self.job_id.is_device:
            raise UserError(messages.no_device_job(self.env))
        if not self.job_id.issued_count:
            raise UserError(messages.nothing_printed(self.env))
        if self.kind == "release" and self.job_id.label_state not in ("printed", "checked"):
            raise UserError(messages.decided_already(self.env))
        if self.kind == "use" and self.job_id.label_state != "released":
            raise UserError(messages.not_released(self.env))

    def _check_results(self):
        """What cannot be: a point that the label has called absent, nobody having looked, no word about a fault."""
        if self.human_count < 1 or self.human_count > self.job_id.issued_count:
            raise ValidationError(messages.nobody_looked(self.env, self.job_id.issued_count))
        for point, keys in _ALWAYS.items():
            if self[f"{point}_result"] == ABSENT and self.job_id._prints(keys):
                raise ValidationError(messages.point_is_there(self.env, self._fields[f"{point}_result"].string))
        if not self.is_passed and not (self.remark or "").strip():
            raise ValidationError(messages.say_what_is_wrong(self.env))

    @api.model
    def _keep(self, exam):
        """Keep with the examination what was examined."""
        job = exam.job_id
        picture = job._draw_specimen()
        lines = job.env["lot.print.line"].search([("job_id", "=", job.id)], limit=1000)
        # Sudo: what is examined is noted here, by nobody else.
        super(LotUdiExam, exam.sudo()).write({
            "specimen": picture and base64.b64encode(picture),
            "specimen_sha256": picture and hashlib.sha256(picture).hexdigest(),
            "label_count": job.issued_count,
            "numbers": ", ".join(filter(None, lines.mapped("name"))),
        })  # fmt: skip
        extra = {point: exam[f"{point}_result"] for point in POINTS}
        extra |= {"kind": exam.kind, "looked_at": exam.human_count}
        job._tell("labels_examined", extra, exam.remark or "")
        job.sudo()._settle_label_state()  # sudo: the state follows from what was found
        return exam

    def _hash_specimen(self):
        picture = base64.b64decode(self.with_context(bin_size=False).specimen or b"")
        return hashlib.sha256(picture).hexdigest() if picture else ""

    def write(self, vals):
        if vals.keys() - {"create_uid", "create_date"}:
            raise AccessError(messages.exam_is_fixed(self.env))
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.exam_is_fixed(self.env))
