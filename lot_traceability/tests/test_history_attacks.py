"""Ways round the protection of history that a stock user has over RPC, whatever the screens show."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .. import messages_protection as messages
from .common import LotWorldCase

REASON = {"lot_reason": "counted again"}


class HistoryCase(LotWorldCase):
    """A lot that was received and used, by a user of the stock room; helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier, cls.clinic = world.make_partner("Sharpline"), world.make_partner("Clinic")
        cls.needle, cls.kit = world.make_product("Needle"), world.make_product("Kit")
        cls.n1, cls.n2 = world.make_lots(cls.needle, ["N1", "N2"])
        cls.receipt = world.receive(cls.n1, 5, partner=cls.supplier)
        cls.k1 = world.make_lot(cls.kit, "K1")
        cls.order = world.produce(cls.k1, {cls.n1: 1}, qty=1)
        cls.delivery = world.deliver(cls.n1, 1, partner=cls.clinic)
        cls.user = world.new_user("test-stock-room", "stock.group_stock_user,mrp.group_mrp_user")

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # what is recorded apart is seen, and goes with the test

    def by(self, records):
        """As the user's program sees them."""
        return records.with_user(self.user).with_context(tracking_disable=True)

    def assert_refused(self, action, *args, words="", **kwargs):
        with self.assertRaisesRegex((UserError, AccessError), words), self.env.cr.savepoint():
            action(*args, **kwargs)
            self.env.flush_all()

    def entries(self, code="line_changed"):
        return self.env["lot.audit.entry"].search([("code", "=", code), ("user_id", "=", self.user.id)])


@tagged("post_install", "-at_install")
class TestDoneStaysDone(HistoryCase):
    def test_neither_move_nor_line_is_undone(self):
        move, line = self.by(self.receipt.move_ids), self.by(self.receipt.move_line_ids)
        for record in (move, line, move.with_context(**REASON), line.with_context(**REASON), move.sudo()):
            for state in ("draft", "cancel", "assigned", False):
                self.assert_refused(record.write, {"state": state}, words="stays done")
        self.assert_refused(line.unlink)
        self.assert_refused(move.unlink)
        self.assert_refused(self.by(self.receipt).write, {"move_ids": [Command.update(move.id, {"state": "draft"})]})
        self.assert_refused(self.by(self.receipt).write, {"move_ids": [Command.clear()]})
        self.assert_refused(self.by(self.receipt).write, {"move_line_ids": [Command.clear()]})

    def test_what_was_used_for_what_stays(self):
        made = self.by(self.order.move_finished_ids.move_line_ids)
        used = self.by(self.order.move_raw_ids.move_line_ids)
        self.assertEqual(made.consume_line_ids, used)
        sentence = messages.links_stay(self.env, made.move_id.display_name)
        for commands in ([Command.clear()], [Command.unlink(used.id)], [Command.link(self.receipt.move_line_ids.id)]):
            self.assert_refused(made.write, {"consume_line_ids": commands}, words=sentence)
        self.assert_refused(used.with_context(**REASON).write, {"produce_line_ids": [Command.clear()]})
        made.write({"consume_line_ids": [Command.set(used.ids)]})  # nothing changes

    def test_documents_that_moved_lots_are_not_deleted(self):
        unbuild = self.unbuild(self.order, self.k1)
        for document in (unbuild, self.order, self.receipt):
            self.assert_refused(self.by(document).unlink)
            self.env.cr.execute(SQL("UPDATE %s SET state = 'draft'", SQL.identifier(document._table)))
            document.invalidate_recordset()
            self.assert_refused(self.by(document).unlink)

    def test_reasons_that_say_nothing(self):
        line = self.by(self.receipt.move_line_ids)
        for reason in ("", " ", "x", "...", "-- --", None, 5, ["because"], {"a": 1}):
            self.assert_refused(line.with_context(lot_reason=reason).write, {"quantity": 4}, words="is done")
            self.assert_refused(self.by(self.n1).with_context(lot_reason=reason).write, {"name": "N9"}, words="say why")

    def test_the_reason_of_unlocking_is_not_written_directly(self):
        for document in (self.receipt, self.order):
            self.assert_refused(self.by(document).write, {"lot_unlock_reason": "because I can"})
            self.assert_refused(self.by(document).read, ["lot_unlock_reason"])
        self.by(self.receipt).is_locked = False
        self.assert_refused(self.by(self.receipt.move_line_ids).write, {"quantity": 4}, words="is done")

    def test_a_move_made_done_at_once(self):
        values = {
            "product_id": self.needle.id,
            "product_uom_qty": 3,
            "state": "done",
            "location_id": self.env.ref("stock.stock_location_suppliers").id,
            "location_dest_id": self.receipt.location_dest_id.id,
        }
        line = {**values, "lot_id": self.n2.id, "quantity": 3}
        del line["product_uom_qty"], line["state"]
        self.assert_refused(self.by(self.env["stock.move"]).create, {**values, "move_line_ids": [Command.create(line)]})
        self.assertFalse(self.n2.product_qty)


@tagged("post_install", "-at_install")
class TestLotsStay(HistoryCase):
    def test_on_every_path(self):
        lot = self.by(self.n1)
        for path in (
            lot.unlink,
            lot.with_context(**REASON).unlink,
            lot.sudo().unlink,
        ):
            self.assert_refused(path)
        self.assertTrue(self.n1.exists())

    def test_imports(self):
        lots = self.by(self.env["stock.lot"])
        refused = lots.load([".id", "name"], [[str(self.n1.id), "N9"]])
        self.assertIn("Use Rename and say why", refused["messages"][0]["message"])
        refused = lots.load(["name", "product_id/.id"], [["N3", str(self.needle.id)], ["n 1", str(self.needle.id)]])
        self.assertIn("differs from", refused["messages"][0]["message"])
        self.assertFalse(self.env["stock.lot"].search([("product_id", "=", self.needle.id), ("name", "=", "N3")]))
        done = lots.load([".id", "ref"], [[str(self.n1.id), "R-77"]])
        self.assertEqual((done["ids"], self.n1.ref), (self.n1.ids, "R-77"))
        refused = self.by(self.env["stock.move.line"]).load(
            [".id", "quantity"], [[str(self.receipt.move_line_ids.id), "1"]]
        )
        self.assertIn("is done", refused["messages"][0]["message"])

    def test_a_shared_number_follows_the_strictest_company(self):
        lax = self.new_company("Lax")
        lax.lot_refuse_alike_names = False
        self.user.company_ids |= lax
        lots = self.by(self.env["stock.lot"]).with_context(allowed_company_ids=lax.ids)
        values = {"name": "n1", "product_id": self.needle.id}
        self.assert_refused(lots.create, {**values, "company_id": False}, words="differs|already has")

    def test_correcting_the_order_of_a_lot_made_here(self):
        k2 = self.make_lot(self.kit, "K2")
        order, line = self.by(self.order), self.by(self.order.move_finished_ids.move_line_ids)
        self.assert_refused(order.write, {"lot_producing_ids": [Command.set(k2.ids)]}, words="is done")
        self.assert_refused(line.write, {"lot_id": k2.id}, words="is done")
        order.is_locked = True
        order.with_context(lot_reason="wrong label").action_toggle_is_locked()
        line.lot_id = k2
        order.lot_producing_ids = k2
        self.assertEqual(self.entries()[:1].reason, "wrong label")


@tagged("post_install", "-at_install")
class TestSerialOnce(HistoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pump = cls.world.make_product("Pump", tracking="serial")
        cls.s1, cls.s2 = cls.world.make_lots(cls.pump, ["S1", "S2"])
        cls.first = cls.world.receive(cls.s1, 1, partner=cls.supplier)
        cls.second = cls.world.receive(cls.s2, 1, partner=cls.supplier)

    def setUp(self):
        super().setUp()
        self.user_reason = self.by(self.env["stock.move.line"]).with_context(**REASON)

    def test_done_line_changed_to_a_serial_in_stock(self):
        line = self.user_reason.browse(self.second.move_line_ids.id)
        self.assert_refused(line.write, {"lot_id": self.s1.id}, words="in stock more than once|already been assigned")
        self.assert_refused(line.write, {"quantity": 2})
        self.assertEqual((self.s1.product_qty, self.s2.product_qty), (1, 1))

    def test_line_added_to_a_done_receipt(self):
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": self.second.location_dest_id.id, "usage": "internal"}
        )
        values = {
            "move_id": self.second.move_ids.id,
            "product_id": self.pump.id,
            "lot_id": self.s1.id,
            "quantity": 1,
            "location_id": self.second.location_id.id,
            "location_dest_id": shelf.id,
        }
        self.assert_refused(self.user_reason.create, values, words="in stock more than once")

    def test_counted_in_a_second_place(self):
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": self.second.location_dest_id.id, "usage": "internal"}
        )
        quants = self.by(self.env["stock.quant"]).with_context(inventory_mode=True)
        values = {"product_id": self.pump.id, "location_id": shelf.id, "lot_id": self.s1.id, "inventory_quantity": 1}
        self.assert_refused(lambda: quants.create(values).action_apply_inventory(), words="in stock already")
        place = {"product_id": self.pump.id, "location_id": shelf.id, "lot_id": self.s1.id}
        plain = self.by(self.env["stock.quant"])
        self.assert_refused(plain.create, {**place, "quantity": 1}, words="not written directly")
        quant = self.by(self.s1.quant_ids.filtered(lambda quant: quant.location_id.usage == "internal"))
        for values in ({"quantity": 2}, {"lot_id": self.s2.id}, {"location_id": shelf.id}):
            self.assert_refused(quant.write, values, words="not written directly")
            self.assert_refused(quant.with_context(inventory_mode=True).write, values)
        self.assertEqual(self.s1.product_qty, 1)

    def test_made_again_by_an_order(self):
        self.assert_refused(self.produce, self.s1, {self.n1: 1}, qty=1, words="in stock|already")

    def test_scrapped_then_received_again(self):
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": self.pump.id,
                "lot_id": self.s1.id,
                "scrap_qty": 1,
                "location_id": self.first.location_dest_id.id,
            }
        )
        scrap.action_validate()
        self.receive(self.s1, 1, partner=self.supplier)
        self.assertEqual(self.s1.product_qty, 1)

    def test_mending_a_serial_that_is_there_twice(self):
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": self.second.location_dest_id.id, "usage": "internal"}
        )
        self.env["stock.quant"]._update_available_quantity(self.pump, shelf, 1, lot_id=self.s1)
        self.assertEqual(self.s1.product_qty, 2)
        self.user_reason.browse(self.first.move_line_ids.id).write({"quantity": 0})
        self.assertEqual(self.s1.product_qty, 1)
