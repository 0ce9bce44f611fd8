"""Two people in the same instant, on connections of their own: one of them signs, nothing is half-signed."""

import secrets
import threading
from types import SimpleNamespace

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..kernel import signing
from ..models import lot_signing
from .common import World

REQUEST = SimpleNamespace(httprequest=SimpleNamespace(path=lot_signing.SIGN_PATH), session={})


@tagged("post_install", "-at_install")
class TestSigningAtOnce(TransactionCase):
    """What is committed here stays: signatures are never deleted. The names are found nowhere else."""

    def setUp(self):
        super().setUp()
        self.patch(lot_signing, "request", REQUEST)
        self.patch(type(self.env["lot.signing"]), "_is_own_session", lambda service: True)
        with self.registry.cursor() as cr:
            world = World(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}))
            self.number = secrets.token_hex(4)
            lot = world.make_lot(world.make_product(f"At once {self.number}"), f"AT-ONCE-{self.number}")
            lot._set_disposition("rejected", "leaks")
            names = [f"at-once-{self.number}-{place}" for place in range(2)]
            self.users = [world.new_user(name, "lot_traceability.group_quality").id for name in names]
            self.names, self.lot_id = names, lot.id

    def at_once(self, jobs):
        """Run ``job(env)`` for each, each in a transaction that has begun before any of them goes on."""
        barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

        def run(place, uid, job):
            waited = []

            def once(env):
                if not waited:
                    env.cr.execute("SELECT 1 FROM stock_lot LIMIT 1")  # the snapshot of REPEATABLE READ
                    waited.append(barrier.wait(30))
                return job(env)

            with self.registry.cursor() as cr:
                env = api.Environment(cr, uid, {})
                try:
                    answers[place] = retrying(lambda: once(env), env)
                except UserError as refused:
                    answers[place] = refused

        threads = [threading.Thread(target=run, args=(place, *job)) for place, job in enumerate(jobs)]
        with mute_logger("odoo.sql_db"):  # whoever has to start again is an error there
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        return answers

    def sign(self, place):
        def job(env):
            lot = env["stock.lot"].browse(self.lot_id)
            params = {"disposition": "released"}
            login = self.names[place]
            return env["lot.signing"]._sign(
                "stock.lot", lot.id, "release", "retested", self.seen_hash, login, login, params
            )

        return self.users[place], job

    def open_dialog(self):
        """What the dialogs show, opened before."""
        with self.registry.cursor() as cr:
            lot = api.Environment(cr, SUPERUSER_ID, {})["stock.lot"].browse(self.lot_id)
            self.seen_hash = lot._prepare_signing("release", {"disposition": "released"}).seen_hash

    def count(self, code):
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT count(*) FROM lot_audit_entry WHERE code = %s AND model = 'stock.lot' AND res_id = %s",
                [code, self.lot_id],
            )
            return cr.fetchone()[0]

    def test_two_people_sign_the_same_in_the_same_instant(self):
        self.open_dialog()
        answers = self.at_once([self.sign(0), self.sign(1)])
        refused = [answer for answer in answers if isinstance(answer, UserError)]
        self.assertEqual(len(refused), 1, answers)
        self.assertRegex(str(refused[0]), "is already: Released|has changed since")
        self.assertEqual((self.count("signed"), self.count("sign_failed")), (1, 1))
        self.assertEqual(self.count("disposition_changed"), 2, "rejected in setUp, released once")

    def test_one_signs_what_the_other_changes_in_the_same_instant(self):
        self.open_dialog()

        def change(env):
            lot = env["stock.lot"].browse(self.lot_id).with_context(lot_reason="typing error")
            lot.name = f"RENAMED-{self.number}"

        signed, changed = self.at_once([self.sign(0), (self.users[1], change)])
        self.assertNotIsInstance(changed, UserError)
        with self.registry.cursor() as cr:
            lot = api.Environment(cr, SUPERUSER_ID, {})["stock.lot"].browse(self.lot_id)
            if isinstance(signed, UserError):  # the change was first
                self.assertFalse(lot.signature_lines)
                self.assertEqual(self.count("sign_failed"), 1)
            else:  # the signature was first, and is void by the change
                self.assertFalse(lot.is_signed)
                self.assertEqual(lot.signature_lines[0]["signer"], self.names[0].capitalize())
                self.assertEqual(self.count("signature_void"), 1)
            self.assertEqual(lot.action_check_signatures()["params"]["type"], "success")

    def test_guesses_in_the_same_instant_are_all_counted(self):
        def guess(env):
            return env["lot.signature.attempt"]._begin()

        answers = self.at_once([(self.users[0], guess)] * 12)
        let_through = [attempt for attempt, until in answers if not until]
        self.assertLessEqual(len(let_through), signing.FAILURES)
