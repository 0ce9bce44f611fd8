"""People who log in without a password of Odoo sign with a PIN that only they know."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import messages_signing as messages
from .signing_case import PIN, SigningCase

NEW = "830174"


@tagged("post_install", "-at_install")
class TestSigningPin(SigningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.world.new_user("test-pin-manager", "lot_traceability.group_manager")
        cls.pins = cls.env["lot.signature.pin"]

    def log_in_by_sso(self):
        """As single sign-on leaves an account: a session, and no password."""
        self.env.cr.execute("UPDATE res_users SET password = NULL WHERE id = %s", [self.signer.id])
        self.signer.invalidate_recordset()
        self.patch(type(self.env["res.users"]), "_check_credentials", lambda user, *args: self.sso(user))
        self.log_in()
        self.signer.invalidate_recordset()

    def sso(self, user):
        return {"uid": user.id, "auth_method": "oauth", "mfa": "default"}

    def issue(self):
        return self.pins.with_user(self.manager)._issue_code(self.signer)[0]

    def set_pin(self, code, pin=NEW):
        return self.ask(PIN, code_or_pin=code, pin=pin)

    def test_code_then_pin_then_signature(self):
        self.log_in_by_sso()
        self.assertTrue(self.signer.with_user(self.signer).is_signing_by_pin)
        opening = self.open()
        self.assertEqual((opening["method"], opening["problem"]), ("pin", messages.no_pin(self.env)))
        self.assert_refused(self.sign(secret=NEW), messages.no_pin(self.env), "no_pin")
        code = self.issue()
        self.assertRegex(code, r"^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$")
        self.assertEqual(self.set_pin(code.lower().replace("-", " ")), messages.pin_set(self.env))
        self.assertEqual(self.open()["problem"], "")
        self.assert_refused(self.sign(secret="830175"), messages.wrong_secret(self.env, "pin"), "wrong_entry")
        self.assertIn("signed", self.sign(secret=NEW))
        self.assertEqual(self.lot._get_signatures_sudo().method, "pin")
        codes = self.env["lot.audit.entry"].search([("res_id", "=", self.signer.id)], order="id").mapped("code")
        self.assertEqual(codes[-2:], ["pin_code_issued", "pin_set"])

    def test_only_hashes_are_kept(self):
        self.log_in_by_sso()
        code = self.issue()
        self.set_pin(code)
        self.env.cr.execute("SELECT row_to_json(pin)::text FROM lot_signature_pin pin")
        ((row,),) = self.env.cr.fetchall()
        self.assertIn("$pbkdf2-sha512$", row)
        self.env.cr.execute("SELECT string_agg(content, ' ') FROM lot_audit_entry")
        for text in (row, self.env.cr.fetchone()[0]):
            self.assertNotIn(NEW, text)
            self.assertNotIn(code, text)
        for user in (self.signer, self.manager, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.pins.with_user(user).search([("pin_hash", "like", "%")])

    def test_a_code_works_once_and_for_a_day(self):
        self.log_in_by_sso()
        code = self.issue()
        self.assertEqual(self.set_pin(code), messages.pin_set(self.env))
        wrong = {"refused": messages.pin_wrong_code(self.env)}
        self.assertEqual(self.set_pin(code, "927465"), wrong)
        code = self.issue()
        self.assertFalse(self.pins._has_pin(self.signer), "the PIN until now is void")
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            self.assertFalse(self.pins.with_user(self.signer)._set(code, NEW))
        self.assertEqual(self.set_pin(code), messages.pin_set(self.env))
        self.assertEqual(self.set_pin(NEW, "927465"), messages.pin_set(self.env), "changed by itself")
        self.assertEqual(self.failures()[0], ("wrong_code", self.signer, self.signer.id))

    def test_guessing_a_code_locks(self):
        self.log_in_by_sso()
        code = self.issue()
        for number in range(5):
            answer = self.set_pin(f"AAAA-BBBB-CCC{number}")
        self.assertIn("locked", answer["refused"])
        self.assertIn("locked", self.set_pin(code)["refused"])

    def test_weak_pins_are_refused_and_not_counted(self):
        self.log_in_by_sso()
        code = self.issue()
        for pin, problem in (("123456", "simple"), ("12345", "length"), ("abcdef", "digits"), (None, "digits")):
            self.assertEqual(self.set_pin(code, pin), {"refused": messages.pin_refused(self.env, problem)})
        self.assertFalse(self.attempts())
        self.assertEqual(self.set_pin(code), messages.pin_set(self.env))

    def test_whoever_has_a_password_signs_with_it(self):
        self.log_in()
        self.assertEqual(self.set_pin("x"), {"refused": messages.pin_by_password(self.env)})
        with self.assertRaisesRegex(UserError, "has a password"):
            self.issue()

    def test_who_issues_codes(self):
        self.log_in_by_sso()
        stranger = self.user_of(self.new_company("Sister"), "lot_traceability.group_manager")
        for user in (self.signer, self.user_quality(), stranger):
            with self.assertRaises(AccessError):
                self.pins.with_user(user)._issue_code(self.signer)
        with self.assertRaisesRegex(UserError, messages.pin_not_for_oneself(self.env)):
            self.pins.with_user(self.manager)._issue_code(self.manager)
        help_ = self.env["lot.signature.help"].with_user(self.manager).create({"user_id": self.signer.id})
        shown = help_.action_issue_code()["params"]
        self.assertTrue(shown["sticky"])
        self.assertRegex(shown["message"], r"Code for Zoë Müller 東京: [A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\.")
