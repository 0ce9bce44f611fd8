"""Tools of the tests of electronic signatures: a browser session that signs, and what the audit ledger says of it."""

import json

from odoo.tests import HttpCase

from .common import LotWorldCase

SIGN, OPEN, PIN = (f"/lot_traceability/signing/{name}" for name in ("sign", "open", "pin"))


class SigningTools:
    """A rejected lot and somebody who may release it, by a signature."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.world.make_lot(cls.world.make_product("Needle"), "N1")
        cls.company = cls.env.company
        cls.signer = cls.world.new_user("test-signer", "lot_traceability.group_quality")
        cls.signer.write({"name": "Zoë Müller 東京", "password": "right horse", "tz": "Europe/Berlin"})
        cls.reject(cls.lot)
        cls.before = cls.env["lot.audit.entry"].search([], limit=1)

    @classmethod
    def reject(cls, lot):
        lot.invalidate_recordset()  # requests have changed it
        lot._set_disposition("rejected", "leaks")

    def failures(self):
        """``[(problem, account, object)]`` of the recorded failures of this test, oldest first."""
        # Other tests have really committed some.
        domain = [("code", "=", "sign_failed"), ("id", ">", self.before.id)]
        entries = self.env["lot.audit.entry"].search(domain, order="id")
        return [(json.loads(entry.content)["extra"]["problem"], entry.user_id, entry.res_id) for entry in entries]


class SigningCase(SigningTools, LotWorldCase, HttpCase):
    """Requests come from a real session; helpers only."""

    def log_in(self, user=None, password="right horse"):
        self.authenticate((user or self.signer).login, password)

    def ask(self, route, **values):
        """Ask a signing route from the session that is logged in; returns the result."""
        return self.make_jsonrpc_request(route, values)

    def open(self, lot=None, to="released", meaning="release"):
        lot = lot or self.lot
        return self.ask(OPEN, model=lot._name, res_id=lot.id, meaning=meaning, params={"disposition": to})

    def sign(self, lot=None, seen_hash=None, to="released", meaning="release", **values):
        """Sign the release of a lot, as the dialog does."""
        lot = lot or self.lot
        given = {"reason": "retested, sound", "login": self.signer.login, "secret": "right horse", **values}
        if seen_hash is None:
            seen_hash = self.open(lot, to, meaning).get("seen_hash")
        return self.ask(
            SIGN,
            **{"model": lot._name, "res_id": lot.id, "meaning": meaning, "params": {"disposition": to}, **given},
            seen_hash=seen_hash,
        )

    def attempts(self):
        """Wrong entries that count against the signer."""
        return self.env["lot.signature.attempt"].search([("user_id", "=", self.signer.id)])

    def assert_refused(self, answer, message, problem):
        """Refused in these words, nothing is signed, and the attempt is the latest one recorded."""
        self.assertEqual(answer, {"refused": message})
        self.assertFalse(self.lot._get_signatures_sudo())
        self.lot.invalidate_recordset()
        self.assertEqual(self.lot.disposition, "rejected")
        self.assertEqual(self.failures()[-1][0], problem)
