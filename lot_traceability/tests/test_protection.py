"""History is protected: numbers, done lines and serials change only openly, or not at all."""

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestProtection(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.needle = world.make_product("Needle")
        cls.n1, cls.n2 = world.make_lots(cls.needle, ["N1", "N2"])
        cls.receipt = world.receive(cls.n1, 5, partner=cls.supplier)
        cls.line = cls.receipt.move_line_ids

    def assert_refused(self, words, action, *args, error=UserError, **kwargs):
        with self.assertRaisesRegex(error, words), self.env.cr.savepoint():
            action(*args, **kwargs)

    # --- names ---

    def test_lot_without_history_is_renamed_freely(self):
        self.n2.name = "N2b"
        self.assertEqual(self.n2.name, "N2b")

    def test_rename_in_history_asks_why(self):
        self.assert_refused("Use Rename and say why", self.n1.write, {"name": "N9"})
        self.assert_refused("say why", self.n1.with_context(lot_reason="  ").write, {"name": "N9"})
        self.n1.write({"name": "N1"})  # nothing changes
        wizard = self.env["lot.rename"].with_user(self.user_operator()).create(
            {"lot_id": self.n1.id, "new_name": "N9", "reason": "typing error"}
        )  # fmt: skip
        wizard.action_rename()
        self.assertEqual(self.n1.name, "N9")

    def test_rename_dialog_refuses_empty_values(self):
        for values, words in (
            ({"new_name": "N9", "reason": "  "}, "Say why"),
            ({"new_name": "   ", "reason": "typing error"}, "Enter the new number"),
            ({"new_name": "N1", "reason": "typing error"}, "already"),
        ):
            wizard = self.env["lot.rename"].create({"lot_id": self.n1.id, **values})
            self.assert_refused(words, wizard.action_rename)
        self.assertEqual(self.n1.name, "N1")

    def test_look_alike_names_are_refused(self):
        for name in ("n1", " N1", "N 1", "n\u00a01"):
            self.assert_refused("differs from", self.make_lot, self.needle, name, error=ValidationError)
        self.assert_refused("differs from", self.n2.write, {"name": "n1"}, error=ValidationError)
        other = self.make_product("Other")
        self.assertTrue(self.make_lot(other, "n1"), "another product's numbers are its own")

    def test_look_alike_names_by_setting(self):
        self.env.company.lot_refuse_alike_names = False
        self.assertTrue(self.make_lot(self.needle, "n1"))

    def test_look_alike_of_another_company_is_not_named(self):
        sister = self.new_company("Sister")
        self.env["stock.lot"].create({"name": "SECRET 7", "product_id": self.needle.id, "company_id": sister.id})
        user = self.user_of(self.env.company)
        lots = self.env["stock.lot"].with_user(user).with_context(allowed_company_ids=self.env.company.ids)
        with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
            lots.create({"name": "secret7", "product_id": self.needle.id})
        self.assertNotIn("SECRET 7", str(caught.exception))
        own = {"name": "secret7", "product_id": self.needle.id, "company_id": self.env.company.id}
        self.assertTrue(lots.create(own), "two companies' own lots never meet")

    # --- done lines ---

    def test_done_line_asks_why(self):
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": self.line.location_dest_id.id, "usage": "internal"}
        )
        for values in ({"quantity": 4}, {"lot_id": self.n2.id}, {"location_dest_id": shelf.id}, {"lot_id": False}):
            self.assert_refused("is done", self.line.write, values)
        extra = {
            "move_id": self.line.move_id.id,
            "picking_id": self.receipt.id,
            "product_id": self.needle.id,
            "lot_id": self.n2.id,
            "quantity": 1,
            "location_id": self.line.location_id.id,
            "location_dest_id": self.line.location_dest_id.id,
        }
        self.assert_refused("is done", self.line.create, extra)
        self.line.write({"quantity": 5, "lot_id": self.n1.id, "picked": True})  # nothing changes
        self.line.with_context(lot_reason="counted again").write({"quantity": 4})
        self.assertEqual(self.n1.product_qty, 4)

    def test_untracked_done_line_stays_free(self):
        glue = self.make_product("Glue", tracking="none")
        receipt = self.receive(glue, 5, partner=self.supplier)
        receipt.move_line_ids.quantity = 4
        self.assertEqual(receipt.move_line_ids.quantity, 4)

    def test_done_line_by_setting(self):
        self.env.company.lot_ask_reason = False
        self.line.quantity = 4
        self.assertEqual(self.n1.product_qty, 4)

    def test_unlocking_asks_why_and_locking_forgets(self):
        menu = self.env.ref("stock.action_toggle_is_locked")
        action = menu.with_context(active_model="stock.picking", active_ids=self.receipt.ids).run()
        self.assertTrue(self.receipt.is_locked)
        wizard = Form(self.env[action["res_model"]].with_context(**action["context"]))
        wizard.reason = "wrong lot scanned"
        wizard.save().action_unlock()
        self.assertFalse(self.receipt.is_locked)
        self.line.lot_id = self.n2
        self.assertEqual(self.n2.product_qty, 5)
        self.receipt.action_toggle_is_locked()
        self.assertTrue(self.receipt.is_locked)
        self.assertFalse(self.receipt.lot_unlock_reason)
        self.assert_refused("is done", self.line.write, {"lot_id": self.n1.id})

    def test_unlocking_needs_words(self):
        wizard = self.env["lot.unlock"].create(
            {"res_model": "stock.picking", "res_id": self.receipt.id, "reason": " . "}
        )
        self.assert_refused("Say why", wizard.action_unlock)
        wizard = self.env["lot.unlock"].create({"res_model": "res.users", "res_id": 1, "reason": "because"})
        self.assert_refused("cannot be unlocked", wizard.action_unlock)

    def test_unlocking_without_lots_is_odoos(self):
        glue = self.make_product("Glue", tracking="none")
        receipt = self.receive(glue, 5, partner=self.supplier)
        receipt.action_toggle_is_locked()
        self.assertFalse(receipt.is_locked)

    def test_manufacturing_order(self):
        kit = self.make_product("Kit")
        self.produce(self.make_lot(kit, "K1"), {self.n1: 1}, qty=1)
        order = self.env["mrp.production"].search([("product_id", "=", kit.id)])
        order.is_locked = True
        line = order.move_raw_ids.move_line_ids
        self.assert_refused("is done", line.write, {"quantity": 2})
        self.assertEqual(order.action_toggle_is_locked()["res_model"], "lot.unlock")
        self.assertTrue(order.is_locked)
        order.with_context(lot_reason="two were used").action_toggle_is_locked()
        line.quantity = 2
        self.assertEqual(self.n1.product_qty, 3)

    # --- serials ---

    def test_serial_in_stock_does_not_come_in_again(self):
        pump = self.make_product("Pump", tracking="serial")
        s1 = self.make_lot(pump, "S1")
        self.receive(s1, 1, partner=self.supplier)
        self.move_inside(s1, 1)
        self.assert_refused("is in stock already", self.receive, s1, 1, partner=self.supplier)

    def test_serial_typed_by_name(self):
        pump = self.make_product("Pump", tracking="serial")
        s1 = self.make_lot(pump, "S1")
        self.receive(s1, 1, partner=self.supplier)
        self.move_inside(s1, 1)
        self.assert_refused("is in stock already", self.receive_by_name, pump, ["S1"])
        self.assert_refused("comes in twice", self.receive_by_name, pump, ["S2", "S2"])

    def test_serial_that_left_comes_back(self):
        pump = self.make_product("Pump", tracking="serial")
        s1 = self.make_lot(pump, "S1")
        self.receive(s1, 1, partner=self.supplier)
        delivery = self.deliver(s1, 1, partner=self.make_partner("Clinic"))
        self.return_(delivery, s1, 1)
        self.assertEqual(s1.product_qty, 1)

    def test_serial_in_another_company(self):
        pump = self.make_product("Pump", tracking="serial")
        s1 = self.make_lot(pump, "S1")
        sister = self.new_company("Sister")
        self.receive(s1, 1, partner=self.supplier, company=sister)
        user = self.user_of(self.env.company)
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            self.receive(s1.with_user(user), 1, partner=self.supplier)
        self.assertNotIn("Sister", str(caught.exception))

    def receive_by_name(self, product, names):
        kind = self.env["stock.picking.type"].search(
            [("code", "=", "incoming"), ("company_id", "=", self.env.company.id)], limit=1
        )
        place = {
            "location_id": self.env.ref("stock.stock_location_suppliers").id,
            "location_dest_id": kind.default_location_dest_id.id,
        }
        lines = [
            Command.create({"product_id": product.id, "lot_name": name, "quantity": 1, "picked": True, **place})
            for name in names
        ]
        move = {"product_id": product.id, "product_uom_qty": len(names), "move_line_ids": lines, **place}
        picking = self.env["stock.picking"].create(
            {"picking_type_id": kind.id, "move_ids": [Command.create(move)], **place}
        )
        picking.action_confirm()
        picking.move_ids.picked = True
        picking._action_done()
        return picking

    def move_inside(self, lot, qty):
        """To another shelf, so that the place a receipt goes to is not the one where it stands."""
        quant = lot.quant_ids.filtered(lambda quant: quant.quantity > 0 and quant.location_id.usage == "internal")
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": quant.location_id.id, "usage": "internal"}
        )
        move = self.env["stock.move"].create(
            {
                "product_id": lot.product_id.id,
                "product_uom_qty": qty,
                "location_id": quant.location_id.id,
                "location_dest_id": shelf.id,
            }
        )
        move._action_confirm()
        move._action_assign()
        move.picked = True
        move._action_done()
