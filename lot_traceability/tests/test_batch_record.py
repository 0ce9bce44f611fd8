"""The batch record: opened by the order, filled by itself, signed step by step, frozen, opened again anew."""

import json

from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .. import messages_batch as messages
from .. import messages_signing
from ..kernel import audit_chain
from ..report.batch_pdf import build_batch_pdf
from ..sql import batch as sql
from .check_case import CheckCase
from .signing_case import OPEN, SIGN


class BatchCase(CheckCase):
    """A pouch of profile device, made of a film; helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pouch.product_tmpl_id.write({"lot_batch_profile": "device", "lot_start": "quarantine"})
        cls.film_lot.ref = "SUP-1"
        cls.lot._set_disposition("quarantine", "new")
        cls.world.receive({cls.film_lot: 40})
        cls.order = cls.world.produce(cls.lot, {cls.film_lot: 20}, 20)
        cls.record = cls.env["lot.batch.record"].search([("lot_id", "=", cls.lot.id)])

    def check_all(self):
        found = self.checks()
        self.enter(found["Print is legible"], "passed")
        self.enter(found["Seal strength"], "7.2")
        self.record.invalidate_recordset()


@tagged("post_install", "-at_install")
class TestBatchRecord(BatchCase):
    def test_the_order_opens_it_and_plans_are_kept(self):
        self.assertEqual((self.record.state, self.record.profile, self.record.version), ("in_process", "device", 1))
        self.assertEqual(self.record.production_ids, self.order)
        self.assertEqual(self.order.batch_plan["components"][0]["qty"], "20")
        self.produce(self.make_lot(self.film, "F2"), {self.film_lot: 1}, 1)
        self.assertEqual(self.env["lot.batch.record"].search_count([("product_id", "=", self.film.id)]), 0)

    def test_figures_are_those_of_the_stock(self):
        self.env = self.env(context={**self.env.context, "lot_reason": "tested to destruction"})
        self.scrap(self.lot, 3)
        content = self.record._get_content()
        self.assertEqual(
            content["quantities"],
            {"planned": "20", "made": "20", "scrapped": "3", "left": "17", "sampled": "0", "yield_percent": "100",
             "yield_low": False, "unit": "Units"},
        )  # fmt: skip
        [row] = content["components"]
        self.assertEqual(
            (row["lot"], row["supplier_lot"], row["qty"], row["status_at_use"]), ("F1", "SUP-1", "20", "released")
        )
        self.env.cr.execute(
            "SELECT sum(line.quantity_product_uom) FROM stock_move_line line"
            " JOIN stock_move move ON move.id = line.move_id"
            " WHERE move.raw_material_production_id = %s AND line.state = 'done' AND line.lot_id = %s",
            [self.order.id, self.film_lot.id],
        )
        self.assertEqual(self.env.cr.fetchone()[0], float(row["qty"]))
        self.assertEqual(audit_chain.canonical(content), audit_chain.canonical(self.record._get_content()))

    def test_review_by_exception(self):
        self.assertFalse(self.record.is_complete)
        with self.assertRaisesRegex(UserError, "Print is legible"):
            self.record.with_user(self.user_operator()).action_complete()
        self.check_all()
        self.assertEqual(self.record.percent, 100)
        self.assertFalse(self.record.gap_lines)
        self.record.with_user(self.user_operator()).action_complete()
        self.assertEqual((self.record.state, self.record.completed_by_id), ("completed", self.user_operator()))
        self.record.with_user(self.user_operator()).action_back()
        self.assertEqual(self.record.state, "in_process")

    def test_a_component_that_is_stopped_is_a_gap(self):
        self.check_all()
        self.film_lot._set_disposition("rejected", "wrong polymer")
        self.record.invalidate_recordset()
        self.assertEqual([line["section"] for line in self.record.gap_lines], ["components"])
        rows = self.env.execute_query(sql.disposition_changes(self.film_lot.ids))
        self.assertEqual([before for _lot, _at, before in rows], ["released"])

    def test_nobody_makes_changes_or_deletes_one(self):
        quality = self.user_quality()
        with self.assertRaises(AccessError):
            self.env["lot.batch.record"].create({"lot_id": self.film_lot.id, "profile": "device"})
        for vals in ({"state": "released"}, {"content": "{}"}, {"completed_by_id": False}):
            with self.assertRaises(AccessError):
                self.record.with_user(quality).write(vals)
        with self.assertRaises(AccessError):
            self.record.with_user(quality).unlink()
        stranger = self.user_of(self.new_company("Sister"))
        self.assertFalse(self.env["lot.batch.record"].with_user(stranger).search([("id", "=", self.record.id)]))

    def test_paper_of_three_hundred_components_is_the_same_again(self):
        content = self.record._get_content()
        content["components"] = [{**content["components"][0], "lot": f"F-{at}"} for at in range(300)]
        result = {"sample": 1, "shown": "7 N", "outcome": "passed", "note": "", "by": "Ann",
                  "taken": "2026-06-01T10:00:00Z",
                  "timing": "late", "instrument": "T-1", "calibration_issue": "", "calibration_reason": "",
                  "replaced": False, "reason": "", "files": []}  # fmt: skip
        content["checks"] = [{**content["checks"][0], "name": f"Check {at}", "results": [result]} for at in range(60)]
        line = {"meaning": "Release", "signer": "Zoë 東京", "at": "now", "reason": "all is well", "void": ""}
        args = (self.env, content, "0" * 64, "2026-06-01T10:00:00Z", [line] * 12)
        first = build_batch_pdf(*args)
        self.assertEqual(first, build_batch_pdf(*args))
        self.assertTrue(first.startswith(b"%PDF"))


@tagged("post_install", "-at_install")
class TestBatchSigned(BatchCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.lot_sign_four_eyes = True
        cls.verifier, cls.approver = (
            cls.world.new_user(f"test-{name}", "lot_traceability.group_quality") for name in ("verifier", "approver")
        )
        (cls.verifier | cls.approver).write({"password": "right horse"})

    def sign(self, user, act, meaning):
        """Sign an act as the dialog does; returns the answer."""
        self.env.flush_all()
        self.authenticate(user.login, "right horse")
        params = {"act": act}
        common = {"model": self.record._name, "res_id": self.record.id, "meaning": meaning, "params": params}
        opened = self.make_jsonrpc_request(OPEN, common)
        given = {"reason": "looked at all of it", "login": user.login, "secret": "right horse"}
        answer = self.make_jsonrpc_request(SIGN, {**common, **given, "seen_hash": opened.get("seen_hash")})
        self.env.invalidate_all()
        return answer

    def complete(self):
        self.check_all()
        self.record.with_user(self.user_operator()).action_complete()

    def test_verified_approved_released_and_opened_again(self):
        self.complete()
        self.assertIn("signed", self.sign(self.verifier, "verify", "verification"))
        record = self.record
        self.assertEqual((record.state, len(record.content_hash)), ("verified", 64))
        self.assertEqual(audit_chain.content_hash(record.content).hex(), record.content_hash)
        again = self.sign(self.verifier, "approve", "approval")
        self.assertEqual(again, {"refused": messages_signing.author_signs(self.env, record.display_name)})
        self.assertIn("signed", self.sign(self.approver, "approve", "approval"))
        self.assertEqual(self.lot.disposition, "quarantine")
        self.assertIn("signed", self.sign(self.approver, "release", "release"))
        self.assertEqual((record.state, self.lot.disposition), ("released", "released"))
        self.assertEqual(len(record._get_signatures_sudo(valid_only=True)), 3)
        self.assertFalse(record._get_signatures_sudo()._find_damage(record))
        self._check_frozen()
        self._check_paper()
        self._check_component_stopped()
        self._check_reopened()

    def _check_frozen(self):
        statements = ("UPDATE lot_batch_record SET content = '{}'", "DELETE FROM lot_batch_record")
        for statement in statements:
            with self.assertRaises(errors.RestrictViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(f"{statement} WHERE id = %s", [self.record.id])

    def _check_paper(self):
        for kind, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
            first, again = (self.url_open(f"/lot_traceability/batch/{self.record.id}/{kind}") for _time in range(2))
            self.assertTrue(first.content.startswith(begins))
            self.assertEqual(first.content, again.content)
        missing = self.url_open("/lot_traceability/batch/999999999/pdf")
        self.assertEqual(missing.status_code, 404)

    def _check_component_stopped(self):
        self.assertFalse(self.record.component_notice)
        self.film_lot._hold("smells odd")
        self.record.invalidate_recordset()
        self.assertIn("F1", self.record.component_notice)

    def _check_reopened(self):
        opened = self.record.with_user(self.approver)._reopen("seal results of another lot")
        self.assertEqual(
            (opened.version, opened.state, opened.reopen_reason), (2, "in_process", "seal results of another lot")
        )
        self.assertEqual((self.record.state, self.record.is_current), ("released", False))
        self.assertEqual(self.lot.disposition, "quarantine")
        self.assertEqual(self.lot.batch_record_id, opened.sudo(False).with_env(self.env))
        self.assertEqual(json.loads(self.record.content)["head"]["version"], 1)
        with self.assertRaisesRegex(UserError, messages.not_in_state(self.env, self.record.display_name)):
            self.record.with_user(self.approver).action_release()

    def test_a_result_between_looking_and_signing_is_seen(self):
        self.complete()
        self.env.flush_all()
        self.authenticate(self.verifier.login, "right horse")
        common = {
            "model": self.record._name,
            "res_id": self.record.id,
            "meaning": "verification",
            "params": {"act": "verify"},
        }
        opened = self.make_jsonrpc_request(OPEN, common)
        self.enter(self.checks()["Colour"], "blue")
        self.env.flush_all()
        given = {"reason": "looked at it", "login": self.verifier.login, "secret": "right horse"}
        answer = self.make_jsonrpc_request(SIGN, {**common, **given, "seen_hash": opened["seen_hash"]})
        self.assertEqual(answer, {"refused": messages_signing.changed_meanwhile(self.env, self.record.display_name)})
        self.env.invalidate_all()
        self.assertEqual((self.record.state, self.record.content), ("completed", False))
