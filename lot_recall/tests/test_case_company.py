"""A case belongs to one company: whoever made it, with whatever companies switched on, it names nobody of another."""

import io
import json

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..models.lot_recall_revision import ROW_FIELDS
from ..report.dossier import build_dossier
from ..report.workbook import build_workbook
from .common import TwoCompanyCase

MASKED = "Customer 1 of Recall Nordic"


@tagged("post_install", "-at_install")
class TestNobodyForeignIsNamed(TwoCompanyCase):
    def confirmed_by_both(self):
        """The case, as somebody of our company alone reads it."""
        wizard = self.wizard_of_both()
        recall = self.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual(recall.company_id, self.ours)
        return recall.with_user(self.quality)

    def test_preview_masks_as_the_case_will(self):
        preview = self.wizard_of_both().get_preview()
        text = json.dumps(preview)
        self.assertIn(MASKED, text)
        self.assertNotIn("Fjord", text)
        self.assertEqual(preview["counts"]["hidden"], 0)

    def test_screen(self):
        recall = self.confirmed_by_both()
        rows = [row for name in ROW_FIELDS for row in recall[name].read()]
        self.assertIn(MASKED, json.dumps(rows, default=str))
        text = json.dumps([rows, recall.read(), recall.revision_id.read(), recall.message_ids.read()], default=str)
        self.assertNotIn("Fjord", text)
        self.assertNotIn("Fjord", recall.revision_id.content)

    def test_no_number_of_a_foreign_partner_is_kept_either(self):
        content = json.loads(self.confirmed_by_both().revision_id.content)
        strangers = self.env["res.partner"].search([("name", "like", "Fjord")]).ids
        keys = ("partner_id", "commercial_partner_id", "owner_id")
        for table in ("on_hand", "open", "shipments", "customers", "suppliers"):
            self.assertTrue(content["answer"][table], table)
            for row in content["answer"][table]:
                self.assertFalse([key for key in keys if row.get(key) in strangers], table)

    def test_what_happened_in_the_other_company_is_there(self):
        recall = self.confirmed_by_both()
        foreign = [row for row in recall.delivery_ids if row.company == self.nordic.name]
        self.assertEqual(sorted(row.qty for row in foreign), [-1.0, 6.0])
        self.assertEqual({row.partner for row in foreign}, {MASKED})
        self.assertEqual(self.row(recall.customer_ids, partner=MASKED).net_qty, 5.0)
        self.assertEqual(recall.customer_count, 3)
        self.assertEqual(self.row(recall.stock_ids, owner=False, qty=3.0).company, self.nordic.name)

    def test_workbook(self):
        revision = self.confirmed_by_both().revision_id
        data = build_workbook(revision.env, revision._read_content(), revision.sha256)
        book = openpyxl.load_workbook(io.BytesIO(data))
        text = json.dumps([list(sheet.values) for sheet in book], default=str)
        self.assertIn(MASKED, text)
        self.assertNotIn("Fjord", text)

    def test_dossier(self):
        revision = self.confirmed_by_both().revision_id
        data = build_dossier(revision.env, revision._read_content(), revision.sha256)
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        self.assertIn(MASKED, text)
        self.assertNotIn("Fjord", text)

    def test_comparison_and_next_revision(self):
        recall = self.confirmed_by_both()
        self.deliver(self.set1, 1, self.make_partner("Fjord Clinic"), company=self.nordic)
        context = {"allowed_company_ids": (self.ours | self.nordic).ids}
        theirs = recall.with_user(self.both).with_context(**context)
        text = theirs.env["lot.recall.comparison"].create({"recall_id": recall.id}).text
        self.assertIn("of Recall Nordic", text)
        self.assertNotIn("Fjord", text)
        theirs.action_new_revision()
        self.assertEqual(recall.revision_id.number, 2)
        self.assertNotIn("Fjord", recall.revision_id.content)

    def test_the_other_companys_own_case_names_its_customers_and_masks_ours(self):
        wizard = self.wizard_of_both(company_id=self.nordic.id)
        recall = self.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual(recall.company_id, self.nordic)
        content = recall.with_user(self.nordic_manager).revision_id._read_content()
        text = json.dumps(content["answer"])
        self.assertIn("Fjord Hospital", text)
        self.assertNotIn("St. Agnes", text)


@tagged("post_install", "-at_install")
class TestCompanyOfTheCase(TwoCompanyCase):
    def test_it_follows_what_was_chosen(self):
        for values, company in (
            ({"lot_ids": self.nordic_lot.ids}, self.nordic),
            ({"lot_ids": (self.nordic_lot | self.n1).ids}, self.nordic),  # a lot of nobody is everybody's
            ({"lot_ids": self.n1.ids}, self.ours),
            ({"scope_method": "receipt", "picking_id": self.nordic_receipt.id}, self.nordic),
            ({"scope_method": "production", "production_id": self.hub_order.id}, self.ours),
            # chosen before, for another method: not what the scope says
            ({"scope_method": "receipt", "picking_id": self.receipt.id, "lot_ids": self.nordic_lot.ids}, self.ours),
        ):
            with self.subTest(str(values)):
                self.assertEqual(self.wizard_of_both(**values).company_id, company)

    def test_it_follows_on_the_form_and_can_be_chosen(self):
        self.both.group_ids |= self.env.ref("base.group_multi_company")
        form = Form(self.wizard_of_both(lot_ids=False))
        form.lot_ids.add(self.nordic_lot)
        self.assertEqual(form.company_id, self.nordic)
        form.lot_ids.remove(id=self.nordic_lot.id)
        form.company_id = self.nordic
        form.lot_ids.add(self.n1)
        self.assertEqual(form.save().company_id, self.nordic)

    def test_what_the_company_cannot_read_is_refused(self):
        wizard = self.wizard_of_both(lot_ids=self.nordic_lot.ids, company_id=self.ours.id)
        for attempt in (wizard.action_preview, wizard.get_preview, wizard.action_confirm, wizard.action_save_draft):
            with self.assertRaisesRegex(UserError, "of another one are chosen: RN-1"):
                attempt()
        other = {"scope_method": "receipt", "picking_id": self.nordic_receipt.id, "company_id": self.ours.id}
        with self.assertRaisesRegex(UserError, "Not known to .*: receipt"):
            self.wizard_of_both(**other).action_preview()

    def test_a_lot_out_of_reach_is_not_left_out_in_silence(self):
        # Chosen with both companies on; a relation drops without a word what the switched-off one alone may read.
        wizard = self.wizard_of_both(lot_ids=(self.n1 | self.nordic_lot).ids, company_id=self.ours.id)
        self.env.flush_all()
        self.env.invalidate_all()
        wizard = wizard.with_context(allowed_company_ids=self.ours.ids)
        self.assertEqual(wizard.lot_ids, self.n1)
        with self.assertRaisesRegex(UserError, "Not known to .*: lots"):
            wizard.action_preview()

    def test_a_company_that_is_not_switched_on_is_refused(self):
        wizard = self.wizard(lot_ids=self.n1.ids, company_id=self.nordic.id)
        for attempt in (wizard.action_preview, wizard.get_preview, wizard.action_confirm):
            with self.assertRaisesRegex(UserError, "company"):
                attempt()

    def test_a_draft_with_foreign_records_is_refused_without_naming_them(self):
        cases = self.env["lot.recall"].with_user(self.manager)
        gone = self.make_lot(self.needle, "GONE-1")
        scopes = [
            {"method": "lots", "lot_ids": self.nordic_lot.ids},
            {"method": "lots", "lot_ids": gone.ids},
            {"method": "receipt", "picking_id": self.nordic_receipt.id},
            {"method": "receipt", "picking_id": 2**31 - 1},
        ]
        gone.unlink()
        sentences = []
        for scope in scopes:
            with self.assertRaises(UserError) as refused:
                cases.create({"title": "By a program", "scope": scope})
            sentences.append(str(refused.exception))
        self.assertEqual(sentences[0], sentences[1])
        self.assertEqual(sentences[2], sentences[3])
        self.assertNotIn("RN", "".join(sentences))

    def test_a_draft_keeps_its_company(self):
        wizard = self.wizard_of_both()
        draft = wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"])
        again = self.env["lot.recall.wizard"].with_user(self.both).with_context(**wizard.env.context)
        review = again.browse(draft.action_review_scope()["res_id"])
        review.company_id = self.nordic  # a client that does not ask
        self.assertNotIn("Fjord", json.dumps(review.get_preview()))
        review.action_confirm()
        self.assertEqual(draft.company_id, self.ours)
        self.assertNotIn("Fjord", draft.revision_id.content)


@tagged("post_install", "-at_install")
class TestCompareWithOtherRights(TwoCompanyCase):
    """Who may see less than the manager who froze the case is told so, and told nothing as if it had changed."""

    def compare(self, recall, user):
        return self.env["lot.recall.comparison"].with_user(user).create({"recall_id": recall.id})

    def test_only_rights_differ(self):
        recall = self.confirmed()
        theirs = self.compare(recall, self.quality)
        self.assertTrue(theirs.is_same)
        self.assertRegex(theirs.text, r"^In what can be compared, nothing has changed.*\nHidden from you: \d+")
        self.assertEqual(len(theirs.text.splitlines()), 2)
        self.assertEqual(self.compare(recall, self.manager).text.count("Nothing has changed"), 1)

    def test_facts_are_told_beside_it(self):
        recall = self.confirmed()
        self.deliver(self.set1, 1, self.make_partner("Newcomer"))
        text = self.compare(recall, self.quality).text
        self.assertRegex(text, r"New delivery or return lines: 1\n(.*\n)*Hidden from you: \d+")
        self.assertIn("Newcomer", text)
        for word in ("gone", "no longer reached (", "On hand:", "Still with customers"):
            self.assertNotIn(word, text.split("Hidden from you")[0])

    def test_nobody_hides_anything_where_one_company_reads_all(self):
        """A reader without the manager's group, but with nothing hidden, gets the whole comparison."""
        recall = self.confirmed(self.n2)
        theirs = self.compare(recall, self.quality)
        self.assertEqual(theirs.text, "Nothing has changed since this revision was made.")

    def test_a_rule_on_lots_hides_too(self):
        recall = self.confirmed(self.n2)
        self.env["ir.rule"].create(
            {
                "name": "Only some lots",
                "model_id": self.env["ir.model"]._get_id("stock.lot"),
                "domain_force": f"[('id', '!=', {self.set2.id})]",
                "groups": [(4, self.env.ref("lot_traceability.group_quality").id)],
            }
        )
        theirs = self.compare(recall, self.quality)
        self.assertTrue(theirs.is_same)
        self.assertIn("Hidden from you", theirs.text)
        self.assertNotIn("no longer reached", theirs.text)
