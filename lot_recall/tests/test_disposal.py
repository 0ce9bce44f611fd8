"""What becomes of goods that came back: by signature, all or nothing, never more than there is."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.lot_traceability import messages_signing

from .back_case import BackCase
from .test_signed_case import SignedCase


@tagged("post_install", "-at_install")
class TestDisposal(BackCase, SignedCase):
    @classmethod
    def before_launch(cls):
        cls.env.company.lot_recall_sign = False

    def setUp(self):
        super().setUp()
        self.answer(self.at_hospital, had=20, returning=20)
        self.back = self.got(self.make(self.at_hospital))
        self.row = self.recall.back_ids
        self.place = self.back.move_line_ids.location_dest_id

    def prepare(self, outcome="destroy", qty=None, **values):
        action = self.row.with_user(self.quality).action_dispose()
        disposal = self.env["lot.recall.disposal"].with_user(self.quality).browse(action["res_id"])
        disposal.write({"outcome": outcome, **values})
        if qty:
            disposal.line_ids.qty = qty
        self.env.flush_all()
        return disposal

    def carry_out(self, disposal, user=None):
        return self.sign(disposal, params={}, user=user or self.second, reason="as agreed")

    def in_place(self, lot, place=None):
        domain = [("lot_id", "=", lot.id), ("location_id", "=", (place or self.place).id)]
        return sum(self.env["stock.quant"].search(domain).mapped("quantity"))

    def scrap(self, qty):
        goods = {"product_id": self.kit.id, "lot_id": self.set1.id, "location_id": self.place.id}
        self.env["stock.scrap"].with_context(lot_reason="broken").create({**goods, "scrap_qty": qty}).do_scrap()

    def test_destroying_scraps_it_by_a_second_person_s_signature(self):
        disposal = self.prepare(qty=12)
        self.assertIn("refused", self.carry_out(disposal, self.quality))  # who prepared it
        self.assertIn("signed", self.carry_out(disposal))
        self.assertEqual((disposal.state, disposal.done_by_id, disposal.is_signed), ("done", self.second, True))
        self.assertEqual((disposal.scrap_ids.state, self.in_place(self.set1)), ("done", 8))
        self.assertEqual((self.row.settled_qty, self.row.left_qty), (12, 8))
        self.assertIn("refused", self.carry_out(disposal))
        with self.assertRaisesRegex(UserError, "carried out or cancelled"):
            disposal._void_signatures("once more")
        with self.assertRaisesRegex(UserError, "carried out or cancelled"):
            disposal.note = "later"
        with self.assertRaisesRegex(UserError, "carried out or cancelled"):
            disposal.line_ids.qty = 1

    def test_two_who_decide_about_the_same_goods(self):
        first, second = self.prepare(), self.prepare(qty=5)
        self.assertIn("signed", self.carry_out(first))
        self.assertIn("is undecided", self.carry_out(second)["refused"])
        self.assertEqual((second.state, self.row.left_qty, self.in_place(self.set1)), ("draft", 0, 0))
        second.action_cancel()
        self.assertEqual(second.state, "cancelled")

    def test_who_changed_it_does_not_sign_it_either(self):
        disposal = self.prepare()
        disposal.with_user(self.second).line_ids.qty = 3
        self.env.flush_all()
        refused = {"refused": messages_signing.author_signs(self.env, disposal.display_name)}
        self.assertEqual(self.carry_out(disposal), refused)
        self.assertIn("signed", self.carry_out(disposal, self.manager))

    def test_rework_moves_it_to_where_it_is_mended(self):
        bench = self.env["stock.location"].create(
            {"name": "Bench", "location_id": self.place.location_id.id, "usage": "internal"}
        )
        disposal = self.prepare("rework")
        with self.assertRaisesRegex(UserError, "where the goods are mended"):
            disposal.action_carry_out()
        disposal.location_dest_id = bench
        self.env.flush_all()
        self.assertIn("signed", self.carry_out(disposal))
        self.assertEqual((disposal.picking_ids.state, self.in_place(self.set1, bench)), ("done", 20))

    def test_two_arrivals_of_a_lot_share_what_is_there_and_boxes_are_emptied(self):
        arrival = self.make(self.at_clinic)
        arrival.move_line_ids.result_package_id = self.env["stock.package"].create({"name": "BOX-7"})
        self.got(arrival)
        boxed = self.recall.back_ids - self.row
        bench = self.place.create({"name": "Bench", "location_id": self.place.location_id.id, "usage": "internal"})
        self.row = boxed
        self.assertIn("signed", self.carry_out(self.prepare(qty=2)))
        self.assertEqual(self.env["stock.quant"].search([("package_id.name", "=", "BOX-7")]).quantity, 4)
        self.row = self.recall.back_ids
        rework = self.prepare("rework", location_dest_id=bench.id)
        self.scrap(5)
        self.assertIn("less than", self.carry_out(rework)["refused"])
        rework.line_ids.filtered(lambda line: line.back_id != boxed).qty = 15
        self.env.flush_all()
        self.assertIn("signed", self.carry_out(rework))
        self.assertFalse(self.env["stock.quant"].search([("location_id", "=", self.place.id), ("quantity", "!=", 0)]))
        self.assertEqual((self.in_place(self.set1, bench), rework.picking_ids.state), (19, "done"))

    def test_what_was_made_here_has_no_supplier_and_what_came_from_one_goes_back(self):
        self.assertIn("No receipt", self.carry_out(self.prepare("supplier"))["refused"])
        extra = self.make(self.at_clinic)
        self.env["stock.move.line"].create(
            {"picking_id": extra.id, "product_id": self.needle.id, "lot_id": self.n1.id, "quantity": 2,
             "location_id": extra.location_id.id, "location_dest_id": self.place.id}
        )  # fmt: skip
        self.got(extra)
        self.row = self.recall.back_ids.filtered(lambda row: row.lot == "N1")
        disposal = self.prepare("supplier")
        self.assertIn("signed", self.carry_out(disposal))
        picking = disposal.picking_ids
        self.assertEqual((picking.partner_id, picking.move_line_ids.lot_id), (self.supplier, self.n1))
        self.assertEqual(picking.location_dest_id.usage, "supplier")
        self.assertNotEqual(picking.state, "done")
        picking.with_user(self.quality).with_context(lot_reason="claim 5").button_validate()
        self.assertEqual(picking.state, "done")

    def test_releasing_lifts_the_hold_of_the_lot_and_is_a_manager_s(self):
        disposal = self.prepare("release")
        with self.assertRaisesRegex(AccessError, "recall manager"):
            disposal.action_carry_out()
        self.assertIn("signed", self.carry_out(disposal))
        self.assertFalse(self.set1.is_blocked)
        stock = self.place.warehouse_id.lot_stock_id
        self.assertEqual((self.in_place(self.set1), self.in_place(self.set1, stock)), (0, 44))  # 24 had never left

    def test_releasing_goods_without_lot_lifts_the_hold_of_their_product(self):
        bulk = self.world.make_product("Recall bulk", tracking="none")
        hold = self.env["lot.hold"]._hold_for_recall(self.recall, self.set1.browse(), {bulk: (False, False)})
        nowhere = self.place.create({"name": "Van", "usage": "internal", "location_id": False})
        rows = []
        for place in (self.place, nowhere):
            line = self.world.receive(bulk, 5, dest=place).move_line_ids
            values = {
                "recall_id": self.recall.id,
                "company_id": self.recall.company_id.id,
                "flag": "expected",
                "qty": 5,
            }
            rows.append(self.row.sudo().create({**values, "product_id": bulk.id, "move_line_id": line.id}))
        self.row = rows[1]
        self.assertIn("belongs to no warehouse", self.carry_out(self.prepare("release"))["refused"])
        self.row = rows[0]
        self.assertIn("signed", self.carry_out(self.prepare("release")))
        self.assertEqual((hold.state, self.set1.is_blocked), ("lifted", True))

    def test_dealt_with_otherwise_moves_nothing(self):
        self.scrap(20)
        self.assertIn("less than", self.carry_out(self.prepare())["refused"])
        self.assertIn("signed", self.carry_out(self.prepare("other")))
        self.assertEqual(self.row.left_qty, 0)

    def test_bad_quantities_and_bare_writes(self):
        disposal = self.prepare()
        for qty in (0, -1):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                disposal.line_ids.qty = qty
                self.env.flush_all()
        for values in ({"state": "done"}, {"done_by_id": self.second.id}, {"scrap_ids": False}):
            with self.assertRaises(UserError):
                disposal.write(values)
        outside = self.env.ref("stock.stock_location_customers")
        with self.assertRaisesRegex(ValidationError, "is not one"), self.env.cr.savepoint():
            disposal.location_dest_id = outside
        planted = disposal.with_context(default_picking_ids=self.delivery.ids)
        with self.assertRaisesRegex(UserError, "by a signature"), self.env.cr.savepoint():
            planted.create({"recall_id": self.recall.id})
        disposal.line_ids.qty = 21
        with self.assertRaisesRegex(UserError, "is undecided, and not 21"):
            disposal.action_carry_out()
