"""Printed labels are scanned back, graded and released: what is wrong is never released."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .. import messages_release as messages
from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestLabelCheck(LoopCase):
    def test_a_print_job_keeps_what_how_many_by_which_design_and_who(self):
        job = self.printed(self.lot + self.serial, 3)
        self.assertEqual((job.create_uid, job.label_count, job.issued_count), (self.user_operator(), 6, 6))
        self.assertEqual((job.design, job.design_revision), (self.label.name, self.label.revision))
        of_lot, of_serial = job.line_ids.sorted("id")
        self.assertEqual((of_lot.lot_id, of_lot.issued_count, of_lot.large_count), (self.lot, 3, 3))
        self.assertEqual(of_lot.facts, {"01": "09506000134352", "10": "INF-24/7", "17": "270630", "240": ""})
        self.assertEqual(of_serial.facts["21"], "P(1)")
        self.assertNotIn("10", of_serial.facts)
        self.assertEqual(self.entries(job), [("labels_printed", "")])
        self.assertEqual(job.label_state, "printed")

    def test_every_symbol_of_the_printed_label_reads_right(self):
        carton = self.design("carton_100x50")
        for design, count in ((self.label, 1), (carton, 3)):
            job = self.printed(self.lot + self.serial, design=design)
            for record in (self.lot, self.serial):
                raws = self.label_of(record, design)
                self.assertEqual(len(raws), count)
                for check in self.scan(job, *raws):
                    self.assertTrue(check.is_right, check.problem)
                self.assertEqual(check.line_id.lot_id, record) if count == 1 else None

    def test_each_field_is_compared_and_a_wrong_one_is_told(self):
        job = self.printed(self.lot)
        for raw, wrong in (
            ("]d2010950600013435217270731" + "10INF-24/7", ["17"]),
            ("]d2011950600013435917270630" + "10INF-24/7", ["01"]),
            ("]d2010950600013435217270630" + "10INF-24/8", ["10"]),
            ("]d20109506000134352" + "10INF-24/7", ["17"]),
            ("]d2010950600013435217270630" + "21INF-24/7", ["10", "21"]),
            ("]d201095060001343521727063011270101" + "10INF-24/7", ["11"]),
        ):
            (check,) = self.scan(job, raw)
            told = [key for key, expected, read in check.fields_read if expected != read]
            self.assertEqual((check.is_right, sorted(told)), (False, sorted(wrong)), raw)
            self.assertIn(messages.title(self.env, wrong[0]), check.problem)
            self.assertIn("table-danger", check.table)
        self.assertEqual((job.wrong_count, job.label_state), (6, "printed"))

    def test_what_is_no_gs1_symbol_is_wrong(self):
        job = self.printed(self.lot)
        for raw in ("]d1010950600013435217270630" + "10INF-24/7", "INF-24/7", "]C0INF-24/7", "]d2", "<b>x</b>"):
            (check,) = self.scan(job, raw)
            self.assertFalse(check.is_right, raw)
        self.assertNotIn("<b>", str(check.table))
        for raw in ("", " \r\n", "x" * 9000):
            with self.assertRaises(UserError):
                self.scan(job, raw)

    def test_the_record_counts_not_what_was_printed(self):
        job = self.printed(self.lot)
        raws = self.label_of(self.lot)
        self.lot.expiration_date = "2027-07-31 12:00:00"
        (check,) = self.scan(job, *raws)
        self.assertIn(["17", "270731", "270630"], check.fields_read)

    # --- release ---

    def test_printed_checked_released_by_quality_and_recorded(self):
        job, quality = self.printed(self.lot, 5), self.user_quality()
        with self.assertRaisesRegex(UserError, messages.sample_missing(self.env, 1)):
            job.with_user(quality).action_release()
        self.scan(job, *self.label_of(self.lot))
        self.assertEqual(job.label_state, "checked")
        with self.assertRaises(AccessError):
            job.with_user(self.user_operator()).action_release()
        job.with_user(quality).action_release()
        self.assertEqual((job.label_state, job.released_by_id), ("released", quality))
        self.assertEqual(
            [code for code, _why in self.entries(job)], ["labels_printed", "labels_scanned", "labels_released"]
        )
        history = self.env["lot.audit.entry"].timeline("stock.lot", self.lot.id)["entries"]
        self.assertIn("labels_released", [entry["code"] for entry in history])
        with self.assertRaisesRegex(UserError, "decided"):
            job.with_user(quality).action_release()

    def test_a_wrong_label_is_never_released(self):
        job, quality = self.printed(self.lot), self.user_quality()
        self.scan(job, "]d2010950600013435217270731" + "10INF-24/7", *self.label_of(self.lot))
        with self.assertRaisesRegex(UserError, "read wrong"):
            job.with_user(quality).action_release()
        wrong = job.check_ids.filtered(lambda check: not check.is_right)
        with self.assertRaises(UserError):
            wrong.with_user(quality).action_set_aside()
        with self.assertRaises(UserError):
            job.with_user(quality)._reject("")
        job.with_user(quality)._reject("wrong date")
        self.assertEqual((job.label_state, self.entries(job)[-1]), ("rejected", ("labels_rejected", "wrong date")))
        with self.assertRaises(UserError):
            self.scan(job, *self.label_of(self.lot))
        with self.assertRaises(UserError):
            job.with_user(quality).action_release()

    def test_a_label_of_another_job_stops_until_somebody_of_quality_has_looked(self):
        job, quality = self.checked(self.lot + self.serial), self.user_quality()
        (foreign,) = self.scan(job, "]d2010950600013435217270630" + "10OTHER", user=quality)
        self.assertEqual(foreign.problem, messages.label_of_other_job(self.env))
        self.assertEqual(job.label_state, "printed")
        with self.assertRaisesRegex(UserError, "yourself"):
            job.with_user(quality)._set_aside(foreign, "lay on the table")
        colleague = self.user_manager()
        action = foreign.with_user(colleague).action_set_aside()
        dialog = self.env["lot.print.reason"].with_user(colleague).browse(action["res_id"])
        dialog.reason = "lay on the table"
        dialog.action_confirm()
        self.assertEqual((job.label_state, foreign.set_aside_by_id), ("checked", colleague))
        self.assertIn(("labels_set_aside", "lay on the table"), self.entries(job))

    def test_whoever_printed_or_scanned_does_not_release_unless_the_company_says_so(self):
        quality = self.user_quality()
        mine = self.checked(self.lot, user=quality)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            mine.with_user(quality).action_release()
        scanned = self.printed(self.serial)
        self.scan(scanned, *self.label_of(self.serial), user=quality)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            scanned.with_user(quality).action_release()
        self.env.company.label_four_eyes = False
        (mine + scanned).with_user(quality).action_release()
        self.assertEqual((mine + scanned).mapped("label_state"), ["released", "released"])

    def test_a_grade_below_the_design_blocks(self):
        self.label.least_grade = "C"
        job, quality = self.checked(self.lot), self.user_quality()
        with self.assertRaisesRegex(UserError, "none was entered"):
            job.with_user(quality).action_release()
        operator = job.with_user(self.user_operator())
        for text, device in (("E", "TruCheck"), ("", "TruCheck"), ("3.0", " ")):
            with self.assertRaises(UserError):
                operator._enter_grade(text, device)
        operator._enter_grade("3.1/08/660", "TruCheck 4711")
        self.assertEqual((job.label_state, job.grade_text), ("checked", "3.1 (B)"))
        operator._enter_grade("D", "TruCheck 4711")
        with self.assertRaisesRegex(UserError, "lowest grade"):
            job.with_user(quality).action_release()
        with self.assertRaises(ValidationError):
            self.label.least_grade = "great"

    def test_a_label_that_turns_out_wrong_takes_the_release_back(self):
        job = self.released(self.lot)
        self.scan(job, "]d2010950600013435217270731" + "10INF-24/7")
        self.assertEqual((job.label_state, job.released_by_id.id), ("printed", False))
        self.assertIn("labels_recalled", [code for code, _why in self.entries(job)])

    def test_as_many_as_the_design_asks_for_are_scanned_back(self):
        self.label.sample_count = 3
        few, job = self.printed(self.serial, 2), self.printed(self.lot, 9)
        self.scan(few, *self.label_of(self.serial) * 2)
        self.scan(job, *self.label_of(self.lot) * 2)
        self.assertEqual((few.label_state, job.label_state), ("checked", "printed"))
        self.assertEqual(job.obstacle, messages.sample_missing(self.env, 1))

    def test_designs_without_symbol_are_not_released_by_quality(self):
        with self.assertRaises(ValidationError):
            self.design("place_100x30").is_controlled = True
        with self.assertRaises(ValidationError):
            self.label.sample_count = 0
        free = self.printed(self.lot, design=self.design("unit_50x25"))
        self.assertFalse(free.label_state)
        with self.assertRaisesRegex(UserError, "without release"):
            free.with_user(self.user_quality()).action_release()

    # --- who may ---

    def test_checks_are_made_by_scans_only(self):
        job = self.checked(self.lot)
        for user in (self.user_plain(), self.user_operator(), self.user_manager()):
            with self.assertRaises(AccessError):
                self.env["lot.print.check"].with_user(user).create({"job_id": job.id, "kind": "scan", "is_right": True})
            with self.assertRaises(AccessError):
                job.check_ids.with_user(user).is_right = False
            with self.assertRaises(AccessError):
                job.line_ids.with_user(user).large_count = 0
            with self.assertRaises(AccessError):
                job.with_user(user).label_state = "released"
        with self.assertRaises(AccessError):
            self.scan(job, *self.label_of(self.lot), user=self.user_plain())
        stranger = self.user_of(self.env["res.company"].create({"name": "Sister"}))
        with self.assertRaises(AccessError):
            self.scan(job, *self.label_of(self.lot), user=stranger)
        with self.assertRaises(AccessError):
            job.with_user(stranger).action_release()

    def test_the_dialog_takes_one_label_after_the_other(self):
        job = self.printed(self.lot, 2)
        action = job.with_user(self.user_operator()).action_scan_back()
        dialog = self.env["lot.print.scan"].with_user(self.user_operator()).browse(action["res_id"])
        dialog.scan = self.label_of(self.lot)[0]
        self.assertEqual(dialog.action_scan()["res_id"], dialog.id)
        self.assertEqual((dialog.scan, dialog.is_right, dialog.right_count), (False, True, 1))
        dialog.scan = "]d2010950600013435217270731" + "10INF-24/7"
        dialog.action_scan()
        self.assertIn("2027-07-31", dialog.told)
        self.assertIn("table-danger", dialog.table)
