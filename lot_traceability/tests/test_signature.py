"""A signature shows who, when, why and in which meaning; it is bound to the content and stays, valid or void."""

import json

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import messages_signing as messages
from ..kernel import audit_chain
from .common import LotWorldCase
from .signing_case import SigningCase, SigningTools


@tagged("post_install", "-at_install")
class TestSigned(SigningCase):
    def test_release_of_a_rejected_lot(self):
        self.log_in()
        opening = self.open()
        self.assertEqual(
            (opening["signer"], opening["meaning"], opening["method"]), (self.signer.name, "Release", "password")
        )
        self.assertIn(["New disposition", "Released"], opening["facts"])
        self.assertEqual(opening["problem"], "")
        answer = self.sign()
        self.lot.invalidate_recordset()
        self.assertEqual((self.lot.disposition, self.lot.disposition_reason), ("released", "retested, sound"))
        self.assertTrue(self.lot.is_signed)
        (line,) = self.lot.signature_lines
        self.assertEqual(answer, {"signed": line, "next": False})
        signature = self.lot._get_signatures_sudo()
        self.assertEqual(
            (line["signer"], line["meaning"], line["reason"]), ("Zoë Müller 東京", "Release", "retested, sound")
        )
        self.assertRegex(line["at"], r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Europe/Berlin, UTC\+0[12]:00\)$")
        self.assertEqual((line["version"], line["void"], line["hash"]), (1, "", signature.content_hash[:16]))
        self.assertEqual(json.loads(signature.content)["disposition"], "released")
        self.assertEqual(audit_chain.content_hash(signature.content).hex(), signature.content_hash)
        entry = self.env["lot.audit.entry"].search([("code", "=", "signed"), ("res_id", "=", self.lot.id)])
        self.assertEqual((entry.id, entry.user_id, entry.reason), (signature.entry_id, self.signer, "retested, sound"))
        self.assertEqual(entry._get_content()["extra"]["content_hash"], signature.content_hash)
        self.assertFalse(self.failures())

    def test_printed_name_is_the_one_of_then(self):
        self.log_in()
        self.sign()
        self.signer.write({"name": "Zoë Schmidt", "login": "other-login"})
        self.lot.invalidate_recordset()
        self.assertEqual(self.lot.signature_lines[0]["signer"], "Zoë Müller 東京")
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.signer.unlink()
        with self.assertRaises(psycopg2.Error), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.env.cr.execute("DELETE FROM res_users WHERE id = %s", [self.signer.id])

    def test_signing_twice_needs_a_change_between(self):
        self.log_in()
        self.sign()
        self.company.lot_sign_four_eyes = False
        answer = self.sign(seen_hash="")
        self.assertIn("refused", answer)
        self.reject(self.lot)
        self.sign()
        self.lot.invalidate_recordset()
        first, second = self.lot.signature_lines
        self.assertEqual((first["version"], second["version"]), (1, 2))
        self.assertRegex(first["void"], r"^Void since .* by .*: leaks$")
        self.assertEqual(second["void"], "")

    def test_when_doing_it_fails_nothing_is_signed(self):
        self.log_in()
        seen_hash = self.open()["seen_hash"]

        def fail(lots, *args):
            lots._write_disposition("released", "half done")
            lots.flush_recordset()
            raise UserError(messages.no_such_object(self.env))

        self.patch(type(self.lot), "_do_signed", fail)
        self.assert_refused(self.sign(seen_hash=seen_hash), messages.no_such_object(self.env), "refused")
        self.assertFalse(self.env["lot.audit.entry"].search([("code", "=", "signed"), ("res_id", "=", self.lot.id)]))

    def test_reads_and_exports_show_no_secret(self):
        self.log_in()
        self.sign()
        for model in ("lot.signature.pin", "lot.signature.attempt"):
            for user in (self.signer, self.user_manager(), self.env.ref("base.user_admin")):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).create({"user_id": user.id})
        exported = self.env["lot.signature"].export_data(list(self.env["lot.signature"]._fields))
        self.assertNotIn("right horse", str(exported))


@tagged("post_install", "-at_install")
class TestSignatureStays(SigningTools, LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot._write_disposition("released", "retested, sound")
        cls.signature = (
            cls.env["lot.signature"]
            .with_user(cls.signer)
            ._add(cls.lot.with_user(cls.signer), "release", "retested, sound", "password")
        )

    def test_the_orm_refuses_every_change(self):
        signature = self.signature.sudo()
        for change in (
            lambda: signature.write({"reason": "x"}),
            lambda: signature.unlink(),
            lambda: signature.copy(),
            lambda: signature.create({"signer": "x"}),
        ):
            with self.assertRaisesRegex(UserError, "never changed or deleted"):
                change()
        manager = self.user_manager()
        for operation in ("write", "create", "unlink"):
            self.assertFalse(signature.with_user(manager).sudo(False).has_access(operation))

    def test_the_database_refuses_every_change(self):
        self.env.flush_all()
        for statement in (
            "UPDATE lot_signature SET reason = 'x'",
            "UPDATE lot_signature SET signer = 'x', voided_at = now()",
            "UPDATE lot_signature SET void_reason = 'x'",
            "DELETE FROM lot_signature",
            "TRUNCATE lot_signature",
        ):
            with (
                self.assertRaisesRegex(psycopg2.Error, "never changed"),
                self.env.cr.savepoint(flush=False),
                mute_logger("odoo.sql_db"),
            ):
                self.env.cr.execute(statement)
        self.signature._void("as a test")
        with (
            self.assertRaisesRegex(psycopg2.Error, "never changed"),
            self.env.cr.savepoint(flush=False),
            mute_logger("odoo.sql_db"),
        ):
            self.env.cr.execute("UPDATE lot_signature SET voided_at = NULL")

    def test_a_signed_record_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, messages.signed_record_stays(self.env, "N1")):
            self.lot.unlink()
        self.signature._void("as a test")
        with self.assertRaisesRegex(UserError, messages.signed_record_stays(self.env, "N1")):
            self.lot.unlink()

    def test_the_expiration_date_is_signed_too(self):
        """The dialog shows it: what the signer sees is what the signature covers."""
        with self.assertRaisesRegex(UserError, "N1 is signed"), self.env.cr.savepoint():
            self.lot.expiration_date = "2031-01-01"
        quality = self.lot.with_user(self.user_quality())
        action = quality.action_amend()
        amend = self.env[action["res_model"]].with_user(self.user_quality()).with_context(**action["context"])
        amend.create({"reason": "label read again"}).action_amend()
        self.lot.invalidate_recordset()
        quality.expiration_date = "2031-01-01"
        self.assertTrue(quality.lacks_signature)
        with self.assertRaisesRegex(UserError, "no valid signature"):
            quality.action_amend()

    def test_a_change_needs_a_reason_and_makes_a_new_version(self):
        with self.assertRaisesRegex(UserError, "N1 is signed"), self.env.cr.savepoint():
            self.lot.name = "N9"
        self.lot.ref = "not what was signed"
        self.assertTrue(self.lot.is_signed)
        self.lot.with_user(self.user_quality()).with_context(lot_reason="typing error").name = "N9"
        self.assertFalse(self.lot.is_signed)
        (line,) = self.lot.signature_lines
        self.assertRegex(line["void"], "by Test-quality: typing error")
        self.assertEqual((self.signature.label, self.lot._get_signed_version()), ("N1", 2))
        (entry,) = self.env["lot.audit.entry"].search([("code", "=", "signature_void"), ("id", ">", self.before.id)])
        self.assertEqual((entry.label, entry.reason), ("N1", "typing error"))

    def test_amending_says_why(self):
        amend = self.env["lot.signature.amend"].with_user(self.user_quality())
        values = {"res_model": "stock.lot", "res_id": self.lot.id}
        with self.assertRaises(UserError):
            amend.create({**values, "reason": "  "}).action_amend()
        amend.create({**values, "reason": "judged on the wrong report"}).action_amend()
        self.assertEqual(self.signature.void_reason, "judged on the wrong report")
        with self.assertRaisesRegex(UserError, messages.not_signed(self.env, "N1")):
            amend.create({**values, "reason": "once more"}).action_amend()
        for wrong in ({"res_model": "res.partner"}, {"res_model": "res.users", "res_id": 2}, {"res_model": "nonsense"}):
            with self.assertRaisesRegex(UserError, messages.no_such_object(self.env)):
                amend.create({**values, **wrong, "reason": "because"}).action_amend()

    def check(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.lot.with_user(self.user_plain()).action_check_signatures()["params"]

    def test_check_says_that_all_is_intact(self):
        self.assertEqual(
            (self.check()["type"], self.check()["message"]), ("success", messages.check_intact(self.env, 1))
        )
        self.lot._set_disposition("quarantine", "seal broken")
        self.assertEqual(self.check()["type"], "success", "void signatures are checked too")

    def test_check_finds_what_was_changed_behind_the_back(self):
        attacks = {
            "UPDATE stock_lot SET disposition = 'quarantine'": messages.check_content,
            "UPDATE lot_signature SET content = replace(content, 'N1', 'N2')": messages.check_row,
            "UPDATE lot_signature SET signer = 'Somebody else'": messages.check_ledger,
            "UPDATE lot_signature SET signed_at = signed_at - interval '1 day'": messages.check_ledger,
            "UPDATE lot_signature SET entry_id = entry_id - 1": messages.check_ledger,
        }
        for attack, sentence in attacks.items():
            with self.subTest(attack), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute("ALTER TABLE lot_signature DISABLE TRIGGER USER")
                self.env.cr.execute(attack)
                answer = self.check()
                signature = self.signature.sudo()
                self.assertEqual(answer["type"], "danger")
                self.assertEqual(answer["message"], sentence(self.env, signature.signer, signature.local_text))
                savepoint.rollback()
        self.assertEqual(self.check()["type"], "success")

    def test_nothing_to_check(self):
        other = self.make_lot(self.lot.product_id, "N2")
        self.assertEqual(other.action_check_signatures()["params"]["message"], messages.check_none(self.env))

    def test_companies_see_their_own_signatures(self):
        stranger = self.user_of(self.new_company("Sister"))
        self.assertFalse(self.env["lot.signature"].with_user(stranger).search([("id", "=", self.signature.id)]))
        self.assertTrue(
            self.env["lot.signature"].with_user(self.user_quality()).search([("id", "=", self.signature.id)])
        )
        with self.assertRaises(AccessError):
            self.env["lot.signature"].with_user(self.user_operator()).search([])

    def test_settings_that_decide_are_recorded(self):
        self.env.company.write({"lot_sign_release": True, "lot_sign_four_eyes": True, "name": "Another"})
        (entry,) = self.env["lot.audit.entry"].search([("code", "=", "settings_changed"), ("id", ">", self.before.id)])
        content = entry._get_content()
        self.assertEqual(
            (content["before"], content["after"]), ({"lot_sign_release": False}, {"lot_sign_release": True})
        )
