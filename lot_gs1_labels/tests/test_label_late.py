"""What happens to labels after somebody decided about them, and what programs may not do past the dialogs."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import messages_release as messages
from ..kernel.print_queue import Outcome
from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestLabelLate(LoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printer = cls.env["lot.printer"].create({"name": "Dock", "host": "printer.invalid"})

    def sent(self, count):
        """A print job whose first piece is on its way."""
        job = self.label._send(self.printer, self.lot, {self.lot.id: count}).sudo()
        job.piece_ids[0].state = job.state = "sending"
        return job

    def test_of_what_never_came_out_nothing_is_at_large(self):
        job = self.label._send(self.printer, self.lot + self.serial, {self.lot.id: 50, self.serial.id: 9}).sudo()
        job.piece_ids[0].state = "done"
        job.action_cancel()
        self.assertEqual(job.line_ids.sorted("id").mapped("issued_count"), [50, 0])

    def test_what_comes_out_after_a_cancel_counts(self):
        job = self.sent(60)
        job.action_cancel()
        self.assertEqual((job.state, job.issued_count), ("cancelled", 0))
        job._take_outcome(job.piece_ids[0], Outcome("done", 100))
        self.assertEqual((job.state, job.printed_count, job.issued_count, job.large_count), ("cancelled", 50, 50, 50))
        self.assertEqual((self.lot.label_large_count, job.label_state), (50, "printed"))

    def test_nothing_is_decided_while_a_piece_is_on_its_way(self):
        job, quality = self.sent(110), self.user_quality()
        job._take_outcome(job.piece_ids[0], Outcome("done", 100))
        job.piece_ids[1].state = "sending"
        job.action_cancel()
        entry = self.env["lot.audit.entry"].search([("code", "=", "labels_cancelled")], order="id desc", limit=1)
        self.assertEqual(entry._get_content()["extra"], {"labels": 10, "printed": 50, "underway": 50})
        self.scan(job, *self.label_of(self.lot))
        for act in (job.with_user(quality).action_release, lambda: job.with_user(quality)._reject("wrong roll")):
            with self.assertRaisesRegex(UserError, messages.still_printing(self.env)):
                act()
        job.piece_ids[1].state = "waiting"  # as if the queue had marked it while the release was on its way
        job.with_user(quality).action_release()
        job._take_outcome(job.piece_ids[1], Outcome("done", 100))
        self.assertEqual((job.issued_count, job.label_state, job.released_by_id.ids), (100, "checked", []))
        self.assertEqual(self.entries(job)[-1], ("labels_recalled", messages.more_came_out(self.env, 50)))
        job.with_user(quality).action_release()

    def test_what_perhaps_came_out_after_a_cancel_counts(self):
        job = self.sent(60)
        job.action_cancel()
        self.env["lot.print.job"]._tell_interrupted()
        self.assertEqual((job.state, job.unsure_count, job.issued_count), ("cancelled", 50, 50))

    def test_after_release_or_rejection_nothing_more_comes_out(self):
        job, quality = self.sent(60), self.user_quality()
        job._take_outcome(job.piece_ids[0], Outcome("done", 100))
        job.action_cancel()
        self.scan(job, *self.label_of(self.lot))
        job.with_user(quality).action_release()
        for act in ("action_print_rest", "action_skip_unsure"):
            with self.assertRaisesRegex(UserError, "no more come out"):
                getattr(job.with_user(self.user_operator()), act)()
        job.with_user(quality)._reject("wrong roll")
        with self.assertRaisesRegex(UserError, messages.judged_prints_no_more(self.env, job)):
            job.action_print_rest()
        self.assertEqual((job.state, job.printed_count), ("cancelled", 50))

    def test_a_dialog_downloads_nothing_that_no_job_counts(self):
        operator = self.user_operator()
        wizard = self.env["lot.label.print"].with_user(operator)
        wizard = wizard.browse(self.lot.with_user(operator).action_print_labels()["res_id"])
        wizard.action_pdf()
        with self.assertRaises(AccessError):
            wizard.write({"job_key": wizard.sudo().job_key, "job_id": wizard.sudo().job_id.id})
        wizard.action_zpl()
        self.assertEqual(len(self.lot.label_line_ids), 1)
        self.lot.expiration_date = "2027-07-31 12:00:00"
        wizard.action_pdf()
        self.assertEqual(
            self.lot.label_line_ids.mapped("is_stale"), [False, True], "it says something else: another job"
        )

    def test_dialogs_about_other_companies_labels_tell_nothing(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        theirs = self.printed(self.lot)
        theirs.sudo().company_id = sister
        operator = self.user_operator()
        for model, values, name in (
            ("lot.print.account", {}, "left_count"),
            ("lot.print.reason", {"act": "reconcile"}, "issued_count"),
            ("lot.print.scan", {}, "right_count"),
        ):
            dialog = self.env[model].with_user(operator).create({"job_id": theirs.id, **values})
            self.env.invalidate_all()
            try:
                (told,) = dialog.read([name])
            except AccessError:
                continue
            self.assertFalse(told[name], model)
