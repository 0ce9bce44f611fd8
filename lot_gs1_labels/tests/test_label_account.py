"""Every label that came out is accounted for, reprints say why, and labels that are no longer right are found."""

import psycopg2.errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import messages_release as messages
from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestLabelAccount(LoopCase):
    def account(self, job, fate, count=0, numbers="", reason="", user=None):
        return job.with_user(user or self.user_operator())._account(fate, count, numbers, reason)

    def counts(self, job):
        names = ("issued", "applied", "spoiled", "destroyed", "returned", "left", "large")
        return tuple(job[f"{name}_count"] for name in names)

    # --- it adds up ---

    def test_everything_that_came_out_adds_up(self):
        job = self.released(self.lot, 100)
        self.account(job, "applied", 90)
        self.account(job, "spoiled", 4, reason="ribbon wrinkled")
        self.account(job, "returned", 5)
        self.assertEqual(self.counts(job), (100, 90, 4, 0, 5, 1, 96))
        with self.assertRaisesRegex(AccessError, "Quality"):
            job.with_user(self.user_operator())._reconcile("lost one")
        with self.assertRaisesRegex(UserError, "1 are not accounted for"):
            job.with_user(self.user_quality())._reconcile()
        self.account(job, "destroyed", reason="shredded")
        self.assertEqual(self.counts(job), (100, 90, 4, 1, 5, 0, 95))
        job.with_user(self.user_operator())._reconcile()
        self.assertTrue(job.reconciled_at)
        self.account(job, "destroyed", 5, reason="roll thrown away")
        self.assertEqual(self.counts(job), (100, 90, 4, 6, 0, 0, 90), "returned ones are destroyed later")
        self.assertFalse(job.reconciled_at, "and somebody reconciles again")
        codes = [code for code, _why in self.entries(job)]
        self.assertEqual(codes.count("labels_accounted"), 5)
        self.assertIn(("labels_accounted", "ribbon wrinkled"), self.entries(job))

    def test_a_difference_is_explained_by_quality(self):
        job = self.released(self.lot, 10)
        self.account(job, "applied", 9)
        job.with_user(self.user_quality())._reconcile("one fell into the machine")
        self.assertEqual((job.reconcile_reason, job.left_count), ("one fell into the machine", 1))
        self.assertEqual(self.entries(job)[-1], ("labels_reconciled", "one fell into the machine"))

    def test_labels_that_are_not_released_are_not_applied(self):
        job = self.checked(self.lot, 2)
        with self.assertRaisesRegex(UserError, "not released"):
            self.account(job, "applied")
        self.account(job, "destroyed", reason="not needed")
        self.assertEqual(job.left_count, 0)

    def test_wrong_entries_are_refused_whole_and_taken_back_with_a_reason(self):
        job = self.released(self.lot, 10)
        for count in (11, 1_000_000):
            with self.assertRaisesRegex(UserError, "Nothing was entered"):
                self.account(job, "applied", count)
        with self.assertRaises(UserError):
            self.account(job, "spoiled", 1)
        self.account(job, "applied", 8)
        with self.assertRaises(UserError):
            self.account(job, "applied", -3)
        with self.assertRaisesRegex(UserError, "Nothing was entered"):
            self.account(job, "applied", -9, reason="typing error")
        self.account(job, "applied", -3, reason="typing error")
        self.assertEqual(self.counts(job), (10, 5, 0, 0, 0, 5, 10))
        self.account(job, "applied")
        with self.assertRaisesRegex(UserError, "All 10 labels"):
            self.account(job, "applied")
        with self.assertRaises(AccessError):
            self.account(job, "applied", user=self.user_plain())

    def test_runs_of_serial_numbers_in_few_statements(self):
        serials = self.env["stock.lot"].create(
            [{"name": f"SN-{number:04}", "product_id": self.pump.id} for number in range(300)]
        )
        job = self.released(serials)
        self.account(job, "applied", numbers="SN-0000..SN-0197\nSN-0199")
        self.account(job, "spoiled", numbers="SN-0198", reason="torn")
        self.assertEqual(self.counts(job), (300, 199, 1, 0, 0, 100, 299))
        for text in ("SN-0300", "SN-0290..SN-0310", "SN-0002..SN-1", "INF-24/7"):
            with self.assertRaises(UserError):
                self.account(job, "applied", numbers=text)
        with self.assertRaisesRegex(UserError, "Nothing was entered"):
            self.account(job, "applied", 1, numbers="SN-0001..SN-0250")
        before = self.env.cr.sql_log_count
        self.account(job, "applied")
        self.assertLess(self.env.cr.sql_log_count - before, 40)
        self.assertEqual((job.applied_count, job.left_count), (299, 0))

    def test_what_came_out_of_a_run_that_stopped_is_known_by_record(self):
        printer = self.env["lot.printer"].create({"name": "Dock", "host": "printer.example.com"})
        operator = self.label.with_user(self.user_operator())
        job = operator._send(printer, self.lot + self.serial, {self.lot.id: 70, self.serial.id: 50})
        self.assertEqual((job.issued_count, job.label_state), (0, False))
        with self.assertRaisesRegex(UserError, "came out yet"):
            self.scan(job, *self.label_of(self.lot))
        first, second, third = job.sudo().piece_ids
        self.assertEqual([first.label_count, second.label_count, third.label_count], [50, 50, 20])
        first.state, second.state = "done", "unsure"
        job.sudo()._stop("Out of paper.")
        self.assertEqual(job.line_ids.sorted("id").mapped("issued_count"), [70, 30])
        self.scan(job, *self.label_of(self.lot))
        self.assertEqual(job.obstacle, messages.stopped(self.env))
        job.with_user(self.user_operator()).action_print_rest()
        job.sudo().piece_ids.state = "done"
        job.sudo()._settle()
        self.assertEqual((job.state, job.issued_count, job.doubled_count), ("done", 120, 50))
        self.account(job, "destroyed", reason="test")
        with self.assertRaisesRegex(UserError, "50 were perhaps printed twice"):
            job.with_user(self.user_quality())._reconcile()

    # --- printed again ---

    def test_the_same_label_again_needs_a_reason(self):
        self.printed(self.lot + self.serial, 2)
        for records in (self.lot, self.serial, self.lot + self.make_lot(self.set, "NEW")):
            with self.assertRaisesRegex(UserError, "Say why"):
                self.printed(records)
            with self.assertRaisesRegex(UserError, "Say why"):
                self.printed(records, reason=" . ")
        new = self.make_lot(self.set, "NEW-2")
        job = self.printed(self.lot + new, 3, reason="roll damaged")
        self.assertEqual((job.reason, job.again_count, job.issued_count), ("roll damaged", 3, 6))
        self.assertEqual(self.entries(job), [("labels_printed", "roll damaged")])
        self.assertFalse(self.printed(self.lot, design=self.design("unit_50x25")).reason, "another label")
        printer = self.env["lot.printer"].create({"name": "Dock", "host": "printer.example.com"})
        with self.assertRaisesRegex(UserError, "Say why"):
            self.label._send(printer, self.lot)
        waiting = self.label._send(printer, self.make_lot(self.set, "NEW-3"))
        with self.assertRaisesRegex(UserError, "Say why"):
            self.printed(waiting.line_ids.lot_id)

    def test_labels_that_are_gone_or_say_something_else_are_no_reason(self):
        job = self.printed(self.lot, 2)
        self.account(job, "spoiled", 1, reason="torn")
        with self.assertRaisesRegex(UserError, "Say why"):
            self.printed(self.lot)
        self.account(job, "destroyed", 1, reason="torn")
        again = self.printed(self.lot)
        self.assertEqual((again.reason, again.again_count), (False, 0))
        self.lot.expiration_date = "2027-07-31 12:00:00"
        self.assertFalse(self.printed(self.lot).reason)

    @mute_logger("odoo.sql_db")
    def test_two_people_in_the_same_instant_do_not_both_print_it_for_the_first_time(self):
        job = self.printed(self.lot)
        (rows,) = self.label._issue_rows(self.lot, None)
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            self.env.cr.execute(job.sudo()._insert_lines(rows, {}))

    def test_the_dialog_asks_why_and_a_second_form_of_the_file_is_no_second_print(self):
        first = self.env["lot.label.print"].browse(self.lot.action_print_labels()["res_id"])
        self.assertEqual(first.before_count, 0)
        first.action_pdf()
        first.action_zpl()
        self.assertEqual(self.lot.label_large_count, 1)
        second = self.env["lot.label.print"].browse(self.lot.action_print_labels()["res_id"])
        self.assertEqual(second.before_count, 1)
        with self.assertRaisesRegex(UserError, "Say why"):
            second.action_pdf()
        second.reason = "the first got wet"
        second.action_pdf()
        self.assertEqual(second.job_id.reason, "the first got wet")
        second.copies = 2
        second.action_pdf()
        self.assertEqual(self.lot.label_large_count, 4)

    # --- no longer right ---

    def test_labels_that_no_longer_match_are_flagged_with_how_many_are_at_large(self):
        job, other = (
            self.released(self.lot + self.serial, 10),
            self.printed(self.serial, design=self.design("unit_50x25")),
        )
        self.account(job, "spoiled", 2, "INF-24/7", "torn")
        jobs = self.env["lot.print.job"]
        is_stale = [("line_ids", "any", [("is_stale", "=", True), ("large_count", ">", 0)])]
        self.assertFalse(jobs.search(is_stale))
        self.assertFalse(self.lot.label_notice)
        self.lot.expiration_date = "2027-07-31 12:00:00"
        self.assertEqual((job.stale_count, job.large_count, other.stale_count), (8, 18, 0))
        self.assertEqual(jobs.search(is_stale), job)
        self.assertIn("8 labels at large", self.lot.label_notice)
        self.assertIn("2027-06-30 on the labels, 2027-07-31 on record", self.lot.label_notice)
        self.assertEqual(self.env["stock.lot"].search([("label_line_ids.is_stale", "=", True)]), self.lot)
        self.account(job, "destroyed", 8, "INF-24/7", "wrong date")
        self.assertEqual((job.stale_count, self.lot.label_notice), (0, False))
        self.assertFalse(jobs.search(is_stale))

    def test_number_gtin_and_dates_count_other_fields_do_not(self):
        job = self.printed(self.lot)
        for record, values in (
            (self.lot, {"name": "INF-25"}),
            (self.set, {"barcode": "4006381333931"}),
            (self.set, {"default_code": "REF-2"}),
            (self.lot, {"expiration_date": False}),
        ):
            before = {name: record[name] for name in values}
            self.assertEqual(job.stale_count, 0)
            record.write(values)
            self.assertEqual(job.stale_count, 1, values)
            record.write(before)
        self.lot.note = "<p>x</p>"
        self.lot.expiration_date = "2027-06-30 22:00:00"
        self.assertEqual(job.stale_count, 0, "the day on the label is the same")

    def test_a_label_without_date_is_wrong_once_there_is_one(self):
        self.lot.expiration_date = False
        job = self.printed(self.lot)
        self.lot.expiration_date = "2027-06-30 12:00:00"
        self.assertEqual(job.stale_count, 1)
        self.assertIn("nothing on the labels", job.line_ids.difference)

    def test_stale_labels_are_not_released(self):
        job = self.checked(self.lot, 3)
        self.lot.expiration_date = "2027-07-31 12:00:00"
        with self.assertRaisesRegex(UserError, "no longer say"):
            job.with_user(self.user_quality()).action_release()

    def test_labels_outlive_their_lot(self):
        lot = self.make_lot(self.set, "GONE")
        job = self.printed(lot)
        lot.unlink()
        self.assertEqual((job.line_ids.name, job.stale_count, job.issued_count), ("GONE", 0, 1))

    def test_other_companies_labels_are_not_counted(self):
        self.printed(self.lot)
        stranger = self.user_of(self.env["res.company"].create({"name": "Sister"}), "stock.group_stock_user")
        self.assertEqual(self.lot.with_user(stranger).label_large_count, 0)
