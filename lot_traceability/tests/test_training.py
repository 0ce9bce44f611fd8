"""Procedures and training: who has to read what until when, what is approved stays, what is overdue stops."""

import base64
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .. import messages_signing
from .. import messages_training as messages
from .signing_case import OPEN, SIGN
from .training_case import PDF, TrainingCase


@tagged("post_install", "-at_install")
class TestTraining(TrainingCase):
    def later(self, days):
        """The clock of the program stands at noon, so many days from now."""
        return freeze_time(f"{self.today + timedelta(days=days)} 12:00:00")

    def test_due_overdue_read_and_due_again(self):
        version, user = self.make_version(), self.user_operator()
        row = self.row(version, user)
        self.assertEqual((row.state, row.due_on), ("open", self.today + timedelta(days=14)))
        with self.later(15):
            row.invalidate_recordset()
            self.assertEqual((row.state, self.procedure.overdue_count > 0), ("overdue", True))
        self.sign_reading(version, user)
        row.invalidate_recordset()
        self.assertEqual((row.state, row.read_count), ("done", 1))
        self.assertEqual(row.due_on, row.read_on + relativedelta(months=12))
        for days, state in ((330, "done"), (345, "soon"), (370, "overdue")):
            with self.later(days):
                row.invalidate_recordset()
                self.assertEqual(row.state, state)

    def test_members_by_way_of_other_groups_and_named_people_have_to_know_it(self):
        plain, portal = self.user_plain(), self.new_portal_user("test-portal", self.make_partner("Clinic"))
        version = self.make_version()
        self.assertTrue(self.row(version, self.user_quality()))  # quality has the rights of operators
        self.assertFalse(self.row(version, plain))
        self.procedure.user_ids = plain | portal
        self.assertTrue(self.row(version, plain))
        self.assertFalse(self.row(version, portal))
        plain.active = False
        self.assertFalse(self.row(version, plain))
        self.procedure.active = False
        self.assertFalse(self.row(version, self.user_quality()))

    def test_a_new_revision_is_read_again_and_the_old_one_no_longer_asks(self):
        user = self.user_operator()
        old = self.make_version("A")
        self.sign_reading(old, user)
        new = self.make_version("B", effective_from=self.today + timedelta(days=10))
        self.assertEqual((old.standing, new.standing), ("effective", "coming"))
        self.assertEqual(self.row(new, user).state, "open")  # read before it holds
        with self.later(11):
            self.env.invalidate_all()
            self.assertEqual((old.standing, new.standing), ("replaced", "effective"))
            self.assertFalse(self.row(old, user))
            with self.assertRaisesRegex(UserError, "newer revision"):
                old.with_user(user)._prepare_signing("training", {})

    def test_companies_and_colleagues(self):
        version, user = self.make_version(), self.user_operator()
        self.assertEqual(self.env["lot.training"].with_user(user).search([]).user_id, user)
        self.assertIn(user, self.env["lot.training"].with_user(self.user_quality()).search([]).user_id)
        sister = self.new_company("Sister")
        stranger = self.user_of(sister)
        self.assertTrue(self.row(version, stranger))  # a procedure of all companies
        self.assertNotIn(user, self.env["lot.training"].with_user(stranger).search([]).user_id)
        own = self.make_procedure("SOP-2", "Packing", company_id=self.env.company.id, group_ids=self.operators.ids)
        packing = self.make_version(procedure=own)
        self.assertFalse(self.row(packing, stranger))
        self.assertFalse(self.env["lot.procedure.version"].with_user(stranger).search([("id", "=", packing.id)]))
        self.assertFalse(self.env["lot.procedure"].with_user(stranger).search([("id", "=", own.id)]))

    def test_what_is_approved_stays(self):
        version = self.make_version().with_user(self.user_manager())
        stays = messages.approved_stays(self.env, version.display_name)
        for change in (
            lambda: version.write({"text": "<p>Do not look.</p>"}),
            lambda: version.write({"document": base64.b64encode(PDF + b"2")}),
            lambda: version.step_ids[0].write({"barcode": "WHOUT"}),
            lambda: version.step_ids[0].unlink(),
            lambda: version.step_ids.create({"version_id": version.id, "name": "Run"}),
            lambda: version.unlink(),
            lambda: version._void_signatures("typed wrongly"),
        ):
            with self.assertRaisesRegex(UserError, stays[:40]):
                change()
        with self.assertRaises(AccessError):
            version.write({"state": "draft"})
        with self.assertRaises(AccessError):
            version.create({"procedure_id": self.procedure.id, "revision": "C", "state": "approved"})
        for name, value in (("state", "approved"), ("content", "{}"), ("approved_at", "2026-01-01 00:00:00")):
            with self.assertRaises(AccessError):
                version.with_context(**{f"default_{name}": value}).create(
                    {"procedure_id": self.procedure.id, "revision": "C"}
                )
        for statement in ("UPDATE lot_procedure_version SET content = '{}'", "DELETE FROM lot_procedure_version"):
            with self.assertRaises(errors.RestrictViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(f"{statement} WHERE id = %s", [version.id])
        self.procedure.name = "Receiving of goods"
        self.assertEqual(version.display_name, messages.version_name(self.env, "SOP-1", "Receiving", "A"))

    def test_nobody_exchanges_an_approved_document(self):
        versions = self.make_version() | self.make_version("B", is_approved=False)
        approved, draft = self.env["ir.attachment"].search(
            [("res_model", "=", versions._name), ("res_field", "=", "document"), ("res_id", "in", versions.ids)],
            order="res_id",
        )
        attachments = self.env["ir.attachment"].with_user(self.user_quality())
        new = {"name": "document", "res_model": versions._name, "res_field": "document", "res_id": versions[0].id}
        for change in (
            lambda: approved.with_env(attachments.env).write({"raw": PDF + b"other"}),
            lambda: approved.with_env(attachments.env).unlink(),
            lambda: attachments.create({**new, "raw": PDF + b"other"}),
        ):
            with self.assertRaises(AccessError):
                change()
        draft.with_env(attachments.env).raw = PDF + b"other"

    def test_a_document_exchanged_behind_its_back_is_found(self):
        version, user = self.make_version(), self.user_operator()
        signature = self.sign_reading(version, user)
        self.assertFalse(signature._find_damage(version))
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", version._name), ("res_field", "=", "document"), ("res_id", "=", version.id)]
        )
        attachment.raw = PDF + b"other"
        version.invalidate_recordset()
        self.assertEqual(len(signature._find_damage(version)), 1)
        with self.assertRaisesRegex(UserError, "not the one that was approved"):
            version.with_user(user)._prepare_signing("training", {})

    def test_bad_documents_dates_and_empty_revisions(self):
        for raw in (b"<html><script>alert(1)</script></html>", b"MZ\x90\x00", b"\x89PNG\r\n\x1a\n" + b"0" * 50):
            with self.assertRaisesRegex(ValidationError, "PDF"), self.env.cr.savepoint():
                self.make_version(document=base64.b64encode(raw), is_approved=False)
        with self.assertRaisesRegex(ValidationError, "20 MB"), self.env.cr.savepoint():
            self.make_version(document=base64.b64encode(PDF + b"0" * 21_000_000), is_approved=False)
        draft = self.make_version(is_approved=False, text="<p>Hi<script>alert(1)</script></p>")
        self.assertNotIn("script", draft.text)
        draft.write({"text": False, "document": False})
        with self.assertRaisesRegex(UserError, "neither"):
            draft._check_may_approve()
        draft.write({"text": "<p>x</p>", "effective_from": self.today - timedelta(days=1)})
        with self.assertRaisesRegex(UserError, "a day that is over"):
            draft._check_may_approve()
        self.make_version("B")
        draft.effective_from = self.today
        with self.assertRaisesRegex(UserError, "later day"):
            draft._check_may_approve()

    def test_operators_neither_write_procedures_nor_see_drafts(self):
        draft, user = self.make_version(is_approved=False), self.user_operator()
        self.assertFalse(self.env["lot.procedure.version"].with_user(user).search([("id", "=", draft.id)]))
        self.assertFalse(self.env["lot.procedure.step"].with_user(user).search([("version_id", "=", draft.id)]))
        for model in ("lot.procedure", "lot.procedure.version", "lot.procedure.step"):
            for right in ("write", "create", "unlink"):
                self.assertFalse(self.env[model].with_user(user).has_access(right))
        with self.assertRaises(AccessError):
            self.make_version("B").with_user(user)._check_may_sign("approval", {})

    def test_receiving_waits_where_the_company_asks_for_it(self):
        version, user = self.make_version(), self.user_operator()
        lot = self.make_lot(self.make_product("Film"), "F1")
        user_world = type(self.world)(self.env(user=user.id))
        with self.later(20):
            received = user_world.receive({lot.with_env(user_world.env): 5})
            self.env.company.lot_training_receiving = True
            with self.assertRaisesRegex(UserError, "SOP-1 rev. A"):
                received.move_line_ids.with_context(lot_reason="counted again").quantity = 100
            # What takes back a part brings nothing in.
            received.move_line_ids.with_context(lot_reason="mistyped").quantity = 2
            with self.assertRaisesRegex(UserError, "SOP-1 rev. A"):
                user_world.receive({lot.with_env(user_world.env): 1})
            self.sign_reading(version, user)
            user_world.receive({lot.with_env(user_world.env): 1})


@tagged("post_install", "-at_install")
class TestTrainingSigned(TrainingCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.lot_sign_four_eyes = False
        cls.signer = cls.world.new_user("test-signer", "lot_traceability.group_quality", password="right horse")

    def sign(self, record, meaning, **params):
        """Sign as the dialog does; returns the answer."""
        self.env.flush_all()
        self.authenticate(self.signer.login, "right horse")
        common = {"model": record._name, "res_id": record.id, "meaning": meaning, "params": params}
        opened = self.make_jsonrpc_request(OPEN, common)
        if "refused" in opened:
            return opened
        given = {"reason": "looked at it", "login": self.signer.login, "secret": "right horse"}
        answer = self.make_jsonrpc_request(SIGN, {**common, **given, "seen_hash": opened["seen_hash"]})
        self.env.invalidate_all()
        return answer

    def test_approved_read_and_only_then_other_things_signed(self):
        self.procedure.reading_days = 0
        version = self.make_version(is_approved=False)
        self.assertIn("refused", self.sign(version, "training"))
        self.assertIn("signed", self.sign(version, "approval"))
        self.assertEqual((version.state, len(version.content_hash)), ("approved", 64))
        self.assertFalse(version._get_signatures_sudo()._find_damage(version))
        lot = self.make_lot(self.make_product("Needle"), "N1")
        lot._set_disposition("rejected", "leaks")
        self.env.company.lot_training_signing = True
        self.signer.company_ids = self.env.company
        # Overdue since yesterday: the account and the revision are of the day before.
        days = "create_date = create_date - interval '2 days'"
        self.env.cr.execute(f"UPDATE res_users SET {days} WHERE id = %s", [self.signer.id])
        self.env.cr.execute("ALTER TABLE lot_procedure_version DISABLE TRIGGER lot_procedure_version_guard")
        self.env.cr.execute("UPDATE lot_procedure_version SET effective_from = effective_from - 2")
        self.env.cr.execute("ALTER TABLE lot_procedure_version ENABLE ALWAYS TRIGGER lot_procedure_version_guard")
        self.env.invalidate_all()
        stopped = messages.signing_stopped(self.env, [version.display_name])
        self.assertEqual(self.sign(lot, "release", disposition="released"), {"refused": stopped})
        self.assertTrue(version.with_user(self.signer).is_to_read)
        self.assertIn("signed", self.sign(version, "training"))
        self.assertFalse(version.with_user(self.signer).is_to_read)
        again = self.sign(version, "training")
        self.assertEqual(again, {"refused": messages_signing.signed_already(self.env, version.display_name)})
        self.assertIn("signed", self.sign(lot, "release", disposition="released"))
