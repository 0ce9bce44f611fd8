"""Closing: everything that is missing is said at once, missing goods are explained and signed, the end is frozen."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import messages_back
from ..models import messages_close as messages
from ..report.words import Words
from .back_case import BackCase


class CloseCase(BackCase):
    """Helpers only."""

    def settled(self):
        """Everything but the signatures is done: all goods are back, limits are stopped, papers are written."""
        self.answer(self.at_hospital, had=20, returning=20)
        self.answer(self.at_clinic, had=6, returning=6)
        for consignee in (self.at_hospital, self.at_clinic):
            self.got(self.make(consignee))
        action = self.recall.back_ids.with_user(self.quality).action_dispose()
        disposal = self.env["lot.recall.disposal"].with_user(self.second).browse(action["res_id"])
        disposal._do_signed("approval", {}, "agreed with the authority", None)
        self.finished()

    def finished(self):
        self.recall.stop_ids.filtered(lambda stop: not stop.is_settled).action_settle()
        for clock in self.recall.clock_ids.filtered("started_at"):
            clock.with_user(self.manager)._stop("done", "Report 1", fields.Datetime.now())
        self.recall.with_user(self.manager).write(
            {
                "effectiveness_level": "E",
                "root_cause": "Worn mould",
                "capa_reference": "CAPA 7",
                "termination_date": fields.Date.today(),
            }
        )

    def account(self, lot):
        self.recall.with_user(self.manager).action_open_account()
        return self.row(self.recall.account_ids, lot=lot)


@tagged("post_install", "-at_install")
class TestClose(CloseCase):
    def test_everything_that_is_missing_is_said_at_once(self):
        obstacles = self.recall._get_close_obstacles()
        self.assertEqual(
            obstacles[:3],
            [
                messages.unanswered(self.env, 2),
                messages.stops_open(self.env, 1),
                messages.unexplained(self.env, ["SET-1"]),
            ],
        )
        self.assertEqual(obstacles[-1], messages.second_person(self.recall))
        told = " ".join(obstacles)
        for word in ("Corrective action", "authority", "Time limits"):
            self.assertIn(word, told)
        with self.assertRaisesRegex(UserError, "cannot be closed yet:\n- Consignees"):
            self.recall.with_user(self.manager).action_close()

    def test_a_second_person_closes_and_the_end_is_frozen(self):
        self.settled()
        with self.assertRaisesRegex(UserError, "somebody else closes it"):
            self.recall.action_close()
        recall = self.recall.with_user(self.manager)
        with self.assertRaises(AccessError):
            self.recall.with_user(self.quality).action_close()
        self.assertFalse(recall.account_ids)  # nobody opened the reconciliation: what is signed holds it all the same
        seen = recall._get_seen_content("close")["end"]["lots"]
        recall.action_close()
        self.assertEqual((recall.state, recall.closed_by_id), ("closed", self.manager))
        closing = recall.closing_ids
        self.assertTrue(closing._is_intact())
        content = closing._get_content()
        row = self.row(content["lots"], lot="SET-1")
        self.assertEqual((row["net_qty"], row["received_qty"], row["residual_qty"]), ("26", "26", "0"))
        self.assertEqual((content["consignees"], content["lots"]), ({"done": 2}, seen))
        facts = [(title, value["text"]) for title, value in closing._get_facts()]
        for fact in (
            ("Received back", "26 Units"),
            ("Consignees", "Done: 2"),
            ("Root cause", "Worn mould"),
            ("About", f"{recall.name}, revision 1"),
            messages.seal_facts(self.env, True, closing.sha256)[0],
        ):
            self.assertIn(fact, facts)
        self.assertIn(self.manager.name, dict(facts)["Closed by"])
        self.assertEqual(facts[-1][1], closing.sha256)
        self.assertEqual(recall._get_progress().end, closing._get_facts())
        words = recall.with_user(self.quality).closing_words
        self.assertIn('<td class="text-break">Worn mould</td>', words)
        with self.assertRaises(UserError):
            closing.sudo().sha256 = "0"
        with self.assertRaisesRegex(UserError, "is not running"):
            recall.action_close()
        self.assertTrue(self.set1.is_blocked)  # the hold stays until somebody lifts it
        recall.hold_ids.filtered(lambda hold: hold.lot_id == self.set1)._lift("all destroyed")

    def test_the_papers_show_samples_explanations_and_the_end(self):
        row = self.account("SET-1").with_user(self.quality)
        row.explanation = "Thrown away unopened"
        (before,) = [part for part in self.recall._get_progress().parts if part.key == "account"]
        self.assertFalse(self.row(before.rows, lot="SET-1")["is_approved"])
        signing = row.with_user(self.manager)
        signing._do_signed("approval", {}, "seen the bin", None)
        self.env["lot.signature"].with_user(self.manager)._add(signing, "approval", "seen the bin", "password")
        self.recall.with_user(self.manager).action_draw_checks()
        self.recall.with_user(self.manager)._do_close()
        parts = {part.key: part.rows for part in self.recall._get_progress().parts}
        told = self.row(parts["account"], lot="SET-1")
        said = (told["explanation"], told["explained_by_id"], told["is_approved"])
        self.assertEqual(said, ("Thrown away unopened", self.quality.name, True))
        (sample,) = parts["samples"]
        self.assertTrue(sample["seed"])
        end = {title: value["text"] for title, value in self.recall._get_progress().end}
        self.assertIn("“Thrown away unopened”", end["Signed explanations"])
        self.assertIn(self.manager.name, end["Closed by"])

    def test_a_case_closed_by_signature_stays_as_it_is(self):
        self.settled()
        self.env.company.lot_recall_sign = True
        recall = self.recall.with_user(self.manager)
        signing = recall._prepare_signing("approval", {"act": "close"})  # nobody has opened the reconciliation
        for fact in (("Received back", "26 Units"), ("Consignees", "Done: 2"), ("Root cause", "Worn mould")):
            self.assertIn(fact, signing.facts)
        recall._do_signed("approval", {"act": "close"}, "all is back", None)
        self.assertEqual((recall.state, recall.closed_by_id), ("closed", self.manager))
        for values in ({"root_cause": "Other"}, {"termination_date": False}, {"tolerance_percent": 5}):
            with self.assertRaisesRegex(UserError, "closed or cancelled"):
                recall.write(values)
        with self.assertRaisesRegex(UserError, "is not running"):
            recall.account_ids[0].explanation = "later"
        with self.assertRaisesRegex(UserError, "is not running"):
            self.at_clinic.action_make_returns()
        row = self.row(recall.back_ids, qty=6)
        line = row.picking_id.move_line_ids.with_context(lot_reason="counted again")
        for values in ({"date": self.day(0)}, {"quantity": 5}):
            line.write(values)
            self.assertEqual((row.qty, self.at_clinic.lot_ids.received_qty, self.at_clinic.state), (6, 6, "done"))
        self.assertIn(messages_back.changed_late(row, line), recall.message_ids[:1].body)
        told = len(recall.message_ids)
        line.write({"date": self.day(-1)})
        line.picking_id.with_context(lot_reason="their other address").partner_id = self.ward
        self.assertEqual(len(recall.message_ids), told, "told once")
        row.sudo().write({"qty": 0, "lot_id": self.set2.id})  # as if corrected to another lot before the end
        line.quantity = 4
        self.assertEqual(len(recall.message_ids), told, "told before the end")

    def test_what_was_frozen_names_who_explained_the_rest_and_is_markup_of_nobody(self):
        row = {"lot": "<b>L</b>", "residual_qty": "2.5", "uom": "kg", "explanation": "lost", "explained_by": "Q"}
        words = Words(self.env)
        told = messages.explained_words(self.env, {**row, "signatures": [{"signer": "Rita"}]}, words)
        self.assertEqual(told, "<b>L</b>, 2.5 kg without an end: “lost” (written by Q, signed by Rita)")
        self.settled()
        self.recall.with_user(self.manager).write({"root_cause": "<i>x</i>\nsecond line"})
        self.recall.with_user(self.manager).action_close()
        self.assertIn("&lt;i&gt;x&lt;/i&gt;<br>second line", self.recall.closing_words)
        self.assertNotIn("THE CONTENT IS NOT", self.recall.closing_words)
        self.patch(type(self.recall.closing_ids), "_is_intact", lambda _closing: False)
        self.env.invalidate_all()
        self.assertIn("THE CONTENT IS NOT", self.recall.closing_words)

    def test_open_returns_and_a_changed_scope_keep_it_open(self):
        self.settled()
        self.return_(self.delivery, self.set1, 1, partner=self.make_partner("Stranger"))
        self.recall._check_scope_now()
        self.assertIn(messages.scope_open(self.env), self.recall._get_close_obstacles())

    def test_dates_of_the_authority(self):
        today = fields.Date.today()
        for date in (today + timedelta(days=2), self.recall.date_opened.date() - timedelta(days=2)):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.recall.termination_date = date
        self.recall.jurisdiction_ids.asks_termination = False
        self.assertFalse(self.recall.is_termination_asked)

    def test_only_managers_write_the_end(self):
        with self.assertRaises(AccessError):
            self.recall.with_user(self.quality).root_cause = "Guess"
        drafts = self.env["lot.recall"].with_user(self.quality).with_context(default_tolerance_percent=100)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            drafts.create({"title": "Nothing is missing"})
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.recall.tolerance_percent = -1
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestAccount(CloseCase):
    def test_rows_follow_answers_and_receipts(self):
        row = self.account("SET-1")
        self.assertEqual((row.shipped_qty, row.returned_qty, row.net_qty, row.unanswered_qty), (30, 4, 26, 26))
        self.assertTrue(row.is_open)
        # They send some before they answer, and somebody to whom they sold one does as well.
        self.got(self.make(self.at_clinic), **{"SET-1": 5})
        self.return_(self.delivery, self.set1, 1, partner=self.make_partner("Stranger"))
        row, parts = self.account("SET-1"), [line._to_part() for line in (self.at_clinic | self.at_hospital).lot_ids]
        figures = (row.unanswered_qty, row.had_qty, row.received_qty, row.outstanding_qty, row.unaccounted_qty)
        self.assertEqual(figures, (21, 6, 6, 0, -1))
        self.assertEqual((sum(part.unanswered for part in parts), sum(part.had for part in parts)), (21, 5))
        self.answer(self.at_hospital, had=12, used=5, returning=12)
        self.got(self.make(self.at_hospital), **{"SET-1": 10})
        row = self.account("SET-1")
        figures = (row.unanswered_qty, row.unaccounted_qty, row.received_qty, row.outstanding_qty, row.residual_qty)
        self.assertEqual(figures, (1, 2, 16, 2, 5))
        gone = self.recall.account_ids.filtered(lambda row: row.lot == "HUB-1")
        gone.sudo().write({"key": "0", "is_within": False})  # as of a lot that a later revision leaves out
        own = self.account("N1")
        self.assertEqual((own.made_qty, own.on_hand_qty, own.held_qty, own.is_within), (100, 40, 40, True))
        self.assertEqual((gone.made_qty, gone.is_open), (0, False))

    def test_a_lot_that_is_left_out_later_needs_no_explanation(self):
        row = self.account("SET-1").sudo()
        row.write({"key": "0", "lot": "Left out"})  # no lot of the revision
        self.account("SET-1")
        self.assertEqual((row.is_open, row.net_qty, row.residual_qty, row.lot), (False, 0, 0, "Left out"))

    def test_a_tolerance_closes_small_gaps(self):
        self.answer(self.at_hospital, had=19, returning=19)
        self.answer(self.at_clinic, had=6, returning=6)
        for consignee in (self.at_hospital, self.at_clinic):
            self.got(self.make(consignee))
        self.assertTrue(self.account("SET-1").is_open)
        self.recall.tolerance_percent = 4
        self.assertFalse(self.account("SET-1").is_open)

    def test_explanations_are_quality_s_and_figures_nobody_s(self):
        row = self.account("SET-1").with_user(self.quality)
        row.explanation = "Thrown away unopened"
        self.assertEqual(row.explained_by_id, self.quality)
        row.sudo().is_approved = True
        row.explanation = "Sold abroad"
        self.assertFalse(row.is_approved, "what was signed was another explanation")
        for values in ({"is_approved": True}, {"net_qty": 0}, {"explained_by_id": self.manager.id}):
            with self.assertRaises(UserError):
                row.write(values)

    def test_a_signed_explanation_that_is_rewritten_is_open_again(self):
        row = self.account("SET-1").with_user(self.quality)
        row.explanation = "Thrown away unopened"
        signing = row.with_user(self.manager)
        signing._do_signed("approval", {}, "seen the bin", None)
        self.env["lot.signature"].with_user(self.manager)._add(signing, "approval", "seen the bin", "password")
        self.assertEqual((row.is_open, self.recall._get_unexplained()), (False, []))
        row.with_context(lot_reason="found out").explanation = "Sold on"
        self.assertEqual((row.is_approved, row.is_open), (False, True))
        self.assertEqual(self.recall._get_unexplained(), ["SET-1"])

    def test_somebody_without_quality_reads_nothing(self):
        clerk = self.new_user("test-recall-clerk", "stock.group_stock_user")
        for model in ("lot.recall.account", "lot.recall.back", "lot.recall.closing"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(clerk).search([])
