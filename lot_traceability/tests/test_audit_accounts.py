"""Who could have acted in another's place is found in the audit ledger: accounts, passwords, rights."""

import json

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditAccounts(AuditCase):
    def setUp(self):
        super().setUp()
        self.user = self.new_user("test-account", "lot_traceability.group_operator")

    def last(self, code="account_changed"):
        entry = self.entries(code, res_id=self.user.id)[-1]
        return entry.sentence, entry._get_content()

    def test_an_account_is_made_and_deleted(self):
        sentence, content = self.last()
        self.assertTrue(sentence.endswith("made the account test-account."), sentence)
        self.assertEqual(content["after"]["login"], "test-account")
        self.user.unlink()
        self.assertTrue(self.entries("account_changed")[-1].sentence.endswith("deleted the account test-account."))

    def test_an_account_of_the_ledger_stays(self):
        """Its user name could be given to somebody else."""
        self.ledger.with_user(self.user)._ledger_write("exported", [{"label": "x"}])
        for forced in ({}, {"_force_unlink": True}):
            with self.assertRaisesRegex(UserError, "Archive it"), self.env.cr.savepoint():
                self.user.with_context(**forced).unlink()

    def test_a_password_that_somebody_set(self):
        manager = self.user_manager()
        self.user.with_user(manager).sudo().write({"password": "horse battery"})
        sentence, content = self.last("password_set")
        self.assertEqual(sentence, f"{manager.name} set the password of test-account.")
        self.assertNotIn("horse", json.dumps(content))
        self.assertFalse({"before", "after"} & set(content))

    def test_rights(self):
        quality = self.env.ref("lot_traceability.group_quality")
        self.user.group_ids |= quality
        self.assertIn(quality.id, [group["id"] for group in self.last()[1]["after"]["group_ids"]])
        self.user.group_ids -= quality
        quality.user_ids = [Command.link(self.user.id)]
        _sentence, content = self.last()
        self.assertEqual((content["before"], content["after"]["group_ids"][0]["id"]), ({"group_ids": []}, quality.id))
        quality.user_ids = [Command.unlink(self.user.id)]
        self.assertEqual(self.last()[1]["after"], {"group_ids": []})
        quality.implied_ids = [Command.link(self.env.ref("stock.group_stock_multi_locations").id)]
        told = self.entries("settings_changed", model="res.groups")[-1]
        self.assertEqual(told.res_id, quality.id)

    def test_portal_users_are_not_told(self):
        before = len(self.entries("account_changed"))
        portal = self.new_user("test-portal", "")
        portal.write({"group_ids": [Command.set(self.env.ref("base.group_portal").ids)]})
        told = len(self.entries("account_changed"))
        portal.write({"name": "Another", "password": "horse battery"})
        self.assertEqual(len(self.entries("account_changed")), told)
        self.assertLessEqual(told - before, 2)
