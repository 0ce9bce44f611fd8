"""A confirmed case is evidence: later facts never change it, nobody writes it, it says what has changed since."""

import json

from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..kernel.canonical import canonical, digest
from ..models.lot_recall_revision import ROW_FIELDS
from .common import RecallCase


@tagged("post_install", "-at_install")
class TestConfirm(RecallCase):
    def test_number_state_and_who(self):
        recall = self.confirmed(kind="drill", hazard_class="2")
        self.assertRegex(recall.name, r"^RCL/20\d\d/\d{4}$")
        self.assertEqual((recall.state, recall.kind, recall.hazard_class), ("confirmed", "drill", "2"))
        revision = recall.revision_id
        self.assertEqual((revision.number, revision.user_id), (1, self.manager))
        self.assertEqual(recall.scope_text, "Chosen lots: N1")

    def test_numbers_run_on(self):
        first, second = self.confirmed(), self.confirmed()
        self.assertEqual(int(second.name[-4:]), int(first.name[-4:]) + 1)

    def test_rows_and_figures(self):
        recall = self.confirmed()
        self.assertEqual((recall.lot_count, recall.delivery_count, recall.customer_count), (3, 2, 2))
        self.assertEqual(recall.lot_ids.mapped("lot"), ["N1", "HUB-1", "SET-1"])
        self.assertEqual(sorted(recall.delivery_ids.mapped("qty")), [-4.0, 10.0, 20.0])
        self.assertEqual(self.row(recall.customer_ids, partner="Clinic").net_qty, 6.0)
        self.assertEqual(recall.open_ids.lot, "SET-1")
        self.assertEqual(recall.supplier_ids.partner, "Sharpline")
        self.assertEqual(len(recall.edge_ids), 4)
        balance = self.row(recall.balance_ids, lot="SET-1")
        self.assertEqual((balance.produced_qty, balance.shipped_qty, balance.residual_qty), (50.0, 30.0, 0.0))
        self.assertIn("74", recall.on_hand_text)
        self.assertIn("26", recall.net_text)

    def test_content_is_the_answer_and_its_fingerprint(self):
        revision = self.confirmed().revision_id
        content = json.loads(revision.content)
        self.assertEqual(canonical(content), revision.content)
        self.assertEqual(digest(revision.content), revision.sha256)
        self.assertEqual(content["answer"]["contract"], 1)
        self.assertEqual(content["scope"]["lot_ids"], self.n1.ids)

    def test_a_title_is_needed(self):
        with self.assertRaisesRegex(UserError, "title"):
            self.confirmed(title=" ")

    def test_confirming_twice_is_refused(self):
        recall = self.confirmed()
        with self.assertRaisesRegex(UserError, "not a draft"):
            recall.action_confirm()

    def test_draft_is_reviewed_and_confirmed_later(self):
        wizard = self.wizard(self.quality, lot_ids=self.n1.ids)
        wizard.leave_out(self.hub1.ids, "Never left the house")
        draft = wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"])
        self.assertEqual((draft.state, draft.revision_id.id), ("draft", False))
        action = draft.with_user(self.manager).action_review_scope()
        again = self.env["lot.recall.wizard"].with_user(self.manager).browse(action["res_id"])
        self.assertEqual(again.lot_ids, self.n1)
        self.assertEqual(again.action_confirm()["res_id"], draft.id)
        self.assertEqual((draft.state, draft.lot_count, draft.excluded_count), ("confirmed", 2, 1))
        self.assertEqual(draft.user_id, self.quality)


@tagged("post_install", "-at_install")
class TestFrozen(RecallCase):
    def snapshot(self, recall):
        rows = {name: recall[name].read(load=None) for name in ROW_FIELDS}
        return canonical({"rows": json.loads(json.dumps(rows, default=str)), "content": recall.revision_id.content})

    def test_later_facts_never_change_a_revision(self):
        recall = self.confirmed()
        before = self.snapshot(recall)
        self.deliver(self.set1, 3, self.clinic)
        self.n1.with_context(lot_reason="typing error").name = "N1-renamed"
        self.kit.name = "Another name"
        other = self.make_partner("Merged clinic")
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.clinic | other).ids, other)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.snapshot(recall), before)
        self.assertEqual(recall.lot_ids[0].lot, "N1")
        self.assertIn("Clinic", recall.customer_ids.mapped("partner"))

    def test_deleted_customer_and_lot_stay_named(self):
        partner = self.make_partner("Shortlived")
        lot = self.make_lot(self.needle, "SHORT-1")
        recall = self.confirmed(self.n1 | lot)
        lot.unlink()
        partner.unlink()
        self.assertIn("SHORT-1", recall.lot_ids.mapped("lot"))
        with self.assertRaisesRegex(UserError, "no longer exists"):
            self.row(recall.lot_ids, lot="SHORT-1").action_open_lot()

    def test_rows_open_their_documents(self):
        recall = self.confirmed()
        row = self.row(recall.delivery_ids, qty=10.0)
        action = row.action_open_document()
        self.assertEqual((action["res_model"], action["res_id"]), ("stock.picking", self.delivery.id))
        customer = self.row(recall.customer_ids, partner="Clinic")
        self.assertEqual(customer.action_open_partner()["res_id"], self.clinic.id)

    def test_rows_that_tell_of_no_document_or_lot_say_so(self):
        recall = self.confirmed()
        for open_it in (recall.customer_ids[:1].action_open_lot, recall.lot_ids[:1].action_open_document):
            with self.assertRaises(UserError):
                open_it()

    def test_models_refuse_even_the_superuser(self):
        recall = self.confirmed().sudo()
        for name in (*ROW_FIELDS, "revision_id"):
            record = recall[name][:1]
            if not record:
                continue
            with self.subTest(record._name):
                with self.assertRaisesRegex(UserError, "evidence"):
                    record.write({"company_id": self.env.company.id})
                with self.assertRaisesRegex(UserError, "evidence"):
                    record.unlink()
                if name != "revision_id":
                    with self.assertRaisesRegex(UserError, "evidence"):
                        record.create({"revision_id": recall.revision_id.id})
        with self.assertRaisesRegex(UserError, "evidence"):
            recall.unlink()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_too(self):
        revision = self.confirmed().revision_id
        self.env.flush_all()
        for table in ("lot_recall_revision", *(revision[name]._table for name in ROW_FIELDS)):
            for statement in ("UPDATE %s SET id = id", "DELETE FROM %s", "TRUNCATE %s CASCADE"):
                if not statement.startswith("TRUNCATE"):
                    self.env.cr.execute(f"SELECT count(*) FROM {table}")
                    if not self.env.cr.fetchone()[0]:
                        continue
                with self.subTest(statement % table), self.assertRaises(errors.RestrictViolation):
                    with self.env.cr.savepoint():
                        self.env.cr.execute(statement % table)

    def test_changed_content_is_noticed_and_not_shown(self):
        revision = self.confirmed().revision_id
        self.env.flush_all()
        # What somebody with the database's own password could do.
        self.env.cr.execute("ALTER TABLE lot_recall_revision DISABLE TRIGGER USER")
        self.env.cr.execute("UPDATE lot_recall_revision SET content = replace(content, 'N1', 'N9')")
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "fingerprint"):
            revision._read_content()


@tagged("post_install", "-at_install")
class TestCompareWithNow(RecallCase):
    def compare(self, recall):
        action = recall.action_compare()
        return recall.env["lot.recall.comparison"].browse(action["res_id"])

    def test_nothing_has_changed(self):
        comparison = self.compare(self.confirmed())
        self.assertTrue(comparison.is_same)
        self.assertIn("Nothing has changed", comparison.text)

    def test_what_has_changed_is_said(self):
        recall = self.confirmed()
        newcomer = self.make_partner("Newcomer")
        self.deliver(self.set1, 3, newcomer)
        self.produce(self.make_lot(self.kit, "SET-3"), {self.hub1: 2}, 2)
        self.n1.with_context(lot_reason="typing error").name = "N1-renamed"
        comparison = self.compare(recall)
        self.assertFalse(comparison.is_same)
        for sentence in (
            r"New lots \(1\): SET-3",
            r"New customers \(1\): Newcomer",
            r"New delivery or return lines: 1",
            r"Lot N1 is now called N1-renamed",
            r"On hand: 74 Units then, 71 Units now",
            r"26 Units then, 29 Units now",
        ):
            self.assertRegex(comparison.text, sentence)

    def test_revisions_are_compared(self):
        recall = self.confirmed()
        first = recall.revision_id
        self.deliver(self.set1, 3, self.make_partner("Newcomer"))
        recall.action_new_revision()
        action = recall.revision_id.action_compare_before()
        comparison = recall.env["lot.recall.comparison"].browse(action["res_id"])
        self.assertEqual((comparison.revision_id, comparison.now_id), (first, recall.revision_id))
        self.deliver(self.set1, 2, self.clinic)
        self.assertIn("New delivery or return lines: 1", comparison.text)
        with self.assertRaisesRegex(UserError, "first one"):
            first.action_compare_before()

    def test_a_scope_by_days_finds_lots_made_since(self):
        recall = self.confirmed(scope_method="production_window", product_id=self.kit.id)
        self.produce(self.make_lot(self.kit, "SET-9"), {self.n2: 1}, 1)
        self.assertRegex(self.compare(recall).text, r"New lots \(1\): SET-9")

    def test_new_revision_keeps_the_first(self):
        recall = self.confirmed()
        first = recall.revision_id
        self.deliver(self.set1, 3, self.clinic)
        self.compare(recall).action_new_revision()
        self.assertEqual((recall.revision_id.number, recall.delivery_count, first.delivery_count), (2, 3, 2))
        self.assertEqual(len(recall.revision_ids), 2)
        self.assertTrue(self.compare(recall).is_same)


@tagged("post_install", "-at_install")
class TestGuardedFields(RecallCase):
    def test_state_and_revision_are_set_by_buttons_only(self):
        recall = self.confirmed()
        for values in ({"state": "draft"}, {"revision_id": False}, {"name": "X"}, {"date_confirmed": False}):
            with self.subTest(values), self.assertRaises(AccessError):
                recall.write(values)
        with self.assertRaises(AccessError):
            recall.create({"title": "x", "state": "confirmed"})

    def test_scope_of_a_confirmed_case_is_frozen(self):
        recall = self.confirmed()
        with self.assertRaisesRegex(UserError, "frozen"):
            recall.exclusions = {}
        recall.reason = "Found by the customer"  # words may still be added

    def test_cancelling_keeps_everything(self):
        recall = self.confirmed()
        recall.action_cancel()
        self.assertEqual((recall.state, len(recall.lot_ids)), ("cancelled", 3))


@tagged("post_install", "-at_install")
class TestHistory(RecallCase):
    def test_the_ledger_tells_the_story_of_a_case(self):
        recall = self.confirmed(title="Leaks")
        recall.with_user(self.manager).hazard_class = "1"
        answer = self.env["lot.audit.entry"].with_user(self.manager).timeline("lot.recall", recall.id)
        sentences = [entry["sentence"] for entry in answer["entries"]]
        self.assertIn("opened the recall", sentences[-1])
        self.assertIn("Class", sentences[0])
        self.assertTrue([row for entry in answer["entries"] for row in entry["details"] if row["after"] == "Confirmed"])
        self.assertEqual(recall.action_history()["params"], {"model": "lot.recall", "res_id": recall.id})

    def test_a_deleted_draft_is_recorded(self):
        recall = self.env["lot.recall"].create({"title": "Never mind"})
        number = recall.display_name
        recall.unlink()
        entry = self.env["lot.audit.entry"].search([("code", "=", "recall_deleted")], limit=1)
        self.assertEqual(entry.label, number)
        self.assertIn("deleted the draft of the recall", entry.sentence)
