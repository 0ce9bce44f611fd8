"""A recall that is confirmed, revised, amended and cancelled by signatures, and the papers that show them."""

import io

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.tests.signing_case import OPEN, SIGN

from ..models import messages
from .common import RecallCase


class SignedCase(RecallCase, HttpCase):
    """Helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.lot_recall_sign = True
        cls.manager.write({"name": "Rita =Recall אבג", "tz": "America/New_York"})

    def draft(self, user=None):
        wizard = self.wizard(user or self.quality, lot_ids=self.n1.ids)
        return wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"]).with_user(self.manager)

    def open(self, recall, act="confirm"):
        values = {"model": recall._name, "res_id": recall.id, "meaning": "approval", "params": {"act": act}}
        return self.make_jsonrpc_request(OPEN, values)

    def sign(self, recall, act="confirm", seen_hash=None, user=None, **values):
        login = (user or self.manager).login
        if self.session_of != login:
            self.authenticate(login, login)
            self.session_of = login
        values = {
            **{"model": recall._name, "res_id": recall.id, "meaning": "approval", "params": {"act": act}},
            **{"reason": "scope is complete", "login": login, "secret": login},
            "seen_hash": self.open(recall, act).get("seen_hash") if seen_hash is None else seen_hash,
            **values,
        }
        answer = self.make_jsonrpc_request(SIGN, values)
        self.env.invalidate_all()
        return answer

    session_of = None


@tagged("post_install", "-at_install")
class TestSignedCase(SignedCase):
    def test_a_draft_is_confirmed_by_a_signature(self):
        recall = self.draft()
        answer = self.sign(recall)
        self.assertEqual(answer["next"]["res_id"], recall.id)
        self.assertEqual((recall.state, recall.revision_id.number, recall.is_signed), ("confirmed", 1, True))
        (line,) = recall.signature_lines
        self.assertEqual((line["signer"], line["meaning"], line["version"]), ("Rita =Recall אבג", "Approval", 1))
        self.assertIn("America/New_York", line["at"])
        self.assertEqual(recall._signed_content()["revision"]["sha256"], recall.revision_id.sha256)
        self.assertEqual(recall.action_check_signatures()["params"]["type"], "success")

    def test_without_a_signature_nothing_is_confirmed(self):
        recall = self.draft()
        for attempt in (recall.action_confirm, recall.sudo().action_confirm):
            with self.assertRaisesRegex(UserError, messages_signing.person_only(self.env)):
                attempt()
        self.assertIn("refused", self.sign(recall, secret="wrong"))
        self.assertEqual((recall.state, recall.revision_ids.ids), ("draft", []))
        self.assertFalse(recall.signature_lines)

    def test_what_was_seen_is_what_is_frozen(self):
        recall = self.draft()
        self.authenticate(self.manager.login, self.manager.login)
        first = self.open(recall)
        self.assertEqual(self.open(recall)["seen_hash"], first["seen_hash"], "reading again is no change")
        self.assertIn(["Lots affected", "3"], first["facts"])
        self.deliver(self.set1, 1, self.clinic)
        self.env.flush_all()
        answer = self.sign(recall, seen_hash=first["seen_hash"])
        self.assertEqual(answer, {"refused": messages_signing.changed_meanwhile(self.env, recall.display_name)})
        self.assertEqual((recall.state, recall.revision_ids.ids), ("draft", []))
        again = self.open(recall)
        recall.with_user(self.quality).title = "Needle breaks"
        self.env.flush_all()
        self.assertIn("refused", self.sign(recall, seen_hash=again["seen_hash"]))
        self.assertIn("signed", self.sign(recall))

    def test_the_author_does_not_approve(self):
        recall = self.draft(self.manager)
        refused = {"refused": messages_signing.author_signs(self.env, recall.display_name)}
        self.assertEqual(self.sign(recall), refused)
        other = self.new_user("test-recall-other", "lot_recall.group_recall_manager")
        # Whoever rewrites a colleague's draft is an author too; looking at it in the wizard is not rewriting.
        draft = self.draft()
        draft.with_user(other).title = "Rewritten"
        self.assertIn("refused", self.sign(draft, user=other))
        wizard = self.env["lot.recall.wizard"].with_user(self.manager)
        wizard.create(wizard._vals_of_case(draft)).action_save_draft()
        self.assertEqual(draft.edited_by_id, other)
        self.assertIn("signed", self.sign(draft))
        self.env.company.lot_sign_four_eyes = False
        self.assertIn("signed", self.sign(recall))

    def test_quality_may_not_sign(self):
        recall = self.draft(self.manager)
        answer = self.sign(recall, user=self.quality)
        self.assertEqual(answer, {"refused": str(messages.only_managers_confirm(self.env))})
        self.assertEqual(recall.state, "draft")

    def test_a_new_revision_is_a_new_version(self):
        recall = self.draft()
        self.sign(recall)
        self.deliver(self.set1, 3, self.clinic)
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, messages_signing.person_only(self.env)):
            recall.action_new_revision()
        self.assertIn("signed", self.sign(recall, "revise", reason="more was shipped"))
        first, second = recall.signature_lines
        self.assertEqual((recall.revision_id.number, first["version"], second["version"]), (2, 1, 2))
        self.assertRegex(first["void"], "by Rita .*: more was shipped")
        self.assertFalse(second["void"])
        one, two = recall.revision_ids.sorted("number")
        self.assertEqual([line["id"] for line in one._get_signature_lines()], [first["id"]])
        self.assertEqual([line["id"] for line in two._get_signature_lines()], [second["id"]])

    def test_amending_then_signing_again(self):
        recall = self.draft()
        self.sign(recall)
        with self.assertRaisesRegex(UserError, "is signed"), self.env.cr.savepoint():
            recall.reason = "Complaint 18"
        action = recall.action_amend()
        values = {name.removeprefix("default_"): value for name, value in action["context"].items()}
        amend = self.env["lot.signature.amend"]
        amend.with_user(self.manager).create({**values, "reason": "another complaint"}).action_amend()
        self.assertFalse(recall.is_signed)
        recall.reason = "Complaint 18"
        self.env.flush_all()
        self.assertIn("signed", self.sign(recall, "approve"))
        self.assertEqual([bool(line["void"]) for line in recall.signature_lines], [True, False])
        self.assertEqual([line["version"] for line in recall.signature_lines], [1, 2])
        self.assertEqual(len(recall.revision_ids), 1)

    def test_cancelling_is_signed_too(self):
        recall = self.draft()
        self.sign(recall)
        with self.assertRaisesRegex(UserError, messages_signing.person_only(self.env)):
            recall.action_cancel()
        self.assertIn("signed", self.sign(recall, "cancel", reason="false alarm"))
        self.assertEqual(recall.state, "cancelled")
        self.assertEqual([bool(line["void"]) for line in recall.signature_lines], [True, False])
        draft = self.draft()
        draft.action_cancel()
        self.assertEqual(draft.state, "cancelled")

    def test_acts_in_the_wrong_state(self):
        recall = self.draft()
        self.authenticate(self.manager.login, self.manager.login)
        for act in ("revise", "approve", "cancel", "", "nonsense"):
            self.assertIn("refused", self.open(recall, act))
        self.sign(recall)
        self.assertEqual(self.open(recall), {"refused": str(messages.not_a_draft(recall))})

    def test_a_signed_case_is_not_deleted(self):
        recall = self.draft()
        self.sign(recall)
        with self.assertRaises(UserError):
            recall.sudo().unlink()

    def test_papers_show_the_signatures(self):
        recall = self.draft()
        self.sign(recall)
        self.deliver(self.set1, 3, self.clinic)
        self.env.flush_all()
        self.sign(recall, "revise", reason="more was shipped")
        first, second = recall.signature_lines
        for number, shown, other in ((1, first, second), (2, second, first)):
            url = f"/lot_recall/{recall.id}/{{}}?revision={number}"
            pdf = PdfReader(io.BytesIO(self.url_open(url.format("pdf")).content)).pages[0].extract_text()
            book = openpyxl.load_workbook(io.BytesIO(self.url_open(url.format("xlsx")).content))
            cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
            for text in (pdf, "\n".join(cells)):
                for wanted in (shown["at"], shown["reason"], shown["hash"], "Rita =Recall"):
                    self.assertIn(wanted, text)
                self.assertNotIn(other["hash"], text)
                self.assertEqual("VOID: Approval" in text, bool(shown["void"]))
                if shown["void"]:
                    self.assertIn("more was shipped", text)

    def test_unsigned_papers_say_nothing_of_signatures(self):
        self.env.company.lot_recall_sign = False
        recall = self.confirmed()
        self.assertEqual(recall.revision_id._get_signature_lines(), [])
        self.authenticate(self.manager.login, self.manager.login)
        text = PdfReader(io.BytesIO(self.url_open(f"/lot_recall/{recall.id}/pdf").content)).pages[0].extract_text()
        self.assertNotIn("Signatures", text)
