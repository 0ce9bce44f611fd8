"""Device labels are released by the signature over their examination."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.kernel import audit_chain, signing

from .. import messages_exam as messages
from .lot_udi_exam import POINTS


class LotUdiExam(models.Model):
    _inherit = "lot.udi.exam"

    def action_sign(self):
        """Ask for the signature that releases these labels."""
        self.ensure_one()
        self._check_ready()
        return self._action_sign("release")

    def _check_ready(self):
        """Refuses in sentences what is not to be released."""
        job = self.job_id
        if self.kind != "release" or job.exam_id != self or job.label_state not in ("printed", "checked"):
            raise UserError(messages.not_to_release(self.env))
        if obstacles := job._get_obstacles():
            raise UserError("\n".join(obstacles))

    def _check_may_sign(self, meaning, params):
        self.check_access("read")
        self.job_id._check_may_release()
        self.job_id._check_four_eyes()
        if self._asks_four_eyes() and self.env.user == self.create_uid:
            raise UserError(messages_signing.author_signs(self.env, self.display_name))

    def _signed_content(self):
        job = self.job_id
        return {
            "job": job.name,
            "job_id": job.id,
            "design": job.design or "",
            "design_revision": job.design_revision,
            "labels": self.label_count,
            "numbers": self.numbers or "",
            "examined_by": self.create_uid.name,
            "examined_on": fields.Datetime.to_string(self.create_date),
            "looked_at": self.human_count,
            "reader_used": self.reader_used,
            "specimen": self.specimen_sha256 or "",
            "results": {point: self[f"{point}_result"] for point in POINTS},
            "remark": self.remark or "",
        }

    @api.model
    def _signed_fields(self):
        return {f"{point}_result" for point in POINTS} | {"human_count", "remark", "specimen_sha256"}

    def _is_as_signed(self, signature):
        return super()._is_as_signed(signature) and self._hash_specimen() == (self.specimen_sha256 or "")

    def _prepare_signing(self, meaning, params):
        if meaning != "release":
            raise UserError(messages_signing.no_such_object(self.env))
        self._check_ready()
        words = dict(self._fields["udi_result"]._description_selection(self.env))
        content = audit_chain.canonical(self._signed_content())
        facts = [
            (self.env._("Print job"), self.job_id.name),
            (self.env._("Lots or serial numbers"), (self.numbers or "")[:200]),
            (self.env._("Labels"), str(self.label_count)),
            (self.env._("Scanned back, right"), str(self.job_id.right_count)),
            *((self._fields[f"{point}_result"]._description_string(self.env), words[self[f"{point}_result"]])
              for point in POINTS),
        ]  # fmt: skip
        return signing.Signing(
            title=self.display_name,
            statement=messages.statement(self.env),
            facts=tuple(facts),
            seen_hash=audit_chain.content_hash(content).hex(),
            work=content,
        )

    def _do_signed(self, meaning, params, reason, work):
        self.job_id._release()
        return False
