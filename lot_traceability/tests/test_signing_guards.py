"""Everything that must not become a signature: a clear sentence, nothing half-signed, the attempt recorded."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import messages_signing as messages
from .common import LotWorldCase
from .signing_case import OPEN, SIGN, SigningCase, SigningTools


@tagged("post_install", "-at_install")
class TestSigningGuards(SigningCase):
    def test_wrong_or_absent_password(self):
        self.log_in()
        wrong = messages.wrong_secret(self.env, "password")
        for secret in ("wrong horse", "", None, 7, "right horse ", "x" * 5000, "a\0b"):
            with self.subTest(secret=secret):
                self.attempts().unlink()
                self.assert_refused(self.sign(secret=secret), wrong, "wrong_entry")
        self.assertEqual(self.failures()[-1], ("wrong_entry", self.signer, self.lot.id))

    def test_nothing_typed_is_recorded(self):
        self.log_in()
        self.sign(secret="my secret 1", login="my secret 2", reason="my secret 3")
        self.env.cr.execute("SELECT count(*) FROM lot_audit_entry WHERE content LIKE '%my secret%'")
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_user_name_is_asked_for_the_first_signature_of_a_session(self):
        self.log_in()
        self.assertTrue(self.open()["ask_login"])
        self.assert_refused(self.sign(login=""), messages.wrong_secret(self.env, "password"), "wrong_entry")
        self.assertIn("signed", self.sign())
        self.reject(self.lot)
        self.assertFalse(self.open()["ask_login"])
        self.assertIn("signed", self.sign(login=""))
        self.reject(self.lot)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=31)):
            self.assertTrue(self.open().get("ask_login"), self.open())

    def test_colleague_at_somebody_elses_session(self):
        colleague = self.new_user("test-colleague", "lot_traceability.group_quality")
        colleague.password = "colleague horse"
        self.log_in()
        answer = self.sign(login=colleague.login, secret="colleague horse")
        self.assert_refused(answer, messages.wrong_secret(self.env, "password"), "wrong_entry")
        self.assertEqual(self.failures()[-1][1], self.signer)

    def test_without_a_session(self):
        answer = self.url_open(SIGN, json={"params": {"model": "stock.lot", "res_id": self.lot.id}}).json()
        self.assertEqual(answer["error"]["code"], 100)
        self.assertFalse(self.lot._get_signatures_sudo())

    def test_api_key(self):
        self.patch(type(self.env["res.users.apikeys"]), "_check_expiration_date", lambda *args: None)
        key = self.env["res.users.apikeys"].with_user(self.signer)._generate(None, "key", None)
        headers = {"Authorization": f"Bearer {key}"}
        params = {"model": "stock.lot", "res_id": self.lot.id, "meaning": "release", "secret": key}
        answer = self.url_open(SIGN, json={"params": params}, headers=headers).json()
        self.assertEqual(answer["error"]["code"], 100)
        # As a password in a real session a key is not a password either.
        self.log_in()
        self.assert_refused(self.sign(secret=key), messages.wrong_secret(self.env, "password"), "wrong_entry")

    def test_portal_user(self):
        group = [Command.set(self.env.ref("base.group_portal").ids)]
        values = {"name": "Portal", "login": "test-portal", "password": "portal horse", "group_ids": group}
        portal = self.env["res.users"].with_context(no_reset_password=True).create(values)
        self.log_in(portal, "portal horse")
        answer = self.sign(login=portal.login, secret="portal horse", seen_hash="")
        self.assert_refused(answer, messages.internal_only(self.env), "not_internal")
        self.assertEqual(self.open(), {"refused": messages.internal_only(self.env)})

    def test_archived_signer(self):
        self.log_in()
        seen_hash = self.open()["seen_hash"]
        self.signer.active = False
        self.env.flush_all()
        answer = self.url_open(SIGN, json={"params": {"model": "stock.lot", "res_id": self.lot.id}}).json()
        self.assertEqual(answer["error"]["code"], 100, "the session has ended")
        self.assertTrue(seen_hash)
        # Even if a session outlived it.
        with self.assertRaisesRegex(UserError, messages.archived(self.env)):
            self.env["lot.signing"].with_user(self.signer)._check_session(SIGN)
        self.assertFalse(self.lot._get_signatures_sudo())

    def test_record_changed_while_the_dialog_is_open(self):
        self.log_in()
        seen_hash = self.open()["seen_hash"]
        self.lot._write_disposition("rejected", "leaks badly")
        answer = self.sign(seen_hash=seen_hash)
        self.assert_refused(answer, messages.changed_meanwhile(self.env, "N1"), "changed")
        self.assertIn("signed", self.sign())

    def test_fingerprint_of_something_else(self):
        self.log_in()
        for seen_hash in ("", "0" * 64, 5, ["x"], self.open(to="quarantine", meaning="approval")["seen_hash"]):
            answer = self.sign(seen_hash=seen_hash)
            self.assert_refused(answer, messages.changed_meanwhile(self.env, "N1"), "changed")

    def test_empty_reason(self):
        self.log_in()
        for reason in ("", "  ", "\n\t", None, 5, "ok"):
            with self.subTest(reason=reason):
                self.assert_refused(self.sign(reason=reason), messages.reason_missing(self.env), "no_reason")

    def test_clock_moved_back(self):
        self.log_in()
        other = self.make_lot(self.lot.product_id, "N2")
        self.reject(other)
        with freeze_time(fields.Datetime.now() + timedelta(days=3)):
            self.log_in()
            self.assertIn("signed", self.sign(other))
        self.log_in()
        answer = self.sign()
        self.assertIn("the clock was moved back", answer["refused"])
        self.assertEqual(self.failures()[-1], ("clock", self.signer, self.lot.id))
        self.assertFalse(self.lot._get_signatures_sudo())
        self.env["res.config.settings"].create({}).action_confirm_signing_clock()
        self.assertIn("signed", self.sign())
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], order="id desc", limit=1)
        self.assertIn("lot_signing_clock_id", entry.content)

    def test_no_right_to_the_object_or_to_the_act(self):
        operator = self.new_user("test-sign-operator", "lot_traceability.group_operator")
        operator.password = "operator horse"
        self.log_in(operator, "operator horse")
        values = {"login": operator.login, "secret": "operator horse"}
        self.assert_refused(self.sign(seen_hash="", **values), messages.disposition_only_quality(self.env), "refused")

    def test_nonsense_from_outside(self):
        self.log_in()
        nothing = {"refused": messages.no_such_object(self.env)}
        for model in ("res.partner", "res.users", "lot.signature.mixin", "no.such", None, 5, ["stock.lot"]):
            self.assertEqual(self.ask(OPEN, model=model, res_id=self.lot.id, meaning="release"), nothing)
        for res_id in (0, -1, 10**9, 10**20, True, "1", None, [self.lot.id], 1.5):
            self.assertEqual(self.ask(OPEN, model="stock.lot", res_id=res_id, meaning="release"), nothing)
        for meaning in ("", None, "nonsense", 5, ["release"], {"a": 1}):
            self.assertEqual(self.open(meaning=meaning), nothing)
        for to in ("", None, "nonsense", ["released"], {"a": 1}):
            self.assertEqual(self.open(to=to), nothing)
        self.assertEqual(self.ask(OPEN, model="stock.lot", res_id=self.lot.id, meaning="release", params=[1]), nothing)
        self.assertEqual(self.open(meaning="approval"), nothing, "a release is not an approval")

    def test_author_is_not_the_approver(self):
        lot = self.make_lot(self.lot.product_id, "N3")
        lot.with_user(self.signer)._set_disposition("rejected", "I found it")
        self.log_in()
        self.assertEqual(self.open(lot), {"refused": messages.author_signs(self.env, "N3")})
        self.assertEqual(self.sign(lot, seen_hash=""), {"refused": messages.author_signs(self.env, "N3")})
        self.assertFalse(lot._get_signatures_sudo())
        self.company.lot_sign_four_eyes = False
        self.assertIn("signed", self.sign(lot))

    def test_a_shared_lot_follows_the_strictest_company(self):
        """Whoever works in several companies does not choose the one without segregation of duties."""
        lot = self.make_lot(self.lot.product_id, "N4")
        lot.company_id = False
        lax = self.new_company("Lax")
        lax.lot_sign_four_eyes = False
        self.signer.company_ids |= lax
        lot.with_user(self.signer)._set_disposition("rejected", "I found it")
        with self.assertRaises(AccessError):
            lot.with_user(self.signer).with_company(lax)._check_may_sign("release", {})
        self.env["res.company"].search([]).lot_sign_four_eyes = False
        lot.with_user(self.signer).with_company(lax)._check_may_sign("release", {})


@tagged("post_install", "-at_install")
class TestLockout(SigningCase):
    def test_five_wrong_entries_lock_and_alert(self):
        manager = self.new_user("test-sign-manager", "lot_traceability.group_manager")
        self.log_in()
        for number in range(5):
            answer = self.sign(secret=f"wrong {number}")
        self.assertIn("signing is locked for you until", answer["refused"])
        answer = self.sign()
        self.assertIn("signing is locked for you until", answer["refused"])
        self.assertEqual([problem for problem, *_rest in self.failures()], ["wrong_entry"] * 5 + ["locked"])
        entry = self.env["lot.audit.entry"].search([("code", "=", "sign_locked"), ("id", ">", self.before.id)])
        self.assertEqual((entry.user_id, entry.res_id), (self.signer, self.lot.id))
        alert = self.env["mail.message"].search([("subject", "=", messages.alert_subject(self.env, self.signer.name))])
        self.assertIn(manager.partner_id, alert.notified_partner_ids)
        self.assertEqual(len(alert), 1)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=31)):
            self.log_in()
            self.assertIn("signed", self.sign())

    def test_a_manager_unlocks(self):
        self.log_in()
        for number in range(5):
            self.sign(secret=f"wrong {number}")
        manager = self.new_user("test-sign-manager", "lot_traceability.group_manager")
        helping = self.env["lot.signature.help"]
        helping.with_user(manager).create({"user_id": self.signer.id}).action_unlock()
        self.assertIn("signed", self.sign())
        self.assertTrue(self.env["lot.audit.entry"].search([("code", "=", "sign_unlocked")]))
        for user, target in ((manager, manager), (self.user_operator(), self.signer)):
            with self.assertRaises(UserError):
                self.env["lot.signature.pin"].with_user(user)._check_may_help(target)

    def test_right_entries_are_not_counted(self):
        self.company.lot_sign_four_eyes = False
        self.log_in()
        for _time in range(7):
            self.assertIn("signed", self.sign())
            self.reject(self.lot)
        self.assertFalse(self.attempts())


@tagged("post_install", "-at_install")
class TestSigningByProgram(SigningTools, LotWorldCase):
    def test_program_that_asks_for_a_signature(self):
        self.registry_enter_test_mode()
        wizard = self.env["lot.disposition.change"].with_user(self.signer)
        change = wizard.create({"lot_ids": self.lot.ids, "disposition": "released", "reason": "retested"})
        with self.assertRaisesRegex(UserError, messages.person_only(self.env)):
            change.action_change()
        self.assertEqual(self.failures()[-1], ("no_session", self.signer, self.lot.id))
        with self.assertRaisesRegex(UserError, messages.person_only(self.env)):
            self.env["lot.signing"].with_user(self.signer)._sign(
                "stock.lot", self.lot.id, "release", "retested", "", "right horse", self.signer.login
            )
