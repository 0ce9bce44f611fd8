"""Entries leave the ledger only when their time is over, nothing holds them, and somebody answers for it."""

from datetime import datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError
from psycopg2.errors import InsufficientPrivilege

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditRetention(AuditCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sister = cls.world.new_company("Sister")
        cls.manager = cls.world.new_user("test-audit-manager", "lot_traceability.group_manager", cls.sister)
        cls.forget(cls.sister)
        needle = cls.world.make_product("Needle")
        cls.lot, cls.other = cls.world.make_lots(needle, ["N1", "N2"])
        cls.env["lot.audit.retention"].search([]).active = False
        cls.rule = cls.env["lot.audit.retention"].create({"name": "Needles", "years": 10})

    def setUp(self):
        super().setUp()
        self.rules = self.env["lot.audit.retention"].with_user(self.manager)
        with freeze_time(datetime(2010, 5, 1)):
            for record in (self.lot, self.other, None):
                self.ledger._ledger_write(
                    "lot_changed" if record else "exported",
                    [{"record": record, "company": self.sister.id, "personal": {"name": "Ann"}}],
                )
            self.seal(self.sister.id)  # 1 is where the chain begins, then 2, 3, 4
        self.ledger._ledger_write("exported", [{"company": self.sister.id}])
        self.seal(self.sister.id)  # 5

    def run_(self, reason="yearly clean-up", user=None):
        wizard = self.env["lot.audit.retention.run"].with_user(user or self.manager).create({"reason": reason})
        wizard.action_run()
        return wizard

    def left(self):
        return [seq for seq, _entry, content in self.seals(self.sister.id) if content]

    def verify(self):
        return self.env["lot.audit.verifier"]._verify(self.sister.id)

    def test_what_was_kept_long_enough_goes(self):
        self.run_()
        self.assertEqual(self.left(), [1, 5])
        self.assertTrue(self.verify().is_sound, "a run that waits to be sealed accounts already")
        self.seal(self.sister.id)
        report = self.verify()
        self.assertEqual((report.findings, report.retained_away, report.rows), ((), 3, 6))
        entry = self.entries("retention")
        self.assertEqual((entry.writer, entry.reason), (self.manager.name, "yearly clean-up"))
        self.assertEqual(entry._get_content()["extra"], {"count": 3, "ranges": [[2, 4]]})
        self.assertFalse(self.rows("SELECT 1 FROM lot_audit_personal WHERE data LIKE '%%Ann%%'"))

    def test_the_guard_stands_again_after_a_run(self):
        self.run_()
        with self.assertRaisesRegex(InsufficientPrivilege, "only grows"), self.env.cr.savepoint():
            self.env.cr._obj.execute("DELETE FROM lot_audit_entry")

    def test_the_longest_rule_counts(self):
        longer = self.rules.create({"name": "Implants", "years": 30, "company_id": self.sister.id})
        self.run_()
        self.assertEqual(self.left(), [1, 2, 3, 4, 5])
        longer.active = False
        self.rule.write({"model": "stock.lot"})
        self.run_()
        self.assertEqual(self.left(), [1, 4, 5], "what no rule names is kept for ever")

    def test_a_legal_hold_wins(self):
        holds = self.env["lot.audit.hold"].with_user(self.manager)
        hold = holds.create({"name": "Dispute", "reason": "court order", "object_ref": f"stock.lot,{self.lot.id}"})
        self.run_()
        self.assertEqual(self.left(), [1, 2, 5])
        with self.assertRaisesRegex(UserError, "Say why"):
            hold.action_lift()
        hold.lift_reason = "settled"
        hold.action_lift()
        self.assertEqual((hold.state, hold.lifted_by_id), ("lifted", self.manager))
        self.run_()
        self.assertEqual(self.left(), [1, 5])
        self.assertEqual(self.entries("legal_hold").reason, "court order")
        self.assertEqual(self.entries("legal_hold_lifted").reason, "settled")
        self.seal(self.sister.id)
        self.assertTrue(self.verify().is_sound)

    def test_a_legal_hold_keeps_the_addon_itself(self):
        addon = self.env["ir.module.module"].search([("name", "=", "lot_traceability")])
        self.env["lot.audit.hold"].create({"name": "Case 7", "reason": "court"})
        for module in (addon, self.env["ir.module.module"].search([("name", "=", "stock")])):
            with self.assertRaisesRegex(UserError, "Case 7"):
                module.button_uninstall()
        self.assertEqual(addon.state, "installed")

    def test_a_hold_by_days_and_a_hold_on_everything(self):
        holds = self.env["lot.audit.hold"].with_user(self.manager)
        hold = holds.create({"name": "May", "reason": "audit", "date_from": "2010-05-01", "date_to": "2010-05-01"})
        self.run_()
        self.assertEqual(len(self.left()), 5)
        with self.assertRaisesRegex(UserError, "not changed or deleted"):
            hold.date_to = "2010-04-01"
        with self.assertRaisesRegex(UserError, "not changed or deleted"):
            hold.sudo().unlink()
        with self.assertRaises(ValidationError):
            holds.create({"name": "x", "reason": "y", "date_from": "2010-05-02", "date_to": "2010-05-01"})

    def test_a_run_needs_a_manager_and_words(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self.run_("  ")
        with self.assertRaises(AccessError):
            self.run_(user=self.user_quality())
        with self.assertRaises(AccessError):
            self.env["lot.audit.hold"].with_user(self.user_quality()).create({"name": "x", "reason": "y"})
        with self.assertRaises(AccessError):
            self.rule.with_user(self.user_quality()).years = 1
        self.assertEqual(len(self.left()), 5)

    def test_the_dialog_says_what_would_go(self):
        wizard = Form(self.env["lot.audit.retention.run"].with_user(self.manager))
        self.assertIn("can be removed: 3, written 05/01/2010", str(wizard.preview))
        self.rule.years = 100
        wizard = self.env["lot.audit.retention.run"].with_user(self.manager).create({})
        self.assertIn("no entry was kept long enough", str(wizard.preview))
        self.assertEqual(self.run_().count, 0)
        self.assertFalse(self.entries("retention"))

    def test_rules_are_settings_and_recorded(self):
        rule = self.rules.create({"name": "Toys", "years": 3})
        rule.years = 4
        rule.unlink()
        entries = self.entries("settings_changed", writer=self.manager.name)
        self.assertEqual(len(entries), 3)
        self.assertEqual(entries[1]._get_content()["after"], {"years": 4})
        self.assertIn("changed Years of retention rule “Toys” from 3 to 4", entries[1].sentence)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.rules.create({"name": "None", "years": 0}).flush_recordset()

    def test_delivered_rules(self):
        rules = self.env["lot.audit.retention"].with_context(active_test=False).search([("basis", "!=", False)])
        self.assertGreaterEqual(max(rules.mapped("years")), 15)

    # --- personal data ---

    def erase(self, entries, reason="request of the person", user=None):
        context = {"active_model": "lot.audit.entry", "active_ids": entries.ids}
        wizard = self.env["lot.audit.erasure"].with_user(user or self.manager).with_context(**context).create({})
        wizard.reason = reason
        wizard.action_erase()
        return wizard

    def test_personal_data_is_shown_and_erased(self):
        entries = self.entries("lot_changed", company_id=self.sister.id)
        self.assertEqual(entries[0].with_user(self.manager).personal, "Ann")
        self.erase(entries[:1])
        entries.invalidate_recordset()
        self.assertEqual(entries.mapped("personal"), [False, "Ann"])
        self.seal(self.sister.id)
        report = self.verify()
        self.assertEqual((report.findings, report.erased), ((), 1))
        content = self.entries("erasure")._get_content()
        self.assertEqual((content["reason"], content["extra"]["entries"]), ("request of the person", entries[:1].ids))
        with self.assertRaisesRegex(UserError, "hold no personal data"):
            self.erase(entries[:1])

    def test_erasing_needs_a_manager_words_and_no_hold(self):
        entries = self.entries("lot_changed", company_id=self.sister.id)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.erase(entries, reason=" ")
        with self.assertRaises(AccessError):
            self.erase(entries, user=self.user_quality())
        elsewhere = self.new_user("test-elsewhere", "lot_traceability.group_manager", self.env.company)
        with self.assertRaisesRegex(UserError, "hold no personal data"):
            self.erase(entries, user=elsewhere)
        self.env["lot.audit.hold"].with_user(self.manager).create(
            {"name": "Dispute", "reason": "court order", "object_ref": f"stock.lot,{self.lot.id}"}
        )
        with self.assertRaisesRegex(UserError, "legal hold"):
            self.erase(entries)
        self.assertEqual(self.verify().erased, 0)
