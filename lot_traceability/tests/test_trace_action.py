"""Every document leads to the trace of its lots, with the reader's rights and never silently cut."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..models import stock_lot_trace_action
from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestTraceAction(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital = world.make_partner("St. Agnes")
        cls.ward = world.make_partner("Ward 3", parent=cls.hospital)
        cls.needle = world.make_product("Trace needle")
        cls.kit = world.make_product("Trace set")
        cls.needles = world.make_lots(cls.needle, ["N1", "N2", "N3"])
        cls.made = world.make_lot(cls.kit, "SET-1")
        cls.receipt = world.receive(dict.fromkeys(cls.needles, 50), partner=cls.supplier)
        cls.order = world.produce(cls.made, {cls.needles[0]: 10}, 10)
        cls.delivery = world.deliver(cls.made, 6, cls.ward)
        cls.operator = world.new_user("test-trace-action", "lot_traceability.group_operator")

    def trace_of(self, action):
        self.assertEqual((action["type"], action["tag"]), ("ir.actions.client", "lot_traceability.trace"))
        params = action["params"]
        return self.env["stock.lot"].browse(params["lot_ids"]), params["direction"], params["of"]

    def test_lots_of_a_selection(self):
        lots, direction, total = self.trace_of(self.needles.with_user(self.operator).action_lot_trace())
        self.assertEqual((lots, direction, total), (self.needles, "downstream", 0))

    def test_transfer_leads_to_the_lots_of_its_lines(self):
        lots, direction, _total = self.trace_of(self.receipt.with_user(self.operator).action_lot_trace())
        self.assertEqual((set(lots), direction), (set(self.needles), "downstream"))
        lots, direction, _total = self.trace_of(self.delivery.with_user(self.operator).action_lot_trace())
        self.assertEqual((lots, direction), (self.made, "both"))

    def test_order_leads_to_what_it_made_or_else_to_what_it_takes(self):
        lots, direction, _total = self.trace_of(self.order.with_user(self.operator).action_lot_trace())
        self.assertEqual((lots, direction), (self.made, "both"))
        planned = self.env["mrp.production"].create({"product_id": self.kit.id, "product_qty": 1})
        note = planned.with_user(self.operator).action_lot_trace()
        self.assertEqual(note["tag"], "display_notification")
        self.assertTrue(note["params"]["message"])

    def test_product_leads_to_its_lots_and_says_when_there_are_more(self):
        lots, _direction, total = self.trace_of(self.needle.with_user(self.operator).action_lot_trace())
        self.assertEqual((set(lots), total), (set(self.needles), 0))
        with patch.object(stock_lot_trace_action, "MAX_LOTS", 2):
            template = self.needle.product_tmpl_id.with_user(self.operator)
            lots, _direction, total = self.trace_of(template.action_lot_trace())
            self.assertEqual((list(lots.mapped("name")), total), (["N3", "N2"], 3))
            lots, _direction, total = self.trace_of(self.needles.with_user(self.operator).action_lot_trace())
            self.assertEqual((len(lots), total), (2, 3))

    def test_customer_leads_to_what_any_address_received(self):
        for partner in (self.hospital, self.ward):
            lots, direction, _total = self.trace_of(partner.with_user(self.operator).action_lot_trace())
            self.assertEqual((lots, direction), (self.made, "upstream"))
        note = self.supplier.with_user(self.operator).action_lot_trace()
        self.assertEqual(note["tag"], "display_notification")

    def test_supplier_leads_to_what_it_sent(self):
        action = self.supplier.with_user(self.operator).action_lot_trace_received()
        lots, direction, _total = self.trace_of(action)
        self.assertEqual((set(lots), direction), (set(self.needles), "downstream"))

    def test_without_stock_rights_nothing_opens(self):
        office = new_test_user(self.env, "test-trace-office", groups="base.group_user")
        for record in (self.made, self.delivery, self.order, self.hospital):
            with self.subTest(record=record), self.assertRaises(AccessError):
                record.with_user(office).action_lot_trace()

    def test_lots_of_another_company_stay_out(self):
        sister = self.new_company("Sister")
        theirs = self.make_lot(self.needle, "N9", company_id=sister.id)
        lots, _direction, total = self.trace_of(self.needle.with_user(self.operator).action_lot_trace())
        self.assertNotIn(theirs, lots)
        self.assertEqual(total, 0)

    def test_odoos_own_report_stays_beside_ours(self):
        arch = self.env["stock.lot"].with_user(self.operator).get_view(view_type="form")["arch"]
        self.assertIn('name="action_lot_trace"', arch)
        self.assertIn(f'name="{self.env.ref("stock.action_stock_report").id}"', arch)

    def test_buttons_are_for_stock_users_only(self):
        office = new_test_user(self.env, "test-trace-office", groups="base.group_user")
        for user, shown in ((self.operator, True), (office, False)):
            arch = self.env["res.partner"].with_user(user).get_view(view_type="form")["arch"]
            self.assertEqual('name="action_lot_trace"' in arch, shown)
