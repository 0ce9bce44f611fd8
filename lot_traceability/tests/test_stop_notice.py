"""What the top of a lot and lists say of it: what stops the goods, how much of them, whom to ask."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import tagged

from .. import messages_hold as messages
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestStopNotice(HoldCase):
    def test_a_lot_names_every_hold_and_whom_to_ask(self):
        self.assertFalse(self.lot.stop_notice)
        first, second = self.hold(), self.hold(due_date="2030-05-06", location_id=self.stock.id)
        # Operators and people of sales are told too.
        shown = self.lot.with_user(self.user_plain()).stop_notice.splitlines()
        self.assertEqual(shown, [messages.notice_hold(self.env, hold) for hold in (first, second)])
        self.assertIn(first.user_id.name, shown[0])
        self.assertIn(self.stock.display_name, shown[1])
        self.assertIn("2030", shown[1])
        first._lift("retested")
        self.assertEqual(self.lot.stop_notice, messages.notice_hold(self.env, second))

    def test_a_hold_on_the_product_is_told_on_its_lots_of_the_period(self):
        now = fields.Datetime.now()
        product = {"product_id": self.needle.id, "reason": "tip bent"}
        early = self.env["lot.hold"].create({**product, "received_until": now - timedelta(days=3)})
        late = self.env["lot.hold"].create({**product, "received_from": now - timedelta(days=3)})
        self.assertNotIn(early.name, self.lot.stop_notice)
        self.assertIn(late.name, self.lot.stop_notice)
        self.assertTrue(late.scope)

    def test_an_old_lot_says_so(self):
        self.needle.use_expiration_date = True
        now = fields.Datetime.now()
        self.lot.write({"expiration_date": now + timedelta(days=5), "removal_date": now - timedelta(days=1)})
        day = fields.Date.to_string(now - timedelta(days=1))[:4]
        self.assertIn(day, self.lot.stop_notice)
        self.lot.expiration_date = now - timedelta(days=400)
        self.assertIn("Expired", self.lot.stop_notice)

    def test_its_days_are_those_of_the_company(self):
        self.needle.use_expiration_date = True
        self.env.company.partner_id.tz = "America/Los_Angeles"
        self.lot.write({"expiration_date": datetime(2020, 1, 2, 2), "removal_date": datetime(2020, 1, 1, 2)})
        lot = self.lot.with_context(tz="Asia/Tokyo")
        self.assertEqual(lot.stop_notice, messages.notice_expired(self.env, "01/01/2020"))
        self.lot.write({"expiration_date": datetime(2100, 1, 2), "removal_date": datetime(2020, 1, 1, 2)})
        self.assertEqual(lot.stop_notice, messages.notice_due(self.env, "12/31/2019"))

    def test_filters_find_what_is_on_hold(self):
        self.hold()
        lots = self.env["stock.lot"].with_user(self.user_plain())
        found = lots.search([("hold_ids.state", "=", "open"), ("product_id", "=", self.needle.id)])
        self.assertEqual(found, self.lot)
        self.assertEqual((self.lot.standing, self.other.standing), ("held", "released"))

    def test_stages_stand_in_the_order_of_a_life(self):
        stages = self.env["lot.expiry.stage"].search([("product_tmpl_id", "=", False)])
        days = [stage.days for stage in stages if stage.kind == "before"]
        self.assertEqual(days, sorted(days, reverse=True))
        self.assertEqual([stage.kind for stage in stages[: len(days)]], ["before"] * len(days))
