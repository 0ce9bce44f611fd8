"""Scans of goods that may not go where they are scanned for: refused at once, in the words of the rule."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .. import messages_scan as messages
from ..messages_hold import because_hold
from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanBlocked(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serum = cls.world.make_product("Serum", use_expiration_date=True)
        cls.good = cls.world.make_lot(cls.serum, "SERUM-OK", expires=300)
        cls.bad = cls.world.make_lot(cls.serum, "SERUM-BAD", expires=200)
        cls.world.receive({cls.good: 5, cls.bad: 5})

    def assertStops(self, raw, document, *words):
        lines = document.move_line_ids.ids
        answer = self.scan(raw, document)
        self.assertEqual(answer["status"], "stop", answer)
        for word in words:
            self.assertIn(word, answer["message"])
        self.assertEqual(document.move_line_ids.ids, lines)
        self.assertFalse(any(document.move_line_ids.mapped("picked")))
        return answer

    def test_looking_up_tells_why_goods_are_not_to_be_used_and_whom_to_ask(self):
        self.assertEqual(self.scan("SERUM-OK", mode="lookup")["status"], "ok")
        hold = self.bad._hold("seal broken")
        answer = self.scan("SERUM-BAD", mode="lookup")
        self.assertEqual((answer["status"], answer["lot"]["badge"]), ("warn", "On hold"))
        self.assertIn(because_hold(self.env, hold), answer["message"])
        hold._lift("looked at")
        self.bad.expiration_date = fields.Datetime.now() - timedelta(days=1)
        answer = self.scan("SERUM-BAD", mode="lookup")
        self.assertEqual(answer["status"], "warn")
        self.assertIn("expired on", answer["message"])

    def test_a_held_lot_is_refused_whether_it_was_planned_or_not(self):
        self.bad._hold("seal broken")
        delivery = self.planned("out", self.serum, 2)
        answer = self.assertStops("SERUM-BAD", delivery, "seal broken")
        self.assertEqual((answer["lot"]["status"], answer["product"]["id"]), ("hold", self.serum.id))
        self.assertEqual(self.scan("SERUM-OK", delivery)["status"], "ok")

    def test_a_recalled_lot_is_refused(self):
        self.bad._write_disposition("recalled", "recall of the maker")
        answer = self.assertStops("SERUM-BAD", self.planned("out", self.serum, 2), "recall of the maker")
        self.assertEqual((answer["lot"]["status"], answer["lot"]["badge"]), ("recalled", "Recalled"))
        self.assertEqual(answer["hint"], messages.put_aside(self.env))

    def test_a_package_with_a_held_lot_is_refused_as_a_whole(self):
        self.env.user.group_ids += self.env.ref("stock.group_tracking_lot")
        stock = self.warehouse().lot_stock_id
        package = self.env["stock.package"].create({"name": "SERUM-BOX"})
        for lot in (self.good, self.bad):
            self.env["stock.quant"]._update_available_quantity(self.serum, stock, 1, lot_id=lot, package_id=package)
        self.bad._hold("seal broken")
        delivery = self.planned("out", self.make_product("Other serum"), 2)
        answer = self.scan("SERUM-BOX", delivery, choice={"add": True})
        self.assertEqual(answer["status"], "stop", answer)
        self.assertIn("seal broken", answer["message"])
        self.assertFalse(delivery.move_line_ids)

    def test_an_expired_lot_is_refused_on_the_way_out_and_told_on_the_way_in(self):
        self.bad.expiration_date = fields.Datetime.now() - timedelta(days=1)
        self.assertStops("SERUM-BAD", self.planned("out", self.serum, 2), "expired")
        receipt = self.planned("in", self.serum, 2)
        answer = self.scan("SERUM-BAD", receipt)
        self.assertEqual(answer["status"], "warn", answer)
        self.assertIn("expired", answer["message"])

    def test_a_lot_that_is_too_old_for_the_customer_is_refused_or_told_as_the_operation_says(self):
        self.env["lot.shelf.life"].create({"days": 250})
        delivery = self.planned("out", self.serum, 2)
        self.assertEqual(delivery.move_line_ids.lot_id, self.good)
        self.assertEqual(self.scan("SERUM-BAD", delivery)["status"], "warn")
        delivery.picking_type_id.lot_too_old = "deny"
        self.assertStops("SERUM-BAD", self.planned("out", self.serum, 2), "250")

    def test_a_blocked_lot_that_comes_in_is_told_to_go_to_quarantine(self):
        self.bad._hold("seal broken")
        receipt = self.planned("in", self.serum, 1)
        answer = self.scan("SERUM-BAD", receipt)
        self.assertEqual((answer["status"], receipt.move_line_ids.picked), ("warn", True))
        self.assertIn("quarantine", answer["message"])

    def test_a_lot_that_is_not_there_is_named_with_its_place(self):
        delivery = self.planned("out", self.serum, 2)
        self.make_lot(self.serum, "SERUM-GONE")
        self.assertStops("SERUM-GONE", delivery, "not in stock")
        attic = self.env["stock.location"].create({"name": "Attic", "usage": "internal"})
        up = self.make_lot(self.serum, "SERUM-UP")
        self.receive(up, 1, dest=attic)
        self.assertStops("SERUM-UP", delivery, "Attic")
        self.scan("SERUM-OK", delivery)
        self.assertEqual(self.scan("SERUM-OK", delivery, quantity=9)["status"], "stop")

    def test_more_than_planned_is_asked_on_the_way_out(self):
        delivery = self.planned("out", self.serum, 2)
        ask = self.scan("SERUM-OK", delivery, quantity=3)
        self.assertEqual(ask["status"], "ask", ask)
        answer = self.scan("SERUM-OK", delivery, quantity=3, choice=ask["choices"][0]["choice"])
        self.assertEqual((answer["status"], answer["line"]["done"]), ("warn", 3))
        self.validate(delivery)
        self.assertEqual(self.good.product_qty, 2)

    def test_who_may_read_but_not_write_transfers_stops(self):
        delivery = self.planned("out", self.serum, 2)
        reader = self.new_user("test-reader", "stock.group_stock_user")
        self.env["ir.rule"].create({
            "name": "no writing",
            "model_id": self.env["ir.model"]._get_id("stock.move.line"),
            "domain_force": "[(0, '=', 1)]",
            "perm_read": False,
            "groups": self.env.ref("stock.group_stock_user").ids,
        })  # fmt: skip
        self.env.ref("stock.group_stock_user").implied_by_ids  # noqa: B018
        answer = self.scan("SERUM-OK", delivery, reader)
        self.assertEqual(answer["status"], "stop", answer)
        self.assertFalse(any(delivery.move_line_ids.mapped("picked")))

    def test_another_lot_than_first_to_expire_is_told_or_refused_as_the_operation_says(self):
        operation = self.warehouse().out_type_id
        self.serum.categ_id = self.env["product.category"].create({
            "name": "Sera",
            "removal_strategy_id": self.env.ref("product_expiry.removal_fefo").id,
        })  # fmt: skip
        for policy, status in (("free", "warn"), ("reason", "warn"), ("deny", "stop")):
            operation.lot_deviation = policy
            delivery = self.planned("out", self.serum, 2)
            self.assertEqual(delivery.move_line_ids.lot_id, self.bad)
            answer = self.scan("SERUM-OK", delivery)
            self.assertEqual(answer["status"], status, answer)
            self.assertIn("SERUM-BAD", answer["message"])
            delivery.action_cancel()
