"""Answers: recorded word for word, shown at once, sound lines kept beside wrong ones."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestReply(RecallCase):
    def setUp(self):
        super().setUp()
        self.recall = self.confirmed()
        self.clinic_row = self.recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        self.line = self.clinic_row.lot_ids

    def answer(self, outcome="quantities", **values):
        quantities = {f"{name}-{self.line.id}": text for name, text in values.items() if name != "form_key"}
        form = {"outcome": outcome, "signer": "Ann", "form_key": values.get("form_key", ""), **quantities}
        return self.clinic_row._record_reply(form, "page")

    def test_an_answer_moves_the_figures_at_once(self):
        reply, faults = self.answer(had="4", used="1", sold_on="1", destroyed="2", returning="2")
        self.assertFalse(faults)
        self.assertEqual((self.line.had_qty, self.line.unaccounted_qty, self.line.outstanding_qty), (4, 0, 2))
        self.assertEqual(self.clinic_row.state, "answered")
        self.assertTrue(reply._is_intact())
        self.assertEqual(reply._get_content()["lines"][0]["used"], "1")
        self.answer(had="4", used="2", destroyed="4")
        self.assertEqual((self.line.used_qty, self.clinic_row.state), (2, "done"))
        self.assertEqual(len(self.clinic_row.reply_ids), 2)

    def test_more_than_was_delivered_is_taken_and_flagged(self):
        self.answer(had="9")
        self.assertTrue(self.line.is_too_much)
        self.assertEqual(self.line.unaccounted_qty, -3)

    def test_what_is_no_number_is_not_taken(self):
        for text in ("-1", "many", "1,000", "=1+1"):
            _reply, faults = self.answer(had=text)
            self.assertEqual(len(faults), 1)
        self.assertFalse(self.line.is_answered)
        self.assertEqual(self.clinic_row.state, "acknowledged")

    def test_more_found_at_somebody_who_has_answered_is_asked_for(self):
        self.answer(had="4", used="2", destroyed="4")
        self.assertEqual(self.clinic_row.state, "done")
        self.line.sudo().net_qty = 9
        self.assertEqual((self.clinic_row.state, self.clinic_row.is_told_of), ("acknowledged", False))
        self.answer(had="7", used="2", destroyed="7")
        self.assertEqual(self.clinic_row.state, "done")

    def test_none_left_is_an_answer(self):
        self.answer("none")
        self.assertEqual((self.line.is_answered, self.line.unaccounted_qty), (True, 6))
        # Somebody has to ask where the six went.
        self.assertEqual(self.clinic_row.state, "answered")

    def test_a_form_sent_twice_counts_once(self):
        first, _faults = self.answer(had="4", form_key="k" * 32)
        again, _faults = self.answer(had="4", form_key="k" * 32)
        self.assertEqual((first, self.line.had_qty), (again, 4))

    def test_a_form_sent_again_with_other_words_is_another_answer(self):
        first, _faults = self.answer(had="4", form_key="k" * 32)
        again, _faults = self.answer(had="5", form_key="k" * 32)
        self.assertNotEqual(first, again)
        self.assertEqual(self.line.had_qty, 5)
        back, _faults = self.answer(had="4", form_key="k" * 32)
        self.assertEqual((self.line.had_qty, len(self.clinic_row.reply_ids)), (4, 3))
        self.assertEqual(self.answer(had="4", form_key="k" * 32), (back, ()))

    def test_none_left_is_said_of_the_lots_that_were_shown(self):
        self.clinic_row._record_reply({"outcome": "none", "shown": "0"}, "page")
        self.assertFalse(self.line.is_answered)
        self.clinic_row._record_reply({"outcome": "none", "shown": f"0,{self.line.id}"}, "page")
        self.assertTrue(self.line.is_answered)

    def test_what_no_database_takes_is_taken_all_the_same(self):
        reply, _faults = self.clinic_row._record_reply({"outcome": "none", "signer": "An\0n", "note": "\0"}, "page")
        self.assertEqual(reply.signer, "An\ufffdn")

    def test_lines_of_others_stay_as_they_are(self):
        other = (self.recall.consignee_ids - self.clinic_row).lot_ids
        form = {"outcome": "quantities", f"had-{other.id}": "1"}
        self.clinic_row._record_reply(form, "page")
        self.assertFalse(other.is_answered)

    def test_answers_are_evidence(self):
        reply, _faults = self.answer(had="4")
        with self.assertRaises(UserError):
            reply.sudo().write({"content": "{}"})
        with self.assertRaises(AccessError):
            reply.with_user(self.manager).unlink()

    def test_nothing_is_taken_when_the_case_is_over(self):
        self.recall._set_state(state="cancelled")
        with self.assertRaises(UserError):
            self.answer(had="4")

    def test_colleagues_enter_what_they_hear(self):
        action = self.clinic_row.with_user(self.quality).action_enter_answer()
        entry = self.env["lot.recall.answer"].with_user(self.quality).browse(action["res_id"])
        entry.signer = "Ann"
        entry.line_ids.write({"is_told": True, "had_qty": 2.5, "used_qty": 3.5, "returning_qty": 2.5})
        entry.action_record()
        self.assertEqual((self.line.had_qty, self.line.returning_qty, self.line.unaccounted_qty), (2.5, 2.5, 0))
        reply = self.clinic_row.reply_ids
        self.assertEqual((reply.source, reply.user_id, reply.signer), ("phone", self.quality, "Ann"))
        entry.action_record()
        self.assertEqual(len(self.clinic_row.reply_ids), 1)

    def test_what_cannot_be_is_not_entered(self):
        action = self.clinic_row.with_user(self.quality).action_enter_answer()
        entry = self.env["lot.recall.answer"].with_user(self.quality).browse(action["res_id"])
        entry.line_ids.write({"is_told": True, "had_qty": 1, "destroyed_qty": 2})
        with self.assertRaisesRegex(UserError, "more than what you had"), self.env.cr.savepoint():
            entry.action_record()
        self.assertFalse(self.clinic_row.reply_ids)
        with self.assertRaises(AccessError):
            self.clinic_row.with_user(self.user_plain()).action_enter_answer()
