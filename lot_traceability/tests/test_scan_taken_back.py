"""Scans that are taken back after others, or after somebody else changed what they entered."""

import random

from odoo.tests import tagged

from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanTakenBack(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Back needle")
        cls.lots = cls.world.make_lots(cls.needle, ["BACK-A", "BACK-B"])
        cls.world.receive({cls.lots[0]: 30, cls.lots[1]: 30})
        cls.shelf = cls.world.warehouse().lot_stock_id
        cls.user = cls.world.new_user("back-user", "stock.group_stock_user")

    def undo(self, answer):
        return self.env["lot.scan"].with_user(self.user).undo(answer["uuid"])

    def on(self, document, raw, **values):
        return self.scan(raw, document, self.user, **values)

    def stands(self, picking):
        """{(lot, picked): quantity in the product's unit} of the open lines."""
        found = {}
        for line in picking.move_line_ids:
            key = line.lot_id.name or line.lot_name or "", line.picked
            found[key] = round(found.get(key, 0) + line.quantity_product_uom, 6)
        return {key: quantity for key, quantity in found.items() if quantity}

    def test_the_first_of_two_scans_on_one_line_takes_only_its_own_with_it(self):
        for kind in ("in", "out"):
            transfer = self.planned(kind, self.needle, 1)
            before = self.stands(transfer)
            first = self.on(transfer, "BACK-A")
            second = self.on(transfer, "BACK-A", choice={"more": True})
            self.assertEqual(self.stands(transfer), {("BACK-A", True): 2}, kind)
            self.assertEqual(self.undo(first)["status"], "ok")
            self.assertEqual(self.stands(transfer)["BACK-A", True], 1, kind)
            self.assertEqual(self.undo(second)["status"], "ok")
            self.assertEqual(self.stands(transfer), before, kind)

    def test_taken_back_in_any_order_all_is_as_before(self):
        chance = random.Random(5)
        dozen = self.env.ref("uom.product_uom_dozen")
        for kind, unit in (("in", None), ("out", None), ("int", None), ("out", dozen)):
            transfer = self.planned(kind, self.needle, 12)
            if unit:
                transfer = self.in_unit(kind, unit, 1)
            before = self.stands(transfer)
            answers = [
                self.on(transfer, chance.choice(("BACK-A", "BACK-B")), quantity=chance.choice((1, 2, 3)),
                        choice={"more": True})
                for _scan in range(7)
            ]  # fmt: skip
            self.assertEqual({answer["can_undo"] for answer in answers}, {True}, answers)
            chance.shuffle(answers)
            for answer in answers:
                self.assertEqual(self.undo(answer)["status"], "ok")
            self.assertEqual(self.stands(transfer), before, kind)
            self.assertFalse(transfer.move_line_ids.filtered("picked"))

    def in_unit(self, kind, unit, quantity):
        """A transfer of 12 pieces that is planned in another unit."""
        transfer = self.planned(kind, self.needle, 12)
        transfer.do_unreserve()
        transfer.move_ids.write({"product_uom": unit.id, "product_uom_qty": quantity})
        transfer.action_assign()
        return transfer

    def test_pieces_of_a_dozen_are_counted_as_pieces(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        for kind in ("out", "in"):
            transfer = self.in_unit(kind, dozen, 1)
            for _scan in range(12):
                answer = self.on(transfer, "BACK-A")
                self.assertEqual(answer["status"], "ok", (kind, answer))
            self.assertEqual(self.stands(transfer), {("BACK-A", True): 12}, kind)
            self.assertEqual((answer["line"]["done"], answer["progress"]), (1, {"done": 12, "total": 12}), kind)
            self.validate(transfer)
            self.assertEqual((sum(transfer.move_line_ids.mapped("quantity_product_uom")), transfer.backorder_ids.ids),
                             (12, []), kind)  # fmt: skip

    def test_what_is_gone_or_cancelled_meanwhile_takes_nothing_back(self):
        other = self.make_product("Back gauze", tracking="none", barcode="BACK-GAUZE")
        receipt = self.planned("in", self.needle, 4)
        first = self.on(receipt, "BACK-A")
        added = self.on(receipt, "BACK-GAUZE", choice={"add": True, "more": True})
        self.assertTrue(added["can_undo"], added)
        move = receipt.move_ids.filtered(lambda move: move.product_id == other)
        move._action_cancel()
        self.assertEqual(self.undo(added)["status"], "stop")
        move.unlink()
        self.assertEqual(self.undo(added)["status"], "stop")
        receipt.move_ids._action_cancel()
        self.assertEqual(self.undo(first)["status"], "stop")
        self.assertFalse(receipt.move_line_ids.filtered(lambda line: line.state != "cancel"))

    def test_a_date_that_somebody_corrected_since_stays(self):
        receipt, lot = self.planned("in", self.needle, 5), self.lots[0]
        target = self.env["stock.lot"]._scan_target(self.env["stock.lot"]._read_scan("BACK-A"))
        told, corrected = self.day(-40).date(), self.day(-50).date()
        steps, _warnings = receipt._scan_fill_dates(target._replace(dates={"production_date": told}))
        lot.production_date = corrected
        receipt._scan_take_back(steps)
        self.assertEqual(lot.production_date, corrected)

    def test_counts_and_returns_in_any_order(self):
        answers = [self.on(self.shelf, "BACK-A", quantity=number, mode="count") for number in (1, 2, 3)]
        quant = self.lots[0].quant_ids.filtered(lambda quant: quant.location_id == self.shelf)
        self.assertEqual(quant.inventory_quantity, 6)
        self.assertEqual([self.undo(answers[number])["status"] for number in (1, 0, 2)], ["ok"] * 3)
        self.assertFalse(quant.inventory_quantity_set)
