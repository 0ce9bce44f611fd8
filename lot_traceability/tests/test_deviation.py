"""Another lot than proposed: recorded always, asked or refused by operation type, on every path."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import freeze_time, tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestDeviation(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True)
        cls.milk.categ_id = cls.env["product.category"].create(
            {"name": "Fresh", "removal_strategy_id": cls.env.ref("lot_traceability.removal_first_expired").id}
        )
        cls.first, cls.second, cls.third = (
            cls.env["stock.lot"].create(
                {"name": name, "product_id": cls.milk.id, "expiration_date": cls.world.day(days)}
            )
            for name, days in (("FIRST", 50), ("SECOND", 90), ("THIRD", 200))
        )
        cls.world.receive({cls.first: 5, cls.second: 5, cls.third: 5})
        cls.clinic = cls.world.make_partner("Clinic")
        cls.kind = cls.world.warehouse().out_type_id
        cls.last = cls.env["lot.audit.entry"].search([], order="id desc", limit=1).id

    def entries(self):
        return self.env["lot.audit.entry"].search([("code", "=", "deviation"), ("id", ">", self.last)], order="id")

    def found(self):
        """What the ledger says: (taken, quantity, proposed)."""
        rows = []
        for entry in self.entries():
            extra = entry._get_content()["extra"]
            proposed = [lot["name"] for lot in extra["proposed"]]
            self.assertEqual((extra["unit"], extra["product"]["id"]), (self.milk.uom_id.name, self.milk.id))
            rows.append((self.env["stock.lot"].browse(entry.res_id).name, extra["quantity"], proposed))
        return rows

    def planned(self, qty):
        """A delivery with the lots that Odoo reserves."""
        picking = self.reserve(self.milk, qty, self.clinic)
        picking.move_line_ids.unlink()
        picking.move_ids.picked = False
        picking.action_assign()
        return picking

    def test_what_was_proposed_is_nothing_to_tell(self):
        picking = self.planned(7)
        self.assertEqual(picking.move_ids.lot_proposal, {str(self.first.id): 5, str(self.second.id): 2})
        self.validate(picking)
        self.assertEqual(self.found(), [])

    def test_a_better_lot_that_came_in_meanwhile_is_nobodys_fault(self):
        picking = self.planned(5)
        newer = self.env["stock.lot"].create(
            {"name": "ZERO", "product_id": self.milk.id, "expiration_date": self.day(10)}
        )
        self.receive(newer, 5)
        self.validate(picking)
        self.assertEqual(self.found(), [])

    def test_a_changed_line_is_recorded_with_who_and_why(self):
        picking = self.planned(3)
        picking.move_line_ids.lot_id = self.third
        picking.move_ids.picked = True
        picking.with_context(lot_reason="first in the rack")._action_done()
        self.assertEqual(self.found(), [("THIRD", "3", ["FIRST"])])
        entry = self.entries()
        self.assertEqual((entry.reason, entry.user_id), ("first in the rack", self.env.user))
        self.assertIn(f"stock.picking,{picking.id}", entry._get_content()["about"])

    def test_lines_made_by_hand_are_compared_with_the_strategy(self):
        self.deliver({self.first: 5, self.second: 1}, partner=self.clinic)
        self.assertEqual(self.found(), [])
        self.deliver(self.third, 2, self.clinic)
        self.assertEqual(self.found(), [("THIRD", "2", ["SECOND"])])

    def test_more_of_a_later_lot_than_proposed(self):
        picking = self.planned(7)
        early, late = picking.move_line_ids.sorted("quantity", reverse=True)
        early.quantity, late.quantity = 2, 5
        self.validate(picking)
        self.assertEqual(self.found(), [("SECOND", "3", ["FIRST"])])

    def test_a_typed_quantity_follows_the_strategy(self):
        picking = self.reserve(self.milk, 7, self.clinic)
        picking.move_line_ids.unlink()
        picking.move_ids.quantity = 7
        picking.move_ids.picked = True
        self.validate(picking)
        self.assertEqual(self.found(), [])
        self.assertEqual((self.first.product_qty, self.second.product_qty), (0, 3))

    def test_refused_without_reason_where_one_is_asked(self):
        self.kind.lot_deviation = "reason"
        picking = self.reserve(self.third, 2, self.clinic)
        with self.assertRaisesRegex(RedirectWarning, "THIRD of Milk is not what is to be taken first: FIRST"):
            picking._action_done()
        picking.with_context(lot_reason="ordered by lot")._action_done()
        self.assertEqual((self.entries().reason, picking.state), ("ordered by lot", "done"))

    def test_a_picker_says_why_in_the_dialog_and_goes_on(self):
        self.kind.lot_deviation = "reason"
        picking = self.reserve(self.third, 2, self.clinic, ordered=3).with_user(self.user_plain())
        picking.move_ids.picked = True
        with self.assertRaises(RedirectWarning) as caught:
            picking.with_context(skip_backorder=True).button_validate()
        _sentence, _action, _button, context = caught.exception.args
        dialog = self.env["lot.gate.pass"].with_user(self.user_plain()).with_context(**context)
        with self.assertRaises(UserError):
            dialog.create({"reason": " - "}).action_pass()
        answer = dialog.create({"reason": "pallet not within reach"}).action_pass()
        self.assertEqual(answer["res_model"], "stock.backorder.confirmation", "Odoo's own question comes next")
        question = self.env[answer["res_model"]].with_user(self.user_plain()).with_context(**answer["context"])
        question.create({}).process()
        self.assertEqual((picking.state, self.entries().reason), ("done", "pallet not within reach"))

    def test_the_dialog_gives_no_right_to_move_blocked_goods(self):
        picking = self.reserve(self.third, 2, self.clinic)
        self.third._hold("seal")
        dialog = self.env["lot.gate.pass"].with_user(self.user_plain())
        values = {"res_model": "stock.picking", "res_id": picking.id, "reason": "I want to"}
        with self.assertRaises(UserError):
            dialog.create(values).action_pass()
        self.assertNotEqual(picking.state, "done")

    def test_lines_put_right_later_are_recorded_and_not_refused(self):
        self.kind.lot_deviation = "deny"
        picking = self.planned(3)
        self.validate(picking)
        line = picking.move_line_ids.with_context(lot_reason="scanned wrongly")
        line.lot_id = self.third
        line.create({**line._convert_to_write(line.copy_data()[0]), "quantity": 1, "lot_id": self.second.id})
        self.assertEqual(self.found(), [("THIRD", "3", ["FIRST"]), ("SECOND", "1", ["FIRST"])])

    def test_the_report_tells_all_of_it(self):
        self.deliver(self.third, 2, self.clinic)
        report = self.env["lot.deviation"].with_user(self.user_quality())
        row = report.search([("lot_id", "=", self.third.id)])
        self.assertEqual(
            (row.lot_name, row.proposed, row.quantity, row.product_id, row.picking_type_id, row.company_id),
            ("THIRD", "FIRST", 2, self.milk, self.kind, self.env.company),
        )
        groups = report._read_group([("product_id", "=", self.milk.id)], ["picking_type_id"], ["quantity:sum"])
        self.assertEqual(groups, [(self.kind.with_user(self.user_quality()), 2)])
        self.assertEqual(row.action_open_entry()["res_model"], "lot.audit.entry")
        with self.assertRaises(AccessError):
            report.with_user(self.user_plain()).search([])
        self.assertFalse(report.with_user(self.user_of(self.new_company("Elsewhere"))).search([]))

    def test_refused_where_nobody_may(self):
        self.kind.lot_deviation = "deny"
        picking = self.reserve(self.third, 2, self.clinic)
        with self.assertRaisesRegex(UserError, "ask somebody who may change the operation type"):
            picking.with_context(lot_reason="because")._action_done()
        self.validate(self.planned(5))
        self.assertEqual(self.first.product_qty, 0)

    def test_blocked_and_too_old_lots_are_no_better_choice(self):
        self.kind.lot_deviation = "deny"
        self.first._hold("seal")
        self.second.removal_date = self.day(-1)
        self.deliver(self.third, 2, self.clinic)
        self.assertEqual(self.found(), [])

    def test_production_asks_too(self):
        self.warehouse().manu_type_id.lot_deviation = "deny"
        cheese = self.make_product("Cheese", "none")
        with self.assertRaisesRegex(UserError, "THIRD of Milk"):
            self.produce(cheese, {self.third: 2}, 1)
        self.produce(cheese, {self.first: 2}, 1)

    def test_a_customers_shelf_life_hides_no_better_lot_of_what_never_expires(self):
        screw = self.make_product("Screw")
        early, late = self.make_lots(screw, ["S1", "S2"])
        self.receive({early: 5})
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):  # in one second both would be first
            self.receive({late: 5})
        self.env["lot.shelf.life"].create({"partner_id": self.clinic.id, "days": 60})
        self.deliver(late, 2, partner=self.clinic)
        self.assertEqual(self.entries().mapped("res_id"), late.ids)

    def test_scrap_return_and_moves_inside_choose_freely(self):
        for kind in (self.kind, self.warehouse().int_type_id):
            kind.lot_deviation = "deny"
        self.transfer(self.third, 1, dest=self.new_location("Shelf", self.warehouse().lot_stock_id))
        self.scrap(self.third, 1)
        self.move_goods("out", self.third, 1, dest=self.env.ref("stock.stock_location_suppliers"))
        self.assertEqual(self.found(), [])

    def test_a_rest_keeps_its_proposal(self):
        picking = self.planned(7)
        late = picking.move_line_ids.filtered(lambda line: line.lot_id == self.second)
        late.picked = True
        self.validate(picking)
        rest = self.env["stock.picking"].search([("backorder_id", "=", picking.id)])
        self.validate(rest)
        self.assertEqual(self.found(), [])

    def test_unreserving_forgets_the_proposal(self):
        picking = self.planned(3)
        picking.do_unreserve()
        self.assertFalse(picking.move_ids.lot_proposal)

    def test_plain_stock_users_are_recorded_too(self):
        picking = self.planned(3)
        picking.move_line_ids.lot_id = self.third
        picking.move_ids.picked = True
        picking.with_user(self.user_plain())._action_done()
        self.assertEqual(self.entries().user_id, self.user_plain())

    def test_a_shop_is_told_nothing_after_it_took_the_money(self):
        if not self.has_point_of_sale():
            return
        operation = self._shop_session().config_id.picking_type_id
        for policy in ("reason", "deny"):
            operation.lot_deviation = policy
            self.sell_in_shop(self.third, 1)
        self.assertEqual(self.found(), [("THIRD", "1", ["FIRST"])] * 2)

    def test_nobody_declares_their_own_choice_proposed(self):
        self.kind.lot_deviation = "deny"
        picking = self.planned(3)
        mine = {str(self.third.id): 3}
        move = picking.move_ids.with_user(self.user_plain())
        move.write({"lot_proposal": mine})
        copied = move.with_context(default_lot_proposal=mine).copy()
        made = move.create({**move.copy_data()[0], "lot_proposal": mine})
        self.assertFalse(move.lot_proposal or copied.lot_proposal or made.lot_proposal)
        picking.move_line_ids.lot_id = self.third
        picking.move_ids.picked = True
        with self.assertRaisesRegex(UserError, "FIRST"):
            picking.with_user(self.user_plain())._action_done()

    # --- not passed by what a program says of the move ---

    def test_a_delivery_that_pretends_to_be_something_else(self):
        self.kind.lot_deviation = "deny"
        shipped = self.deliver(self.first, 1, self.clinic)
        receipt = self.receive(self.third, 1)
        stock = self.warehouse().lot_stock_id
        for values in (
            {"origin_returned_move_id": shipped.move_ids.id},
            {"origin_returned_move_id": receipt.move_ids.id},
            {"location_final_id": stock.id},
            {"unbuild_id": self.env["mrp.unbuild"].create({"product_id": self.milk.id, "product_qty": 1}).id},
        ):
            picking = self.reserve(self.third, 1, self.clinic)
            picking.move_ids.with_user(self.user_plain()).write(values)
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "FIRST"):
                picking._action_done()

    def test_a_customer_gets_back_the_lot_they_sent(self):
        self.kind.lot_deviation = "deny"
        shipped = self.reserve(self.third, 1, self.clinic)
        shipped.picking_type_id.lot_deviation = "free"
        back = self.return_(self.validate(shipped), self.third, 1)
        self.kind.lot_deviation = "deny"
        self.return_(back, self.third, 1)
        self.assertEqual(len(self.found()), 1)

    def test_operations_of_any_kind_and_none(self):
        self.kind.lot_deviation = self.warehouse().in_type_id.lot_deviation = "deny"
        wrong = self.move_goods("in", self.third, 1, self.clinic, source=self.warehouse().lot_stock_id,
            dest=self.env.ref("stock.stock_location_customers"), done=False)  # fmt: skip
        with self.assertRaisesRegex(UserError, "FIRST"):
            wrong._action_done()
        self.ship_without_picking(self.third, 1, self.clinic)
        self.assertEqual(self.found(), [("THIRD", "1", ["FIRST"])])
        self.assertFalse(self.env["lot.deviation"].search([("lot_id", "=", self.third.id)]).picking_type_id)

    def test_parts_of_a_repair(self):
        if not self.has_repair():
            return
        unit = self.make_lot(self.make_product("Churn", "serial"), "C1")
        self.receive(unit, 1)
        kind = self.warehouse().repair_type_id
        kind.lot_deviation = "reason"
        with self.assertRaisesRegex(RedirectWarning, "FIRST") as caught:
            self.repair(unit, [("add", self.third, 1)])
        context = caught.exception.args[3]
        self.assertEqual(context["default_res_model"], "repair.order")
        self.env["lot.gate.pass"].with_context(**context).create({"reason": "ordered by lot"}).action_pass()
        self.assertEqual(self.env["repair.order"].browse(context["default_res_id"]).state, "done")
        self.assertEqual(self.entries().reason, "ordered by lot")
