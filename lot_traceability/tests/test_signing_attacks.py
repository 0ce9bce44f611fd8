"""What somebody with rights, a key or another's session tries in order to sign otherwise than in person."""

from types import SimpleNamespace
from xmlrpc.client import Fault

from odoo.exceptions import UserError
from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from .. import messages_signing as messages
from ..models import lot_signing
from .signing_case import SigningCase

LOGGERS = ("odoo.http", "odoo.addons.rpc.controllers.xmlrpc")


@tagged("post_install", "-at_install")
class TestSigningAttacks(SigningCase):
    def change(self):
        return {"lot_ids": self.lot.ids, "disposition": "released", "reason": "retested, sound"}

    def assert_nothing_signed(self):
        # What is recorded of an error is rolled back with it here; test_signing_guards looks at the record.
        self.lot.invalidate_recordset()
        self.assertEqual(self.lot.disposition, "rejected")
        self.assertFalse(self.lot._get_signatures_sudo())

    @mute_logger(*LOGGERS)
    def test_password_in_a_program(self):
        def call(model, method, *args):
            return self.xmlrpc_object.execute_kw(get_db_name(), self.signer.id, "right horse", model, method, args)

        change = call("lot.disposition.change", "create", self.change())
        with self.assertRaisesRegex(Fault, messages.person_only(self.env)):
            call("lot.disposition.change", "action_change", [change])
        self.assert_nothing_signed()
        values = ("stock.lot", self.lot.id, "release", "retested", "", "right horse", self.signer.login)
        for method in ("_sign", "_do_sign", "_open"):
            with self.assertRaisesRegex(Fault, "rivate"):
                call("lot.signing", method, *values)
        for model, method in (
            ("lot.signature", "_add"),
            ("stock.lot", "_do_signed"),
            ("stock.lot", "_set_disposition"),
        ):
            with self.assertRaisesRegex(Fault, "rivate"):
                call(model, method, [self.lot.id], "released", "retested")
        with self.assertRaises(Fault):
            call("lot.signature", "create", {"signer": "Somebody"})
        self.assert_nothing_signed()

    @mute_logger(*LOGGERS)
    def test_api_key_in_a_program(self):
        self.patch(type(self.env["res.users.apikeys"]), "_check_expiration_date", lambda *args: None)
        key = self.env["res.users.apikeys"].with_user(self.signer)._generate("rpc", "key", None)
        headers = {"Authorization": f"Bearer {key}"}

        def call(method, **values):
            return self.url_open(f"/json/2/lot.disposition.change/{method}", json=values, headers=headers)

        (change,) = call("create", vals_list=[self.change()]).json()
        answer = call("action_change", ids=[change])
        self.assertGreaterEqual(answer.status_code, 400)
        self.assertIn(messages.person_only(self.env), answer.json()["message"])
        self.assert_nothing_signed()

    @mute_logger(*LOGGERS)
    def test_call_kw_with_a_session(self):
        self.log_in()
        for model, method in (("lot.signing", "_sign"), ("lot.signing", "_set_pin"), ("stock.lot", "_do_signed")):
            url = f"/web/dataset/call_kw/{model}/{method}"
            params = {"model": model, "method": method, "args": [[self.lot.id]], "kwargs": {}}
            self.assertIn("error", self.url_open(url, json={"params": params}).json())
        self.assertFalse(self.lot._get_signatures_sudo())

    def test_session_of_somebody_else(self):
        colleague = self.new_user("test-colleague", "lot_traceability.group_quality")
        httprequest = SimpleNamespace(path=lot_signing.SIGN_PATH)
        own = {"uid": self.signer.id, "can_save": True}
        signing = self.env["lot.signing"].with_user(self.signer)
        for session in ({**own, "uid": colleague.id}, {**own, "uid": None}, {**own, "can_save": False}):
            request = SimpleNamespace(httprequest=httprequest, session=SimpleNamespace(**session))
            self.patch(lot_signing, "request", request)
            with self.assertRaisesRegex(UserError, messages.person_only(self.env)):
                signing._check_session(lot_signing.SIGN_PATH)
        self.patch(lot_signing, "request", SimpleNamespace(httprequest=httprequest, session=SimpleNamespace(**own)))
        signing._check_session(lot_signing.SIGN_PATH)
        for wrong in (signing.sudo(), signing.with_user(colleague)):
            with self.assertRaisesRegex(UserError, messages.person_only(self.env)):
                wrong._check_session(lot_signing.SIGN_PATH)
        with self.assertRaisesRegex(UserError, messages.person_only(self.env)):
            signing._check_session(lot_signing.PIN_PATH)

    def test_another_companys_lot(self):
        sister = self.new_company("Sister")
        lot = self.make_lot(self.make_product("Shared", company_id=False), "S1", company_id=sister.id)
        self.reject(lot)
        self.log_in()
        nothing = {"refused": messages.no_such_object(self.env)}
        self.assertEqual(self.open(lot), nothing)
        self.assertEqual(self.sign(lot, seen_hash=""), nothing)
        for companies in ([sister.id], [10**9], ["1"], "all", None, [[1]]):
            answer = self.sign(lot, seen_hash="", context={"allowed_company_ids": companies})
            self.assertIn("refused", answer)
        self.assertFalse(lot._get_signatures_sudo())
        self.assertIn(("refused", self.signer, lot.id), self.failures())

    def test_context_from_outside(self):
        self.log_in()
        context = {"uid": 1, "su": True, "lot_disposition_write": True, "default_user_id": 1, "lang": "xx_XX"}
        self.assertIn("refused", self.sign(secret="wrong", context=context))
        answer = self.sign(context=context)
        self.assertEqual(answer["signed"]["signer"], self.signer.name)

    def test_the_same_request_once_more(self):
        self.log_in()
        seen_hash = self.open()["seen_hash"]
        self.company.lot_sign_four_eyes = False
        self.assertIn("signed", self.sign(seen_hash=seen_hash))
        again = self.sign(seen_hash=seen_hash)
        self.assertIn("is already: Released", again["refused"])
        self.assertEqual(len(self.lot._get_signatures_sudo()), 1)
        # Rejected and judged anew: what was seen then is not what stands there now.
        self.reject(self.lot)
        self.lot._write_disposition("rejected", "leaks again")
        self.assertEqual(self.sign(seen_hash=seen_hash), {"refused": messages.changed_meanwhile(self.env, "N1")})

    def test_signs_that_nothing_can_hold(self):
        """NUL and halves of surrogate pairs are valid JSON; neither a column nor a paper can hold them."""
        self.log_in()
        answer = self.sign(reason="good\x00 again \ud800 東京")
        self.assertIn("signed", answer)
        self.assertEqual(self.lot._get_signatures_sudo().reason, "good again 東京")

    def test_the_language_of_the_reader_changes_nothing(self):
        """The product's name is translated: read in another language, a signature looked broken."""
        self.log_in()
        self.assertIn("signed", self.sign())
        self.env["res.lang"]._activate_lang("fr_FR")
        self.lot.product_id.with_context(lang="fr_FR").name = "Aiguille"
        self.lot.invalidate_recordset()
        french = self.lot.with_context(lang="fr_FR")
        self.assertFalse(french._get_signatures_sudo()._find_damage(french))
        self.lot.product_id.name = "Needle, fine"
        self.assertFalse(self.lot._get_signatures_sudo()._find_damage(self.lot), "the product is still the same one")

    def test_names_in_any_script(self):
        self.company.lot_sign_four_eyes = False
        for number, name in enumerate(("محمد", "Ωμέγα", "ประเสริฐ", "👩🏽‍🔬 Å", "<b>&amp;", "=1+1", "a‮b")):
            self.signer.name = name
            lot = self.make_lot(self.lot.product_id, f"名-{number}")
            self.reject(lot)
            self.log_in()
            answer = self.sign(lot, reason=f"geprüft — {name}")
            self.assertEqual((answer["signed"]["signer"], answer["signed"]["reason"]), (name, f"geprüft — {name}"))
            self.assertEqual(lot.action_check_signatures()["params"]["type"], "success")

    def test_signed_again_after_a_change_made_it_void(self):
        self.log_in()
        self.assertIn("signed", self.sign())
        self.lot.invalidate_recordset()
        self.assertFalse(self.lot.lacks_signature)
        quality = self.user_quality()
        with self.assertRaisesRegex(UserError, messages.not_to_be_signed(self.env, "N1")):
            self.lot.with_user(quality).action_sign_again()
        self.lot.with_user(quality).with_context(lot_reason="typing error").name = "N1b"
        self.lot.invalidate_recordset()
        self.assertTrue(self.lot.lacks_signature)
        self.assertIn("its disposition stays: Released", self.open()["statement"])
        self.assertIn("signed", self.sign())
        self.lot.invalidate_recordset()
        self.assertFalse(self.lot.lacks_signature)
        self.assertEqual([line["version"] for line in self.lot.signature_lines], [1, 2])
        self.assertEqual([bool(line["void"]) for line in self.lot.signature_lines], [True, False])

    def test_whoever_changed_it_does_not_sign_it_again(self):
        self.log_in()
        self.assertIn("signed", self.sign())
        self.lot.with_user(self.signer).with_context(lot_reason="typing error").name = "N1b"
        self.assertEqual(self.sign(seen_hash=""), {"refused": messages.author_signs(self.env, "N1b")})
