"""Ageing stock is told: every stage once, one mail per person, one activity per lot, never silence after the first."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestExpiryAlert(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.world.new_user("keeper", "stock.group_stock_user", email="keeper@example.com")
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True, removal_time=3, responsible_id=cls.user.id)
        cls.m1, cls.m2 = (cls.make(cls, name) for name in ("M1", "M2"))
        cls.world.receive({cls.m1: 5, cls.m2: 7})
        cls.stages = cls.env["lot.expiry.stage"].search([])

    def setUp(self):
        super().setUp()
        scheduler = type(self.env["ir.cron"])
        self.commits = []
        self.patch(scheduler, "_commit_progress", lambda _self, *done, **_left: self.commits.append(done) or True)
        self.tell()
        self.mails().unlink()

    def make(self, name, product=None):
        values = {"name": name, "product_id": (product or self.milk).id, "expiration_date": self.world.day(200)}
        return self.env["stock.lot"].create(values)

    def tell(self, day=0):
        with freeze_time(fields.Datetime.now() + timedelta(days=day)):
            self.env["lot.expiry.alert"]._cron_tell()

    def mails(self):
        return self.env["mail.mail"].search([("email_to", "ilike", "keeper@example.com")], order="id")

    def activities(self, lot):
        kind = self.env.ref("lot_traceability.activity_type_expiry")
        return lot.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_every_stage_of_its_life_in_one_mail_and_one_activity_each(self):
        told = []
        for day in (10, 21, 22, 111, 150, 171, 194, 198, 201, 250):
            self.tell(day)
            told.append((len(self.mails()), self.activities(self.m1).mapped("summary")))
        self.assertEqual([count for count, _summary in told], [0, 1, 1, 2, 2, 3, 4, 5, 6, 6])
        stages = [summary[0].split(":")[0] for _count, summary in told[1:]]
        self.assertEqual(stages[0], "180 days before expiration")
        self.assertEqual(stages[-2:], ["Expired"] * 2)
        self.assertIn("Due for removal", stages)
        self.assertEqual({len(summary) for _count, summary in told[1:]}, {1}, "the next stage replaces the one before")

    def test_one_digest_names_all_lots_of_a_person(self):
        self.tell(175)
        mail = self.mails()
        self.assertEqual((len(mail), mail.subject), (1, "2 lots are ageing"))
        self.assertIn("M1", mail.body_html)
        self.assertIn("M2", mail.body_html)
        self.assertIn(f"model=stock.lot&amp;res_id={self.m1.id}", mail.body_html)
        self.assertIn("/odoo/expiry", mail.body_html)
        self.assertEqual(
            self.env["lot.expiry.alert"].search([("lot_id", "in", (self.m1 | self.m2).ids)]).user_id, self.user
        )

    def test_names_are_escaped(self):
        self.milk.name = "<b>Milk</b>"
        self.tell(175)
        self.assertIn("&lt;b&gt;Milk", self.mails().body_html)

    def test_a_moved_date_is_told_anew(self):
        self.tell(201)
        self.m1.expiration_date = self.day(400)
        self.tell(202)
        self.assertEqual(len(self.mails()), 1)
        self.tell(401)
        self.assertEqual(len(self.mails()), 2)
        self.assertNotIn("M2", self.mails()[-1].body_html)

    def test_only_stock_is_told(self):
        self.scrap(self.m2, 7)
        self.make("M3")
        self.tell(201)
        self.assertEqual(self.mails().subject, "1 lot is ageing")

    def test_a_copy_of_the_database_mails_nobody(self):
        self.env["ir.config_parameter"].set_param("database.is_neutralized", "true")
        self.tell(201)
        self.assertFalse(self.mails())
        self.assertTrue(self.activities(self.m1))

    def test_own_stages_of_a_product_replace_the_general_ones(self):
        self.env["lot.expiry.stage"].create({"product_tmpl_id": self.milk.product_tmpl_id.id, "days": 5})
        self.tell(190)
        self.assertFalse(self.mails())
        self.tell(196)
        self.assertIn("5 days before expiration", self.mails().body_html)

    def test_a_stage_may_hold_the_lots(self):
        self.env.ref("lot_traceability.lot_expiry_stage_removal").is_holding = True
        self.tell(190)
        self.assertFalse(self.m1.hold_ids)
        self.tell(198)
        self.tell(199)
        self.assertEqual(self.m1.hold_ids.mapped("reason"), ["Held automatically: Removal date"])
        self.assertEqual((self.m1 | self.m2).hold_ids.user_id, self.user)
        self.assertTrue(self.m2.is_blocked)

    def test_somebody_is_told_when_the_responsible_person_has_left(self):
        self.user.active = False
        manager = self.user_manager()
        told = self.env["lot.expiry.alert"]._get_responsible(self.milk, self.env.company)
        self.assertTrue(told.has_group("lot_traceability.group_manager"))
        self.assertTrue(manager.active)

    def test_one_transaction_per_person(self):
        other = self.new_user("other", "stock.group_stock_user", email="other@example.com")
        cream = self.make_product("Cream", use_expiration_date=True, responsible_id=other.id)
        self.receive(self.make("C1", cream), 1)
        self.commits.clear()
        self.tell(201)
        self.assertEqual(self.commits, [(), (1,), (1,)])

    def test_odoos_own_alert_stays_silent_while_there_are_stages(self):
        self.m1.write({"alert_date": self.day(-1)})
        self.env["stock.lot"]._alert_date_exceeded()
        self.assertFalse(self.m1.product_expiry_reminded)
        self.stages.active = False
        self.env["stock.lot"]._alert_date_exceeded()
        self.assertTrue(self.m1.product_expiry_reminded)

    def test_impossible_days_are_refused(self):
        for values in ({"days": 0}, {"days": -3}, {"kind": "expired", "days": -3}):
            with self.assertRaisesRegex(ValidationError, "number above zero"):
                self.env["lot.expiry.stage"].create(values)
