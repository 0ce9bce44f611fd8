"""Declared rows: grouped into orders of the old system, never edited, deleted by whole imports only."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestDeclaredLink(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.needle = world.make_product("Needle")
        cls.infusion_set = world.make_product("Infusion set")
        cls.n1, cls.n2 = world.make_lots(cls.needle, ["N1", "N2"])
        cls.s1, cls.s2 = world.make_lots(cls.infusion_set, ["S1", "S2"])
        cls.hospital = world.make_partner("St. Agnes Hospital")

    def new_batch(self, kind="genealogy"):
        return self.env["lot.declared.batch"].create(
            {"name": "old.csv", "kind": kind, "company_id": self.env.company.id}
        )

    def declare(self, batch, component, made, document="MO-1", date=None):
        return self.env["lot.declared.link"].create(
            {
                "kind": "genealogy",
                "component_lot_id": component.id,
                "produced_lot_id": made.id,
                "qty": 5,
                "date": date or self.day(-400),
                "document": document,
                "batch_id": batch.id,
                "company_id": self.env.company.id,
                "fingerprint": f"{component.id}:{made.id}:{document}:{date}",
            }
        )

    def test_rows_of_one_order_share_the_first_rows_id(self):
        batch = self.new_batch()
        first = self.declare(batch, self.n1, self.s1)
        same = self.declare(batch, self.n2, self.s1)
        other_document = self.declare(batch, self.n2, self.s1, document=False)
        other_lot = self.declare(batch, self.n2, self.s2)
        other_day = self.declare(batch, self.n2, self.s1, date=self.day(-399))
        self.assertEqual((first | same).mapped("group_id"), [first.id] * 2)
        for link in other_document | other_lot | other_day:
            self.assertEqual(link.group_id, link.id)

    def test_deleting_an_import_regroups_what_stays(self):
        old, new = self.new_batch(), self.new_batch()
        gone = self.declare(old, self.n1, self.s1)
        stays = self.declare(new, self.n2, self.s1)
        self.assertEqual(stays.group_id, gone.id)
        old.with_user(self.user_quality()).unlink()
        self.assertFalse(gone.exists())
        self.assertEqual(stays.group_id, stays.id)

    def test_rows_are_neither_edited_nor_deleted_alone(self):
        link = self.declare(self.new_batch(), self.n1, self.s1)
        with self.assertRaisesRegex(UserError, "not edited"):
            link.qty = 6
        with self.assertRaisesRegex(UserError, "whole import"), self.env.cr.savepoint():
            link.unlink()
        for user in (self.user_quality(), self.user_manager()):
            with self.assertRaises(AccessError):
                link.with_user(user).unlink()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_half_rows_and_repeats(self):
        batch = self.new_batch()
        self.declare(batch, self.n1, self.s1)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.declare(batch, self.n1, self.s1)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.declare(batch, self.n1, self.n1)

    def test_operator_reads_and_cannot_declare(self):
        link = self.declare(self.new_batch(), self.n1, self.s1)
        self.assertEqual(link.with_user(self.user_plain()).qty, 5)
        self.env = self.env(user=self.user_operator())
        with self.assertRaises(AccessError):
            self.new_batch()

    def test_other_company_sees_nothing(self):
        link = self.declare(self.new_batch(), self.n1, self.s1)
        stranger = self.user_of(self.new_company("Sister"))
        for record in (link, link.batch_id):
            self.assertFalse(record.with_user(stranger).search([("id", "=", record.id)]))
