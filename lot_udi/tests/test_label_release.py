"""From printed to released: examined by a designated person, signed, inspected before use, accounted for."""

import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged

from odoo.addons.lot_gs1_labels.tests.common import read_symbols
from odoo.addons.lot_traceability.kernel import batch_gaps
from odoo.addons.lot_traceability.report.batch_pdf import build_batch_pdf
from odoo.addons.lot_traceability.tests.signing_case import OPEN, SIGN

from .. import messages_exam as messages
from .test_device_label import LabelCase


class ReleaseCase(LabelCase):
    """Helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.lots["hibcc"]
        cls.label = cls.env.ref("lot_udi.lot_label_design_device_both")
        cls.examiner, cls.judge = (
            cls.world.new_user(f"test-{name}", "lot_traceability.group_quality") for name in ("examiner", "judge")
        )
        cls.examiner.group_ids += cls.env.ref("lot_udi.group_label_examiner")
        cls.judge.password = "right horse"

    def printed(self, count=3, reason="more are needed"):
        design = self.label.with_user(self.user_operator())
        return design._issue_file(self.lot.with_env(design.env), {self.lot.id: count}, reason)

    def scan(self, job, lot=None):
        label = self.label
        (code,) = read_symbols(label._render_pdf(label._labels(lot or self.lot)))
        return job.with_user(self.user_operator())._scan_back("".join(code))

    def examine(self, job, kind="release", user=None, **values):
        points = {f"{point}_result": "right" for point in ("udi", "expiry", "storage", "handling")}
        return self.env["lot.udi.exam"].with_user(user or self.examiner).create({
            "job_id": job.id, "kind": kind, "human_count": 1, "processing_result": "absent", **points, **values,
        })  # fmt: skip

    def specimen(self, exam):
        return self.env["ir.attachment"].search([("res_field", "=", "specimen"), ("res_id", "=", exam.id)])

    def sign(self, exam):
        self.env.flush_all()
        self.authenticate(self.judge.login, "right horse")
        common = {"model": exam._name, "res_id": exam.id, "meaning": "release", "params": {}}
        opened = self.make_jsonrpc_request(OPEN, common)
        given = {"reason": "all is right", "login": self.judge.login, "secret": "right horse"}
        answer = self.make_jsonrpc_request(SIGN, {**common, **given, "seen_hash": opened.get("seen_hash")})
        self.env.invalidate_all()
        return answer


@tagged("post_install", "-at_install")
class TestLabelRelease(ReleaseCase):
    def test_nothing_is_released_without_examination(self):
        job = self.printed()
        self.scan(job)
        self.assertEqual((job.label_state, job.is_device), ("printed", True))
        self.assertEqual(job._get_obstacles(), [messages.exam_missing(self.env)])
        with self.assertRaises(UserError) as refused:
            job.with_user(self.judge).action_release()
        self.assertEqual(refused.exception.args[0], messages.exam_missing(self.env))
        with self.assertRaises(UserError):
            job.with_user(self.judge)._release()
        exam = self.examine(job)
        self.assertEqual((job.label_state, job._get_obstacles()), ("checked", []))
        self.assertEqual((exam.label_count, exam.numbers, exam.create_uid), (3, "HL1", self.examiner))
        self.assertTrue(exam.specimen)
        self.assertEqual(len(exam.specimen_sha256), 64)
        with self.assertRaises(AccessError):
            self.specimen(exam).with_user(self.examiner).raw = b"other"

    def test_who_examines_and_what_cannot_be(self):
        job = self.printed()
        with self.assertRaises(AccessError):
            self.examine(job, user=self.judge)
        with self.assertRaises(AccessError):
            self.examine(job, user=self.user_operator())
        for values, sentence in (
            ({"human_count": 0}, messages.nobody_looked(self.env, 3)),
            ({"human_count": 4}, messages.nobody_looked(self.env, 3)),
            ({"udi_result": "absent"}, messages.point_is_there(self.env, "UDI")),
            ({"expiry_result": "absent"}, messages.point_is_there(self.env, "Expiration date")),
            ({"storage_result": "wrong"}, messages.say_what_is_wrong(self.env)),
        ):
            with self.assertRaises(ValidationError) as refused:
                self.examine(job, **values)
            self.assertEqual(refused.exception.args[0], sentence)
        exam = self.examine(job, specimen_sha256="made up", numbers="others")
        self.assertNotEqual((exam.specimen_sha256, exam.numbers), ("made up", "others"))
        for act in (
            lambda: exam.write({"udi_result": "wrong"}),
            exam.unlink,
            lambda: exam.sudo().write({"remark": "x"}),
        ):
            with self.assertRaises(UserError):
                act()
        plain = self.env.ref("lot_gs1_labels.lot_label_design_lot_70x42")._issue_file(self.lots["gs1"])
        with self.assertRaises(UserError):
            self.examine(plain)

    def test_what_was_found_stops_the_release(self):
        job = self.printed()
        self.scan(job)
        self.examine(job, storage_result="wrong", remark="2 °C is missing")
        self.assertIn("2 °C is missing", job._get_obstacles()[0])
        self.examine(job)
        self.assertFalse(job._get_obstacles())
        self.label.sample_count = 2
        job = self.printed()
        for _label in range(2):
            self.scan(job)
        self.examine(job, reader_used=True)
        self.assertEqual(job._get_obstacles(), [messages.sample_small(self.env, 1, 2)])
        self.examine(job, reader_used=True, human_count=2)
        self.assertFalse(job._get_obstacles())

    def test_wrong_expiry_lot_or_identifier_cannot_be_released(self):
        for change in (
            lambda: self.lot.write({"expiration_date": "2028-01-31 12:00:00"}),
            lambda: self.lot.write({"name": "HL9"}),
            lambda: self.pump.udi_di_ids.filtered(lambda di: not di.uom_id).write({"name": "A99912399"}),
        ):
            job = self.printed()
            self.scan(job)
            self.examine(job)
            self.assertEqual(job.label_state, "checked")
            (code,) = read_symbols(self.label._render_pdf(self.label._labels(self.lot)))
            change()
            job.with_user(self.user_operator())._scan_back("".join(code))
            self.assertTrue(job._get_obstacles())
            with self.assertRaises(UserError):
                job.exam_id.with_user(self.judge)._check_ready()

    def test_each_unit_bears_its_number(self):
        self.receive(self.lot, 5)
        job = self.printed()
        self.assertEqual(job.unit_note, messages.units_without_label(self.env, self.lot, 5, 3))
        self.printed_again = self.label._issue_file(self.lot, {self.lot.id: 2}, reason="two more units")
        job.invalidate_recordset(["unit_note"])
        self.assertFalse(job.unit_note)

    def test_a_batch_is_not_complete_before_each_unit_bears_its_number(self):
        self.pump.lot_batch_profile = "device"
        tube = self.make_lot(self.world.make_product("Tube"), "T1")
        self.receive(tube, 5)
        self.world.produce(self.lot, {tube: 5}, 5)
        record = self.lot.batch_record_id

        def bare():
            return [gap.what for gap in record._get_review(is_now=True).gaps if gap.code == batch_gaps.UNIT_BARE]

        self.assertEqual(bare(), [])  # nothing was printed here
        job = self.printed()
        self.assertEqual(bare(), ["0 / 5"])
        self.scan(job)
        self.examine(job)
        job.with_user(self.judge)._release()
        self.assertEqual(bare(), ["3 / 5"])
        self.assertFalse(record._get_review(is_now=True).is_complete)
        more = self.printed(2)
        self.scan(more)
        self.examine(more)
        more.with_user(self.judge)._release()
        self.assertEqual(bare(), [])

    def test_what_the_registry_changes_makes_printed_labels_wrong(self):
        job = self.printed()
        self.assertFalse(job.stale_count)
        self.pump._udi_device().expiry_on_label = "no"
        self.assertEqual(job.stale_count, 3)

    def test_the_specimen_stands_in_the_batch_record(self):
        self.pump.lot_batch_profile = "device"
        self.receive(self.lot, 5)
        exam = self.examine(self.printed())
        record = self.lot.batch_record_id
        [row] = record._get_content()["labels"]
        self.assertEqual(row["specimen"], exam.specimen_sha256)
        paper = PdfReader(io.BytesIO(record._build_paper(build_batch_pdf)))
        self.assertEqual(sum(len(page.images) for page in paper.pages), 1)
        exam.sudo()._write({"specimen_sha256": "0" * 64})  # exchanged behind our back
        self.assertFalse(record._get_pictures({"labels": [{"specimen": "0" * 64}]}))

    def test_form(self):
        job = self.printed()
        action = job.with_user(self.examiner).action_examine()
        with Form(self.env["lot.udi.exam"].with_user(self.examiner).with_context(**action["context"])) as form:
            for point in ("udi", "expiry", "storage", "handling", "processing"):
                form[f"{point}_result"] = "right"
            form.human_count = 2
        self.assertEqual(job.exam_id, form.record)


@tagged("post_install", "-at_install")
class TestLabelSigned(ReleaseCase, HttpCase):
    def test_signed_inspected_applied_reconciled(self):
        job = self.printed()
        self.scan(job)
        exam = self.examine(job)
        with self.assertRaises(UserError):
            self.examine(job, kind="use")
        self.assertIn("signed", self.sign(exam))
        self.assertEqual((job.label_state, job.released_by_id), ("released", self.judge))
        self.assertTrue(exam.is_signed)
        signature = exam._get_signatures_sudo()
        self.assertFalse(signature._find_damage(exam))
        self.specimen(exam).raw = b"other"
        exam.invalidate_recordset()
        self.assertEqual(len(signature._find_damage(exam)), 1)
        operator = job.with_user(self.user_operator())
        with self.assertRaises(UserError) as refused:
            operator._account("applied")
        self.assertEqual(refused.exception.args[0], messages.not_inspected(self.env))
        self.examine(job, kind="use", udi_result="wrong", remark="of another lot")
        with self.assertRaises(UserError):
            operator._account("applied")
        self.examine(job, kind="use")
        operator._account("applied")
        operator._reconcile()
        self.assertTrue(job.reconciled_at)
        # A label that turns out wrong takes the release back; the old signature does not serve again.
        job.with_user(self.user_operator())._scan_back("+A99912340/$HL2E")
        self.assertEqual(job.label_state, "printed")
        self.assertIn(messages.exam_again(self.env), job._get_obstacles())
