"""Results: judged by the server, entered once, only ever added; failing holds, missing stops the release."""

import base64

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .. import messages_check as messages
from .check_case import CheckCase

PNG = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
).decode()


@tagged("post_install", "-at_install")
class TestCheckEntry(CheckCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world.receive({cls.film_lot: 20})
        cls.order = cls.world.produce(cls.lot, {cls.film_lot: 20}, 20)
        found = cls.env["lot.check"].search([("lot_id", "=", cls.lot.id)], order="sequence")
        cls.print, cls.seal, cls.colour, cls.peel = found

    def assert_stopped(self, answer, message):
        self.assertEqual((answer["status"], answer["message"]), ("stop", message))

    def test_results_pass_and_are_told(self):
        answer = self.enter(self.seal, " 7,25 ")
        self.assertEqual(
            (answer["status"], answer["check"]["state"], answer["check"]["outcome"]), ("ok", "passed", "7,25 N")
        )
        result = self.seal.result_ids
        self.assertEqual((result.value, result.user_id, result.timing), (7.25, self.user_operator(), "on_time"))
        entry = self.env["lot.audit.entry"].search([("code", "=", "check_result")], limit=1)
        self.assertEqual((entry.res_id, entry._get_content()["after"]["text"]), (self.seal.id, "7,25"))

    def test_sent_twice_it_is_entered_once(self):
        row = {"uuid": "same-uuid-1", "check": self.print.id, "text": "passed"}
        checks = self.env["lot.check"].with_user(self.user_operator())
        statuses = [answer["status"] for answer in checks.enter([row, row])]
        self.assertEqual((statuses, len(self.print.result_ids)), (["ok", "ok"], 1))
        self.assert_stopped(
            self.enter(self.seal, "6", uuid="same-uuid-1"), messages.entry_unreadable(self.env)
        )  # fmt: skip

    def test_nonsense_is_refused_with_a_sentence(self):
        for text, code in (("1.234,5", "ambiguous"), ("7 N", "no_number"), ("7.125", "too_precise"), ("", "empty")):
            self.assert_stopped(self.enter(self.seal, text), messages.issue(self.env, code, self.seal))
        self.assert_stopped(self.enter(self.print, "maybe"), messages.issue(self.env, "no_verdict", self.print))
        for entry in ({}, {"uuid": "x", "check": self.seal.id}, {"uuid": "long-enough", "check": "1"}, None):
            [answer] = self.env["lot.check"].with_user(self.user_operator()).enter([entry])
            self.assertEqual(answer["status"], "stop")
        self.assertFalse(self.seal.result_ids)

    def test_a_failure_is_asked_back_then_holds_the_lot(self):
        answer = self.enter(self.seal, "4.9")
        self.assertEqual((answer["status"], answer["message"]), ("ask", messages.fails(self.env, self.seal, "4.9")))
        self.assertFalse(self.seal.result_ids)
        self.enter(self.seal, "4.9", confirmed=True)
        hold = self.seal.hold_id
        self.assertEqual((self.seal.state, hold.lot_id, hold.state), ("failed", self.lot, "open"))
        self.assertEqual(hold.opened_by_id, self.user_operator())
        self.assertIn("4.9 N", hold.reason)
        with self.assertRaises(UserError):
            self.deliver({self.lot: 1})

    def test_a_correction_stands_beside_it_and_lifts_nothing(self):
        self.enter(self.seal, "4.9", confirmed=True)
        first = self.seal.result_ids
        self.assertEqual(self.enter(self.seal, "7", supersedes=first.id)["status"], "stop")  # without a reason
        self.enter(self.seal, "7", supersedes=first.id, reason="read the wrong column")
        self.assertEqual((self.seal.state, len(self.seal.result_ids), self.seal.hold_id.state), ("passed", 2, "open"))
        self.assertTrue(first.is_superseded)
        again = self.enter(self.seal, "8", supersedes=first.id, reason="once more")
        self.assert_stopped(again, messages.corrected_already(self.env))
        self.assert_stopped(self.enter(self.seal, "8"), messages.all_samples_done(self.env, self.seal))

    def test_release_waits_for_required_checks(self):
        quality = self.lot.with_user(self.user_quality())
        quality._set_disposition("quarantine", "to be checked")
        with self.assertRaisesRegex(UserError, "Print is legible"):
            quality._set_disposition("released", "all is well")
        self.enter(self.print, "passed")
        self.enter(self.seal, "4", confirmed=True)
        with self.assertRaisesRegex(UserError, self.seal.hold_id.name):
            quality._set_disposition("released", "all is well")
        self.seal.hold_id.with_user(self.user_quality())._lift("conceded after retest")
        quality._set_disposition("released", "all is well")
        self.assertEqual(self.lot.disposition, "released")

    def test_what_does_not_apply_says_quality_with_a_reason(self):
        with self.assertRaises(AccessError):
            self.print.with_user(self.user_operator())._skip("not needed")
        self.print.with_user(self.user_quality())._skip("plain pouch, no print")
        self.assertEqual((self.print.state, self.print.outcome), ("not_applicable", "plain pouch, no print"))

    def test_a_conceded_failure_stays_conceded_until_another_sample_fails(self):
        self.seal._write_own({"sample_count": 3})
        self.enter(self.seal, "4", confirmed=True)
        hold = self.seal.hold_id
        hold.with_user(self.user_quality())._lift("conceded after retest")
        self.enter(self.seal, "7")
        self.assertEqual((self.seal.state, self.seal.hold_id), ("failed", hold))
        self.enter(self.seal, "3", confirmed=True)
        self.assertNotEqual(self.seal.hold_id, hold)

    def test_a_failure_without_hold_is_decided_on_by_quality(self):
        self.seal._write_own({"is_holding": False})
        self.enter(self.print, "passed")
        self.enter(self.seal, "4", confirmed=True)
        quality = self.lot.with_user(self.user_quality())
        quality._set_disposition("quarantine", "to be checked")
        with self.assertRaisesRegex(UserError, "has not decided"):
            quality._set_disposition("released", "all is well")
        with self.assertRaises(AccessError):
            self.seal.with_user(self.user_operator())._skip("good enough")
        dialog = self.env["lot.check.skip"].with_user(quality.env.uid).with_context(default_check_ids=self.seal.ids)
        with Form(dialog) as form:
            self.assertEqual((form.has_failed, form.obstacle), (True, False))
            form.reason = "still above the law's limit"
        form.record.action_skip()
        self.assertEqual((self.seal.state, self.seal._is_conceded()), ("failed", True))
        quality._set_disposition("released", "all is well")
        self.assertEqual(self.lot.disposition, "released")

    def test_the_dialog_says_what_becomes_of_each_kind_of_check(self):
        self.enter(self.seal, "4", confirmed=True)
        both = (self.print | self.seal).with_user(self.user_quality())
        vals = {"check_ids": both.ids, "reason": "good enough"}
        dialog = both.env["lot.check.skip"].create(vals)
        self.assertEqual(
            dialog.obstacle, messages.concede_by_lifting(self.env, "Seal strength", self.seal.hold_id.name)
        )
        with self.assertRaisesRegex(UserError, "Lift its hold"):
            dialog.action_skip()
        self.seal._write_own({"hold_id": False})
        dialog = both.env["lot.check.skip"].create(vals)
        self.assertEqual((dialog.note, dialog.obstacle), (messages.decides(self.env, 1, 1), False))
        dialog.action_skip()
        self.assertEqual([check.state for check in both], ["not_applicable", "failed"])

    def test_a_file_is_served_as_what_it_is_not_as_its_name_says(self):
        data = base64.b64encode(b"read at the gauge: 7 N").decode()
        self.enter(self.print, "passed", files=[{"name": "notes.html", "data": data}])
        [file] = self.print.result_ids.files
        self.assertEqual(self.env["ir.attachment"].browse(file["id"]).mimetype, "text/plain")

    def test_instruments_and_their_calibration(self):
        self.assert_stopped(self.enter(self.peel, "3"), messages.instrument_missing(self.env, "Peel"))
        self.gauge.calibration_due = self.day(-1)
        operator = self.enter(self.peel, "3", instrument=self.gauge.id)
        self.assertIn("T-1", operator["message"])
        quality = self.user_quality()
        self.assertEqual(self.enter(self.peel, "3", quality, instrument=self.gauge.id)["status"], "stop")
        self.enter(self.peel, "3", quality, instrument=self.gauge.id, calibration_reason="checked against the standard")
        self.assertEqual(self.peel.result_ids.calibration_issue, "calibration_overdue")
        self.gauge.calibration_due = self.day(90)
        self.assertEqual(self.peel.result_ids.calibration_due, self.day(-1).date())

    @freeze_time("2026-06-10 12:00:00")
    def test_late_entries_are_marked_and_the_future_refused(self):
        self.enter(self.print, "passed", done_at="2026-06-08 12:00:00")
        self.assertEqual(self.print.result_ids.timing, "late")
        future = self.enter(self.seal, "7", done_at="2026-06-10 13:00:00")
        self.assert_stopped(future, messages.issue(self.env, "in_future", self.seal))
        self.assertEqual(self.enter(self.seal, "7", done_at="yesterday")["status"], "stop")

    def test_files_are_kept_with_their_hash_and_nothing_that_runs(self):
        photo = self.make_plan(self.film, {"name": "Photo", "kind": "photo"}, stage="receipt")
        self.receive({self.make_lot(self.film, "F2"): 1})
        check = self.env["lot.check"].search([("item_id", "in", photo.line_ids.ids)])
        self.assert_stopped(self.enter(check, "passed"), messages.issue(self.env, "no_file", check))
        for raw in (b"<svg onload='x'/>", b"<!DOCTYPE html><script>x</script>", b"MZ\x90\x00\x03\x00\x00\x00"):
            files = [{"name": "bad.png", "data": base64.b64encode(raw).decode()}]
            self.assert_stopped(self.enter(check, "passed", files=files), messages.file_kind(self.env, "bad.png"))
        large = [{"name": "big.png", "data": "A" * 30_000_000}]
        self.assert_stopped(self.enter(check, "passed", files=large), messages.file_too_large(self.env, "big.png", 20))
        self.assertEqual(self.enter(check, "passed", files=[{"name": "seal.png", "data": PNG}])["status"], "ok")
        [file] = check.result_ids.files
        attachment = self.env["ir.attachment"].browse(file["id"])
        self.assertEqual((attachment.res_model, attachment.res_id, len(file["sha256"])), ("lot.check", check.id, 64))
        with self.assertRaises(AccessError):
            attachment.with_user(self.user_quality()).write({"raw": b"other"})

    def test_nobody_writes_them(self):
        self.enter(self.print, "passed")
        result, manager = self.print.result_ids, self.user_manager()
        for record in (self.print, result):
            for call in (lambda one: one.write({"name": "x"}), lambda one: one.unlink()):
                with self.assertRaises(AccessError):
                    call(record.with_user(manager))
        with self.assertRaises(AccessError):
            self.env["lot.check.result"].create({"check_id": self.print.id, "text": "passed"})
        with self.assertRaises(AccessError):
            self.env["lot.check"].with_user(self.user_plain()).enter([])
        for statement in ("UPDATE lot_check_result SET text = 'x'", "DELETE FROM lot_check_result"):
            with self.assertRaises(errors.RestrictViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(statement)
