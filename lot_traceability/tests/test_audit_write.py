"""The audit ledger is written with the event, chained after the commit, and only grows."""

import json
from datetime import datetime

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .audit_case import APART, AuditCase


@tagged("post_install", "-at_install")
class TestAuditWrite(AuditCase):
    def setUp(self):
        super().setUp()
        self.needle = self.make_product("Needle")
        self.lot = self.make_lot(self.needle, "N1")

    def test_an_entry_says_who_what_when_and_why(self):
        user = self.user_operator()
        ledger = self.ledger.with_user(user).with_context(lot_reason="typing error")
        (entry_id,) = ledger._ledger_write(
            "lot_renamed", self.lot, before={"name": "N1"}, after={"name": "N9"}, about=[self.needle]
        )
        entry = self.ledger.browse(entry_id)
        content = entry._get_content()
        self.assertEqual(entry.content, json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
        self.assertEqual((content["before"], content["after"]), ({"name": "N1"}, {"name": "N9"}))
        self.assertEqual(content["context"], {"kind": "server"})
        self.assertEqual(content["about"], sorted([f"stock.lot,{self.lot.id}", f"product.product,{self.needle.id}"]))
        self.assertEqual(entry.user_id, user)
        self.assertEqual(
            (entry.writer, entry.code, entry.model, entry.res_id, entry.label, entry.reason, entry.company_id),
            (user.name, "lot_renamed", "stock.lot", self.lot.id, "N1 (Needle)", "typing error", self.env.company),
        )
        self.assertEqual(datetime.strptime(content["at"], "%Y-%m-%dT%H:%M:%S.%fZ"), entry.at)

    def test_one_insert_for_a_batch(self):
        lots = self.make_lots(self.needle, [f"S{number}" for number in range(50)])
        self.env.flush_all()
        lots.mapped("display_name")
        with self.assertQueryCount(1):
            ids = self.ledger._ledger_write("lot_created", lots)
        self.assertEqual(self.ledger.browse(ids).mapped("res_id"), lots.ids)

    def test_unknown_codes_and_options_are_refused(self):
        with self.assertRaises(ValueError):
            self.ledger._ledger_write("nonsense", self.lot)
        with self.assertRaises(TypeError):
            self.ledger._ledger_write("lot_created", self.lot, because="x")
        self.assertEqual(self.ledger._ledger_write("lot_created", self.lot.browse()), [])

    def test_values_are_exact_and_readable(self):
        self.lot.expiration_date = datetime(2026, 11, 21, 10)
        values = self.ledger._ledger_values(self.lot, ["name", "expiration_date", "product_id", "ref", "product_qty"])
        self.assertEqual(
            values,
            {
                "name": "N1",
                "expiration_date": "2026-11-21T10:00:00.000000Z",
                "product_id": {"id": self.needle.id, "name": "Needle"},
                "ref": None,
                "product_qty": None,
            },
        )
        self.assertEqual(self.ledger._ledger_difference(values, {**values, "ref": "R"}), ({"ref": None}, {"ref": "R"}))

    def test_names_in_any_script(self):
        reason = "東京 Ünïcode \u202e rtl 😀 ' \" \\ \0 \ud800 {'a'}"
        (entry_id,) = self.ledger._ledger_write("lot_changed", self.lot, reason=reason)
        entry = self.ledger.browse(entry_id)
        self.assertIn("東京 Ünïcode", entry.reason)
        self.seal()
        self.assertEqual([row[1] for row in self.seals()[-2:]], [self.entries("lot_created")[-1].id, entry_id])

    def test_very_long_values(self):
        text = "Ünï " * 300_000
        (entry_id,) = self.ledger._ledger_write(
            "lot_changed", self.lot, reason=text, before={"name": text}, after={"name": text + "!"}
        )
        self.seal()
        entry = self.ledger.browse(entry_id)
        self.assertEqual((entry.reason, entry._get_content()["after"]["name"]), (text, text + "!"))
        self.assertTrue(self.env["lot.audit.verifier"]._verify(self.company).is_sound)
        self.assertEqual(self.ledger.search_count([("reason", "ilike", "ünï ünï"), ("id", "=", entry_id)]), 1)

    def test_entries_of_the_same_instant_have_an_order(self):
        with freeze_time(self.env.cr.now()):
            ids = [self.ledger._ledger_write("lot_changed", self.lot, reason=str(turn))[0] for turn in range(5)]
            self.seal()
        self.assertEqual(len(set(self.ledger.browse(ids).mapped("at"))), 1)
        self.assertEqual([row[1] for row in self.seals()[-5:]], ids)
        shown = self.ledger.timeline("stock.lot", self.lot.id)["entries"]
        self.assertEqual([entry["id"] for entry in shown[:5]], ids[::-1])
        report = self.env["lot.audit.verifier"]._verify(self.company)
        self.assertEqual((report.is_sound, report.clock_count, report.late_count), (True, 0, 0))

    # --- only grows ---

    def test_the_orm_refuses_every_change(self):
        (entry_id,) = self.ledger._ledger_write("lot_created", self.lot)
        entry = self.ledger.browse(entry_id)
        for change in (entry.unlink, lambda: entry.write({"label": "x"}), lambda: self.ledger.create({"label": "x"})):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(AccessError):
            entry.with_user(self.user_operator()).read(["label"])
        self.assertEqual(entry.with_user(self.user_quality()).label, "N1 (Needle)")

    def test_the_database_refuses_every_change(self):
        self.ledger._ledger_write("lot_created", self.lot, personal={"name": "Ann"})
        self.seal()
        for table in ("lot_audit_entry", "lot_audit_personal", "lot_audit_seal", "lot_audit_anchor"):
            column = {"lot_audit_entry": "content", "lot_audit_personal": "data"}.get(table, "hash")
            for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with (
                    self.assertRaisesRegex(psycopg2.Error, "only grows"),
                    self.env.cr.savepoint(),
                    mute_logger("odoo.sql_db"),
                ):
                    self.env.cr.execute(statement)

    def test_companies_see_their_own_entries(self):
        sister = self.new_company("Sister")
        self.ledger._ledger_write("exported", [{"label": "secret", "company": sister.id}])
        user = self.user_of(self.env.company)
        self.assertFalse(self.ledger.with_user(user).search([("label", "=", "secret")]))
        self.assertTrue(self.ledger.search([("label", "=", "secret")]))

    # --- personal data ---

    def test_personal_data_stays_outside(self):
        (entry_id,) = self.ledger._ledger_write(
            "refused", self.lot, personal={"name": "Ann", "mail": "ann@example.com"}
        )
        self.assertNotIn("Ann", self.ledger.browse(entry_id).content)
        salt, data = self.rows("SELECT salt, data FROM lot_audit_personal WHERE entry_id = %s", entry_id)[0]
        self.assertEqual(json.loads(data), {"mail": "ann@example.com", "name": "Ann"})
        self.assertEqual(len(bytes(salt)), 16)

    # --- sealing ---

    def test_seals_number_the_entries_without_holes(self):
        self.ledger._ledger_write("lot_created", self.make_lots(self.needle, ["A", "B", "C"]), reason="first")
        self.seal()
        self.ledger._ledger_write("lot_changed", self.lot)
        self.seal()
        self.assertEqual(self.seal(), 0)
        seals = self.seals()
        self.assertEqual([seq for seq, _entry, _content in seals], list(range(1, len(seals) + 1)))
        self.assertEqual(seals[0][2]["code"], "home")
        self.assertEqual(
            [content["label"] for *_row, content in seals[-4:]], [f"{name} (Needle)" for name in ("A", "B", "C", "N1")]
        )
        self.assertFalse(self.rows("SELECT 1 FROM lot_audit_pending WHERE company_id = %s", self.company))

    def test_each_company_has_its_own_chain(self):
        sister = self.new_company("Sister")
        self.ledger._ledger_write("exported", [{"company": sister.id}, {"company": self.company}])
        self.seal(sister.id)
        self.assertEqual([content["code"] for *_row, content in self.seals(sister.id)], ["home", "exported"])
        self.assertTrue(self.rows("SELECT 1 FROM lot_audit_pending WHERE company_id = %s", self.company))

    def test_committed_entries_are_sealed_at_once(self):
        env = self.real_env()
        company = APART + 1
        env["lot.audit.entry"]._ledger_write("exported", [{"company": company}])
        self.assertFalse(self.seals(company))
        env.cr.commit()
        self.assertEqual([content["code"] for *_row, content in self.seals_now(company)], ["home", "exported"])

    def seals_now(self, company):
        """Seals that are committed, whenever this test's own transaction began."""
        env = self.real_env()
        env.cr.execute(
            "SELECT seq, entry.content FROM lot_audit_seal JOIN lot_audit_entry entry ON entry.id = entry_id"
            " WHERE lot_audit_seal.company_id = %s ORDER BY seq",
            [company],
        )
        return [(seq, json.loads(content)) for seq, content in env.cr.fetchall()]

    def test_rolled_back_entries_leave_nothing(self):
        env = self.real_env()
        company = APART + 2
        env["lot.audit.entry"]._ledger_write("exported", [{"company": company}])
        env.cr.rollback()
        self.assertEqual(self.seal_really(company), 0)
        self.assertFalse(self.seals_now(company))

    def test_a_failed_attempt_survives_the_rollback(self):
        env = self.real_env()
        company = APART + 3
        env["lot.audit.entry"]._ledger_write_apart("refused", [{"company": company, "label": "wrong password"}])
        env.cr.rollback()
        self.assertEqual([content["code"] for *_row, content in self.seals_now(company)], ["home", "refused"])

    def test_a_copy_of_the_database_says_so(self):
        self.ledger._ledger_write("exported", [{}])
        self.seal()
        home = self.env["lot.audit.sealer"]._get_home()
        self.patch(type(self.env["lot.audit.sealer"]), "_get_home", lambda sealer: {**home, "database": 1})
        self.ledger._ledger_write("exported", [{}])
        self.seal()
        codes = [content["code"] for *_row, content in self.seals()]
        self.assertEqual(codes[-2:], ["home", "exported"])
        content = self.seals()[-2][2]
        self.assertEqual((content["before"], content["after"]["database"]), (home, 1))
